"""The best one-to-one choice among sparse candidates: the pairs whose scores add up to the most.

Successive shortest augmenting paths with potentials (Jonker and Volgenant 1987; Dijkstra on reduced costs), on the
candidate pairs only: no dense matrix. Deterministic: ties go to the earlier old, then the earlier new unit.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

_NOBODY = -1
_FAR = float("inf")


def assign(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return for every chosen row its column, such that the sum of gains is greatest.

    Args:
        gains: by (row, column); only positive gains are ever chosen.
    Returns:
        Each row and each column at most once; rows for which being alone is better are missing.
    """
    edges: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, column in sorted([pair for pair, gain in gains.items() if gain > 0.0]):
        edges[row].append((column, -gains[row, column]))
    for row, costs in edges.items():
        costs.append((-2 - row, 0.0))
    matching = _Matching(edges)
    for row in edges:
        matching.add(row)
    return matching.row_to_column


class _Matching:
    """Rows are added one by one; after each the matching of the rows so far is optimal.

    Every row has a column of its own, ``-2 - row``, that nobody else can use and that gains nothing: being alone.
    """

    def __init__(self, costs: Mapping[int, list[tuple[int, float]]]) -> None:
        self._costs = costs
        """Of each row its columns with what they cost, the one of its own last."""
        self._column_row: dict[int, int] = {}
        self._row_column: dict[int, int] = {}
        self._row_price: dict[int, float] = {}
        self._column_price: dict[int, float] = defaultdict(float)
        self._end = _FAR
        """Distance of the nearest free column that the search under way has seen."""

    @property
    def row_to_column(self) -> dict[int, int]:
        return {row: column for row, column in sorted(self._row_column.items()) if column >= 0}

    def add(self, row: int) -> None:
        # The lowest reduced cost of the new row must be zero or more: its price is its best offer.
        prices = self._column_price
        price = self._row_price[row] = min([cost - prices[column] for column, cost in self._costs[row]])
        # Mostly nobody has its best column, which is the first that the search would take up.
        length, best = min([(max(0.0, cost - price - prices[column]), column) for column, cost in self._costs[row]])
        if best not in self._column_row:
            self._row_price[row] += length
            self._column_row[best] = row
            self._row_column[row] = best
            return
        distance: dict[int, float] = {}
        came_from: dict[int, int] = {}
        done: dict[int, float] = {}
        queue: list[tuple[float, int]] = []
        self._end = _FAR
        self._relax(row, 0.0, distance, came_from, queue, done)
        end = _NOBODY
        while queue:
            length, column = heapq.heappop(queue)
            if column in done:
                continue
            done[column] = length
            if column not in self._column_row:
                end = column
                break
            self._relax(self._column_row[column], length, distance, came_from, queue, done)
        self._update_prices(row, done, done[end])
        self._augment(row, end, came_from)

    def _relax(
        self,
        row: int,
        length: float,
        distance: dict[int, float],
        came_from: dict[int, int],
        queue: list[tuple[float, int]],
        done: dict[int, float],
    ) -> None:
        prices, own, push = self._column_price, self._row_price[row], heapq.heappush
        for column, cost in self._costs[row]:
            if column in done:
                continue
            # Where nobody has bid for a column, its price is zero. Rounding may leave a cost a little below zero.
            more = cost - own - prices.get(column, 0.0)
            reach = length + more if more > 0.0 else length
            # What lies beyond an end that was found is never taken up.
            if reach <= self._end and reach < distance.get(column, _FAR):
                distance[column] = reach
                came_from[column] = row
                push(queue, (reach, column))
                if column not in self._column_row:
                    self._end = reach

    def _update_prices(self, row: int, done: dict[int, float], total: float) -> None:
        self._row_price[row] += total
        for column, length in done.items():
            owner = self._column_row.get(column)
            if owner is not None:
                self._row_price[owner] += total - length
            self._column_price[column] -= total - length

    def _augment(self, row: int, column: int, came_from: dict[int, int]) -> None:
        while True:
            owner = came_from[column]
            previous = self._row_column.get(owner, _NOBODY)
            self._column_row[column] = owner
            self._row_column[owner] = column
            if owner == row:
                return
            column = previous
