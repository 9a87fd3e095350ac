"""Where phrases stand in the links of two editions: found through their rarest word, and counted no further than asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.exchanges import Pair, Phrase, stands_in
from constitution_diff.diff.lemmas import are_forms, can_tell
from constitution_diff.diff.words import Side
from constitution_diff.languages import Language

Place = tuple[int, int, int]
"""Number of a link, first old token, first new token."""
Key = tuple[int, str, int]
"""Side (0 old, 1 new), provision, code point: the place of a token in its edition."""


class Spots:
    """The links that have words on both sides: their stems, where some of these stand, and which words are taken."""

    def __init__(self, drawings: Sequence[Drawing], stems: tuple[Mapping[int, Phrase], Mapping[int, Phrase]]) -> None:
        """Take the links, and the stems of both sides of those that have two sides, by the number of the link."""
        self._drawings, self.stems = drawings, stems
        self._where: tuple[dict[str, dict[int, list[int]]], ...] = ({}, {})
        self._taken: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
        self._shared = tuple(_shared([self.side(side, number).passage.refs for number in stems[0]]) for side in (0, 1))

    def side(self, side: int, number: int) -> Side:
        """Return the old (0) or the new (1) side of a link."""
        drawing = self._drawings[number]
        return drawing.new if side else drawing.old

    def norms(self, side: int, number: int, start: int, length: int) -> Phrase:
        """Return the compared form of words of a side."""
        return self.side(side, number).norms[start : start + length]

    def index(self, wanted: Set[str]) -> None:
        """Note where the phrases stand that hold one of these stems; others are not found."""
        self._where = (_index(self.stems[0], wanted), _index(self.stems[1], wanted))

    def take(self, side: int, number: int, start: int, length: int) -> None:
        """Let no phrase be found any more that holds one of these words."""
        self._taken[side].update((number, start + step) for step in range(length))

    def is_free(self, side: int, number: int, start: int, length: int) -> bool:
        """True when no word of a phrase is taken."""
        taken = self._taken[side]
        return not any((number, start + step) in taken for step in range(length))

    def links(self, side: int, phrase: Phrase) -> Mapping[int, Sequence[int]]:
        """Return the links whose side may hold a phrase: those that hold its rarest word, with the places of that."""
        return self._rarest(side, phrase)[1]

    def starts(self, side: int, phrase: Phrase, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield where a phrase stands on a side, in some links or in all, as (link, first token), in order in each link."""
        shift, places = self._rarest(side, phrase)
        stems, length = self.stems[side], len(phrase)
        for number in places if numbers is None else numbers:
            for place in places.get(number, ()):
                start = place - shift
                if length == 1 or (start >= 0 and stems[number][start : start + length] == phrase):
                    yield number, start

    def _rarest(self, side: int, phrase: Phrase) -> tuple[int, dict[int, list[int]]]:
        """Return the offset of the indexed word of a phrase that fewest links hold, and its places."""
        where = self._where[side]
        found = [(len(where[stem]), shift) for shift, stem in enumerate(phrase) if stem in where]
        if not found:
            return 0, {}
        _, shift = min(found)
        return shift, where[phrase[shift]]

    def key(self, side: int, number: int, start: int) -> Key:
        """Return the place of a token in its edition: a provision may stand in several links."""
        one = self.side(side, number)
        block = one.blocks[start]
        return side, one.passage.refs[block], one.tokens[start].start - one.passage.starts[block]

    def is_alone(self, side: int, number: int) -> bool:
        """True for a link no provision of which stands in another one: its places are nowhere counted twice."""
        return self._shared[side].isdisjoint(self.side(side, number).passage.refs)


class Sought:
    """One phrase of a pair, where it stands outside the other phrase and in the words that were exchanged."""

    def __init__(self, spots: Spots, pair: Pair, which: int, plain: Sequence[Place], language: Language) -> None:
        """Take a pair of phrases, which of them is sought, and the places where one stands for the other word by word."""
        self._spots, self._language = spots, language
        self.phrase, self._other = pair[which], pair[1 - which]
        self._models: list[frozenset[str]] = []
        if can_tell(language):
            known = {spots.norms(which, place[0], place[1 + which], len(self.phrase)) for place in plain}
            self._models = [frozenset(norms) for norms in zip(*known, strict=True)]
        self._known: dict[Phrase, bool] = {}

    def find(self, side: int, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands on a side, in some links or in all, as (link, first token)."""
        spots, phrase, length = self._spots, self.phrase, len(self.phrase)
        may_be_part = len(self._other) > length
        for number, start in spots.starts(side, phrase, numbers):
            if not spots.is_free(side, number, start, length):
                continue
            if may_be_part and stands_in(spots.stems[side][number], start, phrase, self._other):
                continue
            if self._models and not self._is_like(spots.norms(side, number, start, length)):
                continue
            yield number, start

    def by_link(self, side: int, numbers: Iterable[int]) -> dict[int, list[int]]:
        """Return the places of the phrase in some links, by link."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, start in self.find(side, numbers):
            found[number].append(start)
        return found

    def count(self, side: int, most: float) -> int:
        """Return how many places of an edition hold the phrase; past ``most`` it counts no further."""
        spots = self._spots
        alone = 0
        keys: set[Key] = set()
        for number, start in self.find(side):
            if spots.is_alone(side, number):
                alone += 1
            else:
                keys.add(spots.key(side, number, start))
            if alone + len(keys) > most:
                break
        return alone + len(keys)

    def _is_like(self, norms: Phrase) -> bool:
        """True for forms of the very words that were exchanged: one stem may be that of two words (``лишь``, ``лишен``)."""
        if norms not in self._known:
            self._known[norms] = all(
                norm in model or any(are_forms(norm, one, self._language) for one in model)
                for norm, model in zip(norms, self._models, strict=True)
            )
        return self._known[norms]


def _shared(refs: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the provisions that stand in several links."""
    counts = Counter(ref for one in refs for ref in one)
    return frozenset(ref for ref, count in counts.items() if count > 1)


def _index(stems: Mapping[int, Phrase], wanted: Set[str]) -> dict[str, dict[int, list[int]]]:
    """Return the places of some stems, by stem and link."""
    index: dict[str, dict[int, list[int]]] = {}
    for number, phrase in stems.items():
        for start, stem in enumerate(phrase):
            if stem in wanted:
                index.setdefault(stem, {}).setdefault(number, []).append(start)
    return index
