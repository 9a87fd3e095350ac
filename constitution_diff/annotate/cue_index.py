"""Where cues stand in a sentence: each is tried only where the word it is filed under stands, and only beside its other words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from constitution_diff.annotate.accepting import Accepting, WordTable
from constitution_diff.annotate.cue_tables import Filed, Table, compile_cues, unpack_cues
from constitution_diff.annotate.sentences import BARRIER
from constitution_diff.text import Folding

Place = tuple[int, int, str, str]
"""Index of the first word and of the last, owner, the cue as written."""


class CueIndex:
    """The cues of one or several vocabularies, filed under what one of their words accepts.

    Words come back often: what a word is accepted by is looked up once. A cue is tried where all its steps are accepted by
    some word of the sentence.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]], folding: Folding) -> None:
        """Read every cue of every entry.

        Raises:
            ValueError: a cue cannot be read.
        """
        self._fill(compile_cues(entries, folding))

    @classmethod
    def of_table(cls, table: Table) -> CueIndex:
        """Return the index of compiled cues."""
        index = cls.__new__(cls)
        index._fill(table)
        return index

    def _fill(self, table: Table) -> None:
        self._packed, besides, self._asked, *accepting = table
        self._bits = [1 << number for number in range(besides)]
        self._find = Accepting(*accepting).find
        self._words = WordTable(self._read)
        self._known: dict[int, _Unpacked] = {}

    def _read(self, norm: str) -> _Read:
        numbers = self._find(norm)
        if not numbers:
            return _NOTHING
        bits = 0
        alone: tuple[Filed, ...] = ()
        several: tuple[tuple[int, Filed], ...] = ()
        for number in set(numbers):
            if number < len(self._bits):
                bits |= self._bits[number]
            if number in self._packed:
                cues, further = self._known.get(number) or self._unpack(number)
                alone += cues
                several += further
        return frozenset([number for number in numbers if number < self._asked]), bits, alone, several

    def _unpack(self, number: int) -> _Unpacked:
        alone, several = unpack_cues(self._packed[number])
        known = self._known[number] = alone, tuple([(self._bits[beside], filed) for beside, filed in several])
        return known

    def places(self, norms: Sequence[str]) -> list[Place]:
        """Return every place where a cue stands in a sentence, given by its folded words: the shortest match of each cue.

        In order of first word, then of last.
        """
        words = list(map(self._words.__getitem__, norms))
        accepted = [numbers for numbers, _, _, _ in words]
        # As the bits of one number: to join dozens of sets, and to ask for one of theirs, takes next to no time.
        there = reduce(or_, [bits for _, bits, _, _ in words], 0)
        barriers = [place for place, norm in enumerate(norms) if norm == BARRIER] if BARRIER in norms else []
        found: list[Place] = []
        for position, (_, _, alone, several) in enumerate(words):
            for owner, cue, _, _, not_before, opens, _, _ in alone:
                if not position or not (opens or (not_before >= 0 and not_before in accepted[position - 1])):
                    found.append((position, position, owner, cue))
            for beside, filed in several:
                if beside & there:
                    owner, cue, steps, _, _, _, least, most = filed
                    for first in range(max(position - most, 0), position - least + 1):
                        if steps[0] in accepted[first]:
                            last = _match(filed, accepted, barriers, first)
                            if last >= 0:
                                found.append((first, last, owner, cue))
        # A cue may be found by several words that it is filed under.
        return sorted(set(found))


_Unpacked = tuple[tuple[Filed, ...], tuple[tuple[int, Filed], ...]]
"""Of a number: the cues of one word under it; those of several, each with the bit of a number that must be there besides."""
_Read = tuple[frozenset[int], int, tuple[Filed, ...], tuple[tuple[int, Filed], ...]]
"""Of a word: the numbers asked for that accept it; as bits those that must be there besides; the cues filed under it."""
_NOTHING: _Read = (frozenset(), 0, (), ())


def _match(filed: Filed, accepted: Sequence[frozenset[int]], barriers: Sequence[int], position: int) -> int:
    """Return the index of the last word when the cue stands at a position, -1 when it does not.

    Args:
        accepted: for each word of the sentence the numbers that accept it.
        barriers: indices of the semicolons.
    """
    _, _, steps, gaps, not_before, opens, _, _ = filed
    if position and (opens or (not_before >= 0 and not_before in accepted[position - 1])):
        return -1
    limit = next((place for place in barriers if place > position), len(accepted)) if barriers else len(accepted)
    return _match_rest(steps, gaps, 1, accepted, limit, position)


def _match_rest(
    steps: Sequence[int], gaps: Sequence[int], number: int, accepted: Sequence[frozenset[int]], limit: int, at: int
) -> int:
    """Match the steps from ``number`` on before the word at ``limit``; the one before stands at word ``at``."""
    while number < len(steps):
        wanted, gap = steps[number], gaps[number]
        number += 1
        if gap < 0:
            if at + 1 < len(accepted) and wanted in accepted[at + 1]:
                return -1
        elif gap == 0:
            at += 1
            if at >= limit or wanted not in accepted[at]:
                return -1
        else:
            for place in range(at + 1, min(at + 2 + gap, limit)):
                if wanted in accepted[place]:
                    last = _match_rest(steps, gaps, number, accepted, limit, place)
                    if last >= 0:
                        return last
            return -1
    return at
