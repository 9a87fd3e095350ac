"""The headline numbers: every provision of the compared parts counted once on its side, with one status each."""

from __future__ import annotations

from msgspec import Struct

from constitution_diff.model import Comparison, Link
from constitution_diff.reports.placement import Placement
from constitution_diff.reports.units import Side, Unit

STATUSES = ("unchanged", "edited", "rewritten", "split", "merged", "added", "removed", "repealed")


class Row(Struct, frozen=True):
    """One status and how many provisions have it."""

    status: str
    """A relation of the contract, or ``repealed`` for a unit that the edition itself calls repealed."""
    old: int
    """Provisions of the old text's compared parts."""
    new: int
    """Provisions of the new text's compared parts."""
    moved: int
    """How many of the new ones stand in another place; renumbering alone does not count."""


class Figures(Struct, frozen=True):
    """Counts of a comparison; a provision is a numbered paragraph, an article without any, or the preamble."""

    rows: tuple[Row, ...]
    """One per status, in fixed order, zeros included."""
    old: int
    """All provisions of the old text's compared parts: the sum of the rows."""
    new: int
    """All provisions of the new text's compared parts: the sum of the rows."""
    moved: int
    """The sum of the rows."""
    doubtful: int
    """Links shown that a person should check."""
    from_outside: int
    """Old provisions outside the compared parts that new ones inside came from, whole or in part."""
    to_outside: int
    """New provisions outside the compared parts that old ones inside went to, whole or in part."""

    def row(self, status: str) -> Row:
        """Return the row of one status."""
        return self.rows[STATUSES.index(status)]


def count(placement: Placement, comparison: Comparison) -> Figures:
    """Count the provisions of the compared parts by what happened to them.

    A provision has the status of the link that its first block with words is shown at.
    """
    old = _statuses(placement.old, placement, comparison)
    new = _statuses(placement.new, placement, comparison)
    rows = tuple(
        Row(
            status,
            sum(found == status for found, _ in old),
            sum(found == status for found, _ in new),
            sum(found == status and moved for found, moved in new),
        )
        for status in STATUSES
    )
    return Figures(
        rows,
        len(old),
        len(new),
        sum(row.moved for row in rows),
        sum(comparison.links[index].doubtful for index in placement.links),
        _outside(placement.old, placement, comparison.parts),
        _outside(placement.new, placement, comparison.parts),
    )


def paragraphs(units: tuple[Unit, ...]) -> dict[str, tuple[Unit, ...]]:
    """Group blocks by the provision they are counted in, in reading order."""
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.paragraph, []).append(unit)
    return {ref: tuple(group) for ref, group in groups.items()}


def _statuses(side: Side, placement: Placement, comparison: Comparison) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for group in paragraphs(side.in_parts(comparison.parts)).values():
        link = _link_of(side, group, placement, comparison)
        found.append(("repealed", False) if link is None else (link.relation, link.moved is not None))
    return found


def _link_of(side: Side, group: tuple[Unit, ...], placement: Placement, comparison: Comparison) -> Link | None:
    for unit in group:
        if not unit.is_empty:
            return comparison.links[placement.home[side.name, unit.ref]]
    return None


def _outside(side: Side, placement: Placement, parts: tuple[str, ...]) -> int:
    if not parts:
        return 0
    shown = {side.by_ref[ref].paragraph for name, ref in placement.home if name == side.name}
    return len(shown - {unit.paragraph for unit in side.in_parts(parts)})
