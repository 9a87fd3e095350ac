"""The benchmark measures what it says it measures; no test asks how long anything takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench import inputs, marked
from bench.__main__ import measure
from bench.budgets import Row, exponent
from bench.contenders import GIT, OURS, PY, Tools
from bench.measuring import Record
from bench.processes import Contender, Run, race, ratios, run
from bench.texts import bundled, only_part
from bench.writing import BEGIN, END, replace_tables, to_json, write_tables
from constitution_diff import load, parse
from tests.builders import build


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """One round on the bundled pair, without peers and without the official files."""
    folder = tmp_path_factory.mktemp("bench")
    rounds = {"start": 1, "part": 1, "whole": 1, "batch": 2}
    return measure(Record(Tools(Path(sys.executable), None), folder), folder / "no-such-folder", rounds)


def test_every_budget_has_a_row_with_a_verdict(record: Record) -> None:
    """Nothing that was promised is left out of the table: what could not be measured says so."""
    told = "\n".join(row.what for row in record.rows)
    for what in (
        "--help",
        "--version",
        "Part II",
        "whole",
        "growth",
        "peak memory",
        "PDF",
        "DOCX",
        "characters marked",
    ):
        assert what in told
    assert {row.verdict for row in record.rows} <= {"aim", "must", "over", "not measured"}
    assert all(row.note for row in record.rows if row.measured is None)


def test_who_is_missing_is_named(record: Record) -> None:
    """A peer that is not installed is no silent gap."""
    for peer in ("redlines", "xmldiff", "xml_diff", "lxml htmldiff"):
        assert any(peer in one for one in record.missing)
    assert any("official" in one for one in record.missing)


def test_the_results_can_be_read_by_machines_and_people(record: Record, tmp_path: Path) -> None:
    """JSON with every round, and tables that replace those before them in the page."""
    facts = {"date": "2026-01-01", "machine": {"cores": 2, "load": "0.1"}, "versions": {"git": "2"}}
    told = json.loads(to_json(record, facts))
    assert len(told["races"]["whole"][OURS]["ms"]) == 1
    assert len(told["rows"]) == len(record.rows)
    page = tmp_path / "page.md"
    page.write_text(f"# Speed\n{BEGIN}\nold\n{END}\nmore\n", encoding="utf-8")
    for _ in range(2):
        replace_tables(page, write_tables(record, facts))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Speed\n")
    assert text.endswith("\nmore\n")
    assert text.count("2026-01-01") == 1
    assert "old\n" not in text
    assert str(record.folder) not in text + json.dumps(told)


def test_many_pairs_are_measured_too(record: Record) -> None:
    """The page says how long a batch takes; the second run of it keeps everything."""
    assert record.batch["pairs"] == 2
    assert record.batch["problem"] == ""
    assert "190 constitutions" in write_tables(record, {"date": "", "machine": {"load": ""}, "versions": {}})


def test_how_the_time_is_spent_is_kept(record: Record) -> None:
    """Each race has the stages with their shares, as `--profile` tells them."""
    for name in ("Part II", "whole"):
        assert any(line.endswith("annotate") for line in record.profiles[name])


def test_a_printed_document_is_read_again_as_it_was() -> None:
    """The text that is measured with is the text of the edition, word for word."""
    for name in ("kz-1995", "kz-2026"):
        document = load(name)
        again = parse(inputs.print_text(document).encode(), "text.txt", "en")
        assert [(one.ref, one.text) for one in again.provisions()] == [
            (one.ref, one.text) for one in document.provisions()
        ]


def test_a_larger_text_has_running_numbers_and_is_always_the_same() -> None:
    """Copies are numbered through, differ from each other, and are made alike every time."""
    document = only_part(bundled(), "II").old
    text = inputs.enlarge(document, 3, is_new=False)
    assert text == inputs.enlarge(document, 3, is_new=False)
    assert inputs.enlarge(document, 1, is_new=True) == inputs.enlarge(document, 1, is_new=False)
    assert inputs.enlarge(document, 3, is_new=True) != text
    again = parse(text.encode(), "text.txt", "en")
    articles = [one.num for one in again.provisions() if one.kind == "article"]
    count = sum(one.kind == "article" for one in document.provisions())
    assert articles == [str(number) for number in range(1, 3 * count + 1)]
    texts = [one.text for one in again.provisions() if one.text]
    assert len(set(texts)) > 0.9 * len(texts)


def test_what_fails_counts_for_nothing_and_says_why(tmp_path: Path) -> None:
    """A contender that exits with an error, or takes too long, has no time and no ratio."""
    bad = Contender("bad", (sys.executable, "-c", "raise SystemExit('no luck')"))
    slow = Contender("slow", (sys.executable, "-c", "import time; time.sleep(60)"))
    good = Contender("good", (sys.executable, "-c", "print(1)"), "good.out")
    assert "no luck" in run(bad, tmp_path, 30).problem
    assert "more than" in run(slow, tmp_path, 0.5).problem
    runs = race([good, bad], tmp_path, 2, 30)
    assert ratios(runs, "good", ("bad",)) == []
    assert ratios(runs, "good", ("good",)) == [1.0, 1.0]
    assert (tmp_path / "good.out").read_text() == "1\n"


def test_ratios_are_taken_round_by_round() -> None:
    """What slows the machine in one round slows both, and does not show."""
    runs = {OURS: [Run(4.0), Run(40.0)], PY: [Run(1.0), Run(10.0)], GIT: [Run(1.0), Run(10.0)]}
    assert ratios(runs, OURS, (PY, GIT)) == [2.0, 2.0]


def test_verdicts_and_growth() -> None:
    """A row is judged by its median; growth leaves out what every run takes to start."""
    assert [Row("x", 2, 1, "", value).verdict for value in (1.0, 2.0, 2.1, None)] == [
        "aim",
        "must",
        "over",
        "not measured",
    ]
    assert exponent(1.5, 100.5, 0.5, 10) == pytest.approx(2.0)
    assert exponent(0.5, 1.0, 0.5, 10) is None


def test_marks_are_counted_without_white_space() -> None:
    """Deleted and inserted letters count, equal ones do not, and both texts stand on equal lines for the other differ."""
    provision = {"ref": "1", "text": "old words stay"}, {"ref": "2", "text": "new words stay"}
    hunks = [
        {"op": "replace", "old": [0, 3], "new": [0, 3], "old_ref": "1", "new_ref": "2"},
        {"op": "equal", "old": [3, 14], "new": [3, 14], "old_ref": "1", "new_ref": "2"},
    ]
    report = {"provisions": {"old": [provision[0]], "new": [provision[1]]}, "links": [{"hunks": hunks}]}
    assert marked.count_own(report) == 6
    assert marked.align(report) == ("old words stay\n", "new words stay\n")


def test_a_document_of_any_shape_can_be_printed() -> None:
    """Headings, subparagraphs and continuations stand on lines of their own."""
    document = build("""
    preamble: We, the people,
    Part I The State
      Article 1. Name
        1. One:
          1) first;
          + more.
    """)
    assert inputs.print_text(document).splitlines() == [
        "We, the people,",
        "Part I",
        "The State",
        "Article 1 Name",
        "1. One:",
        "1) first;",
        "more.",
    ]
