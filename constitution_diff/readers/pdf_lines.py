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
_LINE = re.compile("[^\n\r\x02]*\x02|[^\n\r\x02]+")
_WORD = re.compile("[^\t ]+")
_GAP = re.compile("[\t ]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\ud802-\ud803\ud83a-\ud83b]")


class Line(Struct, frozen=True):
    """One printed line."""

    page: int
    """Page, from 1."""
    number: int
    """Line on that page, from 1, in the order of the file."""
    text: str
    """Its words, one space between them; U+FFFD where the file does not say which character a sign stands for."""
    left: float
    """Left edge of the first word, points from the left edge of the page."""
    right: float
    """Right edge of the last word, points from the left edge of the page."""
    first_right: float
    """Right edge of the first word, points."""
    second_left: float | None
    """Left edge of the second word, points; None for a line of one word."""
    base: float
    """Height of the baseline, points from the lower edge of the page."""
    bold: bool
    """Its first character is in a bold face."""
    size: float
    """Font size of most of its characters, points, to a tenth."""
    is_note: bool
    """It begins in red: an editor's remark, when a paragraph begins with it."""
    has_red: bool
    """Some word of it begins or ends in red."""

    @property
    def first_word(self) -> str:
        """What stands before its first space."""
        return self.text.partition(" ")[0]

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
        found = [match for match in _LINE.finditer(probe.text) if match.group().strip(" \t")]
        for number, match in enumerate(found, 1):
            yield _make_line(probe, match, page_number, number)
    finally:
        text_page.close()


def _make_line(probe: _Probe, match: re.Match[str], page: int, number: int) -> Line:
    printed = match.group().strip(" \t")
    start = match.end() - len(match.group().lstrip(" \t"))
    end = start + len(printed)
    gap = _GAP.search(printed)
    first_end, second = (start + gap.start(), start + gap.end()) if gap else (end, None)
    first_right = probe.right(first_end - 1)
    looks = probe.looks(start, end)
    return Line(
        page=page,
        number=number,
        text=probe.decode(_GAP.sub(" ", printed)),
        left=probe.left(start),
        right=first_right if second is None else probe.right(end - 1),
        first_right=first_right,
        second_left=None if second is None else probe.left(second),
        base=probe.baseline(start),
        bold=looks[0][1].bold,
        size=_usual_size(looks),
        is_note=looks[0][1].red,
        has_red=any(first.red or last.red for _, first, last in looks),
    )


def _usual_size(looks: list[tuple[int, _Look, _Look]]) -> float:
    """Return the font size of most characters of a line, counting each word as its first character is printed."""
    lengths: dict[float, int] = {}
    for length, first, _ in looks:
        lengths[first.size] = lengths.get(first.size, 0) + length
    return max(lengths, key=lambda key: (lengths[key], key))


class _Look(Struct, frozen=True):
    """How a character is printed."""

    size: float
    """Font size, points, to a tenth."""
    red: bool
    """Its colour is a strong red."""
    bold: bool
    """Its font calls itself bold, by weight or by name."""


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

    There are some ten calls a line; what they write their answers into is made once, which halves their cost.
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
        self._turns = _RIGHT_TO_LEFT.search(self.text) is not None
        self._by_object: dict[int | None, _Look] = {}

    def looks(self, start: int, end: int) -> list[tuple[int, _Look, _Look]]:
        """Return the length of each word of a line, and how its first and its last character look.

        A line of one look gives one answer. PDFium takes in one text object after the other, so what stands between two
        characters of one object is of that object too, unless a line that runs to the left was turned round.

        Args:
            start, end: the line without spaces at its ends, ``[start, end)``.
        """
        place = None if self._turns else self._object_at(self._address, start)
        if place is not None and place == self._object_at(self._address, end - 1):
            look = self._look(start)
            return [(end - start, look, look)]
        spans = [word.span() for word in _WORD.finditer(self.text, start, end)]
        return [(len(self.decode(self.text[one:to])), self._look(one), self._look(to - 1)) for one, to in spans]

    def left(self, index: int) -> float:
        """Return the left edge of a character, points."""
        self._box_at(self._address, index, self._to_box)
        return float(self._box.left)

    def right(self, index: int) -> float:
        """Return the right edge of a character, points."""
        self._box_at(self._address, index, self._to_box)
        return float(self._box.right)

    def baseline(self, index: int) -> float:
        """Return the height of a character's baseline, points."""
        across, up = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(self._handle, index, across, up)
        return up.value

    def decode(self, printed: str) -> str:
        """Return characters of the page as they are meant: hyphens at line ends, and U+FFFD for what nobody knows."""
        text = printed.replace(_LINE_END_HYPHEN, "-").replace("\0", "\ufffd")
        if self._has_halves:  # where wide characters have 16 bits
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _look(self, index: int) -> _Look:
        """Return how a character looks: as the text object that it belongs to."""
        place = self._object_at(self._address, index)
        if place is None:  # a space or line break that PDFium put in
            return _Look(self._size(index), self._is_red(index), self._is_bold(index))
        found = self._by_object.get(place)
        if found is None:
            found = _Look(self._size(index), self._is_red(index), self._is_bold(index))
            self._by_object[place] = found
        return found

    def _is_bold(self, index: int) -> bool:
        if self._pdfium.FPDFText_GetFontWeight(self._handle, index) >= 600:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._handle, index, name, len(name), flags)
        return b"bold" in name.value.lower()

    def _size(self, index: int) -> float:
        self._pdfium.FPDFText_GetMatrix(self._handle, index, self._to_matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0  # many programs set size 1 and scale it
        return round(float(self._pdfium.FPDFText_GetFontSize(self._handle, index)) * scale, 1)

    def _is_red(self, index: int) -> bool:
        self._pdfium.FPDFText_GetFillColor(self._handle, index, *self._to_color)
        red, green, blue, _ = self._color
        return is_red(red.value, green.value, blue.value)
