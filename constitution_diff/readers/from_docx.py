"""DOCX, read from its XML: printed paragraphs, computed numbers, footnotes, text boxes, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from constitution_diff.errors import ReadError
from constitution_diff.model import Block, BlockHint, Notice
from constitution_diff.readers.docx_numbering import Numbering
from constitution_diff.readers.docx_package import Package, attribute, child, children, name_of
from constitution_diff.readers.docx_runs import LeftOut, Printed, RunReader, is_mark_deleted
from constitution_diff.readers.docx_styles import Styles
from constitution_diff.readers.joining import mend_stray_breaks
from constitution_diff.readers.reading import MAX_CHARACTERS, Reading, make_block, shorten

_LONGEST_TITLE = 300
"""Characters of the longest paragraph that is taken for a title because it is bold."""


def read_docx(data: bytes) -> Reading:
    """Return the printed paragraphs of a DOCX file.

    Numbers that the word processor computes stand before their text; tracked changes are accepted; a footnote or
    endnote is a note after the paragraph that cites it; text boxes stand after the paragraph they hang on; table
    cells in reading order. A paragraph is a note when its first run is red and not bold, and a heading by its style,
    or when all of it is bold.

    Raises:
        ReadError: damaged, encrypted, without a main document, or beyond the limits of `docx_package`.
    """
    package = Package(data)
    body = child(package.parse(package.main), "w:body")
    if body is None:
        raise ReadError(
            "the main document of the archive has no body", package.main, "give a DOCX file of a word processor"
        )
    story = _Story(package)
    drafts = list(story.read_blocks(body))
    blocks, fixed = _finish(drafts)
    mended, stray = mend_stray_breaks(blocks, fixed)
    return Reading(mended, (*story.notices(), *stray), _read_title(package))


class _Draft(Struct):
    """A paragraph before it is known how the rest of the file looks."""

    text: str
    where: str
    hint: BlockHint
    bold: bool = False
    """All its visible characters are bold."""
    red_start: bool = False
    red: int = 0
    visible: int = 0
    fixed: bool = False
    """It begins for itself: numbered, or in a table cell."""


def _finish(drafts: list[_Draft]) -> tuple[list[Block], frozenset[int]]:
    """Return the blocks, with hints that depend on the whole: red and bold say nothing where most of the text is so."""
    visible = sum(draft.visible for draft in drafts) or 1
    mostly_red = 2 * sum(draft.red for draft in drafts) > visible
    mostly_bold = 2 * sum(draft.visible for draft in drafts if draft.bold) > visible
    blocks: list[Block] = []
    fixed = set()
    for draft in drafts:
        hint = draft.hint
        if hint == "text" and draft.red_start and not mostly_red:
            hint = "note"
        elif hint == "text" and draft.bold and not mostly_bold and len(draft.text) <= _LONGEST_TITLE:
            hint = "heading"
        if draft.fixed:
            fixed.add(len(blocks))
        blocks += make_block(draft.text, draft.where, hint)
    return blocks, frozenset(fixed)


class _Story:
    """The main text of one file while it is read in order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package)
        self._numbering = Numbering(package, self._styles)
        self._left_out = LeftOut()
        self._runs = RunReader(self._styles, self._left_out)
        self._paragraphs = 0
        self._tables = 0
        self._boxes = 0
        self._characters = 0
        self._chunks = 0
        self._carried = Printed()
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._cited: set[tuple[str, str]] = set()

    def _read_notes(self, kind: str) -> dict[str, Any]:
        found = {}
        for part in self._package.related(f"{kind}s"):
            root = self._package.parse(part)
            for note in children(root, f"w:{kind}") if root is not None else ():
                if attribute(note, "w:type") in (None, "normal"):
                    found[attribute(note, "w:id") or ""] = note
        return found

    def read_blocks(self, element: Any, place: str = "") -> Iterator[_Draft]:
        """Yield the paragraphs of a body, cell, text box or note in reading order."""
        for item in children(element):
            name = name_of(item)
            if name == "w:p":
                yield from self._paragraph(item, place)
            elif name == "w:tbl":
                yield from self._table(item)
            elif name in ("w:del", "w:moveFrom"):
                self._left_out.deleted.append("".join(item.itertext()))
            elif name == "w:altChunk":
                self._chunks += 1
            elif name not in ("w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tcPr", "w:pPr"):
                yield from self.read_blocks(item, place)

    def _table(self, table: Any) -> Iterator[_Draft]:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_inside(table, "w:tr"), 1):
            if child(row, "w:trPr", "w:del") is not None:
                self._left_out.deleted.append("".join(row.itertext()))
                continue
            for cell_number, cell in enumerate(_inside(row, "w:tc"), 1):
                yield from self.read_blocks(cell, f" (table {number}, row {row_number}, cell {cell_number})")

    def _paragraph(self, paragraph: Any, place: str) -> Iterator[_Draft]:
        self._paragraphs += 1
        label = self._numbering.next_label(paragraph)
        printed = self._runs.read(paragraph)
        if is_mark_deleted(paragraph):
            self._carried = _append(self._carried, printed)
            return
        printed, self._carried = _append(self._carried, printed), Printed()
        self._characters += len(printed.text)
        if self._characters > MAX_CHARACTERS:
            raise ReadError(f"the DOCX file has more than {MAX_CHARACTERS} characters", f"paragraph {self._paragraphs}")
        yield self._draft(paragraph, label, printed, place)
        yield from self._after(printed, f"paragraph {self._paragraphs}{place}")

    def _draft(self, paragraph: Any, label: str, printed: Printed, place: str) -> _Draft:
        visible = printed.visible
        return _Draft(
            text=label + printed.text,
            where=f"paragraph {self._paragraphs}{place}",
            hint="heading" if self._styles.is_heading(paragraph) else "text",
            bold=0 < visible == printed.bold,
            red_start=printed.red_start,
            red=printed.red,
            visible=visible,
            fixed=bool(label or place),
        )

    def _after(self, printed: Printed, place: str) -> Iterator[_Draft]:
        """Yield the text boxes and the notes of a paragraph."""
        for box in printed.boxes:
            self._boxes += 1
            yield from self.read_blocks(box, f" (text box {self._boxes})")
        for kind, key in printed.notes:
            if (kind, key) not in self._cited:
                self._cited.add((kind, key))
                yield from self._note(kind, key, f"{kind} {len(self._cited)} to {place}")

    def _note(self, kind: str, key: str, where: str) -> Iterator[_Draft]:
        note = self._notes[kind].get(key)
        if note is not None:
            lines = [draft.text for draft in self.read_blocks(note)]
            yield _Draft("\n".join(lines), where, "note", fixed=True)

    def notices(self) -> tuple[Notice, ...]:
        """Return what was left out or computed, over the whole file."""
        return (
            *self._left_out.notices(),
            *self._margin_notices("header"),
            *self._margin_notices("footer"),
            *self._comment_notice(),
            *self._count_notices(),
            *self._uncited_notices(),
        )

    def _margin_notices(self, kind: str) -> Iterator[Notice]:
        for number, part in enumerate(self._package.related(kind), 1):
            text = self._text_of(self._package.parse(part))
            if text:
                message = f"running {kind} left out: “{shorten(text)}”, {len(text)} characters"
                yield Notice("page_furniture", f"{kind} {number}", message)

    def _comment_notice(self) -> Iterator[Notice]:
        texts = [self._text_of(self._package.parse(part)) for part in self._package.related("comments")]
        if any(texts):
            characters = sum(map(len, texts))
            yield Notice(
                "comment", "document", f"comments left out, {characters} characters: “{shorten(' '.join(texts))}”"
            )

    def _text_of(self, root: Any | None) -> str:
        if root is None:
            return ""
        reader = RunReader(self._styles, LeftOut())
        return " ".join(
            filter(None, (reader.read(item).text.strip() for item in root.iter("{*}p") if name_of(item) == "w:p"))
        )

    def _count_notices(self) -> Iterator[Notice]:
        if self._numbering.printed:
            message = f"{self._numbering.printed} numbers that the word processor prints by itself were computed"
            yield Notice("computed_number", "document", message)
        if self._boxes:
            yield Notice("text_box", "document", f"{self._boxes} text boxes stand after the paragraph they hang on")
        if self._chunks:
            yield Notice("embedded_file", "document", f"{self._chunks} files embedded in the document were not read")

    def _uncited_notices(self) -> Iterator[Notice]:
        for kind, notes in self._notes.items():
            texts = [self._text_of(note) for key, note in notes.items() if (kind, key) not in self._cited]
            if any(texts):
                quoted = shorten(" ".join(texts))
                yield Notice(
                    "uncited_note", "document", f"{len(texts)} {kind}s that nothing cites left out: “{quoted}”"
                )


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in content controls and tracked insertions too."""
    for item in children(element):
        if name_of(item) == name:
            yield item
        elif name_of(item) in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"):
            yield from _inside(item, name)


def _append(first: Printed, second: Printed) -> Printed:
    if not first.text and not first.notes and not first.boxes:
        return second
    return Printed(
        first.text + second.text,
        first.red_start,
        first.bold + second.bold,
        first.red + second.red,
        first.notes + second.notes,
        first.boxes + second.boxes,
    )


def _read_title(package: Package) -> str:
    root = package.parse("docProps/core.xml")
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return (found.text or "").strip() if found is not None else ""
