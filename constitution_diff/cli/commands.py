"""The commands: what each is for, and the place of its function. Only the one that runs is loaded."""

from __future__ import annotations

TYPE_CHECKING = False  # as in the package itself
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COMMANDS = {
    "report": ("report:report", "Write a change report."),
    "diff": ("show:diff", "Show the changes in the terminal, like git diff."),
    "align": ("show:align", "Show which provisions belong together, and why."),
    "findings": ("findings:findings", "Say what the changes mean for rights, each by a rule."),
    "claims": ("findings:claims", "Check published statements against the two texts."),
    "batch": ("batch:batch", "Compare many pairs at once, a process per core."),
    "embed": ("embed:embed", "Write a folder that a site can host and embed from."),
    "verify": ("verify:verify", "Check a report that anyone made."),
    "parse": ("parse:parse", "Read one text and write its structure."),
    "validate": ("parse:validate", "Check an Akoma Ntoso file."),
    "texts": ("texts:texts", "List the editions the tool knows; add or fetch texts of your own."),
}
"""By name, in the order of the help: module and function, and one sentence. A command returns its exit code, None for 0."""


def load_command(name: str) -> Callable[..., Any]:
    """Return the function of a command.

    Raises:
        KeyError: there is no such command.
    """
    from importlib import import_module

    module, _, function = COMMANDS[name][0].partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"constitution_diff.cli.{module}"), function)
    return loaded
