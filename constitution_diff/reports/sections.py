"""The body of the page: groups, articles and headings, as plain values for the templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from constitution_diff.model import Link
from constitution_diff.reports.entries import View, show_elsewhere, show_link, show_repealed
from constitution_diff.reports.page import Page, is_changed, section_anchor
from constitution_diff.reports.pieces import Amount
from constitution_diff.reports.placement import Item, Section
from constitution_diff.reports.units import Heading, SideName, Unit, anchor_of

_SIDES: tuple[SideName, SideName] = ("old", "new")
Chain = dict[int, tuple[str, str]]
"""For each changed link the addresses of the changed links before and after it, by index."""


def each_group(page: Page, complete: Callable[[Section, View], None]) -> Iterator[View]:
    """Yield the outermost headings with the sections under them, in the order of the page.

    Sections of the old text without a counterpart stay in the group they were placed in.

    Args:
        page: what is shown.
        complete: puts what stands beside a section into its view, before it is yielded.
    Returns:
        Groups whose sections are made one by one while they are gone through, all of one group before those of the next.
    """
    makers = _Headings(page), _chain_changes(page)
    for run in _runs(page.placement.sections):
        yield {**_group(page, run[0]), "sections": _make_sections(page, run, makers, complete)}


def _runs(sections: Iterable[Section]) -> list[list[Section]]:
    runs: list[list[Section]] = []
    current = None
    for section in sections:
        if not runs or (section.side == "new" and section.top != current):
            current = section.top
            runs.append([])
        runs[-1].append(section)
    return runs


def _make_sections(
    page: Page, run: list[Section], makers: tuple[_Headings, Chain], complete: Callable[[Section, View], None]
) -> Iterator[View]:
    for section in run:
        view = _section(page, section, *makers)
        complete(section, view)
        yield view


def _group(page: Page, section: Section) -> View:
    parts = page.comparison.parts
    outside = bool(parts) and section.part not in parts
    name = page.name_article(section.side, section.top) if section.top else page.labels.say("text.no_part")
    return {"name": name, "outside": outside}


class _Headings:
    """Hands out each printed heading once, at the first section that shows a block under it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.left = {name: dict(enumerate(self._wanted(name))) for name in _SIDES}
        self.above = {name: self._indices(name) for name in _SIDES}
        self.anchors = {unit.anchor for section in page.placement.sections for unit in _units_in(section)}

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
        anchor = f"{name}-{anchor_of(provision.eid)}"
        return {
            "side": name,
            # The one block under an article may have the same identifier.
            "id": "" if anchor in self.anchors else anchor,
            "eid": provision.eid,
            "kind": provision.kind,
            "words": (" " if provision.kind == "article" else "\n").join(
                filter(None, (provision.label, provision.heading))
            ),
            "lang": self.page.law_language(name),
        }


def _section(page: Page, section: Section, headings: _Headings, chain: Chain) -> View:
    shown: dict[SideName, list[Unit]] = {"old": [], "new": []}
    for unit in _units_in(section):
        shown[unit.side].append(unit)
    here = page.side(section.side).by_article.get(section.article, ())
    taken = {name: headings.take(name, here if name == section.side else shown[name]) for name in _SIDES}
    # A section whose words all stand under other articles is described by the links that took them.
    own = [item.link for item in section.items if item.kind == "link"]
    indices = own or [item.link for item in section.items if item.kind == "elsewhere"]
    amount = sum((page.amounts[index] for index in indices), Amount())
    links = [page.comparison.links[index] for index in indices]
    name = _name(page, section)
    return {
        "id": section_anchor(section),
        "title": title_of(page, section, name),
        "side": section.side,
        "name": name,
        "short": page.write_ref(section.article),
        "headings": taken,
        "items": [_show_item(page, item, chain) for item in section.items],
        "percent": amount.percent,
        "removed": amount.removed,
        "added": amount.added,
        "state": _state(links),
        "moved": any(link.moved for link in links),
        "notes": [],
    }


def _units_in(section: Section) -> Iterator[Unit]:
    """Yield the blocks that a section shows."""
    for item in section.items:
        if item.kind != "elsewhere":
            yield from item.old
            yield from item.new


def _show_item(page: Page, item: Item, chain: Chain) -> View:
    if item.kind == "repealed":
        return show_repealed(page, item)
    if item.kind == "elsewhere":
        return show_elsewhere(page, item)
    view = show_link(page, item)
    if item.link in chain:
        view["previous"], view["next"] = chain[item.link]
    return view


def _chain_changes(page: Page) -> Chain:
    """Return the addresses of the changed links before and after each changed link; empty before the first."""
    items = [item for section in page.placement.sections for item in section.items if item.kind == "link"]
    changed = [item.link for item in items if is_changed(page.comparison.links[item.link])]
    addresses = ["", *[f"#{page.anchors[index]}" for index in changed], ""]
    return {index: (addresses[at], addresses[at + 2]) for at, index in enumerate(changed)}


def _state(links: list[Link]) -> str:
    """One word for a whole section: what all its links share, else that words changed."""
    relations = {link.relation for link in links}
    if len(relations) == 1:
        return relations.pop()
    return "edited" if relations else "repealed"


def _name(page: Page, section: Section) -> str:
    name = page.name_article(section.side, section.article)
    return name if section.side == "new" else page.labels.say("text.article_old", name=name)


def title_of(page: Page, section: Section, name: str) -> str:
    """Return the heading of a section, with both numbers.

    Args:
        page, section: what is shown.
        name: of the article that gives the section its place.
    """
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
    positions: set[int] = set()
    for item in section.items:
        link = page.comparison.links[item.link] if item.link >= 0 else None
        if link and any(new.by_ref[ref].article == section.article for ref in new.expand(link.new)):
            positions.update([old.by_ref[ref].position for ref in old.expand(link.old)])
    named: dict[str, str] = {}
    for position in sorted(positions):
        unit = old.units[position]
        if unit.article not in named:
            named[unit.article] = _name_origin(page, unit, section.part)
    return list(named.values())


def _name_origin(page: Page, unit: Unit, part: str) -> str:
    if unit.article == "preamble":
        return page.labels.say("ref.preamble")
    heading = page.placement.old.heads.get(unit.article)
    number = heading.provision.num if heading else unit.article
    if unit.part == part or not unit.part:
        return number
    return page.labels.say("text.number_in_part", num=number, part=page.name_part(unit.part))
