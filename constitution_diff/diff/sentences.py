"""Sentences too far from each other for a word-by-word drawing: they are shown before and after, whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from constitution_diff.diff.islands import drop_islands
from constitution_diff.diff.script import Change, diff_sides, pair_stems, stems_of
from constitution_diff.diff.sliding import join_changes, slide_changes
from constitution_diff.diff.words import WORD, Line, is_turned

WHOLE_BELOW = 0.5
"""Likeness of two sentences (share of words in common, in order, endings apart) below which they are far apart."""
LEAST_KEPT = 0.3
"""Share of the shorter sentence that must stay in place for anything of the pair to be left unmarked."""
LEAST_IN_PLACE = 0.2
"""The same of sentences that are alike but for their endings."""
FAR_RUN_COST = 3 * WORD
"""Run cost in sentences that are far apart: what stays unmarked there are stretches of three words of meaning or more."""
MOST_SENTENCES = 12
"""Sentences on a side above which sentences are not paired by likeness (time grows with the product)."""


def show_whole(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Redraw every pair of sentences that has too little in common for marks word by word.

    Such a pair is shown whole, before and after, unless long stretches of it stay: then these alone are left unmarked.
    """
    redrawn: list[Change] = []
    for zone in _zones(changes, old, new):
        for change in _redraw(zone, old, new):
            _append(redrawn, change)
    # What was redrawn may stand beside a change of the next sentence: without run cost, only bare islands are dropped.
    return redrawn if redrawn == list(changes) else drop_islands(redrawn, old, new, 0)


class _Zone(Struct, frozen=True):
    """A stretch between two places where a sentence ends in both texts at equal tokens."""

    old_start: int
    """First old token."""
    old_end: int
    """One past the last old token."""
    new_start: int
    """First new token."""
    new_end: int
    """One past the last new token."""
    inside: tuple[Change, ...]
    """The changes in it."""

    def whole(self) -> Change:
        return Change(self.old_start, self.old_end, self.new_start, self.new_end)


def _zones(changes: Sequence[Change], old: Line, new: Line) -> Iterator[_Zone]:
    """Yield the zones that hold changes."""
    start = (0, 0)
    inside: list[Change] = []
    row = column = 0
    for change in [*changes, Change(len(old.norms), len(old.norms), len(new.norms), len(new.norms))]:
        for stop in old.stops[bisect_left(old.stops, row) : bisect_left(old.stops, change.old_start)]:
            if new.ends[stop - row + column]:
                if inside:
                    yield _Zone(start[0], stop + 1, start[1], stop - row + column + 1, tuple(inside))
                start, inside = (stop + 1, stop - row + column + 1), []
        inside.append(change)
        row, column = change.old_end, change.new_end
    inside.pop()
    if inside:
        yield _Zone(start[0], row, start[1], column, tuple(inside))


def _redraw(zone: _Zone, old: Line, new: Line) -> Sequence[Change]:
    kept = _kept(zone.inside, zone, old)
    most = old.weigh_words(zone.old_start, zone.old_end) + new.weigh_words(zone.new_start, zone.new_end)
    if 2 * kept >= WHOLE_BELOW * most:
        return zone.inside  # without a look at which sentences are in play: they weigh no more
    played = _in_play(zone, old, new)
    if not all(played):
        return zone.inside
    total = sum(played)
    if 2 * kept >= WHOLE_BELOW * total:
        return zone.inside
    if kept >= LEAST_IN_PLACE * min(played) and _common_if_enough(zone, old, new, total) is not None:
        return zone.inside
    return _pair_sentences(zone, old, new) or _keep_long(zone, old, new)


def _keep_long(zone: _Zone, old: Line, new: Line) -> Sequence[Change]:
    clean = drop_islands(zone.inside, old, new, FAR_RUN_COST)
    if _kept(clean, zone, old) >= LEAST_KEPT * min(_in_play(zone, old, new)):
        return clean
    return [zone.whole()]


def _kept(changes: Sequence[Change], zone: _Zone, old: Line) -> int:
    """Weigh what stays unmarked in a zone."""
    gone = sum(old.weigh_words(change.old_start, change.old_end) for change in changes)
    return old.weigh_words(zone.old_start, zone.old_end) - gone


def _common_if_near(zone: _Zone, old: Line, new: Line) -> int | None:
    """Weigh the words both sides of a zone have in common, in order, endings apart; None where they are too few."""
    total = old.weigh_words(zone.old_start, zone.old_end) + new.weigh_words(zone.new_start, zone.new_end)
    return _common_if_enough(zone, old, new, total)


def _common_if_enough(zone: _Zone, old: Line, new: Line, total: int) -> int | None:
    """Weigh the words both sides have in common, in order, endings apart; None where they are not enough of ``total``."""
    rows, columns = old.words_in(zone.old_start, zone.old_end), new.words_in(zone.new_start, zone.new_end)
    stems, others = stems_of(old, rows, new, columns)
    # In any order they have at least as much in common, and that is soon counted.
    most = (Counter(stems) & Counter(others)).total() * WORD
    if 2 * most < WHOLE_BELOW * total:
        return None
    common = sum(old.weights[rows[row]] for row, _ in pair_stems(old, rows, new, columns))
    return common if 2 * common >= WHOLE_BELOW * total else None


def _in_play(zone: _Zone, old: Line, new: Line) -> tuple[int, int]:
    """Weigh, on either side, the sentences that keep a word.

    A sentence that is new or gone from end to end makes the others no less alike. Without a kept word on either side: all.
    """
    gone = [(change.old_start, change.old_end) for change in zone.inside]
    come = [(change.new_start, change.new_end) for change in zone.inside]
    rows = _weigh_sentences(zone.old_start, zone.old_end, gone, old)
    columns = _weigh_sentences(zone.new_start, zone.new_end, come, new)
    if rows and columns:
        return rows, columns
    return old.weigh_words(zone.old_start, zone.old_end), new.weigh_words(zone.new_start, zone.new_end)


def _weigh_sentences(start: int, end: int, marked: Sequence[tuple[int, int]], side: Line) -> int:
    """Weigh the sentences that hold a word outside the marked spans, which are in order."""
    words = side.words
    weight = number = 0
    for first, last in _sentences(start, end, side):
        left = words[last] - words[first]
        while number < len(marked) and marked[number][0] < last:
            left -= words[min(marked[number][1], last)] - words[max(marked[number][0], first)]
            if marked[number][1] > last:
                break  # it runs on into the next sentence
            number += 1
        if left:
            weight += side.weigh_words(first, last)
    return weight


def _sentences(start: int, end: int, side: Line) -> list[tuple[int, int]]:
    if start == end:
        return []
    stops = side.stops
    cuts = [stop + 1 for stop in stops[bisect_left(stops, start) : bisect_left(stops, end - 1)]]
    return list(pairwise([start, *cuts, end]))


# Pairs of sentences


def _pair_sentences(zone: _Zone, old: Line, new: Line) -> list[Change]:
    """Draw the sentences of a zone that are near each other word by word, and the rest whole; empty when none are near."""
    rows, columns = _sentences(zone.old_start, zone.old_end, old), _sentences(zone.new_start, zone.new_end, new)
    if len(rows) * len(columns) == 1 or max(len(rows), len(columns)) > MOST_SENTENCES:
        return []
    changes: list[Change] = []
    at = (zone.old_start, zone.new_start)
    for first, second in _near_pairs(rows, columns, old, new):
        _append(changes, Change(at[0], first[0], at[1], second[0]))
        for change in draw_span(Change(*first, *second), old, new):
            _append(changes, change)
        at = (first[1], second[1])
    if at == (zone.old_start, zone.new_start):
        return []
    _append(changes, Change(at[0], zone.old_end, at[1], zone.new_end))
    return changes


def _near_pairs(
    rows: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]], old: Line, new: Line
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the chain of near sentences, rising on both sides, that has most in common."""
    best: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = [
        [(0, ())] * (len(columns) + 1) for _ in range(len(rows) + 1)
    ]
    turned = is_turned(old, new)
    for row in range(len(rows) - 1, -1, -1):
        for column in range(len(columns) - 1, -1, -1):
            common = _common_if_near(_Zone(*rows[row], *columns[column], ()), old, new)
            choices = [best[row + 1][column], best[row][column + 1]]
            if turned:
                choices.reverse()
            if common is not None:
                below = best[row + 1][column + 1]
                choices.append((below[0] + common, ((row, column), *below[1])))
            best[row][column] = max(choices, key=lambda found: found[0])
    return [(rows[row], columns[column]) for row, column in best[0][0][1]]


def draw_span(span: Change, old: Line, new: Line) -> Iterator[Change]:
    """Compare a span of both sides by itself, word by word."""
    one, other = old.cut(span.old_start, span.old_end), new.cut(span.new_start, span.new_end)
    changes = drop_islands(join_changes(diff_sides(one, other), one, other), one, other)
    for change in slide_changes(changes, one, other):
        yield Change(
            change.old_start + span.old_start,
            change.old_end + span.old_start,
            change.new_start + span.new_start,
            change.new_end + span.new_start,
        )


def _append(changes: list[Change], change: Change) -> None:
    """Append a change, or grow the last one when they touch; an empty one adds nothing."""
    if not change.rows and not change.columns:
        return
    last = changes[-1] if changes else None
    if last is not None and last.old_end == change.old_start and last.new_end == change.new_start:
        changes[-1] = Change(last.old_start, change.old_end, last.new_start, change.new_end)
    else:
        changes.append(change)
