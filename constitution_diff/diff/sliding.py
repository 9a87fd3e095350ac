"""Where a pure insertion or deletion begins and ends: it may slide along equal words, and one place reads best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from constitution_diff.diff.script import Change
from constitution_diff.diff.words import Side

_CLAUSE_END = frozenset(",;:–—-،؛、，；")
_OPENERS = frozenset('([{«“„"‘¿¡')


def slide_changes(changes: Sequence[Change], old: Side, new: Side) -> list[Change]:
    """Move every pure insertion and deletion to the best place it can slide to; changes that then touch are merged.

    "a, [b, ]c" and "a[, b], c" say the same; the form that begins and ends with a block, a sentence or a clause is read
    more easily, and so is ", b" before another comma or the end: a list with one item more shows that item.
    """
    edges = [Change(0, 0, 0, 0), *changes, Change(len(old.tokens), len(old.tokens), len(new.tokens), len(new.tokens))]
    slid: list[Change] = []
    for change, following in zip(changes, edges[2:], strict=True):
        moved = _slide(change, slid[-1] if slid else edges[0], following, old, new)
        last = slid[-1] if slid else None
        if last is not None and last.old_end >= moved.old_start and last.new_end >= moved.new_start:
            slid[-1] = Change(last.old_start, moved.old_end, last.new_start, moved.new_end)
        else:
            slid.append(moved)
    return slid


def _slide(change: Change, previous: Change, following: Change, old: Side, new: Side) -> Change:
    if bool(change.rows) == bool(change.columns):
        return change
    side, other = (old, new) if change.rows else (new, old)
    start, length = (change.old_start, change.rows) if change.rows else (change.new_start, change.columns)
    anchor = change.new_start if change.rows else change.old_start
    back = min(change.old_start - previous.old_end, change.new_start - previous.new_end)
    forth = min(following.old_start - change.old_end, following.new_start - change.new_end)
    steps = list(_steps(side.norms, start, length, back, forth))
    best = max(steps, key=lambda step: (_score(side, other, start + step, length, anchor + step), -abs(step), step))
    return Change(change.old_start + best, change.old_end + best, change.new_start + best, change.new_end + best)


def _steps(norms: Sequence[str], start: int, length: int, back: int, forth: int) -> Iterator[int]:
    """Yield how far a stretch may move: over a token as long as the one that leaves it equals the one that joins it."""
    yield 0
    for step in range(1, back + 1):
        if norms[start - step] != norms[start - step + length]:
            break
        yield -step
    for step in range(forth):
        if norms[start + step] != norms[start + step + length]:
            break
        yield step + 1


def _score(side: Side, other: Side, start: int, length: int, anchor: int) -> int:
    """Score a stretch by where it begins and ends: block best, then sentence, then clause; ``anchor`` is its other end."""
    end = start + length
    tokens = side.tokens
    before = side.ends[start - 1] if start else 2
    last = side.ends[end - 1]
    previous = tokens[start - 1].text if start else ","
    after = tokens[end].text if end < len(tokens) else "."
    score = 0
    if before and last:
        score += 4 + 2 * min(before, last) + (other.ends[anchor - 1] == 2 if anchor else 1)
    elif (previous in _CLAUSE_END or before) and tokens[end - 1].text in _CLAUSE_END:
        score += 3
    elif tokens[start].text in _CLAUSE_END and (after in _CLAUSE_END or last or (end < len(tokens) and side.ends[end])):
        score += 3
    if not tokens[start].is_word and tokens[start].text not in _OPENERS:
        score -= 1
    return score


def settle_ends(changes: Sequence[Change], old: Side, new: Side) -> list[Change]:
    """Let the end of a block pair with the end of the block its words pair with.

    Where two old paragraphs became one, the words of the first may stay and the second go: then the full stop that stays is
    that of the first.
    """
    settled: list[Change] = []
    for change in changes:
        settled.extend(_mirror(part) for part in _settle(_mirror(change), new, old))
    return [part for change in settled for part in _settle(change, old, new)]


def _mirror(change: Change) -> Change:
    return Change(change.new_start, change.new_end, change.old_start, change.old_end)


def _settle(change: Change, old: Side, new: Side) -> list[Change]:
    """Split a change whose old tokens run over the end of the block that holds the words kept before it."""
    after, before = change.old_end, change.old_start - 1
    if (
        not change.columns
        or before < 0
        or after >= len(old.tokens)
        or not old.ends[after] == new.ends[change.new_end] == 2
    ):
        return [change]
    end = next((index for index in range(before, after) if old.ends[index] == 2), after)
    if end in (before, after) or old.norms[end] != old.norms[after] or old.blocks[end] != old.blocks[before]:
        return [change]
    parts = [
        Change(change.old_start, end, change.new_start, change.new_end),
        Change(end + 1, after + 1, change.new_end + 1, change.new_end + 1),
    ]
    return [part for part in parts if part.rows or part.columns]
