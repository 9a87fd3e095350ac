"""What the styles of a DOCX file say about a paragraph or a run: heading, hidden, bold, red, numbered."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from constitution_diff.readers.docx_package import Package, attribute, child, children, name_of
from constitution_diff.readers.reading import is_red

_HEADING = re.compile(r"(heading \d|title|subtitle)", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class Look(Struct, frozen=True):
    """How one run is printed."""

    hidden: bool
    """Not at all."""
    bold: bool
    """In bold."""
    red: bool
    """In red."""


class Styles:
    """The styles of one file, with what they inherit."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Any] = {}
        self._default: str = ""
        self._values: dict[tuple[str, str], str | None] = {}
        self._chains: dict[str | None, list[Any]] = {}
        for part in package.related("styles"):
            root = package.parse(part)
            for style in children(root, "w:style") if root is not None else ():
                self._add(style)

    def _add(self, style: Any) -> None:
        key = attribute(style, "w:styleId") or ""
        self._styles[key] = style
        if attribute(style, "w:type") == "paragraph" and is_on(attribute(style, "w:default") or "0"):
            self._default = key

    def _chain(self, key: str | None) -> list[Any]:
        """Return a style and those it is based on, nearest first; a ring is cut."""
        if key in self._chains:
            return self._chains[key]
        found: list[Any] = []
        self._chains[key] = found
        while key in self._styles and self._styles[key] not in found:
            found.append(self._styles[key])
            based = child(found[-1], "w:basedOn")
            key = attribute(based, "w:val") if based is not None else None
        return found

    def key_of(self, paragraph: Any) -> str:
        """Return the id of a paragraph's style."""
        named = child(paragraph, "w:pPr", "w:pStyle")
        return (attribute(named, "w:val") or "") if named is not None else self._default

    def paragraph_chain(self, paragraph: Any) -> list[Any]:
        """Return the styles of a paragraph, nearest first."""
        return self._chain(self.key_of(paragraph))

    def is_heading(self, paragraph: Any) -> bool:
        """Tell whether a paragraph has an outline level or a style of the family of headings."""
        chain = self.paragraph_chain(paragraph)
        levels = [child(holder, "w:pPr", "w:outlineLvl") for holder in (paragraph, *chain)]
        level = next((attribute(found, "w:val") for found in levels if found is not None), "9")
        names = (child(style, "w:name") for style in chain)
        return level != "9" or any(
            _HEADING.fullmatch(attribute(name, "w:val") or "") for name in names if name is not None
        )

    def look_of(self, run: Any, paragraph_key: str) -> Look:
        """Return how a run is printed: by its own properties, then its style's, then its paragraph's style's."""
        properties = child(run, "w:rPr")
        own = {name_of(item): item for item in properties} if properties is not None else {}
        style = own.get("w:rStyle")
        keys = [(attribute(style, "w:val") or "")] if style is not None else []

        def value(name: str) -> str | None:
            if name in own:
                return attribute(own[name], "w:val") or ""
            return next(
                (found for key in (*keys, paragraph_key) if (found := self._of_style(key, name)) is not None), None
            )

        return Look(_is_on(value("w:vanish")), _is_on(value("w:b")), _is_red(value("w:color")))

    def _of_style(self, key: str, name: str) -> str | None:
        """Return the value a style gives a run's property, empty when it has none of its own, None when it is silent."""
        if (key, name) not in self._values:
            statements = (child(style, "w:rPr", name) for style in self._chain(key))
            found = next((statement for statement in statements if statement is not None), None)
            self._values[key, name] = None if found is None else (attribute(found, "w:val") or "")
        return self._values[key, name]


def _is_on(value: str | None) -> bool:
    return value is not None and is_on(value or None)


def _is_red(value: str | None) -> bool:
    if value is None or not _HEX.fullmatch(value):
        return False
    return is_red(*(int(value[start : start + 2], 16) for start in (0, 2, 4)))


def is_on(value: str | None) -> bool:
    """Tell whether a property of yes or no is on; a property without a value is.

    >>> is_on(None), is_on("0")
    (True, False)
    """
    return value is None or value.lower() not in _OFF
