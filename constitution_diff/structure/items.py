"""What each printed block is, before any tree: a heading, a numbered line, a note, or plain text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from constitution_diff.languages import Language
from constitution_diff.model import Block
from constitution_diff.structure.labels import Label, match_heading, match_number
from constitution_diff.structure.notes import is_note, is_repealed

TABLE_CELL = "(table cell)"
"""What the readers write behind the place of a block that stands in a table."""

ItemKind = Literal["heading", "number", "text", "note", "repealed", "imprint"]


class Item(Struct, frozen=True):
    """One block with what it is."""

    kind: ItemKind
    """Its class."""
    block: Block
    """As read."""
    label: Label | None = None
    """For headings, numbered lines and repealed units."""


def classify(blocks: tuple[Block, ...], language: Language) -> tuple[Item, ...]:
    """Say of every block what it is; same length and order."""
    items: list[Item] = []
    for block in blocks:
        item = _classify(block, language)
        # An imprint may run over several printed lines; it ends where anything with a label or a note begins.
        if item.kind == "text" and items and items[-1].kind == "imprint":
            item = Item("imprint", block)
        items.append(item)
    return _signature_apart(items)


def _signature_apart(items: list[Item]) -> tuple[Item, ...]:
    """Return the items with the table cells at the very end of the text taken for its signature, not for law."""
    end = len(items)
    while end and items[end - 1].kind in ("text", "imprint", "note") and _in_table(items[end - 1]):
        end -= 1
    if end and _in_table(items[end - 1]):  # the whole text is set in a table: its last cells are its last provisions
        return tuple(items)
    tail = (Item("imprint", item.block) if item.kind == "text" else item for item in items[end:])
    return (*items[:end], *tail)


def _in_table(item: Item) -> bool:
    return item.block.where.endswith(TABLE_CELL)


def _classify(block: Block, language: Language) -> Item:
    number = match_number(block.text, language)
    if number is not None and is_repealed(number, language):
        return Item("repealed", block, number)
    if is_note(block, language):
        return Item("note", block)
    if block.text.startswith(("©", "(c) ", "(C) ")):
        return Item("imprint", block)
    heading = match_heading(block.text, language)
    if heading is not None:
        return Item("heading", block, heading)
    if number is not None:
        return Item("number", block, number)
    return Item("text", block)
