"""What `--help` and `--version` print: written here, for the option parser takes four times as long to load as this to run."""

from __future__ import annotations

from constitution_diff.cli.commands import COMMANDS
from constitution_diff.version import VERSION

_HEAD = """\
Usage: constitution-diff COMMAND [OPTIONS] [OLD NEW]

  Compare two constitutions provision by provision, word by word.

  Example: constitution-diff report kz-1995 kz-2026 -o report.html

Options:
  --version   Print the version.
  -h, --help  Show this message; after a command, what that command takes.

Commands:
"""


def write_version() -> str:
    """Return the name of the program and its version."""
    return f"constitution-diff {VERSION}"


def write_help() -> str:
    """Return what the program is for and its commands."""
    return _HEAD + "\n".join(f"  {name:10}{sentence}" for name, (_, sentence) in COMMANDS.items())
