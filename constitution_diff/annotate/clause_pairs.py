"""Which sentences of a link belong together: by the matter they share, then by what they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.phrases import family
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
    matters = {clause: names.of(clause) for clause in (*old, *new)}
    groups = _best_pairs(old, new, matters)
    _pair_by_stance(old, new, groups)
    paired = {clause for olds, news in groups for clause in (*olds, *news)}
    for clause in (*new, *old):
        if clause not in paired:
            home = _home(clause, groups, matters)
            if home is None:
                home = ([], [])
                groups.append(home)
            home[0 if clause.side == "old" else 1].append(clause)
    for olds, news in groups:
        olds.sort(key=old.index)
        news.sort(key=new.index)
    return sorted(
        groups,
        key=lambda group: (new.index(group[1][0]) if group[1] else len(new), old.index(group[0][0]) if group[0] else 0),
    )


def _best_pairs(
    old: Sequence[Clause], new: Sequence[Clause], matters: dict[Clause, frozenset[int]]
) -> list[tuple[list[Clause], list[Clause]]]:
    ranked = sorted(
        (
            (_dice(matters[one], matters[other]) + FORM_SHARE * _dice(_forms(one), _forms(other)), -row, -column)
            for row, one in enumerate(old)
            for column, other in enumerate(new)
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
    return frozenset(family(hit) for hit in clause.markers)


def _pair_by_stance(
    old: Sequence[Clause], new: Sequence[Clause], groups: list[tuple[list[Clause], list[Clause]]]
) -> None:
    """Pair what is left on both sides and does the same: "Limitation of this right is permitted …" has no matter words."""
    used = {clause for olds, news in groups for clause in (*olds, *news)}
    for one in old:
        for other in new:
            if used.isdisjoint((one, other)) and stance_of(one) == stance_of(other) != "rule":
                used.update((one, other))
                groups.append(([one], [other]))


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
