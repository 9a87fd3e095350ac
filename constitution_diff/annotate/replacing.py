"""What a phrase is to the other side of its link: an attribute, or words that other words stand for now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from constitution_diff.annotate.clauses import LIGHT, SMALL, Clause
from constitution_diff.annotate.phrases import Neighbours, Phrase, neighbours, only_rest
from constitution_diff.annotate.words import Names

REPLACED_RATIO = 4
"""A phrase so many times as long as what stood in its place says more than other words for the same."""


SAME_HEAD_RATIO = 2
"""The same for what only belongs to the same word: a list of things that it belongs to is no other word for one."""


def tell_attributes(phrases: tuple[Phrase, ...], others: Sequence[Clause], names: Names) -> tuple[Phrase, ...]:
    """Return phrases with those told to be attributes that the other side shows to be: "…, annual leave", "…, leave".

    Where the words around a phrase stand there with a comma or conjunction between them, the list has as many members.
    """
    return tuple(
        [
            replace(phrase, is_item=False)
            if phrase.is_item and not phrase.is_closed and _is_listed(neighbours(phrase, names), others, names)
            else phrase
            for phrase in phrases
        ]
    )


def _is_listed(place: Neighbours, clauses: Iterable[Clause], names: Names) -> bool:
    """Return True when two words stand side by side in one of sentences, with a comma or conjunction between them."""
    before, after = place
    if before is None or after is None:
        return False
    return any(_are_listed(before, after, clause, names) for clause in clauses)


def _are_listed(first: int, second: int, clause: Clause, names: Names) -> bool:
    starts, ends, numbers = clause.sentence.starts, clause.sentence.ends, names.every(clause)
    if first not in numbers or second not in numbers:
        return False
    for before, after in pairwise(clause.matter):
        if numbers[before] == first and numbers[after] == second:
            between = clause.text[ends[before] : starts[after]]
            joints = clause.joints
            return "," in between or any(ends[before] <= start < starts[after] for start in joints)
    return False


_Sized = tuple[Phrase, Neighbours, int]
"""A phrase with its neighbours and its size, one for a phrase of small words."""


def mark_replaced(
    gone: tuple[Phrase, ...],
    come: tuple[Phrase, ...],
    clauses: tuple[Sequence[Clause], Sequence[Clause]],
    names: Names,
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Mark phrases that have the same neighbour on the other side where other words stand.

    Args:
        gone, come: phrases of the old and new sentences.
        clauses: the old and new sentences.
    """
    if not gone and not come:
        return gone, come
    sides: list[list[_Sized]] = [
        [(phrase, neighbours(phrase, names), max(phrase.size, 1)) for phrase in phrases] for phrases in (gone, come)
    ]
    marked = [
        tuple([_with_replaced(one[0], _is_replaced(one, sides[1 - side], here, there, names)) for one in sides[side]])
        for side, (here, there) in enumerate((clauses, clauses[::-1]))
    ]
    return marked[0], marked[1]


def _is_replaced(
    one: _Sized, others: Iterable[_Sized], here: Sequence[Clause], there: Sequence[Clause], names: Names
) -> bool:
    """Return True when other words stand in a phrase's place; ``others`` are the phrases of the other side."""
    phrase, place, _ = one
    return (
        only_rest(phrase.clause, range(phrase.first, phrase.last + 1))
        or any(_stands_for(one, other) for other in others if other[1][0] in place or other[1][1] in place)
        or (not phrase.is_item and _has_light_counterpart(phrase, place[0], here, there, names))
    )


def _with_replaced(phrase: Phrase, value: bool) -> Phrase:
    return phrase if phrase.replaced == value else replace(phrase, replaced=value)


def _has_light_counterpart(
    phrase: Phrase, before: int | None, here: Sequence[Clause], there: Sequence[Clause], names: Names
) -> bool:
    """Return True when behind the same word a light word stands that is gone, such as "kept" for "in custody now"."""
    if not phrase.is_bound[0] or before is None:
        return False
    for clause in there:
        numbers, weights = names.every(clause), clause.weights
        if before not in numbers:
            continue
        for index in clause.matter:
            if numbers[index] != before or index + 1 == len(numbers):
                continue
            end = index + 1
            while end < len(numbers) and weights[end] == LIGHT:
                end += 1
            # A light word before a word of the matter only leads to it.
            last = end if end == len(numbers) or weights[end] == SMALL else end - 1
            if not names.all_of(here).issuperset(numbers[index + 1 : last]):
                return True
    return False


def _stands_for(one: _Sized, other: _Sized) -> bool:
    (phrase, (before, after), size), (further, (previous, following), extent) = one, other
    shorter, longer = (size, extent) if size < extent else (extent, size)
    if phrase.is_item == further.is_item and longer <= REPLACED_RATIO * shorter:
        if (before is not None and before == previous) or (after is not None and after == following):
            return True
        # What belongs to a word may change sides: "bodies of national security", "special state bodies".
        if not phrase.is_item and (
            (before is not None and before == following) or (after is not None and after == previous)
        ):
            return True
    heads = [here for here, is_bound in zip((before, after), phrase.is_bound, strict=True) if is_bound]
    others = [there for there, is_bound in zip((previous, following), further.is_bound, strict=True) if is_bound]
    is_head = any(head is not None and head in others for head in heads)
    return is_head and longer <= SAME_HEAD_RATIO * shorter
