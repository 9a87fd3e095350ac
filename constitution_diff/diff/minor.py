"""Words whose coming or going is never a small change: negation, "only", modal words, numbers.

Which words these are stands in the language's file, under ``never_minor``, in groups: words of one group may stand for each
other ("лишь", "только"), and another form of a word is still in its group. Where a language negates inside the word, so are
words with such an end ("шектелмейді"). Of numbers each word counts for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from constitution_diff.languages import Language

NUMBER_GROUP = "number"
"""The group whose words count each for itself; digits belong to it in every language."""


class Balance:
    """Counts the words that are never minor."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def is_kept(self, old: Iterable[str], new: Iterable[str]) -> bool:
        """Return True when two stretches of folded words hold as many words of every group."""
        names = self.names(old), self.names(new)
        return names[0] == names[1] or sorted(names[0]) == sorted(names[1])

    def names(self, norms: Iterable[str]) -> list[str]:
        """Return the groups of the words of a stretch, once for each word; numbers as they are."""
        language = self._language
        return [name for norm in norms for name in _groups(norm, language)]


@lru_cache(maxsize=65536)
def _groups(norm: str, language: Language) -> tuple[str, ...]:
    if not norm.isalpha() and any(letter.isdigit() for letter in norm):
        return (f"{NUMBER_GROUP} {norm}",)
    words, beginnings, ends = _all_lists(language)
    if norm not in words and not norm.startswith(beginnings) and not norm.endswith(ends):
        return ()  # as most words
    return tuple(
        f"{name} {norm}" if name == NUMBER_GROUP else name
        for name, words, beginnings, ends in _lists(language)
        if norm in words or norm.startswith(beginnings) or norm.endswith(ends)
    )


_Group = tuple[str, frozenset[str], tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=64)
def _lists(language: Language) -> tuple[_Group, ...]:
    """Return the groups of a language with their whole words, the beginnings that a star follows, the ends that follow one."""
    return tuple(
        (
            name,
            frozenset(word for word in words if "*" not in word),
            tuple(word[:-1] for word in words if word.endswith("*")),
            tuple(word[1:] for word in words if word.startswith("*")),
        )
        for name, words in language.never_minor
    )


@lru_cache(maxsize=64)
def _all_lists(language: Language) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the words, beginnings and ends of all groups of a language together."""
    groups = _lists(language)
    return (
        frozenset().union(*(words for _, words, _, _ in groups)),
        tuple(chain.from_iterable(beginnings for _, _, beginnings, _ in groups)),
        tuple(chain.from_iterable(ends for _, _, _, ends in groups)),
    )
