"""Short changes of words between two linked provisions: what one says where the other says something else."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from constitution_diff.diff.script import count_equal

LONGEST = 3
"""Words a changed stretch may have on either side to be looked at."""

Phrase = tuple[str, ...]
Pair = tuple[Phrase, Phrase]


class Stretch(Struct, frozen=True):
    """A short change of words between two linked provisions."""

    old: Phrase
    """Stems that went."""
    new: Phrase
    """Stems that came."""
    old_start: int
    """Token the first stands at, or would."""
    new_start: int
    """The same on the new side."""
    before: str
    """Stem of the word before it on both sides, empty for a mark or the end of the text."""
    after: str
    """Stem of the word after it."""

    def pairs(self) -> Iterator[tuple[Pair, int, int]]:
        """Yield the pairs of phrases this may be, with their first tokens: what only came belongs to a word beside it."""
        if self.old and self.new:
            yield (self.old, self.new), self.old_start, self.new_start
            return
        if self.before:
            yield ((self.before, *self.old), (self.before, *self.new)), self.old_start - 1, self.new_start - 1
        if self.after:
            yield ((*self.old, self.after), (*self.new, self.after)), self.old_start, self.new_start


def find_stretches(old: Phrase, new: Phrase) -> Iterator[Stretch]:
    """Yield each short change of words; swapped sides give the same ones swapped."""
    if old == new:
        return
    is_turned = (len(new), new) < (len(old), old)
    first, second = (new, old) if is_turned else (old, new)
    for i, j, k, m in _changed(first, second):
        rows, columns = first[i:j], second[k:m]
        if max(len(rows), len(columns)) > LONGEST or not all(map(is_word, rows + columns)):
            continue
        before = first[i - 1] if i and is_word(first[i - 1]) else ""
        after = first[j] if j < len(first) and is_word(first[j]) else ""
        yield (
            Stretch(columns, rows, k, i, before, after) if is_turned else Stretch(rows, columns, i, k, before, after)
        )


def _changed(first: Phrase, second: Phrase) -> Iterator[tuple[int, int, int, int]]:
    """Yield the spans (start, end, start, end) where two lists differ, between what they begin and end with alike."""
    start = count_equal(first, second)
    rest = first[start:], second[start:]
    tail = count_equal(rest[0][::-1], rest[1][::-1])
    middle = rest[0][: len(rest[0]) - tail], rest[1][: len(rest[1]) - tail]
    if set(middle[0]).isdisjoint(middle[1]):  # so it is with most: one change
        yield start, len(first) - tail, start, len(second) - tail
        return
    for name, i, j, k, m in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if name != "equal":
            yield start + i, start + j, start + k, start + m


def is_word(stem: str) -> bool:
    """Return True for the stem of a word or number, False for a mark."""
    return stem[:1].isalnum()


def added_words(pair: Pair) -> Pair | None:
    """Return what one phrase has before or after the other, as a pair with an empty side; None for phrases that differ."""
    old, new = pair
    short, long = sorted(pair, key=len)
    if len(short) == len(long):
        return None
    if long[: len(short)] == short:
        rest = long[len(short) :]
    elif long[-len(short) :] == short:
        rest = long[: -len(short)]
    else:
        return None
    return ((), rest) if len(old) < len(new) else (rest, ())


def stands_in(stems: Phrase, start: int, phrase: Phrase, other: Phrase) -> bool:
    """True when a phrase at a place is part of the longer other phrase there."""
    for shift in range(len(other) - len(phrase) + 1):
        first = start - shift
        if other[shift : shift + len(phrase)] == phrase and first >= 0 and stems[first : first + len(other)] == other:
            return True
    return False
