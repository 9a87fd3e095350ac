"""Words whose coming or going is never a small change: negation, "only", modal words, numbers.

Which words these are stands in the language's file, under ``never_minor``, in groups: words of one group may stand for each
other ("лишь", "только"), and another form of a word is still in its group. Of numbers each word counts for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from constitution_diff.languages import Language

NUMBER_GROUP = "number"
"""The group whose words count each for itself; digits belong to it in every language."""


class Balance:
    """Counts the words that are never minor."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def is_kept(self, old: Iterable[str], new: Iterable[str]) -> bool:
        """Return True when two stretches of folded words hold as many words of every group."""
        return self.count(old) == self.count(new)

    def count(self, norms: Iterable[str]) -> Counter[str]:
        """Return how many words of each group a stretch holds; numbers as they are."""
        return Counter(name for norm in norms for name in _groups(norm, self._language))


@lru_cache(maxsize=65536)
def _groups(norm: str, language: Language) -> tuple[str, ...]:
    if any(letter.isdigit() for letter in norm):
        return (f"{NUMBER_GROUP} {norm}",)
    names = [group for group, words in language.never_minor if _is_in(norm, words)]
    return tuple(f"{name} {norm}" if name == NUMBER_GROUP else name for name in names)


def _is_in(norm: str, words: Sequence[str]) -> bool:
    return any(norm.startswith(word[:-1]) if word.endswith("*") else norm == word for word in words)
