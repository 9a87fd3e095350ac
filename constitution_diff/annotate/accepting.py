"""What accepts a word: tables of whole words, beginnings and endings, and what is known of a word once it was looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from sys import maxsize
from typing import TypeVar

from constitution_diff.text import Memo

T = TypeVar("T")

_HEAD = 2
"""Letters by which beginnings and endings are told that a word cannot have."""


MOST_WORDS = 65_536
"""Words that a table remembers, several times those of one language's constitutions."""


class WordTable(Memo[T]):
    """What is said of folded words, however long; a word that comes back is not asked about again, and costs no call."""

    def __init__(self, tell: Callable[[str], T], most: int = MOST_WORDS) -> None:
        """Make a table that is filled by asking, and begins anew when it has as many words as it may have."""
        super().__init__(tell, most, maxsize)


class Accepting:
    """Numbers by the words, beginnings and endings that they accept."""

    def __init__(
        self,
        exact: Mapping[str, Sequence[int]],
        stems: Mapping[str, Sequence[int]],
        endings: Mapping[str, Sequence[int]],
    ) -> None:
        self._exact, self._stems, self._endings = exact, stems, endings
        self._heads = _lengths(stems, slice(_HEAD))
        self._short = self._heads[""]
        self._tails = _lengths(endings, slice(-_HEAD, None))

    def find(self, norm: str) -> list[int]:
        """Return the numbers that accept a folded word, in no order; one may come twice."""
        found = [*self._exact.get(norm, ())]
        # A word that is shorter than a length is looked up whole.
        for length in self._heads.get(norm[:_HEAD], self._short):
            found += self._stems.get(norm[:length], ())
        if self._endings:
            for length in self._tails.get(norm[-_HEAD:], self._tails[""]):
                found += self._endings.get(norm[-length:], ())
        return found


def _lengths(pieces: Mapping[str, Sequence[int]], end: slice) -> dict[str, tuple[int, ...]]:
    """Return by their outer letters how long pieces are; those shorter than these letters may be in any word: under ``""``."""
    found: dict[str, set[int]] = {"": set()}
    for piece in pieces:
        found.setdefault(piece[end] if len(piece) >= _HEAD else "", set()).add(len(piece))
    return {head: tuple(lengths | found[""]) for head, lengths in found.items()}
