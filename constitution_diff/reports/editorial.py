"""Notes of a newsroom, each beside the provision it is about."""

from __future__ import annotations

from typing import Any

from constitution_diff.model import EditorNote
from constitution_diff.reports.meanings import show_place
from constitution_diff.reports.page import Page
from constitution_diff.reports.units import SideName

View = dict[str, Any]
_SIDES: tuple[SideName, SideName] = ("new", "old")


def attach_editor_notes(page: Page, groups: list[View]) -> list[View]:
    """Put each note into the link that shows its provision.

    Returns:
        The notes about provisions that this page does not show.
    """
    items = {
        item["id"]: item
        for group in groups
        for section in group["sections"]
        for item in section["items"]
        if item["kind"] == "link"
    }
    rest: list[View] = []
    for note in page.comparison.editor_notes:
        item = items.get(_home(page, note))
        (rest if item is None else item["editors"]).append(_show(page, note))
    return rest


def _home(page: Page, note: EditorNote) -> str:
    """Return the identifier of the link at which the first of a note's provisions is shown; empty when none is."""
    for side in _SIDES:
        for ref in page.side(side).expand(note.new if side == "new" else note.old):
            if (side, ref) in page.placement.home:
                return page.anchors[page.placement.home[side, ref]]
    return ""


def _show(page: Page, note: EditorNote) -> View:
    date = page.labels.write_date(note.date)
    return {
        "text": note.text,
        "lang": "" if note.language in ("", page.labels.language) else note.language,
        "sign": page.labels.say("editor.sign", author=note.author, date=date) if date else note.author,
        **show_place(page, note.old, note.new),
    }
