"""How alike two texts are by the rare words and word pairs they share: tf-idf and cosine over sparse vectors.

Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, chapter 6. Only pairs that share a rare
word are ever looked at, so that time and memory grow with the text and not with old × new.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import contains, mul, sub

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

_MARKED_WEIGHT = {FUNCTION_MARK: FUNCTION_WEIGHT, GRAM_MARK: GRAM_WEIGHT}

Vector = Mapping[str, float]


class Weights(Struct, frozen=True):
    """What each term counts in one comparison."""

    factors: Mapping[str, float]
    """Inverse document frequency, times what its kind of term counts; a term that stands everywhere has almost none."""
    holders: Mapping[str, int]
    """How many units of both editions have it."""
    order: Mapping[str, int]
    """The place of each term of meaning among them all, rarest first: what texts are looked for by."""

    def weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Return the unit vector of a bag of terms; empty for an empty bag."""
        values = [*map(self.factors.get, counts, repeat(0.0))]
        if len(counts) < sum(counts.values()):
            values = [
                value if count == 1 else (1.0 + math.log(count)) * value
                for value, count in zip(values, counts.values(), strict=True)
            ]
        length = math.sqrt(math.fsum(map(mul, values, values)))
        return dict(zip(counts, [value / length for value in values], strict=True)) if length else {}


def weights_of(bags: Sequence[Mapping[str, float]]) -> Weights:
    """Return what each term counts, by how many units of both editions have it; a word with and without the mark of a function
    word is one."""
    holders = Counter(chain.from_iterable(bags))
    frequency = dict(holders)
    for term in holders:
        if term[0] == FUNCTION_MARK and (bare := term[1:]) in holders:
            marked = compress(bags, map(contains, bags, repeat(term)))
            both = sum(map(contains, marked, repeat(bare)))
            frequency[term] = frequency[bare] = holders[term] + holders[bare] - both
    total = 1 + len(bags)
    rarity = {count: math.log(total / (0.5 + count)) for count in {*frequency.values()}}
    factors = {
        term: rarity[count] * (PAIR_WEIGHT if " " in term else _MARKED_WEIGHT.get(term[0], 1.0))
        for term, count in frequency.items()
    }
    return Weights(factors, holders, _rarest_first(holders))


def _rarest_first(holders: Mapping[str, int]) -> dict[str, int]:
    terms = [term for term in holders if term[0] not in _MARKED_WEIGHT]
    # What stands in one text alone is never shared: the order of those terms is of no account, and they are most.
    alone = [term for term in terms if holders[term] == 1]
    shared = sorted([term for term in terms if holders[term] > 1])
    shared.sort(key=holders.__getitem__)
    return {term: place for place, term in enumerate(chain(alone, shared))}


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    # Twice as fast as over the terms that both have, gathered in a set first; `fsum` rounds once, whatever the order.
    total = math.fsum([one[term] * other[term] for term in filter(other.__contains__, one)])
    return total if total < 1.0 else 1.0


def containment(part: Vector, whole: Vector) -> float:
    """Return the share of ``part``'s weight that stands on terms of ``whole``, 0 to 1."""
    total = math.fsum([value * value for value in part.values()])
    shared = math.fsum([part[term] ** 2 for term in filter(whole.__contains__, part)])
    return shared / total if total else 0.0


def candidate_pairs(
    old: Sequence[Vector], new: Sequence[Vector], order: Mapping[str, int]
) -> dict[tuple[int, int], float]:
    """Return the cosine of every pair worth looking at, keyed by (index in old, index in new), in order.

    Each text of either side looks at the texts of the other that share most of its rarest terms: the same pairs whichever
    side is called old, and a number of them that grows with the text.

    Args:
        old, new: the texts as unit vectors.
        order: of each term of meaning its place among them all, rarest first.
    """
    # What stands on one side alone finds nothing on the other.
    terms = order.keys() & set().union(*old) & set().union(*new)
    indices = (index_texts(old, terms), index_texts(new, terms))
    partners: list[set[int]] = [set() for _ in old]
    for position, vector in enumerate(new):
        for hit in _nearest(vector, position * len(old) // len(new), indices[0], order):
            partners[hit].add(position)
    pairs = {}
    for position, vector in enumerate(old):
        found = partners[position]
        found.update(_nearest(vector, position * len(new) // len(old), indices[1], order))
        for hit in sorted(found):
            pairs[position, hit] = cosine(vector, new[hit])
    return pairs


Index = Mapping[str, tuple[list[int], list[float]]]
"""Of every term of meaning the texts that hold it, in order, and its weight in each."""


def index_texts(vectors: Iterable[Vector], terms: Container[str]) -> Index:
    """Return where each of these terms stands."""
    held = ((position, vector, [*filter(terms.__contains__, vector)]) for position, vector in enumerate(vectors))
    return index_terms(
        (position, zip(kept, map(vector.__getitem__, kept), strict=True)) for position, vector, kept in held
    )


def index_terms(texts: Iterable[tuple[int, Iterable[tuple[str, float]]]]) -> Index:
    """Return where each term stands: of every text its place, and its terms with their weights."""
    index: dict[str, tuple[list[int], list[float]]] = {}
    for position, terms in texts:
        for term, value in terms:
            holders = index.get(term)
            if holders is None:
                index[term] = ([position], [value])
            else:
                holders[0].append(position)
                holders[1].append(value)
    return index


def _nearest(vector: Vector, place: int, index: Index, order: Mapping[str, int]) -> list[int]:
    """Return the indices of the texts that share most of the rarest terms of one that would stand at ``place`` among them."""
    rarest = sorted(filter(order.__contains__, vector), key=order.__getitem__)
    weights = [*map(vector.__getitem__, rarest)]
    squares = [*map(mul, weights, weights)]
    total = math.fsum(squares)
    unseen = accumulate(squares, sub, initial=total)
    # The first of these sums is that of a text of which nothing was looked at.
    enough = next((number for number, left in enumerate(unseen, -1) if left < UNSEEN * total), len(rarest))
    return best_scores(add_up(rarest, weights, place, index, MOST_HOLDERS, enough)[0])


def add_up(
    terms: Sequence[str], weights: Sequence[float], place: int, index: Index, most: int, enough: int
) -> tuple[dict[int, float], int, bool]:
    """Return what terms add to the cosine of one text with those that hold them.

    Args:
        terms, weights: of the one, in the order in which they are looked for.
        place: where it would stand among the others.
        index: the terms of the others.
        most: looks at a text that holds a term, above which no further term is looked for.
        enough: number of the term from which on no further one is looked for when there are candidates enough.
    Returns:
        The sums by text, the number of terms that were looked for, and whether all of their holders were looked at.
    """
    scores: dict[int, float] = {}
    get = scores.get
    looked_at = 0
    for number, (term, value) in enumerate(zip(terms, weights, strict=True)):
        if term not in index:
            continue
        holders, values = index[term]
        looked_at += len(holders)
        if looked_at > most:
            if scores:
                return scores, number, False
            holders, values = holders_near(place, holders, values, most)
        for position, other in zip(holders, values, strict=True):
            scores[position] = get(position, 0.0) + value * other
        if number >= enough and len(scores) >= CANDIDATES:
            break
    return scores, len(terms), looked_at <= most


def holders_near(place: int, holders: list[int], values: list[float], most: int) -> tuple[list[int], list[float]]:
    """Return so many of the holders of a term as are looked at."""
    if len(holders) <= most:
        return holders, values
    # Of texts that are all alike, those near the same place: there is no other reason to prefer one.
    first = bisect_left(holders, place) - most // 2
    first = min(max(0, first), len(holders) - most)
    return holders[first : first + most], values[first : first + most]


def best_scores(scores: Mapping[int, float]) -> list[int]:
    """Return as many texts as are compared, those with the best scores."""
    if len(scores) <= CANDIDATES:
        return list(scores)
    least = sorted(scores.values())[-CANDIDATES]
    best = [position for position, score in scores.items() if score >= least]
    if len(best) > CANDIDATES:  # some are as good as the last that is taken
        best.sort(key=lambda position: (-scores[position], position))
    return best[:CANDIDATES]


def shared_terms(one: Vector, other: Vector, most: int = 4) -> tuple[str, ...]:
    """Return the shared terms that count most, heaviest first."""
    # By the greatest product, then by the term.
    common = sorted(
        [(-one[term] * other[term], term) for term in filter(other.__contains__, one) if term[0] != FUNCTION_MARK]
    )
    return tuple([term for _, term in common[:most]])
