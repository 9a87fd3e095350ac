"""Any text into XML and back, character for character.

XML 1.0 cannot hold most control characters, U+FFFE, U+FFFF and lone surrogates. In running text each of them stands as
``<inline name="character" cd:code="U+0000"/>``, in our own elements as ``<cd:character code="U+0000"/>``, and in
attributes as ``\\0000;`` with a backslash doubled. A line break inside a block is ``<eol/>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from constitution_diff.akn.vocabulary import OWN, tag

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff"
# Strings: `re` compiles and keeps them when they are first needed; most runs need none.
_TEXT_PIECE = f"[\n{_FORBIDDEN}]"
_OWN_PIECE = f"[{_FORBIDDEN}]"
_IN_ATTRIBUTE = rf"[\\{_FORBIDDEN}]"
_ESCAPE = r"\\(?:\\|([0-9A-F]{4,6});)"
_CODE = r"U\+[0-9A-F]{4,6}$"


def fill(element: etree._Element, text: str) -> etree._Element:
    """Write a text into an empty Akoma Ntoso element of mixed content, and return the element."""
    _write(element, text, _TEXT_PIECE, _marker)
    return element


def fill_own(element: etree._Element, text: str) -> etree._Element:
    """Write a text into an empty element of our own namespace, and return the element."""
    _write(element, text, _OWN_PIECE, lambda piece: etree.Element(tag("character", OWN), code=f"U+{ord(piece):04X}"))
    return element


def read_text(element: etree._Element) -> str:
    """Return all text inside an element, inline markup flattened, line breaks and escaped characters restored."""
    if not len(element):  # as nearly every element
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(special_character(child) or read_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def escape_attribute(text: str) -> str:
    r"""Return a text as an attribute can hold it.

    >>> escape_attribute("a\x00b\\c")
    'a\\0000;b\\\\c'
    """
    return re.sub(_IN_ATTRIBUTE, lambda match: "\\\\" if match[0] == "\\" else f"\\{ord(match[0]):04X};", text)


def unescape_attribute(text: str) -> str:
    r"""Undo `escape_attribute`; what is no escape stays as it is.

    >>> unescape_attribute(escape_attribute("a\x00b\\c")) == "a\x00b\\c"
    True
    """
    return re.sub(_ESCAPE, lambda match: _character(match[1]) if match[1] else "\\", text) if "\\" in text else text


def _write(element: etree._Element, text: str, piece: str, make: Callable[[str], etree._Element]) -> None:
    start = 0
    last: etree._Element | None = None
    for match in re.finditer(piece, text):
        _append_text(element, last, text[start : match.start()])
        last = make(match[0])
        element.append(last)
        start = match.end()
    _append_text(element, last, text[start:])


def _append_text(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text or None
    else:
        last.tail = text or None


def _marker(piece: str) -> etree._Element:
    if piece == "\n":
        return etree.Element(tag("eol"))
    return etree.Element(tag("inline"), {"name": "character", tag("code", OWN): f"U+{ord(piece):04X}"})


def special_character(element: etree._Element) -> str:
    """Return the character an element stands for; empty when it is ordinary markup."""
    if etree.QName(element).localname in ("eol", "br"):
        return "\n"
    code = element.get(tag("code", OWN)) or (element.get("code") if element.tag == tag("character", OWN) else None)
    return _character(code[2:]) if code and re.match(_CODE, code) else ""


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"
