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
    for unit, blocks in _covered(document):
        # An article and its one unnumbered paragraph share a reference; the article, which comes first, covers both.
        if unit.ref not in found:
            found[unit.ref] = tuple(blocks)
    return found


@keep_per_document
def linkable_blocks(document: Document) -> dict[str, list[Block]]:
    """Return the same for every reference a link can have; of two units with one reference for the last."""
    return {
        unit.ref: blocks
        for unit, blocks in _covered(document)
        if unit.text or unit.kind not in ("part", "chapter", "section", "article")
    }


def _covered(document: Document) -> list[tuple[Provision, list[Block]]]:
    """Return every provision with the blocks with words that it covers, in reading order."""
    pairs: list[tuple[Provision, list[Block]]] = []

    def gather(unit: Provision) -> list[Block]:
        own = [(unit.ref, unit.text)] if unit.text else []
        pairs.append((unit, own))
        for child in unit.children:
            own += gather(child)
        return own

    for top in ([] if document.preamble is None else [document.preamble], document.body):
        for unit in top:
            gather(unit)
    return pairs


def blocks_of(refs: Iterable[str], blocks: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return the blocks that several references cover, each once."""
    return tuple(dict.fromkeys([block for ref in refs for block in blocks.get(ref, ())]))
