"""Renamings: words that changed the same way throughout. They are one finding with all its places, and no change elsewhere.

Most come from the word diff of the two whole texts (`Comparison.renamings`); besides, a word that comes or goes beside the same
neighbour in several links is one, such as "foundations" before "constitutional order".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.phrases import Phrase, make_phrase, neighbours, words_beside
from constitution_diff.annotate.replacing import mark_replaced
from constitution_diff.annotate.words import Names
from constitution_diff.model import Comparison, RenamingPlace
from constitution_diff.model import Renaming as TextRenaming
from constitution_diff.observations import Evidence, Side

SYSTEMATIC_LINKS = 3
"""A word that comes beside the same neighbour in so many links is a renaming (Kazakhstan 1995/2026, Part II: 2 would take two
lists that both gained an item, 5 would miss two of four renamings)."""


class Renaming(Struct, frozen=True, gc=False):
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


def take_renamings(comparison: Comparison, groups: list[Group], names: Names) -> tuple[Renaming, ...]:
    """Take the words of renamings out of the phrases of groups, and return the renamings, most frequent first.

    Args:
        comparison: the links, with the renamings of the whole texts.
        groups: in order of links; one with such words gives way, in its place, to one without them.
        names: numbers of the words of both editions.
    """
    homes = _homes(groups, comparison.renamings)
    known = [one for one in (_of_texts(renaming.places, homes) for renaming in comparison.renamings) if one.links]
    spots: Spots = defaultdict(list)
    for renaming in known:
        for words in (*renaming.old, *renaming.new):
            spots[words.side, words.ref].append((words.start, words.end))
    changed = _cut_all(groups, _words_in(spots, homes))
    terms = _terms(known, names)
    systematic = _systematic(groups, names, terms)
    further = _word_renamings(groups, systematic, names)
    changed |= _cut_all(groups, systematic)
    for place, group in enumerate(groups):
        groups[place] = _clean_whole(_marked(group, names) if place in changed else group, names, terms)
    return tuple(sorted(_join(known, further, names), key=lambda one: (-len(one.links), one.links)))


def _join(known: Sequence[Renaming], further: Sequence[Renaming], names: Names) -> list[Renaming]:
    """Return renamings with the further places of a known one ("Kazakhstan" after "Republic") put to it."""
    joined = list(known)
    terms = [_words_of(one.new, names) for one in known]
    for one in further:
        words = _words_of((*one.new, *one.old), names)
        home = next((number for number, term in enumerate(terms) if words <= term), None)
        if home is None:
            joined.append(one)
            terms.append(_words_of(one.new, names))
        else:
            terms[home] |= _words_of(one.new, names)
            other = joined[home]
            links = tuple(sorted({*other.links, *one.links}))
            joined[home] = replace(other, old=(*other.old, *one.old), new=(*other.new, *one.new), links=links)
    return joined


def _words_of(places: Iterable[Evidence], names: Names) -> set[int]:
    printed = {place.words for place in places}
    return {names.number(word.casefold()) for words in sorted(printed) for word in words.split()}


Homes = dict[tuple[Side, str], list[tuple[Clause, int]]]
"""By side and provision its sentences, each with the link it is compared in."""


def _homes(groups: Iterable[Group], renamings: Iterable[TextRenaming]) -> Homes:
    """Return the sentences of the provisions where renamings have places; provisions without sentences are missing."""
    places = [place for renaming in renamings for place in renaming.places]
    wanted = {"old": {place.old_ref for place in places}, "new": {place.new_ref for place in places}}
    found: Homes = {}
    for group in groups:
        for clause in (*group.old, *group.new):
            if clause.ref in wanted[clause.side]:
                found.setdefault((clause.side, clause.ref), []).append((clause, group.link))
    return found


def _of_texts(places: Iterable[RenamingPlace], homes: Homes) -> Renaming:
    """Return a renaming of the whole texts with its places in the links compared."""
    old: list[Evidence] = []
    new: list[Evidence] = []
    links: set[int] = set()
    for place in places:
        if ("old", place.old_ref) not in homes or ("new", place.new_ref) not in homes:
            continue
        before, (after, link) = homes["old", place.old_ref][-1][0], homes["new", place.new_ref][-1]
        links.add(link)
        old.append(before.quote(*place.old))
        new.append(after.quote(*place.new))
    return Renaming(tuple(old), tuple(new), tuple(sorted(links)), any(_says_everyone(one, homes) for one in old[:1]))


def _says_everyone(words: Evidence, homes: Homes) -> bool:
    return any(
        hit.marker == "h-everyone" and words.start <= hit.start and hit.end <= words.end
        for clause, _ in homes.get(("old", words.ref), ())
        for hit in clause.markers
    )


Taken = dict[Clause, set[int]]
"""Sentences and the indices of words in them."""


def _words_in(spots: Spots, homes: Homes) -> Taken:
    """Return the words inside spots."""
    taken: Taken = {}
    for place, spans in spots.items():
        for clause, _ in homes.get(place, ()):
            starts, ends = clause.sentence.starts, clause.sentence.ends
            for start, end in spans:
                first, last = bisect_left(starts, start), bisect_right(ends, end)
                taken.setdefault(clause, set()).update(range(first, last))
    return taken


def _systematic(groups: Sequence[Group], names: Names, terms: frozenset[frozenset[int]]) -> Taken:
    """Return the words that come or go beside one neighbour in several links.

    In half of the links the neighbour must stay, unless both are a term known to have come: a word that goes with its
    neighbour is part of something longer that went.
    """
    # Two words of one term; asked for each place, and a long text has many terms.
    both = {pair for term in terms for pair in product(term, repeat=2)}
    taken: Taken = {}
    # One word after the other: of all words at once, the places by neighbour would be the most that ever is held.
    for (_, number), spots in _spots(groups, names).items():
        beside: dict[int, list[tuple[_Spot, bool]]] = {}
        for spot in spots:
            for neighbour, stays in (spot[3:5], spot[5:]):
                if neighbour is not None:
                    beside.setdefault(neighbour, []).append((spot, stays))
        for neighbour, found in beside.items():
            links = {spot[2] for spot, _ in found}
            if len(links) < SYSTEMATIC_LINKS:
                continue
            kept = {spot[2] for spot, stays in found if stays}
            if 2 * len(kept) >= len(links) or (number, neighbour) in both:
                for spot, _ in found:
                    taken.setdefault(spot[0], set()).add(spot[1])
    return taken


_Spot = tuple[Clause, int, int, int | None, bool, int | None, bool]
"""A word by its sentence and index, its link, and the words before and after it, each with whether it stays."""


def _spots(groups: Iterable[Group], names: Names) -> dict[tuple[Side, int], list[_Spot]]:
    """Return the places of the words that go, or come, in several links."""
    spots: dict[tuple[Side, int], list[_Spot]] = {}
    common = _common_words(groups, names)
    for group in groups:
        staying: Set[int] | None = None
        for phrase in (*group.gone, *group.come):
            clause, numbers = phrase.clause, names.every(phrase.clause)
            for index in phrase.matter:
                place = clause.side, numbers[index]
                if place not in common:
                    continue
                if staying is None:
                    staying = names.all_of(group.old) & names.all_of(group.new)
                before, after = words_beside(clause.meaning, index, index, numbers)
                spot = (clause, index, group.link, before, before in staying, after, after in staying)
                spots.setdefault(place, []).append(spot)
    return spots


def _common_words(groups: Iterable[Group], names: Names) -> set[tuple[Side, int]]:
    """Return the words that go or come in several links."""
    links: dict[tuple[Side, int], set[int]] = defaultdict(set)
    for group in groups:
        for phrase in (*group.gone, *group.come):
            numbers = names.every(phrase.clause)
            for index in phrase.matter:
                found = links[phrase.clause.side, numbers[index]]
                if len(found) < SYSTEMATIC_LINKS:
                    found.add(group.link)
    return {word for word, found in links.items() if len(found) >= SYSTEMATIC_LINKS}


def _cut_all(groups: list[Group], taken: Taken) -> set[int]:
    """Cut the phrases of groups at the words taken, and return the places of the groups that had one."""
    changed: set[int] = set()
    for place, group in enumerate(groups):
        cut = _cut(group, taken)
        if cut is not group:
            groups[place] = cut
            changed.add(place)
    return changed


def _cut(group: Group, taken: Taken) -> Group:
    """Return a group whose phrases are cut at the words taken; whether other words stand for them is not told yet."""
    if not any(_has_taken(phrase, taken) for phrase in (*group.gone, *group.come)):
        return group
    return replace(group, gone=_without(group.gone, taken), come=_without(group.come, taken))


def _marked(group: Group, names: Names) -> Group:
    gone, come = mark_replaced(group.gone, group.come, (group.old, group.new), names)
    return replace(group, gone=gone, come=come)


def _has_taken(phrase: Phrase, taken: Taken) -> bool:
    own = taken.get(phrase.clause)
    return own is not None and not own.isdisjoint(phrase.matter)


def _terms(known: Sequence[Renaming], names: Names) -> frozenset[frozenset[int]]:
    """Return the sets of words that came with renamings."""
    places = {place.words: place for one in known for place in one.new}
    return frozenset(frozenset(_words_of((place,), names)) for place in places.values())


def _clean_whole(group: Group, names: Names, terms: frozenset[frozenset[int]]) -> Group:
    """Return a group without the phrases that are a renamed term and nothing else, where the word diff saw none."""
    if not terms or not group.come:
        return group
    come = tuple([phrase for phrase in group.come if not _is_term(phrase, names, terms)])
    return group if len(come) == len(group.come) else replace(group, come=come)


def _is_term(phrase: Phrase, names: Names, terms: frozenset[frozenset[int]]) -> bool:
    numbers = names.every(phrase.clause)
    words = frozenset([numbers[index] for index in phrase.matter])
    beside = zip(neighbours(phrase, names), phrase.is_bound, strict=True)
    return words in terms or any(
        words | {number} in terms for number, is_bound in beside if is_bound and number is not None
    )


def _without(phrases: Sequence[Phrase], taken: Taken) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    for phrase in phrases:
        if not _has_taken(phrase, taken):
            kept.append(phrase)
            continue
        run: list[int] = []
        for index in [*phrase.matter, -1]:
            if index >= 0 and index not in taken[phrase.clause]:
                run.append(index)
            elif run:
                kept.append(make_phrase(phrase.clause, run))
                run = []
    return tuple(kept)


def _word_renamings(groups: Sequence[Group], taken: Taken, names: Names) -> list[Renaming]:
    """Return one renaming for each last word of the stretches taken out."""
    found: dict[tuple[str, int], list[tuple[Evidence, int]]] = defaultdict(list)
    for group in groups:
        for phrase in (*group.gone, *group.come):
            own = taken.get(phrase.clause, set())
            if own.isdisjoint(phrase.matter):
                continue
            sentence, numbers = phrase.clause.sentence, names.every(phrase.clause)
            run: list[int] = []
            for index in [*[one for one in phrase.matter if one in own], -1]:
                if run and index != run[-1] + 1:
                    quote = phrase.clause.quote(sentence.starts[run[0]], sentence.ends[run[-1]])
                    found[phrase.clause.side, numbers[run[-1]]].append((quote, group.link))
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
