"""Where paragraphs of a PDF begin: margins, columns, indents and line pitch, learned from the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.readers.joining import TITLE, starts_with_label
from constitution_diff.readers.pdf_lines import Line

_BULLET = re.compile(r"[^\w\s(]$")
_TERMINAL = tuple(".:;!?»”)")
_CLOSING = tuple(",.;:!?)]}»”’")
SAME = 2.0
"""Points by which two left edges may differ and still count as one."""


class Column(Struct, frozen=True):
    """Left and right edges of running text, points."""

    left: float
    """Where continued lines begin."""
    right: float
    """Where full lines end: 95th percentile, so that a line hanging out does not widen it."""
    wraps: bool
    """Some line ends in the middle of a sentence near the right edge; else every line end is the author's."""

    @property
    def width(self) -> float:
        """Points between the edges."""
        return self.right - self.left


class Layout(Struct, frozen=True):
    """How one file sets its paragraphs."""

    columns: tuple[tuple[Column, ...], tuple[Column, ...]]
    """Of even and of odd pages (books mirror their margins), from the left."""
    pitch: dict[float, float]
    """Usual distance of two lines, points, by font size."""
    title_sizes: frozenset[float]
    """Font sizes of titles: not that of the body nor much smaller, and rare."""
    plain_bold: bool
    """Most of the text is bold, so that bold says nothing."""
    plain_red: bool
    """Most of the text is red, so that red says nothing."""
    indents: bool
    """Paragraphs begin with an indent; False when blank space or short last lines part them."""

    def column(self, line: Line) -> Column:
        """Return the column a line stands in."""
        columns = self.columns[line.page % 2]
        if len(columns) == 1:
            return columns[0]
        return max((c for c in columns if c.left <= line.left + SAME), key=lambda c: c.left, default=columns[0])

    def offset(self, line: Line) -> float:
        """Return how far right of its column's left edge a line begins, points; about 0 for a continued line."""
        return line.left - self.column(line).left

    def is_centred(self, line: Line) -> bool:
        """Tell whether a line stands in the middle of its column, well away from both edges."""
        column = self.column(line)
        middle = (line.left + line.right - column.left - column.right) / 2
        return abs(middle) <= SAME and line.left - column.left > 0.05 * column.width

    def slack(self, line: Line, following: Line) -> float:
        """Return the share of the column, 0 to 1, left over had the next line's first word stood on this line.

        Positive: the word would have fitted, so the break is the author's.
        """
        column = self.column(line)
        if not column.wraps:
            return 1.0
        space = line.size / 4
        used = line.right - line.left if self.is_centred(line) else line.right - column.left
        return (column.width - used - space - (following.first_right - following.left)) / max(column.width, 1.0)

    def starts_paragraph(self, block: Sequence[Line], line: Line) -> bool:
        """Tell whether a line begins a paragraph of its own after the lines of the one before it."""
        last = block[-1]
        if abs(line.size - last.size) > 0.04 * last.size or self._is_apart(last, line):
            return True
        if line.text.startswith(_CLOSING) or last.text.endswith(("-", "\u00ad")):
            return False
        # kz-1995:ru p. 50 sets the title of art. 94-2 at the margin, straight under a note whose last line is full.
        if block[0].is_note and last.text.endswith((".", ";")) and not line.has_red:
            return True
        flush = self.indents and abs(self.offset(line)) <= SAME
        mid_sentence = not last.text.endswith(_TERMINAL) and (line.text[0].islower() or flush)
        return self.slack(last, line) > (0.25 if mid_sentence else 0.02) or self._is_set_off(block, line)

    def _is_set_off(self, block: Sequence[Line], line: Line) -> bool:
        """Tell whether a line's left edge makes it a beginning after a line that was full."""
        last = block[-1]
        if self.is_centred(last) and self.is_centred(line) and abs(last.left - line.left) > SAME:
            return False
        if abs(self.offset(line)) <= SAME:
            titled = _is_label(line) or TITLE.match(line.text) is not None
            return not self.indents and last.text.endswith(_TERMINAL) and titled
        return not self._hangs(block, line)

    def _is_apart(self, last: Line, line: Line) -> bool:
        if last.page != line.page or self.column(last) != self.column(line):
            return False
        pitch = self.pitch.get(line.size, 1.2 * line.size)
        return last.base - line.base > 1.35 * pitch

    def _hangs(self, block: Sequence[Line], line: Line) -> bool:
        """Tell whether an indented line goes on: aligned with the lines before it, or with the text after a label."""
        if len(block) > 1:
            return abs(block[-1].left - line.left) <= SAME and (not self.indents or block[0].left < line.left - SAME)
        if _is_label(line) or (self.indents and block[-1].text.endswith(_TERMINAL)):
            return False
        first = block[0]
        if _is_label(first) and abs((first.second_left or 0.0) - line.left) <= SAME / 2:
            return True
        return not self.indents and abs(first.left - line.left) <= SAME


def learn_layout(lines: Sequence[Line]) -> Layout:
    """Return the layout of a file's lines, page furniture already taken out."""
    columns = tuple(_learn_columns([line for line in lines if line.page % 2 == parity] or lines) for parity in (0, 1))
    total = sum(len(line.text) for line in lines)
    layout = Layout(
        columns=(columns[0], columns[1]),
        pitch=_learn_pitch(lines),
        title_sizes=_learn_title_sizes(lines),
        plain_bold=2 * sum(len(line.text) for line in lines if line.bold) > total,
        plain_red=2 * sum(len(line.text) for line in lines if line.is_note) > total,
        indents=False,
    )
    return replace(layout, indents=_learn_indents(lines, layout))


def _learn_title_sizes(lines: Sequence[Line]) -> frozenset[float]:
    """Return the sizes from 0.9 of the body's on that are at least 4 % off it and hold less than a fifth of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], size))
    rare = 0.2 * sizes.total()
    return frozenset(
        size for size, count in sizes.items() if size >= 0.9 * body and abs(size - body) > 0.04 * body and count < rare
    )


def _learn_columns(lines: Sequence[Line]) -> tuple[Column, ...]:
    starts = _column_starts(lines)
    bounds = [*starts[1:], float("inf")]
    groups = [
        [line for line in lines if (line.left >= start - SAME or index == 0) and line.left < bound - SAME]
        for index, (start, bound) in enumerate(zip(starts, bounds, strict=True))
    ]
    return tuple(_learn_column(group) for group in groups if group)


def _column_starts(lines: Sequence[Line]) -> list[float]:
    """Return left edges that many lines share and that no line from further left runs across."""
    lefts = Counter(round(line.left) for line in lines)
    page_right = max(line.right for line in lines)
    starts: list[float] = []
    for left in sorted(left for left, count in lefts.items() if count >= 0.15 * len(lines)):
        before = [line for line in lines if line.left < left - SAME]
        crossing = sum(line.right > left + SAME for line in before)
        if not starts or (left - starts[-1] > 0.25 * page_right and crossing <= 0.05 * len(before)):
            starts.append(float(left))
    return starts or [float(min(lefts))]


def _learn_column(lines: Sequence[Line]) -> Column:
    rights = sorted(line.right for line in lines)
    right = rights[min(len(rights) - 1, int(0.95 * len(rights)))]
    continued = Counter(
        round(line.left, 1)
        for last, line in pairwise(lines)
        if line.text[0].islower()
        and not last.text.endswith(_TERMINAL)
        and last.right > right - 0.15 * (right - last.left)
    )
    lefts = continued or Counter(round(line.left, 1) for line in lines)
    return Column(min(lefts, key=lambda left: (-lefts[left], left)), right, bool(continued))


def _learn_pitch(lines: Sequence[Line]) -> dict[float, float]:
    steps: dict[float, Counter[float]] = {}
    for last, line in pairwise(lines):
        step = round(last.base - line.base, 1)
        if last.page == line.page and last.size == line.size and 0 < step < 4 * line.size:
            steps.setdefault(line.size, Counter())[step] += 1
    return {size: min(found, key=lambda step: (-found[step], step)) for size, found in steps.items()}


def _learn_indents(lines: Sequence[Line], layout: Layout) -> bool:
    """Tell whether lines after an ended paragraph are mostly indented, and lines inside a sentence hardly ever."""
    after_end: list[bool] = []
    inside: list[bool] = []
    for last, line in pairwise(lines):
        indented = layout.offset(line) > SAME and not layout.is_centred(line)
        full = layout.slack(last, line) <= 0.02
        if not full and last.text.endswith(_TERMINAL):
            after_end.append(indented)
        elif full and line.text[0].islower() and not last.text.endswith(_TERMINAL):
            inside.append(indented)
    return _share(after_end) >= 0.5 and _share(inside) <= 0.15


def _share(cases: Iterable[bool]) -> float:
    found = list(cases)
    return sum(found) / len(found) if found else 0.0


def _is_label(line: Line) -> bool:
    """Tell whether a line begins with a list label: ``1.``, ``3-1.``, ``a)``, ``(ii)``, a bullet."""
    first = line.first_word
    return line.second_left is not None and (starts_with_label(first) or _BULLET.match(first) is not None)
