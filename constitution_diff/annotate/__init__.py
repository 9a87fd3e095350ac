"""What a comparison means: findings, the guarantee ledger, topics, numbers, references, claims."""

from __future__ import annotations

from msgspec.structs import replace

from constitution_diff.annotate.conditions import count_conditions, holder_shifts
from constitution_diff.annotate.explanations import explain
from constitution_diff.annotate.finding_topics import TopicFinder
from constitution_diff.annotate.findings import find_changes, number_findings
from constitution_diff.annotate.keeping import forget_texts
from constitution_diff.annotate.ledger import write_ledger
from constitution_diff.annotate.number_changes import compare_numbers
from constitution_diff.annotate.pairing import focus, pair_comparison
from constitution_diff.annotate.reference_changes import compare_references
from constitution_diff.annotate.scope import Scope
from constitution_diff.annotate.topics import tag_provisions
from constitution_diff.languages import Language, language_of
from constitution_diff.model import Comparison
from constitution_diff.observations import Claim, ClaimSource, ClaimVerdict, Observations

__all__ = ["annotate"]


def annotate(
    comparison: Comparison, language: Language, claims: tuple[ClaimSource, tuple[Claim, ...]] | None = None
) -> Observations:
    """Say what the changes of a comparison mean.

    Args:
        comparison: links with their word diff.
        language: of both editions.
        claims: published statements to check; in another language than the editions they are matched by topic and
            reference alone.
    Returns:
        Everything in reading order of the new edition; the same input gives the same result. A language without cues in
        the lexicon has findings about wording alone.
    Raises:
        LexiconError: a file of the lexicon is not valid.
    """
    comparison = focus(comparison)
    observations = _about_sentences(comparison, language, claims)
    # What was read of the sentences is let go before texts are written of what was found.
    explained = tuple([replace(finding, explanation=explain(finding)) for finding in observations.findings])
    topics = tuple(
        [
            tag
            for side, document in (("old", comparison.old), ("new", comparison.new))
            for tag in tag_provisions(document, side, comparison.parts)  # type: ignore[arg-type]
        ]
    )
    forget_texts()
    return replace(observations, findings=explained, topics=topics)


def _about_sentences(
    comparison: Comparison, language: Language, claims: tuple[ClaimSource, tuple[Claim, ...]] | None
) -> Observations:
    """Return all that the sentences of the links tell; findings without explanations, and no topics of provisions."""
    pairing = pair_comparison(comparison, language)
    references = compare_references(comparison)
    numbers = compare_numbers(comparison)
    scope = Scope(comparison, pairing.groups)
    placed = find_changes(comparison, pairing, scope, references, numbers)
    findings = number_findings(placed, TopicFinder(comparison, language))
    verdicts: tuple[ClaimVerdict, ...] = ()
    left: tuple[str, ...] = ()
    if claims is not None:
        from constitution_diff.annotate.claims import ClaimChecker, unclaimed  # noqa: PLC0415 - few reports check claims

        checker = ClaimChecker(pairing, placed, findings, language, language_of(claims[0].language))
        verdicts = tuple(checker.check(claim) for claim in claims[1])
        left = unclaimed(findings, verdicts)
    return Observations(
        findings=findings,
        numbers=numbers,
        references=references,
        ledger=write_ledger(comparison, pairing, scope, placed, findings),
        conditions=count_conditions(comparison, pairing, scope),
        holders=holder_shifts(placed),
        claims=verdicts,
        claim_source=claims[0] if claims else None,
        unclaimed=left,
    )
