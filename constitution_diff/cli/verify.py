"""The command `verify`: a report's receipt, checked."""

from __future__ import annotations

from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Argument


def verify(
    report: Annotated[
        str, Argument(metavar="REPORT", help="HTML report, embed page or JSON report; - for standard input.")
    ],
    old: options.Old = None,
    new: options.New = None,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Check a report that anyone made: rebuild both texts from it, compare digests, changes and numbers.

    With OLD and NEW, check it against these texts too. Exit code 1 when something was altered.

    Example: constitution-diff verify report.html kz-1995 kz-2026
    """
    from constitution_diff.cli.editions import name_pair
    from constitution_diff.pipeline import load, naming, read_bytes
    from constitution_diff.verification import verify as check

    documents = None
    if old is not None or new is not None:
        names = name_pair(old, new)
        documents = (load(names[0], lang), load(names[1], lang))
    with naming(report):
        checks = check(read_bytes(report), documents)
    if not quiet:
        _print_checks(checks)
    altered = [one.name for one in checks if one.state == "altered"]
    print(f"{report}: " + (f"ALTERED ({', '.join(altered)})" if altered else _say_match(documents is not None)))
    return 1 if altered else 0


_MOST_LINES = 20


def _print_checks(checks: tuple[object, ...]) -> None:
    from constitution_diff.verification import Check

    for one in checks:
        assert isinstance(one, Check)
        print(f"{one.state:11}  {one.name}")
        for line in one.details[:_MOST_LINES]:
            print(f"             {_printable(line)}")
        if len(one.details) > _MOST_LINES:
            print(f"             and {len(one.details) - _MOST_LINES} more")


def _printable(line: str) -> str:
    """Return a line without characters that steer a terminal: the report is anyone's."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _say_match(with_files: bool) -> str:
    return "matches both texts" if with_files else "agrees with itself; name OLD and NEW to check it against the texts"
