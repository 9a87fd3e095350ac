"""What stands before the first heading: status line, title, line of adoption, preamble."""

from __future__ import annotations

from msgspec import Struct

from constitution_diff.languages import Language
from constitution_diff.model import Block, Provision
from constitution_diff.text import fold_text

LONG_BLOCK = 200
"""Code points from which an unlabelled block before the first article is taken for the preamble (titles and lines of
adoption in kz-1995 and kz-2026 have at most 74)."""


class Front(Struct, frozen=True):
    """The head of a text, sorted."""

    preface: tuple[str, ...]
    """Printed blocks before the preamble."""
    preamble: Provision | None
    """The preamble; None when there is none."""
    title: str
    """The first block that is no status line."""
    is_draft: bool
    """True when a line says so."""


def sort_front(blocks: tuple[Block, ...], language: Language) -> Front:
    """Part the blocks before the first heading into preface and preamble."""
    folded = [fold_text(block.text, language.folding) for block in blocks]
    start, heading = _find_preamble(folded, blocks, language)
    preface = tuple(block.text for block in blocks[:start])
    lines = [block.text for block in blocks[start + (1 if heading else 0) :]]
    preamble = (
        Provision("preamble", "", "", "preamble", "preamble", heading, "\n".join(lines)) if lines or heading else None
    )
    is_draft = any(text in language.draft for text in folded[:start])
    titles = [block.text for block, text in zip(blocks[:start], folded, strict=False) if text not in language.draft]
    return Front(preface, preamble, titles[0] if titles else "", is_draft)


def _find_preamble(folded: list[str], blocks: tuple[Block, ...], language: Language) -> tuple[int, str]:
    """Return the index of the preamble's first block (or the number of blocks) and its heading."""
    for index, text in enumerate(folded):
        if text in language.preamble_headings:
            return index, blocks[index].text
    for index, text in enumerate(folded):
        if text.startswith(language.preamble):
            return index, ""
    for index, text in enumerate(folded):
        if len(text) > LONG_BLOCK:
            return index, ""
    return len(folded), ""
