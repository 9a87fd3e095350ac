"""Legal markers: words that give, bind, forbid, limit or condition, and where they stand in a text.

A marker says which words are there. Whether a right became wider or narrower is decided from what entered or left inside
a link, elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from constitution_diff.annotate.cue_hits import find_cues
from constitution_diff.annotate.cue_index import Place
from constitution_diff.annotate.lexicon import load_markers
from constitution_diff.annotate.sentences import Sentence, split_sentences
from constitution_diff.languages import language_of


class MarkerHit(Struct, frozen=True, gc=False):
    """One marker in one text."""

    marker: str
    """Id of the marker."""
    effect: str
    """Its effect: ``guarantee duty prohibition limitation condition holder intensity``."""
    start: int
    """First code point of its words in the text."""
    end: int
    """One past their last code point."""
    sentence: int
    """Index of the sentence, from 0."""


@lru_cache(maxsize=1024)
def find_markers(text: str, language_code: str) -> tuple[MarkerHit, ...]:
    """Return the legal markers of a text, in reading order.

    Markers of one layer do not share words: «не вправе» is no right to, never right to. Where cues of one marker overlap,
    their words are one hit. A language without markers has none.

    >>> [(hit.marker, hit.effect) for hit in find_markers("No one may be tortured.", "en")][-1]
    ('not-permitted', 'prohibition')
    """
    sentences = split_sentences(text, language_of(language_code).folding)
    found = zip(sentences, find_cues(sentences, language_code), strict=True)
    hits = [markers_in(sentence, cues["markers"]) for sentence, cues in found if "markers" in cues]
    return tuple([hit for own in hits for hit, _ in own])


def markers_in(sentence: Sentence, places: Iterable[Place]) -> list[tuple[MarkerHit, range]]:
    """Return the markers of a sentence, in reading order, each with the words it covers; by the places of their cues."""
    found: dict[str, list[tuple[int, int]]] = {}
    for first, last, owner, _ in places:
        found.setdefault(owner, []).append((first, last))
    ranked = _ranked()
    taken: dict[str, int] = {}  # by layer the words that it has, as bits
    hits: list[tuple[int, int, str, str, range]] = []
    # In the order of the list: the first marker of a layer has the words.
    for _, name, layer, effect in sorted([ranked[name] for name in found]):
        spans = found[name]
        if layer:
            used = taken.get(layer, 0)
            spans = [one for one in spans if not used & _bits(*one)]
        for first, last in _merge(spans):
            if layer:
                taken[layer] = taken.get(layer, 0) | _bits(first, last)
            hits.append((sentence.starts[first], sentence.ends[last], name, effect, range(first, last + 1)))
    hits.sort(key=itemgetter(0, 1, 2))
    return [
        (MarkerHit(name, effect, start, end, sentence.index), covered) for start, end, name, effect, covered in hits
    ]


def _bits(first: int, last: int) -> int:
    return (2 << last) - (1 << first)


@lru_cache(maxsize=1)
def _ranked() -> dict[str, tuple[int, str, str, str]]:
    """Return the markers by id, each with its place in the list, id, layer and effect."""
    return {one.id: (rank, one.id, one.layer, one.effect) for rank, one in enumerate(load_markers())}


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of words that hits cover, given in order; overlapping ones are one stretch."""
    if len(spans) < 2:
        return spans
    stretches: list[tuple[int, int]] = []
    for first, last in spans:
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
        else:
            stretches.append((first, last))
    return stretches
