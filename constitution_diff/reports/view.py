"""Comparison -> one dict of plain values: the only thing the templates and the terminal see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from constitution_diff.model import Comparison
from constitution_diff.reports.accounts import (
    build_amounts,
    build_citations,
    build_conditions,
    build_holders,
    build_ledger,
    build_renamings,
)
from constitution_diff.reports.apparatus import (
    build_facts,
    build_frame,
    build_notices,
    build_quoting,
    build_sources,
    write_facts,
)
from constitution_diff.reports.body import Body
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.meanings import build_findings
from constitution_diff.reports.overview import (
    build_counts,
    build_head,
    build_legend,
    build_summary,
)
from constitution_diff.reports.page import Page, make_page
from constitution_diff.reports.pictures import build_flow, build_topics
from constitution_diff.reports.pieces import Amount
from constitution_diff.reports.published import build_claims
from constitution_diff.reports.units import SideName

_SIDES: tuple[SideName, SideName] = ("old", "new")


def build_view(
    comparison: Comparison, labels: Labels, command: str = "", version: str = "", *, runs: bool = False
) -> dict[str, Any]:
    """Return everything a page shows, in the words of one interface language.

    Args:
        comparison: two editions, linked and diffed.
        labels: words of the interface.
        command: the command line that makes this page again, empty when unknown.
        version: the version of this program, empty when unknown.
        runs: whether pairs of blocks are wanted as one run of words as well, as a terminal shows them.
    Returns:
        Strings, numbers, lists and dicts only; the same input gives the same output. Every block of the compared parts,
        and of the links that touch them, stands in it exactly once.
    Raises:
        ReportError: a block stands in no link, or the hunks of its link do not rebuild its text.
    """
    page = make_page(comparison, labels, runs)
    body = Body(page)
    groups = [{**group, "sections": list(group["sections"])} for group in body.groups()]
    return {**build_front(page, body, command, version), "groups": groups}


def build_front(page: Page, body: Body, command: str = "", version: str = "") -> dict[str, Any]:
    """Return what `build_view` returns without the groups.

    Args:
        page: what is shown.
        body: its sections, all of which were gone through.
        command, version: as there.
    """
    labels = page.labels
    frame = build_frame(page)
    return {
        **build_setting(page),
        "head": build_head(page, body.changes, version),
        "legend": build_legend(page),
        "summary": build_summary(page),
        "counts": build_counts(page),
        "flow": build_flow(page),
        "strip": body.strip,
        "changes": body.changes,
        **_build_meanings(page),
        "notes": body.notes,
        "editors": body.editors,
        "frame": frame,
        "notices": build_notices(page),
        "sources": build_sources(page),
        "folded": _folded(page.amounts.values(), labels),
        "labels": {side: _label(page, side, "format") for side in _SIDES},
        "method": [words for name, words in labels.words.items() if name.startswith("method.step")],
        "command": command,
        "version": version,
        "facts": write_facts(build_facts(page, version) | body.receipt.state(frame, page.comparison.parts)),
    }


def build_setting(page: Page) -> dict[str, Any]:
    """Return what the sections need beside themselves: the words around them, and how a provision is quoted."""
    return {
        "lang": page.labels.language,
        "words": dict(page.labels.words),
        "law": {side: page.law_language(side) for side in _SIDES},
        "quoting": build_quoting(page),
        "columns": {side: _label(page, side, "short") for side in _SIDES},
    }


def _build_meanings(page: Page) -> dict[str, Any]:
    """What the changes mean, section by section; templates leave the sections out when nothing was observed."""
    findings = build_findings(page)
    return {
        "observed": page.comparison.observations is not None,
        "findings": findings,
        "topics": build_topics(findings["groups"]),
        "ledger": build_ledger(page),
        "amounts": build_amounts(page),
        "conditions": build_conditions(page),
        "holders": build_holders(page),
        "citations": build_citations(page),
        "renamings": build_renamings(page),
        "claims": build_claims(page),
    }


def _label(page: Page, side: SideName, form: str) -> str:
    """What stands above a column: which text, of what date."""
    return page.labels.say("cell.label", side=page.labels.say(f"side.{side}"), date=page.when(side, form))


def _folded(amounts: Iterable[Amount], labels: Labels) -> str:
    number = sum(amount.folded for amount in amounts)
    return labels.count("folded", number)
