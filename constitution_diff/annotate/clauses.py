"""Sentences of provisions with what their words are: legal markers, signs, words of the matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress, count

from msgspec import Struct

from constitution_diff.align.terms import stem
from constitution_diff.annotate.accepting import WordTable
from constitution_diff.annotate.cue_hits import Found, find_cues
from constitution_diff.annotate.cue_index import Place
from constitution_diff.annotate.keeping import keep_per_text
from constitution_diff.annotate.majorities import majorities_in
from constitution_diff.annotate.markers import MarkerHit, markers_in
from constitution_diff.annotate.number_words import may_count
from constitution_diff.annotate.sentences import BARRIER, Sentence, split_sentences
from constitution_diff.annotate.signs import SignHit, signs_in
from constitution_diff.annotate.stance import Stance, stance_by
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

_FORMS = FORM_MARKERS | HOLDER_MARKERS
FAMILIES: dict[str, str] = {
    **dict.fromkeys(("according-to-law", "law-order", "regulated-by-law"), "by-law"),
    **dict.fromkeys(("right", "guaranteed", "recognised", "protected"), "grant"),
    **dict.fromkeys(("not-permitted", "prohibited", "no-right"), "ban"),
    "i-only": "only",
    "i-expressly": "expressly",
    "i-arbitrary": "arbitrary",
}
"""Markers and signs that may replace each other without a change of meaning are counted as one family."""

SMALL, LIGHT, MATTER = range(3)
"""What a word carries: nothing (function words, semicolons), no matter of its own (words of form, numbers), matter."""
_BYTES = range(0x100)
_ONLY_MATTER = bytes.maketrans(bytes([LIGHT]), bytes([SMALL]))

Hit = MarkerHit | SignHit


# one object a sentence, compared by identity
class Clause(Struct, frozen=True, eq=False, gc=False):
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
    """Those of its signs that have a place, in reading order."""
    weights: bytes
    """For each word what it carries: `SMALL`, `LIGHT` or `MATTER`."""
    topics: tuple[str, ...]
    """Ids of the topics its words name, each once."""
    ids: frozenset[str]
    """Ids of its markers and signs."""
    families: tuple[str, ...]
    """For each of its hits the family it is counted in."""
    matter: Sequence[int]
    """Indices of the words that say what it is about."""
    meaning: Sequence[int]
    """Indices of all words but function words and semicolons."""
    joints: tuple[int, ...]
    """First code points of its words that join members of a list."""
    stance: Stance
    """What it does."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Its markers, then its signs."""
        return self.markers + self.signs

    def has(self, *ids: str) -> bool:
        """Return True when one of the markers or signs stands in it."""
        return not self.ids.isdisjoint(ids)

    def quote(self, start: int | None = None, end: int | None = None) -> Evidence:
        """Return the words from one code point to another as evidence; the whole sentence without them."""
        first = self.sentence.start if start is None else start
        last = self.sentence.end if end is None else end
        return Evidence(self.side, self.ref, first, last, self.text[first:last])


def read_clauses(side: Side, blocks: Iterable[tuple[str, str]], language: Language) -> tuple[Clause, ...]:
    """Return the sentences of blocks given as (reference, text), in order."""
    return tuple(
        [Clause(side, ref, text, *parts) for ref, text in blocks for parts in read_text(text, language).sentences]
    )


_Parts = tuple[
    Sentence,
    tuple[MarkerHit, ...],
    tuple[SignHit, ...],
    bytes,
    tuple[str, ...],
    frozenset[str],
    tuple[str, ...],
    Sequence[int],
    Sequence[int],
    tuple[int, ...],
    Stance,
]
"""A clause's fields from `sentence` on."""


class TopicHit(Struct, frozen=True, gc=False):
    """One topic in one text, with the words that told it."""

    topic: str
    """Id of the topic."""
    start: int
    """First code point of the words in the text."""
    end: int
    """One past their last code point."""


class Reading(Struct, frozen=True, gc=False):
    """What is read in a text; most texts stand in both editions, or in several links."""

    sentences: tuple[_Parts, ...]
    """For each sentence a clause's fields from `sentence` on."""
    topics: tuple[TopicHit, ...]
    """Every place where it names a topic, in reading order."""
    majorities: tuple[tuple[int, int], ...]
    """Spans of its words for a majority, in order."""
    may_count: bool
    """False when no number stands in it."""


@keep_per_text
def read_text(text: str, language: Language) -> Reading:
    """Return what stands in a text. All cues are looked for at once, and what was found of them is not kept besides.

    Raises:
        LexiconError: a file of the language is not valid.
    """
    sentences = split_sentences(text, language.folding)
    every = find_cues(sentences, language.code)
    found = list(zip(sentences, every, strict=True))
    topics = [
        TopicHit(owner, sentence.starts[first], sentence.ends[last])
        for sentence, cues in found
        if "topics" in cues
        for first, last, owner, _ in cues["topics"]
    ]
    parts = tuple([_read_sentence(sentence, cues, language) for sentence, cues in found])
    return Reading(parts, tuple(topics), majorities_in(sentences, every), may_count(text, language.code))


def _read_sentence(sentence: Sentence, found: Found, language: Language) -> _Parts:
    marked = markers_in(sentence, found["markers"]) if "markers" in found else []
    markers = tuple([hit for hit, _ in marked])
    signs = signs_in(sentence, found)
    places = found.get("signs", ())
    weights = bytearray(map(_weights(language).__getitem__, sentence.norms))
    for index in _words_of_form(marked, places):
        weights[index] = min(weights[index], LIGHT)
    named = [hit.marker for hit in markers]
    stance, known = stance_by(frozenset([*named, *[owner for _, _, owner, _ in places]]))
    return (
        sentence,
        markers,
        signs,
        bytes(weights),
        _as_one(tuple(dict.fromkeys([owner for _, _, owner, _ in found["topics"]]))) if "topics" in found else (),
        known,
        tuple([FAMILIES.get(one, one) for one in [*named, *[hit.sign for hit in signs]]]),
        _indices(weights.translate(_ONLY_MATTER)),
        _indices(weights),
        tuple([sentence.starts[first] for first, _, owner, _ in places if owner == "joint"]),
        stance,
    )


@lru_cache(maxsize=4096)
def _as_one(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same topics as one object for all sentences that name them."""
    return topics


def _indices(chosen: bytearray) -> Sequence[int]:
    """Return the indices of the words chosen, in most sentences as bytes: they take an eighth of the place."""
    return bytes(compress(_BYTES, chosen)) if len(chosen) <= len(_BYTES) else tuple(compress(count(), chosen))


@lru_cache(maxsize=4)
def _weights(language: Language) -> WordTable[int]:
    """Return for folded words what they carry."""

    def weigh(norm: str) -> int:
        if norm == BARRIER or norm in language.function_words or not stem(norm, language):
            return SMALL
        return LIGHT if norm[0].isdigit() else MATTER

    return WordTable(weigh)


def _words_of_form(marked: Iterable[tuple[MarkerHit, range]], signs: Iterable[Place]) -> set[int]:
    """Return the indices of the words that say what kind of sentence it is, or who is meant."""
    covered: set[int] = set()
    things: list[range] = []
    for hit, words in marked:
        if hit.marker in _FORMS:
            covered.update(words)
    for first, last, owner, _ in signs:
        if owner in FORM_SIGNS:
            covered.update(range(first, last + 1))
        elif owner == "thing":
            things.append(range(first, last + 1))
    return covered.difference(*things) if things else covered
