"""Sentences of provisions with what their words are: legal markers, signs, words of the matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from constitution_diff.align.terms import stem
from constitution_diff.annotate.markers import MarkerHit, find_markers
from constitution_diff.annotate.sentences import BARRIER, Sentence, Word, split_sentences
from constitution_diff.annotate.signs import SignHit, find_signs
from constitution_diff.annotate.topics import find_topics
from constitution_diff.languages import Language
from constitution_diff.observations import Evidence, Side

FORM_MARKERS = frozenset(
    {
        "right",
        "guaranteed",
        "recognised",
        "protected",
        "state-task",
        "duty",
        "liability",
        "not-permitted",
        "prohibited",
        "no-right",
        "unconstitutional",
        "immunity",
        "equal",
        "may-be-limited",
        "exercise-limits",
        "no-limitation",
    }
)
"""Markers that say what kind of sentence it is: their words are no matter that a right is about."""
FORM_SIGNS = frozenset(("light", "human", "patient", "permitted", "nobody"))
"""Signs whose words are no matter either."""
HOLDER_MARKERS = frozenset(("h-everyone", "h-citizen", "h-foreigner", "h-state"))
"""Markers of the person or power meant; who is meant is compared apart from the matter. Detained and accused persons stay
matter: a list of them is a list like any other."""

Hit = MarkerHit | SignHit


# one object a sentence, compared by identity
class Clause(Struct, frozen=True, eq=False):
    """One sentence of one provision."""

    side: Side
    """Which edition."""
    ref: str
    """Its provision."""
    text: str
    """The whole text of the provision."""
    sentence: Sentence
    """Its place and words."""
    markers: tuple[MarkerHit, ...]
    """Its legal markers, in reading order."""
    signs: tuple[SignHit, ...]
    """Its signs, in reading order."""
    roots: tuple[str, ...]
    """For each word its stem, empty for a function word or a semicolon."""
    is_light: tuple[bool, ...]
    """For each word True when it carries no matter of its own."""
    topics: tuple[str, ...]
    """Ids of the topics its words name, each once."""
    ids: frozenset[str]
    """Ids of its markers and signs."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return its markers, then its signs."""
        return (*self.markers, *self.signs)

    def has(self, *ids: str) -> bool:
        """Return True when one of the markers or signs stands in it."""
        return not self.ids.isdisjoint(ids)

    def quote(self, start: int | None = None, end: int | None = None) -> Evidence:
        """Return the words from one code point to another as evidence; the whole sentence without them."""
        first = self.sentence.start if start is None else start
        last = self.sentence.end if end is None else end
        return Evidence(self.side, self.ref, first, last, self.text[first:last])

    def matter(self) -> frozenset[str]:
        """Return the stems of the words that say what it is about."""
        return frozenset(root for root, light in zip(self.roots, self.is_light, strict=True) if root and not light)


def read_clauses(side: Side, blocks: Iterable[tuple[str, str]], language: Language) -> tuple[Clause, ...]:
    """Return the sentences of blocks given as (reference, text), in order."""
    return tuple(Clause(side, ref, text, *parts) for ref, text in blocks for parts in _read(text, language))


_Parts = tuple[
    Sentence,
    tuple[MarkerHit, ...],
    tuple[SignHit, ...],
    tuple[str, ...],
    tuple[bool, ...],
    tuple[str, ...],
    frozenset[str],
]
"""A clause's fields from `sentence` on."""


@lru_cache(maxsize=4096)
def _read(text: str, language: Language) -> tuple[_Parts, ...]:
    """Return what the sentences of a text are; most texts stand in both editions, or in several links."""
    markers: dict[int, list[MarkerHit]] = {}
    for hit in find_markers(text, language.code):
        markers.setdefault(hit.sentence, []).append(hit)
    topics: dict[int, dict[str, None]] = {}
    for named in find_topics(text, language.code):
        topics.setdefault(named.sentence, {})[named.topic] = None
    return tuple(
        _read_sentence(
            text, sentence, tuple(markers.get(sentence.index, ())), tuple(topics.get(sentence.index, ())), language
        )
        for sentence in split_sentences(text, language.folding)
    )


def _read_sentence(
    text: str, sentence: Sentence, markers: tuple[MarkerHit, ...], topics: tuple[str, ...], language: Language
) -> _Parts:
    signs = find_signs(text, sentence, language.code)
    words = sentence.words
    roots = tuple(
        "" if word.norm == BARRIER or word.norm in language.function_words else stem(word.norm, language)
        for word in words
    )
    forms: list[Hit] = [hit for hit in signs if hit.sign in FORM_SIGNS]
    forms += [hit for hit in markers if hit.marker in FORM_MARKERS or hit.marker in HOLDER_MARKERS]
    plain = _covered(words, forms) - _covered(words, [hit for hit in signs if hit.sign == "thing"])
    light = tuple(
        not root or index in plain or word.norm[0].isdigit()
        for index, (root, word) in enumerate(zip(roots, words, strict=True))
    )
    ids = frozenset([*(hit.marker for hit in markers), *(hit.sign for hit in signs)])
    return sentence, markers, signs, roots, light, topics, ids


def _covered(words: Sequence[Word], hits: Iterable[Hit]) -> set[int]:
    """Return the indices of the words that hits cover; a hit begins and ends with a word."""
    first = {word.start: index for index, word in enumerate(words)}
    last = {word.end: index for index, word in enumerate(words)}
    return {index for hit in hits for index in range(first[hit.start], last[hit.end] + 1)}
