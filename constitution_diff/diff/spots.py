"""Where phrases stand in the links of two editions: found through their rarest word, and counted no further than asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, compress

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.exchanges import Pair, Phrase, stands_in
from constitution_diff.diff.lemmas import are_forms, can_tell
from constitution_diff.diff.words import Side
from constitution_diff.languages import Language

Place = tuple[int, int, int]
"""Number of a link, first old token, first new token."""
Key = tuple[int, str, int]
"""Side (0 old, 1 new), provision, number of the token in it: the place of a token in its edition."""


class Spots:
    """The links that have words on both sides: their stems, where some of these stand, and which words are taken."""

    def __init__(self, drawings: Sequence[Drawing], stems: tuple[Mapping[int, Phrase], Mapping[int, Phrase]]) -> None:
        """Take the links, and the stems of both sides of those that have two sides, by the number of the link."""
        self._drawings, self.stems = drawings, stems
        self._where: tuple[dict[str, dict[int, list[int]]], ...] = ({}, {})
        self._taken: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
        self._shared = tuple(_shared({number: self.side(side, number) for number in stems[0]}) for side in (0, 1))

    def side(self, side: int, number: int) -> Side:
        """Return the old (0) or the new (1) side of a link."""
        drawing = self._drawings[number]
        return drawing.new if side else drawing.old

    def norms(self, side: int, number: int, start: int, length: int) -> Phrase:
        """Return the compared form of words of a side."""
        return self.side(side, number).norms[start : start + length]

    def index(self, phrases: Iterable[Phrase]) -> None:
        """Note where the rarest word of each phrase stands; what holds none of these words is not found."""
        counts = Counter(chain.from_iterable((*self.stems[0].values(), *self.stems[1].values())))
        wanted = {min(phrase, key=counts.__getitem__) for phrase in phrases}
        self._where = (_index(self.stems[0], wanted), _index(self.stems[1], wanted))

    def take(self, side: int, number: int, start: int, length: int) -> None:
        """Let no phrase be found any more that holds one of these words."""
        self._taken[side].setdefault(number, set()).update(range(start, start + length))

    def links(self, side: int, phrase: Phrase) -> Mapping[int, Sequence[int]]:
        """Return the links whose side may hold a phrase: those that hold its rarest word, with the places of that."""
        return self._rarest(side, phrase)[1]

    def find(self, side: int, phrase: Phrase, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, list[int]]]:
        """Yield the links whose side holds a phrase no word of which is taken, of some links or of all, with its places."""
        shift, places = self._rarest(side, phrase)
        stems, taken, length = self.stems[side], self._taken[side], len(phrase)
        for number in places if numbers is None else numbers:
            starts = places.get(number, [])
            if length > 1:
                line = stems[number]
                starts = [place - shift for place in starts if place >= shift]
                starts = [start for start in starts if line[start : start + length] == phrase]
            if starts and number in taken:
                gone = taken[number]
                starts = [start for start in starts if gone.isdisjoint(range(start, start + length))]
            if starts:
                yield number, starts

    def _rarest(self, side: int, phrase: Phrase) -> tuple[int, dict[int, list[int]]]:
        """Return the offset of the indexed word of a phrase that fewest links hold, and its places."""
        where = self._where[side]
        _, shift = min((len(where[stem]), shift) for shift, stem in enumerate(phrase) if stem in where)
        return shift, where[phrase[shift]]

    def key(self, side: int, number: int, start: int) -> Key:
        """Return the place of a token in its edition: a provision may stand in several links."""
        one = self.side(side, number)
        block = one.blocks[start]
        return side, one.passage.refs[block], start - one.blocks.index(block)

    def is_alone(self, side: int, number: int) -> bool:
        """True for a link no provision of which stands in another one: its places are nowhere counted twice."""
        return number not in self._shared[side]


class Sought:
    """One phrase of a pair, where it stands outside the other phrase and in the words that were exchanged."""

    def __init__(self, spots: Spots, pair: Pair, which: int, plain: Sequence[Place], language: Language) -> None:
        """Take a pair of phrases, which of them is sought, and the places where one stands for the other word by word."""
        self._spots = spots
        self.phrase, self._other = pair[which], pair[1 - which]
        self._likeness: _Likeness | None = None
        if can_tell(language):
            known = {spots.norms(which, place[0], place[1 + which], len(self.phrase)) for place in plain}
            self._likeness = _Likeness(known, language)

    def find(self, side: int, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, list[int]]]:
        """Yield the links that hold the phrase on a side, of some links or of all, with its first tokens, in order."""
        spots, phrase, length, likeness = self._spots, self.phrase, len(self.phrase), self._likeness
        may_be_part = len(self._other) > length
        for number, found in spots.find(side, phrase, numbers):
            starts = found
            if may_be_part:
                stems = spots.stems[side][number]
                starts = [start for start in starts if not stands_in(stems, start, phrase, self._other)]
            if likeness is not None and starts:
                norms = spots.side(side, number).norms
                starts = [start for start in starts if likeness[norms[start : start + length]]]
            if starts:
                yield number, starts

    def count(self, side: int, most: float) -> int:
        """Return how many places of an edition hold the phrase; past ``most`` it counts no further."""
        spots = self._spots
        alone = 0
        keys: set[Key] = set()
        for number, starts in self.find(side):
            if spots.is_alone(side, number):
                alone += len(starts)
            else:
                keys.update(spots.key(side, number, start) for start in starts)
            if alone + len(keys) > most:
                break
        return alone + len(keys)


class _Likeness(dict[Phrase, bool]):
    """Which words are forms of the very words that were exchanged: one stem may be that of two words (``лишь``, ``лишен``)."""

    def __init__(self, exchanged: Iterable[Phrase], language: Language) -> None:
        super().__init__()
        self._models, self._language = [frozenset(norms) for norms in zip(*exchanged, strict=True)], language

    def __missing__(self, norms: Phrase) -> bool:
        is_like = self[norms] = all(
            norm in model or any(are_forms(norm, one, self._language) for one in model)
            for norm, model in zip(norms, self._models, strict=True)
        )
        return is_like


def _shared(sides: Mapping[int, Side]) -> frozenset[int]:
    """Return the links that hold a provision which stands in several."""
    counts = Counter(ref for side in sides.values() for ref in side.passage.refs)
    several = {ref for ref, count in counts.items() if count > 1}
    return frozenset(number for number, side in sides.items() if not several.isdisjoint(side.passage.refs))


def _index(stems: Mapping[int, Phrase], wanted: Set[str]) -> dict[str, dict[int, list[int]]]:
    """Return the places of some stems, by stem and link."""
    index: dict[str, dict[int, list[int]]] = {stem: {} for stem in wanted}
    for number, phrase in stems.items():
        for start, stem in compress(enumerate(phrase), map(wanted.__contains__, phrase)):
            places = index[stem]
            if number in places:
                places[number].append(start)
            else:
                places[number] = [start]
    return index
