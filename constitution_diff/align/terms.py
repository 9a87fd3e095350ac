"""The terms a text is compared by: stems of its words, and pairs of neighbouring stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise
from sys import intern
from typing import Protocol

from constitution_diff.languages import Language
from constitution_diff.text import keep, pieces_of

FUNCTION_MARK = "~"
"""Stands before the stem of a function word."""
GRAM_MARK = "#"
"""Stands before a run of letters inside a word, for languages without a stemmer."""
GRAM_LENGTH = 4
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…։।。])[\"'»”)]*\s+(?=[\"'«“(]*[^\W\d_a-zа-яёәғқңөұүһі])|\n")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text: cut at line breaks and after a full stop that a capital follows.

    >>> split_sentences("One. Two three.\\nfour; five.")
    ('One.', 'Two three.', 'four; five.')
    """
    return tuple(piece.strip() for piece in _SENTENCE_BREAK.split(text) if piece.strip())


def bag(text: str, language: Language) -> Counter[str]:
    """Return the terms of a text with their counts: stems, and pairs of neighbouring words of meaning (``a b``)."""
    return count_terms(roots_of(text, language), grams_of(text, language))


def roots_of(text: str, language: Language) -> list[str]:
    """Return the stems of a text's words in order, those of function words marked."""
    # No word goes over white space: what stands between is looked up, and cut when it is first seen.
    return list(chain.from_iterable(map(_roots(language).__getitem__, text.split())))


def grams_of(text: str, language: Language) -> list[str]:
    """Return the runs of letters of a text's words of meaning, marked; none in a language with a stemmer."""
    if language.stemmer:
        return []
    return list(chain.from_iterable(map(_grams(language).__getitem__, text.split())))


def count_terms(roots: Iterable[str], grams: Iterable[str] = ()) -> Counter[str]:
    """Return how often each term stands in a text, by the stems of its words in order, and its runs of letters."""
    roots = tuple(roots)
    words = [root for root in roots if root[0] != FUNCTION_MARK]
    # Interned: a text of many copies has each pair once.
    return Counter(chain(roots, grams, map(intern, map(" ".join, pairwise(words)))))


class _Roots(dict[str, tuple[str, ...]]):
    """Of what stands between white space the stem of each word, those of function words marked."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = _words_of(piece, self._language)
        return keep(self, piece, tuple(_root(word, self._language) for word in words))


class _Grams(dict[str, tuple[str, ...]]):
    """Of what stands between white space the runs of letters of each word of meaning."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = [word for word in _words_of(piece, self._language) if word not in self._language.function_words]
        starts = [(word, start) for word in words for start in range(1, len(word) - GRAM_LENGTH + 1)]
        return keep(self, piece, tuple(intern(GRAM_MARK + word[start : start + GRAM_LENGTH]) for word, start in starts))


@lru_cache(maxsize=16)
def _roots(language: Language) -> _Roots:
    return _Roots(language)


@lru_cache(maxsize=16)
def _grams(language: Language) -> _Grams:
    return _Grams(language)


def _words_of(piece: str, language: Language) -> list[str]:
    """Return the folded words of a piece of text, the parts of hyphenated ones apart; no signs."""
    norms = [norm for _, norm, _, _ in pieces_of(language.folding)[piece] if norm[:1].isalnum()]
    return [part for norm in norms for part in _parts(norm)]


def _root(word: str, language: Language) -> str:
    root = stem(word, language)
    return intern(FUNCTION_MARK + root if word in language.function_words else root)


def _parts(norm: str) -> list[str]:
    """Return the words of a hyphenated word: each half has endings of its own; numbers such as 3-1 stay whole."""
    return [norm] if norm[0].isdigit() or "-" not in norm else [part for part in norm.split("-") if part]


@lru_cache(maxsize=65536)
def stem(norm: str, language: Language) -> str:
    """Return the part of a folded word that is compared; numbers stay whole.

    Source: Snowball (M. F. Porter, 2001) where it knows the language; otherwise the first letters.
    """
    if norm[0].isdigit():
        return norm
    if language.stemmer:
        return _stemmer(language.stemmer).stemWord(norm)
    return norm[: language.stem_length]


@lru_cache(maxsize=16)
def _stemmer(algorithm: str) -> _Stemmer:
    import Stemmer  # noqa: PLC0415 - only a comparison needs it

    stemmer: _Stemmer = Stemmer.Stemmer(algorithm)
    return stemmer
