"""Words of both editions as numbers: forms of one word have one number."""

from __future__ import annotations

from collections.abc import Iterable

from constitution_diff.align.terms import stem
from constitution_diff.annotate.clauses import Clause
from constitution_diff.languages import Language


class Names:
    """Numbers for words: forms of one word have one number."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._known: dict[str, int] = {}
        self._near: dict[str, list[tuple[str, int]]] = {}

    def of(self, clause: Clause) -> frozenset[int]:
        """Return the numbers of a sentence's matter words."""
        return frozenset(
            self.number(word.norm)
            for word, root, light in zip(clause.sentence.words, clause.roots, clause.is_light, strict=True)
            if root and not light
        )

    def all_of(self, clauses: Iterable[Clause]) -> set[int]:
        """Return the numbers of all words of sentences."""
        return {self.number(word.norm) for clause in clauses for word in clause.sentence.words}

    def number(self, norm: str) -> int:
        """Return the number of a word."""
        if norm not in self._known:
            near = self._near.setdefault(norm[:3], [])
            number = next(
                (number for word, number in near if is_same_word(word, norm, self.language)), len(self._known)
            )
            self._known[norm] = number
            near.append((norm, number))
        return self._known[norm]


def is_same_word(one: str, other: str, language: Language) -> bool:
    """Return True for two forms of one word: equal stems, or nearly the whole shorter one in common.

    >>> from constitution_diff.languages import load_language
    >>> is_same_word("құқықтарын", "құқығы", load_language("kk")), is_same_word("сотының", "соғыс", load_language("kk"))
    (True, False)
    """
    if one == other or (language.stemmer and stem(one, language) == stem(other, language)):
        return True
    if one[0].isdigit() or other[0].isdigit():
        return False
    common = _common(one, other)
    shorter, longer = sorted((len(one), len(other)))
    if language.stemmer:
        is_ending = common == shorter >= 5 and longer - common <= 2
        return is_ending or (common >= max(6, shorter - 2) and longer - common <= 4)
    return common == shorter >= 3 or (common >= max(4, shorter - 3) and longer - common <= 8)


def _common(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
