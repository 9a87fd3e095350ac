"""Sentences that went elsewhere: pairs of sentences between units that are not linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from constitution_diff.align.assignment import assign
from constitution_diff.align.leaves import Leaf, Sentences
from constitution_diff.align.probes import Probe, find_like, find_mates, index_probes, make_probe
from constitution_diff.align.similarity import containment, cosine, index_texts

EXPLAINED = 0.55
"""Share of a sentence's weight that must stand in its unit's partner for the sentence to be taken as still there.
kz-1995/kz-2026 Part II, Russian, 2026-11-22: 0.45 to 0.65 tried, same links."""
SENTENCE_SCORE = 0.34
"""Cosine from which two unexplained sentences belong together. Tried 0.25 to 0.5 on the same pair: below 0.3 sentences
that share only an office's name pair up, above 0.42 the ban on double punishment (77.3.2) -> 19.3) is lost."""


OWN_PARTNER = 0.15
"""Head start of a sentence of the unit's own partner. 0.1 to 0.25 tried on the same pair in Russian and Kazakh: same
links."""


STRONG_SENTENCE, STRONG_LEAD = 0.7, 0.12
"""A sentence leaves its own partner even when that explains it, if it is this much like another, and that much more than like
anything in its partner. Witness: kz-1995:ru 42.5 (one person, one presidency) stands in 43.1, not in the same rule for another
office (72.3)."""


HOMELESS_SCORE = 0.43
"""Cosine from which a sentence of a unit that is linked with nothing joins a unit that has a partner: all of its sentences are
free to go, which says nothing for any of them. 0.40 to 0.45 tried on kz-1995/kz-2026 whole, Russian, Kazakh and English,
2026-11-22: the same links; 0.5 loses the split of 20.1."""
FORMULA_SHARE = 0.85
"""A sentence that is this much as like one of a third provision is a formula, and says nothing about where it came from.
0.75 to 0.95 tried on kz-1995/kz-2026 whole, Russian and Kazakh, 2026-11-22: the same links in Part II; on invented texts
in which one paragraph of ten ends with a formula, deleting an article makes half as many false links."""

Key = tuple[int, int]
Scores = Mapping[Key, float]


def link_leaves(
    old: Sentences, new: Sentences, matched: Mapping[int, int], likeness: Scores
) -> tuple[tuple[Leaf, Leaf, float], ...]:
    """Pair sentences across the links found so far: one to one, best sum of cosines first.

    All sentences compete, those of linked units with a head start for each other, so that a formula which stands in many
    provisions ("only in the cases set by law") stays where it was. Kept are the pairs between units that are not linked, of
    sentences that no linked unit explains, or that are far more like the other sentence than like anything there.

    Args:
        old, new: the sentences of both editions.
        matched: by old unit index the new unit index, of the units linked so far.
        likeness: the cosines of the linked units.
    Returns:
        Pairs with their cosine, in new order; never a pair of units that are linked already.
    """
    back = {column: row for row, column in matched.items()}
    changed = _changed(old, new, matched, likeness)
    sides = (_Free(old, new, matched, changed[0]), _Free(new, old, back, changed[1]))
    scores = _without_formulas(sides, _mates(sides))
    gains = {key: score - SENTENCE_SCORE for key, score in scores.items()}
    # Which sentences are chosen depends on those that compete with them, and on no others.
    rows = {old.leaves[row].unit for row, _ in scores}
    for unit in rows.union([back.get(new.leaves[column].unit, -1) for _, column in scores]) & matched.keys():
        for row in old.inside[unit]:
            for column in new.inside[matched[unit]]:
                gains[row, column] = cosine(old.vector(row), new.vector(column)) - SENTENCE_SCORE + OWN_PARTNER
    pairs = [
        (old.leaves[row], new.leaves[column], scores[row, column])
        for row, column in assign(gains).items()
        if (row, column) in scores
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].unit, pair[1].ref, pair[0].unit)))


def _changed(
    old: Sentences, new: Sentences, matched: Mapping[int, int], likeness: Scores
) -> tuple[dict[int, float], dict[int, float]]:
    """Return the sentences of either side that do not stand word for word in the unit their own is linked with, each with the
    cosine of one that does, at least."""
    homes: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for side, sentences, linked in ((0, old, matched.keys()), (1, new, {*matched.values()})):
        alone = [span for unit, span in enumerate(sentences.inside) if unit not in linked]
        homes[side].update(dict.fromkeys(chain.from_iterable(alone), 0.0))
    for unit, partner in matched.items():
        rows, columns = old.inside[unit], new.inside[partner]
        words = ([old.words(row) for row in rows], [new.words(column) for column in columns])
        if words[0] == words[1]:
            continue
        for side, span in ((0, rows), (1, columns)):
            there = {*words[1 - side]}
            homes[side].update([(index, 0.0) for index, own in zip(span, words[side], strict=True) if own not in there])
        # A sentence mostly stands where it stood, from the beginning or from the end.
        same = [*zip(rows, columns, strict=False), *zip(reversed(rows), reversed(columns), strict=False)]
        for row, column in dict.fromkeys(same):
            if row in homes[0] or column in homes[1]:
                is_whole = len(rows) == len(columns) == 1
                score = likeness[unit, partner] if is_whole else cosine(old.vector(row), new.vector(column))
                for home, index in ((homes[0], row), (homes[1], column)):
                    if index in home and score > home[index]:
                        home[index] = score
    return homes


class _Free:
    """The sentences of one edition that may leave the unit theirs is linked with, and what each must find to do so."""

    def __init__(
        self, own: Sentences, other: Sentences, partners: Mapping[int, int], changed: Mapping[int, float]
    ) -> None:
        self.own = own
        self.other = other
        self.partners = partners
        self.least: dict[int, float] = {}
        """By sentence, the cosine from which it goes elsewhere; those that stay whatever stands elsewhere are missing."""
        self.loose: set[int] = set()
        """Those that no linked unit explains."""
        for index, score in changed.items():
            partner = partners.get(own.leaves[index].unit)
            # Nothing can be so much more like it than a sentence there that is nearly the same.
            if score >= FORMULA_SHARE:
                continue
            # What a sentence of a unit explains, the unit explains.
            if partner is None or (
                score * score < EXPLAINED and containment(own.vector(index), other.units[partner]) < EXPLAINED
            ):
                self.loose.add(index)
            least = SENTENCE_SCORE if index in self.loose else max(STRONG_SENTENCE, STRONG_LEAD + score)
            self.least[index] = max(least, score / FORMULA_SHARE)

    def home(self, index: int) -> float:
        """Return the best cosine of one of the sentences with one of the unit its own is linked with."""
        partner = self.partners.get(self.own.leaves[index].unit)
        there = self.other.inside[partner] if partner is not None else ()
        vector = self.own.vector(index)
        return max([cosine(vector, self.other.vector(place)) for place in there], default=0.0)

    def probe(self, index: int, least: float) -> Probe:
        """Return what one of the sentences is found by, when it needs this cosine."""
        return make_probe(self.own.vector(index), index, least, self.own.order)


def _mates(sides: tuple[_Free, _Free]) -> dict[Key, float]:
    """Return the cosine of the pairs of free sentences that are enough like each other, those of linked units left out."""
    old, new = sides
    probes = [{index: side.probe(index, least) for index, least in side.least.items()} for side in sides]
    scores: dict[Key, float] = {}
    # Where all was found from one side, the other would find the same; which begins must not depend on which is called old.
    first = 0 if _size(old) <= _size(new) else 1
    sought = probes[1 - first]
    for side in (first, 1 - first):
        index = index_probes(sought.values())
        share = len(sides[1 - side].own.leaves) / max(1, len(sides[side].own.leaves))
        short: dict[int, Probe] = {}
        for leaf, probe in probes[side].items() if sought else ():
            hits, is_all = find_mates(probe, int(leaf * share), index, sought)
            if not is_all:
                short[leaf] = probe
            for hit, score in _compare(sides[side], leaf, hits):
                key = (hit, leaf) if side else (leaf, hit)
                if score >= max(old.least[key[0]], new.least[key[1]]) and _may_go(sides, key, score):
                    scores[key] = score
        sought = short
    return scores


def _size(free: _Free) -> tuple[int, list[tuple[str, ...]]]:
    return len(free.least), [leaf.roots for leaf in free.own.leaves]


def _compare(free: _Free, leaf: int, hits: Sequence[tuple[float, int]]) -> Iterator[tuple[int, float]]:
    """Yield the cosines of a sentence with those it may be like, by the greatest each may have, as long as none of two units
    shows that the others are formulas."""
    vector = free.own.vector(leaf)
    partner = free.partners.get(free.own.leaves[leaf].unit)
    best, best_unit, second = 0.0, -1, 0.0
    for most, hit in hits:
        unit = free.other.leaves[hit].unit
        if unit == partner or most * FORMULA_SHARE <= (second if unit == best_unit else best):
            continue
        score = cosine(vector, free.other.vector(hit))
        if unit == best_unit:
            best = max(best, score)
        elif score > best:
            best, best_unit, second = score, unit, best
        else:
            second = max(second, score)
        yield hit, score


def _may_go(sides: tuple[_Free, _Free], key: Key, score: float) -> bool:
    """Return True when two free sentences are enough like each other."""
    homed = [free.own.leaves[index].unit in free.partners for free, index in zip(sides, key, strict=True)]
    if score < HOMELESS_SCORE and homed[0] != homed[1]:
        return False
    home = max(free.home(index) for free, index in zip(sides, key, strict=True))
    if score * FORMULA_SHARE <= home:
        return False
    is_loose = all(index in free.loose for free, index in zip(sides, key, strict=True))
    return is_loose or score >= max(STRONG_SENTENCE, STRONG_LEAD + home)


def _without_formulas(sides: tuple[_Free, _Free], scores: Scores) -> dict[Key, float]:
    """Return the pairs neither of whose sentences is as like one of a third unit."""
    kept = dict(scores)
    for side, free, there in ((0, sides[0], sides[1].own), (1, sides[1], sides[0].own)):
        mates: dict[int, list[Key]] = {}
        for key in kept:
            mates.setdefault(key[side], []).append(key)
        probes = [free.probe(leaf, FORMULA_SHARE * min([kept[key] for key in keys])) for leaf, keys in mates.items()]
        terms = {term for probe in probes for term in probe.terms}
        index = index_texts(map(there.vector, range(len(there.leaves))), terms) if probes else {}
        for probe in probes:
            leaf = probe.place
            for hit in find_like(probe, leaf * len(there.leaves) // len(free.own.leaves), index):
                score = cosine(free.own.vector(leaf), there.vector(hit))
                unit = there.leaves[hit].unit
                for key in mates[leaf]:
                    if there.leaves[key[1 - side]].unit != unit and scores[key] * FORMULA_SHARE <= score:
                        kept.pop(key, None)
    return kept
