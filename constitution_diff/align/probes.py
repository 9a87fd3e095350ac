"""Texts whose cosine reaches what each of them needs, found by their rarest terms alone.

By Cauchy and Schwarz, what the terms not looked at add to a cosine is no more than their own length: where half of what a text
needs is left, the rarer terms must give the other half. Source: Bayardo, Ma, Srikant, Scaling up all pairs similarity search,
2007.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from msgspec import Struct

from constitution_diff.align.similarity import CANDIDATES, Index, Vector, add_up, best_scores, index_terms

LEFT = 0.7
"""Share of the cosine a text needs that may be left to the terms not looked at: with less, more terms are looked at; with more,
more texts are compared."""
_ROUNDING = 1e-9
"""More than floating-point sums of a text's weights can be off."""


MOST_LOOKS = 200
"""A text looks for others by the terms of its probe, rarest first, until it has looked at so many that hold one. 200 to 600 tried
on kz-1995/kz-2026 whole, Russian, Kazakh and English, 2026-11-23: the same links; with more, a hundred copies of a text take
longer than a hundred times as long."""


class Probe(Struct, frozen=True):
    """What one text is found by."""

    place: int
    """Its place among the texts of its side."""
    least: float
    """The cosine it needs."""
    terms: list[str]
    """Its rarest terms, rarest first."""
    weights: list[float]
    """What each of them weighs."""
    rest: float
    """Length of its other terms: half of what it needs or less."""


def make_probe(vector: Vector, place: int, least: float, order: Mapping[str, int]) -> Probe:
    """Return what a text, given as unit vector, is found by."""
    enough = (LEFT * least) ** 2
    unseen = 1.0
    terms: list[str] = []
    weights: list[float] = []
    for term in sorted(filter(order.__contains__, vector), key=order.__getitem__):
        if unseen <= enough:
            break
        value = vector[term]
        terms.append(term)
        weights.append(value)
        unseen -= value * value
    return Probe(place, least, terms, weights, math.sqrt(max(0.0, unseen)))


def index_probes(probes: Collection[Probe]) -> Index:
    """Return where each of the terms that texts are found by stands."""
    return index_terms((probe.place, zip(probe.terms, probe.weights, strict=True)) for probe in probes)


def find_mates(
    probe: Probe, place: int, index: Index, others: Mapping[int, Probe]
) -> tuple[list[tuple[float, int]], bool]:
    """Return which probes belong to texts that may have the cosine with one that both need; and whether these are all.

    They are not where so many texts share the rarest terms that they are cut short, as in `candidate_pairs`.

    Args:
        probe: of the one.
        place: where it would stand among the others.
        index, others: the probes of the other side, by their terms and by their places.
    Returns:
        The greatest cosine that each may have, and its place, greatest first.
    """
    scores, rest, is_all = _add_up(probe, place, index)
    least = probe.least - _ROUNDING
    # Whichever of two texts has more left, what both have shown must be this much.
    bar = min(least - rest, least * (1.0 - LEFT))
    hits = {
        position: most
        for position, score in scores.items()
        if score >= bar
        and (most := score + max(rest, (other := others[position]).rest)) >= least
        and most >= other.least - _ROUNDING
    }
    found = [(hits[position], position) for position in best_scores(hits)]
    return sorted(found, reverse=True), is_all and len(hits) <= CANDIDATES


def find_like(probe: Probe, place: int, index: Index) -> list[int]:
    """Return the places of the texts, indexed by all their terms, whose cosine with one may be what that needs."""
    scores, rest, _ = _add_up(probe, place, index)
    bar = probe.least - rest - _ROUNDING
    return best_scores({position: score for position, score in scores.items() if score >= bar})


def _add_up(probe: Probe, place: int, index: Index) -> tuple[dict[int, float], float, bool]:
    """Return what the probe's terms add to its cosine with each text, the length of those that were not looked at, and whether
    all of its texts were."""
    count = len(probe.terms)
    scores, done, is_all = add_up(probe.terms, probe.weights, place, index, MOST_LOOKS, count)
    if done == count:
        return scores, probe.rest, is_all
    unseen = math.fsum([other * other for other in probe.weights[done:]])
    return scores, math.sqrt(probe.rest * probe.rest + unseen), is_all
