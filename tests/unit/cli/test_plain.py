"""A plainly written command line means the same, whoever reads it: the quick reader or the option parser."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from constitution_diff.cli import plain
from constitution_diff.cli.app import app
from constitution_diff.cli.commands import COMMANDS

WORDS = [
    "-", "--", "-q", "-v", "-qv", "-o", "-ofile", "--output", "--output=x.html", "--output=", "--part", "--part=II", "II",
    "all", "old.txt", "new.docx", "--format", "--format=json", "json", "csv", "--exit-code", "--exit-code=1", "--stat",
    "--rows", "findings", "--ui-lang", "ru", "xx", "--help", "-h", "--jobs", "3", "-3", "--lang", "--no-such", "", "--quiet",
    "--color", "always", "--links", "links.csv", "--profile", "list", "verify", "--redline", "--notes", "--claims",
]  # fmt: skip


def by_parser(command: str, words: list[str]) -> dict[str, Any] | None:
    """What the option parser makes of a command line; None when it refuses it, or shows help."""
    from typer.main import get_command

    found: dict[str, Any] = {}
    group = get_command(app)
    sub = group.commands[command]  # type: ignore[attr-defined]
    sub.callback = lambda **values: found.update(values)
    try:
        with group.make_context("constitution-diff", [command, *words]) as context:
            group.invoke(context)
    except Exception as error:  # noqa: BLE001 - whatever it raises, it refuses
        assert type(error).__module__.startswith(("typer", "click")), error
        return None
    return found


def by_quick_reader(command: str, words: list[str]) -> dict[str, Any] | None:
    """What the quick reader makes of it, defaults filled in; None when it leaves it to the option parser."""
    call = plain.read_plain([command, *words])
    if call is None:
        return None
    found = inspect.getclosurevars(call).nonlocals
    bound = inspect.signature(found["function"]).bind(**found["values"])
    bound.apply_defaults()
    return dict(bound.arguments)


@pytest.mark.parametrize("command", COMMANDS)
@given(words=st.lists(st.sampled_from(WORDS), max_size=6))
@example(words=["old.txt", "new.txt", "-o", "x.html"])
@example(words=["--part", "II", "--part=III"])
def test_both_readers_agree(command: str, words: list[str]) -> None:
    """Where the quick reader takes a command line, the option parser would have called the same function with the same."""
    quick = by_quick_reader(command, words)
    if quick is not None:
        # The option parser gives several values as a tuple, empty for none; no command minds.
        parsed = by_parser(command, words)
        assert parsed is not None
        assert {name: _plain(value) for name, value in parsed.items()} == {
            name: _plain(value) for name, value in quick.items()
        }


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value or None


@pytest.mark.parametrize(
    "words",
    [["report"], ["report", "a.txt", "b.txt", "-o", "c.html"], ["diff", "--stat"], ["parse", "-", "--format", "json"],
     ["batch", "pairs.csv", "-o", "reports", "--jobs", "4"], ["texts", "show", "kz-1995"], ["align", "--format=csv"]],
)  # fmt: skip
def test_what_people_mostly_write_is_read_quickly(words: list[str]) -> None:
    """The usual command lines do without the option parser."""
    assert plain.read_plain(words) is not None


@pytest.mark.parametrize(
    "words", [[], ["no-such"], ["report", "--help"], ["report", "a"] + ["b"] * 3, ["parse"], ["diff", "--exit-code=1"]]
)
def test_what_is_not_plain_is_left_alone(words: list[str]) -> None:
    """Help, errors and unusual forms are the option parser's."""
    assert plain.read_plain(words) is None
