"""Sentences and words of a provision's text, each with its place, as cues and numbers see them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from constitution_diff.text import Folding, fold_word, tokenize

# A full stop ends a sentence when a capital follows, or at the end of a line or text: "ст. 5" and "No. 5" do not.
_SENTENCE_END = re.compile(r"(?<=[.!?…։።。])[\"'»”)]*\s+(?=[\"'«“(]*[^\W\d_a-zа-яёәғқңөұүһі])|\n+")
_JOINTS = re.compile(r"[-\u2010-\u2015'\u2019\u02bc]")
_CLAUSE_END = re.compile(r";|\n")
_HALVES = re.compile(r"[-']")
BARRIER = ";"
"""No cue reaches over it: what stands behind a semicolon is a clause of its own."""


class Word(Struct, frozen=True):
    """One word of a sentence; the halves of a hyphened word are two."""

    norm: str
    """As compared; a barrier is the word ``;``."""
    start: int
    """First code point in the provision's text."""
    end: int
    """One past its last code point."""


class Sentence(Struct, frozen=True):
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


@lru_cache(maxsize=8192)
def norms_of(text: str, folding: Folding) -> frozenset[str]:
    """Return the words of a text, folded; hyphened ones whole and in halves, and its marks."""
    norms = {token.norm for token in tokenize(text, folding)}
    halves = {half for norm in norms if not norm.isalnum() for half in _HALVES.split(norm)}
    return frozenset(norms | halves) - {""}


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clause that a span stands in: from stop to stop, semicolons and line breaks included.

    >>> text = "First; up to seventy-two hours, no longer. Then"
    >>> text[slice(*clause_around(text, 13, 30))]
    'up to seventy-two hours, no longer.'
    """
    stops = _stops(text)
    return _strip(text, stops[bisect_right(stops, start) - 1], stops[bisect_left(stops, end)])


@lru_cache(maxsize=64)
def _stops(text: str) -> list[int]:
    ends = {match.end() for pattern in (_CLAUSE_END, _SENTENCE_END) for match in pattern.finditer(text)}
    return sorted({0, len(text)} | ends)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _words(text: str, start: int, end: int, folding: Folding) -> tuple[Word, ...]:
    words: list[Word] = []
    for token in tokenize(text[start:end], folding):
        if token.text == BARRIER:
            words.append(Word(BARRIER, start + token.start, start + token.end))
        elif token.text.isalnum():
            words.append(Word(token.norm, start + token.start, start + token.end))
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
