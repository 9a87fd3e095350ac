"""Which sentences are about the rights of persons: a rule about an organ's powers, sittings or members changes no right.

A *rights part* is a part or chapter most of whose sentences are about persons; everything in it is read. Elsewhere a
sentence is read when it is about a person itself. The preamble states aims; nobody can rely on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from constitution_diff.annotate.blocks import tops_by_ref
from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.counterparts import units_around
from constitution_diff.annotate.stance import PROTECTIVE, Stance, stance_of
from constitution_diff.model import Comparison

RIGHTS_PART = 0.6
"""Share of a part's sentences that must be about persons. Kazakhstan 1995/2026, ru kk en, November 2026: 0.84 or more in the
part on rights, 0.33 or less in every other of more than twelve sentences."""
PERSONS = ("h-everyone", "h-citizen", "h-foreigner", "h-detained", "nobody")
"""Markers and signs of persons."""


MEASURES = ("state_duty", "interference")
"""Stances that speak of what the State does to persons, or for them, whatever the matter."""
DEFINITION = re.compile(r"^[^,;:.]{1,60} [\u2013\u2014-] ")
"""A sentence that says what a thing is: a short subject and a dash. The copula of languages without a dash is no sure sign."""


def is_about_person(clause: Clause) -> bool:
    """Return True for a sentence that names persons, or gives, takes or binds in a matter of rights, and names no organ."""
    if clause.has("office"):
        return False
    stance = stance_of(clause)
    return clause.has(*PERSONS) or stance in MEASURES or (stance != "rule" and bool(clause.topics))


def _says_something(clause: Clause) -> bool:
    """Return True for a sentence that gives, takes or binds, or draws a line round a matter."""
    return stance_of(clause) != "rule" or bool(DEFINITION.search(clause.quote().words))


class Scope:
    """Tells which groups are about the rights of persons."""

    def __init__(self, comparison: Comparison, groups: Sequence[Group]) -> None:
        self._tops = {"old": tops_by_ref(comparison.old), "new": tops_by_ref(comparison.new)}
        self._known: dict[tuple[Group, Stance], bool] = {}
        every: Counter[tuple[str, str]] = Counter()
        about: Counter[tuple[str, str]] = Counter()
        for group in groups:
            for clause in (*group.old, *group.new):
                place = self._place(clause)
                every[place] += 1
                about[place] += is_about_person(clause)
        self._offices = {
            (clause.side, clause.ref) for group in groups for clause in (*group.old, *group.new) if clause.has("office")
        }
        self._rights = frozenset(
            place for place, count in every.items() if place[1] and about[place] >= RIGHTS_PART * count
        )

    def _place(self, clause: Clause) -> tuple[str, str]:
        top = self._tops[clause.side].get(clause.ref)
        return clause.side, top.ref if top is not None else ""

    def _is_of_office(self, clause: Clause) -> bool:
        """Return True when an organ is named in a sentence, or in what introduces it: "The President: 1) …"."""
        return clause.has("office") or any((clause.side, ref) in self._offices for ref in units_around(clause.ref))

    def holds(self, group: Group, inherited: Stance) -> bool:
        """Return True when a group is about rights.

        Args:
            group: sentences that belong together.
            inherited: what the rest of its link does.
        """
        known = self._known.get((group, inherited))
        if known is None:
            known = self._known[group, inherited] = self._holds(group, inherited)
        return known

    def _holds(self, group: Group, inherited: Stance) -> bool:
        clauses = (*group.old, *group.new)
        if all(clause.ref == "preamble" for clause in clauses):
            return False
        if not any(self._place(clause) in self._rights for clause in clauses):
            return not any(self._is_of_office(clause) for clause in clauses) and any(
                _says_something(clause) and (clause.has(*PERSONS) or clause.topics or stance_of(clause) in MEASURES)
                for clause in clauses
            )
        if inherited in PROTECTIVE or any(clause.has(*PERSONS) for clause in clauses):
            return True
        return any(stance_of(clause) in PROTECTIVE or clause.topics for clause in clauses)
