"""The conditions meter and the holder shifts: how many guarantees refer to the law, and who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import FAMILIES, Clause, Hit
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.placing import Placed, article_of
from constitution_diff.annotate.scope import Scope
from constitution_diff.annotate.stance import PROTECTIVE, stance_of
from constitution_diff.model import Comparison
from constitution_diff.observations import ConditionCount, Evidence, HolderShift

SHIFTS = frozenset(("holder-widened", "holder-narrowed", "holder-unnamed", "state-as-subject", "holder-renaming"))
"""Rules that speak of who is meant."""


def count_conditions(comparison: Comparison, pairing: Pairing, scope: Scope) -> tuple[ConditionCount, ...]:
    """Return for every article that has "by law" clauses in its guarantees how many, and which entered and left.

    In order of the links; ``new - old`` is ``len(entered) - len(left)``.
    """
    by_article: dict[str, list[Group]] = {}
    for group in pairing.groups:
        is_guarantee = any(stance_of(clause) in PROTECTIVE for clause in (*group.old, *group.new))
        if is_guarantee and scope.holds(group, "rule"):
            by_article.setdefault(_article(group, comparison), []).append(group)
    counts = [
        ConditionCount(
            article,
            sum(_clauses_by_law(group.old) for group in groups),
            sum(_clauses_by_law(group.new) for group in groups),
            tuple(words for group in groups for words in _quotes(group.entered.get("by-law", ()))),
            tuple(words for group in groups for words in _quotes(group.left.get("by-law", ()))),
        )
        for article, groups in by_article.items()
    ]
    return tuple(count for count in counts if count.old or count.new)


def _article(group: Group, comparison: Comparison) -> str:
    refs = (
        [clause.ref for clause in group.new]
        or list(comparison.links[group.link].new)
        or [clause.ref for clause in group.old]
    )
    return article_of(refs[0])


def _clauses_by_law(clauses: Iterable[Clause]) -> int:
    return sum(FAMILIES.get(hit.marker) == "by-law" for clause in clauses for hit in clause.markers)


def _quotes(hits: Iterable[tuple[Clause, Hit]]) -> list[Evidence]:
    return [clause.quote(hit.start, hit.end) for clause, hit in hits]


def holder_shifts(placed: Sequence[Placed]) -> tuple[HolderShift, ...]:
    """Return every change of who is meant, in order of the findings."""
    shifts = []
    for one in placed:
        if one.draft.rule in SHIFTS:
            shifts.append(
                HolderShift(
                    one.old,
                    one.new,
                    _holders(one.group.old) if one.group else ("h-everyone",),
                    _holders(one.group.new) if one.group else ("h-everyone",),
                    " … ".join(dict.fromkeys(words.words for words in one.draft.old)),
                    " … ".join(dict.fromkeys(words.words for words in one.draft.new)),
                )
            )
    return tuple(shifts)


def _holders(clauses: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.marker for clause in clauses for hit in clause.markers if hit.effect == "holder"))
