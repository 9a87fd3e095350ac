"""What became of guarantees, numbers, conditions, holders, citations and names, as lists and tables for the page."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from constitution_diff.observations import ConditionCount, Evidence, Fate, HolderShift, LedgerEntry, NumberChange
from constitution_diff.reports.meanings import observed, quote, sentence, shorten, show_place, show_refs
from constitution_diff.reports.page import Page
from constitution_diff.reports.vocabulary import marker_names

View = dict[str, Any]


def build_ledger(page: Page) -> View:
    """Return every guarantee of the old text under what became of it, with counts that add up."""
    entries = observed(page).ledger
    count = Counter(entry.fate for entry in entries)
    fates: tuple[Fate, ...] = get_args(Fate)
    return {
        "rows": [
            {
                "fate": fate,
                "name": page.labels.say(f"fate.{fate}"),
                "meaning": page.labels.say(f"fate_means.{fate}"),
                "number": count[fate],
                "entries": [_entry(page, entry) for entry in entries if entry.fate == fate],
            }
            for fate in fates
        ],
        "total": len(entries),
        "lead": page.labels.count("guarantee", len(entries)) if entries else "",
    }


def _entry(page: Page, entry: LedgerEntry) -> View:
    return {
        **show_place(page, (entry.ref,), entry.new),
        "quote": entry.quote if entry.fate == "gone" else "",
    }


def build_amounts(page: Page) -> list[View]:
    """Return every number, date, duration or share that went, came or changed, with the words around it on both sides."""
    return [_amount(page, change) for change in observed(page).numbers]


def _amount(page: Page, change: NumberChange) -> View:
    return {
        "what": page.labels.say(f"amount.{change.change}"),
        **show_place(page, change.old, change.new),
        "explanation": sentence(change.explanation, page.labels.language),
        "old_context": change.old_context,
        "new_context": change.new_context,
    }


def build_conditions(page: Page) -> list[View]:
    """Return the articles whose guarantees gained or lost a clause that leaves something to a law."""
    return [_condition(page, one) for one in observed(page).conditions if one.entered or one.left]


def _condition(page: Page, count: ConditionCount) -> View:
    return {
        "article": count.article,
        "old": count.old,
        "new": count.new,
        "entered": _clauses(page, count.entered),
        "left": _clauses(page, count.left),
    }


def _clauses(page: Page, evidence: tuple[Evidence, ...]) -> View | None:
    """The clauses of one column; those that came stand in the new text, those that went in the old one."""
    if not evidence:
        return None
    refs = tuple(dict.fromkeys(one.ref for one in evidence))
    return {**show_refs(page, evidence[0].side, refs), "words": quote(tuple(one.words for one in evidence))}


def build_holders(page: Page) -> list[View]:
    """Return the provisions that name other people than before."""
    return [_shift(page, shift) for shift in observed(page).holders]


def _shift(page: Page, shift: HolderShift) -> View:
    return {
        **show_place(page, shift.old, shift.new),
        "old_names": _names(page, shift.old_holders),
        "new_names": _names(page, shift.new_holders),
        "old_words": shorten(shift.old_words),
        "new_words": shorten(shift.new_words),
    }


def _names(page: Page, markers: tuple[str, ...]) -> str:
    names = marker_names(page.labels.language)
    return ", ".join(names.get(marker, marker) for marker in markers) or page.labels.say("holders.nobody")


def build_citations(page: Page) -> list[View]:
    """Return the provisions that cite others than before; citations are compared by what is cited, not by number."""
    return [
        {
            **show_place(page, change.old, change.new),
            "explanation": sentence(change.explanation, page.labels.language),
            "old_words": change.old_words,
            "new_words": change.new_words,
        }
        for change in observed(page).references
    ]


def build_renamings(page: Page) -> list[View]:
    """Return the terms that changed in the same way throughout, with the number of places."""
    return [{"old": one.old, "new": one.new, "count": one.count} for one in page.comparison.renamings]
