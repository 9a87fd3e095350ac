"""What a block of law looks like: its text cut at the marks, and how much of it changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from constitution_diff.errors import ReportError
from constitution_diff.model import Hunk, Link
from constitution_diff.reports.units import Side, SideName, Unit
from constitution_diff.text import Token, count_words, tokenize

_WEIGHT = ("typographic", "grammatical", "terminology", "substantive")
_CHANGES = frozenset({"insert", "delete", "replace"})
# Up to so many blocks of a link it is faster to look through its hunks for each of them.
_FEW = 2


class Piece(Struct, frozen=True):
    """A run of one block's text under one mark."""

    op: str
    """``equal``, ``del`` (old text only), ``ins`` (new text only) or ``move``."""
    text: str
    """As printed."""
    hunk_class: str
    """Class of the change, empty for ``equal``."""
    other: str = ""
    """For ``move``: reference of the provision of the other edition where the words now stand, or stood."""
    was: str = ""
    """Removed words of the old text that stood before it; only where one run shows both texts."""


_NOTHING = Piece("", "", "")


class Amount(Struct, frozen=True):
    """Words of a link or an article, both editions together; sums are exact."""

    removed: int = 0
    """Words of the old text inside marks."""
    added: int = 0
    """Words of the new text inside marks."""
    total: int = 0
    """All words."""
    folded: int = 0
    """Places that differ only in print (quotes, dashes, spaces, look-alike letters) and carry no mark."""

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.removed + other.removed,
            self.added + other.added,
            self.total + other.total,
            self.folded + other.folded,
        )

    @property
    def percent(self) -> int:
        """Share of changed words in whole percent; never 0 or 100 unless exactly so."""
        changed = self.removed + self.added
        if changed in {0, self.total}:
            return 100 if changed else 0
        return min(99, max(1, round(100 * changed / self.total)))


def cut(unit: Unit, link: Link, texts: tuple[Side, Side]) -> tuple[Piece, ...]:
    """Cut one block's text at the marks of a link.

    Args:
        unit: the block, of either edition.
        link: a link whose hunks cover it.
        texts: the old and the new edition.
    Raises:
        ReportError: the link's hunks do not rebuild the block's text exactly.
    """
    return _cut(unit, [hunk for hunk in link.hunks if _ref_of(hunk, unit.side) == unit.ref], texts)


def cut_all(units: Sequence[Unit], link: Link, texts: tuple[Side, Side]) -> dict[str, tuple[Piece, ...]]:
    """Cut the texts of several blocks at the marks of a link, see `cut`; blocks without words have no pieces.

    Returns:
        The pieces by the anchors of the blocks.
    """
    if len(units) <= _FEW:
        return {unit.anchor: cut(unit, link, texts) if unit.provision.text else () for unit in units}
    hunks: dict[tuple[SideName, str], list[Hunk]] = {}
    for hunk in link.hunks:
        hunks.setdefault(("old", hunk.old_ref), []).append(hunk)
        hunks.setdefault(("new", hunk.new_ref), []).append(hunk)
    return {
        unit.anchor: _cut(unit, hunks.get((unit.side, unit.ref), []), texts) if unit.provision.text else ()
        for unit in units
    }


def _ref_of(hunk: Hunk, side: SideName) -> str:
    return hunk.old_ref if side == "old" else hunk.new_ref


def _cut(unit: Unit, hunks: list[Hunk], texts: tuple[Side, Side]) -> tuple[Piece, ...]:
    side, text = unit.side, unit.provision.text
    # Moved words make the order of the two sides differ.
    spans = sorted([(hunk.old if side == "old" else hunk.new, at) for at, hunk in enumerate(hunks)])
    mark = "del" if side == "old" else "ins"
    pieces: list[Piece] = []
    before, end = _NOTHING, 0
    for (start, stop), at in spans:
        if start == stop:
            continue
        if start != end:
            raise _broken(unit, end)
        hunk, end = hunks[at], stop
        if hunk.op == "equal" or is_folded(hunk, texts):
            piece = Piece("equal", text[start:stop], "")
        elif hunk.op == "move":
            piece = Piece("move", text[start:stop], hunk.hunk_class or "", hunk.other_ref)
        else:
            piece = Piece(mark, text[start:stop], hunk.hunk_class or "substantive")
        if before.op == piece.op and before.other == piece.other:
            before = pieces[-1] = _join(before, piece)
        else:
            pieces.append(piece)
            before = piece
    if end != len(text):
        raise _broken(unit, end)
    return tuple(pieces)


def _join(one: Piece, other: Piece) -> Piece:
    """Join neighbours under one mark; the weightier class names the run, so that a reader meets one mark, not two."""
    weightier = max(one.hunk_class, other.hunk_class, key=_weight)
    return Piece(one.op, one.text + other.text, weightier, one.other)


def is_folded(hunk: Hunk, texts: tuple[Side, Side]) -> bool:
    """Return True when a hunk's two sides differ in print only, so that no reader needs a mark.

    The diff calls quotation marks, dashes, spaces, capitals and look-alike letters ``typographic``. A comma that came
    or went may bear that class too; it stays marked, because it can be read.
    """
    # Most hunks are of substance: their words need not be looked at.
    if hunk.op != "equal" and (hunk.op == "move" or hunk.hunk_class != "typographic"):
        return False
    return _differs_in_print(hunk.op, words_of(hunk, "old", texts), words_of(hunk, "new", texts))


def _differs_in_print(op: str, before: str, after: str) -> bool:
    """Tell of kept words, or of a change in print, whether a reader needs no mark for it."""
    if op == "equal":
        return before != after
    gone, come = tokenize(before), tokenize(after)
    return len(gone) == len(come) and all(_reads_same(one, other) for one, other in zip(gone, come, strict=True))


def _reads_same(one: Token, other: Token) -> bool:
    """True for tokens of one normal form, and for words of one length: the diff knew which letters look alike."""
    return one.norm == other.norm or (one.is_word and other.is_word and len(one.norm) == len(other.norm))


def words_of(hunk: Hunk, side: SideName, texts: tuple[Side, Side]) -> str:
    """Return the printed text of one side of a hunk, empty where it has none."""
    if side == "old":
        start, end = hunk.old
        return texts[0].texts[hunk.old_ref][start:end] if end > start else ""
    start, end = hunk.new
    return texts[1].texts[hunk.new_ref][start:end] if end > start else ""


def measure(link: Link, texts: tuple[Side, Side], shown: Collection[tuple[SideName, str]]) -> Amount:
    """Count the words of a link, old and new together, in the blocks that are shown at it.

    Over all links each word is so counted once. Differences of print only are counted as folded, not as changed.
    """
    removed = added = total = folded = 0
    old, new = texts[0].texts, texts[1].texts
    for hunk in link.hunks:
        op = hunk.op
        start, end = hunk.old
        before = old[hunk.old_ref][start:end] if end > start else ""
        start, end = hunk.new
        after = new[hunk.new_ref][start:end] if end > start else ""
        gone = count_words(before) if before and ("old", hunk.old_ref) in shown else 0
        come = 0
        if after and ("new", hunk.new_ref) in shown:
            come = gone if gone and before == after else count_words(after)
        total += gone + come
        if (op == "equal" or (op != "move" and hunk.hunk_class == "typographic")) and _differs_in_print(
            op, before, after
        ):
            folded += 1
        elif op in _CHANGES:
            removed += gone
            added += come
    return Amount(removed, added, total, folded)


def _weight(hunk_class: str) -> int:
    return _WEIGHT.index(hunk_class) if hunk_class in _WEIGHT else -1


def _broken(unit: Unit, end: int) -> ReportError:
    return ReportError(
        f"the comparison does not rebuild the {unit.side} text of {unit.ref}: it breaks at character {end}",
        unit.ref,
        "this is a fault of the comparison; please report it with both texts",
    )
