"""A comparison in a named format: the one table of what `report` can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from constitution_diff.errors import ReportError, UsageError
from constitution_diff.model import Comparison, Provision
from constitution_diff.version import VERSION


class Choices(Struct, frozen=True):
    """What a person chose for a report beside its format."""

    ui_lang: str = "en"
    """Language of everything that is not law."""
    command: str = ""
    """The command that makes the report again, printed in it."""
    redline: bool = False
    """DOCX only: one text with tracked changes instead of the table."""
    rows: str = "links"
    """CSV only: ``links`` for the concordance, ``findings`` for what the changes mean."""
    bom: bool = False
    """CSV and Markdown: begin with a byte order mark, by which some spreadsheets know UTF-8."""


def _html(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_html import to_html  # noqa: PLC0415 - jinja2 loads where it is used

    return to_html(comparison, choices.ui_lang, choices.command, VERSION)


def _html_pieces(comparison: Comparison, choices: Choices) -> Iterable[bytes]:
    from constitution_diff.reports.to_html import html_pieces  # noqa: PLC0415 - jinja2 loads where it is used

    return html_pieces(comparison, choices.ui_lang, choices.command, VERSION)


def _json(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_json import dump_json, report_json  # noqa: PLC0415

    del choices
    return dump_json(report_json(comparison, VERSION))


def _markdown(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_markdown import to_markdown  # noqa: PLC0415

    text = to_markdown(comparison, choices.ui_lang, choices.command, VERSION)
    return BOM + text if choices.bom else text


def _csv(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_csv import findings_csv, links_csv  # noqa: PLC0415

    if choices.rows == "findings":
        text = findings_csv(comparison, choices.ui_lang)
    elif choices.rows == "links":
        text = links_csv(comparison, with_texts=True)
    else:
        raise UsageError(f"no rows {choices.rows!r}", "--rows", "links or findings")
    return BOM + text if choices.bom else text


def _docx(comparison: Comparison, choices: Choices) -> bytes:
    from constitution_diff.reports.redline import to_redline  # noqa: PLC0415
    from constitution_diff.reports.to_docx import to_docx  # noqa: PLC0415

    write = to_redline if choices.redline else to_docx
    return write(comparison, choices.ui_lang, choices.command, VERSION)


def _xml(comparison: Comparison, choices: Choices) -> bytes:
    from constitution_diff.akn import dump_comparison  # noqa: PLC0415

    del choices
    return dump_comparison(comparison)


BOM = "\ufeff"
"""The byte order mark."""

WRITERS: dict[str, Callable[[Comparison, Choices], str | bytes]] = {
    "html": _html,
    "json": _json,
    "md": _markdown,
    "csv": _csv,
    "docx": _docx,
    "xml": _xml,
}
"""By format, which is also the ending of the file's name."""


def embed_files(comparison: Comparison, base_url: str = "", command: str = "", jobs: int = 1) -> dict[str, str | bytes]:
    """Return every file of a folder that a site can host and embed from, by its path; see `reports.embed`."""
    from constitution_diff.reports.embed import embed_files as write  # noqa: PLC0415

    check_rebuild(comparison)
    return write(comparison, base_url, command, VERSION, jobs)


def akn_files(comparison: Comparison) -> dict[str, bytes]:
    """Return a comparison as three Akoma Ntoso files by name: both editions clean and whole, and what links them."""
    from constitution_diff.akn import dump, dump_comparison  # noqa: PLC0415

    check_rebuild(comparison)
    return {
        "old.xml": dump(comparison.old),
        "new.xml": dump(comparison.new),
        "comparison.xml": dump_comparison(comparison),
    }


def render(comparison: Comparison, format: str = "html", choices: Choices = Choices()) -> str | bytes:  # noqa: A002 - the option's name
    """Write a comparison as a report.

    Args:
        comparison: two editions, linked and diffed.
        format: one of `WRITERS`.
        choices: interface language, command line, and what only one format knows.
    Returns:
        Text, to be written as UTF-8; bytes for ``docx`` and ``xml``.
    Raises:
        UsageError: there is no such format.
        ReportError: the hunks do not rebuild both texts; nothing is written then.
    """
    _check(comparison, format)
    return WRITERS[format](comparison, choices)


def render_pieces(comparison: Comparison, format: str = "html", choices: Choices = Choices()) -> Iterable[bytes]:  # noqa: A002
    """Write a comparison as the bytes of a file, in pieces: a long page is not held twice. For the rest see `render`."""
    _check(comparison, format)
    if format == "html":
        return _html_pieces(comparison, choices)
    content = WRITERS[format](comparison, choices)
    return [content.encode("utf-8") if isinstance(content, str) else content]


def _check(comparison: Comparison, format: str) -> None:  # noqa: A002
    if format not in WRITERS:
        raise UsageError(f"no report format {format!r}", "--format", f"one of {', '.join(WRITERS)}")
    check_rebuild(comparison)


def check_rebuild(comparison: Comparison) -> None:
    """Raise a ReportError unless the hunks of every link cover the texts of its provisions exactly."""
    provisions = [
        {unit.ref: unit for unit in document.provisions() if unit.kind != "article"}
        for document in (comparison.old, comparison.new)
    ]
    for link in comparison.links:
        old_ends: dict[str, int] = {}
        new_ends: dict[str, int] = {}
        for hunk in link.hunks:
            _extend(old_ends, hunk.old_ref, hunk.old)
            _extend(new_ends, hunk.new_ref, hunk.new)
        _check_ends(link.old, provisions[0], old_ends, "old")
        _check_ends(link.new, provisions[1], new_ends, "new")


_BROKEN = -1
"""Stands for the end of what is covered where the spans of a provision leave a gap or overlap."""


def _extend(ends: dict[str, int], ref: str, span: tuple[int, int]) -> None:
    start, end = span
    if end > start:
        ends[ref] = end if ends.get(ref, 0) == start else _BROKEN


def _check_ends(refs: tuple[str, ...], provisions: dict[str, Provision], ends: dict[str, int], side: str) -> None:
    for ref in refs:
        for unit in provisions[ref].walk() if ref in provisions else ():
            if ends.get(unit.ref, 0) != len(unit.text):
                hint = "this is a fault of the program: please report it with both files"
                raise ReportError(f"the changes do not rebuild the {side} text of {unit.ref}", unit.ref, hint)
