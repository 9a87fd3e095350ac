"""`--profile` says where a run's time went, and changes no result."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from constitution_diff import cli
from constitution_diff.cli import profiling

OLD = "Article 1. The State\n\nRuritania is a kingdom.\n"
NEW = "Article 1. The State\n\nRuritania is a republic.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small pair."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["report", "diff", "align"])
def test_every_stage_is_named_on_standard_error(folder: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Each stage with its milliseconds and its share; they add up."""
    target = ["-o", "out.md"] if command == "report" else []
    assert cli.run([command, "old.txt", "new.txt", "--profile", *target]) == 0
    said = capfd.readouterr()
    lines = [line for line in said.err.splitlines() if re.match(r" *\d+\.\d ", line)]
    stages = [line.split()[-1] for line in lines]
    for stage in ("start", "imports", "read", "structure", "align", "diff", "annotate", "render", "other", "all"):
        assert stage in stages
    assert sum(float(line.split()[0]) for line in lines[:-1]) == pytest.approx(float(lines[-1].split()[0]), abs=1)
    assert "imports" not in said.out


def test_a_report_is_the_same_with_and_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No time enters a file: not as a number, nor as another command line."""
    made = []
    for more in ([], ["--profile"]):
        arguments = ["report", "old.txt", "new.txt", "-o", "out.html", "-q", *more]
        monkeypatch.setattr("sys.argv", ["constitution-diff", *arguments])
        assert cli.run(arguments) == 0
        made.append((folder / "out.html").read_bytes())
    assert made[0] == made[1]


def test_the_stages_are_left_as_they_were(folder: Path) -> None:
    """The clock is taken off again, also when a run fails."""
    before = [getattr(import_module(place), name) for _, place, name in profiling.STAGES]
    assert cli.run(["report", "old.txt", "nowhere.txt", "--profile", "-o", "out.html"]) == 2
    assert [getattr(import_module(place), name) for _, place, name in profiling.STAGES] == before
