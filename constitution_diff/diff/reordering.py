"""Words that moved, and those that moved only within their sentence."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.script import Change
from constitution_diff.diff.words import WORD, Side

LONGEST_REORDERED = 8
"""Words that may change their place in a sentence and still be called a change of order."""


class Move(Struct, frozen=True, order=True):
    """Words that moved, as spans of tokens of the old side of one link and of the new side of the same or another."""

    old_start: int
    """First old token."""
    old_end: int
    """One past the last old token."""
    new_start: int
    """First new token."""
    new_end: int
    """One past the last new token."""

    @property
    def old(self) -> tuple[int, int]:
        """The span of old tokens."""
        return self.old_start, self.old_end

    @property
    def new(self) -> tuple[int, int]:
        """The span of new tokens."""
        return self.new_start, self.new_end


def find_reordered(drawing: Drawing) -> list[Move]:
    """Return the words that only changed their place in a sentence: all that one change took is all that another brought.

    Even a single word may do that: "the pond and the tree" became "the tree and the pond".
    """
    old, new = drawing.old, drawing.new
    gone = [
        change for change in drawing.changes if not change.columns and _is_short(old, change.old_start, change.old_end)
    ]
    come = [
        change for change in drawing.changes if not change.rows and _is_short(new, change.new_start, change.new_end)
    ]
    pairs = [
        (one, other)
        for one in gone
        for other in come
        if _same_words(one, other, old, new) and _share_sentence(one, other, drawing)
    ]
    uses = Counter(change for pair in pairs for change in pair)
    return [
        Move(one.old_start, one.old_end, other.new_start, other.new_end)
        for one, other in pairs
        if uses[one] == uses[other] == 1
    ]


def _is_short(side: Side, start: int, end: int) -> bool:
    return side.count_words(start, end) <= LONGEST_REORDERED and WORD in side.weights[start:end]


def _same_words(one: Change, other: Change, old: Side, new: Side) -> bool:
    gone = sorted(old.norms[word] for word in old.words_in(one.old_start, one.old_end))
    return gone == sorted(new.norms[word] for word in new.words_in(other.new_start, other.new_end))


def _share_sentence(one: Change, other: Change, drawing: Drawing) -> bool:
    """True when a word stays in place between the sentence one change took words from and the one another brought them to."""
    rows, columns = drawing.old.sentence_at(one.old_start), drawing.new.sentence_at(other.new_start)
    return any(columns[0] <= drawing.kept.get(row, -1) < columns[1] for row in drawing.old.words_in(*rows))
