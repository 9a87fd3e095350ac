"""Rare phrases that went elsewhere: a limb of one provision that joined another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from constitution_diff.align.sides import Pair, Side
from constitution_diff.align.similarity import Vector, Weights
from constitution_diff.align.terms import FUNCTION_MARK, GRAM_MARK

PHRASE_SHARE = 0.25
"""Share of what a linked pair leaves unexplained that a leftover phrase must make up on one side; and `PHRASE_WEIGHT` of
the unit's whole weight on both. Tried 0.15 to 0.4 on kz-1995/kz-2026 whole, Russian, 2026-11-22: one pair,
18.1 -> 20.1, which is right."""
PHRASE_WEIGHT = 0.03
RARE_WORD, RARE_COUNT, RARE_MOST = 0.025, 12, 24
"""A word is rare when it stands in at most this share of all units, or in at most `RARE_COUNT` of them, and never in more than
`RARE_MOST`: in a text a hundred times as long a rare word is rare all the same."""


def find_phrase_pairs(
    old: Side,
    new: Side,
    scores: Mapping[tuple[int, int], float],
    matched: Mapping[int, int],
    terms: Weights,
) -> list[Pair]:
    """Return pairs of linked units between which a rare phrase moved that neither's own partner explains.

    A phrase goes to one place: where several units are left with it, the pair in which it weighs more has it.
    """
    back = {column: row for row, column in matched.items()}
    left_old = {row: _leftover(old.vectors[row], new.vectors[column]) for row, column in matched.items()}
    left_new = {column: _leftover(new.vectors[column], old.vectors[row]) for column, row in back.items()}
    found: list[tuple[float, int, int, list[str]]] = []
    for (row, column), phrases in _shared_phrases(
        left_old, left_new, _rare_pairs(terms.holders, len(old.vectors) + len(new.vectors))
    ).items():
        if matched[row] == column:
            continue
        shared = left_old[row].keys() & left_new[column].keys()
        weights = [_weight(left, shared) for left in (left_old[row], left_new[column])]
        totals = [_weight(left, left.keys()) for left in (left_old[row], left_new[column])]
        shares = [weight / total for weight, total in zip(weights, totals, strict=True)]
        if min(weights) >= PHRASE_WEIGHT and max(shares) >= PHRASE_SHARE:
            found.append((weights[0] * weights[1], row, column, phrases))
    return [
        Pair(old.units[row].ref, new.units[column].ref, scores.get((row, column), 0.0), "phrase")
        for row, column in _claim_phrases(found)
    ]


def _shared_phrases(
    left_old: Mapping[int, Vector], left_new: Mapping[int, Vector], is_rare: Callable[[str], bool]
) -> dict[tuple[int, int], list[str]]:
    """Return the pairs of units that are left with the same rare phrase, and those phrases."""
    in_both: set[str] = set().union(*left_old.values()) & set().union(*left_new.values())
    phrases = set(filter(is_rare, in_both))
    holders: dict[str, list[int]] = defaultdict(list)
    for row, left in left_old.items():
        for term in phrases & left.keys():
            holders[term].append(row)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for column, left in left_new.items():
        for term in phrases & left.keys():
            for row in holders[term]:
                shared[row, column].append(term)
    return {key: sorted(terms) for key, terms in sorted(shared.items())}


def _rare_pairs(holders: Mapping[str, int], units: int) -> Callable[[str], bool]:
    """Return the test for a pair of neighbouring words that are both rare."""
    limit = min(max(RARE_COUNT, RARE_WORD * units), RARE_MOST)
    return lambda term: " " in term and all(holders[word] <= limit for word in term.split())


def _claim_phrases(found: list[tuple[float, int, int, list[str]]]) -> list[tuple[int, int]]:
    """Give each phrase of a unit to the best pair that has it."""
    taken: set[tuple[int, int, str]] = set()
    chosen = []
    for _, row, column, phrases in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        free = [term for term in phrases if (0, row, term) not in taken and (1, column, term) not in taken]
        if free:
            chosen.append((row, column))
            taken.update(key for term in phrases for key in ((0, row, term), (1, column, term)))
    return chosen


def _leftover(vector: Vector, partner: Vector) -> dict[str, float]:
    terms = vector.keys() - partner.keys()
    return {term: vector[term] for term in terms if term[0] not in (FUNCTION_MARK, GRAM_MARK)}


def _weight(vector: Mapping[str, float], terms: Iterable[str]) -> float:
    return math.fsum([vector[term] ** 2 for term in terms])
