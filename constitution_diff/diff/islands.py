"""Which words that stay in place are worth leaving unmarked between two changes.

A minimal script keeps every "and" that two sentences share. Each kept stretch spares the reader its words, twice, and costs
up to two more marked runs; the cheapest choice for a whole link is found by dynamic programming over its stretches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from constitution_diff.diff.script import Change
from constitution_diff.diff.words import WORD, Side

RUN_COST = WORD
"""Worth of the marked words that one more run costs."""
MOST_RUNS = 15
"""Runs in one block above which its weakest islands are given up (report criterion 19)."""
SMALL_ISLAND = 2 * WORD
"""Worth up to which an island between two much larger changes is given up."""
CHANCE = 3
"""How many times the worth of a small island both changes beside it must have for it to be there by chance."""

CHAIN_SHARE = 2
"""A kept single word after another kept single word costs one run's cost by this more: that is confetti."""

SINGLE = 3 * WORD // 2
"""Worth below which a kept stretch is one word, with its function words and punctuation."""

_State = tuple[bool, bool, bool]


def drop_islands(changes: Sequence[Change], old: Side, new: Side, run_cost: int = RUN_COST) -> list[Change]:
    """Merge changes across equal stretches that are not worth their runs.

    Args:
        changes: in order, parted by equal tokens.
        old, new: the two sides.
        run_cost: worth of the marked words that one more run costs.
    """
    while True:
        dropped = _drop_once(changes, old, new, run_cost)
        if len(dropped) == len(changes):
            return dropped
        changes = dropped  # a merged change is larger, and what lies beside it more by chance


def _drop_once(changes: Sequence[Change], old: Side, new: Side, run_cost: int) -> list[Change]:
    if len(changes) < 2:
        return list(changes)
    # Per state (does the open change take old tokens, new tokens; is one word all that stays before it?): cost so far, and
    # where the merged changes begin.
    best: dict[_State, tuple[int, tuple[int, ...]]] = {_opening(changes[0]): (0, (0,))}
    for before, (index, change) in zip(changes, enumerate(changes[1:], 1), strict=False):
        island = _judge(before, change, old, new)
        following: dict[_State, tuple[int, tuple[int, ...]]] = {}
        for state, (cost, starts) in sorted(best.items()):
            crowded = island.is_single and state[0] and state[1] and change.rows > 0 and change.columns > 0
            fresh = _opening(change, crowded)
            shares = (state[0] and fresh[0]) or (state[1] and fresh[1])
            if not (island.is_bare and shares):
                chained = run_cost // CHAIN_SHARE if crowded and state[2] else 0
                _offer(following, fresh, cost + run_cost * _runs(fresh) + chained, (*starts, index))
            if not island.is_border:
                more = run_cost * (2 - _runs(state)) + 2 * island.worth
                _offer(following, (True, True, state[2]), cost + more, starts)
        best = following
    starts = min(best.values(), key=_rank)[1]
    return _merge_at(changes, starts)


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


def _opening(change: Change, is_chained: bool = False) -> _State:
    return change.rows > 0, change.columns > 0, is_chained


def _runs(state: _State) -> int:
    return state[0] + state[1]


def _offer(found: dict[_State, tuple[int, tuple[int, ...]]], state: _State, cost: int, starts: tuple[int, ...]) -> None:
    if state not in found or _rank((cost, starts)) < _rank(found[state]):
        found[state] = (cost, starts)


def _rank(found: tuple[int, tuple[int, ...]]) -> tuple[int, int, tuple[int, ...]]:
    """Order by cost; of two that cost the same, the one that marks less."""
    return found[0], -len(found[1]), found[1]


def _merge_at(changes: Sequence[Change], starts: Sequence[int]) -> list[Change]:
    ends = [*starts[1:], len(changes)]
    return [
        Change(changes[first].old_start, changes[end - 1].old_end, changes[first].new_start, changes[end - 1].new_end)
        for first, end in zip(starts, ends, strict=True)
    ]


def _judge(before: Change, after: Change, old: Side, new: Side) -> _Island:
    start, end, shift = before.old_end, after.old_start, before.new_end - before.old_end
    is_one = old.is_one_block and new.is_one_block  # then a block ends only after the last change
    border = not is_one and any(old.ends[index] == new.ends[index + shift] == 2 for index in range(start, end))
    words = old.count_words(start, end)
    worth = min(old.weigh(start, end), new.weigh(start + shift, end + shift))
    size = min(_size(before, old, new), _size(after, old, new))
    is_chance = worth <= SMALL_ISLAND and CHANCE * worth < size * WORD
    return _Island(worth, 0 if is_chance else worth, worth < SINGLE, not words and not border, border)


def _size(change: Change, old: Side, new: Side) -> int:
    return max(old.count_words(change.old_start, change.old_end), new.count_words(change.new_start, change.new_end))


def limit_runs(changes: Sequence[Change], old: Side, new: Side) -> list[Change]:
    """Give up the weakest islands of a block until it has no more than `MOST_RUNS` runs."""
    limited = list(changes)
    while 2 * len(limited) > MOST_RUNS:
        crowded = _crowded(limited, old, new)
        islands = [
            index
            for index in range(1, len(limited))
            if {index - 1, index} <= crowded and not _judge(limited[index - 1], limited[index], old, new).is_border
        ]
        if not islands:
            break
        weakest = min(
            islands, key=lambda index: (_judge(limited[index - 1], limited[index], old, new).full_worth, index)
        )
        first, second = limited[weakest - 1], limited[weakest]
        merged = Change(first.old_start, second.old_end, first.new_start, second.new_end)
        limited[weakest - 1 : weakest + 1] = [merged]
    return limited


def _crowded(changes: Sequence[Change], old: Side, new: Side) -> set[int]:
    """Return the changes that lie in blocks with too many runs."""
    runs: Counter[tuple[str, int]] = Counter()
    places = []
    for change in changes:
        here = {("old", old.block_at(change.old_start)), ("new", new.block_at(change.new_start))}
        places.append(here)
        for place in here:
            runs[place] += (change.rows > 0) + (change.columns > 0)
    return {index for index, here in enumerate(places) if any(runs[place] > MOST_RUNS for place in here)}
