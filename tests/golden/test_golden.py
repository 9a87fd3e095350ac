"""Whole reports of a small invented pair, as text: what a change of the program changes for a reader is seen here first.

`make golden` writes them anew; then read the difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from constitution_diff.akn import dump
from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare, parse
from constitution_diff.reports.to_csv import links_csv
from constitution_diff.reports.to_html import to_html
from constitution_diff.reports.to_json import dump_json, report_json
from constitution_diff.reports.to_terminal import render_diff
from tests.pages import Element, read_page

HERE = Path(__file__).resolve().parent
SPANS = frozenset(
    ("a", "abbr", "b", "bdi", "code", "del", "em", "i", "ins", "mark", "q", "small", "span", "strong", "time")
)
"""Elements inside a line; all others are blocks."""
SILENT = frozenset(("script", "style", "svg"))


@lru_cache(maxsize=1)
def comparison() -> Comparison:
    old, new = (parse((HERE / f"{side}.txt").read_bytes(), f"{side}.txt") for side in ("old", "new"))
    return compare(old, new)


def page_text(language: str) -> str:
    """The page as a reader meets it: one line for each block, marker words in place, pictures and styles left out."""
    page = read_page(to_html(comparison(), language, "constitution-diff report old.txt new.txt", "0"))
    lines = (" ".join(line.split()) for line in _text(page).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _text(element: Element) -> str:
    """A line break in the source of a page is a space; the ends of blocks are what ends a reader's line."""
    if element.tag in SILENT:
        return ""
    inside = "".join(child.replace("\n", " ") if isinstance(child, str) else _text(child) for child in element.children)
    return inside if element.tag in SPANS else f"\n{inside}\n"


REPORTS: dict[str, Callable[[], str]] = {
    "page.en.txt": lambda: page_text("en"),
    "page.ru.txt": lambda: page_text("ru"),
    "page.kk.txt": lambda: page_text("kk"),
    "report.json": lambda: dump_json(report_json(comparison(), "0")),
    "links.csv": lambda: links_csv(comparison()),
    "diff.txt": lambda: render_diff(comparison(), color=False),
    "diff-side-by-side.txt": lambda: render_diff(comparison(), side_by_side=True, color=False),
    "diff-stat.txt": lambda: render_diff(comparison(), stat=True, color=False),
    "new.xml": lambda: dump(comparison().new).decode(),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    """No reader's report changes without somebody having looked at the change."""
    path = HERE / name
    made = REPORTS[name]()
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8", newline="")
    assert made == path.read_bytes().decode("utf-8"), "run `make golden`, and read what changed"


def test_the_pair_shows_every_kind_of_change() -> None:
    """The pair is worth looking at: words edited, provisions added, split, moved between articles and left alone."""
    relations = {link.relation for link in comparison().links}
    assert {"unchanged", "edited", "added", "split"} <= relations
    innocence = next(link for link in comparison().links if "2.1" in link.new)
    assert innocence.old == ("3.2)",)


def test_a_page_knows_no_date_and_no_folder() -> None:
    """A report can be shared and compared: it does not say when or where it was made."""
    page = (HERE / "page.en.txt").read_text(encoding="utf-8")
    assert not re.search(r"\d{4}-\d\d-\d\d", page)
    assert not any(folder in page for folder in (str(HERE), str(Path.home())))
