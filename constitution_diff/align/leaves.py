"""The sentences of units: what a split, a merge or a move of part of a paragraph is seen by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from constitution_diff.align.assignment import assign
from constitution_diff.align.similarity import Vector, Weights, candidate_pairs, containment
from constitution_diff.align.terms import bag, split_sentences
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
    vector: Vector
    """Its weighed terms."""


class Edition(Protocol):
    """What the linking of sentences needs of an edition."""

    @property
    def vectors(self) -> Sequence[Vector]:
        """Weighed terms of the units."""

    @property
    def leaves(self) -> Sequence[Leaf]:
        """Their sentences."""


def collect_leaves(
    units: Sequence[Unit], vectors: Sequence[Vector], weights: Weights, language: Language
) -> tuple[Leaf, ...]:
    """Return the sentences of all units, in order."""
    leaves: list[Leaf] = []
    for index, unit in enumerate(units):
        for block in (unit, *unit.inside):
            for sentence in split_sentences(block.own):
                is_whole = sentence == unit.text
                vector = vectors[index] if is_whole else weights.weigh(bag(sentence, language))
                leaves.append(Leaf(index, block.ref, vector))
    return tuple(leaves)


def link_leaves(old: Edition, new: Edition, homes: frozenset[Key]) -> tuple[tuple[Leaf, Leaf, float], ...]:
    """Pair sentences across the links found so far: one to one, best sum of cosines first.

    All sentences compete, those of linked units with a head start for each other, so that a formula which stands in many
    provisions ("only in the cases set by law") stays where it was. Kept are the pairs between units that are not linked, of
    sentences that no linked unit explains, or that are far more like the other sentence than like anything there.

    Args:
        old, new: vectors of the units and the sentences of both editions.
        homes: (old unit index, new unit index) of the units linked so far.
    Returns:
        Pairs with their cosine, in new order; never a pair of units that are linked already.
    """
    scores = candidate_pairs([leaf.vector for leaf in old.leaves], [leaf.vector for leaf in new.leaves])
    units = {key: (old.leaves[key[0]].unit, new.leaves[key[1]].unit) for key in scores}
    movable = _movable(old, new, homes, scores, units)
    gains = {
        key: score - SENTENCE_SCORE + (OWN_PARTNER if units[key] in homes else 0.0)
        for key, score in scores.items()
        if units[key] in homes or key in movable
    }
    pairs = [
        (old.leaves[key[0]], new.leaves[key[1]], scores[key])
        for key in assign(gains).items()
        if units[key] not in homes
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].unit, pair[1].ref, pair[0].unit)))


def _movable(old: Edition, new: Edition, homes: frozenset[Key], scores: Scores, units: Mapping[Key, Key]) -> set[Key]:
    """Return the pairs of sentences between units that are not linked which may belong together all the same."""
    loose_old = _loose(old.leaves, new.vectors, _targets(homes))
    loose_new = _loose(new.leaves, old.vectors, _targets(_swap(homes)))
    at_home = _best_at_home({key: score for key, score in scores.items() if units[key] in homes})
    best = _best_units(scores, units)
    homed = ({row for row, _ in homes}, {column for _, column in homes})
    movable = set()
    for key, score in scores.items():
        if units[key] in homes or score * FORMULA_SHARE <= max(_elsewhere(best, key, units[key])):
            continue
        if score < HOMELESS_SCORE and (units[key][0] in homed[0]) != (units[key][1] in homed[1]):
            continue
        home = max(at_home[side].get(key[side], 0.0) for side in (0, 1))
        if (loose_old[key[0]] and loose_new[key[1]]) or score >= max(STRONG_SENTENCE, STRONG_LEAD + home):
            movable.add(key)
    return movable


_Best = tuple[float, int, float]
"""Of one sentence: the best cosine with another, the unit that is in, the best cosine with one of any other unit."""
_NONE: _Best = (0.0, -1, 0.0)


def _best_units(scores: Scores, units: Mapping[Key, Key]) -> tuple[dict[int, _Best], dict[int, _Best]]:
    """Return for the sentences of either side the two units they are most like."""
    best: tuple[dict[int, _Best], dict[int, _Best]] = ({}, {})
    for key, score in scores.items():
        for side, other in ((0, units[key][1]), (1, units[key][0])):
            first, unit, second = best[side].get(key[side], _NONE)
            if other == unit:
                best[side][key[side]] = (max(first, score), unit, second)
            elif score > first:
                best[side][key[side]] = (score, other, first)
            elif score > second:
                best[side][key[side]] = (first, unit, score)
    return best


def _elsewhere(best: tuple[dict[int, _Best], dict[int, _Best]], key: Key, unit: Key) -> tuple[float, float]:
    """Return the best cosine that each sentence of a pair has with a third unit."""
    old, new = best[0][key[0]], best[1][key[1]]
    return (old[2] if old[1] == unit[1] else old[0], new[2] if new[1] == unit[0] else new[0])


def _swap(homes: frozenset[Key]) -> frozenset[tuple[int, int]]:
    return frozenset((column, row) for row, column in homes)


def _targets(homes: frozenset[Key]) -> dict[int, list[int]]:
    targets: dict[int, list[int]] = {}
    for unit, target in sorted(homes):
        targets.setdefault(unit, []).append(target)
    return targets


def _loose(leaves: Sequence[Leaf], vectors: Sequence[Vector], targets: Mapping[int, Sequence[int]]) -> list[bool]:
    """Say of every sentence whether no unit that its own is linked with explains it."""
    return [
        all(containment(leaf.vector, vectors[target]) < EXPLAINED for target in targets.get(leaf.unit, ()))
        for leaf in leaves
    ]


def _best_at_home(scores: Scores) -> tuple[dict[int, float], dict[int, float]]:
    """Return for every sentence its best cosine with a sentence of a linked unit."""
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for key, score in scores.items():
        for side in (0, 1):
            best[side][key[side]] = max(score, best[side].get(key[side], 0.0))
    return best
