"""Where everything stands on the page: each block once, at its best link; sections in the order of the new text."""

from __future__ import annotations

from functools import partial

from msgspec import Struct, field

from constitution_diff.errors import ReportError
from constitution_diff.model import Comparison, Link
from constitution_diff.reports.units import Side, SideName, Unit, index_side

Blocks = tuple[list[str], list[str]]
"""References of the old and the new blocks that a link holds, each in reading order."""


class Item(Struct):
    """One entry of a section: a link with the blocks shown at it, or a pointer to where blocks are shown."""

    kind: str
    """``link``, ``repealed`` (blocks without words that no link holds) or ``elsewhere`` (see another section)."""
    link: int = -1
    """Index of the link in the comparison; -1 for ``repealed``."""
    old: tuple[Unit, ...] = ()
    """Old blocks shown here, in reading order."""
    new: tuple[Unit, ...] = ()
    """New blocks shown here, or for ``elsewhere`` the new blocks that are shown there."""


class Section(Struct):
    """One article of the new text, or a whole article of the old text that no new one continues."""

    side: SideName
    """Edition of the article that gives the section its place."""
    article: str
    """Reference of that article, of the preamble, or of a heading that holds text itself."""
    part: str
    """Number of the part it stands in."""
    top: str
    """Reference of the outermost heading it stands under, or of the preamble; empty for articles under none."""
    items: list[Item] = field(default_factory=list)
    """Entries in the order they are printed."""


class Placement(Struct, frozen=True):
    """The page before any word of it is chosen."""

    old: Side
    """The earlier edition, indexed."""
    new: Side
    """The later edition, indexed."""
    links: tuple[int, ...]
    """Indices of the links shown: those that touch the compared parts."""
    home: dict[tuple[SideName, str], int]
    """For every block of these links the index of the one link it is shown at."""
    held: dict[tuple[SideName, str], tuple[int, ...]]
    """For every such block all links that hold it, in order."""
    sections: tuple[Section, ...]
    """In the order of the new text; removed provisions stand in the context of the old one."""


def place(comparison: Comparison) -> Placement:
    """Give every block of the compared parts, and of all links that touch them, its one place.

    A block that several links hold is shown at the one that names it, not only the paragraph it stands in: a point that
    moved is no removal where it was. Then the highest score wins, then the first link. A link is in the
    section of its first new block. A removed provision follows the old provision printed before it in its article, or
    precedes the one printed after it; an old article of which nothing is left is a section of its own.

    Raises:
        ReportError: a block with words stands in no link.
    """
    old, new = index_side("old", comparison.old), index_side("new", comparison.new)
    wanted = [{unit.ref for unit in side.in_parts(comparison.parts)} for side in (old, new)]
    blocks = {index: _blocks_of(link, old, new) for index, link in enumerate(comparison.links)}
    if comparison.parts:
        blocks = {
            index: held
            for index, held in blocks.items()
            if not (wanted[0].isdisjoint(held[0]) and wanted[1].isdisjoint(held[1]))
        }
    else:
        blocks = {index: held for index, held in blocks.items() if any(held)}
    held = _holders(blocks)
    home = {
        block: indices[0] if len(indices) == 1 else max(indices, key=partial(_claim, comparison, block))
        for block, indices in held.items()
    }
    placement = Placement(old, new, tuple(blocks), home, held, ())
    _check_linked(placement, comparison.parts)
    return Placement(old, new, placement.links, home, held, tuple(_arrange(placement, comparison, blocks)))


def _claim(comparison: Comparison, block: tuple[SideName, str], index: int) -> tuple[bool, float]:
    link = comparison.links[index]
    return block[1] in (link.old if block[0] == "old" else link.new), link.score


def _blocks_of(link: Link, old: Side, new: Side) -> Blocks:
    """All blocks a link holds: those its hunks name, and those without words that its references stand for."""
    named_old = {hunk.old_ref for hunk in link.hunks if hunk.old[1] > hunk.old[0]}
    named_new = {hunk.new_ref for hunk in link.hunks if hunk.new[1] > hunk.new[0]}
    return (
        [ref for ref in old.expand(link.old) if ref in named_old or not old.texts[ref]],
        [ref for ref in new.expand(link.new) if ref in named_new or not new.texts[ref]],
    )


def _holders(blocks: dict[int, Blocks]) -> dict[tuple[SideName, str], tuple[int, ...]]:
    held: dict[tuple[SideName, str], tuple[int, ...]] = {}
    for index, (old, new) in blocks.items():
        alone = (index,)
        for ref in old:
            held["old", ref] = held.get(("old", ref), ()) + alone
        for ref in new:
            held["new", ref] = held.get(("new", ref), ()) + alone
    return held


def _check_linked(placement: Placement, parts: tuple[str, ...]) -> None:
    for side in (placement.old, placement.new):
        for unit in side.in_parts(parts):
            if not unit.is_empty and (side.name, unit.ref) not in placement.home:
                raise ReportError(
                    f"the {side.name} provision {unit.ref} stands in no link, or in one without its words",
                    side.document.edition.id,
                    "this is a fault of the comparison; please report it with both texts",
                )


class _Arranger:
    """Builds the sections; new text first, then what only the old text has."""

    def __init__(self, placement: Placement, comparison: Comparison, blocks: dict[int, Blocks]) -> None:
        self.placement = placement
        self.comparison = comparison
        self.blocks = blocks
        self.sections: list[Section] = []
        self.following: dict[int, list[Section]] = {}
        self.at: dict[tuple[SideName, str], Section] = {}
        self.old_at: dict[str, tuple[Section, Item]] = {}

    def shown(self, index: int) -> Item:
        """The item of a link, with the blocks that have their place there."""
        link, placement = self.comparison.links[index], self.placement
        home, (held_old, held_new) = placement.home, self.blocks[index]
        old = tuple([placement.old.by_ref[ref] for ref in held_old if home["old", ref] == index])
        new = tuple([placement.new.by_ref[ref] for ref in held_new if home["new", ref] == index])
        # A link may also hold a number that the edition prints without words: nothing was removed there.
        is_bare = bool(old or new) and not link.hunks
        return Item("repealed" if is_bare else "link", -1 if is_bare else index, old, new)

    def add_new_text(self) -> None:
        items = {index: self.shown(index) for index in self.placement.links if self.comparison.links[index].new}
        entries: list[tuple[int, int, Unit, Item]] = []
        hosts: dict[int, str] = {}
        for index, item in items.items():
            first = item.new[0] if item.new else self._first_new(index)
            hosts[index] = first.article
            entries.append((first.position, index, first, item))
        entries.extend(self._pointers(hosts))
        bare = self._unlinked(self.placement.new)
        entries.extend((unit.position, -1, unit, Item("repealed", -1, (), (unit,))) for unit in bare)
        for _, _, first, item in sorted(entries, key=lambda entry: entry[:2]):
            self._append(self._section("new", first), item)

    def _first_new(self, index: int) -> Unit:
        side = self.placement.new
        return side.by_ref[side.expand(self.comparison.links[index].new)[0]]

    def _pointers(self, hosts: dict[int, str]) -> list[tuple[int, int, Unit, Item]]:
        """Entries for new blocks whose link stands under another article, neighbours together."""
        found: list[tuple[int, int, Unit, Item]] = []
        for unit in self.placement.new.units:
            index = self.placement.home.get(("new", unit.ref))
            if index is None or hosts[index] == unit.article:
                continue
            last = found[-1][3] if found else None
            if last and last.link == index and _follows(unit, last.new[-1]):
                last.new = (*last.new, unit)
            else:
                found.append((unit.position, index, unit, Item("elsewhere", index, (), (unit,))))
        return found

    def _unlinked(self, side: Side) -> list[Unit]:
        """Blocks of the compared parts that no link holds; they have no words, or the page would have been refused."""
        units = side.in_parts(self.comparison.parts)
        return [unit for unit in units if (side.name, unit.ref) not in self.placement.home]

    def _section(self, side: SideName, unit: Unit) -> Section:
        key = (side, unit.article)
        if key not in self.at:
            self.at[key] = Section(side, unit.article, unit.part, unit.top)
            self.sections.append(self.at[key])
        return self.at[key]

    def _append(self, section: Section, item: Item, after: Item | None = None, before: Item | None = None) -> None:
        neighbour = after or before
        if neighbour is None:
            section.items.append(item)
        else:
            section.items.insert(section.items.index(neighbour) + (1 if after else 0), item)
        for unit in item.old:
            self.old_at[unit.ref] = (section, item)

    def add_old_text(self) -> None:
        """Place removed links and repealed blocks that no link holds, in old order."""
        for item in self._old_only():
            first = item.old[0]
            near = self._neighbour(first)
            if near is None:
                self._append(self._own_section(first), item)
                continue
            section, neighbour, follows = near
            self._append(section, item, neighbour if follows else None, None if follows else neighbour)

    def _old_only(self) -> list[Item]:
        links = self.comparison.links
        items = [self.shown(index) for index in self.placement.links if not links[index].new]
        for unit in self._unlinked(self.placement.old):
            last = items[-1] if items else None
            if last and last.kind == "repealed" and last.old[0].paragraph == unit.paragraph:
                last.old = (*last.old, unit)
            else:
                items.append(Item("repealed", -1, (unit,), ()))
        return sorted((item for item in items if item.old), key=lambda item: item.old[0].position)

    def _neighbour(self, unit: Unit) -> tuple[Section, Item, bool] | None:
        """The nearest placed old block of the same article: the one before, else the one after."""
        mates = [u for u in self.placement.old.by_article[unit.article] if u.ref in self.old_at]
        before = [mate for mate in mates if mate.position < unit.position]
        if before:
            return (*self.old_at[before[-1].ref], True)
        return (*self.old_at[mates[0].ref], False) if mates else None

    def _own_section(self, unit: Unit) -> Section:
        """A new section after the one that holds the nearest placed old block before; none is before the first."""
        section = Section("old", unit.article, unit.part, unit.top)
        self.at["old", unit.article] = section
        units, position = self.placement.old.units, unit.position - 1
        # A section of its own is the nearest of those after it: all these steps together pass no block twice.
        while position >= 0 and units[position].ref not in self.old_at:
            position -= 1
        host = id(self.old_at[units[position].ref][0]) if position >= 0 else _FRONT
        self.following.setdefault(host, []).append(section)
        return section

    def arrange(self) -> list[Section]:
        """Return the sections of the new text, each followed by those of the old text, of which the last found is first."""
        arranged: list[Section] = []
        waiting = [*reversed(self.sections), *self.following.get(_FRONT, ())]
        while waiting:
            section = waiting.pop()
            arranged.append(section)
            waiting.extend(self.following.get(id(section), ()))
        return arranged


_FRONT = 0
"""Stands for the place before all sections; the `id` of nothing."""


def _follows(unit: Unit, before: Unit) -> bool:
    return unit.position == before.position + 1 and unit.article == before.article


def _arrange(placement: Placement, comparison: Comparison, blocks: dict[int, Blocks]) -> list[Section]:
    arranger = _Arranger(placement, comparison, blocks)
    arranger.add_new_text()
    arranger.add_old_text()
    return arranger.arrange()
