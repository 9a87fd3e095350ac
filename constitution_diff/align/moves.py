"""Who moved: a provision whose part is not the one its part became, or that left the common order within it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from constitution_diff.model import Moved


class Place(Struct, frozen=True):
    """Where one link's two ends stand."""

    old_part: str
    """Part of the first old provision."""
    new_part: str
    """Part of the first new provision."""
    old_position: int
    """Place of the first old provision in its document."""
    new_position: int
    """Place of the first new provision in its document."""
    words: int
    """Size of the link: what is small moved past what is large."""
    tie: int = 0
    """A number that depends on the link's texts alone: it decides between runs with as many words, in either direction alike."""


def find_moves(places: Sequence[Place]) -> tuple[Moved | None, ...]:
    """Say of every link whether it moved; same length and order.

    A link moved to another part when its new part is not what most words of its old part became, and its old part not
    what most words of its new part were. Of the others, those that stay are the heaviest run in which both orders
    agree; the rest moved within their part. Numbers play no role.
    """
    part_moves = _other_part(places)
    moved: list[Moved | None] = ["other_part" if flag else None for flag in part_moves]
    staying = [index for index, flag in enumerate(part_moves) if not flag]
    kept = set(_heaviest_run([places[index] for index in staying]))
    for rank, index in enumerate(staying):
        if rank not in kept:
            moved[index] = "within_part"
    return tuple(moved)


def _other_part(places: Sequence[Place]) -> list[bool]:
    words: Counter[tuple[str, str]] = Counter()
    for place in places:
        words[place.old_part, place.new_part] += place.words
    became: dict[str, str] = {}
    was: dict[str, str] = {}
    for (old_part, new_part), _ in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        became.setdefault(old_part, new_part)
        was.setdefault(new_part, old_part)
    return [became[place.old_part] != place.new_part and was[place.new_part] != place.old_part for place in places]


def _heaviest_run(places: Sequence[Place]) -> list[int]:
    """Return the indices of the heaviest run, in new order, whose old positions rise."""
    order = sorted(range(len(places)), key=lambda index: (places[index].new_position, places[index].old_position))
    # The best runs so far by their last old position: positions rise, weights rise.
    ends: list[int] = []
    weights: list[tuple[int, int]] = []
    holders: list[int] = []
    before: dict[int, int | None] = {}
    for index in order:
        position = places[index].old_position
        slot = bisect_right(ends, position)
        before[index] = holders[slot - 1] if slot else None
        words, tie = weights[slot - 1] if slot else (0, 0)
        weight = (words + max(1, places[index].words), tie + places[index].tie)
        while slot < len(ends) and weights[slot] <= weight:
            del ends[slot], weights[slot], holders[slot]
        ends.insert(slot, position)
        weights.insert(slot, weight)
        holders.insert(slot, index)
    run: list[int] = []
    current: int | None = holders[-1] if holders else None
    while current is not None:
        run.append(current)
        current = before[current]
    return run[::-1]
