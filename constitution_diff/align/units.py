"""What is linked: every paragraph of an edition, with its text and its place, and the lists and blocks inside it."""

from __future__ import annotations

from msgspec import Struct

from constitution_diff.model import Document, Provision


class Unit(Struct, frozen=True):
    """A paragraph (or the preamble), or one block inside a paragraph that may move on its own."""

    ref: str
    """Its reference."""
    position: int
    """Its place among the units of its document."""
    part: str
    """Number of its part; empty outside parts."""
    article: str
    """Reference of its article; empty for the preamble."""
    text: str
    """Its words: of a paragraph all its blocks, joined by ``\\n``."""
    inside: tuple[Unit, ...] = ()
    """Subparagraphs and continuations, when there are any; they have no insides of their own."""
    status: str = ""
    """``repealed`` or empty."""
    own: str = ""
    """The words of its first block alone, without those inside; empty when only what is inside has words."""


def collect_units(document: Document) -> tuple[Unit, ...]:
    """Return the paragraphs of a document in reading order, the preamble first."""
    collector = _Collector()
    if document.preamble is not None and document.preamble.text:
        collector.add(document.preamble, "", "")
    for top in document.body:
        collector.visit(top, top.num if top.kind == "part" else "", "")
    return tuple(collector.units)


def whole_text(provision: Provision) -> str:
    """Return the texts of a provision and all inside it, joined by line breaks."""
    return "\n".join(unit.text for unit in provision.walk() if unit.text)


class _Collector:
    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._position = 0

    def visit(self, provision: Provision, part: str, article: str) -> None:
        if provision.kind == "paragraph" or (provision.text and provision.kind != "article"):
            self.add(provision, part, article)
            return
        if not provision.children and (provision.kind == "article" or provision.status == "repealed"):
            self.add(provision, part, provision.ref)
            return
        inner = provision.ref if provision.kind == "article" else article
        for child in provision.children:
            self.visit(child, part, inner)

    def add(self, provision: Provision, part: str, article: str) -> None:
        position = self._next()
        inside = tuple(
            Unit(child.ref, self._next(), part, article, whole_text(child), (), child.status, child.text)
            for child in provision.walk()
            if child is not provision and child.text
        )
        text = whole_text(provision)
        self.units.append(Unit(provision.ref, position, part, article, text, inside, provision.status, provision.text))

    def _next(self) -> int:
        self._position += 1
        return self._position - 1
