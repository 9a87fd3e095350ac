"""Printed lines of a PDF page with their place, size and colour, as PDFium reports them."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from constitution_diff.readers.reading import is_red

_LINE_END_HYPHEN = "\x02"  # PDFium's stand-in for a hyphen and the line break after it
_WORD_OR_END = re.compile("([^\n\r\t \x02]*\x02|[^\n\r\t \x02]+)|[\n\r]")


class Word(Struct, frozen=True):
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


class Line(Struct, frozen=True):
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
        for number, spans in enumerate(_split_words(probe.text), 1):
            yield _make_line(probe, spans, page_number, number)
    finally:
        text_page.close()


def _split_words(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield each line as half-open spans of its words."""
    spans: list[tuple[int, int]] = []
    for match in _WORD_OR_END.finditer(text):
        if match[1]:
            spans.append(match.span())
        if spans and (not match[1] or match[1].endswith(_LINE_END_HYPHEN)):
            yield spans
            spans = []
    if spans:
        yield spans


def _make_line(probe: _Probe, spans: list[tuple[int, int]], page: int, number: int) -> Line:
    words = tuple(probe.word(start, end) for start, end in spans)
    first = spans[0][0]
    lengths: dict[float, int] = {}
    for word in words:
        lengths[word.size] = lengths.get(word.size, 0) + len(word.text)
    size = max(lengths, key=lambda key: (lengths[key], key))
    text = " ".join(word.text for word in words)
    return Line(page, number, words, probe.baseline(first), probe.is_bold(first), text, size)


_HALF = re.compile("[\ud800-\udfff]")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufff0-\uffff]")
"""What the two calls may tell apart: the mark of a hyphen at a line end, and characters that there are none of."""
_SAMPLE = 64
"""One character in this many is asked for by itself, to make sure that the places agree."""


def _read_characters(pdfium: Any, handle: Any) -> str:
    """Return the character of every index of a text page; U+0000 where the file does not say which it is."""
    count = max(0, pdfium.FPDFText_CountChars(handle))
    buffer = (ctypes.c_ushort * (count + 1))()
    # One call for a page leaves out what has no character and doubles what is beyond 16 bits: then each is asked for.
    if pdfium.FPDFText_GetText(handle, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode(f"utf-16-{sys.byteorder[0]}e", "surrogatepass")
        text = _ODD.sub(lambda odd: chr(pdfium.FPDFText_GetUnicode(handle, odd.start())), text)
        places = range(0, count, _SAMPLE)
        if len(text) == count and all(
            pdfium.FPDFText_GetUnicode(handle, place) == ord(text[place]) for place in places
        ):
            return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(handle, index)) for index in range(count))


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a function of PDFium that takes its handles as plain addresses: half the cost of a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, *arguments)(address)


class _Probe:
    """Facts about single characters of one text page, by PDFium's raw calls.

    There are some seven calls a word; what they write their answers into is made once, which halves their cost.
    """

    def __init__(self, handle: Any) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415  loaded when a PDF is read

        self._pdfium = pdfium
        self._handle = handle
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._to_box, self._to_matrix = ctypes.addressof(self._box), ctypes.byref(self._matrix)
        self._address = ctypes.cast(handle, ctypes.c_void_p).value
        self._object_at = _bind(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
        self._box_at = _bind(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
        self._color = tuple(ctypes.c_uint() for _ in range(4))
        self._to_color = tuple(map(ctypes.byref, self._color))
        self.text = _read_characters(pdfium, handle)
        self._has_halves = _HALF.search(self.text) is not None
        self._by_object: dict[int | None, tuple[float, bool]] = {}

    def word(self, start: int, end: int) -> Word:
        """Return the word of the characters ``[start, end)``."""
        left, right = self._edges(start)
        size, red = self._look(start)
        last_red = red
        if end - start > 1:
            right, last_red = self._edges(end - 1)[1], self._look(end - 1)[1]
        return Word(self._read(start, end), left, right, size, (red, last_red))

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

    def _read(self, start: int, end: int) -> str:
        text = self.text[start:end].replace(_LINE_END_HYPHEN, "-").replace("\0", "\ufffd")
        if self._has_halves:  # where wide characters have 16 bits
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _look(self, index: int) -> tuple[float, bool]:
        """Return size and redness of a character: they are those of the text object that it belongs to."""
        place = self._object_at(self._address, index)
        if place is None:  # a space or line break that PDFium put in
            return self._size(index), self._is_red(index)
        found = self._by_object.get(place)
        if found is None:
            found = self._by_object[place] = self._size(index), self._is_red(index)
        return found

    def _size(self, index: int) -> float:
        self._pdfium.FPDFText_GetMatrix(self._handle, index, self._to_matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0  # many programs set size 1 and scale it
        return round(float(self._pdfium.FPDFText_GetFontSize(self._handle, index)) * scale, 1)

    def _edges(self, index: int) -> tuple[float, float]:
        self._box_at(self._address, index, self._to_box)
        return self._box.left, self._box.right

    def _is_red(self, index: int) -> bool:
        self._pdfium.FPDFText_GetFillColor(self._handle, index, *self._to_color)
        red, green, blue, _ = self._color
        return is_red(red.value, green.value, blue.value)
