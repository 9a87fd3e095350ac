"""The body of the page: groups, articles and headings, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from constitution_diff.model import Link
from constitution_diff.reports.entries import View, show_elsewhere, show_link, show_repealed
from constitution_diff.reports.page import Page, section_anchor
from constitution_diff.reports.pieces import Amount
from constitution_diff.reports.placement import Item, Section
from constitution_diff.reports.units import Heading, SideName, Unit, anchor_of

_SIDES: tuple[SideName, SideName] = ("old", "new")


def build_groups(page: Page) -> list[View]:
    """Return the sections under the outermost heading they stand under, in the order of the page.

    Sections of the old text without a counterpart stay in the group they were placed in.
    """
    groups: list[View] = []
    current = None
    seen = _Headings(page)
    for section in page.placement.sections:
        if not groups or (section.side == "new" and section.top != current):
            current = section.top
            groups.append(_group(page, section))
        groups[-1]["sections"].append(_section(page, section, seen))
    _chain_changes(groups)
    _name_twice(groups)
    return groups


def _group(page: Page, section: Section) -> View:
    parts = page.comparison.parts
    outside = bool(parts) and section.part not in parts
    name = page.name_article(section.side, section.top) if section.top else page.labels.say("text.no_part")
    return {"name": name, "outside": outside, "sections": []}


class _Headings:
    """Hands out each printed heading once, at the first section that shows a block under it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.left = {name: dict(enumerate(self._wanted(name))) for name in _SIDES}
        self.above = {name: self._indices(name) for name in _SIDES}

    def _wanted(self, name: SideName) -> list[Heading]:
        parts = self.page.comparison.parts
        headings = self.page.side(name).headings
        # A heading that is neither printed nor titled is only a container.
        printed = [h for h in headings if h.provision.label or h.provision.heading]
        return [h for h in printed if h.provision.kind == "article" or not parts or h.part in parts]

    def _indices(self, name: SideName) -> list[list[int]]:
        """For every block, by position, the headings above it."""
        above: list[list[int]] = [[] for _ in self.page.side(name).units]
        for index, heading in self.left[name].items():
            for position in range(heading.first, heading.last):
                above[position].append(index)
        return above

    def take(self, name: SideName, units: Iterable[Unit]) -> list[View]:
        """Return the headings above these blocks that have not been shown yet."""
        found: dict[int, Heading] = {}
        for unit in units:
            for index in self.above[name][unit.position]:
                heading = self.left[name].pop(index, None)
                if heading is not None:
                    found[index] = heading
        return [self._view(name, found[index]) for index in sorted(found)]

    def _view(self, name: SideName, heading: Heading) -> View:
        provision = heading.provision
        return {
            "side": name,
            "id": f"{name}-{anchor_of(provision.eid)}",
            "eid": provision.eid,
            "kind": provision.kind,
            "words": (" " if provision.kind == "article" else "\n").join(
                filter(None, (provision.label, provision.heading))
            ),
            "lang": self.page.law_language(name),
        }


def _section(page: Page, section: Section, headings: _Headings) -> View:
    shown = {name: [unit for item in section.items for unit in _units_of(item, name)] for name in _SIDES}
    here = page.side(section.side).by_article.get(section.article, ())
    taken = {name: headings.take(name, here if name == section.side else shown[name]) for name in _SIDES}
    # A section whose words all stand under other articles is described by the links that took them.
    own = [item.link for item in section.items if item.kind == "link"]
    indices = own or [item.link for item in section.items if item.kind == "elsewhere"]
    amount = sum((page.amounts[index] for index in indices), Amount())
    links = [page.comparison.links[index] for index in indices]
    return {
        "id": section_anchor(section),
        "title": title_of(page, section),
        "side": section.side,
        "name": _name(page, section),
        "short": page.write_ref(section.article),
        "headings": taken,
        "items": [_ITEMS[item.kind](page, item) for item in section.items],
        "percent": amount.percent,
        "removed": amount.removed,
        "added": amount.added,
        "state": _state(links),
        "moved": any(link.moved for link in links),
        "notes": [],
    }


def _units_of(item: Item, name: SideName) -> tuple[Unit, ...]:
    if item.kind == "elsewhere":
        return ()
    return item.old if name == "old" else item.new


def _state(links: list[Link]) -> str:
    """One word for a whole section: what all its links share, else that words changed."""
    relations = {link.relation for link in links}
    if len(relations) == 1:
        return relations.pop()
    return "edited" if relations else "repealed"


def _name(page: Page, section: Section) -> str:
    name = page.name_article(section.side, section.article)
    return name if section.side == "new" else page.labels.say("text.article_old", name=name)


def title_of(page: Page, section: Section) -> str:
    """Return the heading of a section, with both numbers."""
    name = _name(page, section)
    if all(item.kind == "repealed" for item in section.items):
        return page.labels.say("text.article_repealed", name=name)
    if section.side == "old":
        return page.labels.say("text.article_removed", name=name)
    origins = _origins(page, section)
    if not origins:
        return page.labels.say("text.article_added", name=name)
    if origins == [name]:
        return page.labels.say("text.article_same", name=name)
    return page.labels.say("text.article_from", name=name, old=", ".join(origins))


def _origins(page: Page, section: Section) -> list[str]:
    """Names of the old articles that the section's new blocks came from; with the part where it is another one."""
    old, new = page.texts
    found: list[Unit] = []
    for item in section.items:
        link = page.comparison.links[item.link] if item.link >= 0 else None
        if link and any(new.by_ref[ref].article == section.article for ref in new.expand(link.new)):
            found.extend(old.by_ref[ref] for ref in old.expand(link.old))
    named = {unit.article: _name_origin(page, unit, section.part) for unit in sorted(found, key=lambda u: u.position)}
    return list(named.values())


def _name_origin(page: Page, unit: Unit, part: str) -> str:
    if unit.article == "preamble":
        return page.labels.say("ref.preamble")
    heading = page.placement.old.heads.get(unit.article)
    number = heading.provision.num if heading else unit.article
    if unit.part == part or not unit.part:
        return number
    return page.labels.say("text.number_in_part", num=number, part=page.name_part(unit.part))


_ITEMS = {"link": show_link, "repealed": show_repealed, "elsewhere": show_elsewhere}


def _chain_changes(groups: list[View]) -> None:
    """Let each changed link know the changed links before and after it."""
    changed = [i for g in groups for s in g["sections"] for i in s["items"] if i["kind"] == "link" and i["changed"]]
    for before, after in pairwise(changed):
        before["next"], after["previous"] = f"#{after['id']}", f"#{before['id']}"


def _name_twice(groups: list[View]) -> None:
    """Take the identifier from a heading where the one block under it has the same."""
    units = {
        unit["id"]
        for group in groups
        for section in group["sections"]
        for item in section["items"]
        for cell in _cells(item)
        for unit in cell["units"]
    }
    for group in groups:
        for section in group["sections"]:
            for headings in section["headings"].values():
                for heading in headings:
                    heading["id"] = "" if heading["id"] in units else heading["id"]


def _cells(item: View) -> list[View]:
    if item["kind"] == "link":
        return [cell for row in item["rows"] for cell in (row["old"], row["new"])]
    return list(item.get("cells", ()))
