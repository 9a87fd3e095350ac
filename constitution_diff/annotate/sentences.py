"""Sentences and words of a provision's text, each with its place, as cues and numbers see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from constitution_diff.text import Folding, fold_word, tokenize

# A full stop ends a sentence when a capital follows, or at the end of a line or text: "ст. 5" and "No. 5" do not.
_SENTENCE_END = re.compile(r"(?<=[.!?…։።。])[\"'»”)]*\s+(?=[\"'«“(]*[^\W\d_a-zа-яёәғқңөұүһі])|\n+")
_JOINTS = re.compile(r"[-\u2010-\u2015'\u2019\u02bc]")
BARRIER = ";"
"""No cue reaches over it: what stands behind a semicolon is a clause of its own."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence; the halves of a hyphened word are two."""

    norm: str
    """As compared; a barrier is the word ``;``."""
    start: int
    """First code point in the provision's text."""
    end: int
    """One past its last code point."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a provision's text."""

    index: int
    """Its place among the sentences, from 0."""
    start: int
    """First code point in the provision's text."""
    end: int
    """One past its last code point."""
    words: tuple[Word, ...]
    """Its words in order, semicolons among them."""


@lru_cache(maxsize=8192)
def split_sentences(text: str, folding: Folding) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their words.

    >>> from constitution_diff.text import NO_FOLDING
    >>> [[word.norm for word in one.words] for one in split_sentences("One self-made; two. Three", NO_FOLDING)]
    [['one', 'self', 'made', ';', 'two'], ['three']]
    """
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    spans = [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]
    return tuple(
        Sentence(index, *_strip(text, start, end), _words(text, start, end, folding))
        for index, (start, end) in enumerate(spans)
    )


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause that a span stands in: from stop to stop, semicolons and line breaks included.

    >>> text = "First; up to seventy-two hours, no longer. Then"
    >>> text[slice(*clause_around(text, 13, 30))]
    'up to seventy-two hours, no longer.'
    """
    stops = [
        0,
        *(match.end() for match in re.finditer(r";|\n", text)),
        *(m.end() for m in _SENTENCE_END.finditer(text)),
        len(text),
    ]
    before = max(stop for stop in stops if stop <= start)
    after = min(stop for stop in stops if stop >= end)
    return _strip(text, before, after)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _words(text: str, start: int, end: int, folding: Folding) -> tuple[Word, ...]:
    words: list[Word] = []
    for token in tokenize(text[start:end], folding):
        if token.text == BARRIER:
            words.append(Word(BARRIER, start + token.start, start + token.end))
        elif token.is_word:
            words += _halves(token.text, start + token.start, folding)
    return tuple(words)


def _halves(printed: str, start: int, folding: Folding) -> list[Word]:
    pieces: list[Word] = []
    offset = 0
    for piece in _JOINTS.split(printed):
        if piece:
            pieces.append(Word(fold_word(piece, folding), start + offset, start + offset + len(piece)))
        offset += len(piece) + 1
    return pieces
