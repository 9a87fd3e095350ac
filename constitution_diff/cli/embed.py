"""The command `embed`: a folder a site can host and embed from."""

from __future__ import annotations

import os
from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Option


def embed(
    old: options.Old = None,
    new: options.New = None,
    output: Annotated[
        str,
        Option(
            (
                "-o",
                "--output",
            ),
            metavar="DIR",
            help="Folder to write; files of other names in it stay.",
        ),
    ] = "",
    base_url: Annotated[
        str,
        Option(
            ("--base-url",), metavar="URL", help="The address the folder will have: for whole links, oEmbed, pictures."
        ),
    ] = "",
    part: options.Part = None,
    links: options.Links = None,
    lang: options.Lang = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write a folder that any static host can serve: pages to embed, cards and quotations to copy.

    Example: constitution-diff embed -o site --base-url https://example.org/changes/
    """
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.cli.folder import write_folder
    from constitution_diff.cli.output import say
    from constitution_diff.cli.report import command_line
    from constitution_diff.errors import UsageError
    from constitution_diff.rendering import embed_files
    from constitution_diff.reports.embed import check_address

    if not output:
        raise UsageError("no folder is named", "-o", "give one: constitution-diff embed -o site")
    check_address(base_url)
    comparison = make_comparison(old, new, part, links, lang, quiet=quiet, verbose=verbose)
    files = embed_files(comparison, base_url, command_line(), os.cpu_count() or 1)
    write_folder(files, output)
    say(f"wrote {len(files)} files to {output}; open index.html there", quiet)
    if base_url and not any(name.endswith(".png") for name in files):
        say("no PNG pictures were written: pip install 'constitution-diff[cards]'", quiet)
