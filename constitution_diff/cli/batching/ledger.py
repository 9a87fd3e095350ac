"""What a folder of reports was made of, so that a second run makes only what is missing or has changed.

One line of JSON for each pair that was finished, added when its file is complete: a run that was interrupted, or whose
machine failed, goes on where it stopped. A pair counts as made when its file is there with the very bytes that were
written, and was made of the same bytes, by the same version, with the same options. No clock is asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff.cli.batching.pairs import Pair, place_of
from constitution_diff.library import Catalogue
from constitution_diff.pipeline import read_bytes
from constitution_diff.version import VERSION

NAME = "ledger.jsonl"
"""Name of the file, in the folder of the reports."""


class Made(Struct, frozen=True):
    """What the ledger says of one file."""

    of: str
    """`digest_of` the pair, 64 hex digits."""
    sha256: str
    """Of the file that was written, 64 hex digits."""
    counts: tuple[int, ...]
    """Links by relation, as the results list them."""


def read_ledger(folder: Path) -> dict[str, Made]:
    """Return what the ledger of a folder says, by the name of the file; a line that is no entry counts for nothing."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    return {name: made for name, made in map(_read_line, lines) if made is not None}


def write_line(output: str, made: Made) -> str:
    """Return the line of one file, its line break included."""
    told = {"output": output, "of": made.of, "sha256": made.sha256, "counts": list(made.counts)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"


def _read_line(line: str) -> tuple[str, Made | None]:
    try:
        told = json.loads(line)
        counts = tuple(int(count) for count in told["counts"])
        return str(told["output"]), Made(str(told["of"]), str(told["sha256"]), counts)
    except (ValueError, TypeError, KeyError):
        # The last line of a run that was cut off.
        return "", None


def digest_of(pair: Pair, folder: Path, options: Mapping[str, Any]) -> str:
    """Return what names everything that a report depends on: the bytes of all its files, the version, the options.

    Args:
        pair: the row of the list.
        folder: that of the list.
        options: those of the run.
    Raises:
        ConstitutionDiffError: a file cannot be read.
    """
    texts = [sha256(_content(name, folder)).hexdigest() for name in (pair.old, pair.new)]
    sides = [sha256(read_bytes(str(folder / name))).hexdigest() if name else "" for name in _sides(pair)]
    names = [pair.old, pair.new, pair.output, *_sides(pair), pair.lang, *pair.parts]
    told = json.dumps([VERSION, names, texts, sides, sorted(options.items())], ensure_ascii=False)
    return sha256(told.encode("utf-8")).hexdigest()


def _sides(pair: Pair) -> tuple[str, str, str]:
    return pair.links, pair.claims, pair.notes


def _content(name: str, folder: Path) -> bytes:
    place = place_of(name, folder)
    entry = Catalogue.read().find(place)
    return read_bytes(str(entry.path) if entry is not None and place == name else place)


def is_made(folder: Path, output: str, made: Made | None, digest: str) -> bool:
    """Return True when a file is there as the ledger says, made of what it would be made of now."""
    try:
        return (
            made is not None and made.of == digest and sha256((folder / output).read_bytes()).hexdigest() == made.sha256
        )
    except OSError:
        return False
