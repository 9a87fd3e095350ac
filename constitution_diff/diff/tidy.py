"""From a shortest script to changes as a person would mark them.

Shortest is not clearest: a minimal script keeps every stray comma and "and" that two sentences share. Each step below
only makes changes larger or slides them, so the result still makes the new text of the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from constitution_diff.diff.script import Change
from constitution_diff.text import Token

WHOLE_BELOW = 0.5
"""Share of words in common below which a sentence is shown before and after, whole (report criterion 19; a proposal
there)."""
MOST_RUNS = 15
"""Changes in one link above which the weakest islands between them are given up (report criterion 19)."""
_STRONG_END = frozenset(".!?…।。")
_CLAUSE_END = frozenset(",;:–—-")


def tidy(
    changes: Sequence[Change], old: Sequence[Token], new: Sequence[Token], function_words: frozenset[str]
) -> list[Change]:
    """Return changes without islands of stray words, slid to phrase ends, whole where little is left."""
    tidied = _drop_islands(list(changes), old, function_words)
    tidied = [
        _slide(change, previous, following, old, new)
        for previous, change, following in _neighbours(tidied, len(old), len(new))
    ]
    tidied = _drop_islands(_join(tidied), old, function_words)
    tidied = _whole_sentences(tidied, old, new)
    while len(tidied) > MOST_RUNS:
        tidied = _drop_weakest(tidied, old, function_words)
    return tidied


def _neighbours(changes: list[Change], rows: int, columns: int) -> list[tuple[Change, Change, Change]]:
    edge = [Change(0, 0, 0, 0), *changes, Change(rows, rows, columns, columns)]
    return list(zip(edge, edge[1:], edge[2:], strict=False))


def _join(changes: list[Change]) -> list[Change]:
    """Merge changes that touch after sliding."""
    joined: list[Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last is not None and last.old_end >= change.old_start and last.new_end >= change.new_start:
            joined[-1] = Change(last.old_start, change.old_end, last.new_start, change.new_end)
        else:
            joined.append(change)
    return joined


# Islands


def _drop_islands(changes: list[Change], old: Sequence[Token], function_words: frozenset[str]) -> list[Change]:
    """Merge changes across equal stretches that hold nothing to hold on to."""
    kept: list[Change] = []
    for change in changes:
        if kept and _is_island(kept[-1], change, old, function_words):
            kept[-1] = Change(kept[-1].old_start, change.old_end, kept[-1].new_start, change.new_end)
        else:
            kept.append(change)
    return kept


def _is_island(before: Change, after: Change, old: Sequence[Token], function_words: frozenset[str]) -> bool:
    """Return True for an equal stretch without a word of meaning, or with few beside large changes."""
    island = old[before.old_end : after.old_start]
    if not any(token.is_word for token in island):
        return True
    meaning = sum(1 for token in island if token.is_word and token.norm not in function_words)
    if meaning == 0:
        return len(island) <= 2 or min(_size(before), _size(after)) > 1
    return 2 * meaning < min(_size(before), _size(after)) and meaning <= 2


def _size(change: Change) -> int:
    return max(change.old_end - change.old_start, change.new_end - change.new_start)


def _drop_weakest(changes: list[Change], old: Sequence[Token], function_words: frozenset[str]) -> list[Change]:
    def strength(index: int) -> tuple[int, int]:
        island = old[changes[index].old_end : changes[index + 1].old_start]
        return sum(1 for token in island if token.is_word and token.norm not in function_words), len(island)

    weakest = min(range(len(changes) - 1), key=lambda index: (strength(index), index))
    first, second = changes[weakest], changes[weakest + 1]
    merged = Change(first.old_start, second.old_end, first.new_start, second.new_end)
    return [*changes[:weakest], merged, *changes[weakest + 2 :]]


# Sliding


def _slide(change: Change, previous: Change, following: Change, old: Sequence[Token], new: Sequence[Token]) -> Change:
    """Move a pure insertion or deletion along equal tokens to where it begins and ends best.

    "a, [b, ]c" and "a[, b], c" say the same; the form that begins and ends at a clause is read more easily.
    """
    rows, columns = change.old_end - change.old_start, change.new_end - change.new_start
    if bool(rows) == bool(columns):
        return change
    tokens, start, length = (old, change.old_start, rows) if rows else (new, change.new_start, columns)
    back = min(change.old_start - previous.old_end, change.new_start - previous.new_end)
    forth = min(following.old_start - change.old_end, following.new_start - change.new_end)
    steps = [0]
    for step in range(1, back + 1):
        if tokens[start - step].norm != tokens[start - step + length].norm:
            break
        steps.append(-step)
    for step in range(forth):
        if tokens[start + step].norm != tokens[start + step + length].norm:
            break
        steps.append(step + 1)
    best = max(steps, key=lambda step: (_edge_score(tokens, start + step, start + step + length), -abs(step), step))
    return Change(change.old_start + best, change.old_end + best, change.new_start + best, change.new_end + best)


def _edge_score(tokens: Sequence[Token], start: int, end: int) -> int:
    """Score a stretch by where it begins and ends: after and at the end of a sentence best, then of a clause."""
    before = tokens[start - 1].text if start else "."
    last = tokens[end - 1].text
    after = tokens[end].text if end < len(tokens) else "."
    score = 0
    if before in _STRONG_END and last in _STRONG_END:
        score += 5
    elif before in _CLAUSE_END and last in _CLAUSE_END:
        score += 3
    # ", b" before another comma or the end: a list with one item more shows that item with its comma.
    elif tokens[start].text in _CLAUSE_END and (after in _CLAUSE_END or after in _STRONG_END):
        score += 3
    if not tokens[start].is_word and tokens[start].text not in '([«“"':
        score -= 1
    return score


# Whole sentences


def _whole_sentences(changes: list[Change], old: Sequence[Token], new: Sequence[Token]) -> list[Change]:
    """Turn every stretch of sentences that share less than `WHOLE_BELOW` of their words into one change."""
    result: list[Change] = []
    for (old_start, new_start), (old_end, new_end), inside in _zones(changes, old, new):
        rows = sum(token.is_word for token in old[old_start:old_end])
        columns = sum(token.is_word for token in new[new_start:new_end])
        gone = sum(token.is_word for change in inside for token in old[change.old_start : change.old_end])
        if inside and rows and columns and 2 * (rows - gone) < WHOLE_BELOW * (rows + columns):
            result.append(Change(old_start, old_end, new_start, new_end))
        else:
            result.extend(inside)
    return _join(result)


def _zones(
    changes: list[Change], old: Sequence[Token], new: Sequence[Token]
) -> list[tuple[tuple[int, int], tuple[int, int], list[Change]]]:
    """Cut the script where a sentence ends in both texts at equal tokens; return the stretches with their changes."""
    cuts = [(0, 0)]
    row = column = 0
    for change in [*changes, Change(len(old), len(old), len(new), len(new))]:
        for step in range(change.old_start - row):
            if old[row + step].text in _STRONG_END and new[column + step].text in _STRONG_END:
                cuts.append((row + step + 1, column + step + 1))
        row, column = change.old_end, change.new_end
    cuts.append((len(old), len(new)))
    ordered = sorted(dict.fromkeys(cuts))
    zones = []
    for start, end in pairwise(ordered):
        inside = [
            change
            for change in changes
            if start[0] <= change.old_start
            and change.old_end <= end[0]
            and start[1] <= change.new_start
            and change.new_end <= end[1]
        ]
        zones.append((start, end, inside))
    return _claim_once(zones)


def _claim_once(
    zones: list[tuple[tuple[int, int], tuple[int, int], list[Change]]],
) -> list[tuple[tuple[int, int], tuple[int, int], list[Change]]]:
    """Give a change that touches two stretches (a pure insertion at their border) to the first of them only."""
    seen: set[Change] = set()
    result = []
    for start, end, inside in zones:
        fresh = [change for change in inside if change not in seen]
        seen.update(fresh)
        result.append((start, end, fresh))
    return result
