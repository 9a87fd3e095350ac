"""Long output on a terminal goes through a pager, as git does it; anywhere else it is written as it is."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from constitution_diff.cli.output import write_result

DEFAULT = "less"
"""Pager where the environment names none."""
LESS = "FRX"
"""Options of less where the environment sets none: quit when it fits, keep colours, leave the text on the screen."""


def show(text: str) -> None:
    """Write text to standard output, through a pager when it is longer than the terminal it goes to."""
    lines = shutil.get_terminal_size((80, 24)).lines
    pager = choose_pager(os.environ, sys.stdout.isatty(), text.count("\n") >= lines)
    if not pager or not _page(text, pager):
        write_result(text, "-")


def choose_pager(environment: Mapping[str, str], is_terminal: bool, is_long: bool) -> list[str]:
    """Return the command of the pager to use, empty for none.

    Args:
        environment: ``PAGER`` names the pager; empty, or ``cat``, means none.
        is_terminal: standard output goes to a terminal.
        is_long: the text is longer than that.

    >>> choose_pager({"PAGER": "more -s"}, is_terminal=True, is_long=True)
    ['more', '-s']
    >>> choose_pager({}, is_terminal=False, is_long=True)
    []
    """
    command = environment.get("PAGER", DEFAULT).strip()
    if not is_terminal or not is_long or command in ("", "cat") or environment.get("TERM") == "dumb":
        return []
    try:
        return shlex.split(command)
    except ValueError:
        return []


def _page(text: str, command: list[str]) -> bool:
    """Give text to a pager and wait until the reader is done; False when it cannot be started."""
    environment = {**os.environ, "LESS": os.environ.get("LESS", LESS)}
    try:
        # S603: the command is the reader's own, from their environment; no shell reads it.
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except OSError:
        return False
    try:
        process.communicate(text.encode("utf-8"))
    except (BrokenPipeError, KeyboardInterrupt):
        process.wait()  # the reader has seen enough
    return True
