"""Legal markers: words that give, bind, forbid, limit or condition, and where they stand in a text.

A marker says which words are there. Whether a right became wider or narrower is decided from what entered or left inside
a link, elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from constitution_diff.annotate.cue_hits import find_cues
from constitution_diff.annotate.cues import CueHit
from constitution_diff.annotate.lexicon import Marker, load_markers
from constitution_diff.annotate.sentences import Sentence, split_sentences
from constitution_diff.languages import language_of


class MarkerHit(Struct, frozen=True):
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


@lru_cache(maxsize=8192)
def find_markers(text: str, language_code: str) -> tuple[MarkerHit, ...]:
    """Return the legal markers of a text, in reading order.

    Markers of one layer do not share words: «не вправе» is no right to, never right to. Where cues of one marker overlap,
    their words are one hit. A language without markers has none.

    >>> [(hit.marker, hit.effect) for hit in find_markers("No one may be tortured.", "en")][-1]
    ('not-permitted', 'prohibition')
    """
    sentences = split_sentences(text, language_of(language_code).folding)
    found = zip(sentences, find_cues(text, language_code), strict=True)
    hits = [hit for sentence, cues in found for hit in _find_in(sentence, cues["markers"])]
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.marker)))


def _find_in(sentence: Sentence, cue_hits: Iterable[CueHit]) -> list[MarkerHit]:
    found: dict[str, list[CueHit]] = {}
    for cue_hit in cue_hits:
        found.setdefault(cue_hit.owner, []).append(cue_hit)
    taken: dict[str, set[int]] = {}
    hits: list[MarkerHit] = []
    # In the order of the list: the first marker of a layer has the words.
    for _, marker in sorted(_ranked()[name] for name in found):
        used = taken.setdefault(marker.layer, set()) if marker.layer else set()
        free = [one for one in found[marker.id] if used.isdisjoint(range(one.first, one.last + 1))]
        for first, last in _merge(free):
            used.update(range(first, last + 1))
            hits.append(_hit(marker, sentence, first, last))
    return hits


@lru_cache(maxsize=1)
def _ranked() -> dict[str, tuple[int, Marker]]:
    """Return the markers with their place in the list, by id."""
    return {marker.id: (rank, marker) for rank, marker in enumerate(load_markers())}


def _merge(cue_hits: list[CueHit]) -> list[tuple[int, int]]:
    """Return the stretches of words that the hits cover; overlapping ones are one stretch."""
    stretches: list[tuple[int, int]] = []
    for hit in sorted(cue_hits, key=lambda hit: (hit.first, hit.last)):
        if stretches and hit.first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], hit.last))
        else:
            stretches.append((hit.first, hit.last))
    return stretches


def _hit(marker: Marker, sentence: Sentence, first: int, last: int) -> MarkerHit:
    return MarkerHit(marker.id, marker.effect, sentence.words[first].start, sentence.words[last].end, sentence.index)
