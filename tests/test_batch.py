"""Many pairs at once: all that can be made is made, in any number of processes, and what was made before is kept."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from constitution_diff import cli
from constitution_diff.cli.batching import ledger, making, pairs, workers
from constitution_diff.errors import LexiconError, ReadError

OLD = "Article 1. The State\n\n1. Ruritania is a kingdom.\n2. Its capital is {}.\n"
NEW = "Article 1. The State\n\n1. Ruritania is a republic.\n2. Its capital is {}.\n"
PROGRAM = str(Path(sys.executable).parent / "constitution-diff")
Batch = Callable[..., "Result"]


class Result:
    """What a batch left behind."""

    def __init__(self, code: int, out: str, err: str, folder: Path) -> None:
        self.code, self.out, self.err = code, out, err
        self.fates = [line.split()[0] for line in out.splitlines()]
        self.reports = {
            path.name: path.read_bytes() for path in folder.glob("*.*") if not path.name.startswith("ledger")
        }
        self.table = (folder / "results.csv").read_text(encoding="utf-8") if (folder / "results.csv").is_file() else ""
        self.rows = list(csv.DictReader(io.StringIO(self.table)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with five small pairs and their list."""
    lines = ["old,new,output"]
    for number in range(5):
        (tmp_path / f"old{number}.txt").write_text(OLD.format(f"town {number}"), encoding="utf-8")
        (tmp_path / f"new{number}.txt").write_text(NEW.format(f"city {number}"), encoding="utf-8")
        lines.append(f"old{number}.txt,new{number}.txt,")
    (tmp_path / "pairs.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def batch(folder: Path, capfd: pytest.CaptureFixture[str]) -> Batch:
    """Runs one batch there."""

    def run(*options: str, list_: str = "pairs.csv", target: str = "out") -> Result:
        code = cli.run(["batch", list_, "-o", target, *options])
        said = capfd.readouterr()
        return Result(code, said.out, said.err, folder / target)

    return run


def test_every_pair_has_a_report_a_line_and_a_row(batch: Batch) -> None:
    """Whoever has a list of pairs gets a report of each, and a table of what came of them."""
    result = batch()
    assert result.code == 0
    assert result.fates == ["done"] * 5
    assert sorted(result.reports) == sorted(["results.csv", *(f"old{n}--new{n}.html" for n in range(5))])
    assert [row["output"] for row in result.rows] == [f"old{n}--new{n}.html" for n in range(5)]
    assert all(row["status"] == "done" and row["edited"] == "2" and row["error"] == "" for row in result.rows)
    assert b"republic" in result.reports["old3--new3.html"]
    assert result.err == ""


@pytest.mark.parametrize("jobs", ["1", "2", "7"])
def test_the_number_of_processes_changes_nothing(batch: Batch, jobs: str) -> None:
    """The same list gives the same bytes, in the order of the list, however many processes work."""
    alone, many = batch("--jobs", "1", target="alone"), batch("--jobs", jobs, target="many")
    assert alone.out == many.out
    assert alone.reports == many.reports


def test_a_report_of_a_batch_is_the_report_of_the_pair(batch: Batch, folder: Path) -> None:
    """One pair made alone, by the command that the report of the batch names, is the same file."""
    made = batch().reports["old1--new1.html"]
    old_arguments, sys.argv[1:] = sys.argv[1:], ["report", "old1.txt", "new1.txt", "-o", "old1--new1.html"]
    try:
        assert cli.run(sys.argv[1:]) == 0
    finally:
        sys.argv[1:] = old_arguments
    assert (folder / "old1--new1.html").read_bytes() == made


def test_what_was_made_is_kept_and_the_results_are_the_same(batch: Batch, folder: Path) -> None:
    """A second run makes nothing; its table of results is that of the first, byte for byte."""
    first = batch()
    times = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.html")}
    second = batch()
    assert second.fates == ["kept"] * 5
    assert second.reports == first.reports
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.html")} == times


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "new2.txt").write_text(NEW.format("port"), encoding="utf-8"),
        lambda folder: (folder / "out" / "old2--new2.html").write_bytes(b"half a rep"),
        lambda folder: (folder / "out" / "old2--new2.html").unlink(),
        lambda folder: (folder / "pairs.csv").write_text(
            (folder / "pairs.csv").read_text().replace("old2.txt,new2.txt,", "old2.txt,old1.txt,old2--new2.html"),
            encoding="utf-8",
        ),
    ],
    ids=["text changed", "report damaged", "report removed", "another text named"],
)
def test_what_has_changed_is_made_again_and_nothing_else(
    batch: Batch, folder: Path, change: Callable[[Path], object]
) -> None:
    """A report that is not there, not whole, or not of these very texts is made anew, whatever the dates of the files."""
    batch()
    change(folder)
    assert batch().fates == ["kept", "kept", "done", "kept", "kept"]


def test_other_options_and_another_version_make_everything_again(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report in another language of the interface, or by a newer program, is another report."""
    batch()
    assert batch("--ui-lang", "ru").fates == ["done"] * 5
    monkeypatch.setattr(ledger, "VERSION", "99")
    assert batch("--ui-lang", "ru").fates == ["done"] * 5


def test_a_failed_pair_stops_no_other_and_gives_its_exit_code(batch: Batch, folder: Path) -> None:
    """Three bad pairs among good ones: each says why, the good ones are made, the first bad one names the exit code."""
    (folder / "picture.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "russian.txt").write_text("Статья 1. Человек\n\nЧеловек свободен и равен в правах.\n", encoding="utf-8")
    (folder / "pairs.csv").write_text(
        "old,new\nold0.txt,new0.txt\npicture.pdf,new1.txt\nold2.txt,nowhere.txt\nold3.txt,russian.txt\nold4.txt,new4.txt\n",
        encoding="utf-8",
    )
    result = batch()
    assert result.code == 3
    assert result.fates == ["done", "failed", "failed", "failed", "done"]
    assert [bool(row["error"]) for row in result.rows] == [False, True, True, True, False]
    assert "picture.pdf" in result.rows[1]["error"]
    assert "nowhere.txt" in result.rows[2]["error"]
    assert "languages differ" in result.rows[3]["error"]
    assert "Traceback" not in result.err


def test_all_columns_are_obeyed(batch: Batch, folder: Path) -> None:
    """Format by the name of the output, parts, side files and language: as the options of `report`."""
    (folder / "links.csv").write_text("old,new,action,note\n1.1,1.2,link,by hand\n", encoding="utf-8")
    (folder / "list.csv").write_text(
        "old,new,output,part,links,lang\n"
        "kz-1995,kz-2026,rights.json,,,\nkz-1995,kz-2026,two.json,I;II,,\nold0.txt,new0.txt,hand.json,,links.csv,en\n",
        encoding="utf-8",
    )
    result = batch(list_="list.csv")
    assert result.code == 0
    made = {name: json.loads(content) for name, content in result.reports.items() if name.endswith(".json")}
    assert made["rights.json"]["parts"] == ["II"]
    assert made["two.json"]["parts"] == ["I", "II"]
    assert any(link["by"] == "hand" and link["old"] == ["1.1"] for link in made["hand.json"]["links"])


def test_files_are_named_from_the_list_and_not_from_where_one_stands(batch: Batch, folder: Path) -> None:
    """A list travels with its texts."""
    (folder / "deep").mkdir()
    for name in ("old0.txt", "new0.txt"):
        (folder / name).rename(folder / "deep" / name)
    (folder / "deep" / "list.csv").write_text("old,new\nold0.txt,new0.txt\n", encoding="utf-8")
    assert batch(list_="deep/list.csv").fates == ["done"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "pairs.csv"),
        ("old,new\n", "pairs.csv"),
        ("old,old\na,b\n", "line 1"),
        ("old,new,surprise\na,b,c\n", "line 1"),
        ("old,new\na,b\n\n\na\n", "line 5"),
        ("old,new\na,\n", "line 2"),
        ("old,new\n-,b\n", "line 2"),
        ("old,new,output\na,b,../up.html\n", "line 2"),
        ("old,new,output\na,b,/abs.html\n", "line 2"),
        ("old,new,output\na,b,sub\\up.html\n", "line 2"),
        ("old,new,output\na,b,.hidden.html\n", "line 2"),
        ("old,new,output\na,b,results.csv\n", "line 2"),
        ("old,new,output\na,b,report.exe\n", "line 2"),
        ("old,new,output\na,b,\nc,d,A--B.html\n", "line 3"),
        ('old,new\n"a"b,c\n', "line 2"),
        ('old,new\n"a,b\n', "line 2"),
        ("old,new\n" + "a" * 200_000 + ",b\n", "line 2"),
    ],
)
def test_a_list_that_is_wrong_is_refused_by_its_line(text: str, place: str) -> None:
    """Nothing is made of a list with a mistake, and the error says where it is."""
    with pytest.raises(LexiconError) as caught:
        pairs.read_pairs(text.encode(), "pairs.csv", "html")
    assert place in caught.value.where
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"old,new\n\xff\xfe,b\n", b"\xd0" * (pairs.MOST_BYTES + 1), b"old,new\n\x00\xff"])
def test_a_list_that_is_no_text_is_refused(data: bytes) -> None:
    """Bytes that are no UTF-8, or far too many of them, are no list."""
    with pytest.raises(ReadError):
        pairs.read_pairs(data, "pairs.csv", "html")


def test_a_list_from_a_spreadsheet_is_read() -> None:
    """A byte order mark, Windows line ends, quoted cells, blank lines and spaces do no harm."""
    text = '\ufeff"new", old\r\n\r\n"b, c.txt",a.txt\r\n,\r\n'
    (pair,) = pairs.read_pairs(text.encode(), "pairs.csv", "md")
    assert (pair.line, pair.old, pair.new, pair.output) == (3, "a.txt", "b, c.txt", "a--b-c.md")


def test_wrong_usage_is_refused_before_anything_is_written(batch: Batch, folder: Path) -> None:
    """A batch without a folder, or with no processes, makes nothing."""
    assert cli.run(["batch", "pairs.csv"]) == 2
    assert batch("--jobs", "-1").code == 2
    assert cli.run(["batch", "nowhere.csv", "-o", "out"]) == 2
    (folder / "file").write_text("x", encoding="utf-8")
    assert cli.run(["batch", "pairs.csv", "-o", "file"]) == 7
    assert not (folder / "out").exists()


def test_a_broken_ledger_costs_time_and_nothing_else(batch: Batch, folder: Path) -> None:
    """A ledger that was cut off, or overwritten, is no reason to fail."""
    batch()
    book = folder / "out" / ledger.NAME
    lines = book.read_text(encoding="utf-8").splitlines(keepends=True)
    book.write_text("\0nonsense\n[]\n" + lines[0] + lines[1][:40], encoding="utf-8")
    assert sorted(batch().fates) == ["done"] * 4 + ["kept"]
    assert batch().fates == ["kept"] * 5


def die(item: int) -> int:
    """A task that kills its process at one item."""
    if item == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def test_a_process_that_dies_takes_one_item_with_it() -> None:
    """Whatever kills a worker, the others' items and its own next ones are done."""
    for jobs in (1, 3):
        assert dict(workers.work_off(die, range(6), jobs)) == {0: 0, 1: 1, 2: None, 3: 9, 4: 16, 5: 25}
    assert making.LOST.status == "failed"


def test_an_interrupt_leaves_whole_files_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """Ctrl-C in the middle: what is there is whole and in the ledger, and the same command makes the rest."""
    rows = ["old,new,output"]
    for number in range(40):
        (tmp_path / f"old{number}.txt").write_text(OLD.format(f"town {number}"), encoding="utf-8")
        rows.append(f"old{number}.txt,kz-2026,r{number}.html")
    (tmp_path / "pairs.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [PROGRAM, "batch", "pairs.csv", "-o", "out", "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - there are no threads here
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"interrupted\n")
    made = ledger.read_ledger(tmp_path / "out")
    files = {path.name for path in (tmp_path / "out").iterdir()} - {ledger.NAME}
    assert 0 < len(made) < 40
    assert set(made) == files
    for name in files:
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == made[name].sha256
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=300)
    fates = [line.split()[0] for line in done.stdout.splitlines()]
    assert len(fates) == 40
    assert fates.count("kept") == len(made)


def test_a_batch_needs_no_terminal_and_paints_none(batch: Batch) -> None:
    """Without a terminal there is no progress bar: nothing but the lines."""
    result = batch()
    assert "\x1b" not in result.out + result.err


def test_the_cores_are_counted() -> None:
    """There is at least one, whatever the machine lets us use."""
    assert workers.count_cores() >= 1
    start = time.monotonic()
    assert list(workers.work_off(die, [], 4)) == []
    assert time.monotonic() - start < 60


def test_a_terminal_sees_how_far_it_is(folder: Path) -> None:
    """On a terminal a bar counts the pairs, on standard error; the lines of the pairs are the same."""
    ours, theirs = os.openpty()
    process = subprocess.Popen([PROGRAM, "batch", "pairs.csv", "-o", "out"], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    painted = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(ours, 4096):
            painted += piece
    out, _ = process.communicate(timeout=120)
    os.close(ours)
    assert process.returncode == 0
    assert b"5/5" in painted
    assert b"\x1b" not in out
    assert [line.split()[0] for line in out.splitlines()] == [b"done"] * 5
