"""The commands as the option parser knows them: for help, for errors, and for what the quick reader leaves alone."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_type_hints

import typer

from constitution_diff.cli.commands import COMMANDS, load_command
from constitution_diff.cli.declaring import Argument, Option

app = typer.Typer(
    name="constitution-diff",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def about() -> None:
    """Compare two constitutions provision by provision, word by word.

    Example: constitution-diff report kz-1995 kz-2026 -o report.html
    """


def declare(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command's function with its declarations in typer's own words."""

    def command(**values: Any) -> Any:
        return function(**values)

    hints = {name: _translate(hint) for name, hint in get_type_hints(function, include_extras=True).items()}
    signature = inspect.signature(function)
    parameters = [one.replace(annotation=hints[one.name]) for one in signature.parameters.values()]
    command.__name__, command.__doc__, command.__annotations__ = function.__name__, function.__doc__, hints
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return command


def _translate(hint: Any) -> Any:
    if not hasattr(hint, "__metadata__"):
        return hint
    kind, declared = get_args(hint)
    if isinstance(declared, Argument):
        told = typer.Argument(metavar=declared.metavar, help=declared.help, show_default=declared.show_default)
    else:
        assert isinstance(declared, Option)
        told = typer.Option(
            *declared.names, metavar=declared.metavar, help=declared.help, show_default=declared.show_default
        )
    return Annotated[kind, told]


for _name in COMMANDS:
    app.command(name=_name)(declare(load_command(_name)))
