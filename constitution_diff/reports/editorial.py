"""Notes of a newsroom, each beside the provision it is about."""

from __future__ import annotations

from typing import Any

from constitution_diff.model import EditorNote
from constitution_diff.reports.meanings import show_place
from constitution_diff.reports.page import Page
from constitution_diff.reports.units import SideName

View = dict[str, Any]
_SIDES: tuple[SideName, SideName] = ("new", "old")


def place_editor_notes(page: Page) -> tuple[dict[int, list[View]], list[View]]:
    """Tell at which link each note stands: the one that shows its provision.

    Returns:
        The notes by index of the link; then those about provisions that this page does not show.
    """
    notes = page.comparison.editor_notes
    if not notes:
        return {}, []
    shown = {item.link for section in page.placement.sections for item in section.items if item.kind == "link"}
    placed: dict[int, list[View]] = {}
    rest: list[View] = []
    for note in notes:
        home = _home(page, note)
        (placed.setdefault(home, []) if home in shown else rest).append(_show(page, note))
    return placed, rest


def _home(page: Page, note: EditorNote) -> int:
    """Return the index of the link at which the first of a note's provisions is shown; -1 when none is."""
    for side in _SIDES:
        for ref in page.side(side).expand(note.new if side == "new" else note.old):
            if (side, ref) in page.placement.home:
                return page.placement.home[side, ref]
    return -1


def _show(page: Page, note: EditorNote) -> View:
    date = page.labels.write_date(note.date)
    return {
        "text": note.text,
        "lang": "" if note.language in ("", page.labels.language) else note.language,
        "sign": page.labels.say("editor.sign", author=note.author, date=date) if date else note.author,
        **show_place(page, note.old, note.new),
    }
