"""What a phrase is to the other side of its link: an attribute, or words that other words stand for now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.phrases import Phrase, neighbours, only_rest
from constitution_diff.annotate.words import Names

REPLACED_RATIO = 4
"""A phrase so many times as long as what stood in its place says more than other words for the same."""


SAME_HEAD_RATIO = 2
"""The same for what only belongs to the same word: a list of things that it belongs to is no other word for one."""


def tell_attributes(phrases: tuple[Phrase, ...], others: Sequence[Clause], names: Names) -> tuple[Phrase, ...]:
    """Return phrases with those told to be attributes that the other side shows to be: "…, annual leave", "…, leave".

    Where the words around a phrase stand there with a comma or conjunction between them, the list has as many members.
    """
    told = []
    for phrase in phrases:
        place = neighbours(phrase, names)
        is_attribute = (
            phrase.is_item and not phrase.is_closed and any(_are_listed(place, clause, names) for clause in others)
        )
        told.append(replace(phrase, is_item=False) if is_attribute else phrase)
    return tuple(told)


def _are_listed(place: tuple[int | None, int | None], clause: Clause, names: Names) -> bool:
    words = clause.sentence.words
    matter = [index for index, light in enumerate(clause.is_light) if not light]
    joints = {hit.start for hit in clause.signs if hit.sign == "joint"}
    for before, after in pairwise(matter):
        if (names.number(words[before].norm), names.number(words[after].norm)) == place:
            between = clause.text[words[before].end : words[after].start]
            return "," in between or any(words[before].end <= start < words[after].start for start in joints)
    return False


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
    sides = [[(phrase, neighbours(phrase, names)) for phrase in phrases] for phrases in (gone, come)]
    marked = [
        tuple(
            _with_replaced(
                phrase,
                only_rest(phrase.clause, range(phrase.first, phrase.last + 1))
                or any(_stands_for(phrase, place, *other) for other in sides[1 - side])
                or (
                    not phrase.is_item
                    and _has_light_counterpart(phrase, place, clauses[side], clauses[1 - side], names)
                ),
            )
            for phrase, place in sides[side]
        )
        for side in (0, 1)
    ]
    return marked[0], marked[1]


def _with_replaced(phrase: Phrase, value: bool) -> Phrase:
    return phrase if phrase.replaced == value else replace(phrase, replaced=value)


def _has_light_counterpart(
    phrase: Phrase,
    place: tuple[int | None, int | None],
    here: Sequence[Clause],
    there: Sequence[Clause],
    names: Names,
) -> bool:
    """Return True when behind the same word a light word stands that is gone, such as "kept" for "in custody now"."""
    if not phrase.is_bound[0] or place[0] is None:
        return False
    stays = names.all_of(here)
    for clause in there:
        words = clause.sentence.words
        for index in range(len(words) - 1):
            if clause.is_light[index] or names.number(words[index].norm) != place[0]:
                continue
            end = index + 1
            while end < len(words) and clause.is_light[end] and clause.roots[end]:
                end += 1
            # A light word before a word of the matter only leads to it.
            last = end if end == len(words) or not clause.roots[end] else end - 1
            if any(names.number(word.norm) not in stays for word in words[index + 1 : last]):
                return True
    return False


def _stands_for(
    one: Phrase, place: tuple[int | None, int | None], other: Phrase, elsewhere: tuple[int | None, int | None]
) -> bool:
    shorter, longer = sorted((max(one.size, 1), max(other.size, 1)))
    # What belongs to a word may change sides: "bodies of national security", "special state bodies".
    sides = [*zip(place, elsewhere, strict=True), *(() if one.is_item else zip(place, elsewhere[::-1], strict=True))]
    is_place = any(here is not None and here == there for here, there in sides)
    if is_place and one.is_item == other.is_item and longer <= REPLACED_RATIO * shorter:
        return True
    heads = (
        [place[side] for side in (0, 1) if one.is_bound[side]],
        [elsewhere[side] for side in (0, 1) if other.is_bound[side]],
    )
    is_head = any(head is not None and head in heads[1] for head in heads[0])
    return is_head and longer <= SAME_HEAD_RATIO * shorter
