"""From token changes to hunks: spans in code points that cover both texts exactly, each inside one provision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from constitution_diff.diff.classes import SUBSTANTIVE, TYPOGRAPHIC, Verdict
from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.passage import Passage
from constitution_diff.diff.script import Change
from constitution_diff.diff.words import Side
from constitution_diff.model import Hunk, HunkClass, Op

Span = tuple[int, int]


class Mark(Struct, frozen=True):
    """Tokens of one side that moved, with where they stand in the other edition."""

    start: int
    """First token."""
    end: int
    """One past the last token."""
    other_ref: str
    """Provision of the other edition."""
    other: Span
    """Code points of that provision's text."""
    hunk_class: HunkClass
    """What changed on the way."""


class Stretch(Struct, frozen=True):
    """A hunk before it is cut at the borders of blocks; spans count in the whole passages."""

    op: Op
    """What happened."""
    old: Span
    """Code points of the old passage."""
    new: Span
    """Code points of the new passage."""
    verdict: Verdict | None
    """The class of the change; None for ``equal``."""
    mark: Mark | None = None
    """The move it is an end of."""


def cover(
    drawing: Drawing,
    judge: Callable[[Change, Side, Side], Verdict],
    gone: Sequence[Mark] = (),
    come: Sequence[Mark] = (),
) -> list[Stretch]:
    """Cover both texts, white space included, with stretches in order: no code point twice, none left out.

    Args:
        drawing: the link.
        judge: tells the class of a change.
        gone: moved tokens of the old side, each inside one change, in order.
        come: moved tokens of the new side, likewise.
    """
    texts = drawing.old.passage.text, drawing.new.passage.text
    if not drawing.changes and texts[0] == texts[1]:
        whole = (0, len(texts[0]))
        return [Stretch("equal", whole, whole, None)] if texts[0] else []
    cover = _Cover(drawing, judge, gone, come)
    row = column = 0
    for change in drawing.changes:
        cover.keep(row, change.old_start, column)
        cover.open(change)
        row, column = change.old_end, change.new_end
    cover.keep(row, len(drawing.old.norms), column)
    cover.close()
    return cover.stretches


class _Cover:
    """Stretches so far, and the code point each side has come to."""

    def __init__(
        self,
        drawing: Drawing,
        judge: Callable[[Change, Side, Side], Verdict],
        gone: Sequence[Mark],
        come: Sequence[Mark],
    ) -> None:
        self.drawing, self.judge, self.gone, self.come = drawing, judge, gone, come
        self.old, self.new = drawing.old, drawing.new
        self.texts = (drawing.old.passage.text, drawing.new.passage.text)
        self.at = self.since = (0, 0)
        self.change: Change | None = None
        self.stretches: list[Stretch] = []

    def keep(self, row: int, end: int, column: int) -> None:
        """Cover equal tokens from (row, column) on, with the change and the spaces before them."""
        if row == end:
            return
        old, new = self.old.span(row, end), self.new.span(column, column + end - row)
        self._between(old[0], new[0])
        if self.texts[0][old[0] : old[1]] == self.texts[1][new[0] : new[1]]:
            self.at = (old[1], new[1])
            return
        for one in range(row, end):
            other = column + one - row
            self._keep_token(self.old.span(one, one + 1), self.new.span(other, other + 1))

    def _keep_token(self, one: Span, other: Span) -> None:
        """Cover a token that may be printed in another way, with the spaces before it."""
        self._between(one[0], other[0])
        if self.texts[0][slice(*one)] == self.texts[1][slice(*other)]:
            self._equal(one[1], other[1])
        else:
            self._push(Stretch("replace", one, other, TYPOGRAPHIC))

    def open(self, change: Change) -> None:
        """Remember a change; it is covered together with the spaces around it."""
        self.change = change

    def close(self) -> None:
        """Cover what is left on both sides."""
        self._between(len(self.texts[0]), len(self.texts[1]))
        self._flush()

    def _between(self, old: int, new: int) -> None:
        """Cover what lies before two equal tokens: white space, and a change if one is open."""
        change, self.change = self.change, None
        gone, come = self.texts[0][self.at[0] : old], self.texts[1][self.at[1] : new]
        if change is None and gone == come:
            self._equal(old, new)
            return
        lead = _common_space(gone, come)
        trail = 0
        if gone[-1:].isspace() and gone[-1:] == come[-1:]:
            trail = _common_space(gone[lead:][::-1], come[lead:][::-1])
        self._equal(self.at[0] + lead, self.at[1] + lead)
        middle = ((self.at[0], old - trail), (self.at[1], new - trail))
        if change is not None:
            for stretch in self._changed(change, *middle):
                self._push(stretch)
            self.at = self.since = (middle[0][1], middle[1][1])
        elif middle[0][0] < middle[0][1] or middle[1][0] < middle[1][1]:
            self._push(Stretch(_op(*middle), *middle, TYPOGRAPHIC))
        self._equal(old, new)

    def _changed(self, change: Change, old: Span, new: Span) -> Iterator[Stretch]:
        """Yield the stretches of a change: one, unless words in it moved."""
        gone = self.gone and [mark for mark in self.gone if change.old_start <= mark.start < change.old_end]
        come = self.come and [mark for mark in self.come if change.new_start <= mark.start < change.new_end]
        if not gone and not come:
            yield Stretch(_op(old, new), old, new, self.judge(change, self.drawing.old, self.drawing.new))
            return
        for span, start, end, mark in _pieces(old, change.old_start, change.old_end, gone, self.drawing.old):
            alone = Change(start, end, change.new_start, change.new_start)
            yield self._piece("delete", span, (new[0], new[0]), mark, alone)
        for span, start, end, mark in _pieces(new, change.new_start, change.new_end, come, self.drawing.new):
            alone = Change(change.old_end, change.old_end, start, end)
            yield self._piece("insert", (old[1], old[1]), span, mark, alone)

    def _piece(self, op: Op, old: Span, new: Span, mark: Mark | None, alone: Change) -> Stretch:
        if mark is not None:
            return Stretch("move", old, new, Verdict(mark.hunk_class), mark)
        return Stretch(op, old, new, self.judge(alone, self.drawing.old, self.drawing.new))

    def _equal(self, old: int, new: int) -> None:
        """Cover both texts as equal up to two places."""
        self.at = (old, new)

    def _push(self, stretch: Stretch) -> None:
        """Append what equal text was covered since the last change, and a stretch unless that is empty."""
        if stretch.old[0] == stretch.old[1] and stretch.new[0] == stretch.new[1]:
            return
        self._flush()
        self.stretches.append(stretch)
        self.at = self.since = (stretch.old[1], stretch.new[1])

    def _flush(self) -> None:
        """Append what was covered as equal since the last change."""
        if self.since != self.at:
            self.stretches.append(Stretch("equal", (self.since[0], self.at[0]), (self.since[1], self.at[1]), None))
            self.since = self.at


def _pieces(
    span: Span, start: int, end: int, marks: Sequence[Mark], side: Side
) -> Iterator[tuple[Span, int, int, Mark | None]]:
    """Cut one side of a change at the words that moved. A space belongs to the piece before it, a lone comma to a move."""
    cuts = [(mark.start, mark.end, mark) for mark in marks]
    for index, (first, last, mark) in enumerate(cuts):
        before = cuts[index - 1][1] if index else start
        after = cuts[index + 1][0] if index + 1 < len(cuts) else end
        begin = first if side.count_words(before, first) else before
        cuts[index] = (begin, last if side.count_words(last, after) else after, mark)
    at, token = span[0], start
    for first, last, mark in cuts:
        if first > token:
            border = side.span(first, last)[0]
            yield (at, border), token, first, None
            at = border
        border = side.span(last, end)[0] if last < end else span[1]
        yield (at, border), first, last, mark
        at, token = border, last
    if token < end:
        yield (at, span[1]), token, end, None


def _op(old: Span, new: Span) -> Op:
    if old[0] < old[1] and new[0] < new[1]:
        return "replace"
    return "delete" if old[0] < old[1] else "insert"


def _common_space(one: str, other: str) -> int:
    """Return how much white space two texts begin with alike."""
    count, shorter = 0, min(len(one), len(other))
    while count < shorter and one[count] == other[count] and one[count].isspace():
        count += 1
    return count


def cut_at_blocks(stretches: Sequence[Stretch], old: Passage, new: Passage) -> tuple[Hunk, ...]:
    """Cut stretches so that each hunk lies in one old and one new block; the breaks between blocks fall away."""
    if len(old.refs) <= 1 and len(new.refs) <= 1:
        ref, other = "".join(old.refs), "".join(new.refs)
        return tuple([_hunk(stretch, stretch.op, ref, stretch.old, other, stretch.new) for stretch in stretches])
    hunks: list[Hunk] = []
    for stretch in stretches:
        if stretch.op == "equal":
            hunks.extend(_cut_equal(stretch, old, new))
            continue
        gone, come = old.cut(stretch.old), new.cut(stretch.new)
        if len(gone) == 1 and len(come) == 1:
            hunks.append(_hunk(stretch, "replace", *gone[0], *come[0]))
            continue
        new_ref, new_at = new.locate(stretch.new[0])
        old_ref, old_at = old.locate(stretch.old[1])
        op: Op | None = "move" if stretch.mark else None
        hunks.extend(_hunk(stretch, op or "delete", ref, span, new_ref, (new_at, new_at)) for ref, span in gone)
        hunks.extend(_hunk(stretch, op or "insert", old_ref, (old_at, old_at), ref, span) for ref, span in come)
    return tuple(hunks)


def _hunk(stretch: Stretch, op: Op, old_ref: str, old: Span, new_ref: str, new: Span) -> Hunk:
    if op == "equal":
        return Hunk(op, old_ref, old, new_ref, new)
    verdict, mark = stretch.verdict or SUBSTANTIVE, stretch.mark
    how = verdict.hunk_class, verdict.is_sure, verdict.renaming
    if mark is None:
        return Hunk(op, old_ref, old, new_ref, new, *how)
    return Hunk(op, old_ref, old, new_ref, new, *how, mark.other_ref, mark.other)


def _cut_equal(stretch: Stretch, old: Passage, new: Passage) -> Iterator[Hunk]:
    """Cut an equal stretch at the borders of either side."""
    shift = stretch.new[0] - stretch.old[0]
    borders = {stretch.old[0], stretch.old[1]}
    for passage, offset, span in ((old, 0, stretch.old), (new, shift, stretch.new)):
        for border in (*passage.starts, *passage.ends):
            if span[0] < border < span[1]:
                borders.add(border - offset)
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        gone, come = old.cut((start, end)), new.cut((start + shift, end + shift))
        if gone and come:
            yield Hunk("equal", *gone[0], *come[0])
        # A line break inside a block that stands where the other side has a border between blocks: only one side prints it.
        elif gone:
            ref, at = new.locate(start + shift)
            yield Hunk("delete", *gone[0], ref, (at, at), "typographic")
        elif come:
            ref, at = old.locate(end)
            yield Hunk("insert", ref, (at, at), *come[0], "typographic")
