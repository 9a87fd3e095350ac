"""The sentences of units: what a split, a merge or a move of part of a paragraph is seen by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from constitution_diff.align.similarity import Vector, Weights
from constitution_diff.align.terms import count_terms, grams_of, roots_of, split_sentences
from constitution_diff.align.units import Unit
from constitution_diff.languages import Language


class Leaf(Struct, frozen=True):
    """One sentence with its place."""

    unit: int
    """Index of its unit."""
    ref: str
    """Reference of the block it stands in: the unit's own, or a subparagraph's."""
    roots: tuple[str, ...]
    """The stems of its words, in order."""
    grams: tuple[str, ...]
    """Their runs of letters, in a language without a stemmer."""


class Sentences:
    """The sentences of one edition, weighed when they are first asked for: most never are."""

    def __init__(self, leaves: Sequence[Leaf], vectors: Sequence[Vector], weights: Weights) -> None:
        self.leaves = leaves
        self.units = vectors
        """Weighed terms of the units."""
        self.inside = spans_of(leaves, len(vectors))
        """The indices of the sentences of each unit."""
        self.order = weights.order
        self._weights = weights
        self._vectors: dict[int, Vector] = {}

    def vector(self, index: int) -> Vector:
        """Return the weighed terms of a sentence; of one that is a whole unit, the unit's."""
        unit = self.leaves[index].unit
        if len(self.inside[unit]) == 1:
            return self.units[unit]
        vector = self._vectors.get(index)
        if vector is None:
            leaf = self.leaves[index]
            vector = self._vectors[index] = self._weights.weigh(count_terms(leaf.roots, leaf.grams))
        return vector

    def words(self, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what the terms of a sentence are made of: equal for sentences with the same vector."""
        return self.leaves[index].roots, self.leaves[index].grams


def collect_leaves(units: Sequence[Unit], language: Language) -> tuple[Leaf, ...]:
    """Return the sentences of all units, in order."""
    return tuple(
        Leaf(index, block.ref, tuple(roots_of(sentence, language)), tuple(grams_of(sentence, language)))
        for index, unit in enumerate(units)
        for block in (unit, *unit.inside)
        for sentence in split_sentences(block.own)
    )


def spans_of(leaves: Sequence[Leaf], units: int) -> list[range]:
    """Return for each of so many units the indices of its sentences, which stand together."""
    counts = [0] * units
    for leaf in leaves:
        counts[leaf.unit] += 1
    ends = [*accumulate(counts)]
    return [range(end - count, end) for end, count in zip(ends, counts, strict=True)]
