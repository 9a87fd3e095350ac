"""The two editions as the aligner sees them, and the pairs it finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from constitution_diff.align.leaves import Leaf, Sentences, collect_leaves, spans_of
from constitution_diff.align.similarity import Vector, Weights, candidate_pairs, weights_of
from constitution_diff.align.terms import count_terms
from constitution_diff.align.units import Unit
from constitution_diff.languages import Language

Evidence = Literal["words", "context", "sentence", "phrase", "hand"]


class Pair(Struct, frozen=True):
    """One old and one new provision that belong together."""

    old: str
    """Old reference: a unit's, or a block's inside it."""
    new: str
    """New reference, likewise."""
    score: float
    """Cosine of the units or sentences the evidence rests on, 0 to 1; 1 when set by hand."""
    evidence: Evidence
    """By which step it was found."""


class Side(Struct, frozen=True):
    """One edition, prepared."""

    units: Sequence[Unit]
    """Units that have words."""
    vectors: Sequence[Vector]
    """Their terms, weighed."""
    sentences: Sentences
    """Their sentences."""


def prepare(old: Sequence[Unit], new: Sequence[Unit], language: Language) -> tuple[Side, Side, Weights]:
    """Weigh the words of both editions together."""
    leaves = (collect_leaves(old, language), collect_leaves(new, language))
    bags = [_count_units(own, len(units)) for units, own in zip((old, new), leaves, strict=True)]
    weights = weights_of([*bags[0], *bags[1]])
    first, second = (
        _side(units, own, counts, weights) for units, own, counts in zip((old, new), leaves, bags, strict=True)
    )
    return first, second, weights


def _count_units(leaves: Sequence[Leaf], units: int) -> list[Counter[str]]:
    """Return the terms of each unit with their counts: it has the words of its sentences, one after the other."""
    spans = spans_of(leaves, units)
    return [
        count_terms(
            chain.from_iterable([leaves[index].roots for index in span]),
            chain.from_iterable([leaves[index].grams for index in span]),
        )
        for span in spans
    ]


def _side(units: Sequence[Unit], leaves: Sequence[Leaf], bags: list[Counter[str]], weights: Weights) -> Side:
    vectors = []
    for position, terms in enumerate(bags):
        vectors.append(weights.weigh(terms))
        bags[position] = Counter()  # of a text a hundred times as long, the unweighed terms alone fill a computer
    return Side(units, vectors, Sentences(leaves, vectors, weights))


def score_units(old: Side, new: Side, weights: Weights) -> dict[tuple[int, int], float]:
    """Return the cosine of every pair of units worth looking at.

    Units with the same text are always among them, the first old with the first new one, the second with the second: a
    text against itself is unchanged also where it has a line a hundred times, or one without any word of meaning.
    """
    pairs = candidate_pairs(old.vectors, new.vectors, weights.order)
    return pairs | dict.fromkeys(_twins(old.units, new.units), 1.0)


def _twins(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(old):
        places[unit.text].append(row)
    waiting = {text: iter(rows) for text, rows in places.items()}
    pairs = ((next(waiting.get(unit.text, iter(())), None), column) for column, unit in enumerate(new))
    return [(row, column) for row, column in pairs if row is not None]
