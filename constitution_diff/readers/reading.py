"""What every reader returns, and the one way white space is tidied."""

from __future__ import annotations

import re

from msgspec import Struct

from constitution_diff.model import Block, BlockHint, Notice

MAX_INPUT = 64 * 2**20
"""Largest file read, bytes; the files of the bundled case have under 0.3 MiB."""
MAX_CHARACTERS = 16_000_000
"""Most characters one source may hold: about 190 times the constitution of Kazakhstan."""

_LAYOUT = re.compile("[ \t\r\n\f\v]+")
_EDGES = " \t\r\n\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


class Reading(Struct, frozen=True):
    """What a reader makes of bytes, before the file's name and digest are added."""

    blocks: tuple[Block, ...]
    """Printed paragraphs in order, empty ones left out."""
    notices: tuple[Notice, ...] = ()
    """What was skipped, guessed or repaired."""
    title: str = ""
    """The title in the file's own metadata."""


def squeeze(text: str) -> str:
    r"""Return the text with layout white space tidied: runs become one space, both ends are trimmed.

    No-break and other wide spaces inside the text stay as printed; at the ends they are indents and go too.

    >>> squeeze("\u00a0\u00a0 1.\u00a0All\t are\n equal. ")
    '1.\xa0All are equal.'
    """
    # Nearly every text is tidy already; to look for each sign is ten times faster than to rewrite the text.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = _LAYOUT.sub(" ", text)
    return text.strip(_EDGES)


def squeeze_lines(text: str) -> str:
    r"""Tidy each line for itself; the line breaks between lines that hold something stay.

    >>> squeeze_lines(" Part I \n\n Rights ")
    'Part I\nRights'
    """
    if not ("\n" in text or "\u2028" in text or "\u2029" in text):
        return squeeze(text)
    return "\n".join(line for line in map(squeeze, re.split("[\n\u2028\u2029]", text)) if line)


def make_block(text: str, where: str, hint: BlockHint = "text") -> tuple[Block, ...]:
    """Return the block of a text, or nothing when only white space is left of it."""
    tidy = squeeze_lines(text)
    return (Block(tidy, where, hint),) if tidy else ()


def shorten(text: str, limit: int = 60) -> str:
    """Return a text short enough to quote in a notice, with ``…`` where it was cut.

    >>> shorten("Everyone is equal before the law.", 12)
    'Everyone is…'
    """
    line = squeeze(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def quote_ends(text: str, limit: int = 30) -> str:
    """Return the last characters of a text for a notice, with ``…`` where it was cut.

    >>> quote_ends("Everyone is equal before the law.", 10)
    '… the law.'
    """
    line = squeeze(text)
    return line if len(line) <= limit else "…" + line[1 - limit :]


def is_red(red: int, green: int, blue: int) -> bool:
    """Tell whether a colour, 0 to 255 each, is one that an editor's remark is printed in: a strong red.

    Not any colour: publishers print headings and links in blue, brown or green, and those are the law.

    >>> is_red(255, 0, 0), is_red(0x1F, 0x1F, 0x1F), is_red(0, 0, 255)
    (True, False, False)
    """
    return red >= 0xA0 and max(green, blue) * 2 <= red and abs(green - blue) <= 0x50
