"""One edition as a report prints it: its blocks in reading order, each with its paragraph, article and part."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from constitution_diff.model import Document, Provision

SideName = Literal["old", "new"]
_STRUCTURE = frozenset({"part", "chapter", "section", "article"})


class Unit(Struct, frozen=True):
    """One block of law: a paragraph's own text, a continuation, a subparagraph, the preamble, an article left empty."""

    side: SideName
    """Edition it belongs to."""
    provision: Provision
    """The block itself."""
    position: int
    """Its place in reading order, from 0."""
    paragraph: str
    """Reference of the numbered paragraph it is counted in; its own when nothing stands above it."""
    article: str
    """Reference of its article; of the preamble or the heading it stands under when it has none."""
    part: str
    """Number of its part, empty outside parts."""
    top: str
    """Reference of the outermost heading above it, or of the preamble; empty for articles under none."""
    depth: int
    """Levels it is set in by: 0 for the paragraph's own text and its continuations."""
    ref: str
    """Short reference, unique in its edition: the provision's own."""
    anchor: str
    """Identifier in the page: ``old-art-16-para-2``."""

    @property
    def is_empty(self) -> bool:
        """True when it has no words: repealed, or a number that only introduces what follows."""
        return not self.provision.text

    @property
    def is_repealed(self) -> bool:
        """True when the edition says that it is repealed."""
        return self.provision.status == "repealed"


class Heading(Struct, frozen=True):
    """A printed heading: part, chapter, section or article, with the place of the first block under it."""

    provision: Provision
    """The unit it heads; its children stand in the document."""
    part: str
    """Number of the part it belongs to, or is."""
    first: int
    """Position of the first block below it."""
    last: int
    """One past the position of the last block below it."""


class Side(Struct, frozen=True):
    """One edition, indexed."""

    name: SideName
    """``old`` or ``new``."""
    document: Document
    """The edition as it was read."""
    units: tuple[Unit, ...]
    """Every block in reading order."""
    by_ref: dict[str, Unit]
    """The same by reference."""
    texts: dict[str, str]
    """Their texts by reference."""
    below: dict[str, tuple[str, ...]]
    """For every reference, the references of all blocks it stands for, its own among them."""
    headings: tuple[Heading, ...]
    """Printed headings in reading order."""
    by_article: dict[str, tuple[Unit, ...]]
    """For every article (or what stands in its place) its blocks in reading order."""
    heads: dict[str, Heading]
    """Headings by the reference of what they head."""

    def expand(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        """Return the references of all blocks that these references stand for, in reading order, none twice."""
        if len(refs) == 1:
            return self.below.get(refs[0], ())
        found = {block for ref in refs for block in self.below.get(ref, ())}
        return tuple(sorted(found, key=lambda ref: self.by_ref[ref].position))

    def in_parts(self, parts: tuple[str, ...]) -> tuple[Unit, ...]:
        """Return the blocks of these parts, or all blocks when no part is named."""
        return tuple(unit for unit in self.units if not parts or unit.part in parts)


def anchor_of(eid: str) -> str:
    """Return an eId as it stands in the identifiers of a page.

    >>> anchor_of("art_16__para_3-1")
    'art-16-para-3-1'
    """
    return "-".join(eid.replace("_", " ").split())


def index_side(name: SideName, document: Document) -> Side:
    """Index one edition: every block with what it stands in, every heading with what stands under it."""
    builder = _Builder(name)
    if document.preamble is not None:
        builder.visit(document.preamble, _Place())
    for top in document.body:
        builder.visit(top, _Place())
    by_ref = {unit.ref: unit for unit in builder.units}
    texts = {unit.ref: unit.provision.text for unit in builder.units}
    below = {ref: tuple(blocks) for ref, blocks in builder.below.items()}
    articles: dict[str, list[Unit]] = {}
    for unit in builder.units:
        articles.setdefault(unit.article, []).append(unit)
    by_article = {ref: tuple(units) for ref, units in articles.items()}
    heads = {heading.provision.ref: heading for heading in reversed(builder.headings)}
    return Side(name, document, tuple(builder.units), by_ref, texts, below, tuple(builder.headings), by_article, heads)


class _Place(Struct, frozen=True):
    """Where a provision stands, while the tree is walked."""

    part: str = ""
    top: str = ""
    article: str = ""
    paragraph: str = ""
    depth: int = 0
    above: tuple[str, ...] = ()


class _Builder:
    """Collects blocks and headings in one walk."""

    def __init__(self, name: SideName) -> None:
        self.name = name
        self.units: list[Unit] = []
        self.headings: list[Heading] = []
        self.below: dict[str, list[str]] = {}

    def visit(self, provision: Provision, place: _Place) -> None:
        is_structure = provision.kind in _STRUCTURE
        place = self._enter(provision, place, is_structure)
        first, slot = len(self.units), len(self.headings)
        if provision.text or not is_structure or not provision.children:
            self._add(provision, place)
        for child in provision.children:
            self.visit(child, place)
        if is_structure:
            # A heading stands before those below it, though where it ends is known only now.
            self.headings.insert(slot, Heading(provision, place.part, first, len(self.units)))

    def _enter(self, provision: Provision, place: _Place, is_structure: bool) -> _Place:
        # An article and its one unnumbered paragraph have one reference.
        above = place.above if provision.ref in place.above else (*place.above, provision.ref)
        if is_structure:
            part = provision.num if provision.kind == "part" else place.part
            top = place.top or ("" if provision.kind == "article" else provision.ref)
            return _Place(part, top, provision.ref, "", 0, above)
        if place.paragraph:
            # A continuation stands as far out as the words it continues.
            depth = place.depth + (provision.kind != "alinea")
            return _Place(place.part, place.top, place.article, place.paragraph, depth, above)
        # Only the preamble stands under nothing: it is its own heading.
        top = place.top if place.article else provision.ref
        return _Place(place.part, top, place.article or provision.ref, provision.ref, 0, above)

    def _add(self, provision: Provision, place: _Place) -> None:
        unit = Unit(
            self.name,
            provision,
            len(self.units),
            place.paragraph or provision.ref,
            place.article,
            place.part,
            place.top,
            place.depth,
            provision.ref,
            f"{self.name}-{anchor_of(provision.eid)}",
        )
        self.units.append(unit)
        for ref in place.above:
            self.below.setdefault(ref, []).append(provision.ref)
