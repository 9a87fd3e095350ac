"""Which old blocks of a link stand beside which new ones."""

from __future__ import annotations

from constitution_diff.model import Link
from constitution_diff.reports.units import Unit

Row = tuple[tuple[Unit, ...], tuple[Unit, ...]]


def pair_rows(link: Link, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> tuple[Row, ...]:
    """Set the blocks of a link side by side, both in reading order.

    Two blocks share a row when most words stay in place between them, without rows that cross. Blocks that pair
    with none share the row between their neighbours. A side with one block or none is one row.
    """
    if len(old) <= 1 or len(new) <= 1:
        return ((old, new),)
    rows: list[Row] = []
    done_old = done_new = 0
    for i, j in (*_chain(_kept(link, old, new), len(old), len(new)), (len(old), len(new))):
        if i > done_old or j > done_new:
            rows.append((old[done_old:i], new[done_new:j]))
        if i < len(old):
            rows.append(((old[i],), (new[j],)))
        done_old, done_new = i + 1, j + 1
    return tuple(rows)


def _kept(link: Link, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> dict[tuple[int, int], int]:
    """Letters that stay in place between each old and each new block."""
    old_at = {unit.ref: i for i, unit in enumerate(old)}
    new_at = {unit.ref: j for j, unit in enumerate(new)}
    kept: dict[tuple[int, int], int] = {}
    for hunk in link.hunks:
        if hunk.op in {"equal", "move"} and hunk.old_ref in old_at and hunk.new_ref in new_at:
            key = old_at[hunk.old_ref], new_at[hunk.new_ref]
            kept[key] = kept.get(key, 0) + hunk.new[1] - hunk.new[0]
    return kept


def _chain(kept: dict[tuple[int, int], int], rows: int, columns: int) -> list[tuple[int, int]]:
    """The chain of pairs, rising on both sides, that keeps the most letters (a weighted common subsequence)."""
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = kept.get((i, j), 0)
            take = paired + best[i + 1][j + 1] if paired else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], take)
    chain: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        paired = kept.get((i, j), 0)
        if paired and best[i][j] == paired + best[i + 1][j + 1]:
            chain.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain
