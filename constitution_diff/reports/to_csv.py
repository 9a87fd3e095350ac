"""Tables as CSV, as editors exchange them and spreadsheets open them: one row per link, one row per finding.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets do not show.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from constitution_diff.model import Comparison, Document, Link

HEADER = (
    "old article",
    "new article",
    "old",
    "new",
    "relation",
    "moved",
    "score",
    "doubtful",
    "by",
    "runner-up",
    "runner-up score",
    "note",
)
"""Columns of the concordance."""

TEXTS = ("old text", "new text")
"""Columns that the concordance of a report has besides."""

FINDINGS = (
    "id",
    "kind",
    "topic",
    "weight",
    "old",
    "new",
    "old words",
    "new words",
    "rule",
    "explanation",
)
"""Columns of the findings."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def links_csv(comparison: Comparison, with_texts: bool = False) -> str:
    """Return the links of a comparison as CSV with a header: refs joined by ``;``, rows in the order of the links.

    Args:
        comparison: two editions, linked and diffed.
        with_texts: add the words of both sides, a line for each block.
    """
    articles = (_articles(comparison.old), _articles(comparison.new))
    texts = (_texts(comparison.old), _texts(comparison.new)) if with_texts else ()
    rows = ([*_link_row(link, articles), *_text_cells(link, texts)] for link in comparison.links)
    return write_rows([*HEADER, *(TEXTS if with_texts else ())], rows)


def findings_csv(comparison: Comparison, ui_lang: str = "en") -> str:
    """Return what the changes mean as CSV with a header, one row a finding; only the header when nothing was found.

    Args:
        comparison: two editions, linked, diffed and annotated.
        ui_lang: language of the explanations, where they have it; else English.
    """
    observations = getattr(comparison, "observations", None)
    found = observations.findings if observations is not None else ()
    return write_rows(FINDINGS, (_finding_row(finding, ui_lang) for finding in found))


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV by RFC 4180; no cell is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return stream.getvalue()


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> guard("=1+1"), guard("18.1")
    ("'=1+1", '18.1')
    """
    text = cell.replace("\0", "\ufffd")
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text


def _link_row(link: Link, articles: tuple[dict[str, str], dict[str, str]]) -> list[str]:
    runner_up = link.runner_up
    return [
        _join(dict.fromkeys(articles[0].get(ref, "") for ref in link.old)),
        _join(dict.fromkeys(articles[1].get(ref, "") for ref in link.new)),
        _join(dict.fromkeys(link.old)),
        _join(dict.fromkeys(link.new)),
        link.relation,
        link.moved or "",
        f"{link.score:.2f}",
        "to be checked" if link.doubtful else "",
        link.by,
        runner_up.ref if runner_up else "",
        f"{runner_up.score:.2f}" if runner_up else "",
        link.reason,
    ]


def _text_cells(link: Link, texts: Sequence[dict[str, str]]) -> list[str]:
    ends = zip((link.old, link.new), texts, strict=False)
    return ["\n".join(filter(None, (by_ref.get(ref, "") for ref in refs))) for refs, by_ref in ends]


def _finding_row(finding: Any, ui_lang: str) -> list[str]:
    said = dict(finding.explanation)
    return [
        finding.id,
        finding.kind,
        finding.topic,
        finding.weight,
        ";".join(finding.old),
        ";".join(finding.new),
        " | ".join(finding.old_words),
        " | ".join(finding.new_words),
        finding.rule,
        said.get(ui_lang) or said.get("en", ""),
    ]


def _texts(document: Document) -> dict[str, str]:
    """Return for every provision its words and those of all blocks below it, a line each."""
    units = [unit for unit in document.provisions() if unit.kind != "article" or unit.text]
    return {unit.ref: "\n".join(block.text for block in unit.walk() if block.text) for unit in units}


def _articles(document: Document) -> dict[str, str]:
    """Return for every provision inside an article the article's number."""
    return {
        unit.ref: article.num
        for top in document.body
        for article in top.walk()
        if article.kind == "article"
        for unit in article.walk()
    }


def _join(refs: dict[str, None]) -> str:
    return ";".join(ref for ref in refs if ref)
