"""``links.csv``: what a person says about links beats the method (contract section 6)."""

from __future__ import annotations

import io

from msgspec import Struct

from constitution_diff.align.units import collect_units
from constitution_diff.errors import LexiconError
from constitution_diff.model import Document

_HEADER = ("old", "new", "action", "note")


class HandLink(Struct, frozen=True):
    """One line of a links file."""

    old: tuple[str, ...]
    """Old references; empty when the line says added."""
    new: tuple[str, ...]
    """New references; empty when the line says removed."""
    action: str
    """``link`` or ``unlink``."""
    note: str
    """The person's words."""
    line: int
    """Line of the file, from 1."""


def read_links(data: bytes, name: str, old: Document, new: Document) -> tuple[HandLink, ...]:
    """Read a links file and check every reference against the two documents.

    Raises:
        LexiconError: no UTF-8, another header, an unknown action or reference; names the line.
    """
    import csv  # noqa: PLC0415 - few runs are given such a file

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", f"{name}, byte {error.start}", "save the file as UTF-8") from error
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = tuple(cell.strip().lower() for cell in next(rows, []))
        if header != _HEADER:
            raise LexiconError(f"the header is {','.join(header)!r}", f"{name}, line 1", f"write {','.join(_HEADER)}")
        sides = (_Refs.of("old", old), _Refs.of("new", new))
        return tuple(
            _read_row(row, f"{name}, line {rows.line_num}", rows.line_num, sides)
            for row in rows
            if any(cell.strip() for cell in row)
        )
    except csv.Error as error:
        raise LexiconError(f"no CSV: {error}", f"{name}, line {rows.line_num}", "look for a stray quote") from error


class _Refs(Struct, frozen=True):
    """What a line may name of one edition."""

    side: str
    linkable: frozenset[str]
    known: frozenset[str]

    @staticmethod
    def of(side: str, document: Document) -> _Refs:
        units = (block.ref for unit in collect_units(document) for block in (unit, *unit.inside))
        return _Refs(side, frozenset(units), frozenset(unit.ref for unit in document.provisions()))

    def check(self, ref: str, where: str) -> None:
        """Raise a LexiconError when a reference cannot be linked."""
        if ref in self.linkable:
            return
        if ref in self.known:
            raise LexiconError(f"{ref!r} is no paragraph, and no block with words", where, "name its paragraphs")
        hint = "see `parse --format json` for the references"
        raise LexiconError(f"the {self.side} text has no provision {ref!r}", where, hint)


def _read_row(row: list[str], where: str, line: int, editions: tuple[_Refs, _Refs]) -> HandLink:
    cells = [*(cell.strip() for cell in row), "", "", "", ""][:4]
    sides = [tuple(ref.strip() for ref in cell.split(";") if ref.strip()) for cell in cells[:2]]
    for edition, refs in zip(editions, sides, strict=True):
        for ref in refs:
            edition.check(ref, where)
    if cells[2] not in ("link", "unlink"):
        raise LexiconError(f"unknown action {cells[2]!r}", where, "write link or unlink")
    if not any(sides) or (cells[2] == "unlink" and not all(sides)):
        raise LexiconError("too few references", where, "link needs one side at least, unlink both")
    return HandLink(sides[0], sides[1], cells[2], cells[3], line)
