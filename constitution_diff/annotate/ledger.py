"""The guarantee ledger: every guarantee of the old provisions, once, with what became of it; the entries add up.

A guarantee is a sentence a person can rely on: a right, a ban on what may be done to a person, a duty of the State, the
conditions of a permitted measure (`stance.PROTECTIVE`).
"""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.annotate.blocks import units_of
from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.placing import Placed
from constitution_diff.annotate.scope import Scope
from constitution_diff.annotate.stance import PROTECTIVE, stance_of
from constitution_diff.model import Comparison
from constitution_diff.observations import Fate, Finding, LedgerEntry

CONDITIONAL = frozenset(("condition-entered", "holder-unnamed", "default-reversed"))
"""Rules after which a guarantee holds as far as a law says so."""
FATES: tuple[tuple[Fate, frozenset[str]], ...] = (
    ("narrowed", frozenset(("guarantee_narrowed", "guarantee_removed", "restriction_added"))),
    ("widened", frozenset(("guarantee_widened", "guarantee_added", "restriction_removed"))),
    ("relocated", frozenset(("relocated",))),
)
"""Kinds of findings that decide, the first that occurs; conditional is told before narrowed, by the rule."""


def write_ledger(
    comparison: Comparison, pairing: Pairing, scope: Scope, placed: Sequence[Placed], findings: Sequence[Finding]
) -> tuple[LedgerEntry, ...]:
    """Return one entry for every guarantee of the old provisions compared, in old order.

    Args:
        scope: tells which sentences are about the rights of persons.
        placed, findings: the same findings twice, in one order.
    """
    by_group: dict[int, list[tuple[Placed, Finding]]] = {}
    by_link: dict[int, list[Finding]] = {}
    links_of: dict[str, list[int]] = {}
    for index, link in enumerate(comparison.links):
        for ref in link.old:
            links_of.setdefault(ref, []).append(index)
    for one, finding in zip(placed, findings, strict=True):
        if one.group is not None:
            by_group.setdefault(id(one.group), []).append((one, finding))
        elif finding.kind == "relocated":
            for index in sorted({index for ref in finding.old for index in links_of.get(ref, ())}):
                if not set(comparison.links[index].new).isdisjoint(finding.new):
                    by_link.setdefault(index, []).append(finding)
    order = {unit.ref: position for position, unit in enumerate(units_of(comparison.old))}
    entries = [
        _entry(clause, group, by_group.get(id(group), []), by_link.get(group.link, []))
        for group in pairing.groups
        if scope.holds(group, "rule")
        for clause in group.old
        if stance_of(clause) in PROTECTIVE
    ]
    return tuple(sorted(entries, key=lambda entry: order.get(entry.ref, 0)))


def _entry(
    clause: Clause, group: Group, found: Sequence[tuple[Placed, Finding]], moved: Sequence[Finding]
) -> LedgerEntry:
    new_quote = " … ".join(one.quote().words for one in group.new)
    fate, rule = _fate(clause, group, [finding for _, finding in found], moved)
    return LedgerEntry(
        ref=clause.ref,
        quote=clause.quote().words,
        markers=tuple(
            dict.fromkeys(
                hit.marker for hit in clause.markers if hit.effect in ("guarantee", "prohibition", "condition")
            )
        ),
        fate=fate,
        new=tuple(dict.fromkeys(one.ref for one in group.new)),
        new_quote=new_quote,
        rule=rule,
        findings=tuple(finding.id for finding in (*[finding for _, finding in found], *moved)),
    )


def _fate(clause: Clause, group: Group, findings: Sequence[Finding], moved: Sequence[Finding]) -> tuple[Fate, str]:
    if not group.new:
        return "gone", next((finding.rule for finding in findings), "sentence-gone")
    narrowing = [finding for finding in findings if finding.kind in FATES[0][1]]
    if narrowing and all(finding.rule in CONDITIONAL for finding in narrowing):
        return "conditional", narrowing[0].rule
    for fate, kinds in FATES:
        for finding in (*findings, *moved):
            if finding.kind in kinds:
                return fate, finding.rule
    same = clause.quote().words == " ".join(one.quote().words for one in group.new)
    return ("kept", "same-words") if same else ("reworded", "other-words")
