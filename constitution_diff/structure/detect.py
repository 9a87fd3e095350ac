"""Which language a text is in, told by its letters, its most common words and its labels."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from constitution_diff.languages import NEUTRAL, Language, common_words, load_language
from constitution_diff.model import SourceText
from constitution_diff.structure.labels import match_heading
from constitution_diff.text import fold_word, token_pattern

_WORD = re.compile(r"[^\W\d_]{2,}")
SAMPLE = 4000
"""Words looked at; function words are about a fifth of running text, so a few hundred would do."""
COMMON = 300
"""Different words looked at, the most frequent ones: function words are among them."""
LEAST_SHARE = 0.04
"""Share of function words, or of labels among the blocks, below which a text is in no known language; kz-1995 in Kazakh has
0.059, the other official texts 0.094 to 0.147."""
LEAST_LEAD = 1.1
"""How many times the next language's score the best one's must be: a text in an unknown language has a few words of many."""
LEAST_LETTERS = 0.1
"""Share of a text's letters from which a script is one that the text may be written in."""
CLOSE = 0.5
"""Languages with less than this share of the best one's function words are out before labels are looked at."""


def detect_language(source: SourceText) -> str:
    """Return the code of the language whose function words and labels the text uses most.

    A text in no known language, or that could as well be in either of two, is ``und``.
    """
    text = "\n".join(block.text for block in source.blocks[: SAMPLE * 8])[: SAMPLE * 8]
    counts = Counter(token_pattern(text).findall(text))
    scripts = _scripts(counts)
    common = counts.most_common(COMMON)
    total = max(1, counts.total())
    plain = [(fold_word(word), count) for word, count in common]
    rough = {
        code: sum([count for word, count in plain if word in words]) / total
        for code, words in common_words().items()
        if _script(words) in scripts
    }
    best = max(rough.values(), default=0.0)
    # The rest of a file costs a millisecond, its labels more: both are for languages that common words leave in doubt.
    close = [load_language(code) for code, share in rough.items() if share >= CLOSE * best or best < LEAST_SHARE]
    scores = {one.code: _count(common, one) / total + _count_labels(one, source) for one in close}
    first, second = sorted([0.0, 0.0, *scores.values()], reverse=True)[:2]
    if first < LEAST_SHARE or first < LEAST_LEAD * second:
        return NEUTRAL
    return max(scores, key=lambda code: scores[code])


def _scripts(counts: Counter[str]) -> frozenset[str]:
    letters: Counter[str] = Counter()
    for word, count in counts.items():
        first = next(filter(str.isalpha, word), "")  # "1-бап" begins with a digit
        if first:
            letters[_script_of(first)] += count * len(word)
    return frozenset(script for script, count in letters.items() if count >= LEAST_LETTERS * letters.total())


@lru_cache(maxsize=1024)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=64)
def _script(words: frozenset[str]) -> str:
    return Counter(_script_of(word[0]) for word in sorted(words)).most_common(1)[0][0]


def _count(common: Iterable[tuple[str, int]], language: Language) -> int:
    """Return how often function words of a language are among the common words of a text, given with their counts."""
    return sum([count for word, count in common if fold_word(word, language.folding) in language.function_words])


def _count_labels(language: Language, source: SourceText) -> float:
    """Return the share of labels among the blocks of a text."""
    found = (match_heading(block.text, language) for block in source.blocks if len(block.text) < 40)
    # "§ 5" belongs to no language: a label must have a word.
    return sum(1 for label in found if label and _WORD.search(label.printed)) / max(1, len(source.blocks))
