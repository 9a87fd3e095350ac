"""Both texts of a link as one run: the removed words at their place in the new text, so that one column shows both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from constitution_diff.model import Hunk, Link
from constitution_diff.reports.pieces import Piece, is_folded, words_of
from constitution_diff.reports.units import Side, Unit

_REMOVE = frozenset({"delete", "replace"})


def weave(
    pieces: tuple[Piece, ...], unit: Unit, link: Link, old_shown: Collection[str], texts: tuple[Side, Side]
) -> tuple[Piece, ...]:
    """Give the pieces of a new block the removed words that stood before each.

    Args:
        pieces: the block's text, cut at the marks of the link.
        unit: a block of the new edition.
        link: the link it is shown at.
        old_shown: references of the old blocks shown there; words of others are not taken in.
        texts: the old and the new edition.
    Returns:
        The same text, cut where words went as well; each piece names in ``was`` the removed words before it, the last
        one may have no text of its own. Leaving out the ``ins`` pieces and putting in what ``was`` gives the old text,
        but for differences of print only, where the new print stands.
    """
    gone = _gone(unit, link, old_shown, texts)
    if not gone:
        return pieces
    return tuple(_cut_at(pieces, gone))


def _gone(unit: Unit, link: Link, old_shown: Collection[str], texts: tuple[Side, Side]) -> dict[int, str]:
    """Removed words by their place in the new block."""
    gone: dict[int, str] = {}
    ref = unit.ref
    for hunk in link.hunks:
        is_removed = hunk.op in _REMOVE and hunk.new_ref == ref and hunk.old_ref in old_shown
        if is_removed and not is_folded(hunk, texts):
            gone[hunk.new[0]] = gone.get(hunk.new[0], "") + words_of(hunk, "old", texts)
    return gone


def _cut_at(pieces: tuple[Piece, ...], gone: dict[int, str]) -> Iterator[Piece]:
    places = sorted(gone)
    start = at = 0
    for piece in pieces:
        end, first = start + len(piece.text), at
        while at < len(places) and places[at] < end:
            at += 1
        here = places[first:at]
        if not here:
            yield piece
        elif piece.op != "equal":
            # Inside words that came, the order of what went and what came says nothing.
            yield Piece(piece.op, piece.text, piece.hunk_class, piece.other, "".join([gone[place] for place in here]))
        else:
            cuts = [*([start] if here[0] > start else []), *here, end]
            for left, right in pairwise(cuts):
                yield Piece("equal", piece.text[left - start : right - start], "", was=gone.get(left, ""))
        start = end
    if at < len(places):
        yield Piece("equal", "", "", was=gone[places[at]])


def can_weave(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> bool:
    """Return True when the new pieces of a link may stand for its old ones too: some words stayed, and none moved.

    Moved words have two places, which one run cannot show.
    """
    if not old or not new:
        return False
    kinds = {piece.op for piece in new}
    return "equal" in kinds and "move" not in kinds and "move" not in {piece.op for piece in old}


def is_woven(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> bool:
    """Return True when the new pieces of a link, see `can_weave`, hold all that its old ones do."""
    return sum([len(piece.text) for piece in old if piece.op == "del"]) == sum([len(piece.was) for piece in new])


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
