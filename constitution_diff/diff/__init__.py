"""The word diff of one link: what left, what came, what only looks different."""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.diff.hunks import cover, cut_at_blocks, join_blocks
from constitution_diff.diff.script import diff_norms
from constitution_diff.diff.tidy import tidy
from constitution_diff.languages import Language
from constitution_diff.model import Hunk
from constitution_diff.text import tokenize

__all__ = ["diff_blocks"]


def diff_blocks(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], language: Language) -> tuple[Hunk, ...]:
    """Compare the blocks on the two sides of a link word by word.

    Args:
        old: (reference, text) of every old block, in reading order; empty for an added provision.
        new: the same of the new blocks; empty for a removed one.
        language: its folding says which prints are the same word.
    Returns:
        Hunks in reading order. For each block the spans that name it, in order, cover its text exactly once. Words that
        differ only in print (case, dashes, look-alike letters, spaces) are ``typographic``.

    >>> from constitution_diff.languages import load_language
    >>> hunks = diff_blocks([("1", "All are equal.")], [("1", "All people are equal.")], load_language("en"))
    >>> [(hunk.op, hunk.old, hunk.new) for hunk in hunks]
    [('equal', (0, 4), (0, 4)), ('insert', (4, 4), (4, 11)), ('equal', (4, 14), (11, 21))]
    """
    first, second = join_blocks(old), join_blocks(new)
    old_tokens, new_tokens = (tokenize(passage.text, language.folding) for passage in (first, second))
    changes = diff_norms([token.norm for token in old_tokens], [token.norm for token in new_tokens])
    changes = tidy(changes, old_tokens, new_tokens, language.function_words)
    return cut_at_blocks(cover(changes, old_tokens, new_tokens, (first.text, second.text)), first, second)
