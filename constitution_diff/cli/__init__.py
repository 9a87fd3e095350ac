"""The command line: the only modules that print, read arguments or exit."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with a code of the contract."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 differences found and asked for, 2 wrong usage, 3 to 7 by `errors`, 130 interrupted.
    """
    from constitution_diff.cli.output import report_error
    from constitution_diff.errors import ConstitutionDiffError

    try:
        from typer.main import get_command

        from constitution_diff.cli.app import app

        # Not `app(...)`: that answers an interrupt and a closed pipe itself, in its own way.
        command = get_command(app)
        with command.make_context("constitution-diff", arguments) as context:
            command.invoke(context)
        return 0
    except ConstitutionDiffError as error:
        report_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has seen enough (`| head`): that is no fault of ours, and must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - all but the option parser's own are raised again
        return _click_exit(error)


def _click_exit(error: Exception) -> int:
    """Return the code of the option parser's own exits and usage errors; raise anything else again."""
    import typer

    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, typer.Abort):
        print("interrupted", file=sys.stderr)
        return 130
    # typer brings its own copy of click from 0.28 and the package click before: its base exception has no public name.
    if isinstance(error, tuple(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")):
        error.show(sys.stderr)  # type: ignore[attr-defined]
        return 2
    raise error
