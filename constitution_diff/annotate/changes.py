"""What entered and what left inside a link: sentences put together by their matter, then words and markers compared.

Word order is no change: a word counts as gone when no form of it stands on the other side, and as come likewise. So a
marker that only moved within a provision makes no finding.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from constitution_diff.annotate.clauses import Clause, Hit
from constitution_diff.annotate.phrases import Phrase, phrases_of
from constitution_diff.annotate.replacing import mark_replaced, tell_attributes
from constitution_diff.annotate.words import Names

Surplus = Mapping[str, tuple[tuple[Clause, Hit], ...]]
NO_SURPLUS: Surplus = MappingProxyType({})
"""One for all groups: most have none."""


class Group(Struct, frozen=True, eq=False, gc=False):
    """Sentences of a link that say the same thing on both sides; one side is empty when the sentence is new or gone."""

    link: int
    """Index of the link in the comparison."""
    old: tuple[Clause, ...]
    """Old sentences, in order."""
    new: tuple[Clause, ...]
    """New sentences, in order."""
    gone: tuple[Phrase, ...] = ()
    """Old phrases that stand nowhere on the new side."""
    come: tuple[Phrase, ...] = ()
    """New phrases that stand nowhere on the old side."""
    left: Surplus = NO_SURPLUS
    """Family to its old hits beyond those that the new side has."""
    entered: Surplus = NO_SURPLUS
    """Family to its new hits beyond those that the old side has."""
    brought: tuple[tuple[Phrase, Clause], ...] = ()
    """New phrases that stand in an old sentence which became something else in the main, with that sentence."""


class Surroundings(Struct, frozen=True, gc=False):
    """What else is linked: words that stand there have only moved."""

    old: tuple[Clause, ...] = ()
    """Old sentences of the link."""
    new: tuple[Clause, ...] = ()
    """New sentences of the link."""
    old_elsewhere: tuple[Clause, ...] = ()
    """Old sentences of links that share a provision with this one."""
    old_words: frozenset[int] = frozenset()
    """Numbers of the words of the old sentences of the link."""
    stays_old: frozenset[int] = frozenset()
    """Numbers of all words that an old phrase may have gone to."""
    stays_new: frozenset[int] = frozenset()
    """Numbers of all words that a new phrase may have come from."""


MANY_SENTENCES = 100
"""Sentences of a link from which a sentence is compared with its own counterparts only."""


def surround(
    old: Sequence[Clause],
    new: Sequence[Clause],
    elsewhere: tuple[Sequence[Clause], Sequence[Clause]],
    names: Names,
) -> Surroundings:
    """Return what else is linked, for the groups of a link.

    Args:
        old, new: sentences of the link.
        elsewhere: old and new sentences of links that share a provision with it.
        names: numbers of the words of both editions.
    """
    old_words = names.all_of(old)
    return Surroundings(
        tuple(old) if len(old) < MANY_SENTENCES else (),
        tuple(new) if len(new) < MANY_SENTENCES else (),
        tuple(elsewhere[0]),
        old_words,
        names.all_of((*new, *elsewhere[1])),
        old_words | names.all_of(elsewhere[0]) if elsewhere[0] else old_words,
    )


def compare_group(link: int, old: Sequence[Clause], new: Sequence[Clause], around: Surroundings, names: Names) -> Group:
    """Return what went and came between the sentences of a group.

    Args:
        link: index of the link.
        old, new: the group's sentences.
        around: what else is linked.
        names: numbers of the words of both editions.
    """
    if len(old) == len(new) == 1 and old[0].sentence.norms == new[0].sentence.norms:
        return Group(link, tuple(old), tuple(new))
    left, entered = _marker_changes(old, new, names)
    gone = tell_attributes(phrases_of(old, around.stays_old, names), (*new, *around.new), names)
    come = tell_attributes(phrases_of(new, around.stays_new, names), (*old, *around.old), names)
    gone, come = mark_replaced(gone, come, (old, new), names)
    brought = [
        (phrase, home)
        for phrase in (phrases_of(new, around.old_words, names) if around.old_elsewhere and old else ())
        for home in _homes(phrase, around.old_elsewhere, names)
    ]
    return Group(link, tuple(old), tuple(new), gone, come, left, entered, tuple(brought))


def _homes(phrase: Phrase, clauses: Iterable[Clause], names: Names) -> list[Clause]:
    """Return the first sentence that has all matter words of a phrase."""
    numbers = names.every(phrase.clause)
    matter = {numbers[index] for index in phrase.matter}
    return [clause for clause in clauses if matter <= names.all_of((clause,))][:1]


def _marker_changes(old: Sequence[Clause], new: Sequence[Clause], names: Names) -> tuple[Surplus, Surplus]:
    families = [[name for clause in side for name in clause.families] for side in (old, new)]
    there = {*families[0], *families[1]}
    uneven = [name for name in there if families[0].count(name) != families[1].count(name)]
    if not uneven:
        return NO_SURPLUS, NO_SURPLUS
    surplus: tuple[dict[str, tuple[tuple[Clause, Hit], ...]], ...] = ({}, {})
    hits = [_by_family(side) for side in (old, new)]
    for name in sorted(uneven):
        counts = [len(side.get(name, ())) for side in hits]
        for number in (0, 1):
            if counts[number] > counts[1 - number]:
                surplus[number][name] = _without_kept(hits[number][name], hits[1 - number].get(name, []), names)
    return surplus[0] or NO_SURPLUS, surplus[1] or NO_SURPLUS


def _without_kept(
    own: Sequence[tuple[Clause, Hit]], others: Sequence[tuple[Clause, Hit]], names: Names
) -> tuple[tuple[Clause, Hit], ...]:
    """Return the hits of a family beyond those of the other side; those with words that it has too are the ones kept."""
    if not others:
        return tuple(own)
    there = {_words_of(clause, hit, names) for clause, hit in others}
    ordered = sorted(own, key=lambda one: _words_of(one[0], one[1], names) not in there)
    chosen = {id(hit) for _, hit in ordered[len(others) :]}
    return tuple(one for one in own if id(one[1]) in chosen)


def _words_of(clause: Clause, hit: Hit, names: Names) -> frozenset[int]:
    # A hit begins and ends with a word.
    first = bisect_left(clause.sentence.starts, hit.start)
    return frozenset(names.every(clause)[first : bisect_right(clause.sentence.ends, hit.end, first)])


def _by_family(clauses: Sequence[Clause]) -> dict[str, list[tuple[Clause, Hit]]]:
    """Return the hits by family."""
    found: dict[str, list[tuple[Clause, Hit]]] = {}
    for clause in clauses:
        for name, hit in zip(clause.families, clause.hits, strict=True):
            found.setdefault(name, []).append((clause, hit))
    return found
