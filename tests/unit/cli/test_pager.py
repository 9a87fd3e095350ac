"""Long output goes through the reader's pager, on a terminal only."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from constitution_diff.cli import pager


@pytest.mark.parametrize(
    ("environment", "is_terminal", "is_long", "command"),
    [
        ({}, True, True, ["less"]),
        ({"PAGER": "more -s"}, True, True, ["more", "-s"]),
        ({"PAGER": "more"}, False, True, []),
        ({"PAGER": "more"}, True, False, []),
        ({"PAGER": ""}, True, True, []),
        ({"PAGER": "cat"}, True, True, []),
        ({"TERM": "dumb"}, True, True, []),
        ({"PAGER": "more '"}, True, True, []),
    ],
)
def test_a_pager_is_used_only_where_someone_reads(
    environment: dict[str, str], is_terminal: bool, is_long: bool, command: list[str]
) -> None:
    """A pipe, a short text, an empty PAGER or `cat` mean no pager; otherwise PAGER is obeyed."""
    assert pager.choose_pager(environment, is_terminal, is_long) == command


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of five lines."""
    monkeypatch.setattr(pager, "sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    for name, value in (("TERM", "xterm"), ("LINES", "5"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)


def script(folder: Path, words: str) -> str:
    """A pager made of a line of Python."""
    path = folder / "pager.py"
    path.write_text(words, encoding="utf-8")
    return f"{sys.executable} {path}"


@pytest.mark.usefixtures("terminal")
def test_the_pager_gets_the_whole_text_and_the_options_of_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every character reaches the pager; less keeps colours and leaves the text on the screen."""
    seen = tmp_path / "seen"
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.setenv(
        "PAGER",
        script(
            tmp_path,
            "import os, sys, pathlib\n"
            f"pathlib.Path({str(seen)!r}).write_bytes(os.environ['LESS'].encode() + sys.stdin.buffer.read())",
        ),
    )
    text = "строка\n" * 50
    pager.show(text)
    assert seen.read_bytes().decode() == "FRX" + text


@pytest.mark.usefixtures("terminal")
def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quitting the pager on the first page ends the command quietly."""
    monkeypatch.setenv("PAGER", script(tmp_path, "raise SystemExit"))
    pager.show("a line of text\n" * 200_000)


@pytest.mark.usefixtures("terminal")
def test_a_missing_pager_does_not_lose_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the pager cannot be started the text is written to the terminal."""
    written: list[object] = []
    monkeypatch.setattr(pager, "write_result", lambda text, target: written.append((text, target)))
    monkeypatch.setenv("PAGER", "no-such-pager-anywhere")
    text = "a line\n" * 50
    pager.show(text)
    assert written == [(text, "-")]
