"""How alike two texts are by the rare words and word pairs they share: tf-idf and cosine over sparse vectors.

Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, chapter 6. Only pairs that share a rare
word are ever looked at, so that time and memory grow with the text and not with old × new.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from constitution_diff.align.terms import FUNCTION_MARK, GRAM_MARK

FUNCTION_WEIGHT = 0.15
"""What a function word counts beside a word of meaning with the same frequency."""
GRAM_WEIGHT = 0.3
PAIR_WEIGHT = 0.6
"""What a pair of neighbouring words counts beside a single one."""
MOST_HOLDERS, CANDIDATES = 600, 16
"""A text looks for candidates by its terms, rarest first, until it has looked at so many texts that hold one, and keeps so many
candidates. kz-1995/kz-2026 whole, Russian, Kazakh and English, 2026-11-22: 400 to 8,000 and 12 to 32 tried, the same links; 200
lose three in Kazakh."""
UNSEEN = 0.05
"""Share of a text's weight, that of its most common terms, by which no candidates are looked for. 0.02 to 0.15 tried on the same
texts, the same links; it halves the time; 0.2 loses two in Kazakh."""

Vector = Mapping[str, float]


class Weights(Struct, frozen=True):
    """What each term counts in one comparison."""

    factors: Mapping[str, float]
    """Inverse document frequency, times what its kind of term counts; a term that stands everywhere has almost none."""
    holders: Mapping[str, int]
    """How many units of both editions have it."""

    def weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Return the unit vector of a bag of terms; empty for an empty bag."""
        factor = self.factors.get
        weighted = {
            term: factor(term, 0.0) if count == 1 else (1.0 + math.log(count)) * factor(term, 0.0)
            for term, count in counts.items()
        }
        length = math.sqrt(math.fsum([value * value for value in weighted.values()]))
        return {term: value / length for term, value in weighted.items()} if length else {}


def weights_of(bags: Sequence[Mapping[str, float]]) -> Weights:
    """Return what each term counts, by how many units of both editions have it; a word with and without the mark of a function
    word is one."""
    holders: Counter[str] = Counter()
    for terms in bags:
        holders.update(terms.keys())
    frequency = dict(holders)
    for term in holders:
        if term.startswith(FUNCTION_MARK) and (bare := term[1:]) in holders:
            both = sum(1 for terms in bags if term in terms or bare in terms)
            frequency[term] = frequency[bare] = both
    total = 1 + len(bags)
    return Weights({term: math.log(total / (0.5 + count)) * _kind(term) for term, count in frequency.items()}, holders)


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, 0 to 1."""
    return min(1.0, math.fsum([one[term] * other[term] for term in one.keys() & other.keys()]))


def containment(part: Vector, whole: Vector) -> float:
    """Return the share of ``part``'s weight that stands on terms of ``whole``, 0 to 1."""
    total = math.fsum([value * value for value in part.values()])
    shared = math.fsum([part[term] ** 2 for term in part.keys() & whole.keys()])
    return shared / total if total else 0.0


def candidate_pairs(old: Sequence[Vector], new: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Return the cosine of every pair worth looking at, keyed by (index in old, index in new).

    Each text of either side looks at the texts of the other that share most of its rarest terms: the same pairs whichever
    side is called old, and a number of them that grows with the text.
    """
    indices = (_index(old), _index(new))
    frequency = Counter({term: len(holders) for term, (holders, _) in indices[0].items()})
    frequency.update({term: len(holders) for term, (holders, _) in indices[1].items()})
    pairs: set[tuple[int, int]] = set()
    for position, vector in enumerate(new):
        place = position * len(old) // len(new)
        pairs.update([(hit, position) for hit in _nearest(vector, place, indices[0], frequency)])
    for position, vector in enumerate(old):
        place = position * len(new) // len(old)
        pairs.update([(position, hit) for hit in _nearest(vector, place, indices[1], frequency)])
    return {pair: cosine(old[pair[0]], new[pair[1]]) for pair in sorted(pairs)}


Index = Mapping[str, tuple[list[int], list[float]]]
"""Of every term of meaning the texts that hold it, in order, and its weight in each."""


def _index(vectors: Sequence[Vector]) -> Index:
    index: dict[str, tuple[list[int], list[float]]] = {}
    for position, vector in enumerate(vectors):
        for term, value in vector.items():
            if term[0] not in (FUNCTION_MARK, GRAM_MARK):
                holders = index.get(term)
                if holders is None:
                    holders = index[term] = ([], [])
                holders[0].append(position)
                holders[1].append(value)
    return index


_NOWHERE: tuple[list[int], list[float]] = ([], [])


def _nearest(vector: Vector, place: int, index: Index, frequency: Mapping[str, int]) -> list[int]:
    """Return the indices of the texts that share most of the rarest terms of one that would stand at ``place`` among them."""
    rarest = sorted([(frequency[term], term) for term in vector if term in frequency])
    scores: dict[int, float] = {}
    looked_at = 0
    unseen = math.fsum([vector[term] ** 2 for _, term in rarest])
    enough = UNSEEN * unseen
    for count, term in rarest:
        holders, values = index.get(term, _NOWHERE)
        looked_at += len(holders)
        if looked_at > MOST_HOLDERS and count > 1 and scores:
            break
        if len(holders) > MOST_HOLDERS:
            # Of texts that are all alike, those near the same place: there is no other reason to prefer one.
            first = bisect_left(holders, place) - MOST_HOLDERS // 2
            first = min(max(0, first), len(holders) - MOST_HOLDERS)
            holders, values = holders[first : first + MOST_HOLDERS], values[first : first + MOST_HOLDERS]
        value = vector[term]
        get = scores.get
        for position, other in zip(holders, values, strict=True):
            scores[position] = get(position, 0.0) + value * other
        unseen -= value * value
        if unseen < enough and len(scores) >= CANDIDATES:
            break
    if len(scores) > CANDIDATES:
        least = sorted(scores.values())[-CANDIDATES]
        scores = {position: score for position, score in scores.items() if score >= least}
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
