"""The word diff: what left, what came, what moved, what was renamed, and what only looks different."""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.diff.links import Blocks, LinkDiffer
from constitution_diff.diff.words import forget_words
from constitution_diff.languages import Language
from constitution_diff.model import Hunk, Link, Renaming

__all__ = ["diff_blocks", "diff_links"]


def diff_links(
    every: Sequence[Link], chosen: Sequence[Link], old: Blocks, new: Blocks, language: Language
) -> tuple[tuple[Link, ...], tuple[Renaming, ...]]:
    """Compare links word by word.

    Args:
        every: all links of two editions: renamings are counted, and the other ends of moves looked for, in all of them.
        chosen: those of them that are wanted.
        old, new: (reference, text) of the blocks of every provision that a link may name, by its reference, in reading
            order.
        language: its folding says which prints are the same word.
    Returns:
        The chosen links with their hunks, and the terms renamed throughout. For each block of a link the spans that name
        it, in order, cover its text exactly once.
    """
    differ = LinkDiffer(every, old, new, language)
    numbers = {(link.old, link.new): number for number, link in enumerate(every)}
    diffed = differ.diff([numbers[link.old, link.new] for link in chosen])
    forget_words()
    return diffed, differ.renamings


def diff_blocks(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], language: Language) -> tuple[Hunk, ...]:
    """Compare the blocks on the two sides of one link, by themselves.

    Args:
        old: (reference, text) of every old block, in reading order; empty for an added provision.
        new: the same of the new blocks; empty for a removed one.
        language: its folding says which prints are the same word.
    Returns:
        Hunks in reading order, as of `diff_links`.

    >>> from constitution_diff.languages import load_language
    >>> hunks = diff_blocks([("1", "All are equal.")], [("1", "All people are equal.")], load_language("en"))
    >>> [(hunk.op, hunk.old, hunk.new) for hunk in hunks]
    [('equal', (0, 4), (0, 4)), ('insert', (4, 4), (4, 11)), ('equal', (4, 14), (11, 21))]
    """
    link = Link(tuple(ref for ref, _ in old), tuple(ref for ref, _ in new), "edited", None, 0.0, "")
    first, second = ({ref: [(ref, text)] for ref, text in side} for side in (old, new))
    return LinkDiffer([link], first, second, language).diff([0])[0].hunks
