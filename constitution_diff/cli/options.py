"""The arguments and options that several commands share: the same flag means the same everywhere."""

from __future__ import annotations

from typing import Annotated, Literal

from constitution_diff.cli.declaring import Argument, Option

Old = Annotated[
    str | None,
    Argument(metavar="OLD", help="Edition (kz-1995, kz-1995:ru), file, or - for standard input.", show_default=False),
]
New = Annotated[str | None, Argument(metavar="NEW", help="Edition or file that came after it.", show_default=False)]
Part = Annotated[
    list[str] | None,
    Option(
        ("--part",),
        metavar="NUM",
        help="Compare only this part (repeatable); “all” for the whole texts.",
        show_default=False,
    ),
]
Links = Annotated[
    str | None,
    Option(
        ("--links",),
        metavar="FILE",
        help="links.csv: what belongs together, by hand; it is obeyed.",
        show_default=False,
    ),
]
ClaimsFile = Annotated[
    str | None,
    Option(
        ("--claims",),
        metavar="FILE",
        help="claims.toml: published statements to check against the texts.",
        show_default=False,
    ),
]
NotesFile = Annotated[
    str | None,
    Option(
        ("--notes",),
        metavar="FILE",
        help="notes.toml: your own notes, shown beside the provisions.",
        show_default=False,
    ),
]
Lang = Annotated[
    str, Option(("--lang",), metavar="CODE", help="Language of the files, when it cannot be told by the text.")
]
Output = Annotated[
    str | None,
    Option(("-o", "--output"), metavar="FILE", help="Where to write; - for standard output.", show_default=False),
]
Quiet = Annotated[bool, Option(("-q", "--quiet"), help="No messages, only the result.")]
Verbose = Annotated[bool, Option(("-v", "--verbose"), help="Also list the notices of both texts.")]


RowKind = Literal["links", "findings"]
"""What a row of a CSV report is."""
Redline = Annotated[
    bool,
    Option(("--redline",), help="docx: one text with tracked changes; accept all is the new text, reject all the old."),
]
Rows = Annotated[RowKind, Option(("--rows",), help="csv: one row a link, or one row a finding.")]
Bom = Annotated[bool, Option(("--bom",), help="csv, md: begin with a byte order mark, for older spreadsheets.")]


Color = Literal["auto", "always", "never"]
"""When to use colours."""
UiLang = Literal["en", "ru", "kk"]
"""Languages of everything that is not law."""
ParseFormat = Literal["xml", "json"]
"""What `parse` writes."""
AlignFormat = Literal["table", "json", "csv"]
"""What `align` writes."""
TextsAction = Literal["list", "show", "path", "add", "fetch", "remove", "verify"]
"""What `texts` does."""
ColorWhen = Annotated[Color, Option(("--color",), help="Colours: auto means on a terminal without NO_COLOR.")]
Profile = Annotated[bool, Option(("--profile",), help="Say on standard error how the time was spent.")]
