"""From a shortest script to changes as a person would mark them.

Shortest is not clearest: a minimal script keeps every stray "and" that two sentences share. Each step below only makes
changes larger, or slides them along equal words, so the result still makes the new text of the old one.
"""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.diff.islands import MOST_RUNS, drop_islands, limit_runs
from constitution_diff.diff.script import Change
from constitution_diff.diff.sentences import draw_span, show_whole
from constitution_diff.diff.sliding import join_changes, settle_ends, slide_changes
from constitution_diff.diff.words import Line

__all__ = ["MOST_RUNS", "tidy"]


def tidy(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Return the changes a reader is shown.

    Args:
        changes: a script, as `diff_sides` makes it.
        old, new: the two sides it was made of.
    Returns:
        Changes without islands of stray words, slid to phrase ends, whole where little of a sentence is left, and at most
        `islands.MOST_RUNS` runs in a block; swapped sides give the mirror.
    """
    dropped = drop_islands(join_changes(changes, old, new), old, new)
    tidied = slide_changes(dropped, old, new)
    if tidied != dropped:
        tidied = drop_islands(tidied, old, new)
    tidied = _settle(tidied, old, new)
    return limit_runs(show_whole(tidied, old, new), old, new)


def _settle(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Let the ends of blocks pair; what is then known to lie within two blocks is compared again, by itself."""
    if old.is_one_block and new.is_one_block:
        return list(changes)
    before = set(changes)
    settled = settle_ends(changes, old, new)
    return [
        part
        for change in settled
        for part in (
            [change] if change in before or not (change.rows and change.columns) else draw_span(change, old, new)
        )
    ]
