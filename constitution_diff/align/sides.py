"""The two editions as the aligner sees them, and the pairs it finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from constitution_diff.align.leaves import Leaf, collect_leaves
from constitution_diff.align.similarity import Vector, Weights, candidate_pairs, weights_of
from constitution_diff.align.terms import bag
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
    leaves: Sequence[Leaf]
    """Their sentences."""


def prepare(old: Sequence[Unit], new: Sequence[Unit], language: Language) -> tuple[Side, Side, Weights]:
    """Weigh the words of both editions together."""
    bags = [[bag(unit.text, language) for unit in units] for units in (old, new)]
    weights = weights_of([*bags[0], *bags[1]])
    first, second = (_side(units, own, weights, language) for units, own in zip((old, new), bags, strict=True))
    return first, second, weights


def _side(units: Sequence[Unit], bags: list[Counter[str]], weights: Weights, language: Language) -> Side:
    vectors = []
    for position, terms in enumerate(bags):
        vectors.append(weights.weigh(terms))
        bags[position] = Counter()  # of a text a hundred times as long, the unweighed terms alone fill a computer
    return Side(units, vectors, collect_leaves(units, vectors, weights, language))


def score_units(old: Side, new: Side) -> dict[tuple[int, int], float]:
    """Return the cosine of every pair of units worth looking at.

    Units with the same text are always among them, the first old with the first new one, the second with the second: a
    text against itself is unchanged also where it has a line a hundred times, or one without any word of meaning.
    """
    return candidate_pairs(old.vectors, new.vectors) | dict.fromkeys(_twins(old.units, new.units), 1.0)


def _twins(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(old):
        places[unit.text].append(row)
    waiting = {text: iter(rows) for text, rows in places.items()}
    pairs = ((next(waiting.get(unit.text, iter(())), None), column) for column, unit in enumerate(new))
    return [(row, column) for row, column in pairs if row is not None]
