"""Reads titled text cases, the form in which a lawyer can check and add to what the program promises.

    # A line that begins with # before the first case is a remark.
    === What the case shows, as a title
    language: ru
    --- text
    Статья 1
    1. Printed lines, one block each.
    --- expected
    ...

Every `---` opens a section that runs to the next `---` or `===`. In a section, empty lines are left out, `\\n` stands for a
line break inside a block, `\\u00a0` and its like for a character that cannot be seen, and a leading `note> ` or
`heading> ` for what the source's own markup says of a block.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import Struct

FOLDER = Path(__file__).resolve().parent
_ESCAPE = re.compile(r"\\(n|u[0-9a-f]{4})")


class Case(Struct, frozen=True):
    """One case of a file."""

    title: str
    """What it shows."""
    facts: dict[str, str]
    """Lines such as `language: ru`."""
    sections: dict[str, tuple[str, ...]]
    """Lines by the section's name, escapes read."""


def read_cases(folder: str) -> list[object]:
    """Return every case of a folder as a parameter of a test, named by its file and title."""
    return [
        pytest.param(case, id=f"{path.stem}: {case.title}")
        for path in sorted((FOLDER / folder).glob("*.txt"))
        for case in parse_cases(path.read_text(encoding="utf-8"))
    ]


def parse_cases(text: str) -> list[Case]:
    """Return the cases of one file, in order."""
    return [_parse_case(piece) for piece in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]


def _parse_case(piece: str) -> Case:
    title, _, rest = piece.partition("\n")
    head, *sections = re.split(r"^--- ", rest, flags=re.MULTILINE)
    facts = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    named = {}
    for section in sections:
        name, _, body = section.partition("\n")
        named[name.strip()] = tuple(unescape(line) for line in body.splitlines() if line.strip())
    return Case(title.strip(), facts, named)


def unescape(line: str) -> str:
    """Return a line with its escapes read."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else chr(int(match[1][1:], 16)), line)


def escape(text: str) -> str:
    """Return a text as a case prints it."""
    shown = text.replace("\n", "\\n")
    return re.sub("[\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", shown)
