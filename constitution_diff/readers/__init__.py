"""Bytes to text: each format has a module of its own, and the table below says which."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable
from typing import cast

from constitution_diff.errors import ReadError
from constitution_diff.model import SourceText
from constitution_diff.readers.characters import take_out_unprintable
from constitution_diff.readers.encoding import FORMATS, sniff_format
from constitution_diff.readers.reading import MAX_INPUT, Reading

__all__ = ["READERS", "read", "sniff_format"]

READERS: dict[str, str] = {
    "docx": "constitution_diff.readers.from_docx:read_docx",
    "pdf": "constitution_diff.readers.from_pdf:read_pdf",
    "html": "constitution_diff.readers.from_html:read_html",
    "txt": "constitution_diff.readers.from_txt:read_txt",
    "md": "constitution_diff.readers.from_md:read_md",
}
"""Format to module and function (bytes to Reading), loaded when first used: each brings a library of its own."""


def read(data: bytes, file_name: str = "", format: str = "") -> SourceText:  # noqa: A002 - as everywhere
    """Return the printed paragraphs of a file in order, with notices about all that was left out, guessed or repaired.

    The format is told by content; the name only parts Markdown from plain text. White space is tidied: runs of spaces
    and tabs become one space, ends are trimmed; every other printed character stays as it is, look-alike letters and
    no-break spaces too.

    Args:
        data: the whole file, 64 MiB at most.
        file_name: its name; folders before it are left off.
        format: what `sniff_format` says of it; empty to ask.
    Raises:
        ReadError: empty, too big, unknown format, damaged, hostile, protected, or without text.
        ValueError: the data are Akoma Ntoso, which has structure already: use `constitution_diff.akn.load`.

    >>> [block.text for block in read(b"Article 1\\n\\nThe  State is one.").blocks]
    ['Article 1', 'The State is one.']
    """
    name = re.split(r"[/\\]", file_name)[-1]
    try:
        return _read(data, name, format)
    except ReadError as error:
        place = ", ".join(part for part in (name, error.where) if part)
        raise ReadError(error.message, place, error.hint) from error


def _read(data: bytes, name: str, format: str) -> SourceText:  # noqa: A002
    if len(data) > MAX_INPUT:
        raise ReadError(
            f"the file has {len(data) / 2**20:.0f} MiB, more than {MAX_INPUT // 2**20}",
            hint="give the constitution alone",
        )
    found = format or sniff_format(data, name)
    if found == "akn":
        raise ValueError("Akoma Ntoso has its structure already: read it with constitution_diff.akn.load")
    reading = _load_reader(found)(data)
    blocks, odd = take_out_unprintable(reading.blocks)
    if not blocks:
        raise ReadError(f"the {found} file holds no text", hint=f"give one of: {FORMATS}")
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(blocks, found, digest, name, (*reading.notices, *odd), reading.title)


def _load_reader(name: str) -> Callable[[bytes], Reading]:
    module, _, function = READERS[name].partition(":")
    return cast(Callable[[bytes], Reading], getattr(importlib.import_module(module), function))
