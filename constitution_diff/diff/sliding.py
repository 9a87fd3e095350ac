"""Where a pure insertion or deletion begins and ends: it may slide along equal words, and one place reads best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from constitution_diff.diff.script import Change
from constitution_diff.diff.words import IS_CLAUSE_END, IS_OPENER, IS_STRONG, IS_WORD, WORD, Line


def slide_changes(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Move every pure insertion and deletion to the best place it can slide to; changes that then touch are merged.

    "a, [b, ]c" and "a[, b], c" say the same; the form that begins and ends with a block, a sentence or a clause is read
    more easily, and so is ", b" before another comma or the end: a list with one item more shows that item.
    """
    edges = [Change(0, 0, 0, 0), *changes, Change(len(old.norms), len(old.norms), len(new.norms), len(new.norms))]
    slid: list[Change] = []
    for change, following in zip(changes, edges[2:], strict=True):
        last = slid[-1] if slid else None
        moved = _slide(change, last or edges[0], following, old, new) if _is_pure(change) else change
        if last is not None and last.old_end >= moved.old_start and last.new_end >= moved.new_start:
            slid[-1] = Change(last.old_start, moved.old_end, last.new_start, moved.new_end)
        else:
            slid.append(moved)
    return slid


def join_changes(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Slide every pure insertion and deletion that can reach the change before or after it, so that the two become one.

    "a [b c] b [d]" and "a b [c b d]" say the same; the second has one stray word and one mark less.
    """
    joined: list[Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        one = _join(last, change, old, new) if last and (_is_pure(last) or _is_pure(change)) else None
        if one:
            joined[-1] = one
        else:
            joined.append(change)
    return joined


def _is_pure(change: Change) -> bool:
    """True for a change that only takes words or only brings them."""
    return (change.old_start == change.old_end) != (change.new_start == change.new_end)


def _join(last: Change, change: Change, old: Line, new: Line) -> Change | None:
    """Return two changes as one, or None where neither reaches the other, or a block ends between them on both sides."""
    gap, shift = change.old_start - last.old_end, last.new_end - last.old_end
    if not (old.is_one_block and new.is_one_block) and any(
        old.ends[row] == new.ends[row + shift] == 2 for row in range(last.old_end, change.old_start)
    ):
        return None
    if _reaches(last, change, old, new):
        return Change(last.old_start + gap, change.old_end, last.new_start + gap, change.new_end)
    if _reaches_back(last, change, old, new):
        return Change(last.old_start, change.old_end - gap, last.new_start, change.new_end - gap)
    return None


def _reaches(change: Change, following: Change, old: Line, new: Line) -> bool:
    """True for a pure change that may slide over all equal tokens between it and the change after it."""
    if not _is_pure(change):
        return False
    gap = following.old_start - change.old_end
    norms, start, length = (
        (old.norms, change.old_start, change.rows) if change.rows else (new.norms, change.new_start, change.columns)
    )
    return norms[start : start + gap] == norms[start + length : start + length + gap]


def _reaches_back(before: Change, change: Change, old: Line, new: Line) -> bool:
    """True for a pure change that may slide over all equal tokens between it and the change before it."""
    if not _is_pure(change):
        return False
    gap = change.old_start - before.old_end
    norms, start, length = (
        (old.norms, change.old_start, change.rows) if change.rows else (new.norms, change.new_start, change.columns)
    )
    return norms[start - gap : start] == norms[start + length - gap : start + length]


def _slide(change: Change, previous: Change, following: Change, old: Line, new: Line) -> Change:
    side, other = (old, new) if change.rows else (new, old)
    start, length = (change.old_start, change.rows) if change.rows else (change.new_start, change.columns)
    anchor = change.new_start if change.rows else change.old_start
    back = min(change.old_start - previous.old_end, change.new_start - previous.new_end)
    forth = min(following.old_start - change.old_end, following.new_start - change.new_end)
    steps = list(_steps(side.norms, start, length, back, forth))
    if len(steps) == 1:
        return change
    best = max(steps, key=lambda step: (*_score(side, other, start + step, length, anchor + step), step))
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


def _score(side: Line, other: Line, start: int, length: int, anchor: int) -> tuple[int, int]:
    """Score a stretch by where it begins and ends: block best, then sentence, clause, phrase; ``anchor`` is its other end."""
    end = start + length
    kinds = side.kinds
    before = side.ends[start - 1] if start else 2
    last = side.ends[end - 1]
    previous = kinds[start - 1] if start else IS_CLAUSE_END
    after = kinds[end] if end < len(kinds) else IS_STRONG
    score = 0
    if before and last:
        score += 4 + 2 * min(before, last) + (other.ends[anchor - 1] == 2 if anchor else 1)
    elif (previous & IS_CLAUSE_END or before) and kinds[end - 1] & IS_CLAUSE_END:
        score += 3
    elif kinds[start] & IS_CLAUSE_END and (after & IS_CLAUSE_END or last or (end < len(kinds) and side.ends[end])):
        score += 3
    if not kinds[start] & (IS_WORD | IS_OPENER):
        score -= 1
    return score, _seam(side, start) + _seam(side, end)


def _seam(side: Line, place: int) -> int:
    """Score a place between two words: best before a function word ("change | of the order"), worst inside a phrase."""
    if not 0 < place < len(side.norms) or not (side.flags[place - 1] and side.flags[place]):
        return 1
    before, after = side.weights[place - 1] == WORD, side.weights[place] == WORD
    return 2 * (before and not after) + (after and not before)


def settle_ends(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Let the end of a block pair with the end of the block its words pair with.

    Where two old paragraphs became one, the words of the first may stay and the second go: then the full stop that stays is
    that of the first.
    """
    if old.is_one_block and new.is_one_block:
        return list(changes)
    return [part for change in changes for part in _settle(change, old, new) if part.rows or part.columns]


def _settle(change: Change, old: Line, new: Line) -> list[Change]:
    """Split a change that runs over the end of the block that holds the words kept before it, up to the end of another."""
    row, column = change.old_end, change.new_end
    if not (change.old_start and change.new_start and row < len(old.norms) and column < len(new.norms)):
        return [change]
    if not old.ends[row] == new.ends[column] == 2:
        return [change]
    end, other = _first_end(old, change.old_start, row), _first_end(new, change.new_start, column)
    if end and other and old.norms[end] == new.norms[other]:
        return [Change(change.old_start, end, change.new_start, other), Change(end + 1, row, other + 1, column)]
    if end and change.columns and old.norms[end] == old.norms[row]:
        return [
            Change(change.old_start, end, change.new_start, column),
            Change(end + 1, row + 1, column + 1, column + 1),
        ]
    if other and change.rows and new.norms[other] == new.norms[column]:
        return [
            Change(change.old_start, row, change.new_start, other),
            Change(row + 1, row + 1, other + 1, column + 1),
        ]
    return [change]


def _first_end(side: Line, start: int, end: int) -> int:
    """Return the token in a span at which the block of the token before it ends; 0 when that ends before or after."""
    if side.ends[start - 1] == 2:
        return 0
    return next((index for index in range(start, end) if side.ends[index] == 2), 0)
