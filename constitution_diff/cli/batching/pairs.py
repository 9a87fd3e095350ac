"""The list of pairs, a CSV file: which texts to compare, and how."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from msgspec import Struct

from constitution_diff.errors import LexiconError, ReadError
from constitution_diff.library import Catalogue
from constitution_diff.rendering import WRITERS

NEEDED = ("old", "new")
"""Columns that must be there."""
OPTIONAL = ("output", "part", "links", "claims", "notes", "lang")
"""Columns that may be there, empty cells included: file to write, parts (``II;III``), side files, language of the files."""
MOST_BYTES = 8 * 2**20
"""Largest list that is read: a pair for every two of 190 constitutions takes 1 MiB."""
_UNFIT = re.compile(r"[^\w.-]+")
_RESERVED = ("results.csv", "ledger.jsonl")


class Pair(Struct, frozen=True):
    """One row of the list."""

    line: int
    """Line of the file it ends on, from 1."""
    old: str
    """Edition or file, as written."""
    new: str
    """Edition or file, as written."""
    output: str
    """Name of the file to write, without a folder."""
    parts: tuple[str, ...] = ()
    """Parts to compare; empty for what `report` compares by default."""
    links: str = ""
    """Links file, as written; empty for none."""
    claims: str = ""
    """Claims file."""
    notes: str = ""
    """Notes file."""
    lang: str = "auto"
    """Language of the files."""


def read_pairs(data: bytes, name: str, format: str) -> tuple[Pair, ...]:
    """Return the pairs of a list, in its order.

    Args:
        data: content of the CSV file, UTF-8.
        name: of the file, for errors.
        format: of the pairs that name no output.
    Raises:
        ReadError: it is too large, or no UTF-8.
        LexiconError: it is no list of pairs; the place names the line.
    """
    if len(data) > MOST_BYTES:
        raise ReadError(f"larger than {MOST_BYTES // 2**20} MiB", name, "cut the list into several")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"no UTF-8: {error.reason}", f"{name}, byte {error.start}", "save the list as UTF-8") from error
    pairs: list[Pair] = []
    lines: dict[str, int] = {}
    for line, cells in _rows(text, name):
        pair = _pair(cells, line, f"{name}, line {line}", format)
        twin = lines.setdefault(pair.output.casefold(), line)
        if twin != line:
            hint = "name the files in the column output"
            raise LexiconError(f"{pair.output!r} is also the file of line {twin}", f"{name}, line {line}", hint)
        pairs.append(pair)
    if not pairs:
        raise LexiconError("the list has no pairs", name, "write a row with OLD and NEW under the header old,new")
    return tuple(pairs)


def place_of(name: str, folder: Path) -> str:
    """Return what a name in the list means: an edition by its name, else a file, from the list's own folder."""
    path = folder / name
    return name if not path.is_file() and Catalogue.read().find(name) is not None else str(path)


def _rows(text: str, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the line a row ends on, and its cells by column."""
    reader = csv.reader(io.StringIO(text), strict=True)
    header: list[str] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            place = f"{name}, line {reader.line_num}"
            if not header:
                header = _header(cells, place)
                continue
            if len(cells) != len(header):
                raise LexiconError(f"{len(cells)} cells under {len(header)} columns", place, "mend the row")
            yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise LexiconError(f"no CSV: {error}", f"{name}, line {reader.line_num}", "mend the row") from error


def _header(cells: list[str], place: str) -> list[str]:
    unknown = sorted(set(cells) - {*NEEDED, *OPTIONAL})
    if unknown or not set(NEEDED) <= set(cells) or len(set(cells)) < len(cells):
        wrong = f"unknown column {unknown[0]!r}" if unknown else "old and new are needed, each column once"
        raise LexiconError(wrong, place, f"columns: {', '.join(NEEDED)}, and if wanted {', '.join(OPTIONAL)}")
    return cells


def _pair(cells: Mapping[str, str], line: int, place: str, format: str) -> Pair:
    old, new = cells["old"], cells["new"]
    if not old or not new or "-" in (old, new):
        raise LexiconError("OLD and NEW are needed, as editions or files", place, "standard input has no place here")
    output = cells.get("output") or f"{_stem(old)}--{_stem(new)}.{format}"
    if output != PurePath(output).name or output.startswith(".") or "\\" in output or output.casefold() in _RESERVED:
        raise LexiconError(
            f"{output!r} is no name for a file in the folder", place, "give a plain name, without folders"
        )
    if PurePath(output).suffix.lstrip(".") not in WRITERS:
        raise LexiconError(f"no format for {output!r}", place, f"end the name in one of {', '.join(WRITERS)}")
    parts = tuple(part.strip() for part in cells.get("part", "").split(";") if part.strip())
    links, claims, notes = (cells.get(name, "") for name in ("links", "claims", "notes"))
    return Pair(line, old, new, output, parts, links, claims, notes, cells.get("lang") or "auto")


def _stem(name: str) -> str:
    """Return a name as part of a file's name: ``texts/old.pdf`` is ``old``, ``kz-1995:ru`` is ``kz-1995-ru``."""
    return _UNFIT.sub("-", PurePath(name.replace("\\", "/")).stem).strip("-.") or "text"
