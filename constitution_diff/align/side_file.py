"""``links.csv``: what a person says about links beats the method (contract section 6)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from constitution_diff.errors import LexiconError
from constitution_diff.model import Document

_HEADER = ("old", "new", "action", "note")


@dataclass(frozen=True, slots=True)
class HandLink:
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
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", f"{name}, byte {error.start}", "save the file as UTF-8") from error
    rows = csv.reader(io.StringIO(text, newline=""))
    header = tuple(cell.strip().lower() for cell in next(rows, []))
    if header != _HEADER:
        raise LexiconError(f"the header is {','.join(header)!r}", f"{name}, line 1", f"write {','.join(_HEADER)}")
    known = ({unit.ref for unit in old.provisions()}, {unit.ref for unit in new.provisions()})
    return tuple(
        _read_row(row, f"{name}, line {rows.line_num}", rows.line_num, known)
        for row in rows
        if any(cell.strip() for cell in row)
    )


def _read_row(row: list[str], where: str, line: int, known: tuple[set[str], set[str]]) -> HandLink:
    cells = [*(cell.strip() for cell in row), "", "", "", ""][:4]
    sides = [tuple(ref.strip() for ref in cell.split(";") if ref.strip()) for cell in cells[:2]]
    for name, refs, there in zip(("old", "new"), sides, known, strict=True):
        for ref in refs:
            if ref not in there:
                raise LexiconError(
                    f"the {name} text has no provision {ref!r}", where, "see `parse --format json` for the references"
                )
    if cells[2] not in ("link", "unlink"):
        raise LexiconError(f"unknown action {cells[2]!r}", where, "write link or unlink")
    if not any(sides) or (cells[2] == "unlink" and not all(sides)):
        raise LexiconError("too few references", where, "link needs one side at least, unlink both")
    return HandLink(sides[0], sides[1], cells[2], cells[3], line)
