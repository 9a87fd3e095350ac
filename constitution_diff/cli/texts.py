"""The command `texts`: the editions that the tool knows."""

from __future__ import annotations

from typing import Annotated

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Argument


def texts(
    action: Annotated[options.TextsAction, Argument(help="What to do.")] = "list",
    names: Annotated[
        list[str] | None,
        Argument(
            metavar="[FILE] [NAME] [URL]",
            help="A file, an edition such as kz-1995:ru, a web address: what the action takes.",
            show_default=False,
        ),
    ] = None,
    lang: options.Lang = "auto",
) -> int:
    """List the editions the tool knows; add, fetch, check or remove texts of your own.

    Only `fetch` uses the network.

    Example: constitution-diff texts add constitution.pdf kz-1995:ru
    """
    from constitution_diff.cli.catalogue import run_texts

    return 0 if run_texts(action, tuple(names or ()), lang) else 1
