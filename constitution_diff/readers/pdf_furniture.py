"""Running headers, footers and page numbers of a PDF: found by standing in the same place on most pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from constitution_diff.model import Notice
from constitution_diff.readers.pdf_lines import Line
from constitution_diff.readers.reading import shorten

_BARE_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,8})\W*(?:/\W*\d{1,4}\W*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_REACH = 3
"""Lines from either end of a page that may be furniture."""


def take_out_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], tuple[Notice, ...]]:
    """Return the lines of all pages without furniture, and a notice for each header, footer or row of page numbers.

    Furniture is the outermost line of a page, or the one next to other furniture, three deep at most, that repeats at
    one height: the same words on three pages that follow each other or every other one; a bare number that grows with
    the pages, on most of two pages or more; words with such a number, on most of three pages or more, below the text,
    or above it if a second number does not change (``Page 5 of 52``: a lone number above the text may be an
    article's).
    """
    rest = [sorted(page, key=lambda line: -line.base) for page in pages]
    drop: set[tuple[int, int]] = set()
    notices: list[Notice] = []
    for _ in range(_REACH):
        found = _find_furniture(rest)
        drop.update((line.page, line.number) for lines in found for line in lines)
        notices += map(_notice, found)
        rest = [[line for line in page if (line.page, line.number) not in drop] for page in rest]
    kept = [line for page in pages for line in page if (line.page, line.number) not in drop]
    return kept, tuple(notices)


def _find_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines now outermost that are furniture, those of one kind together; pages are sorted from the top."""
    places: dict[tuple[str, str, int], list[Line]] = defaultdict(list)
    for page in pages:
        for side, line in [("top", line) for line in page[:1]] + [("bottom", line) for line in page[1:][-1:]]:
            places[side, _pattern(line), round(line.base / 4)].append(line)
    found = []
    for (side, pattern, _), lines in places.items():
        same = _same_words(lines)
        if same:
            found.append(same)
        elif _is_numbered(side, pattern, lines, len(pages)):
            found.append(lines)
    return found


def _pattern(line: Line) -> str:
    if _BARE_NUMBER.fullmatch(line.text):
        return "#"
    return _NUMBER.sub("#", line.text.casefold())


def _same_words(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the most frequent text when it stands on three pages next to each other or every other one."""
    counts = Counter(line.text for line in lines)
    text, count = counts.most_common(1)[0]
    found = [line for line in lines if line.text == text]
    near = sum(second.page - first.page <= 2 for first, second in pairwise(found))
    return found if count >= 3 and near >= 2 else []


def _is_numbered(side: str, pattern: str, lines: Sequence[Line], pages: int) -> bool:
    if 2 * len(lines) <= pages or len(lines) < (2 if pattern == "#" else 3):
        return False
    rows = [[int(number) for number in _NUMBER.findall(line.text)] for line in lines]
    if len({len(row) for row in rows}) != 1:
        return False
    if not rows[0]:
        return pattern == "#"  # Roman numerals are taken on trust
    shifts = [
        {number - line.page for number, line in zip(column, lines, strict=True)} for column in zip(*rows, strict=True)
    ]
    grows = any(len(shift) == 1 for shift in shifts)
    constant = any(len(set(column)) == 1 for column in zip(*rows, strict=True))
    return grows and (pattern == "#" or side == "bottom" or constant)


def _notice(found: Sequence[Line]) -> Notice:
    what = "page numbers" if _pattern(found[0]) == "#" else "a running header or footer"
    texts = [shorten(line.text) for line in found]
    quote = texts[0] if len(set(texts)) == 1 else f"{texts[0]}” to “{texts[-1]}"
    characters = sum(len(line.text) for line in found)
    message = f"{what} on {len(found)} pages left out: “{quote}”, {characters} characters"
    return Notice("page_furniture", f"pages {found[0].page} to {found[-1].page}", message)
