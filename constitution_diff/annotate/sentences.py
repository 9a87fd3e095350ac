"""Sentences and words of a provision's text, each with its place, as cues and numbers see them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from constitution_diff.text import SENTENCE_END, Folding, Token, fold_word, tokenize

_JOINTS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015'\u2019\u02bc", "-"))
_CLAUSE_END = re.compile(r";|\n")
_HALVES = re.compile(r"[-']")
BARRIER = ";"
"""No cue reaches over it: what stands behind a semicolon is a clause of its own."""
_MOST_SHORT = 0xFFFF
"""Code points of a text whose places are numbers of two bytes."""


class Sentence(Struct, frozen=True, gc=False):
    """One sentence of a provision's text, its words in order, semicolons among them; the halves of a hyphened word are two.

    What is said of its words stands in arrays of small numbers: a long text has millions of words.
    """

    index: int
    """Its place among the sentences, from 0."""
    start: int
    """First code point in the provision's text."""
    end: int
    """One past its last code point."""
    norms: tuple[str, ...]
    """Its words as compared; a barrier is ``;``."""
    starts: Sequence[int]
    """For each word its first code point in the provision's text."""
    ends: Sequence[int]
    """For each word one past its last code point."""


def split_sentences(text: str, folding: Folding) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their words.

    >>> from constitution_diff.text import NO_FOLDING
    >>> [one.norms for one in split_sentences("One self-made; two. Three", NO_FOLDING)]
    [('one', 'self', 'made', ';', 'two'), ('three',)]
    """
    tokens = tokenize(text, folding)
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    if not ends:
        return (_sentence(0, tokens, folding),) if tokens else ()
    # No word reaches over white space, and so none over the end of a sentence: the text is cut into words once.
    starts = [token.start for token in tokens]
    places = [0, *[bisect_left(starts, end) for end in ends], len(tokens)]
    pieces = [tokens[first:last] for first, last in pairwise(places) if first < last]
    return tuple([_sentence(index, piece, folding) for index, piece in enumerate(pieces)])


def _sentence(index: int, tokens: Sequence[Token], folding: Folding) -> Sentence:
    words: list[Token] = []
    for token in tokens:
        text = token.text
        if text.isalnum() or text == BARRIER:
            words.append(token)
        elif token.norm[:1].isalnum():
            words += _halves(text, token.start, folding)
    end = tokens[-1].end
    kind = "H" if end <= _MOST_SHORT else "I"
    return Sentence(
        index,
        tokens[0].start,
        end,
        tuple([word.norm for word in words]),
        array(kind, [word.start for word in words]),
        array(kind, [word.end for word in words]),
    )


def has_word(text: str, folding: Folding, wanted: Mapping[str, bool]) -> bool:
    """Return True when a word or mark of a text is one of those wanted, by what `wholes_and_halves` are."""
    return any(map(wanted.__getitem__, [token.norm for token in tokenize(text, folding)]))


def wholes_and_halves(norm: str) -> list[str]:
    """Return a folded word or mark, and the halves of a hyphened one.

    >>> wholes_and_halves("self-made")
    ['self-made', 'self', 'made']
    """
    return [norm] if norm.isalnum() else [norm, *filter(None, _HALVES.split(norm))]


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
    ends = {match.end() for pattern in (_CLAUSE_END, SENTENCE_END) for match in pattern.finditer(text)}
    return sorted({0, len(text)} | ends)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _halves(printed: str, start: int, folding: Folding) -> list[Token]:
    pieces: list[Token] = []
    offset = 0
    for piece in printed.translate(_JOINTS).split("-"):
        if piece:
            pieces.append(Token(piece, fold_word(piece, folding), start + offset, start + offset + len(piece)))
        offset += len(piece) + 1
    return pieces
