"""The blocks of text that a reference covers: a provision's own words and those of everything below it."""

from __future__ import annotations

from collections.abc import Iterable

from constitution_diff.model import Document

Block = tuple[str, str]
"""Reference and text."""


def blocks_by_ref(document: Document) -> dict[str, tuple[Block, ...]]:
    """Return for every reference of a document the blocks it covers, in reading order."""
    found: dict[str, tuple[Block, ...]] = {}
    for unit in document.provisions():
        # An article and its one unnumbered paragraph share a reference; the article, which comes first, covers both.
        found.setdefault(unit.ref, tuple((one.ref, one.text) for one in unit.walk() if one.text))
    return found


def blocks_of(refs: Iterable[str], blocks: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return the blocks that several references cover, each once."""
    return tuple(dict.fromkeys(block for ref in refs for block in blocks.get(ref, ())))
