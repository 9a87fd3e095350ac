"""The commands. Each loads what it needs when it runs, so that `--help` stays quick."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

import typer

from constitution_diff.cli import options
from constitution_diff.cli.embed import embed
from constitution_diff.cli.findings import claims, findings
from constitution_diff.cli.verify import verify

app = typer.Typer(
    name="constitution-diff",
    help="Compare two constitutions provision by provision, word by word.\n\n"
    "Example: constitution-diff report kz-1995 kz-2026 -o report.html",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"constitution-diff {version('constitution-diff')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Compare two constitutions provision by provision, word by word.

    Example: constitution-diff report kz-1995 kz-2026 -o report.html
    """


@app.command()
def report(
    old: options.Old = None,
    new: options.New = None,
    output: options.Output = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="html|json|md|csv|docx|xml",
            help="Format; by default that of the file's name.",
            show_default=False,
        ),
    ] = None,
    ui_lang: Annotated[
        options.UiLang, typer.Option("--ui-lang", help="Language of everything that is not law.")
    ] = options.UiLang.en,
    redline: options.Redline = False,
    rows: options.Rows = options.RowKind.links,
    bom: options.Bom = False,
    part: options.Part = None,
    links: options.Links = None,
    claims_file: options.ClaimsFile = None,
    notes_file: options.NotesFile = None,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write a change report.

    Example: constitution-diff report old.docx new.pdf -o report.html
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.folder import is_folder, write_folder
    from constitution_diff.cli.output import say, write_result
    from constitution_diff.rendering import Choices, akn_files, render

    kind, target = _choose_format(format, output)
    comparison = make_comparison(
        old, new, part, links, lang, claims=claims_file, notes=notes_file, quiet=quiet, verbose=verbose
    )
    if kind == "xml" and is_folder(target):
        write_folder(akn_files(comparison), target)
    else:
        write_result(render(comparison, kind, Choices(ui_lang.value, _command(), redline, rows.value, bom)), target)
    if target != "-":
        say(f"wrote {target}", quiet)


@app.command()
def diff(
    old: options.Old = None,
    new: options.New = None,
    stat: Annotated[bool, typer.Option("--stat", help="Only the amount of change per article.")] = False,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", help="Old and new in two columns.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when the texts differ.")] = False,
    ui_lang: Annotated[
        options.UiLang, typer.Option("--ui-lang", help="Language of everything that is not law.")
    ] = options.UiLang.en,
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = options.Color.auto,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show the changes in the terminal, like git diff.

    Example: constitution-diff diff --stat
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.output import use_color
    from constitution_diff.cli.terminal import show_diff

    comparison = make_comparison(old, new, part, links, lang, quiet=quiet, verbose=verbose)
    show_diff(comparison, stat=stat, side_by_side=side_by_side, color=use_color(color.value), ui_lang=ui_lang.value)
    if exit_code and any(link.relation != "unchanged" for link in comparison.links):
        raise typer.Exit(1)


@app.command()
def align(
    old: options.Old = None,
    new: options.New = None,
    format: Annotated[options.AlignFormat, typer.Option("--format", help="Format.")] = options.AlignFormat.table,
    output: options.Output = None,
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = options.Color.auto,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show which provisions belong together, and why.

    Example: constitution-diff align --format csv -o concordance.csv
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.output import use_color, write_result
    from constitution_diff.cli.terminal import align_table
    from constitution_diff.reports.to_json import alignment_json, dump_json

    comparison = make_comparison(old, new, part, links, lang, quiet=quiet, verbose=verbose)
    if format is options.AlignFormat.json:
        result = dump_json(alignment_json(comparison))
    elif format is options.AlignFormat.csv:
        from constitution_diff.reports.to_csv import links_csv

        result = links_csv(comparison)
    else:
        result = align_table(comparison, color=use_color(color.value) and not output)
    write_result(result, output or "-")


@app.command()
def parse(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Edition, file, or - for standard input.")],
    output: options.Output = None,
    format: Annotated[
        options.ParseFormat | None,
        typer.Option("--format", help="Format; by default by the file's name, else xml.", show_default=False),
    ] = None,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Read one text and write its structure.

    Example: constitution-diff parse constitution.docx -o constitution.xml
    """
    from constitution_diff import akn
    from constitution_diff.cli.editions import announce
    from constitution_diff.cli.output import write_result
    from constitution_diff.pipeline import load, require_structure
    from constitution_diff.reports.to_json import document_json, dump_json

    document = load(source, lang)
    require_structure(document)
    announce(source, document, quiet, verbose)
    as_json = format is options.ParseFormat.json or (format is None and (output or "").endswith(".json"))
    write_result(dump_json(document_json(document)) if as_json else akn.dump(document), output or "-")


@app.command()
def validate(
    file: Annotated[str, typer.Argument(metavar="FILE.xml", help="Akoma Ntoso file, or - for standard input.")],
    quiet: options.Quiet = False,
) -> None:
    """Check an Akoma Ntoso file against the OASIS schema and the naming convention.

    Example: constitution-diff validate constitution.xml
    """
    from constitution_diff import akn
    from constitution_diff.cli.output import say
    from constitution_diff.errors import StructureError
    from constitution_diff.pipeline import naming, read_bytes

    with naming(file):
        problems = akn.validate(read_bytes(file))
    for problem in problems:
        place = f"line {problem.line}" + (f", {problem.eid}" if problem.eid else "")
        print(f"{place}: {problem.code}: {problem.message}")
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise StructureError(f"{count} found", file, "mend the lines named above")
    say(f"{file}: valid Akoma Ntoso 3.0", quiet)


app.command()(embed)
app.command()(verify)
app.command()(findings)
app.command()(claims)


@app.command(name="texts")
def texts(
    action: Annotated[options.TextsAction, typer.Argument(help="What to do.")] = options.TextsAction.list,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE] [NAME]", help="A file, an edition such as kz-1995:ru, or both.", show_default=False
        ),
    ] = None,
    lang: options.Lang = "auto",
) -> None:
    """List the editions the tool knows; add, check or remove texts of your own.

    Example: constitution-diff texts add constitution.pdf kz-1995:ru
    """
    from constitution_diff.cli.catalogue import run_texts

    if not run_texts(action.value, tuple(names or ()), lang):
        raise typer.Exit(1)


def _choose_format(format: str | None, output: str | None) -> tuple[str, str]:
    """Return format and target: by the option, else the file's name, else a page; text goes to stdout."""
    from pathlib import PurePath

    kind = format or (PurePath(output).suffix.lstrip(".").lower() if output and output != "-" else "") or "html"
    return kind, output or (f"report.{kind}" if kind in ("html", "docx") else "-")


def _command() -> str:
    """Return the command that makes the report again, as a person would type it."""
    return shlex.join(["constitution-diff", *sys.argv[1:]])
