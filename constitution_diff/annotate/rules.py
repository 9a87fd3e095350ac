"""The rules: what a change inside a pair of sentences does to a right. Each is a small function; the table is their order.

A rule sees the stance of the sentences (`stance`), the markers that entered or left, and the phrases that came or went. What
an earlier rule has spoken about, a later one leaves alone. The rules are listed with examples in ``docs/findings.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from constitution_diff.annotate.drafts import Case, Draft, hull, is_inside, span
from constitution_diff.annotate.holders import shift_holder, unname_holder
from constitution_diff.annotate.items import name_items
from constitution_diff.annotate.phrases import Phrase
from constitution_diff.annotate.scales import change_term
from constitution_diff.observations import Evidence

GROUNDS = tuple(
    f"ground-{name}" for name in ("security", "order", "morals", "health", "constitutional-order", "territory")
)
SAFEGUARDS = ("expressly", "never", "absolute", "necessity", "court-control", "compensation")
"""Families that hold a guarantee up or hold a limitation down: where they leave, less is guaranteed."""


def _default_reversed(case: Case) -> Iterable[Draft]:
    """ "Unless otherwise provided" became "in cases provided", or the other way round."""
    for side, kind in (("left", "guarantee_narrowed"), ("entered", "guarantee_widened")):
        free, bound = (case.left, case.entered) if side == "left" else (case.entered, case.left)
        words, limits = free("otherwise"), bound("only-where-provided")
        if words and limits and (case.is_protective or case.stance == "duty"):
            case.use("otherwise", "only-where-provided", "exception", "by-law", "rest", "treaty")
            old, new = (words, limits) if side == "left" else (limits, words)
            yield Draft(kind, "default-reversed", old, new)  # type: ignore[arg-type]


def _numbers(case: Case) -> Iterable[Draft]:
    """A number that held a measure or a guarantee in bounds left, and the law says it now; other numbers are listed apart."""
    for change in case.numbers:
        words = change.evidence
        case.use_phrases(phrase for phrase in (*case.come(), *case.gone()) if _overlaps(phrase, words))
        if change.left_to_law and (case.is_protective or case.stance == "limit"):
            new = (
                case.entered("by-law", "time-limit")
                or case.words("new", "according-to-law", "law-order", "regulated-by-law")[:1]
            )
            case.use("by-law", "time-limit", "only-where-provided")
            yield Draft(
                "guarantee_narrowed",
                "number-left-to-law",
                tuple(one for one in words if one.side == "old"),
                hull(new, case),
            )


def _overlaps(phrase: Phrase, words: Iterable[Evidence]) -> bool:
    quote = phrase.quote()
    return any(
        one.side == quote.side and one.ref == quote.ref and one.start < quote.end and quote.start < one.end
        for one in words
    )


def _charge(case: Case) -> Iterable[Draft]:
    """ "Free of charge" left or entered."""
    gone, come = case.left("free-of-charge"), case.entered("free-of-charge")
    if gone:
        yield Draft("guarantee_removed", "free-of-charge-left", gone)
    elif come:
        yield Draft("guarantee_added", "free-of-charge-entered", (), come)


def _competition(case: Case) -> Iterable[Draft]:
    """A competition as a condition left or entered."""
    if case.left("competitive"):
        yield Draft("restriction_removed", "competition-left", case.left("competitive"), (), "minor")
    elif case.entered("competitive"):
        yield Draft("restriction_added", "competition-entered", (), case.entered("competitive"), "minor")


def _emphasis(case: Case) -> Iterable[Draft]:
    """ "Only", "expressly", "in no case", "absolute", court control, necessity, compensation left or entered."""
    if not (case.is_protective or case.stance == "limit"):
        return
    names = [*SAFEGUARDS]
    names += ["only"] if case.stance in ("interference", "limit", "ban") else []
    names += ["threshold"] if case.stance in ("interference", "limit") else []
    for name in names:
        # A second "only" in one sentence adds nothing: what counts is whether one stands there.
        if case.left(name) and (name == "threshold" or not case.has_family("new", name)):
            replacement = case.entered("inherent") if name == "absolute" else ()
            yield Draft("guarantee_narrowed", f"{_rule_name(name)}-left", case.left(name), replacement)
        elif case.entered(name) and (name == "threshold" or not case.has_family("old", name)):
            yield Draft("guarantee_widened", f"{_rule_name(name)}-entered", (), case.entered(name))
    if case.stance == "ban" and case.left("any") and not case.has_family("new", "any"):
        yield Draft("guarantee_narrowed", "any-left", case.left("any"), (), "minor")
    if (
        case.stance == "right"
        and case.entered("inherent")
        and not case.left("absolute")
        and not case.has_family("old", "inherent")
    ):
        yield Draft("guarantee_widened", "inherent-entered", (), case.entered("inherent"), "minor")
    case.use(*SAFEGUARDS, "only", "threshold", "any", "inherent")


def _rule_name(family: str) -> str:
    return (
        "safeguard"
        if family in ("court-control", "compensation", "necessity")
        else "threshold"
        if family == "threshold"
        else "emphasis"
    )


def _exception(case: Case) -> Iterable[Draft]:
    """An exception entered or left a guarantee."""
    if case.stance not in ("right", "state_duty", "ban") or not case.group.old or not case.group.new:
        return
    if case.entered("exception") and not case.entered("court-control"):
        words = tuple(case.segment(one) for one in case.entered("exception"))
        case.use_phrases(phrase for phrase in case.come() if is_inside(phrase, words))
        yield Draft("restriction_added", "exception-entered", (), words, "minor")
    elif case.left("exception") and not case.left("court-control"):
        words = tuple(case.segment(one) for one in case.left("exception"))
        case.use_phrases(phrase for phrase in case.gone() if is_inside(phrase, words))
        yield Draft("restriction_removed", "exception-left", words, (), "minor")
    case.use("exception")


def _grounds(case: Case) -> Iterable[Draft]:
    """A ground on which rights may be limited, or an aim conduct may not touch, entered or left."""
    if case.stance not in ("limit", "interference"):
        return
    come, gone = case.entered(*GROUNDS), case.left(*GROUNDS)
    case.use(*GROUNDS)
    if come:
        yield Draft("restriction_added", "ground-entered", (), come)
    if gone:
        yield Draft("restriction_removed", "ground-left", gone, ())


def _condition(case: Case) -> Iterable[Draft]:
    """A "by law" clause entered or left."""
    gone, come = case.left("by-law", "only-where-provided"), case.entered("by-law")
    if case.stance in ("right", "state_duty", "ban"):
        gone = case.left("by-law")
        # "Is protected by law", not "is guaranteed in accordance with law".
        instruments = {(one.ref, one.start, one.end) for one in case.words("new", "instrument")}
        by_law = [law for law in come if (law.ref, law.start, law.end) in instruments]
        protection = [
            one
            for one in case.entered("grant")
            if any(abs(one.end - law.start) <= 1 or abs(law.end - one.start) <= 1 for law in by_law)
        ]
        if protection:
            yield Draft("guarantee_widened", "protection-entered", (), hull([*protection, *come], case), "minor")
        elif come:
            yield Draft("guarantee_narrowed", "condition-entered", (), come)
        elif gone:
            yield Draft("guarantee_widened", "condition-left", gone, ())
    elif case.stance in ("interference", "limit"):
        if gone:
            yield Draft("guarantee_narrowed", "condition-left-limitation", span(gone), ())
        elif come:
            yield Draft("guarantee_widened", "condition-entered-limitation", (), come)
    case.use("by-law")


RULES: tuple[tuple[str, Callable[[Case], Iterable[Draft]]], ...] = (
    ("numbers", _numbers),
    ("default reversed", _default_reversed),
    ("who is meant", shift_holder),
    ("nobody named", unname_holder),
    ("wider and narrower terms", change_term),
    ("charge", _charge),
    ("competition", _competition),
    ("emphasis and safeguards", _emphasis),
    ("exceptions", _exception),
    ("grounds of limitation", _grounds),
    ("what is named", name_items),
    ("by-law clauses", _condition),
)
"""In the order they are asked."""


def examine(case: Case) -> list[Draft]:
    """Return what the rules say about a group that has sentences on both sides."""
    group = case.group
    if not (group.gone or group.come or group.left or group.entered or case.numbers):
        return []  # every rule is about something that came or went
    return _together([draft for _, rule in RULES for draft in rule(case)])


def _together(drafts: Sequence[Draft]) -> list[Draft]:
    """Put the persons that entered or left a list together: "the suspect", "from recognition as a suspect"."""
    joined: dict[object, Draft] = {}
    for number, draft in enumerate(drafts):
        key = draft.rule if draft.rule.startswith("holder-item") else number
        known = joined.get(key)
        if known is not None:
            draft = replace(known, old=(*known.old, *draft.old), new=(*known.new, *draft.new))  # noqa: PLW2901
        joined[key] = draft
    return list(joined.values())
