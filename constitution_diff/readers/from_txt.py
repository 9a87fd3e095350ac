"""Plain text: paragraphs out of lines, whether or not somebody wrapped them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from constitution_diff.errors import ReadError
from constitution_diff.model import Block, Notice
from constitution_diff.readers.encoding import decode
from constitution_diff.readers.joining import TITLE, Hyphens, learn_hyphens, mend_stray_breaks, starts_with_label
from constitution_diff.readers.reading import MAX_CHARACTERS, Reading, make_block, squeeze
from constitution_diff.text import is_small

_NEW_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"[•–—*-]\s")
_TERMINAL = tuple(".:;!?»”)")
_WRAP_WIDTH = 100
"""Longest usual line of a text wrapped by hand or by a mail program."""
_WRAP_SHARE = 0.5
"""Share of full lines that end inside a sentence from which on a text counts as wrapped; of one line per paragraph few do."""
_FULL = 0.75
"""Share of the width from which on a line counts as full."""
_WELL_SHORT = 0.15
"""Share of the width that a line must leave free to count as ended by its author."""


def read_txt(data: bytes) -> Reading:
    """Return the paragraphs of a plain text.

    Blank lines always part paragraphs. Inside a stretch of lines without a blank one, each line is a paragraph,
    unless the text is wrapped: most lines hold 100 characters or less, and at least half of the full lines inside
    such stretches end inside a sentence (before a small letter, not after closing punctuation). Then lines are
    joined, but a line that begins with a label (``1.``, ``3-1)``, ``a)``, ``(ii)``) or is indented where the one
    before it is not begins a paragraph; not a label with a small letter after it, when the line before it is full and
    open (a wrapped reference: ``points 2) and / 3) of``). So does a bullet after closing punctuation, and a line
    after a line that ended early (its own first word would have fitted there), if that line closed a sentence, or if
    it was well short and this one begins with no small letter, or is a title of a word and a number (``Article 5``).

    Raises:
        ReadError: bytes in no known encoding, or beyond the limit of characters.
    """
    decoded = decode(data)
    if len(decoded.text) > MAX_CHARACTERS:
        raise ReadError(f"the text has more than {MAX_CHARACTERS} characters", hint="give the constitution alone")
    stretches = _read_stretches(decoded.text)
    blocks, notices = _make_blocks(stretches)
    mended, stray = mend_stray_breaks(blocks)
    return Reading(mended, (*decoded.notices, *notices, *stray))


def _read_stretches(text: str) -> list[list[tuple[int, str]]]:
    """Return the stretches of lines between blank lines, each line with its number from 1."""
    stretches: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(_split_lines(text), 1):
        if squeeze(line):
            stretches[-1].append((number, line))
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _split_lines(text: str) -> list[str]:
    # `splitlines` is ten times faster, but takes three separators of old databases for line breaks too.
    return _NEW_LINE.split(text) if any(sign in text for sign in "\x1c\x1d\x1e") else text.splitlines()


def _make_blocks(stretches: Sequence[Sequence[tuple[int, str]]]) -> tuple[list[Block], tuple[Notice, ...]]:
    blocks: list[Block] = []
    if not _is_wrapped(stretches):
        for stretch in stretches:
            for number, line in stretch:
                blocks += make_block(line, f"line {number}")
        return blocks, ()
    lines = [squeeze(line) for stretch in stretches for _, line in stretch]
    hyphens, cut = learn_hyphens(lines)
    width = _width(lines)
    for stretch in stretches:
        for number, text in _join_stretch(stretch, hyphens, width):
            blocks += make_block(text, f"line {number}")
    return blocks, (Notice("wrapped_lines", "file", f"lines wrapped at about {width} characters were joined"), *cut)


def _is_wrapped(stretches: Sequence[Sequence[tuple[int, str]]]) -> bool:
    lines = [squeeze(line) for stretch in stretches for _, line in stretch]
    width = _width(lines)
    long = sum(len(line) > _WRAP_WIDTH for line in lines)
    full_ends = [
        is_small(second[0]) and not first.endswith(_TERMINAL)
        for stretch in stretches
        for first, second in pairwise([squeeze(line) for _, line in stretch])
        if len(first) >= _FULL * width and not starts_with_label(second)
    ]
    return 2 * long < len(lines) and sum(full_ends) >= 2 and sum(full_ends) >= _WRAP_SHARE * len(full_ends)


def _width(lines: Sequence[str]) -> int:
    """Return the width of a text in characters: the length of its lines, 95th percentile."""
    return sorted(map(len, lines))[min(len(lines) - 1, int(0.95 * len(lines)))] if lines else 0


def _join_stretch(stretch: Sequence[tuple[int, str]], hyphens: Hyphens, width: int) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of one stretch with the number of their first lines."""
    start, parts, last = stretch[0][0], [squeeze(stretch[0][1])], stretch[0][1]
    for number, line in stretch[1:]:
        tidy = squeeze(line)
        if _starts_paragraph(last, line, width):
            yield start, hyphens.join_all(parts)
            start, parts = number, []
        parts.append(tidy)
        last = line
    yield start, hyphens.join_all(parts)


def _starts_paragraph(last: str, line: str, width: int) -> bool:
    before, tidy = squeeze(last), squeeze(line)
    room = width - len(before) - 1 - len(tidy.split(" ")[0])
    if starts_with_label(tidy):
        # A reference may be wrapped before its number: kz-1995:kk 73.2 has "2) және 3) тармақшаларында".
        return room > 0 or not before[-1].isalnum() or not is_small(tidy.partition(" ")[2][:1])
    if (line[:1].isspace() and not last[:1].isspace()) or (_BULLET.match(tidy) and before.endswith((*_TERMINAL, ","))):
        return True
    if room <= 0:
        return False
    if before.endswith(_TERMINAL) or TITLE.match(tidy):
        return True
    return room > _WELL_SHORT * width and not is_small(tidy[0])
