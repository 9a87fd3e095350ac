"""Provisions without words, mostly repealed ones of which only the number is left: nothing but their place can link them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from constitution_diff.align.units import Unit

Pair = tuple[str, str]


def pair_wordless(old: Sequence[Unit], new: Sequence[Unit], linked: Collection[Pair]) -> tuple[Pair, ...]:
    """Pair the units without words that stand alike beside linked units, and the rest that have the same reference.

    Args:
        old, new: all units of both editions, in order.
        linked: pairs of references that are linked already.
    Returns:
        Pairs of references, each reference at most once; only units of the same status.
    """
    status = [{unit.ref: unit.status for unit in units if not unit.text} for units in (old, new)]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in [*_beside(old, new, linked), *((ref, ref) for ref in status[0])]:
        if one not in pairs and other not in taken and other in status[1] and status[0][one] == status[1][other]:
            pairs[one] = other
            taken.add(other)
    return tuple(pairs.items())


def _beside(old: Sequence[Unit], new: Sequence[Unit], linked: Collection[Pair]) -> Iterable[Pair]:
    """Yield the wordless units that stand as many places after, or before, two units that are linked."""
    for step in (1, -1):
        first, second = _places(old[::step]), _places(new[::step])
        for one, other in sorted(linked):
            distance = 1
            while (one, distance) in first and (other, distance) in second:
                yield first[one, distance], second[other, distance]
                distance += 1


def _places(units: Sequence[Unit]) -> dict[tuple[str, int], str]:
    """Return wordless units by the unit with words before them, and how far from it; a paragraph stays in its article."""
    places: dict[tuple[str, int], str] = {}
    last: Unit | None = None
    distance = 0
    for unit in units:
        if unit.text:
            last, distance = unit, 0
        elif last is not None and unit.article in (unit.ref, last.article):
            distance += 1
            places[last.ref, distance] = unit.ref
    return places
