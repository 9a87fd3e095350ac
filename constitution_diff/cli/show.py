"""The commands `diff` and `align`: a comparison in the terminal."""

from __future__ import annotations

from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Option


def diff(
    old: options.Old = None,
    new: options.New = None,
    stat: Annotated[bool, Option(("--stat",), help="Only the amount of change per article.")] = False,
    side_by_side: Annotated[bool, Option(("--side-by-side",), help="Old and new in two columns.")] = False,
    exit_code: Annotated[bool, Option(("--exit-code",), help="Exit with 1 when the texts differ.")] = False,
    ui_lang: Annotated[options.UiLang, Option(("--ui-lang",), help="Language of everything that is not law.")] = "en",
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = "auto",
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    profile: options.Profile = False,
) -> int:
    """Show the changes in the terminal, like git diff.

    Example: constitution-diff diff --stat
    """
    from constitution_diff.cli.output import use_color
    from constitution_diff.cli.profiling import profiling
    from constitution_diff.cli.terminal import show_diff

    with profiling(profile):
        from constitution_diff.cli.editions import make_comparison

        comparison = make_comparison(old, new, part, links, lang, observe=False, quiet=quiet, verbose=verbose)
        show_diff(comparison, stat=stat, side_by_side=side_by_side, color=use_color(color), ui_lang=ui_lang)
    return int(exit_code and any(link.relation != "unchanged" for link in comparison.links))


def align(
    old: options.Old = None,
    new: options.New = None,
    format: Annotated[options.AlignFormat, Option(("--format",), help="Format.")] = "table",
    output: options.Output = None,
    part: options.Part = None,
    links: options.Links = None,
    color: options.ColorWhen = "auto",
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    profile: options.Profile = False,
) -> None:
    """Show which provisions belong together, and why.

    Example: constitution-diff align --format csv -o concordance.csv
    """
    from constitution_diff.cli.output import use_color, write_result
    from constitution_diff.cli.profiling import profiling

    with profiling(profile):
        from constitution_diff.cli.editions import make_comparison
        from constitution_diff.reports.to_json import alignment_json, dump_json

        comparison = make_comparison(old, new, part, links, lang, observe=False, quiet=quiet, verbose=verbose)
        if format == "json":
            result = dump_json(alignment_json(comparison))
        elif format == "csv":
            from constitution_diff.reports.to_csv import links_csv

            result = links_csv(comparison)
        else:
            from constitution_diff.cli.terminal import align_table

            result = align_table(comparison, color=use_color(color) and not output)
        write_result(result, output or "-")
