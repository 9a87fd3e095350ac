"""Which language a text is in, told by its most common words and its labels."""

from __future__ import annotations

from collections import Counter

from constitution_diff.languages import Language, known_languages, load_language
from constitution_diff.model import SourceText
from constitution_diff.structure.labels import match_heading
from constitution_diff.text import fold_word, tokenize

SAMPLE = 4000
"""Words looked at; function words are about a fifth of running text, so a few hundred would do."""


def detect_language(source: SourceText) -> str:
    """Return the code of the language whose function words and labels the text uses most.

    Ties and texts without any known word go to the first code in alphabetical order.
    """
    text = "\n".join(block.text for block in source.blocks)[: SAMPLE * 8]
    counts = Counter(token.text for token in tokenize(text))
    scores = {code: _score(load_language(code), counts, source) for code in known_languages()}
    return max(sorted(scores), key=lambda code: scores[code])


def _score(language: Language, counts: Counter[str], source: SourceText) -> float:
    folding = language.folding
    words = sum(count for word, count in counts.items() if fold_word(word, folding) in language.function_words)
    labels = sum(1 for block in source.blocks if len(block.text) < 40 and match_heading(block.text, language))
    return words / max(1, counts.total()) + labels / max(1, len(source.blocks))
