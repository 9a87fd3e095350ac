"""The commands `findings` and `claims`: what the changes mean, and what published statements say about them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Argument, Option

if TYPE_CHECKING:
    from constitution_diff.model import Comparison


def findings(
    old: options.Old = None,
    new: options.New = None,
    format: Annotated[options.AlignFormat, Option(("--format",), help="Format.")] = "table",
    output: options.Output = None,
    ui_lang: Annotated[options.UiLang, Option(("--ui-lang",), help="Language of everything that is not law.")] = "en",
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = "auto",
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Say what the changes mean for rights, each by a rule that can be checked.

    Example: constitution-diff findings --format csv -o findings.csv
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.output import use_color, write_result

    comparison = make_comparison(old, new, part, links, lang, quiet=quiet, verbose=verbose)
    if format == "json":
        from constitution_diff.reports.to_findings_json import findings_json
        from constitution_diff.reports.to_json import dump_json

        result = dump_json(findings_json(comparison, ui_lang))
    elif format == "csv":
        from constitution_diff.reports.to_csv import findings_csv

        result = findings_csv(comparison, ui_lang)
    else:
        result = _table(
            ("kind", "old", "new", "what"),
            _finding_rows(comparison, ui_lang),
            use_color(color) and not output,
        )
    write_result(result, output or "-")


def claims(
    claims_file: Annotated[
        str, Argument(metavar="CLAIMS", help="claims.toml: [source], then [[claim]] with id and text.")
    ],
    old: options.Old = None,
    new: options.New = None,
    format: Annotated[options.AlignFormat, Option(("--format",), help="Format.")] = "table",
    output: options.Output = None,
    ui_lang: Annotated[options.UiLang, Option(("--ui-lang",), help="Language of everything that is not law.")] = "en",
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = "auto",
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check published statements against the two texts; every verdict is a suggestion with its evidence.

    Example: constitution-diff claims claims.toml kz-1995 kz-2026
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.output import say, use_color, write_result

    comparison = make_comparison(old, new, part, links, lang, claims=claims_file, quiet=quiet, verbose=verbose)
    if format == "json":
        from constitution_diff.reports.to_findings_json import claims_json
        from constitution_diff.reports.to_json import dump_json

        result = dump_json(claims_json(comparison, ui_lang))
    elif format == "csv":
        from constitution_diff.reports.to_csv import write_rows

        result = write_rows(CLAIM_COLUMNS, _claim_cells(comparison, ui_lang))
    else:
        titles = ("claim", "verdict", "old", "new", "why")
        result = _table(titles, _claim_rows(comparison, ui_lang), use_color(color) and not output)
    write_result(result, output or "-")
    observed = comparison.observations
    if observed is not None and observed.unclaimed:
        say(f"{len(observed.unclaimed)} findings that no claim is about (--format json lists them)", quiet)


CLAIM_COLUMNS = ("id", "text", "verdict", "by", "old", "new", "old quote", "new quote", "rule", "explanation")
"""Columns of the claims as CSV."""


def _finding_rows(comparison: Comparison, ui_lang: str) -> Iterable[tuple[str, ...]]:
    from constitution_diff.reports.to_findings_json import say

    observed = comparison.observations
    for one in observed.findings if observed else ():
        kind = one.kind.replace("_", " ") + ("" if one.weight == "major" else " (minor)")
        yield kind, _short(one.old), _short(one.new), say(one.explanation, ui_lang)


def _claim_rows(comparison: Comparison, ui_lang: str) -> Iterable[tuple[str, ...]]:
    from constitution_diff.reports.to_findings_json import say

    observed = comparison.observations
    for one in observed.claims if observed else ():
        verdict = one.verdict.replace("_", " ") + (" (by hand)" if one.by == "hand" else "")
        yield (
            f"{one.claim.id}: {one.claim.text}",
            verdict,
            _short(one.old),
            _short(one.new),
            say(one.explanation, ui_lang),
        )


def _claim_cells(comparison: Comparison, ui_lang: str) -> Iterable[Sequence[str]]:
    from constitution_diff.reports.to_findings_json import say

    observed = comparison.observations
    for one in observed.claims if observed else ():
        refs = ";".join(one.old), ";".join(one.new)
        yield (
            one.claim.id,
            one.claim.text,
            one.verdict,
            one.by,
            *refs,
            one.old_quote,
            one.new_quote,
            one.rule,
            say(one.explanation, ui_lang),
        )


_MOST_REFS = 4


def _short(refs: Sequence[str]) -> str:
    return ", ".join(refs[:_MOST_REFS]) + (" …" if len(refs) > _MOST_REFS else "") or "–"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]], color: bool) -> str:
    """Return rows as a table for the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from constitution_diff.cli.terminal import terminal_width

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    width = max(60, terminal_width())
    Console(file=stream, width=width, force_terminal=color, no_color=not color, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
