"""The sentences of units: what a split, a merge or a move of part of a paragraph is seen by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

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


FORMULA_SHARE = 0.85
"""A sentence that is this much as like one of a third provision is a formula, and says nothing about where it came from.
0.75 to 0.95 tried on kz-1995/kz-2026 whole, Russian and Kazakh, 2026-11-22: the same links in Part II; on invented texts
in which one paragraph of ten ends with a formula, deleting an article makes half as many false links."""

Key = tuple[int, int]
Scores = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Leaf:
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


def collect_leaves(units: Sequence[Unit], weights: Weights, language: Language) -> tuple[Leaf, ...]:
    """Return the sentences of all units, in order."""
    leaves: list[Leaf] = []
    for index, unit in enumerate(units):
        for block in (unit, *unit.inside):
            for sentence in split_sentences(block.own):
                leaves.append(Leaf(index, block.ref, weights.weigh(bag(sentence, language))))
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
    elsewhere = _best_elsewhere(scores, units)
    movable = set()
    for key, score in scores.items():
        if units[key] in homes or score * FORMULA_SHARE <= max(elsewhere(side, key) for side in (0, 1)):
            continue
        home = max(at_home[side].get(key[side], 0.0) for side in (0, 1))
        if (loose_old[key[0]] and loose_new[key[1]]) or score >= max(STRONG_SENTENCE, STRONG_LEAD + home):
            movable.add(key)
    return movable


def _best_elsewhere(scores: Scores, units: Mapping[Key, Key]) -> Callable[[int, Key], float]:
    """Return a function for the best cosine that one sentence of a pair has with a third unit."""
    best: dict[tuple[int, int], dict[int, float]] = {}
    for key, score in scores.items():
        for side in (0, 1):
            by_unit = best.setdefault((side, key[side]), {})
            other = units[key][1 - side]
            by_unit[other] = max(score, by_unit.get(other, 0.0))

    def elsewhere(side: int, key: Key) -> float:
        partner = units[key][1 - side]
        return max((score for unit, score in best[side, key[side]].items() if unit != partner), default=0.0)

    return elsewhere


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
