"""The command `report`: a comparison, written in any format."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Option


def report(
    old: options.Old = None,
    new: options.New = None,
    output: options.Output = None,
    format: Annotated[
        str | None,
        Option(
            ("--format",),
            metavar="html|json|md|csv|docx|xml",
            help="Format; by default that of the file's name.",
            show_default=False,
        ),
    ] = None,
    ui_lang: Annotated[options.UiLang, Option(("--ui-lang",), help="Language of everything that is not law.")] = "en",
    redline: options.Redline = False,
    rows: options.Rows = "links",
    bom: options.Bom = False,
    part: options.Part = None,
    links: options.Links = None,
    claims_file: options.ClaimsFile = None,
    notes_file: options.NotesFile = None,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    profile: options.Profile = False,
) -> None:
    """Write a change report.

    Example: constitution-diff report old.docx new.pdf -o report.html
    """
    from constitution_diff.cli.folder import is_folder, write_folder
    from constitution_diff.cli.output import say, write_result
    from constitution_diff.cli.profiling import profiling

    kind, target = _choose_format(format, output)
    with profiling(profile):
        from constitution_diff.cli.editions import make_comparison
        from constitution_diff.rendering import Choices, akn_files, render_pieces

        comparison = make_comparison(
            old, new, part, links, lang, claims=claims_file, notes=notes_file, quiet=quiet, verbose=verbose
        )
        if kind == "xml" and is_folder(target):
            write_folder(akn_files(comparison), target)
        else:
            write_result(
                render_pieces(comparison, kind, Choices(ui_lang, command_line(), redline, rows, bom)),
                target,
            )
    if target != "-":
        say(f"wrote {target}", quiet)


def _choose_format(format: str | None, output: str | None) -> tuple[str, str]:
    """Return format and target: by the option, else the file's name, else a page; text goes to stdout."""
    from pathlib import PurePath

    kind = format or (PurePath(output).suffix.lstrip(".").lower() if output and output != "-" else "") or "html"
    return kind, output or (f"report.{kind}" if kind in ("html", "docx") else "-")


def command_line() -> str:
    """Return the command that makes the result again, as a person would type it; it is the same with `--profile`."""
    return shlex.join(["constitution-diff", *(word for word in sys.argv[1:] if word != "--profile")])
