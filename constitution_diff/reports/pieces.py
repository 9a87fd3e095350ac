"""What a block of law looks like: its text cut at the marks, and how much of it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.errors import ReportError
from constitution_diff.model import Hunk, Link
from constitution_diff.reports.units import Side, SideName, Unit
from constitution_diff.text import Token, fold_word, token_pattern, tokenize

_WEIGHT = ("typographic", "grammatical", "terminology", "substantive")


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
    pieces: list[Piece] = []
    end = 0
    for span, hunk in _spans(unit, link):
        if span[0] != end:
            raise _broken(unit, end)
        end = span[1]
        pieces.append(_piece(hunk, unit.side, unit.provision.text[slice(*span)], texts))
    if end != len(unit.provision.text):
        raise _broken(unit, end)
    return _merge(pieces)


def _spans(unit: Unit, link: Link) -> list[tuple[tuple[int, int], Hunk]]:
    """The hunks of one block with their spans on its side; moved words make the order of the two sides differ."""
    if unit.side == "old":
        spans = [(hunk.old, hunk) for hunk in link.hunks if hunk.old_ref == unit.ref]
    else:
        spans = [(hunk.new, hunk) for hunk in link.hunks if hunk.new_ref == unit.ref]
    return sorted(((span, hunk) for span, hunk in spans if span[0] < span[1]), key=lambda pair: pair[0])


def is_folded(hunk: Hunk, texts: tuple[Side, Side]) -> bool:
    """Return True when a hunk's two sides differ in print only, so that no reader needs a mark.

    The diff calls quotation marks, dashes, spaces, capitals and look-alike letters ``typographic``. A comma that came
    or went may bear that class too; it stays marked, because it can be read.
    """
    before, after = words_of(hunk, "old", texts), words_of(hunk, "new", texts)
    if hunk.op == "equal":
        return before != after
    if hunk.op == "move" or hunk.hunk_class != "typographic":
        return False
    gone, come = tokenize(before), tokenize(after)
    return len(gone) == len(come) and all(_reads_same(one, other) for one, other in zip(gone, come, strict=True))


def _reads_same(one: Token, other: Token) -> bool:
    """True for tokens of one normal form, and for words of one length: the diff knew which letters look alike."""
    return one.norm == other.norm or (one.is_word and other.is_word and len(one.norm) == len(other.norm))


def words_of(hunk: Hunk, side: SideName, texts: tuple[Side, Side]) -> str:
    """Return the printed text of one side of a hunk, empty where it has none."""
    index, ref, span = (0, hunk.old_ref, hunk.old) if side == "old" else (1, hunk.new_ref, hunk.new)
    if span[0] == span[1]:
        return ""
    return texts[index].by_ref[ref].provision.text[slice(*span)]


def measure(link: Link, texts: tuple[Side, Side], is_shown: Callable[[SideName, str], bool]) -> Amount:
    """Count the words of a link, old and new together, in the blocks that are shown at it.

    Over all links each word is so counted once. Differences of print only are counted as folded, not as changed.
    """
    removed = added = total = folded = 0
    for hunk in link.hunks:
        before, after = words_of(hunk, "old", texts), words_of(hunk, "new", texts)
        gone = count_words(before) if is_shown("old", hunk.old_ref) else 0
        come = count_words(after) if is_shown("new", hunk.new_ref) else 0
        total += gone + come
        if is_folded(hunk, texts):
            folded += 1
        elif hunk.op in {"insert", "delete", "replace"}:
            removed += gone
            added += come
    return Amount(removed, added, total, folded)


@lru_cache(maxsize=2048)  # most words of a link stand in both texts
def count_words(text: str) -> int:
    """Return how many words a text has, punctuation left out.

    >>> count_words("Articles 3-1, 16.")
    3
    """
    # A word may begin with a sign that cannot be seen; only then is its compared form asked.
    return sum(word[:1].isalnum() or fold_word(word)[:1].isalnum() for word in token_pattern(text).findall(text))


def _piece(hunk: Hunk, side: SideName, text: str, texts: tuple[Side, Side]) -> Piece:
    if hunk.op == "equal" or is_folded(hunk, texts):
        return Piece("equal", text, "")
    if hunk.op == "move":
        return Piece("move", text, hunk.hunk_class or "", hunk.other_ref)
    return Piece("del" if side == "old" else "ins", text, hunk.hunk_class or "substantive")


def _merge(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours under one mark; the weightier class names the run, so that a reader meets one mark, not two."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and (merged[-1].op, merged[-1].other) == (piece.op, piece.other):
            weightier = max(merged[-1].hunk_class, piece.hunk_class, key=_weight)
            merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text, hunk_class=weightier)
        else:
            merged.append(piece)
    return tuple(merged)


def _weight(hunk_class: str) -> int:
    return _WEIGHT.index(hunk_class) if hunk_class in _WEIGHT else -1


def _broken(unit: Unit, end: int) -> ReportError:
    return ReportError(
        f"the comparison does not rebuild the {unit.side} text of {unit.ref}: it breaks at character {end}",
        unit.ref,
        "this is a fault of the comparison; please report it with both texts",
    )
