"""The sections of the page with all that stands beside them, one at a time.

What the rest of the page says about the sections (the map, the list of changes, the receipt) is gathered as they go by: a
section need not be kept once it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from constitution_diff.reports.apparatus import cite_editions, name_notes, place_notes
from constitution_diff.reports.editorial import place_editor_notes
from constitution_diff.reports.meanings import findings_by_link, name_findings
from constitution_diff.reports.overview import show_cell, show_change
from constitution_diff.reports.page import Page
from constitution_diff.reports.placement import Section
from constitution_diff.reports.receipt import Receipt
from constitution_diff.reports.sections import each_group

View = dict[str, Any]


class Body:
    """Makes the sections, and knows afterwards what the page says about them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.notes_by_section, self.notes = place_notes(page)
        self.editors_by_link, self.editors = place_editor_notes(page)
        self.strip: list[View] = []
        self.changes: list[View] = []
        self.receipt = Receipt({side.name: side.texts for side in page.texts})
        self._findings = findings_by_link(page)
        self._works = cite_editions(page)

    def groups(self) -> Iterator[View]:
        """Yield the groups in the order of the page, once; the sections of each are made while they are gone through."""
        return each_group(self.page, self._complete)

    def _complete(self, section: Section, view: View) -> None:
        page = self.page
        view["notes"] = self.notes_by_section.get((section.side, section.article), [])
        view["notes_title"] = name_notes(page, view["notes"])
        view["citation"] = f"{view['name']}. {self._works[section.side]}, #{view['id']}"
        for item, shown in zip(section.items, view["items"], strict=True):
            if item.kind == "link":
                name_findings(page, shown, self._findings.get(item.link, ()))
                shown["editors"] = self.editors_by_link.get(item.link, [])
                if shown["changed"]:
                    self.changes.append(show_change(page, item.link, shown))
        self.strip.append(show_cell(page, view))
        self.receipt.add(view)
