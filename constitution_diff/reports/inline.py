"""Both texts of a pair of blocks as one run: kept words once, removed and added words where they stood."""

from __future__ import annotations

from constitution_diff.model import Hunk, Link
from constitution_diff.reports.pieces import Piece, is_folded, words_of
from constitution_diff.reports.units import Side, Unit


def merge(link: Link, old: Unit, new: Unit, texts: tuple[Side, Side]) -> tuple[Piece, ...]:
    """Return one old and one new block as a single run of pieces.

    Dropping the ``del`` pieces leaves the new text exactly; dropping the ``ins`` pieces leaves the old text, but for
    differences of print only, where the new print stands.

    Returns:
        The pieces in reading order; none when words moved, or stand in a third block, so that one run would mislead.
    """
    hunks = [hunk for hunk in link.hunks if _touches(hunk, old, new)]
    if any(hunk.op == "move" or _leaves(hunk, old, new) for hunk in hunks):
        return ()
    return tuple(piece for hunk in hunks for piece in _show(hunk, old, new, texts))


def _touches(hunk: Hunk, old: Unit, new: Unit) -> bool:
    return (_has(hunk.old) and hunk.old_ref == old.ref) or (_has(hunk.new) and hunk.new_ref == new.ref)


def _leaves(hunk: Hunk, old: Unit, new: Unit) -> bool:
    """True for kept or exchanged words of which one half stands in another block."""
    return _has(hunk.old) and _has(hunk.new) and (hunk.old_ref, hunk.new_ref) != (old.ref, new.ref)


def _has(span: tuple[int, int]) -> bool:
    return span[1] > span[0]


def _show(hunk: Hunk, old: Unit, new: Unit, texts: tuple[Side, Side]) -> list[Piece]:
    gone = words_of(hunk, "old", texts) if hunk.old_ref == old.ref else ""
    come = words_of(hunk, "new", texts) if hunk.new_ref == new.ref else ""
    if hunk.op == "equal" or is_folded(hunk, texts):
        return [Piece("equal", come, "")]
    marked = (("del", gone), ("ins", come))
    return [Piece(op, words, hunk.hunk_class or "substantive") for op, words in marked if words]
