"""What a comparison means as JSON: findings, ledger, numbers, references, claims; schemas ``findings`` and ``claims``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from constitution_diff.model import Comparison
from constitution_diff.observations import (
    CitedProvision,
    ClaimSource,
    ClaimVerdict,
    ConditionCount,
    Evidence,
    Finding,
    HolderShift,
    LedgerEntry,
    NumberChange,
    Observations,
    ReferenceChange,
    Sentences,
    TopicTag,
)
from constitution_diff.reports.to_json import edition_json

SCHEMAS = ("findings", "claims")
"""Names of the schemas, as in ``constitution-diff/<name>/1``."""


def findings_json(comparison: Comparison, ui_lang: str = "en") -> dict[str, Any]:
    """Return the findings and all that stands beside them, schema ``constitution-diff/findings/1``.

    Args:
        comparison: two editions, linked, diffed and annotated.
        ui_lang: language of ``explanation``; ``explanations`` has all.
    """
    return {
        "schema": "constitution-diff/findings/1",
        "old": edition_json(comparison.old.edition),
        "new": edition_json(comparison.new.edition),
        "parts": list(comparison.parts),
        **{name: value for name, value in observations_json(comparison, ui_lang).items() if name not in _CLAIM_KEYS},
    }


def claims_json(comparison: Comparison, ui_lang: str = "en") -> dict[str, Any]:
    """Return the claims with what the two texts say about each, schema ``constitution-diff/claims/1``.

    Args:
        comparison: two editions, linked, diffed and annotated with a claims file.
        ui_lang: language of ``explanation``; ``explanations`` has all.
    """
    observed = comparison.observations or Observations()
    unclaimed = set(observed.unclaimed)
    return {
        "schema": "constitution-diff/claims/1",
        "old": edition_json(comparison.old.edition),
        "new": edition_json(comparison.new.edition),
        "source": _source(observed.claim_source),
        "claims": [_claim(one, ui_lang) for one in observed.claims],
        "unclaimed": [_finding(one, ui_lang) for one in observed.findings if one.id in unclaimed],
    }


def observations_json(comparison: Comparison, ui_lang: str = "en") -> dict[str, Any]:
    """Return everything observed as plain values, for a report; empty lists where nothing was."""
    observed = comparison.observations or Observations()
    lists: tuple[tuple[str, Callable[[Any], dict[str, Any]], tuple[Any, ...]], ...] = (
        ("findings", lambda one: _finding(one, ui_lang), observed.findings),
        ("ledger", _ledger_entry, observed.ledger),
        ("numbers", lambda one: _number(one, ui_lang), observed.numbers),
        ("references", lambda one: _reference(one, ui_lang), observed.references),
        ("topics", _topic_tag, observed.topics),
        ("conditions", _condition, observed.conditions),
        ("holders", _holder, observed.holders),
        ("claims", lambda one: _claim(one, ui_lang), observed.claims),
    )
    values: dict[str, Any] = {name: [write(one) for one in values] for name, write, values in lists}
    return {**values, "claim_source": _source(observed.claim_source), "unclaimed": list(observed.unclaimed)}


_CLAIM_KEYS = ("claims", "claim_source", "unclaimed")


def say(sentences: Sentences, ui_lang: str) -> str:
    """Return the sentence in a language, else in English, else none.

    >>> say((("en", "Gone."), ("ru", "Ушло.")), "kk")
    'Gone.'
    """
    known = dict(sentences)
    return known.get(ui_lang, known.get("en", ""))


def _finding(finding: Finding, ui_lang: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "topic": finding.topic,
        "weight": finding.weight,
        "old": list(finding.old),
        "new": list(finding.new),
        "old_words": list(finding.old_words),
        "new_words": list(finding.new_words),
        "rule": finding.rule,
        "explanation": say(finding.explanation, ui_lang),
        "explanations": dict(finding.explanation),
        "evidence": [_evidence(one) for one in finding.evidence],
    }


def _evidence(words: Evidence) -> dict[str, Any]:
    return {"side": words.side, "ref": words.ref, "span": [words.start, words.end], "words": words.words}


def _ledger_entry(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "ref": entry.ref,
        "quote": entry.quote,
        "markers": list(entry.markers),
        "fate": entry.fate,
        "new": list(entry.new),
        "new_quote": entry.new_quote,
        "rule": entry.rule,
        "findings": list(entry.findings),
    }


def _number(change: NumberChange, ui_lang: str) -> dict[str, Any]:
    return {
        "old": list(change.old),
        "new": list(change.new),
        "change": change.change,
        "old_value": change.old_value,
        "new_value": change.new_value,
        "unit": change.unit,
        "old_words": change.old_words,
        "new_words": change.new_words,
        "old_context": change.old_context,
        "new_context": change.new_context,
        "left_to_law": change.left_to_law,
        "explanation": say(change.explanation, ui_lang),
    }


def _reference(change: ReferenceChange, ui_lang: str) -> dict[str, Any]:
    return {
        "old": list(change.old),
        "new": list(change.new),
        "cited": [_cited(one) for one in change.cited],
        "nonderogable": change.nonderogable,
        "old_words": change.old_words,
        "new_words": change.new_words,
        "explanation": say(change.explanation, ui_lang),
    }


def _cited(one: CitedProvision) -> dict[str, Any]:
    return {"old": list(one.old), "new": list(one.new), "fate": one.fate}


def _topic_tag(tag: TopicTag) -> dict[str, Any]:
    return {"side": tag.side, "ref": tag.ref, "topics": list(tag.topics), "words": list(tag.words)}


def _condition(count: ConditionCount) -> dict[str, Any]:
    return {
        "article": count.article,
        "old": count.old,
        "new": count.new,
        "entered": [_evidence(one) for one in count.entered],
        "left": [_evidence(one) for one in count.left],
    }


def _holder(shift: HolderShift) -> dict[str, Any]:
    return {
        "old": list(shift.old),
        "new": list(shift.new),
        "old_holders": list(shift.old_holders),
        "new_holders": list(shift.new_holders),
        "old_words": shift.old_words,
        "new_words": shift.new_words,
    }


def _claim(verdict: ClaimVerdict, ui_lang: str) -> dict[str, Any]:
    return {
        "id": verdict.claim.id,
        "text": verdict.claim.text,
        "verdict": verdict.verdict,
        "by": verdict.by,
        "suggested": verdict.suggested,
        "old": list(verdict.old),
        "new": list(verdict.new),
        "old_quote": verdict.old_quote,
        "new_quote": verdict.new_quote,
        "rule": verdict.rule,
        "explanation": say(verdict.explanation, ui_lang),
        "explanations": dict(verdict.explanation),
        "findings": list(verdict.findings),
        "passage": verdict.claim.passage,
        "note": verdict.claim.note,
    }


def _source(source: ClaimSource | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {name: getattr(source, name) for name in ("title", "publisher", "date", "url", "language")}
