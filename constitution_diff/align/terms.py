"""The terms a text is compared by: stems of its words, and pairs of neighbouring stems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise
from sys import intern
from typing import Protocol

from constitution_diff.languages import Language
from constitution_diff.text import SENTENCE_END, Memo, norms_of, pieces_of

FUNCTION_MARK = "~"
"""Stands before the stem of a function word."""
GRAM_MARK = "#"
"""Stands before a run of letters inside a word, for languages without a stemmer."""
GRAM_LENGTH = 4


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text: cut at line breaks and after a full stop that a capital follows.

    >>> split_sentences("One. Two three.\\nfour; five.")
    ('One.', 'Two three.', 'four; five.')
    """
    pieces: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        end = match.start()
        pieces.append(text[start : end + (text[end] != "\n")].strip())
        start = match.end()
    pieces.append(text[start:].strip())
    return tuple(filter(None, pieces))


def bag(text: str, language: Language) -> Counter[str]:
    """Return the terms of a text with their counts: stems, and pairs of neighbouring words of meaning (``a b``)."""
    return count_terms(roots_of(text, language), grams_of(text, language))


def roots_of(text: str, language: Language) -> list[str]:
    """Return the stems of a text's words in order, those of function words marked."""
    return list(chain.from_iterable(roots_by_piece(text, language)))


def roots_by_piece(text: str, language: Language) -> Iterable[tuple[str, ...]]:
    """Return the same for each piece of the text between white space, which no word goes over."""
    return map(_roots(language).__getitem__, text.split())


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


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the terms of two texts that they have in common (Dice 1945), 0 to 1; 0 for two without terms."""
    total = one.total() + other.total()
    if not total:
        return 0.0
    # Counter's own intersection is written in Python and makes a third one.
    return 2 * sum([min(one[term], other[term]) for term in one.keys() & other.keys()]) / total


@lru_cache(maxsize=16)
def _roots(language: Language) -> Memo[tuple[str, ...]]:
    """Return the stem of each word in what stands between white space, those of function words marked."""
    pieces = pieces_of(language.folding)
    of_word: Memo[tuple[str, ...]] = Memo(lambda norm: tuple([_root(part, language) for part in _parts(norm)]))

    def find(piece: str) -> tuple[str, ...]:
        norms = [norm for _, norm, _, _ in pieces[piece] if norm[:1].isalnum()]
        return of_word[norms[0]] if len(norms) == 1 else tuple(chain.from_iterable(map(of_word.__getitem__, norms)))

    return Memo(find)


@lru_cache(maxsize=16)
def _grams(language: Language) -> Memo[tuple[str, ...]]:
    """Return the runs of letters of each word of meaning in what stands between white space."""

    def find(piece: str) -> tuple[str, ...]:
        parts = [part for norm in norms_of(piece, language.folding) for part in _parts(norm)]
        starts = [
            (part, start)
            for part in parts
            if part not in language.function_words
            for start in range(1, len(part) - GRAM_LENGTH + 1)
        ]
        return tuple([intern(GRAM_MARK + part[start : start + GRAM_LENGTH]) for part, start in starts])

    return Memo(find)


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

    # Without its own cache, which costs it as much again: each word is asked for once.
    stemmer: _Stemmer = Stemmer.Stemmer(algorithm, 0)
    return stemmer
