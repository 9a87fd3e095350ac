"""What a sentence does, told by its markers: it is the background against which a change means something.

The order of the table is the order of the tests; the first that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from constitution_diff.annotate.clauses import Clause

Stance = Literal["right", "ban", "state_duty", "interference", "limit", "restriction", "duty", "rule"]
PROTECTIVE = frozenset(("right", "ban", "state_duty", "interference"))
"""Sentences a person can rely on; of ``interference`` the conditions, not the interference."""

_BANS = ("not-permitted", "prohibited", "no-right", "unconstitutional")
STANCES: tuple[tuple[Stance, Callable[[Callable[..., bool]], bool]], ...] = (
    # "May not be restricted", "nobody is obliged to", "all are equal before the law".
    ("right", lambda has: has("no-limitation", "immunity", "equal")),
    ("ban", lambda has: has("nobody") and has(*_BANS, "may-be-limited", "permitted")),
    # "The exercise of rights must not …", "may be limited by law".
    ("limit", lambda has: has("may-be-limited", "exercise-limits", "necessity")),
    # A ban protects a person when it names nobody as the one who may, a person as the one it happens to, or a measure.
    ("ban", lambda has: has(*_BANS) and has("nobody", "patient", "state-measure")),
    # "Censorship is inviolable" says nothing: other bans bind persons.
    ("restriction", lambda has: has(*_BANS)),
    ("interference", lambda has: has("permitted") and has("state-measure")),
    ("state_duty", lambda has: has("duty", "liability") and has("state-bearer")),
    ("right", lambda has: has("right", "guaranteed", "recognised", "protected", "not-forbidden")),
    # "Their duties are defined by law" imposes none.
    ("rule", lambda has: has("duty", "liability") and has("regulated-by-law") and not has("h-everyone", "h-citizen")),
    ("duty", lambda has: has("duty", "liability")),
    ("right", lambda has: has("state-task", "free-of-charge")),
    ("restriction", lambda has: has("loss")),
)


def stance_of(clause: Clause) -> Stance:
    """Return what a sentence does; ``rule`` when no marker says."""
    return clause.stance


@lru_cache(maxsize=4096)
def stance_by(ids: frozenset[str]) -> tuple[Stance, frozenset[str]]:
    """Return what a sentence with these markers and signs does, and the ids as one object for all such sentences."""

    def has(*names: str) -> bool:
        return not ids.isdisjoint(names)

    return next((stance for stance, holds in STANCES if holds(has)), "rule"), ids
