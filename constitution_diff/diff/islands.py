"""Which words that stay in place are worth leaving unmarked between two changes.

A minimal script keeps every "and" that two sentences share. Each kept stretch spares the reader its words, twice, and costs
up to two more marked runs; the cheapest choice for a whole link is found by dynamic programming over its stretches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct

from constitution_diff.diff.script import Change
from constitution_diff.diff.words import WORD, Line

RUN_COST = WORD
"""Worth of the marked words that one more run costs."""
MOST_RUNS = 15
"""Runs in one block above which its weakest islands are given up (report criterion 19)."""
SMALL_ISLAND = 2 * WORD
"""Worth up to which an island between two much larger changes is given up."""
CHANCE = 3
"""How many times the worth of a small island both changes beside it must have for it to be there by chance."""

# Runs that giving up an island may save at most: two at it, and one at the next.
_MOST_SAVED = 3

CHAIN_SHARE = 2
"""A kept single word after another kept single word costs one run's cost by this more: that is confetti."""

SINGLE = 3 * WORD // 2
"""Worth below which a kept stretch is one word, with its function words and punctuation."""

_State = tuple[bool, bool, bool]
_Choice = tuple[int, int, tuple[int, ...]]
"""Cost, minus the number of changes, and where these begin: of two that cost the same, the one that marks less is better."""


def drop_islands(changes: Sequence[Change], old: Line, new: Line, run_cost: int = RUN_COST) -> list[Change]:
    """Merge changes across equal stretches that are not worth their runs.

    Args:
        changes: in order, parted by equal tokens.
        old, new: the two sides.
        run_cost: worth of the marked words that one more run costs.
    """
    if len(changes) < 2:
        return list(changes)
    return [
        change
        for group in _groups(changes, old, new, run_cost)
        for change in (_drop_in(group, old, new, run_cost) if len(group) > 1 else group)
    ]


def _groups(changes: Sequence[Change], old: Line, new: Line, run_cost: int) -> Iterator[list[Change]]:
    """Part changes at the islands that are kept whatever lies beside them.

    To merge across an island costs twice its worth; not to may cost two runs there, and one more at the next island. What is
    decided on one side of such an island so changes nothing on the other.
    """
    most = max(SMALL_ISLAND, _MOST_SAVED * run_cost // 2)
    olds, news, words = old.worth, new.worth, old.words
    first = 0
    before = changes[0]
    for index, change in enumerate(changes[1:], 1):
        start, end = before.old_end, change.old_start
        if (
            olds[end] - olds[start] > most
            and news[change.new_start] - news[before.new_end] > most
            and words[end] > words[start]
        ):
            yield list(changes[first:index])
            first = index
        before = change
    yield list(changes[first:])


def _drop_in(group: Sequence[Change], old: Line, new: Line, run_cost: int) -> Sequence[Change]:
    while len(group) > 1:
        dropped = _drop_once(group, old, new, run_cost)
        if len(dropped) == len(group):
            break
        group = dropped  # a merged change is larger, and what lies beside it more by chance
    return group


def _drop_once(changes: Sequence[Change], old: Line, new: Line, run_cost: int) -> list[Change]:
    # Per state (does the open change take old tokens, new tokens; is one word all that stays before it?): cost so far, and
    # where the merged changes begin.
    best: dict[_State, _Choice] = {_opening(changes[0]): (0, -1, (0,))}
    for before, (index, change) in zip(changes, enumerate(changes[1:], 1), strict=False):
        island = _judge(before, change, old, new)
        rows, columns = change.old_start < change.old_end, change.new_start < change.new_end
        runs = run_cost * (rows + columns)
        following: dict[_State, _Choice] = {}
        for state, (cost, fewest, starts) in best.items():
            shares = (state[0] and rows) or (state[1] and columns)
            if not (island.is_bare and shares):
                crowded = island.is_single and state[0] and state[1] and rows and columns
                chained = run_cost // CHAIN_SHARE if crowded and state[2] else 0
                _offer(following, (rows, columns, crowded), (cost + runs + chained, fewest - 1, (*starts, index)))
            if not island.is_border:
                more = run_cost * (2 - state[0] - state[1]) + 2 * island.worth
                _offer(following, (True, True, state[2]), (cost + more, fewest, starts))
        best = following
    return _merge_at(changes, min(best.values())[2])


class _Island(Struct, frozen=True):
    """An equal stretch between two changes."""

    full_worth: int
    """The worth of its tokens; of a mark that ends a sentence on one side only, that of the other."""
    worth: int
    """What keeping it unmarked is worth: nothing where it is there by chance."""
    is_single: bool
    """True when it holds one word of meaning at most."""
    is_bare: bool
    """True when it holds no word: runs of one kind on both sides of it are one run."""
    is_border: bool
    """True when a block ends in it on both sides: no change crosses it."""


def _opening(change: Change) -> _State:
    return change.rows > 0, change.columns > 0, False


def _offer(found: dict[_State, _Choice], state: _State, choice: _Choice) -> None:
    known = found.get(state)
    if known is None or choice < known:
        found[state] = choice


def _merge_at(changes: Sequence[Change], starts: Sequence[int]) -> list[Change]:
    ends = [*starts[1:], len(changes)]
    return [
        Change(changes[first].old_start, changes[end - 1].old_end, changes[first].new_start, changes[end - 1].new_end)
        for first, end in zip(starts, ends, strict=True)
    ]


def _judge(before: Change, after: Change, old: Line, new: Line) -> _Island:
    start, end = before.old_end, after.old_start
    border = not (old.is_one_block and new.is_one_block) and _is_border(before, after, old, new)
    olds, news = old.worth, new.worth
    worth = min(olds[end] - olds[start], news[after.new_start] - news[before.new_end])
    is_chance = worth <= SMALL_ISLAND and CHANCE * worth < min(_size(before, old, new), _size(after, old, new)) * WORD
    is_bare = not border and old.words[end] == old.words[start]
    return _Island(worth, 0 if is_chance else worth, worth < SINGLE, is_bare, border)


def _is_border(before: Change, after: Change, old: Line, new: Line) -> bool:
    """True when a block ends on both sides between two changes; of one block each, none ends before the last change."""
    start, end, shift = before.old_end, after.old_start, before.new_end - before.old_end
    return any(new.ends[index + shift] == 2 for index in range(start, end) if old.ends[index] == 2)


def _size(change: Change, old: Line, new: Line) -> int:
    rows, columns = old.words, new.words
    return max(rows[change.old_end] - rows[change.old_start], columns[change.new_end] - columns[change.new_start])


def limit_runs(changes: Sequence[Change], old: Line, new: Line) -> list[Change]:
    """Give up the weakest islands of a block until it has no more than `MOST_RUNS` runs."""
    limited = list(changes)
    if 2 * len(limited) <= MOST_RUNS:
        return limited
    # Before each change: the worth of the island there, infinite for the first one and where a block ends. To merge two
    # changes alters no other island.
    islands = [inf, *(_strength(one, other, old, new) for one, other in pairwise(limited))]
    places = [(("old", old.block_at(one.old_start)), ("new", new.block_at(one.new_start))) for one in limited]
    runs: Counter[tuple[str, int]] = Counter()
    for change, here in zip(limited, places, strict=True):
        _count_runs(runs, change, here, 1)
    while 2 * len(limited) > MOST_RUNS:
        crowded = [runs[here[0]] > MOST_RUNS or runs[here[1]] > MOST_RUNS for here in places]
        among = [index for index in range(1, len(limited)) if crowded[index] and crowded[index - 1]]
        weakest = min(among, key=islands.__getitem__, default=0)
        if islands[weakest] == inf:
            break
        for index in (weakest - 1, weakest):
            _count_runs(runs, limited[index], places[index], -1)
        first, second = limited[weakest - 1], limited[weakest]
        limited[weakest - 1] = Change(first.old_start, second.old_end, first.new_start, second.new_end)
        _count_runs(runs, limited[weakest - 1], places[weakest - 1], 1)
        del limited[weakest], islands[weakest], places[weakest]
    return limited


def _strength(before: Change, after: Change, old: Line, new: Line) -> float:
    island = _judge(before, after, old, new)
    return inf if island.is_border else island.full_worth


def _count_runs(runs: Counter[tuple[str, int]], change: Change, places: Sequence[tuple[str, int]], sign: int) -> None:
    """Count the runs of a change in the old and the new block it begins in, or take them away."""
    for place in places:
        runs[place] += sign * ((change.rows > 0) + (change.columns > 0))
