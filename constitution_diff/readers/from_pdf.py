"""PDF with a text layer, read by PDFium: lines with place and colour, put together to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from constitution_diff.errors import ReadError
from constitution_diff.model import Block, BlockHint, Notice
from constitution_diff.readers.joining import Hyphens, learn_hyphens, mend_stray_breaks
from constitution_diff.readers.pdf_furniture import take_out_furniture
from constitution_diff.readers.pdf_layout import SAME, Layout, learn_layout
from constitution_diff.readers.pdf_lines import Line, read_lines
from constitution_diff.readers.reading import MAX_CHARACTERS, Reading, make_block

MAX_PAGES = 5000
_LONGEST_TITLE = 300
"""Characters of the longest paragraph that counts as a title by its type."""
_ANOTHER_FORMAT = "recognise its text with an OCR program, or give the same text as DOCX, HTML or TXT"


def read_pdf(data: bytes) -> Reading:
    """Return the printed paragraphs of a PDF.

    A line begins a paragraph when it is indented, set apart, of another font size, or follows a line that ended
    early: see `pdf_layout`. A paragraph whose first word is red, and not bold or of a title's size, is a note; black
    links inside it belong to it. Short paragraphs in a rare size, or in bold, are headings. Paragraphs run
    on over page ends.

    Raises:
        ReadError: damaged, encrypted, without a text layer, or beyond the limits of pages and characters.
    """
    with _Opened(data) as document:
        pages, empty = _read_pages(document)
        title = str(document.get_metadata_value("Title")).strip()
    lines, furniture = take_out_furniture(pages)
    if not lines:
        raise ReadError(
            "the PDF has no text layer: it holds pictures of pages, as a scanner makes them", hint=_ANOTHER_FORMAT
        )
    hyphens, cut_words = learn_hyphens([line.text for line in lines])
    blocks = _make_blocks(lines, learn_layout(lines), hyphens)
    mended, stray = mend_stray_breaks(blocks)
    notices = (*_empty_notice(empty), *_unreadable_notice(lines), *furniture, *cut_words, *stray)
    return Reading(mended, notices, title)


class _Opened:
    """An open PDFium document that is closed again; PDFium's own errors become ReadError."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # noqa: PLC0415  loaded when a PDF is read

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _explain(error) from error

    def __enter__(self) -> Any:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()


def _explain(error: Exception) -> ReadError:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return ReadError("the PDF is protected by a password", hint="save it without a password and read that file")
    return ReadError("the PDF is damaged and cannot be opened", hint="download or export it again")


def _read_pages(document: Any) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of every page, and the pages that hold something but no text."""
    if len(document) > MAX_PAGES:
        raise ReadError(f"the PDF has {len(document)} pages, more than {MAX_PAGES}", hint="give the constitution alone")
    pages: list[list[Line]] = []
    without_text: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        lines, has_objects = _read_page(document, number)
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise ReadError(f"the PDF has more than {MAX_CHARACTERS} characters", f"page {number}")
        if has_objects and not lines:
            without_text.append(number)
        pages.append(lines)
    return pages, without_text


def _read_page(document: Any, number: int) -> tuple[list[Line], bool]:
    import pypdfium2  # noqa: PLC0415  loaded when a PDF is read
    import pypdfium2.raw as pdfium  # noqa: PLC0415  loaded when a PDF is read

    try:
        page = document[number - 1]
        lines = list(read_lines(page, number))
        has_objects = pdfium.FPDFPage_CountObjects(page.raw) > 0
        page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            "this page of the PDF is damaged", f"page {number}", "download or export the file again"
        ) from error
    return lines, has_objects


def _make_blocks(lines: Sequence[Line], layout: Layout, hyphens: Hyphens) -> list[Block]:
    blocks: list[Block] = []
    for group, hint in _group_lines(lines, layout):
        text = hyphens.join_all([line.text for line in group])
        is_long = hint == "heading" and len(text) > _LONGEST_TITLE
        blocks += make_block(text, group[0].where, "text" if is_long else hint)
    return blocks


class _Group(Struct):
    """Lines of one paragraph while it is put together."""

    lines: list[Line]
    """In order of print."""
    hint: BlockHint
    """What its first line is."""


def _group_lines(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[list[Line], BlockHint]]:
    groups: list[_Group] = []
    for line in lines:
        starts = not groups or layout.starts_paragraph(groups[-1].lines, line)
        if groups and _resumes(groups, line, layout):
            groups[-2].lines.append(line)
        elif starts:
            groups.append(_Group([line], _hint(line, layout)))
        else:
            groups[-1].lines.append(line)
    return ((group.lines, group.hint) for group in groups)


def _hint(line: Line, layout: Layout) -> BlockHint:
    bold = line.bold and not layout.plain_bold
    if line.is_note and not layout.plain_red and not bold and line.size not in layout.title_sizes:
        return "note"
    return "heading" if bold or line.size in layout.title_sizes else "text"


def _resumes(groups: list[_Group], line: Line, layout: Layout) -> bool:
    """Tell whether a line goes on with the sentence before a note that is printed in its middle."""
    if len(groups) < 2 or groups[-1].hint != "note" or groups[-2].hint != "text":
        return False
    before, note = groups[-2].lines[-1], groups[-1].lines[-1]
    cut = before.text[-1].isalnum() or before.text.endswith((",", "-"))
    continues = line.text[0].islower() and not line.has_red and abs(layout.offset(line)) <= SAME
    return cut and continues and (layout.slack(note, line) > 0 or note.text.endswith((".", ";", ")")))


def _empty_notice(pages: Sequence[int]) -> tuple[Notice, ...]:
    if not pages:
        return ()
    message = f"{len(pages)} pages hold pictures or drawings and no text, and could not be read"
    return (Notice("page_without_text", "page " + ", ".join(map(str, pages)), message),)


def _unreadable_notice(lines: Sequence[Line]) -> tuple[Notice, ...]:
    bad = [(line, line.text.count("\ufffd")) for line in lines if "\ufffd" in line.text]
    if not bad:
        return ()
    count = sum(number for _, number in bad)
    message = f"the file does not say which letter is meant {count} times; each stands as U+FFFD"
    return (Notice("unreadable_character", bad[0][0].where, message),)
