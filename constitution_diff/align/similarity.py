"""How alike two texts are by the rare words and word pairs they share: tf-idf and cosine over sparse vectors.

Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, chapter 6. Only pairs that share a rare
word are ever looked at, so that time and memory grow with the text and not with old × new.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from constitution_diff.align.terms import FUNCTION_MARK, GRAM_MARK

FUNCTION_WEIGHT = 0.15
"""What a function word counts beside a word of meaning with the same frequency."""
GRAM_WEIGHT = 0.3
PAIR_WEIGHT = 0.6
"""What a pair of neighbouring words counts beside a single one."""
CANDIDATES_PER_TERM = 64
"""A term that stands in more units than this on the other side opens no new candidate pair; it still counts in the
score."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequencies of one comparison."""

    idf: Mapping[str, float]
    """Per term; a term that stands everywhere has almost none."""

    def weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Return the unit vector of a bag of terms; empty for an empty bag."""
        weighted = {
            term: (1.0 + math.log(count)) * self.idf.get(term.lstrip(FUNCTION_MARK), 0.0) * _kind(term)
            for term, count in counts.items()
        }
        length = math.sqrt(math.fsum(value * value for value in weighted.values()))
        return {term: value / length for term, value in weighted.items()} if length else {}


def weights_of(bags: Iterable[Mapping[str, float]]) -> Weights:
    """Return the inverse document frequencies over all units of both editions."""
    frequency: Counter[str] = Counter()
    total = 0
    for terms in bags:
        frequency.update({term.lstrip(FUNCTION_MARK) for term in terms})
        total += 1
    return Weights({term: math.log((1 + total) / (0.5 + count)) for term, count in frequency.items()})


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return min(1.0, math.fsum(value * other[term] for term, value in one.items() if term in other))


def containment(part: Vector, whole: Vector) -> float:
    """Return the share of ``part``'s weight that stands on terms of ``whole``, 0 to 1."""
    total = math.fsum(value * value for value in part.values())
    shared = math.fsum(value * value for term, value in part.items() if term in whole)
    return shared / total if total else 0.0


def candidate_pairs(old: Sequence[Vector], new: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Return the cosine of every pair that shares a rare term, keyed by (index in old, index in new)."""
    index: dict[str, list[int]] = defaultdict(list)
    for position, vector in enumerate(old):
        for term in vector:
            if term[0] not in (FUNCTION_MARK, GRAM_MARK):
                index[term].append(position)
    pairs: dict[tuple[int, int], float] = {}
    for position, vector in enumerate(new):
        near: set[int] = set()
        for term in vector:
            hits = index.get(term, ())
            if len(hits) <= CANDIDATES_PER_TERM:
                near.update(hits)
        for hit in near:
            pairs[hit, position] = cosine(old[hit], vector)
    return pairs


def shared_terms(one: Vector, other: Vector, most: int = 4) -> tuple[str, ...]:
    """Return the shared terms that count most, heaviest first."""
    common = [
        (value * other[term], term)
        for term, value in one.items()
        if term in other and not term.startswith(FUNCTION_MARK)
    ]
    return tuple(term for _, term in sorted(common, key=lambda item: (-item[0], item[1]))[:most])


def _kind(term: str) -> float:
    if term.startswith(FUNCTION_MARK):
        return FUNCTION_WEIGHT
    if term.startswith(GRAM_MARK):
        return GRAM_WEIGHT
    return PAIR_WEIGHT if " " in term else 1.0
