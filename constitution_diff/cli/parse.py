"""The commands `parse` and `validate`: one text alone."""

from __future__ import annotations

from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Argument, Option


def parse(
    source: Annotated[str, Argument(metavar="SOURCE", help="Edition, file, or - for standard input.")],
    output: options.Output = None,
    format: Annotated[
        options.ParseFormat | None,
        Option(("--format",), help="Format; by default by the file's name, else xml.", show_default=False),
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
    as_json = format == "json" or (format is None and (output or "").endswith(".json"))
    write_result(dump_json(document_json(document)) if as_json else akn.dump(document), output or "-")


def validate(
    file: Annotated[str, Argument(metavar="FILE.xml", help="Akoma Ntoso file, or - for standard input.")],
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
