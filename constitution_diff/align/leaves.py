"""The sentences of units: what a split, a merge or a move of part of a paragraph is seen by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from constitution_diff.align.assignment import assign
from constitution_diff.align.similarity import Index, Vector, Weights, containment, cosine, find_alike, index_texts
from constitution_diff.align.terms import count_terms, grams_of, roots_of, split_sentences
from constitution_diff.align.units import Unit
from constitution_diff.languages import Language

EXPLAINED = 0.55
"""Share of a sentence's weight that must stand in its unit's partner for the sentence to be taken as still there.
kz-1995/kz-2026 Part II, Russian, 2026-11-22: 0.45 to 0.65 tried, same links."""
SENTENCE_SCORE = 0.34
"""Cosine from which two unexplained sentences belong together. Tried 0.25 to 0.5 on the same pair: below 0.3 sentences
that share only an office's name pair up, above 0.42 the ban on double punishment (77.3.2) -> 19.3) is lost."""


OWN_PARTNER = 0.15
"""Head start of a sentence of the unit's own partner. 0.1 to 0.25 tried on the same pair in Russian and Kazakh: same
links."""


STRONG_SENTENCE, STRONG_LEAD = 0.7, 0.12
"""A sentence leaves its own partner even when that explains it, if it is this much like another, and that much more than like
anything in its partner. Witness: kz-1995:ru 42.5 (one person, one presidency) stands in 43.1, not in the same rule for another
office (72.3)."""


HOMELESS_SCORE = 0.43
"""Cosine from which a sentence of a unit that is linked with nothing joins a unit that has a partner: all of its sentences are
free to go, which says nothing for any of them. 0.40 to 0.45 tried on kz-1995/kz-2026 whole, Russian, Kazakh and English,
2026-11-22: the same links; 0.5 loses the split of 20.1."""
FORMULA_SHARE = 0.85
"""A sentence that is this much as like one of a third provision is a formula, and says nothing about where it came from.
0.75 to 0.95 tried on kz-1995/kz-2026 whole, Russian and Kazakh, 2026-11-22: the same links in Part II; on invented texts
in which one paragraph of ten ends with a formula, deleting an article makes half as many false links."""

Key = tuple[int, int]
Scores = Mapping[Key, float]


class Leaf(Struct, frozen=True):
    """One sentence with its place."""

    unit: int
    """Index of its unit."""
    ref: str
    """Reference of the block it stands in: the unit's own, or a subparagraph's."""
    roots: list[str]
    """The stems of its words, in order."""
    grams: list[str]
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

    def index(self) -> Index:
        """Return where each term stands."""
        return index_texts([self.vector(index) for index in range(len(self.leaves))], self.order)


def collect_leaves(units: Sequence[Unit], language: Language) -> tuple[Leaf, ...]:
    """Return the sentences of all units, in order."""
    return tuple(
        Leaf(index, block.ref, roots_of(sentence, language), grams_of(sentence, language))
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


def link_leaves(old: Sentences, new: Sentences, matched: Mapping[int, int]) -> tuple[tuple[Leaf, Leaf, float], ...]:
    """Pair sentences across the links found so far: one to one, best sum of cosines first.

    All sentences compete, those of linked units with a head start for each other, so that a formula which stands in many
    provisions ("only in the cases set by law") stays where it was. Kept are the pairs between units that are not linked, of
    sentences that no linked unit explains, or that are far more like the other sentence than like anything there.

    Args:
        old, new: the sentences of both editions.
        matched: by old unit index the new unit index, of the units linked so far.
    Returns:
        Pairs with their cosine, in new order; never a pair of units that are linked already.
    """
    back = {column: row for row, column in matched.items()}
    sides = (_Free(old, new, matched), _Free(new, old, back))
    scores = _scores(sides)
    movable = _movable(sides, scores)
    gains = {key: scores[key] - SENTENCE_SCORE for key in movable}
    # A choice among sentences depends on those that compete with them, and on no others.
    for unit in {old.leaves[row].unit for row, _ in movable} | {
        back.get(new.leaves[place].unit, -1) for _, place in movable
    }:
        for column in new.inside[matched[unit]] if unit in matched else ():
            for row in old.inside[unit]:
                gains[row, column] = cosine(old.vector(row), new.vector(column)) - SENTENCE_SCORE + OWN_PARTNER
    pairs = [
        (old.leaves[row], new.leaves[column], scores[row, column])
        for row, column in assign(gains).items()
        if matched.get(old.leaves[row].unit) != new.leaves[column].unit
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].unit, pair[1].ref, pair[0].unit)))


class _Free:
    """The sentences of one edition that may leave the unit theirs is linked with, and what each must find to do so."""

    def __init__(self, own: Sentences, other: Sentences, partners: Mapping[int, int]) -> None:
        self.own = own
        self.partners = partners
        self.least: dict[int, float] = {}
        """By sentence, the cosine from which it goes elsewhere; sentences that stay whatever there is elsewhere are missing."""
        self.home: dict[int, float] = {}
        """By the same, the best cosine with a sentence of the unit its own is linked with."""
        self.loose: set[int] = set()
        """Those that are not explained by that unit."""
        for unit, span in enumerate(own.inside):
            partner = partners.get(unit, -1)
            there = other.inside[partner] if partner >= 0 else range(0)
            twins = {(*other.leaves[index].roots, *other.leaves[index].grams) for index in there}
            for index in span:
                leaf = own.leaves[index]
                if (*leaf.roots, *leaf.grams) not in twins:
                    self._add(index, [other.vector(place) for place in there], other.units[partner] if there else None)

    def _add(self, index: int, sentences: Iterable[Vector], partner: Vector | None) -> None:
        vector = self.own.vector(index)
        home = max([cosine(vector, sentence) for sentence in sentences], default=0.0)
        if home >= FORMULA_SHARE:
            return
        is_loose = partner is None or containment(vector, partner) < EXPLAINED
        self.home[index] = home
        self.least[index] = max(
            home / FORMULA_SHARE, SENTENCE_SCORE if is_loose else max(STRONG_SENTENCE, STRONG_LEAD + home)
        )
        if is_loose:
            self.loose.add(index)


def _scores(sides: tuple[_Free, _Free]) -> dict[Key, float]:
    """Return the cosine of every free sentence with each that it might go to, or that may keep it from going."""
    scores: dict[Key, float] = {}
    for side, other in ((0, 1), (1, 0)):
        own, there = sides[side].own, sides[other].own
        index = there.index() if sides[side].least else {}
        for leaf, least in sides[side].least.items():
            vector = own.vector(leaf)
            place = leaf * len(there.leaves) // len(own.leaves)
            for hit in find_alike(vector, least * FORMULA_SHARE, place, index, own.order):
                key = (hit, leaf) if side else (leaf, hit)
                if key not in scores:
                    scores[key] = cosine(vector, there.vector(hit))
    return scores


def _movable(sides: tuple[_Free, _Free], scores: Scores) -> set[Key]:
    """Return the pairs of sentences between units that are not linked which may belong together all the same."""
    likes: tuple[dict[int, list[tuple[float, int]]], dict[int, list[tuple[float, int]]]] = ({}, {})
    for (row, column), score in scores.items():
        likes[0].setdefault(row, []).append((score, sides[1].own.leaves[column].unit))
        likes[1].setdefault(column, []).append((score, sides[0].own.leaves[row].unit))
    movable = set()
    for key, score in scores.items():
        if all(key[side] in sides[side].least and score > sides[side].least[key[side]] for side in (0, 1)):
            units = (sides[0].own.leaves[key[0]].unit, sides[1].own.leaves[key[1]].unit)
            elsewhere = [like for side in (0, 1) for like, unit in likes[side][key[side]] if unit != units[1 - side]]
            if _may_go(sides, key, units, score) and score * FORMULA_SHARE > max(elsewhere, default=0.0):
                movable.add(key)
    return movable


def _may_go(sides: tuple[_Free, _Free], key: Key, units: Key, score: float) -> bool:
    """Return True when two free sentences are enough like each other."""
    if sides[0].partners.get(units[0]) == units[1]:
        return False
    if score < HOMELESS_SCORE and (units[0] in sides[0].partners) != (units[1] in sides[1].partners):
        return False
    if all(key[side] in sides[side].loose for side in (0, 1)):
        return True
    return score >= max(STRONG_SENTENCE, STRONG_LEAD + max(sides[side].home[key[side]] for side in (0, 1)))
