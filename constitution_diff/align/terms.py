"""The terms a text is compared by: stems of its words, and pairs of neighbouring stems."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
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
    norms = [norm for token in tokenize(text, language.folding) if token.is_word for norm in _parts(token.norm)]
    terms: Counter[str] = Counter()
    previous = ""
    for norm in norms:
        root = stem(norm, language)
        if norm in language.function_words:
            terms[FUNCTION_MARK + root] += 1
            continue
        terms[root] += 1
        if not language.stemmer:
            terms.update(
                GRAM_MARK + norm[start : start + GRAM_LENGTH] for start in range(1, len(norm) - GRAM_LENGTH + 1)
            )
        if previous:
            terms[f"{previous} {root}"] += 1
        previous = root
    return terms


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
