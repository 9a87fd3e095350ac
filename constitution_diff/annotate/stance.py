"""What a sentence does, told by its markers: it is the background against which a change means something.

The order of the table is the order of the tests; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from constitution_diff.annotate.clauses import Clause

Stance = Literal["right", "ban", "state_duty", "interference", "limit", "restriction", "duty", "rule"]
PROTECTIVE = frozenset(("right", "ban", "state_duty", "interference"))
"""Sentences a person can rely on; of ``interference`` the conditions, not the interference."""

_BANS = ("not-permitted", "prohibited", "no-right", "unconstitutional")
STANCES: tuple[tuple[Stance, Callable[[Clause], bool]], ...] = (
    # "May not be restricted", "nobody is obliged to", "all are equal before the law".
    ("right", lambda clause: clause.has("no-limitation", "immunity", "equal")),
    ("ban", lambda clause: clause.has("nobody") and clause.has(*_BANS, "may-be-limited", "permitted")),
    # "The exercise of rights must not …", "may be limited by law".
    ("limit", lambda clause: clause.has("may-be-limited", "exercise-limits", "necessity")),
    # A ban protects a person when it names nobody as the one who may, a person as the one it happens to, or a measure.
    ("ban", lambda clause: clause.has(*_BANS) and clause.has("nobody", "patient", "state-measure")),
    # "Censorship is inviolable" says nothing: other bans bind persons.
    ("restriction", lambda clause: clause.has(*_BANS)),
    ("interference", lambda clause: clause.has("permitted") and clause.has("state-measure")),
    ("state_duty", lambda clause: clause.has("duty", "liability") and clause.has("state-bearer")),
    ("right", lambda clause: clause.has("right", "guaranteed", "recognised", "protected", "not-forbidden")),
    ("duty", lambda clause: clause.has("duty", "liability")),
    ("right", lambda clause: clause.has("state-task", "free-of-charge")),
    ("restriction", lambda clause: clause.has("loss")),
)


def stance_of(clause: Clause) -> Stance:
    """Return what a sentence does; ``rule`` when no marker says."""
    return next((stance for stance, holds in STANCES if holds(clause)), "rule")
