"""From drafts to findings: sentences that are new or gone, moves, renamings, what is left as wording; numbers and topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.drafts import Case, Draft
from constitution_diff.annotate.finding_topics import TopicFinder
from constitution_diff.annotate.moves import moved_articles, nonderogable, part_titles, relocated, renamed
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.placing import Placed, place, texts_of
from constitution_diff.annotate.rules import examine
from constitution_diff.annotate.scope import DEFINITION, Scope
from constitution_diff.annotate.stance import PROTECTIVE, Stance, stance_of
from constitution_diff.annotate.wording import other_words, wording_only
from constitution_diff.model import Comparison, Link
from constitution_diff.observations import Evidence, Finding, FindingKind, NumberChange, ReferenceChange, Weight

SUBSTANTIVE = frozenset(get_args(FindingKind)) - {"terminology", "editorial"}
"""Kinds that change what somebody has, owes or may not do, or where it is said."""
_WHOLE: dict[Stance, tuple[FindingKind, FindingKind]] = {
    "right": ("guarantee_added", "guarantee_removed"),
    "ban": ("guarantee_added", "guarantee_removed"),
    "state_duty": ("guarantee_added", "guarantee_removed"),
    "rule": ("guarantee_added", "guarantee_removed"),
    "interference": ("restriction_added", "restriction_removed"),
    "limit": ("restriction_added", "restriction_removed"),
    "restriction": ("restriction_added", "restriction_removed"),
    "duty": ("duty_added", "duty_removed"),
}


def find_changes(
    comparison: Comparison,
    pairing: Pairing,
    scope: Scope,
    references: Sequence[ReferenceChange] = (),
    numbers: Sequence[NumberChange] = (),
) -> list[Placed]:
    """Return what the rules say, in order: of each link, then of lists of rights, renamings and parts."""
    placed: list[Placed] = []
    by_link: dict[int, list[Group]] = {}
    for group in pairing.groups:
        by_link.setdefault(group.link, []).append(group)
    moved = moved_articles(comparison)
    texts = texts_of(comparison)
    known: dict[tuple[str, str], list[Evidence]] = {}
    for one in pairing.renamings:
        for words in (*one.old, *one.new):
            known.setdefault((words.side, words.ref), []).append(words)
    counts = _by_place(numbers)
    for index, link in enumerate(comparison.links):
        groups = by_link.get(index, [])
        found = [
            *relocated(index, link, groups, pairing.names, scope),
            *_of_groups(index, link, groups, counts, scope, pairing.names.language.code),
        ]
        found += other_words(index, link, groups, pairing.names, _told(groups, found, counts))
        placed.extend([*moved.get(index, ()), *found])
        # A link that moved and did nothing else has been spoken about.
        if not found and not link.moved:
            placed.extend(wording_only(texts, index, link, known, pairing))
    placed.extend(nonderogable(references, placed, texts))
    placed.extend(renamed(comparison, pairing))
    placed.extend(part_titles(comparison))
    return placed


Counts = dict[tuple[str, str], list[tuple[int, NumberChange]]]


def _by_place(numbers: Sequence[NumberChange]) -> Counts:
    """Return the changes of numbers with their places in the list, by side and provision of their words."""
    found: Counts = {}
    for position, change in enumerate(numbers):
        for side, ref in dict.fromkeys((words.side, words.ref) for words in change.evidence):
            found.setdefault((side, ref), []).append((position, change))
    return found


def _told(groups: Sequence[Group], found: Sequence[Placed], numbers: Counts) -> list[Evidence]:
    """Return the words of a link that its terms need not be told of: numbers, and terms of a scale."""
    refs = {(clause.side, clause.ref) for group in groups for clause in (*group.old, *group.new)}
    changes = {position: change for ref in refs for position, change in numbers.get(ref, ())}
    terms = [one.draft for one in found if one.draft.rule.startswith("term-")]
    return [
        *(words for position in sorted(changes) for words in changes[position].evidence),
        *(words for draft in terms for words in (*draft.old, *draft.new)),
    ]


def _of_groups(
    index: int, link: Link, groups: Sequence[Group], numbers: Counts, scope: Scope, code: str
) -> list[Placed]:
    inherited = _inherited(groups)
    return [
        place(draft, group, index, link)
        for group in groups
        if scope.holds(group, inherited)
        for draft in (
            examine(Case(group, inherited, _numbers_in(group, numbers), code))
            if group.old and group.new
            else whole_sentence(group)
        )
    ]


def _numbers_in(group: Group, numbers: Counts) -> tuple[NumberChange, ...]:
    found = {
        position: change
        for clause in (*group.old, *group.new)
        for position, change in numbers.get((clause.side, clause.ref), ())
        if any(_stands_in(one, clause) for one in change.evidence)
    }
    return tuple(found[position] for position in sorted(found))


def _stands_in(words: Evidence, clause: Clause) -> bool:
    return (words.side, words.ref) == (
        clause.side,
        clause.ref,
    ) and clause.sentence.start <= words.start < clause.sentence.end


def _inherited(groups: Sequence[Group]) -> Stance:
    stances = [stance_of(clause) for group in groups for clause in (*group.old, *group.new)]
    return next((stance for stance in stances if stance in PROTECTIVE), "rule")


def whole_sentence(group: Group) -> list[Draft]:
    """Return what a new or dropped sentence means by itself."""
    return [draft for clause in (*group.old, *group.new) for draft in _by_stance(clause)]


def _by_stance(clause: Clause) -> list[Draft]:
    stance = stance_of(clause)
    side = 0 if clause.side == "new" else 1
    words = (clause.quote(),)
    old, new = ((), words) if clause.side == "new" else (words, ())
    if stance == "rule" and side == 0 and DEFINITION.search(clause.quote().words):
        consent = tuple(clause.quote(hit.start, hit.end) for hit in clause.signs if hit.sign == "consent")
        drafts = [Draft("restriction_added", "sentence-new-definition", old, new, "minor")]
        return [*drafts, Draft("guarantee_added", "sentence-new-consent", (), consent, "minor")] if consent else drafts
    rule = f"sentence-{'new' if side == 0 else 'gone'}-{stance.replace('_', '-')}"
    weight: Weight = "minor" if stance == "rule" and not clause.has("h-everyone", "h-citizen") else "major"
    return [Draft(_WHOLE[stance][side], rule, old, new, weight)]


def number_findings(placed: Iterable[Placed], topics: TopicFinder) -> tuple[Finding, ...]:
    """Return findings with their numbers, topics and evidence, without explanations."""
    return tuple(
        Finding(
            id=f"F{number:03d}",
            kind=one.draft.kind,
            topic=topics.of(one),
            weight=one.draft.weight,
            old=one.old,
            new=one.new,
            old_words=tuple(dict.fromkeys(words.words for words in one.draft.old)),
            new_words=tuple(dict.fromkeys(words.words for words in one.draft.new)),
            rule=one.draft.rule,
            explanation=(),
            evidence=(*one.draft.old, *one.draft.new),
            link=one.link,
        )
        for number, one in enumerate(placed, 1)
    )
