"""The blocks of text that a reference covers: a provision's own words and those of everything below it."""

from __future__ import annotations

from collections.abc import Iterable

from constitution_diff.annotate.keeping import keep_per_document
from constitution_diff.model import Document, Provision

Block = tuple[str, str]
"""Reference and text."""


@keep_per_document
def units_of(document: Document) -> tuple[Provision, ...]:
    """Return every provision of a document in reading order."""
    units: list[Provision] = []
    waiting = [*document.body[::-1], *([] if document.preamble is None else [document.preamble])]
    while waiting:
        unit = waiting.pop()
        units.append(unit)
        waiting.extend(unit.children[::-1])
    return tuple(units)


@keep_per_document
def texts_by_ref(document: Document) -> dict[str, str]:
    """Return for every reference its own block of text; of two units with one reference that of the last."""
    return {unit.ref: unit.text for unit in units_of(document)}


@keep_per_document
def tops_by_ref(document: Document) -> dict[str, Provision]:
    """Return for every reference but the preamble's the part, chapter or article at the top that holds it."""
    return {unit.ref: top for top in document.body for unit in top.walk()}


@keep_per_document
def blocks_by_ref(document: Document) -> dict[str, tuple[Block, ...]]:
    """Return for every reference of a document the blocks it covers, in reading order."""
    found: dict[str, tuple[Block, ...]] = {}

    def gather(unit: Provision) -> list[Block]:
        own = [(unit.ref, unit.text)] if unit.text else []
        # An article and its one unnumbered paragraph share a reference; the article, which comes first, covers both.
        is_first = unit.ref not in found
        if is_first:
            found[unit.ref] = ()
        for child in unit.children:
            own += gather(child)
        if is_first:
            found[unit.ref] = tuple(own)
        return own

    for top in ([] if document.preamble is None else [document.preamble], document.body):
        for unit in top:
            gather(unit)
    return found


@keep_per_document
def linkable_blocks(document: Document) -> dict[str, list[Block]]:
    """Return the same for every reference a link can have; of two units with one reference for the last."""
    found: dict[str, list[Block]] = {}

    def gather(unit: Provision) -> list[Block]:
        own = [(unit.ref, unit.text)] if unit.text else []
        is_linkable = unit.text or unit.kind not in ("part", "chapter", "section", "article")
        if is_linkable:
            found[unit.ref] = own
        for child in unit.children:
            own += gather(child)
        return own

    for top in ([] if document.preamble is None else [document.preamble], document.body):
        for unit in top:
            gather(unit)
    return found


def blocks_of(refs: Iterable[str], blocks: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return the blocks that several references cover, each once."""
    return tuple(dict.fromkeys([block for ref in refs for block in blocks.get(ref, ())]))
