"""HTML, read by lxml: the element that holds the text, its paragraphs, and the editor's notes between them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from constitution_diff.errors import ReadError
from constitution_diff.model import Block, BlockHint, Notice
from constitution_diff.readers.encoding import Decoded, decode
from constitution_diff.readers.html_flow import LeftOut, Piece, Style, flow
from constitution_diff.readers.joining import mend_stray_breaks, starts_with_label
from constitution_diff.readers.reading import MAX_CHARACTERS, Reading, make_block, shorten, squeeze

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_SHARE = 0.5
"""Share of a page's characters outside links that one element must hold to count as the text."""
_LONGEST_TITLE = 300
_FIXED = ("li", "dt", "dd", "td", "th")
_MESSAGES = {
    "script": "scripts, styles and embedded objects left out",
    "hidden_text": "hidden elements left out",
    "navigation": "menus, forms and page margins left out",
    "outside": "what stands outside the element that holds the text left out",
    "link": "paragraphs before the first title that are only a link to another page left out",
}


def read_html(data: bytes) -> Reading:
    """Return the printed paragraphs of a web page.

    The text is the one ``article`` or ``main`` element that holds at least half of the characters outside links, else
    the whole body without menus and margins. A line that begins with text marked as a note (a class such as ``note``
    or ``footnote``, the colour red) is a note up to the next ``br`` outside the mark, links in it included; a note
    inside a line is taken out of it. A heading is split at a ``br`` before a named anchor. Titles are headings and
    short bold paragraphs.

    Source: markup of pages of adilet.zan.kz; HTML Living Standard, 13.2.3 for the encoding.

    Raises:
        ReadError: bytes in no known encoding, no element at all, or beyond the limit of characters.
    """
    decoded = decode_html(data)
    if len(decoded.text) > 4 * MAX_CHARACTERS:
        raise ReadError(f"the page has more than {4 * MAX_CHARACTERS} characters", hint="give the constitution alone")
    root = _parse(decoded.text)
    scope = _find_scope(root)
    assembly = _Assembly()
    for piece in flow(scope, LeftOut()):
        assembly.add(piece)
    assembly.end()
    left_out = LeftOut()
    drafts = _drop_leading_links(assembly.drafts, left_out)
    blocks, fixed = _finish(drafts)
    mended, stray = mend_stray_breaks(blocks, fixed)
    notices = (
        *decoded.notices,
        *_nul_notice(decoded.text),
        *_outside_notices(root, scope),
        *_notices(left_out),
        *stray,
    )
    return Reading(mended, notices, _read_title(root))


def decode_html(data: bytes) -> Decoded:
    """Return the characters of a page: by byte order mark, then by what its head declares, then as for plain text.

    Bytes that the declared encoding does not have become U+FFFD, with a notice.
    """
    declared = _CHARSET.search(data[:4096])
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name = next(filter(None, declared.groups()), b"").decode("ascii").lower() if declared else ""
    if has_mark or not name or not _is_known(name):
        return decode(data)
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    if name.startswith(("utf-16", "utf-32")):  # a page that declares itself in ASCII is none of these
        name = "utf-8"
    text = data.decode(name, "replace")
    notices = []
    if codecs.lookup(name).name != "utf-8":
        notices.append(Notice("encoding", "file", f"read as {name}, as the head of the page declares"))
    if "\ufffd" in text and "\ufffd".encode() not in data:
        count = text.count("\ufffd")
        notices.append(Notice("undecodable", "file", f"{count} bytes are not valid {name}; each stands as U+FFFD"))
    return Decoded(text, name, tuple(notices))


def _is_known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _parse(text: str) -> Any:
    from lxml import etree, html  # noqa: PLC0415  loaded when a page is read

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    clean = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError(
            "the HTML page holds no element with text", hint="save the whole page from a browser"
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError(
            "the HTML page nests its elements too deeply", hint="save the page from a browser as plain text"
        )
    return root


def _find_scope(root: Any) -> Any:
    """Return the element that holds the text: see `read_html`."""
    body = root.find("body")
    body = root if body is None else body
    for name in ("article", "main"):
        found = [element for element in body.iter(name) if not any(True for _ in element.iterancestors(name))]
        best = max(found, key=_weigh, default=body)
        if best is not body and _weigh(best) >= max(1, _SHARE * _weigh(body)):
            return best
    return body


def _weigh(element: Any) -> int:
    """Return how many characters outside links a reader sees in an element."""
    pieces = (piece for piece in flow(element, LeftOut()) if piece.kind == "text" and not piece.style.link)
    return sum(len(piece.text.strip()) for piece in pieces)


class _Draft(Struct):
    """A paragraph while its markup is still known."""

    text: str
    style: Style
    """Of its first visible character."""
    hint: BlockHint
    bold: bool
    """All of it is bold."""
    only_link: bool
    """All of it is a link to another address."""


class _Line(Struct):
    """Pieces of text between two breaks, of one kind."""

    pieces: list[Piece] = field(default_factory=list)

    def visible(self) -> list[Piece]:
        return [piece for piece in self.pieces if squeeze(piece.text)]

    def make(self, hint: BlockHint) -> list[_Draft]:
        visible = self.visible()
        if not visible:
            return []
        text = "".join(piece.text for piece in self.pieces)
        return [
            _Draft(
                text,
                visible[0].style,
                hint,
                all(piece.style.bold for piece in visible),
                all(piece.style.foreign_link for piece in visible),
            )
        ]


class _Assembly:
    """Puts the pieces of the flow together to paragraphs and notes."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self._law = _Line()
        self._note = _Line()
        self._notes: list[_Line] = []
        """Notes taken out of the paragraph that is still open."""
        self._whole_line = False
        """The open note began its line, and so goes on to the end of it."""
        self._after_break = False

    def add(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.kind == "end":
            self.end()
        elif piece.kind == "break":
            self._break(piece)
        elif piece.kind == "anchor":
            if self._after_break and piece.style.is_heading:
                self.end()
        else:
            self._text(piece)

    def _text(self, piece: Piece) -> None:
        seen = bool(squeeze(piece.text))
        marked = (
            bool(piece.style.note)
            and not piece.style.is_heading
            and not (piece.style.note == "red" and piece.style.bold)
        )
        if self._note.pieces and seen and not self._belongs(piece, marked):
            self._end_note()
        if self._note.pieces or (marked and seen):
            if not self._note.pieces:
                self._whole_line = not self._law.visible() or self._after_break
            self._note.pieces.append(piece)
        else:
            self._law.pieces.append(piece)
        self._after_break = self._after_break and not seen

    def _belongs(self, piece: Piece, marked: bool) -> bool:
        if marked or self._whole_line or piece.style.link:
            return True
        return not any(sign.isalnum() for sign in piece.text)

    def _break(self, piece: Piece) -> None:
        if self._note.pieces:
            if piece.style.note and piece.style.inline_note:
                self._note.pieces.append(piece)
                return
            self._end_note()
            if self._whole_line:
                self.end()
                return
        if (piece.style.is_bare and not piece.style.note) or self._after_break:
            self.end()
        self._law.pieces.append(piece)
        self._after_break = True

    def _end_note(self) -> None:
        self._notes.append(self._note)
        self._note = _Line()

    def end(self) -> None:
        """Close the open paragraph: its own text, then the notes taken out of it."""
        if self._note.pieces:
            self._end_note()
        law = self._law.visible()
        if law:
            self.drafts += self._law.make("heading" if law[0].style.is_heading else "text")
        for note in self._notes:
            self.drafts += note.make("note")
        self._law, self._notes, self._after_break = _Line(), [], False


def _drop_leading_links(drafts: list[_Draft], left_out: LeftOut) -> list[_Draft]:
    """Return the paragraphs without links to a table of contents and the like, which stand before the first title."""
    kept: list[_Draft] = []
    titled = False
    for draft in drafts:
        titled = titled or draft.hint == "heading" or draft.bold
        if draft.only_link and not titled:
            left_out.characters["link"] += len(squeeze(draft.text))
            left_out.samples.setdefault("link", squeeze(draft.text))
        else:
            kept.append(draft)
    return kept


def _finish(drafts: Iterable[_Draft]) -> tuple[list[Block], frozenset[int]]:
    """Return the blocks, and the indexes of list items and cells, which begin for themselves."""
    drafts = list(drafts)
    total = sum(len(draft.text) for draft in drafts) or 1
    mostly_bold = 2 * sum(len(draft.text) for draft in drafts if draft.bold) > total
    red = [draft for draft in drafts if draft.hint == "note" and draft.style.note == "red"]
    mostly_red = 2 * sum(len(draft.text) for draft in red) > total
    blocks: list[Block] = []
    fixed = set()
    for draft in drafts:
        hint = draft.hint
        if hint == "note" and draft.style.note == "red" and mostly_red:
            hint = "text"
        elif hint == "text" and draft.bold and not mostly_bold and len(draft.text) <= _LONGEST_TITLE:
            hint = "heading"
        for text in _split_labels(draft.text) if hint == "text" else [draft.text]:
            if draft.style.block in _FIXED:
                fixed.add(len(blocks))
            blocks += make_block(text, f"line {draft.style.line}{draft.style.place}", hint)
    return blocks, frozenset(fixed)


def _split_labels(text: str) -> Iterator[str]:
    """Yield the paragraphs of one element: a line that begins with a number begins a paragraph."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and starts_with_label(squeeze(line)):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    yield "\n".join(lines)


def _nul_notice(text: str) -> tuple[Notice, ...]:
    count = text.count("\0")
    return (Notice("control_character", "file", f"{count} NUL characters were left out"),) if count else ()


def _outside_notices(root: Any, scope: Any) -> Iterator[Notice]:
    """Yield what the page has outside the element that holds the text, and what it does not show anywhere."""
    page = LeftOut()
    shown = _read_words(root, page)
    yield from _notices(page)
    if scope.tag == "body":
        return
    words = _read_words(scope, LeftOut())
    characters = sum(map(len, shown)) - sum(map(len, words))
    if characters > 0:
        sample = shown[0] if shown[:1] != words[:1] else shown[-1]
        message = f"{_MESSAGES['outside']} (<{scope.tag}>): {characters} characters, such as “{shorten(sample)}”"
        yield Notice("page_furniture", f"line {scope.sourceline}", message)


def _read_words(element: Any, left_out: LeftOut) -> list[str]:
    words = (squeeze(piece.text) for piece in flow(element, left_out) if piece.kind == "text")
    return [text for text in words if text]


def _notices(left_out: LeftOut) -> Iterator[Notice]:
    for reason, count in left_out.characters.items():
        code = {"script": "script", "hidden_text": "hidden_text"}.get(reason, "page_furniture")
        sample = shorten(left_out.samples[reason])
        yield Notice(code, "page", f"{_MESSAGES[reason]}: {count} characters, beginning “{sample}”")
    if left_out.numbers:
        yield Notice(
            "computed_number", "page", f"{left_out.numbers} numbers that a browser prints by itself were computed"
        )


def _read_title(root: Any) -> str:
    """Return the page's title; where a first-level heading begins it, that heading, without the name of the site."""
    title = squeeze("".join(root.findtext(".//title") or ""))
    for heading in root.iter("h1"):
        text = squeeze("".join(heading.itertext()))
        if text and title.startswith(text):
            return text
    return title
