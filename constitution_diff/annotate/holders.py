"""Rules for who is meant: everyone, citizens, a list of persons, nobody named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from constitution_diff.annotate.drafts import Case, Draft, hull, is_inside
from constitution_diff.annotate.phrases import Phrase
from constitution_diff.observations import Evidence, Side


def _holder_class(case: Case, side: Side) -> str:
    """Return who is meant: ``everyone``, ``citizen``, ``listed`` (citizens and foreigners), ``other``, or nobody named."""
    if case.names(side, "h-everyone") and not case.names(side, "h-citizen"):
        return "everyone"
    if case.names(side, "h-citizen"):
        return "listed" if case.names(side, "h-foreigner") else "citizen"
    if case.names(side, "human"):
        return "human"
    return "other" if case.names(side, "h-foreigner", "h-detained") else ""


def shift_holder(case: Case) -> Iterable[Draft]:
    """The person meant changed: everyone, citizens, a list of persons."""
    if not case.is_protective or not (case.group.old and case.group.new):
        return
    before, after = _holder_class(case, "old"), _holder_class(case, "new")
    old, new = (
        case.left("h-everyone", "h-citizen", "nobody"),
        case.entered("h-everyone", "h-citizen", "h-foreigner", "human"),
    )
    if before == "citizen" and after in ("everyone", "human") and old:
        yield Draft("guarantee_widened", "holder-widened", old, new or _first_human(case, "new"))
    elif (
        before in ("everyone", "human")
        and after in ("citizen", "listed")
        and case.entered("h-citizen")
        and case.left("h-everyone")
    ):
        phrases = [phrase for phrase in case.come() if phrase.by_holder]
        words = hull([*new, *(phrase.quote() for phrase in phrases)], case)
        case.use_phrases(
            [*phrases, *(phrase for phrase in case.come() if is_inside(phrase, words) or _is_before_ban(phrase))]
        )
        case.use("any")
        yield Draft("guarantee_narrowed", "holder-narrowed", old, words)
    else:
        return
    case.use("h-everyone", "h-citizen", "h-foreigner", "human", "nobody")


def _is_before_ban(phrase: Phrase) -> bool:
    """Return True for words before the ban: they describe the persons it protects."""
    bans = [hit.start for hit in phrase.clause.markers if hit.effect == "prohibition"]
    return bool(bans) and phrase.quote().end <= min(bans)


def _first_human(case: Case, side: Side) -> tuple[Evidence, ...]:
    clauses = case.group.old if side == "old" else case.group.new
    hits = [(clause, hit) for clause in clauses for hit in clause.signs if hit.sign == "human"]
    return tuple(clause.quote(hit.start, hit.end) for clause, hit in hits[:1])


def unname_holder(case: Case) -> Iterable[Draft]:
    """ "Everyone has the right" became "the right is guaranteed by law": nobody is named as its holder."""
    if case.stance != "right" or not (case.group.old and case.group.new):
        return
    gone = case.left("h-everyone", "h-citizen")
    if not gone or _holder_class(case, "new") or not _holder_class(case, "old"):
        return
    case.use("h-everyone", "h-citizen")
    if case.entered("h-state"):
        yield Draft("terminology", "state-as-subject", gone, case.entered("h-state"), "minor")
        return
    new = hull(_nearest(case.entered("by-law"), case.words("new", "guaranteed", "protected", "recognised")), case)
    case.use("by-law")
    yield Draft("guarantee_narrowed", "holder-unnamed", gone, new, "minor")


def _nearest(laws: Sequence[Evidence], grants: Sequence[Evidence]) -> list[Evidence]:
    """Return the first "by law" clause and the nearest of the words that grant; the first of these where no law entered."""
    if not laws:
        return list(grants[:1])
    near = sorted(grants, key=lambda one: (one.ref != laws[0].ref, abs(one.start - laws[0].start)))
    return [laws[0], *near[:1]]
