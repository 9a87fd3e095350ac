"""The word diff of all links of two editions: renamings and moves are seen only by looking at them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from msgspec.structs import replace

from constitution_diff.diff.between import Place, Wandering, find_held
from constitution_diff.diff.classes import Judge
from constitution_diff.diff.drawing import Drawing, draw
from constitution_diff.diff.hunks import Mark, cover, cut_at_blocks
from constitution_diff.diff.moves import Pairs, count_pairs, find_moves
from constitution_diff.diff.renames import Term, find_renamings
from constitution_diff.diff.reordering import Move
from constitution_diff.diff.words import Side
from constitution_diff.languages import Language
from constitution_diff.model import Hunk, Link, Only, Renaming

MOST_BETWEEN = 40
"""Code points that may have been edited out between two parts of one moved phrase for them to be one mark at its other end."""

Blocks = Mapping[str, Sequence[tuple[str, str]]]


class LinkDiffer:
    """Compares the links of two editions: words are cut at once, changes found when they are asked for."""

    def __init__(self, links: Sequence[Link], old: Blocks, new: Blocks, language: Language) -> None:
        self.links, self.language = links, language
        self.drawings = [draw(_blocks_of(link.old, old), _blocks_of(link.new, new), language) for link in links]
        orders = tuple({ref: position for position, ref in enumerate(blocks)} for blocks in (old, new))
        self.places = [Place(_first(link.old, orders[0]), _first(link.new, orders[1])) for link in links]

    def diff(self, numbers: Sequence[int]) -> tuple[Link, ...]:
        """Return the links of these numbers with their hunks; a link has the same ones whatever others are asked for."""
        marks = _AllMarks(self.drawings, numbers)
        wandering = Wandering(self.drawings, self.places, numbers, self._common)
        done: dict[int, Link] = {}
        for number in numbers:
            for move in self._within(number):
                self._add(marks, number, number, move)
            if number in self._sharing:
                self._add_held(number, marks)
            if number not in wandering.links:
                done[number] = self._finish(number, marks)
            self.drawings[number].forget()
        for source, target, move in wandering.moves():
            self._add(marks, source, target, move)
        for number in wandering.links:
            if number in marks.asked:
                done[number] = self._finish(number, marks)
            self.drawings[number].forget()
        return tuple(done[number] for number in numbers)

    @property
    def renamings(self) -> tuple[Renaming, ...]:
        """Terms renamed throughout, over all links."""
        return self._renamed[0]

    @cached_property
    def _renamed(self) -> tuple[tuple[Renaming, ...], tuple[Term, ...]]:
        return find_renamings(self.drawings, self.language)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.language, self._renamed[1])

    def _finish(self, number: int, marks: _AllMarks) -> Link:
        drawing = self.drawings[number]
        gone, come = [one.sorted() for one in marks.pop(number, ())] or ((), ())
        stretches = cover(drawing, self._judge.judge, gone, come)
        hunks = cut_at_blocks(stretches, drawing.old.passage, drawing.new.passage)
        return replace(self.links[number], hunks=hunks, only=tell_only(hunks))

    # Moves

    @cached_property
    def _common(self) -> Pairs:
        seen: set[str] = set()
        return count_pairs(side for drawing in self.drawings for side in _fresh(drawing, seen))

    def _within(self, number: int) -> list[Move]:
        if number not in self._moves:
            drawing = self.drawings[number]
            self._moves[number] = find_moves(drawing, drawing, self._common) if drawing.changes else []
        return self._moves[number]

    @cached_property
    def _moves(self) -> dict[int, list[Move]]:
        return {}

    def _add(self, marks: _AllMarks, source: int, target: int, move: Move) -> None:
        """Mark both ends of a move, unless a word of it has another mark."""
        old, new = self.drawings[source].old, self.drawings[target].new
        hunk_class = self._judge.judge_move(move, old, new) if source == target else "substantive"
        ends = [(source, 0, move.old, new.place(*move.new)), (target, 1, move.new, old.place(*move.old))]
        asked = [(marks[number][side], span, place) for number, side, span, place in ends if number in marks.asked]
        if all(mine.is_free(*span) for mine, span, _ in asked):
            for mine, span, (ref, other) in asked:
                mine.add(Mark(*span, ref, other, hunk_class))

    def _add_held(self, number: int, marks: _AllMarks) -> None:
        """Mark the words that stay in another link which holds the same provision."""
        for place, side in enumerate(("old", "new")):
            others = [other for other in self._holders(number, side) if other != number]
            if not others:
                continue
            drawn = [(self.drawings[other], self._within(other)) for other in others]
            one: Side = getattr(self.drawings[number], side)
            mine = marks[number][place]
            for held in find_held(self.drawings[number], drawn, side):
                for start, end in mine.free_in(held.start, held.end):
                    if one.count_words(start, end):
                        mine.add(Mark(start, end, held.other_ref, held.other, "substantive"))

    def _holders(self, number: int, side: str) -> list[int]:
        """Return the links that hold a block of a link's side."""
        one: Side = getattr(self.drawings[number], side)
        held = self._held_by[side]
        return sorted({holder for ref in one.passage.refs if ref in held for holder in held[ref]})

    @cached_property
    def _sharing(self) -> frozenset[int]:
        """The links that hold a block which stands in another one too: few of all."""
        return frozenset(chain.from_iterable(chain.from_iterable(held.values() for held in self._held_by.values())))

    @cached_property
    def _held_by(self) -> dict[str, dict[str, list[int]]]:
        """The links that hold each block which stands in several, by side and reference."""
        held: dict[str, dict[str, list[int]]] = {"old": {}, "new": {}}
        for number, drawing in enumerate(self.drawings):
            for side, one in (("old", drawing.old), ("new", drawing.new)):
                for ref in one.passage.refs:
                    held[side].setdefault(ref, []).append(number)
        return {
            side: {ref: numbers for ref, numbers in refs.items() if len(numbers) > 1} for side, refs in held.items()
        }


class _Marks:
    """The moved words of one side of a link."""

    def __init__(self, drawing: Drawing, side: str) -> None:
        self._drawing, self._side = drawing, side
        self._taken: set[int] = set()
        self._marks: list[Mark] = []

    @property
    def _owners(self) -> Sequence[int]:
        return self._drawing.gone if self._side == "old" else self._drawing.come

    def is_free(self, start: int, end: int) -> bool:
        return self._taken.isdisjoint(range(start, end))

    def free_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the parts of a span that have no mark yet."""
        edges = [start - 1, *sorted(self._taken.intersection(range(start, end))), end]
        return [(one + 1, other) for one, other in pairwise(edges) if one + 1 < other]

    def add(self, mark: Mark) -> None:
        """Mark the words of a span that are changed; those between them that stay have no need of a mark."""
        self._taken.update(range(mark.start, mark.end))
        owners, start = self._owners, mark.start
        for token in range(mark.start, mark.end):
            if token + 1 == mark.end or owners[token + 1] != owners[start]:
                if owners[start]:
                    self._marks.append(replace(mark, start=start, end=token + 1))
                start = token + 1

    def sorted(self) -> list[Mark]:
        """Return the marks in order; neighbours that moved together are one."""
        merged: list[Mark] = []
        for mark in sorted(self._marks, key=lambda mark: mark.start):
            last = merged[-1] if merged else None
            if last is not None and self._is_one(last, mark):
                span = min(last.other[0], mark.other[0]), max(last.other[1], mark.other[1])
                merged[-1] = replace(last, end=mark.end, other=span)
            else:
                merged.append(mark)
        return merged

    def _is_one(self, last: Mark, mark: Mark) -> bool:
        together = (last.end, last.other_ref, last.hunk_class) == (mark.start, mark.other_ref, mark.hunk_class)
        is_near = 0 <= mark.other[0] - last.other[1] <= MOST_BETWEEN
        return together and is_near and self._owners[last.start] == self._owners[mark.start]


class _AllMarks(dict[int, tuple[_Marks, _Marks]]):
    """The moved words of both sides of the links that were asked for, by number: made when one is looked at, as few are."""

    def __init__(self, drawings: Sequence[Drawing], numbers: Iterable[int]) -> None:
        super().__init__()
        self._drawings, self.asked = drawings, frozenset(numbers)

    def __missing__(self, number: int) -> tuple[_Marks, _Marks]:
        drawing = self._drawings[number]
        marks = self[number] = (_Marks(drawing, "old"), _Marks(drawing, "new"))
        return marks


def tell_only(hunks: Sequence[Hunk]) -> Only | None:
    """Return what kind of change a link is when all of it is of one kind below substantive.

    Differences of print may stand beside the others: they change no word.
    """
    changed = [hunk for hunk in hunks if hunk.op != "equal"]
    if not changed or any(hunk.hunk_class == "substantive" for hunk in changed):
        return None
    words = [hunk for hunk in changed if hunk.hunk_class != "typographic"]
    if not words:
        return "typographic"
    if all(hunk.renaming for hunk in words):
        return "renaming"
    return "grammatical" if all(hunk.hunk_class == "grammatical" for hunk in words) else None


def _blocks_of(refs: Sequence[str], blocks: Blocks) -> list[tuple[str, str]]:
    return [block for ref in refs for block in blocks.get(ref, ())]


def _first(refs: Sequence[str], order: Mapping[str, int]) -> int | None:
    return order.get(refs[0]) if refs else None


def _fresh(drawing: Drawing, seen: set[str]) -> Iterator[Side]:
    """Yield the sides of a link whose blocks no link before it had."""
    for name, side in (("old", drawing.old), ("new", drawing.new)):
        refs = {f"{name} {ref}" for ref in side.passage.refs}
        if not refs <= seen:
            seen |= refs
            yield side
