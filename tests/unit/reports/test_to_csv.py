from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pytest

from constitution_diff.cli import run
from constitution_diff.errors import UsageError
from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare
from constitution_diff.rendering import BOM, Choices, render
from constitution_diff.reports.to_csv import FINDINGS, HEADER, TEXTS, findings_csv, guard, links_csv
from tests.builders import build
from tests.comparisons import comparison


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_link_is_one_row_with_its_texts() -> None:
    """The concordance has one row a link, in order, with references, relation, score and the words of both sides."""
    made = comparison()
    found = rows(links_csv(made, with_texts=True))
    assert list(found[0]) == [*HEADER, *TEXTS]
    assert [(row["old"], row["new"]) for row in found] == [
        (";".join(link.old), ";".join(link.new)) for link in made.links
    ]
    split = next(row for row in found if row["relation"] == "split")
    assert split["old text"] == "Nobody may be punished twice. The death penalty is prohibited."
    assert split["new text"].splitlines() == ["Nobody may be punished twice.", "The death penalty is prohibited."]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A law or a reason that begins like a formula opens as text in a spreadsheet."""
    assert guard(start).startswith("'")
    made = compare(build("Article 1\n  1. Peace."), build(f"Article 1\n  1. {start.strip()} Peace."))
    assert all(
        not cell.startswith(("=", "+", "-", "@")) for row in rows(links_csv(made, True)) for cell in row.values()
    )


def test_lines_quotes_and_letters_survive() -> None:
    """Quotation marks, line breaks and Kazakh letters come back as they were."""
    made = compare(build('Article 1\n  "Сөз", ә;\\nқ'), build('Article 1\n  "Сөз", ә;\\nқ new'))
    assert rows(links_csv(made, True))[0]["old text"] == '"Сөз", ә;\nқ'


def test_a_byte_order_mark_comes_only_on_request() -> None:
    """Older spreadsheets get the mark they need, everything else a file without it."""
    texts = [render(comparison(), "csv", Choices(bom=bom)) for bom in (False, True)]
    assert isinstance(texts[0], str) and isinstance(texts[1], str)
    assert not texts[0].startswith(BOM)
    assert texts[1] == BOM + texts[0]


class Annotated(Comparison, frozen=True):
    """A comparison with findings, whatever makes them."""

    observations: object = None


def test_each_finding_is_one_row() -> None:
    """A finding is a row with its words and its explanation in the language asked for, else in English."""
    finding = SimpleNamespace(
        id="F001", kind="guarantee_added", topic="life", weight="major", old=("1.1",), new=("2.1", "2.2"),
        old_words=(), new_words=("=everyone", "has"), rule="r", explanation=(("en", "Said."), ("ru", "Сказано.")),
    )  # fmt: skip
    base = comparison()
    made = Annotated(base.old, base.new, base.links, observations=SimpleNamespace(findings=(finding,)))
    (row,) = rows(findings_csv(made, "ru"))
    assert tuple(row) == FINDINGS
    assert (row["new"], row["new words"], row["explanation"]) == ("2.1;2.2", "'=everyone | has", "Сказано.")
    assert rows(findings_csv(made, "kk"))[0]["explanation"] == "Said."


def test_without_findings_only_the_header_stands() -> None:
    """A comparison that was not annotated gives a table without rows, not a failure."""
    assert findings_csv(comparison()).split("\r\n")[0] == ",".join(FINDINGS)


def test_unknown_rows_are_refused() -> None:
    """A kind of row that is not there is named."""
    with pytest.raises(UsageError, match="no rows"):
        render(comparison(), "csv", Choices(rows="claims"))


def test_the_command_writes_csv(tmp_path: object, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """`report --format csv --bom` prints a table that a spreadsheet opens."""
    assert run(["report", "-q", "--format", "csv", "--bom"]) == 0
    out = capsysbinary.readouterr().out
    assert out.startswith(b"\xef\xbb\xbfold article,new article,")
