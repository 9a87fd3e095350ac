"""The terms a text is compared by: stems of its words, and pairs of neighbouring stems."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from sys import intern
from typing import Protocol

from constitution_diff.languages import Language
from constitution_diff.text import tokenize

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
    terms: list[str] = []
    previous = ""
    for token in tokenize(text, language.folding):
        for root, grams in _terms_of(token.norm, language):
            terms.append(root)
            if root[0] == FUNCTION_MARK:
                continue
            terms.extend(grams)
            if previous:
                terms.append(intern(f"{previous} {root}"))  # a text of many copies has each pair once
            previous = root
    return Counter(terms)


@lru_cache(maxsize=65536)
def _terms_of(norm: str, language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each part of a word its stem, marked when it is a function word, and its runs of letters; nothing for a sign."""
    if not norm[:1].isalnum():
        return ()
    terms: list[tuple[str, tuple[str, ...]]] = []
    for part in _parts(norm):
        root = stem(part, language)
        if part in language.function_words:
            terms.append((FUNCTION_MARK + root, ()))
            continue
        starts = () if language.stemmer else range(1, len(part) - GRAM_LENGTH + 1)
        terms.append((root, tuple(GRAM_MARK + part[start : start + GRAM_LENGTH] for start in starts)))
    return tuple(terms)


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
