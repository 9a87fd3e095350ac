"""The number words of a language, read from ``lexicon/<code>/numbers.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct

from constitution_diff.annotate.accepting import WordTable
from constitution_diff.annotate.cues import Step, StepIndex, parse_step
from constitution_diff.annotate.lexicon import find_file, read_toml
from constitution_diff.annotate.sentences import has_word, wholes_and_halves
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of
from constitution_diff.text import Folding, fold_word

_DIGIT = re.compile(r"\d")
UNITS = ("minute", "hour", "day", "week", "month", "year", "percent", "time")
"""Units that a number can have; ``share``, ``majority`` and ``date`` beside them."""


# one object a language, compared by identity
class NumberWords(Struct, frozen=True, eq=False):
    """What one language has for numbers."""

    cardinals: dict[str, int]
    """Number word, folded, and its value."""
    denominators: dict[str, int]
    """Words for parts: "thirds"."""
    numerators: dict[str, int]
    """Words for how many parts: the cardinals, or for a value what the file says instead."""
    denominator_first: bool
    """True for «үштен екісі»."""
    words: dict[str, tuple[tuple[tuple[str, ...], Fraction, str], ...]]
    """By first word: words that are a number by themselves, its value and unit; the longest first."""
    units: StepIndex[str]
    """Unit and its words."""
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    """Units of several words: "per cent"."""
    glued: tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]
    """Unit, beginnings and whole words of what follows a number in one word: "пятилетний"."""
    beginnings: frozenset[str]
    """First three letters of the cardinals: no other word can be a glued one."""
    single: StepIndex[str]
    """Unit and words that mean one of it."""
    months: StepIndex[int]
    """Months by number."""
    year_words: Step
    """Words for a year beside its number."""
    dates: tuple[tuple[str, ...], ...]
    """Orders of a date: ``D``, ``M``, ``Y`` and words, alternatives with a bar."""
    joiners: Step
    """Words inside a number: "one hundred and two"."""
    decimal: str
    """Sign between whole and tenths."""
    majority: tuple[str, ...]
    """Cues for a majority without a number."""
    explanations: dict[str, str]
    """Sentences of the explanation."""
    examples: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Text, and the values and units to be found in it."""
    folding: Folding
    """Of the language."""


@lru_cache(maxsize=32)
def load_number_words(code: str) -> NumberWords | None:
    """Return the number words of a language, None when it has no file.

    Raises:
        LexiconError: the file is not valid, or lacks an entry.
    """
    path = find_file(code, "numbers.toml")
    if path is None:
        return None
    try:
        return _build(read_toml(path), language_of(code).folding)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/numbers.toml", "see docs/lexicon.md"
        ) from error


@lru_cache(maxsize=4)
def glued_numbers(words: NumberWords) -> WordTable[tuple[int, str]]:
    """Return for words the number and the unit written in them; no unit where they are none."""

    def tell(norm: str) -> tuple[int, str]:
        for unit, stems, wholes in words.glued if norm[:3] in words.beginnings else ():
            for cut in range(len(norm) - 2, 1, -1):
                rest = norm[cut:]
                if rest.startswith(stems) if stems else False or rest in wholes:
                    value = _spell(norm[:cut], words)
                    if value is not None:
                        return value, unit
        return 0, ""

    return WordTable(tell)


def may_count(text: str, code: str) -> bool:
    """Return False for a text without digits and number words: most are, and need not be taken apart."""
    words = load_number_words(code)
    if words is None:
        return False
    # A month is none without a digit: "may" is a verb.
    return _DIGIT.search(text) is not None or has_word(text, words.folding, _numbering(words))


@lru_cache(maxsize=4)
def _numbering(words: NumberWords) -> WordTable[bool]:
    """Return for words whether a number word is in them."""
    is_number = number_test(words)
    return WordTable(lambda norm: is_number(norm) if norm.isalnum() else any(map(is_number, wholes_and_halves(norm))))


@lru_cache(maxsize=4)
def number_test(words: NumberWords) -> Callable[[str], bool]:
    """Return what tells whether a word is a number, or the beginning of one."""
    known = {*words.cardinals, *words.denominators, *words.numerators, *words.words}
    beginnings, is_single = words.beginnings, words.single.accepts
    return lambda norm: norm in known or norm[:3] in beginnings or is_single(norm)


def _spell(word: str, words: NumberWords) -> int | None:
    """Return the value of number words written together, None when they are none."""
    if word in words.cardinals:
        return words.cardinals[word]
    for cut in range(len(word) - 2, 2, -1):
        head = words.cardinals.get(word[:cut])
        tail = _spell(word[cut:], words) if head is not None else None
        if head is not None and tail is not None and head > tail:
            return head + tail
    return None


def _build(data: dict[str, Any], folding: Folding) -> NumberWords:
    def step(words: Iterable[str]) -> Step:
        return parse_step(words, folding)

    cardinals = _values(data["cardinals"], folding)
    phrases = [(unit, tuple(words.split())) for unit in UNITS for words in data["units"][unit] if " " in words]
    return NumberWords(
        cardinals=cardinals,
        denominators=_values(data["denominators"], folding),
        numerators=_numerators(cardinals, _values(data.get("numerators", {}), folding)),
        denominator_first=data["fraction"] == "denominator",
        words=_words(data["words"], folding),
        units=StepIndex((unit, step(word for word in data["units"][unit] if " " not in word)) for unit in UNITS),
        phrases=tuple(phrases),
        glued=tuple(_glued(unit, words, folding) for unit, words in data["glued"].items()),
        beginnings=frozenset(word[:3] for word in cardinals) if data["glued"] else frozenset(),
        single=StepIndex((unit, step(words)) for unit, words in data["single"].items()),
        months=StepIndex((int(month), step(words)) for month, words in data["months"].items()),
        year_words=step(data["year_words"]),
        dates=tuple(tuple(order.split()) for order in data["dates"]),
        joiners=step(data["joiners"]),
        decimal=data["decimal"],
        majority=tuple(data["majority"]["cues"]),
        explanations=data["explanations"],
        examples=tuple((one["text"], tuple((value, unit) for value, unit in one["found"])) for one in data["examples"]),
        folding=folding,
    )


def _values(data: dict[str, list[str]], folding: Folding) -> dict[str, int]:
    whole = " ".join(form for forms in data.values() for form in forms)
    # Most files are written in folded letters throughout.
    fold = str if fold_word(whole, folding) == whole else partial(fold_word, folding=folding)
    return {fold(form): int(value) for value, forms in data.items() for form in forms}


def _numerators(cardinals: dict[str, int], given: dict[str, int]) -> dict[str, int]:
    replaced = set(given.values())
    return {**{word: value for word, value in cardinals.items() if value not in replaced}, **given}


def _words(
    data: Iterable[dict[str, Any]], folding: Folding
) -> dict[str, tuple[tuple[tuple[str, ...], Fraction, str], ...]]:
    entries: dict[str, list[tuple[tuple[str, ...], Fraction, str]]] = {}
    for one in data:
        for form in one["forms"]:
            norms = tuple(fold_word(word, folding) for word in form.split())
            entries.setdefault(norms[0], []).append((norms, Fraction(one["value"]), one["unit"]))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in entries.items()}


def _glued(unit: str, words: Iterable[str], folding: Folding) -> tuple[str, tuple[str, ...], frozenset[str]]:
    step = parse_step(words, folding)
    return unit, step.stems, step.exact
