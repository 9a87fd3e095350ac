"""Printed lines of a PDF page with their place, size and colour, as PDFium reports them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constitution_diff.readers.reading import is_red

_LINE_ENDS = {0x0A, 0x0D}
_LINE_END_HYPHEN = 0x02  # PDFium's stand-in for a hyphen and the line break after it
_SPACES = {0x20, 0x09}


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters between spaces on one printed line."""

    text: str
    """Its characters; U+FFFD where the file does not say which character a sign stands for."""
    left: float
    """Left edge, points from the left edge of the page."""
    right: float
    """Right edge, points from the left edge of the page."""
    size: float
    """Font size of its first character, points, to a tenth."""
    red: tuple[bool, bool]
    """Whether its first and its last character are printed in red."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    page: int
    """Page, from 1."""
    number: int
    """Line on that page, from 1, in the order of the file."""
    words: tuple[Word, ...]
    """Its words in order, at least one."""
    base: float
    """Height of the baseline, points from the lower edge of the page."""
    bold: bool
    """Its first character is in a bold face."""
    text: str
    """The words, one space between them."""
    size: float
    """Font size of most of its characters, points, to a tenth."""

    @property
    def left(self) -> float:
        """Left edge of the first word, points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge of the last word, points."""
        return self.words[-1].right

    @property
    def has_red(self) -> bool:
        """Some word of it begins or ends in red."""
        return any(any(word.red) for word in self.words)

    @property
    def is_note(self) -> bool:
        """It begins in red: an editor's remark, when a paragraph begins with it."""
        return self.words[0].red[0]

    @property
    def where(self) -> str:
        """Its place as notices and blocks print it."""
        return f"page {self.page}, line {self.number}"


def read_lines(page: Any, page_number: int) -> Iterator[Line]:
    """Yield the printed lines of one PDFium page in the order of the file; lines of spaces only are left out.

    Args:
        page: a ``pypdfium2.PdfPage``.
        page_number: from 1.
    """
    text_page = page.get_textpage()
    try:
        probe = _Probe(text_page.raw)
        for number, spans in enumerate(_split_words(probe.codes), 1):
            yield _make_line(probe, spans, page_number, number)
    finally:
        text_page.close()


def _split_words(codes: list[int]) -> Iterator[list[tuple[int, int]]]:
    """Yield each line as half-open spans of its words."""
    spans: list[tuple[int, int]] = []
    start = None
    for index, code in enumerate([*codes, 0x0A]):
        ends_line = code in _LINE_ENDS
        if ends_line or code in _SPACES or code == _LINE_END_HYPHEN:
            end = index + 1 if code == _LINE_END_HYPHEN else index
            start = index if start is None and end > index else start
            if start is not None:
                spans.append((start, end))
            start = None
        elif start is None:
            start = index
        if spans and (ends_line or code == _LINE_END_HYPHEN):
            yield spans
            spans = []


def _make_line(probe: _Probe, spans: list[tuple[int, int]], page: int, number: int) -> Line:
    words = tuple(probe.word(start, end) for start, end in spans)
    first = spans[0][0]
    lengths: dict[float, int] = {}
    for word in words:
        lengths[word.size] = lengths.get(word.size, 0) + len(word.text)
    size = max(lengths, key=lambda key: (lengths[key], key))
    text = " ".join(word.text for word in words)
    return Line(page, number, words, probe.baseline(first), probe.is_bold(first), text, size)


class _Probe:
    """Facts about single characters of one text page, by PDFium's raw calls."""

    def __init__(self, handle: Any) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415  loaded when a PDF is read

        self._pdfium = pdfium
        self._handle = handle
        self.codes: list[int] = [
            pdfium.FPDFText_GetUnicode(handle, index) for index in range(max(0, pdfium.FPDFText_CountChars(handle)))
        ]

    def word(self, start: int, end: int) -> Word:
        """Return the word of the characters ``[start, end)``."""
        left, right = self._edges(start)[0], self._edges(end - 1)[1]
        red = (self._is_red(start), self._is_red(end - 1))
        return Word(_decode(self.codes[start:end]), left, right, self._size(start), red)

    def baseline(self, index: int) -> float:
        """Return the height of a character's baseline, points."""
        across, up = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(self._handle, index, across, up)
        return up.value

    def is_bold(self, index: int) -> bool:
        """Tell whether a character's font calls itself bold, by weight or by name."""
        if self._pdfium.FPDFText_GetFontWeight(self._handle, index) >= 600:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._handle, index, name, len(name), flags)
        return b"bold" in name.value.lower()

    def _size(self, index: int) -> float:
        matrix = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0  # many programs set size 1 and scale it
        return round(float(self._pdfium.FPDFText_GetFontSize(self._handle, index)) * scale, 1)

    def _edges(self, index: int) -> tuple[float, float]:
        box = self._pdfium.FS_RECTF()
        self._pdfium.FPDFText_GetLooseCharBox(self._handle, index, box)
        return box.left, box.right

    def _is_red(self, index: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        self._pdfium.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha)
        return is_red(red.value, green.value, blue.value)


def _decode(codes: list[int]) -> str:
    text = "".join("-" if code == _LINE_END_HYPHEN else chr(code or 0xFFFD) for code in codes)
    if any(0xD800 <= code < 0xE000 for code in codes):  # where wide characters have 16 bits
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
