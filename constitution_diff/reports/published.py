"""Published statements and what the two texts say about them, for the page."""

from __future__ import annotations

from typing import Any

from constitution_diff.observations import ClaimVerdict
from constitution_diff.reports.meanings import observed, sentence, shorten, show_refs
from constitution_diff.reports.page import Page

View = dict[str, Any]


def build_claims(page: Page) -> View:
    """Return each claim with its verdict, its words in both texts and the reason; and the findings no claim touches."""
    observations = observed(page)
    source = observations.claim_source
    if source is None:
        return {"source": "", "claims": [], "unclaimed": []}
    named = filter(None, (source.title, source.publisher, page.labels.write_date(source.date), source.url))
    by_id = {finding.id: finding for finding in observations.findings}
    missed = [by_id[name] for name in observations.unclaimed if name in by_id]
    own = page.labels.language
    return {
        "source": ", ".join(named),
        "lang": "" if source.language == own else source.language,
        "claims": [_claim(page, verdict) for verdict in observations.claims],
        "unclaimed": [
            {
                "href": f"#{one.id}",
                "name": page.labels.say(f"kind.{one.kind}"),
                "explanation": sentence(one.explanation, own),
            }
            for one in missed
        ],
    }


def _claim(page: Page, verdict: ClaimVerdict) -> View:
    labels = page.labels
    other = labels.say(f"verdict.{verdict.suggested}") if verdict.suggested != verdict.verdict else ""
    return {
        "id": verdict.claim.id,
        "text": verdict.claim.text,
        "verdict": verdict.verdict,
        "name": labels.say(f"verdict.{verdict.verdict}"),
        "by": labels.say(f"claims.by_{verdict.by}"),
        "suggested": labels.say("claims.suggested", verdict=other) if other else "",
        "note": verdict.claim.note,
        "explanation": sentence(verdict.explanation, labels.language),
        "old": show_refs(page, "old", verdict.old),
        "new": show_refs(page, "new", verdict.new),
        "old_quote": shorten(verdict.old_quote),
        "new_quote": shorten(verdict.new_quote),
    }
