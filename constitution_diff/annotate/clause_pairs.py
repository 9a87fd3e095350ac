"""Which sentences of a link belong together: by the matter they share, then by what they do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeVar

from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.stance import stance_of
from constitution_diff.annotate.words import Names

T = TypeVar("T")


PAIR_SHARE = 0.25
"""Share of matter words two sentences of one link must have in common (Dice) to be a pair. Kazakhstan 1995/2026, Part II,
ru en kk, November 2026: 0.15 to 0.35 tried; below 0.2 new sentences hide behind old ones, above 0.3 reworded ones part."""


FORM_SHARE = 0.15
"""What equal markers add to the share of two sentences: of sentences on one matter, those that do the same are a pair."""


PART_SHARE = 0.6
"""Share of a left-over sentence's matter that must stand in another for it to be a half of a split or merge."""


def pair_clauses(old: Sequence[Clause], new: Sequence[Clause], names: Names) -> list[tuple[list[Clause], list[Clause]]]:
    """Return the sentences of a link put together: best pairs first, then the other halves of splits and merges."""
    if len(old) < 2 and len(new) < 2:
        return [(list(old), list(new))] if old or new else []
    matters = {clause: names.of(clause) for clause in (*old, *new)}
    groups = _best_pairs(old, new, matters)
    _pair_by_stance(old, new, groups)
    paired = {clause for olds, news in groups for clause in (*olds, *news)}
    is_large = len(old) * len(new) > MOST_PAIRS
    for clause in (*new, *old):
        if clause not in paired:
            # In a provision of hundreds of sentences a half of one is not sought.
            home = None if is_large else _home(clause, groups, matters)
            if home is None:
                home = ([], [])
                groups.append(home)
            home[0 if clause.side == "old" else 1].append(clause)
    place = {clause: position for side in (old, new) for position, clause in enumerate(side)}
    for olds, news in groups:
        olds.sort(key=place.__getitem__)
        news.sort(key=place.__getitem__)
    return sorted(
        groups,
        key=lambda group: (place[group[1][0]] if group[1] else len(new), place[group[0][0]] if group[0] else 0),
    )


MOST_PAIRS = 10_000
"""Pairs of sentences of one link up to which all are looked at; beyond, those that share a word which is not common: a
provision of hundreds of sentences would take time with their product."""
COMMON_WORD = 20
"""Sentences of a side that a word may stand in and not be common."""


def _candidates(
    old: Sequence[Clause], new: Sequence[Clause], matters: dict[Clause, frozenset[int]]
) -> Iterable[tuple[int, int]]:
    """Return the pairs of sentences that may belong together, by position."""
    if len(old) * len(new) <= MOST_PAIRS:
        return product(range(len(old)), range(len(new)))
    columns: dict[int, list[int]] = {}
    for column, clause in enumerate(new):
        for word in matters[clause]:
            columns.setdefault(word, []).append(column)
    rare = {word: found for word, found in columns.items() if len(found) <= COMMON_WORD}
    return {
        (row, column) for row, clause in enumerate(old) for word in matters[clause] for column in rare.get(word, ())
    }


def _best_pairs(
    old: Sequence[Clause], new: Sequence[Clause], matters: dict[Clause, frozenset[int]]
) -> list[tuple[list[Clause], list[Clause]]]:
    forms = {clause: _forms(clause) for clause in (*old, *new)}
    ranked = sorted(
        (
            (
                _dice(matters[old[row]], matters[new[column]])
                + FORM_SHARE * _dice(forms[old[row]], forms[new[column]]),
                -row,
                -column,
            )
            for row, column in _candidates(old, new, matters)
        ),
        reverse=True,
    )
    groups: list[tuple[list[Clause], list[Clause]]] = []
    used: set[Clause] = set()
    for score, row, column in ranked:
        one, other = old[-row], new[-column]
        # The link itself says that its best two sentences belong together, however few words they share.
        if (score >= PAIR_SHARE or not groups) and used.isdisjoint((one, other)):
            used.update((one, other))
            groups.append(([one], [other]))
    return groups


def _forms(clause: Clause) -> frozenset[str]:
    return frozenset(clause.families[: len(clause.markers)])


def _pair_by_stance(
    old: Sequence[Clause], new: Sequence[Clause], groups: list[tuple[list[Clause], list[Clause]]]
) -> None:
    """Pair what is left on both sides and does the same: "Limitation of this right is permitted …" has no matter words."""
    used = {clause for olds, news in groups for clause in (*olds, *news)}
    left: dict[str, deque[Clause]] = {}
    for other in new:
        if other not in used:
            left.setdefault(stance_of(other), deque()).append(other)
    for one in old:
        others = left.get(stance_of(one))
        if one not in used and others and stance_of(one) != "rule":
            groups.append(([one], [others.popleft()]))


def _home(
    clause: Clause, groups: Sequence[tuple[list[Clause], list[Clause]]], matters: dict[Clause, frozenset[int]]
) -> tuple[list[Clause], list[Clause]] | None:
    """Return the group an unpaired sentence is a half of."""
    best: tuple[float, int] = (0.0, -1)
    for number, (olds, news) in enumerate(groups):
        for other in olds if clause.side == "new" else news:
            shared = len(matters[clause] & matters[other])
            part = shared / (len(matters[clause]) or 1)
            same = stance_of(clause) == stance_of(other) and stance_of(clause) not in ("right", "rule") and shared >= 2
            same = same and any(
                clause.has(ban) and other.has(ban) for ban in ("not-permitted", "prohibited", "no-right", "duty")
            )
            if part >= PART_SHARE or same:
                best = max(best, (part, -number))
    return groups[-best[1]] if best[0] else None


def best_share(clause: Clause, others: Iterable[Clause], names: Names) -> float:
    """Return the largest share of matter a sentence has in common with one of others."""
    matter = names.of(clause)
    return max((_dice(matter, names.of(other)) for other in others), default=0.0)


def _dice(one: frozenset[T], other: frozenset[T]) -> float:
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)
