"""A comparison in a named format: the one table of what `report` can write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from constitution_diff.errors import ReportError, UsageError
from constitution_diff.model import Comparison


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a report beside its format."""

    ui_lang: str = "en"
    """Language of everything that is not law."""
    command: str = ""
    """The command that makes the report again, printed in it."""


def _html(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_html import to_html  # noqa: PLC0415 - jinja2 loads where it is used

    return to_html(comparison, choices.ui_lang, choices.command, version("constitution-diff"))


def _json(comparison: Comparison, choices: Choices) -> str:
    from constitution_diff.reports.to_json import dump_json, report_json  # noqa: PLC0415

    del choices
    return dump_json(report_json(comparison, version("constitution-diff")))


WRITERS: dict[str, Callable[[Comparison, Choices], str]] = {"html": _html, "json": _json}
"""By format, which is also the ending of the file's name."""


def render(comparison: Comparison, format: str = "html", choices: Choices = Choices()) -> str:  # noqa: A002 - the option's name
    """Write a comparison as a report.

    Args:
        comparison: two editions, linked and diffed.
        format: ``html`` or ``json``.
        choices: interface language and command line.
    Raises:
        UsageError: there is no such format.
        ReportError: the hunks do not rebuild both texts; nothing is written then.
    """
    if format not in WRITERS:
        raise UsageError(f"no report format {format!r}", "--format", f"one of {', '.join(WRITERS)}")
    check_rebuild(comparison)
    return WRITERS[format](comparison, choices)


def check_rebuild(comparison: Comparison) -> None:
    """Raise a ReportError unless the hunks of every link cover the texts of its provisions exactly."""
    for side, document in (("old", comparison.old), ("new", comparison.new)):
        provisions = {unit.ref: unit for unit in document.provisions() if unit.kind != "article"}
        for link in comparison.links:
            spans: dict[str, list[tuple[int, int]]] = {}
            for hunk in link.hunks:
                start, end = getattr(hunk, side)
                if end > start:
                    spans.setdefault(getattr(hunk, f"{side}_ref"), []).append((start, end))
            for ref in getattr(link, side):
                for unit in provisions[ref].walk() if ref in provisions else ():
                    _check_cover(unit.ref, len(unit.text), spans.get(unit.ref, []), side)


def _check_cover(ref: str, length: int, spans: list[tuple[int, int]], side: str) -> None:
    position = 0
    for start, end in spans:
        if start != position:
            break
        position = end
    if position != length:
        hint = "this is a fault of the program: please report it with both files"
        raise ReportError(f"the changes do not rebuild the {side} text of {ref}", ref, hint)
