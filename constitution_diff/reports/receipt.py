"""What a report states about its own words, so that anyone can check them later: two digests and the order of reading."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any


@lru_cache(maxsize=1)
def forbidden() -> dict[int, str]:
    """Return what stands in a page for each character that it may not hold: nearly no text has any.

    These are the code points an HTML file may not hold (HTML standard, "control" and "noncharacter"). C0 has pictures of
    its own in Unicode, the rest becomes the replacement character.
    """
    return {
        **{code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"},
        **dict.fromkeys(range(0x7F, 0xA0), "\ufffd"),
        **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
        **dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd"),
        **dict.fromkeys([plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)], "\ufffd"),
    }


_SIDES = ("old", "new")
Pairs = Iterable[tuple[str, str]]


def digest_of(pairs: Pairs) -> str:
    r"""Return the SHA-256 of named texts: 64 hex digits, the same in whatever order they come.

    Args:
        pairs: name (a reference or an eId) and words. Texts without words are left out.
    Returns:
        The digest of the lines ``name<TAB>words``, sorted by code points and joined by line ends, in UTF-8; NFC, white
        space collapsed, and characters that no HTML page may hold replaced as there.

    >>> digest_of([("1", "a  b"), ("2", "")]) == digest_of([("1", " a\nb ")])
    True
    """
    named = sorted([(f"{name}\t", text) for name, text in pairs], key=itemgetter(0))
    if any(after.startswith(before) for (before, _), (after, _) in pairwise(named)):
        words = [(name, plain(text)) for name, text in named]
        return _digest_lines(sorted(name + text for name, text in words if text))
    # The names alone give the order of the lines: a whole constitution need not be copied to sort it.
    return _digest_lines(name + text for name, text in ((name, plain(text)) for name, text in named) if text)


def _digest_lines(lines: Iterable[str]) -> str:
    digest, separator = hashlib.sha256(), b""
    for line in lines:
        digest.update(separator + line.encode("utf-8"))
        separator = b"\n"
    return digest.hexdigest()


def replace_forbidden(text: str) -> str:
    r"""Return a text as a page can hold it.

    >>> replace_forbidden("a\x00b\u00a0c")
    'a␀b\xa0c'
    """
    # Nearly every text needs no replacing, and that it can be printed whole is seen ten times faster than it is replaced.
    if text.isprintable() or text.replace("\n", "").replace("\xa0", "").replace("\xad", "").isprintable():
        return text
    return text.translate(forbidden())


def plain(text: str) -> str:
    """Return a text as it is compared: as a page can hold it, NFC, white space collapsed."""
    if not text.isprintable():
        return " ".join(unicodedata.normalize("NFC", replace_forbidden(text)).split())
    normal = text if text.isascii() else unicodedata.normalize("NFC", text)
    # A space is the only white space that can be printed.
    is_collapsed = "  " not in normal and not normal.startswith(" ") and not normal.endswith(" ")
    return normal if is_collapsed else " ".join(normal.split())


class Receipt:
    """Gathers what a page states about the units, headings and frames it shows, section by section."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Begin with an empty page.

        Args:
            texts: by side and reference, the texts of the units: kept elsewhere anyway, they need not be put together again.
        """
        self._texts = texts
        self._places: dict[str, list[tuple[int, str, str]]] = {side: [] for side in _SIDES}
        self._words: dict[str, list[tuple[str, str]]] = {side: [] for side in _SIDES}
        self._headings: dict[str, list[tuple[str, str]]] = {side: [] for side in _SIDES}
        self._marks: dict[str, list[str]] = {side: [] for side in _SIDES}

    def add(self, section: dict[str, Any]) -> None:
        """Take in the units and headings of a section of the view."""
        for side in _SIDES:
            self._headings[side] += [(heading["eid"], heading["words"]) for heading in section["headings"][side]]
        for item in section["items"]:
            for cell in cells_of(item):
                for unit in cell["units"]:
                    self._add_unit(cell["side"], unit)

    def _add_unit(self, side: str, unit: dict[str, Any]) -> None:
        ref = unit["ref"]
        self._places[side].append((unit["position"], ref, unit["part"]))
        self._headings[side].append((ref, unit["label"]))
        if unit["pieces"]:
            self._words[side].append((ref, self._texts[side][ref] if self._texts else words_of(unit)))
            if len(unit["pieces"]) > 1 or unit["pieces"][0]["op"] != "equal":
                self._marks[side] += [f"{name}\t{words}" for name, words in _marks(unit)]

    def state(self, frame: list[dict[str, Any]], parts: Iterable[str] = ()) -> dict[str, Any]:
        """Return the receipt of all that was taken in.

        Returns:
            ``shownTextSha256``, ``shownHeadingsSha256`` and ``shownMarksSha256`` by side; ``shownRefs``: references of all
            units, in reading order; ``outsideRefs``: those of them outside the compared parts.
        """
        places = {side: sorted(self._places[side], key=itemgetter(0)) for side in _SIDES}
        return {
            "shownTextSha256": {side: digest_of(self._words[side]) for side in _SIDES},
            "shownHeadingsSha256": {side: digest_of([*self._headings[side], *_blocks(frame, side)]) for side in _SIDES},
            "shownMarksSha256": {side: _digest_lines(sorted(self._marks[side])) for side in _SIDES},
            "shownRefs": {side: [ref for _, ref, _ in places[side]] for side in _SIDES},
            "outsideRefs": {
                side: [ref for _, ref, part in places[side] if parts and part not in parts] for side in _SIDES
            },
        }


def marks_of(ref: str, runs: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str]]:
    """Return the marks of a unit as named texts: where each begins, and what it says about the words under it.

    Args:
        ref: reference of the unit.
        runs: its text cut at the marks: kind, words, class.

    >>> list(marks_of("1", [("equal", "All ", ""), ("del", "men", "substantive")]))
    [('1 4', 'del substantive 3')]
    """
    start = 0
    for op, text, run_class in runs:
        if op != "equal":
            # A page says of moved words only that they moved.
            mark = f"{op} {run_class}" if run_class and op != "move" else op
            yield f"{ref} {start}", f"{mark} {len(text)}"
        start += len(text)


def _marks(unit: dict[str, Any]) -> Iterable[tuple[str, str]]:
    return marks_of(unit["ref"], [(piece["op"], piece["text"], piece["class"]) for piece in unit["pieces"]])


def words_of(unit: dict[str, Any]) -> str:
    """Return the text of a shown unit."""
    return "".join([piece["text"] for piece in unit["pieces"]])


def cells_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of a link or of repealed numbers; none for a pointer."""
    return [*[row[side] for row in item.get("rows", ()) for side in ("old", "new")], *item.get("cells", ())]


def _blocks(frame: list[dict[str, Any]], side: str) -> list[tuple[str, str]]:
    """Return what is printed before and after the articles; the n-th block on a side is called ``block n``."""
    blocks = [block for part in frame for one in part["sides"] if one["side"] == side for block in one["blocks"]]
    return [(f"block {number}", block) for number, block in enumerate(blocks, 1)]
