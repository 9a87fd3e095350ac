"""Renamings: words that changed the same way throughout. They are one finding with all its places, and no change elsewhere.

Most come from the word diff of the two whole texts (`Comparison.renamings`); besides, a word that comes or goes beside the same
neighbour in several links is one, such as "foundations" before "constitutional order".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.phrases import Phrase, make_phrase, mark_replaced, neighbours
from constitution_diff.annotate.words import Names
from constitution_diff.model import Comparison, RenamingPlace
from constitution_diff.observations import Evidence, Side

SYSTEMATIC_LINKS = 3
"""A word that comes beside the same neighbour in so many links is a renaming (Kazakhstan 1995/2026, Part II: 2 would take two
lists that both gained an item, 5 would miss two of four renamings)."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """Words that changed the same way in several links."""

    old: tuple[Evidence, ...]
    """Places where words went."""
    new: tuple[Evidence, ...]
    """Places where words came."""
    links: tuple[int, ...]
    """Indices of the links concerned."""
    is_holder: bool = False
    """True when the words say who is meant: "everyone" became "every human being"."""


Spots = dict[tuple[Side, str], list[tuple[int, int]]]


def take_renamings(
    comparison: Comparison, groups: Sequence[Group], names: Names
) -> tuple[tuple[Group, ...], tuple[Renaming, ...]]:
    """Return the groups without the words of renamings in their phrases, and the renamings, most frequent first."""
    known = [one for one in (_of_texts(renaming.places, groups) for renaming in comparison.renamings) if one.links]
    spots: Spots = defaultdict(list)
    for renaming in known:
        for words in (*renaming.old, *renaming.new):
            spots[words.side, words.ref].append((words.start, words.end))
    groups = [_clean(group, names, lambda clause, index: _is_spot(clause, index, spots)) for group in groups]
    systematic = _systematic(groups, names)
    cleaned = tuple(_clean(group, names, lambda clause, index: (id(clause), index) in systematic) for group in groups)
    every = _join(known, _word_renamings(groups, systematic, names), names)
    return cleaned, tuple(sorted(every, key=lambda one: (-len(one.links), one.links)))


def _join(known: Sequence[Renaming], further: Sequence[Renaming], names: Names) -> list[Renaming]:
    """Return renamings with the further places of a known one ("Kazakhstan" after "Republic") put to it."""
    joined = list(known)
    for one in further:
        words = _words_of((*one.new, *one.old), names)
        home = next((number for number, other in enumerate(joined) if words <= _words_of(other.new, names)), None)
        if home is None:
            joined.append(one)
        else:
            other = joined[home]
            links = tuple(sorted({*other.links, *one.links}))
            joined[home] = replace(other, old=(*other.old, *one.old), new=(*other.new, *one.new), links=links)
    return joined


def _words_of(places: Iterable[Evidence], names: Names) -> set[int]:
    return {names.number(word.casefold()) for place in places for word in place.words.split()}


def _of_texts(places: Iterable[RenamingPlace], groups: Sequence[Group]) -> Renaming:
    """Return a renaming of the whole texts with its places in the links compared."""
    clauses = {(clause.side, clause.ref): clause for group in groups for clause in (*group.old, *group.new)}
    by_ref = {
        (side, clause.ref): group.link
        for group in groups
        for side, clauses_of in (("old", group.old), ("new", group.new))
        for clause in clauses_of
    }
    old: list[Evidence] = []
    new: list[Evidence] = []
    links: set[int] = set()
    for place in places:
        if ("old", place.old_ref) not in by_ref or ("new", place.new_ref) not in by_ref:
            continue
        links.add(by_ref["new", place.new_ref])
        old.append(clauses["old", place.old_ref].quote(*place.old))
        new.append(clauses["new", place.new_ref].quote(*place.new))
    return Renaming(tuple(old), tuple(new), tuple(sorted(links)), any(_says_everyone(one, groups) for one in old[:1]))


def _says_everyone(words: Evidence, groups: Sequence[Group]) -> bool:
    return any(
        hit.marker == "h-everyone" and words.start <= hit.start and hit.end <= words.end
        for group in groups
        for clause in group.old
        if clause.ref == words.ref
        for hit in clause.markers
    )


def _is_spot(clause: Clause, index: int, spots: Spots) -> bool:
    word = clause.sentence.words[index]
    return any(start <= word.start and word.end <= end for start, end in spots.get((clause.side, clause.ref), ()))


def _systematic(groups: Sequence[Group], names: Names) -> set[tuple[int, int]]:
    """Return the words, as sentence and index, that come or go beside one neighbour in several links."""
    places: dict[tuple[str, int, int], dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for phrase in (*group.gone, *group.come):
            for index in _matter(phrase):
                number = names.number(phrase.clause.sentence.words[index].norm)
                one = replace(phrase, first=index, last=index)
                for neighbour in neighbours(one, names, light_too=True):
                    if neighbour is not None:
                        places[phrase.clause.side, number, neighbour][group.link].append((id(phrase.clause), index))
    return {
        spot
        for links in places.values()
        if len(links) >= SYSTEMATIC_LINKS
        for found in links.values()
        for spot in found
    }


def _matter(phrase: Phrase) -> list[int]:
    return [index for index in range(phrase.first, phrase.last + 1) if not phrase.clause.is_light[index]]


def _clean(group: Group, names: Names, is_taken: Callable[[Clause, int], bool]) -> Group:
    """Return a group whose phrases are cut at the words taken."""
    gone, come = mark_replaced(_without(group.gone, is_taken), _without(group.come, is_taken), names)
    return replace(group, gone=gone, come=come)


def _without(phrases: Sequence[Phrase], is_taken: Callable[[Clause, int], bool]) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    for phrase in phrases:
        matter = _matter(phrase)
        if not any(is_taken(phrase.clause, index) for index in matter):
            kept.append(phrase)
            continue
        run: list[int] = []
        for index in [*matter, -1]:
            if index >= 0 and not is_taken(phrase.clause, index):
                run.append(index)
            elif run:
                kept.append(make_phrase(phrase.clause, run))
                run = []
    return tuple(kept)


def _word_renamings(groups: Sequence[Group], taken: set[tuple[int, int]], names: Names) -> list[Renaming]:
    """Return one renaming for each last word of the stretches taken out."""
    found: dict[tuple[str, int], list[tuple[Evidence, int]]] = defaultdict(list)
    for group in groups:
        for phrase in (*group.gone, *group.come):
            words = phrase.clause.sentence.words
            run: list[int] = []
            for index in [*[one for one in _matter(phrase) if (id(phrase.clause), one) in taken], -1]:
                if run and index != run[-1] + 1:
                    quote = phrase.clause.quote(words[run[0]].start, words[run[-1]].end)
                    found[phrase.clause.side, names.number(words[run[-1]].norm)].append((quote, group.link))
                    run = []
                run.append(index)
    return [
        Renaming(
            tuple(quote for quote, _ in spots) if side == "old" else (),
            tuple(quote for quote, _ in spots) if side == "new" else (),
            tuple(sorted({link for _, link in spots})),
        )
        for (side, _), spots in found.items()
        if len({link for _, link in spots}) >= SYSTEMATIC_LINKS
    ]
