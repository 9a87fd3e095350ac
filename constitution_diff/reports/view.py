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
    attach_citations,
    attach_notes,
    build_facts,
    build_frame,
    build_notices,
    build_quoting,
    build_sources,
    write_facts,
)
from constitution_diff.reports.editorial import attach_editor_notes
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.meanings import attach_findings, build_findings
from constitution_diff.reports.overview import (
    build_changes,
    build_counts,
    build_head,
    build_legend,
    build_strip,
    build_summary,
)
from constitution_diff.reports.page import Page, make_page
from constitution_diff.reports.pictures import build_flow, build_topics
from constitution_diff.reports.pieces import Amount
from constitution_diff.reports.published import build_claims
from constitution_diff.reports.receipt import page_receipt
from constitution_diff.reports.sections import build_groups
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
    groups = build_groups(page)
    notes = attach_notes(page, groups)
    attach_findings(page, groups)
    attach_citations(page, groups)
    editors = attach_editor_notes(page, groups)
    frame = build_frame(page)
    return {
        "lang": labels.language,
        "words": dict(labels.words),
        "head": build_head(page, groups, version),
        "legend": build_legend(page),
        "summary": build_summary(page),
        "counts": build_counts(page),
        "flow": build_flow(page),
        "strip": build_strip(page, groups),
        "changes": build_changes(page, groups),
        **_build_meanings(page),
        "law": {side: page.law_language(side) for side in _SIDES},
        "groups": groups,
        "notes": notes,
        "editors": editors,
        "frame": frame,
        "notices": build_notices(page),
        "sources": build_sources(page),
        "quoting": build_quoting(page),
        "folded": _folded(page.amounts.values(), labels),
        "labels": {side: _label(page, side, "format") for side in _SIDES},
        "columns": {side: _label(page, side, "short") for side in _SIDES},
        "method": [words for name, words in labels.words.items() if name.startswith("method.step")],
        "command": command,
        "version": version,
        "facts": write_facts(build_facts(page, version) | page_receipt(groups, frame, comparison.parts)),
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
