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
MOST_HOLDERS, CANDIDATES = 4000, 16
"""A text looks for candidates by its terms, rarest first, until it has looked at so many texts that hold one, and keeps so many
candidates. kz-1995/kz-2026 whole, Russian and Kazakh, 2026-11-22: 2,000 to 8,000 and 8 to 32 tried, the same links."""

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
    """Return the cosine of every pair worth looking at, keyed by (index in old, index in new).

    Each text of either side looks at the texts of the other that share most of its rarest terms: the same pairs whichever
    side is called old, and a number of them that grows with the text.
    """
    indices = (_index(old), _index(new))
    frequency = Counter({term: len(holders) for term, holders in indices[0].items()})
    frequency.update({term: len(holders) for term, holders in indices[1].items()})
    pairs = {(hit, position) for position, vector in enumerate(new) for hit in _nearest(vector, indices[0], frequency)}
    pairs |= {(position, hit) for position, vector in enumerate(old) for hit in _nearest(vector, indices[1], frequency)}
    return {pair: cosine(old[pair[0]], new[pair[1]]) for pair in sorted(pairs)}


def _index(vectors: Sequence[Vector]) -> dict[str, list[tuple[int, float]]]:
    """Return for every term of meaning where it stands, with its weight there."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, vector in enumerate(vectors):
        for term, value in vector.items():
            if term[0] not in (FUNCTION_MARK, GRAM_MARK):
                index[term].append((position, value))
    return index


def _nearest(
    vector: Vector, index: Mapping[str, Sequence[tuple[int, float]]], frequency: Mapping[str, int]
) -> list[int]:
    """Return the indices of the texts that share most of the rarest terms of one, best first."""
    rarest = sorted((frequency[term], term) for term in vector if term in frequency)
    scores: dict[int, float] = {}
    looked_at = 0
    for count, term in rarest:
        holders = index.get(term, ())
        looked_at += len(holders)
        if looked_at > MOST_HOLDERS and count > 1 and scores:
            break
        value = vector[term]
        for position, other in holders:
            scores[position] = scores.get(position, 0.0) + value * other
    return sorted(scores, key=lambda position: (-scores[position], position))[:CANDIDATES]


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
