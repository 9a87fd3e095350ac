"""Characters that are not printed: some are taken out, some kept, all are named."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from constitution_diff.model import Block, Notice

_KEPT_CONTROLS = "\n"


def is_unprintable(sign: str) -> bool:
    r"""Tell whether a character is never printed and is not allowed in XML 1.0 either, or is an optional hyphen.

    Source: XML 1.0, production 2; Unicode 16, chapter 23.

    >>> is_unprintable("\0"), is_unprintable("\u00ad"), is_unprintable("\u200f")
    (True, True, False)
    """
    code = ord(sign)
    return (
        (code < 0x20 and sign not in _KEPT_CONTROLS)
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code & 0xFFFE == 0xFFFE
        or code == 0xAD
    )


def take_out_unprintable(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Return the blocks without unprintable characters; directional and zero-width ones stay.

    Returns:
        The blocks, those that held nothing else left out; one notice ``control_character`` for what was taken out and
        one ``invisible_character`` for what was kept, with code points, counts and the first place.
    """
    cleaned: list[Block] = []
    dropped: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    places: dict[str, str] = {}
    for block in blocks:
        text = block.text
        if not text.isprintable():
            odd = [sign for sign in text if sign != "\n" and not sign.isprintable() and not sign.isspace()]
            odd += [sign for sign in text if sign.isspace() and is_unprintable(sign)]
            for sign in odd:
                (dropped if is_unprintable(sign) else kept)[sign] += 1
                places.setdefault(sign, block.where)
            text = "".join(sign for sign in text if not is_unprintable(sign)).strip()
        if text:
            cleaned.append(replace(block, text=text) if text != block.text else block)
    return tuple(cleaned), (
        *_notice("control_character", dropped, places, "characters that are never printed were left out"),
        *_notice("invisible_character", kept, places, "characters that cannot be seen were kept"),
    )


def _notice(code: str, counts: Counter[str], places: dict[str, str], message: str) -> tuple[Notice, ...]:
    if not counts:
        return ()
    names = ", ".join(f"{_name(sign)} ({count})" for sign, count in sorted(counts.items()))
    first = next(place for sign, place in places.items() if sign in counts)
    return (Notice(code, first, f"{counts.total()} {message}: {names}"),)


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}{' ' + name if name else ''}"
