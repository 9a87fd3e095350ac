"""Terms that were renamed throughout: found by what recurs in the changes of all links, not listed.

A renaming is a pair of phrases (old, new) that the links of two editions exchange again and again. Candidates come from
short changes between the stems of two linked provisions; every candidate is then counted in all of them, and believed when
it covers enough of the places where the old words stood. So a renaming has a direction: where "only" came for "solely",
nothing says that "only" became "solely".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.exchanges import Pair, Phrase, added_words, find_stretches, is_word
from constitution_diff.diff.lemmas import is_base_form, may_be_forms
from constitution_diff.diff.minor import Balance
from constitution_diff.diff.spots import Key, Place, Sought, Spots
from constitution_diff.diff.words import Side
from constitution_diff.languages import Language
from constitution_diff.model import Renaming, RenamingPlace

LEAST_LINKS = 3
"""Links that must show the renaming cleanly before it is believed."""
LEAST_SHARE = 0.33
"""Share of the places of the old words, in provisions that have a new one, that a renaming must cover."""
LEAST_EVIDENCE = 2.0
"""Places times their share of all places where the term stood: three of three will do, or five of eleven."""
LEAST_COHESION = 0.8
"""Where words were only added: share of their insertions that stand beside the very word they are said to belong to."""
SPELLING = 6
"""A stem longer than this and the same without its last letter are one (Snowball: ``курулта``, ``курулт``). Where the first
letters stand for a stem, one letter less than these."""


class Term(Struct, frozen=True):
    """A renaming as the class of a hunk needs it."""

    id: str
    """Of the `Renaming`."""
    old: Phrase
    """Stems of the old words."""
    new: Phrase
    """Stems of the new words."""


class _Found(Struct, frozen=True):
    """A candidate with the places it holds."""

    pair: Pair
    """Old and new phrase."""
    places: tuple[tuple[int, int, int], ...]
    """Number of the link, first old token, first new token."""
    total: int
    """Places of the old phrase."""


def find_renamings(drawings: Sequence[Drawing], language: Language) -> tuple[tuple[Renaming, ...], tuple[Term, ...]]:
    """Return the renamings of two editions, the one with most places first, and the same by their stems.

    Args:
        drawings: every link of the two editions, in their order.
        language: its lemmas and the words that are never minor.
    """
    finder = _Finder(drawings, language)
    renamings: list[Renaming] = []
    terms: list[Term] = []
    for found in finder.find():
        renaming = finder.describe(found, f"renaming-{len(renamings) + 1}")
        renamings.append(renaming)
        terms.append(Term(renaming.id, *found.pair))
    return tuple(renamings), tuple(terms)


class _Finder:
    """Counts phrases in the links of two editions."""

    def __init__(self, drawings: Sequence[Drawing], language: Language) -> None:
        self.language = language
        self.balance = Balance(language)
        self.drawings = drawings
        self.both = [number for number, drawing in enumerate(drawings) if drawing.old.norms and drawing.new.norms]
        shortest = SPELLING if language.stemmer else language.stem_length - 1
        known = {stem for drawing in drawings for side in (drawing.old, drawing.new) for stem in side.stems}
        self.spell = {stem: stem[:-1] for stem in known if len(stem) > shortest and stem[:-1] in known}
        self.old = {number: self._stems(drawings[number].old) for number in self.both}
        self.new = {number: self._stems(drawings[number].new) for number in self.both}
        self.spots = Spots(drawings, (self.old, self.new))

    def _stems(self, side: Side) -> Phrase:
        if self.spell.keys().isdisjoint(side.stems):
            return side.stems
        return tuple([self.spell.get(stem, stem) for stem in side.stems])

    # Candidates

    def find(self) -> Iterator[_Found]:
        candidates = self._candidates()
        ranked = sorted(
            candidates, key=lambda pair: (-len(candidates[pair]), len(pair[0]) + len(pair[1]), _order(pair))
        )
        self.spots.index(phrase for pair in ranked for phrase in pair)
        accepted = []
        for pair in ranked:
            found = self._count(*self._with_context(pair, candidates[pair]))
            if found is not None:
                accepted.append(found)
        return iter(sorted(accepted, key=lambda found: (-len(found.places), _order(found.pair))))

    def _candidates(self) -> dict[Pair, list[Place]]:
        """Return the pairs of phrases that enough links exchange, with the places where they do so plainly."""
        evidence: dict[Pair, list[Place]] = defaultdict(list)
        inserted: Counter[tuple[Pair, bool]] = Counter()
        for number in self.both:
            for stretch in find_stretches(self.old[number], self.new[number]):
                for pair, old, new in stretch.pairs():
                    evidence[pair].append((number, old, new))
                    inserted[pair, True] += 1
                inserted[(stretch.old, stretch.new), False] += 1
        return {pair: places for pair, places in evidence.items() if self._is_likely(pair, places, inserted)}

    def _is_likely(self, pair: Pair, places: Sequence[Place], inserted: Mapping[tuple[Pair, bool], int]) -> bool:
        if len({number for number, _, _ in places}) < LEAST_LINKS or not self._is_term(pair):
            return False
        added = added_words(pair)
        return added is None or inserted[pair, True] >= LEAST_COHESION * inserted[added, False]

    def _is_term(self, pair: Pair) -> bool:
        """True for two phrases of meaning that differ by more than endings, and in no word that is never minor."""
        old, new = pair
        added = added_words(pair)
        changed = [word for side in (added or pair) for word in side]
        if not all(self._has_meaning(side) for side in (old, new)) or any(
            word in self.language.joiners for word in changed
        ):
            return False
        if added is not None and not self._has_meaning(added[0] or added[1]):
            return False
        alike = len(old) == len(new) and all(
            one == other or may_be_forms(one, other) for one, other in zip(old, new, strict=True)
        )
        return not alike

    def _has_meaning(self, phrase: Phrase) -> bool:
        return any(word[:1].isalpha() and word not in self.language.function_words for word in phrase)

    def _with_context(self, pair: Pair, plain: Sequence[Place]) -> tuple[Pair, Sequence[Place]]:
        """Add to both phrases the word that follows them, or stands before them, in almost all plain places.

        Only where the phrases alone stand in many more places: a term that was renamed beside one word alone.
        """
        most = 2 * len(plain)
        if not any(self._sought(pair, side, plain).count(side, most) > most for side in (0, 1)):
            return pair, plain
        for shift in (0, -1):
            around = Counter(self._neighbours(pair, place, shift) for place in plain)
            (old, new), count = around.most_common(1)[0]
            if old and old == new and old not in self.language.function_words and count >= LEAST_COHESION * len(plain):
                whole = [place for place in plain if self._neighbours(pair, place, shift) == (old, new)]
                longer = ((old, *pair[0]), (new, *pair[1])) if shift else ((*pair[0], old), (*pair[1], new))
                return longer, [(number, one + shift, other + shift) for number, one, other in whole]
        return pair, plain

    def _neighbours(self, pair: Pair, place: Place, shift: int) -> tuple[str, str]:
        number, *starts = place
        found = []
        for side, start in enumerate(starts):
            stems = (self.old, self.new)[side][number]
            index = start + (shift or len(pair[side]))
            found.append(stems[index] if 0 <= index < len(stems) and is_word(stems[index]) else "")
        return found[0], found[1]

    # Counting

    def _count(self, pair: Pair, plain: Sequence[Place]) -> _Found | None:
        """Return a candidate with its places, or None when it explains too little; its places are taken then.

        Args:
            pair: two phrases.
            plain: places where one stands for the other word by word; the rest is made up in order.
        """
        sought = self._sought(pair, 0, plain), self._sought(pair, 1, plain)
        places = self._places(pair, sought, plain)
        if len({number for number, _, _ in places}) < LEAST_LINKS:
            return None
        total = sought[0].count(0, len(places) / LEAST_SHARE + 1)
        if len(places) < LEAST_SHARE * total or not self._is_evident(pair, sought[1], len(places), total):
            return None
        if not self._keeps_balance(pair, places):
            return None
        for number, old, new in places:
            self.spots.take(0, number, old, len(pair[0]))
            self.spots.take(1, number, new, len(pair[1]))
        return _Found(pair, tuple(places), total)

    def _sought(self, pair: Pair, which: int, plain: Sequence[Place]) -> Sought:
        return Sought(self.spots, pair, which, plain, self.language)

    def _places(self, pair: Pair, sought: tuple[Sought, Sought], plain: Sequence[Place]) -> list[Place]:
        """Return the places where the old phrase gave way to the new one, in the order of the links."""
        shared = self.spots.links(0, pair[0]).keys() & self.spots.links(1, pair[1]).keys()
        olds = dict(sought[0].find(0, sorted(shared)))
        news = dict(sought[1].find(1, olds))
        numbers = list(news)
        spots, stayed = (olds, news), (dict(sought[0].find(1, numbers)), dict(sought[1].find(0, numbers)))
        aligned: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, old, new in plain:
            aligned[number].append((old, new))
        places: list[Place] = []
        seen: set[Key] = set()
        for number in numbers:
            count = min(len(spots[side][number]) - len(stayed[side].get(number, ())) for side in (0, 1))
            if count <= 0:
                continue
            for old, new in _pair_spots(spots[0][number], spots[1][number], aligned[number], count):
                key = (self.spots.key(0, number, old), self.spots.key(1, number, new))
                if seen.isdisjoint(key):
                    seen.update(key)
                    places.append((number, old, new))
        return places

    def _is_evident(self, pair: Pair, new: Sought, count: int, total: int) -> bool:
        """True when a renaming explains its share of the places it might have explained.

        Where words were only added or dropped, all places of the shorter phrase; else of the phrase it explains best. The
        places of the new phrase are counted where they decide, and as far.
        """
        most = count**2 / LEAST_EVIDENCE
        is_by_old = total <= most
        if added_words(pair) is None:
            return is_by_old or new.count(1, most) <= most
        return is_by_old if len(pair[0]) < len(pair[1]) else new.count(1, most) <= most

    def _keeps_balance(self, pair: Pair, places: Sequence[tuple[int, int, int]]) -> bool:
        """True when the printed words of the first place hold the same words that are never minor on both sides."""
        number, old, new = places[0]
        return self.balance.is_kept(
            self.spots.norms(0, number, old, len(pair[0])), self.spots.norms(1, number, new, len(pair[1]))
        )

    # Words

    def describe(self, found: _Found, name: str) -> Renaming:
        """Return a renaming with its printed words and every place."""
        places = tuple(
            RenamingPlace(
                *self._span(0, number, old, len(found.pair[0])), *self._span(1, number, new, len(found.pair[1]))
            )
            for number, old, new in sorted(found.places)
        )
        prints = Counter(self._print(found.pair, place) for place in sorted(found.places))
        old, new = self._best_print(prints)
        for number, _, _ in found.places:
            self.drawings[number].forget()
        return Renaming(name, old, new, len(places), found.total, places)

    def _best_print(self, prints: Mapping[tuple[str, str], int]) -> tuple[str, str]:
        """Return the words nearest to their dictionary form; of equally near ones the most frequent."""
        ranked = sorted(prints, key=lambda one: (-prints[one], one))
        distances: list[int] = []
        for words in ranked:
            distances.append(self._distance_from_base(words))
            if not distances[-1]:
                break  # nothing is nearer, and to look words up takes time
        return ranked[distances.index(min(distances))]

    def _distance_from_base(self, words: tuple[str, str]) -> int:
        """Rank printed words: dictionary forms first; where nothing tells them, the shortest, which have the fewest endings."""
        if self.language.lemmatizer != "pymorphy3":
            return len(words[0]) + len(words[1])
        return sum(not is_base_form(word, self.language) for side in words for word in side.casefold().split())

    def _span(self, side: int, number: int, start: int, length: int) -> tuple[str, tuple[int, int]]:
        one = (self.drawings[number].old, self.drawings[number].new)[side]
        return one.passage.refs[one.blocks[start]], (one.tokens[start].start, one.tokens[start + length - 1].end)

    def _print(self, pair: Pair, place: tuple[int, int, int]) -> tuple[str, str]:
        number, old, new = place
        one, other = self.drawings[number].old, self.drawings[number].new
        return (
            " ".join(token.text for token in one.tokens[old : old + len(pair[0])]),
            " ".join(token.text for token in other.tokens[new : new + len(pair[1])]),
        )


def _pair_spots(
    olds: Sequence[int], news: Sequence[int], aligned: Sequence[tuple[int, int]], count: int
) -> list[tuple[int, int]]:
    """Pair at most ``count`` old places with new ones: those that stand in each other's place, then the rest in order."""
    pairs = [(old, new) for old, new in aligned if old in olds and new in news]
    left = [old for old in olds if old not in {old for old, _ in pairs}]
    right = [new for new in news if new not in {new for _, new in pairs}]
    return sorted([*pairs, *zip(left, right, strict=False)][: max(0, count)])


def _order(pair: Pair) -> tuple[bool, Phrase, Phrase]:
    """Rank pairs of equal standing: what was added belongs to the word before it rather than to the one after it."""
    short, long = sorted(pair, key=lambda phrase: (len(phrase), phrase))
    return long[: len(short)] != short, short, long
