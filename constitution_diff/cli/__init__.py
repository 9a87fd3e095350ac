"""The command line: the only modules that print, read arguments or exit."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with a code of the contract."""
    # A run makes values by the hundred thousand and drops nearly none in circles; looking for such circles again and
    # again was a sixth of its time (November 2026), and what it would find is given back when the process ends.
    gc.set_threshold(3_000_000, 20, 100)
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> None:
    """End the process: what was printed is written out, and the memory goes back as a whole.

    Python would take every module and value apart first, one by one, which takes as long as reading a constitution.
    """
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        sys.exit(code)  # Python says what is wrong when it tries again
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 differences found and asked for, 2 wrong usage, 3 to 7 by `errors`, 130 interrupted.
    """
    from constitution_diff.errors import ConstitutionDiffError

    try:
        return _answer(arguments)
    except ConstitutionDiffError as error:
        from constitution_diff.cli.output import report_error

        report_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has seen enough (`| head`): that is no fault of ours, and must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _answer(arguments: list[str]) -> int:
    """Run the command as it is plainly written, else as the option parser reads it, and return its exit code."""
    if not arguments or arguments[0] in ("--version", "--help", "-h"):
        from constitution_diff.cli.about import write_help, write_version

        print(
            write_version() if arguments[:1] == ["--version"] else write_help(), file=None if arguments else sys.stderr
        )
        return 0 if arguments else 2
    _load_values()
    from constitution_diff.cli.plain import read_plain

    call = read_plain(arguments)
    return (call() or 0) if call else _parse_and_run(arguments)


def _load_values() -> None:
    """Import msgspec as if typing_extensions were not there.

    It takes from it only what Python has itself; its import, with what it brings along, takes as long as reading a text.
    """
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]  # as Python marks a module that is not there
        import msgspec  # noqa: F401

        del sys.modules[name]


def _parse_and_run(arguments: list[str]) -> int:
    from typer.main import get_command

    from constitution_diff.cli.app import app

    try:
        # Not `app(...)`: that answers an interrupt and a closed pipe itself, in its own way.
        command = get_command(app)
        with command.make_context("constitution-diff", arguments) as context:
            return command.invoke(context) or 0
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
