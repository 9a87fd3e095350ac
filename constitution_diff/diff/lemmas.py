"""Whether two words are forms of one word, and whether anything in this program can tell.

pymorphy3 (M. Korobov, Morphological analyzer and generator for Russian and Ukrainian, 2015) knows Russian, simplemma
(A. Barbaresi, 2023) many languages. Measured 2026-11-22, import and dictionary: pymorphy3 0.14 s, simplemma 0.32 s for
English. So they are loaded when the first pair of words that begin alike asks for them; and English, which every report
without arguments needs, does with Snowball, which is loaded anyway, and a table of endings.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from constitution_diff.align.terms import stem
from constitution_diff.languages import Language

SAME_LETTERS = 2
"""First letters two words must share before a lemmatizer is asked about them: ``может`` and ``могут``."""
ALIKE_LETTERS = 3
"""The same where no lemmatizer can be asked, and half of the shorter word besides."""
LEAST_LIKELY = 0.1
"""Share of a word's uses below which a reading of it is left aside (``лиц`` may be many things)."""


def can_tell(language: Language) -> bool:
    """Return True when the forms of a word can be told from other words in this language."""
    if language.lemmatizer == "snowball":
        return bool(language.inflections)
    return language.lemmatizer in ("pymorphy3", "simplemma")


@lru_cache(maxsize=65536)
def are_forms(one: str, other: str, language: Language) -> bool:
    """Return True when two folded words are forms of one word: another case, number, gender or person, nothing else.

    A participle is no form of its verb here, nor is another tense: these can change what a law says.

    >>> from constitution_diff.languages import load_language
    >>> [are_forms("гражданам", "граждане", load_language("ru")), are_forms("законный", "незаконный", load_language("ru"))]
    [True, False]
    """
    if one == other:
        return True
    if language.lemmatizer == "pymorphy3":
        return _begin_alike(one, other, SAME_LETTERS) and not _look_up(one)[1].isdisjoint(_look_up(other)[1])
    if language.lemmatizer == "simplemma":
        return _begin_alike(one, other, SAME_LETTERS) and _lemma(one, language.code) == _lemma(other, language.code)
    return language.lemmatizer == "snowball" and _are_inflected(one, other, language)


def may_be_forms(one: str, other: str) -> bool:
    """Return True when two words begin as forms of one word do, which is all that can be said without a lemmatizer."""
    letters = max(ALIKE_LETTERS, min(len(one), len(other)) // 2)
    return min(len(one), len(other)) >= letters and _begin_alike(one, other, letters)


def _begin_alike(one: str, other: str, letters: int) -> bool:
    """True for words that share their first letters, or all of the shorter one: ``в`` and ``во``."""
    shared = shared_letters(one, other)
    return one.isalpha() and other.isalpha() and shared >= min(letters, len(one), len(other))


def shared_letters(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def is_base_form(word: str, language: Language) -> bool:
    """Return True when a folded word is in the form that a dictionary lists."""
    if language.lemmatizer != "pymorphy3":
        return False
    return _look_up(word)[0] == word


def _are_inflected(one: str, other: str, language: Language) -> bool:
    """True when both words, or what follows a common beginning of one stem, stand in one line of the language's endings."""
    if any(one in line and other in line for line in language.inflections):
        return True
    shared = shared_letters(one, other)
    return stem(one, language) == stem(other, language) and any(
        one[cut:] in line and other[cut:] in line
        for cut in range(shared, max(shared - 2, 0), -1)
        for line in language.inflections
    )


@lru_cache(maxsize=65536)
def _look_up(word: str) -> tuple[str, frozenset[tuple[str, ...]]]:
    """Return the likeliest lemma of a Russian word, and what it may be.

    That is: lemma, part of speech, and what of its form can change the meaning.
    """
    parses = _analyzer().parse(word)
    readings = frozenset(
        (normal_form, *_form(str(tag))) for _, tag, normal_form, score, _ in parses if score >= LEAST_LIKELY
    )
    return parses[0][2], readings


@lru_cache(maxsize=4096)
def _form(name: str) -> tuple[str, str, str, str]:
    """Return part of speech, tense, mood and voice of a tag; short adjectives and participles count as the full ones."""
    tag = _analyzer().TagClass(name)
    part = {"ADJS": "ADJF", "PRTS": "PRTF"}.get(str(tag.POS), str(tag.POS))
    return part, str(tag.tense), str(tag.mood), str(tag.voice)


@lru_cache(maxsize=65536)
def _lemma(word: str, code: str) -> str:
    from simplemma import lemmatize  # noqa: PLC0415 - see the head of this module

    return lemmatize(word, lang=code).casefold()


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    from constitution_diff.diff.morphology import load_analyzer  # noqa: PLC0415 - see the head of this module

    return load_analyzer()
