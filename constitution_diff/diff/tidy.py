"""From a shortest script to changes as a person would mark them.

Shortest is not clearest: a minimal script keeps every stray "and" that two sentences share. Each step below only makes
changes larger, or slides them along equal words, so the result still makes the new text of the old one.
"""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.diff.islands import MOST_RUNS, drop_islands, limit_runs
from constitution_diff.diff.script import Change
from constitution_diff.diff.sentences import show_whole
from constitution_diff.diff.sliding import settle_ends, slide_changes
from constitution_diff.diff.words import Side

__all__ = ["MOST_RUNS", "tidy"]


def tidy(changes: Sequence[Change], old: Side, new: Side) -> list[Change]:
    """Return the changes a reader is shown.

    Args:
        changes: a script, as `diff_norms` makes it.
        old, new: the two sides it was made of.
    Returns:
        Changes without islands of stray words, slid to phrase ends, whole where little of a sentence is left, and at most
        `islands.MOST_RUNS` runs in a block; swapped sides give the mirror.
    """
    dropped = drop_islands(changes, old, new)
    tidied = slide_changes(dropped, old, new)
    if tidied != dropped:
        tidied = drop_islands(tidied, old, new)
    tidied = settle_ends(tidied, old, new)
    return limit_runs(show_whole(tidied, old, new), old, new)
