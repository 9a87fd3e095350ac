"""Checking claims: what the two texts say about a published statement. A suggestion with its evidence, never a ruling.

A claim is put beside the sentences of the references it names, else beside those that share its words and topics. The verdict
follows from what became of that sentence: see `VERDICTS`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clauses import MATTER, Clause, read_clauses
from constitution_diff.annotate.explanations import fill_claim
from constitution_diff.annotate.findings import SUBSTANTIVE
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.phrases import family
from constitution_diff.annotate.placing import Placed
from constitution_diff.annotate.stance import stance_by
from constitution_diff.annotate.words import Names
from constitution_diff.languages import Language
from constitution_diff.model import Comparison
from constitution_diff.observations import Claim, ClaimVerdict, Finding, Observations, Verdict

FOUND_SHARE = 0.3
"""Share of a claim's words, weighed by rarity, that a sentence must have for the claim to be about it (summary of 16 February
2026, English texts: 0.2 finds sentences for slogans, 0.45 misses two paraphrases)."""
TOPIC_SHARE = 0.12
"""The same where the sentence also has a topic of the claim."""
TOPIC_BONUS = 0.25
"""What a common topic adds when sentences are ranked."""
TOUCH_SHARE = 0.5
"""Share of the words a claim has in common with a sentence that must stand in what came for the claim to be about that."""
_CAME_NEW = frozenset(("guarantee_added", "restriction_added", "duty_added"))
_MORE = frozenset(("guarantee_added", "guarantee_widened", "restriction_removed"))
_LESS = frozenset(("guarantee_narrowed", "guarantee_removed", "restriction_added"))


class Match(Struct, frozen=True):
    """A claim beside what it is about."""

    claim: Clause
    """The claim, read like a sentence."""
    group: Group | None
    """The sentences nearest to it; None when none is near."""
    share: float
    """Share of the claim's words that stand in them, weighed by rarity."""
    findings: tuple[Finding, ...]
    """All findings about the group, or about its whole link."""
    touched: tuple[Finding, ...]
    """Those that the claim's words are about."""


def _is_title(match: Match) -> bool:
    return match.claim.has("title") and any(one.rule == "part-title" for one in match.findings)


def _came_anew(match: Match) -> bool:
    return match.group is not None and not match.group.old and not match.claim.has("more")


def _item_came(match: Match) -> bool:
    return any(one.kind in _CAME_NEW and not one.rule.startswith("words-") for one in match.touched)


def _has_moved(match: Match) -> bool:
    return any(one.rule == "other-part" for one in match.findings)


def _says_too_much(match: Match) -> bool:
    if not match.claim.has("more"):
        return False
    less = [one for one in match.findings if one.kind in _LESS and one.weight == "major"]
    return bool(less) or not any(one.kind in _MORE for one in match.findings)


def _is_more(match: Match) -> bool:
    kinds = {one.kind for one in match.touched}
    return bool(kinds & _MORE) or (match.claim.has("more") and any(one.kind in _MORE for one in match.findings))


def _is_less(match: Match) -> bool:
    return any(one.kind in _LESS and not one.rule.startswith("words-entered") for one in match.touched) and not any(
        one.kind in _MORE for one in match.touched
    )


def _is_wording(match: Match) -> bool:
    return bool(match.touched) and all(one.kind == "terminology" for one in match.touched)


VERDICTS: tuple[tuple[str, Verdict, Callable[[Match], bool]], ...] = (
    ("part-renamed", "reworded", _is_title),
    ("nothing-near", "not_found", lambda match: match.group is None),
    ("only-old-says", "not_found", lambda match: match.group is not None and not match.group.new),
    ("sentence-came", "new", _came_anew),
    ("more-than-texts", "overstated", _says_too_much),
    ("elsewhere-before", "moved", _has_moved),
    ("words-came", "new", _item_came),
    ("more-than-before", "widened", _is_more),
    ("less-than-before", "narrowed", _is_less),
    ("other-term", "reworded", _is_wording),
    ("there-before", "restated", lambda _: True),
)
"""Rule, verdict, test; the first that holds decides."""


class ClaimChecker:
    """Checks claims against two editions; claims in another language by their topics and references alone."""

    def __init__(
        self,
        pairing: Pairing,
        placed: Sequence[Placed],
        findings: Sequence[Finding],
        language: Language,
        claim_language: Language,
    ) -> None:
        self._groups = pairing.groups
        self._names = pairing.names
        self._language = claim_language
        self._is_foreign = claim_language.code != language.code
        self._by_group: dict[int, list[Finding]] = {}
        self._titles = [finding for finding in findings if finding.rule == "part-title"]
        for one, finding in zip(placed, findings, strict=True):
            if one.group is not None:
                self._by_group.setdefault(id(one.group), []).append(finding)
        counts = Counter(
            number for group in self._groups for number in set(_numbers((*group.new, *group.old), self._names))
        )
        total = len(self._groups) + 1
        self._weight = {number: math.log(total / count) for number, count in counts.items()}
        self._rarest = math.log(total)

    def check(self, claim: Claim) -> ClaimVerdict:
        """Return what the texts say about a claim; a person's verdict stands, with the suggestion beside it."""
        match = self._match(claim)
        rule, suggested = next((rule, verdict) for rule, verdict, holds in VERDICTS if holds(match))
        group = match.group
        evidence = match.findings if rule == "part-renamed" else match.touched
        old, new = (
            tuple(dict.fromkeys(one.ref for one in side)) for side in ((group.old, group.new) if group else ((), ()))
        )
        quotes = [
            " … ".join(one.quote().words for one in side) for side in ((group.old, group.new) if group else ((), ()))
        ]
        if rule == "part-renamed":
            old, new, quotes = evidence[0].old, evidence[0].new, [evidence[0].old_words[0], evidence[0].new_words[0]]
        return ClaimVerdict(
            claim=claim,
            verdict=claim.verdict or suggested,
            by="hand" if claim.verdict else "method",
            suggested=suggested,
            old=old,
            new=new,
            old_quote=quotes[0],
            new_quote=quotes[1],
            rule=rule,
            explanation=fill_claim(rule, old, new, quotes[0], quotes[1]),
            findings=tuple(one.id for one in (evidence if evidence else _deciding(match, rule))),
        )

    def _match(self, claim: Claim) -> Match:
        clauses = read_clauses("new", [("claim", claim.text.replace("\n", " "))], self._language)
        whole = _merge(clauses)
        if whole.has("title") and self._titles:
            return Match(whole, None, 0.0, tuple(self._titles), ())
        topics = {claim.topic} if claim.topic else set(whole.topics)
        words = (
            set()
            if self._is_foreign
            else {number for clause in clauses for number in _claim_words(clause, self._names)}
        )
        named = (
            [group for group in self._groups if self._is_named(group, claim)]
            if claim.old or claim.new
            else list(self._groups)
        )
        ranked = sorted(
            ((self._rank(words, topics, group), -number) for number, group in enumerate(named)), reverse=True
        )
        if not ranked:
            return Match(whole, None, 0.0, (), ())
        group = named[-ranked[0][1]]
        share = self._share(words, group)
        common = bool(topics & _topics(group))
        if (
            not (claim.old or claim.new)
            and not (common and self._is_foreign)
            and share < (TOPIC_SHARE if common else FOUND_SHARE)
        ):
            return Match(whole, None, share, (), ())
        findings = tuple(self._by_group.get(id(group), ()))
        touched = tuple(
            one for one in findings if self._touches(words, one, group) or self._is_on_topic(topics, one, group)
        )
        return Match(whole, group, share, findings, touched)

    def _is_named(self, group: Group, claim: Claim) -> bool:
        return any(
            _is_at(clause.ref, ref)
            for side, refs in ((group.new, claim.new), (group.old, claim.old if not claim.new else ()))
            for clause in side
            for ref in refs
        )

    def _rank(self, words: set[int], topics: set[str], group: Group) -> float:
        return self._share(words, group) + (TOPIC_BONUS if topics & _topics(group) else 0.0)

    def _share(self, words: set[int], group: Group) -> float:
        """Return the share of a claim's words that the new sentences have, or the old ones where there are no new."""
        total = sum(self._weight_of(word) for word in words)
        there = words & set(_numbers(group.new or group.old, self._names))
        return sum(self._weight_of(word) for word in there) / total if total else 0.0

    def _weight_of(self, number: int) -> float:
        return self._weight.get(number, self._rarest)

    def _is_on_topic(self, topics: set[str], finding: Finding, group: Group) -> bool:
        """Return True for a finding about a matter of the claim that the old sentences do not name: all that another
        language can tell."""
        known = {topic for clause in group.old for topic in clause.topics}
        return self._is_foreign and bool(finding.new_words) and finding.topic in topics - known

    def _touches(self, words: set[int], finding: Finding, group: Group) -> bool:
        common = words & set(_numbers(group.new, self._names))
        texts = {clause.ref: clause for clause in group.new}
        came: set[int] = set()
        for one in finding.evidence:
            clause = texts.get(one.ref) if one.side == "new" else None
            if clause is not None:
                came.update(
                    self._names.number(norm)
                    for clause in group.new
                    if clause.ref == one.ref
                    for norm, start, end in _spelled(clause)
                    if one.start <= start and end <= one.end
                )
        total = sum(self._weight_of(word) for word in common)
        return bool(total) and sum(self._weight_of(word) for word in common & came) / total >= TOUCH_SHARE


def unclaimed(findings: Iterable[Finding], verdicts: Iterable[ClaimVerdict]) -> tuple[str, ...]:
    """Return the ids of the substantive findings that no claim is about."""
    known = {one for verdict in verdicts for one in verdict.findings}
    return tuple(finding.id for finding in findings if finding.kind in SUBSTANTIVE and finding.id not in known)


def transfer_claims(comparison: Comparison, own: Observations, theirs: Observations) -> Observations:
    """Return observations with the verdicts that the same editions gave in the claims' language.

    References are the same in every language; quotes and findings are taken from the editions compared.
    """
    texts = [{unit.ref: unit.text for unit in document.provisions()} for document in (comparison.old, comparison.new)]
    known = {finding.id: finding for finding in theirs.findings}
    verdicts = tuple(
        _transferred(verdict, texts, [known[one] for one in verdict.findings if one in known], own.findings)
        for verdict in theirs.claims
    )
    return replace(own, claims=verdicts, claim_source=theirs.claim_source, unclaimed=unclaimed(own.findings, verdicts))


def _transferred(
    verdict: ClaimVerdict, texts: Sequence[dict[str, str]], theirs: Sequence[Finding], own: Sequence[Finding]
) -> ClaimVerdict:
    same = [
        one
        for one in own
        if any((one.kind, one.old, one.new) == (other.kind, other.old, other.new) for other in theirs)
    ]
    if verdict.rule == "part-renamed" and same:
        quotes = [same[0].old_words[0], same[0].new_words[0]]
    else:
        quotes = [
            " … ".join(filter(None, (side.get(ref, "") for ref in refs)))
            for side, refs in zip(texts, (verdict.old, verdict.new), strict=True)
        ]
    explanation = fill_claim(verdict.rule, verdict.old, verdict.new, quotes[0], quotes[1])
    return replace(
        verdict,
        old_quote=quotes[0],
        new_quote=quotes[1],
        explanation=explanation,
        findings=tuple(one.id for one in same),
    )


def _deciding(match: Match, rule: str) -> tuple[Finding, ...]:
    """Return the findings a verdict rests on where the claim's words single none out."""
    if rule in ("sentence-came", "elsewhere-before"):
        return match.findings
    if rule in ("more-than-before", "more-than-texts"):
        return tuple(one for one in match.findings if one.kind in _MORE | _LESS)
    return ()


def _merge(clauses: Sequence[Clause]) -> Clause:
    """Return a claim of several sentences as one, for what it says as a whole."""
    if len(clauses) == 1:
        return clauses[0]
    first = clauses[0]
    ids = frozenset(name for clause in clauses for name in clause.ids)
    markers = tuple(hit for clause in clauses for hit in clause.markers)
    signs = tuple(hit for clause in clauses for hit in clause.signs)
    return Clause(
        first.side,
        first.ref,
        first.text,
        first.sentence,
        markers,
        signs,
        first.weights,
        tuple(dict.fromkeys(topic for clause in clauses for topic in clause.topics)),
        ids,
        (*map(family, markers), *map(family, signs)),
        first.matter,
        first.meaning,
        first.joints,
        stance_by(ids)[0],
    )


def _claim_words(clause: Clause, names: Names) -> set[int]:
    """Return the words of a claim that say what it is about: no words of announcements, no legal form."""
    talk = [(hit.start, hit.end) for hit in clause.signs if hit.sign in ("talk", "more", "title")]
    return {
        names.number(norm)
        for index, (norm, first, last) in enumerate(_spelled(clause))
        if clause.weights[index] == MATTER and not any(start <= first and last <= end for start, end in talk)
    }


def _spelled(clause: Clause) -> Iterable[tuple[str, int, int]]:
    """Return each word of a sentence with its start and end."""
    return zip(clause.sentence.norms, clause.sentence.starts, clause.sentence.ends, strict=True)


def _numbers(clauses: Iterable[Clause], names: Names) -> list[int]:
    return [names.every(clause)[index] for clause in clauses for index in clause.meaning]


def _topics(group: Group) -> set[str]:
    return {topic for clause in (group.new or group.old) for topic in clause.topics}


def _is_at(ref: str, place: str) -> bool:
    """Return True when a provision is the one named, or inside it."""
    return ref == place or ref.startswith((f"{place}.", f"{place}#")) or (place.endswith(")") and ref.startswith(place))
