"""Words of both editions as numbers: forms of one word have one number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from constitution_diff.align.terms import stem
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.synonyms import load_synonyms
from constitution_diff.languages import Language

MOST_CLAUSES = 4096
"""Sentences of which the numbers of all words are remembered; more than the sentences of a constitution, and of any article."""


class Names:
    """Numbers for words: forms of one word have one number."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._known = _Numbers(language)
        self._every: dict[Clause, tuple[int, ...]] = {}

    def of(self, clause: Clause) -> frozenset[int]:
        """Return the numbers of a sentence's matter words."""
        norms, table = clause.sentence.norms, self._known
        return frozenset([table[norms[index]] for index in clause.matter])

    def every(self, clause: Clause) -> tuple[int, ...]:
        """Return the number of each word of a sentence."""
        known = self._every.get(clause)
        if known is None:
            if len(self._every) >= MOST_CLAUSES:
                self._every.clear()
            known = self._every[clause] = tuple(map(self._known.__getitem__, clause.sentence.norms))
        return known

    def all_of(self, clauses: Iterable[Clause]) -> frozenset[int]:
        """Return the numbers of all words of sentences."""
        # Not kept: a set takes ten times the place of the numbers, and next to no time to make.
        return frozenset(chain.from_iterable([self.every(clause) for clause in clauses]))

    def inside(self, clause: Clause, start: int, end: int) -> set[int]:
        """Return the numbers of a sentence's words of meaning from one code point to another."""
        starts, ends, numbers = clause.sentence.starts, clause.sentence.ends, self.every(clause)
        return {numbers[index] for index in clause.meaning if start <= starts[index] and ends[index] <= end}

    def number(self, norm: str) -> int:
        """Return the number of a word."""
        return self._known[norm]


class _Numbers(dict[str, int]):
    """The number of every word that was asked for; a number is for good."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._has_stems = bool(language.stemmer)
        self._synonyms = load_synonyms(language.code)
        self._near: dict[str, list[str]] = {}

    def __missing__(self, norm: str) -> int:
        number = self._find(norm)
        self[norm] = number
        return number

    def _find(self, norm: str) -> int:
        # Asked before it is looked up: each word comes here once, and few have synonyms.
        if self._synonyms.accepts(norm):
            # Numbers below zero: no other word has them.
            return -1 - self._synonyms.find(norm)[0]
        filed, keys = self._keys(norm)
        near = self._near
        # Words of one stem are forms of one word.
        same = [*near.get(filed[0], ())] if self._has_stems else []
        for key in filed[1:] if self._has_stems else filed:
            same += [word for word in near.get(key, ()) if _is_form(word, norm, self._has_stems)]
        numbers = {self[word] for word in same}
        if len(numbers) > 1:
            # Of several words it may be a form of, the one that has most of its letters.
            number = -max((_common(word, norm), -self[word]) for word in same)[1]
        else:
            number = numbers.pop() if numbers else len(self)
        for key in keys:
            near.setdefault(key, []).append(norm)
        return number

    def _keys(self, norm: str) -> tuple[list[str], list[str]]:
        """Return under what the words are filed that it may be a form of, and under what it is filed; see `is_same_word`.

        A mark before the letters says what they are: a stem, the first three, four or six letters, a whole word of five,
        the beginning of one that may be such a word with an ending.
        """
        if self._has_stems:
            stemmed, length = f"stem {stem(norm, self._language)}", len(norm)
            if length < 5:
                return [stemmed], [stemmed]
            if length == 5:
                return [stemmed, f"longer {norm}"], [stemmed, f"five {norm}"]
            six, five = f"six {norm[:6]}", norm[:5]
            if length > 7:
                return [stemmed, six], [stemmed, six]
            # Of fewer letters they need all, and at most two more.
            return [stemmed, six, f"five {five}"], [stemmed, six, f"longer {five}"]
        if len(norm) <= 3:
            return [f"three {norm[:3]}"], [f"three {norm[:3]}", f"short {norm[:3]}"]
        return [f"four {norm[:4]}", f"short {norm[:3]}"], [f"four {norm[:4]}", f"three {norm[:3]}"]


def is_same_word(one: str, other: str, language: Language) -> bool:
    """Return True for two forms of one word: equal stems, or nearly the whole shorter one in common.

    >>> from constitution_diff.languages import load_language
    >>> is_same_word("құқықтарын", "құқығы", load_language("kk")), is_same_word("сотының", "соғыс", load_language("kk"))
    (True, False)
    """
    if one == other or (language.stemmer and stem(one, language) == stem(other, language)):
        return True
    return _is_form(one, other, bool(language.stemmer))


def _is_form(one: str, other: str, has_stems: bool) -> bool:
    """Return True when two words have nearly the whole shorter one in common, a bit less strictly without stems."""
    if one == other:
        return True
    if one[0].isdigit() or other[0].isdigit():
        return False
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    short, long = len(shorter), len(longer)
    # How long a beginning they must have in common, unless the longer one is the shorter with an ending.
    common = max(6, short - 2, long - 4) if has_stems else max(4, short - 3, long - 8)
    if common <= short and longer.startswith(shorter[:common]):
        return True
    is_ending = (short >= 5 and long - short <= 2) if has_stems else short >= 3
    return is_ending and longer.startswith(shorter)


def _common(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
