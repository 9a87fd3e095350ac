"""Text out of Akoma Ntoso by others: inline markup flattened, pretty-printing undone, notes taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from constitution_diff.akn.characters import special_character
from constitution_diff.akn.parsing import line_of
from constitution_diff.model import Note, Notice

BLOCKS = frozenset(
    (
        "p",
        "block",
        "formula",
        "longTitle",
        "num",
        "heading",
        "subheading",
        "crossHeading",
        "li",
        "tr",
        "listIntroduction",
        "listWrapUp",
        "item",
        "intro",
        "wrapUp",
        "content",
        "container",
        "recital",
        "recitals",
        "citation",
        "citations",
    )
)
"""Elements whose text is a printed block of its own."""

_SPACES = "[ \t\r\n]+"
# U+0000 stands for a line break that the author set while spaces are collapsed: no XML file can hold it.
_BREAK = "\0"
_AROUND_BREAK = f" ?{_BREAK} ?"


class Findings(Struct, dict=True):
    """What was met on the way and has to be told or placed."""

    meta_notes: dict[str, str] = field(default_factory=dict)
    """Texts of the notes in the metadata, by eId; those referred to from the text are taken out."""
    met: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """Lines of elements that were not read as what they are, by element name and by what was done."""

    def meet(self, element: etree._Element, done: str = "kept as plain text, its markup is lost") -> None:
        """Remember an element that has no place in our tree."""
        self.met.setdefault((local_name(element), done), []).append(line_of(element))

    def notices(self) -> tuple[Notice, ...]:
        """Return one notice for each kind of element and what was done about it."""
        return tuple(
            Notice("markup_flattened", f"line {lines[0]}", f"the file has {len(lines)} × {name!r}: {done}")
            for (name, done), lines in sorted(self.met.items())
        )


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def elements(parent: etree._Element) -> list[etree._Element]:
    """Return the child elements, comments left out."""
    return [child for child in parent if isinstance(child.tag, str)]


def block_text(element: etree._Element, findings: Findings, notes: list[Note]) -> str:
    """Return the text of one printed block.

    Args:
        element: a block, such as ``p``; runs of white space in it are typography of the file, not of the text.
        findings: where flattened elements and referred notes are remembered.
        notes: where notes that stand inside the text are added, in order.
    """
    return _tidy("".join(_pieces(element, findings, notes)))


def split_blocks(element: etree._Element, findings: Findings, notes: list[Note]) -> list[str]:
    """Return the texts of all printed blocks inside an element, empty ones left out."""
    inner = [child for child in elements(element) if local_name(child) in BLOCKS or _holds_blocks(child)]
    if not inner:
        text = block_text(element, findings, notes)
        return [text] if text else []
    blocks = [_tidy(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            blocks.extend(split_blocks(child, findings, notes))
        blocks.append(_tidy(child.tail or ""))
    return [block for block in blocks if block]


def _tidy(text: str) -> str:
    """Return a text with the file's own line breaks and indentation undone."""
    return re.sub(_AROUND_BREAK, _BREAK, re.sub(_SPACES, " ", text)).replace(_BREAK, "\n").strip(" \n")


def _holds_blocks(element: etree._Element) -> bool:
    return any(local_name(inner) in BLOCKS for inner in element.iterdescendants() if isinstance(inner.tag, str))


def _pieces(element: etree._Element, findings: Findings, notes: list[Note]) -> Iterator[str]:
    """Yield the text inside an element piece by piece; a line break that the author set is U+0000."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child, findings, notes)
        yield child.tail or ""


def _inline(element: etree._Element, findings: Findings, notes: list[Note]) -> Iterator[str]:
    name = local_name(element)
    special = special_character(element)
    if special:
        yield _BREAK if special == "\n" else special
    elif name == "authorialNote":
        notes.append(Note("", "\n".join(split_blocks(element, findings, notes)), "footnote"))
    elif name == "noteRef":
        text = findings.meta_notes.pop(element.get("href", "").removeprefix("#"), None)
        if text is not None:
            notes.append(Note("", text, "footnote"))
    else:
        # A deleted word is no text in force, yet only a person can say which version the file means.
        if name in ("del", "ins", "mod", "img", "omissis"):
            findings.meet(element)
        yield from _pieces(element, findings, notes)
