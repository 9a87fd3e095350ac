"""The measured rule for what a link's relation is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from constitution_diff.align.terms import dice
from constitution_diff.languages import Language
from constitution_diff.model import Relation
from constitution_diff.text import is_same_text, norms_of

REWRITTEN_BELOW = 0.5
"""Share of words in common below which a link counts as rewritten, the threshold at which a sentence is shown whole.
kz-1995/kz-2026 Part II, Russian, 2026-11-22: at 0.5 seven of 68 linked paragraphs, six of them rewritten by the
gold."""


def relation_of(old: Sequence[str], new: Sequence[str], language: Language) -> Relation:
    """Return the relation of the texts on the two sides of a link; as many on both sides are measured together."""
    if not old:
        return "added"
    if not new:
        return "removed"
    if len(old) != len(new):
        return "merged" if len(old) > len(new) else "split"
    if len(old) == 1 and is_same_text(old[0], new[0], language.folding):
        return "unchanged"
    return "edited" if word_share("\n".join(old), "\n".join(new), language) >= REWRITTEN_BELOW else "rewritten"


def word_share(old: str, new: str, language: Language) -> float:
    """Return the share of the words of both texts that they have in common, order apart (Dice 1945), 0 to 1."""
    first, second = Counter(norms_of(old, language.folding)), Counter(norms_of(new, language.folding))
    return dice(first, second) if first or second else 1.0
