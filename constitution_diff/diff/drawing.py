"""One link with its words compared: the two sides, and which words changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from constitution_diff.diff.script import Change, diff_sides
from constitution_diff.diff.tidy import tidy
from constitution_diff.diff.words import Side, prepare
from constitution_diff.languages import Language


# no slots: what is asked of it often is kept
class Drawing(Struct, frozen=True, dict=True):
    """Both sides of a link, and its changes."""

    old: Side
    """The old blocks."""
    new: Side
    """The new blocks."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes a reader is shown, in order; the tokens between them are equal."""
        if self.old.norms == self.new.norms:
            return ()
        changes = diff_sides(self.old, self.new)
        if not self.old.norms or not self.new.norms:
            return tuple(changes)
        return tuple(tidy(changes, self.old, self.new))

    @cached_property
    def gone(self) -> tuple[int, ...]:
        """For each old token 1 plus the number of the change that takes it, 0 where it stays."""
        return _owners(len(self.old.norms), [(change.old_start, change.old_end) for change in self.changes])

    @cached_property
    def come(self) -> tuple[int, ...]:
        """For each new token 1 plus the number of the change that brings it, 0 where it was there."""
        return _owners(len(self.new.norms), [(change.new_start, change.new_end) for change in self.changes])

    @cached_property
    def kept(self) -> dict[int, int]:
        """Each old token that stays, with the new token it is."""
        pairs: dict[int, int] = {}
        row = column = 0
        for change in (*self.changes, self.end):
            pairs.update(zip(range(row, change.old_start), range(column, change.new_start), strict=True))
            row, column = change.old_end, change.new_end
        return pairs

    @property
    def end(self) -> Change:
        """An empty change after the last token of both sides."""
        return Change(len(self.old.norms), len(self.old.norms), len(self.new.norms), len(self.new.norms))

    def forget(self) -> None:
        """Drop what was worked out, the changes apart; it is made anew when it is asked for."""
        for name in ("gone", "come", "kept"):
            self.__dict__.pop(name, None)
        self.old.forget()
        self.new.forget()


def draw(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], language: Language) -> Drawing:
    """Cut (reference, text) blocks of both sides into words; they are compared when their changes are asked for."""
    first = prepare(old, language)
    is_same = [text for _, text in old] == [text for _, text in new]
    return Drawing(first, prepare(new, language, first if is_same else None))


def _owners(length: int, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    owners = [0] * length
    for number, (start, end) in enumerate(spans, 1):
        owners[start:end] = [number] * (end - start)
    return tuple(owners)
