"""How a command declares its arguments and options: plain values, which the option parser and the quick reader share.

Typer's own declarations would do, but importing typer takes longer than some commands.
"""

from __future__ import annotations

from msgspec import Struct


class Argument(Struct, frozen=True):
    """What stands on the command line by its place."""

    help: str
    """One sentence."""
    metavar: str | None = None
    """How help names it; None for the name of the parameter."""
    show_default: bool = True
    """False where help does not tell the default."""


class Option(Struct, frozen=True):
    """What stands on the command line by its name; a parameter that is true or false is a flag."""

    names: tuple[str, ...]
    """``-o``, ``--output``."""
    help: str
    """One sentence."""
    metavar: str | None = None
    """How help names its value."""
    show_default: bool = True
    """False where help does not tell the default."""
