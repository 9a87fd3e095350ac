"""Small paragraphs that became part of a larger one, and paragraphs cut out of a larger one.

One-to-one assignment gives a paragraph whose words all stand inside a large one to whatever is left over; a weak link must
therefore hold against the question in which provision its words are contained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from constitution_diff.align.sides import Side
from constitution_diff.align.similarity import Vector, containment

WEAK_LINK = 0.45
"""Only links with a lower cosine are questioned."""
CONTAINED = 0.6
"""Share of a paragraph's weight that must stand in the larger one."""
CONTAINED_LEAD = 0.3
"""By how much that must exceed the share that stands in its partner. kz-1995/kz-2026 whole, Russian, Kazakh and English,
2026-11-22: 0.55 to 0.7 and 0.2 to 0.4 tried; the same links in Part II, 60.2 of the new text leaves 92.2 for 61.2."""
LOOKED_AT = 12
"""Candidates looked at, best cosine first."""


def find_absorbed(
    old: Side, new: Side, scores: Mapping[tuple[int, int], float], matched: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the weakly linked paragraphs that another provision contains.

    Returns:
        Old unit index -> new unit that contains it; new unit index -> old unit that contains it.
    """
    back = {column: row for row, column in matched.items()}
    by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_column: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (row, column), score in scores.items():
        by_row[row].append((-score, column))
        by_column[column].append((-score, row))
    weak = [(row, column) for row, column in matched.items() if scores[row, column] < WEAK_LINK]
    down = {row: _container(old.vectors[row], new.vectors, by_row[row], column) for row, column in weak}
    up = {column: _container(new.vectors[column], old.vectors, by_column[column], back[column]) for _, column in weak}
    return (
        {row: target for row, target in down.items() if target is not None},
        {column: target for column, target in up.items() if target is not None},
    )


def _container(
    vector: Vector, others: Sequence[Vector], candidates: list[tuple[float, int]], partner: int
) -> int | None:
    """Return the candidate that contains a vector clearly better than its partner does; None when there is none."""
    share, target = max(
        (
            (containment(vector, others[index]), -index)
            for _, index in sorted(candidates)[:LOOKED_AT]
            if index != partner
        ),
        default=(0.0, 0),
    )
    is_better = share >= max(CONTAINED, CONTAINED_LEAD + containment(vector, others[partner]))
    return -target if is_better else None
