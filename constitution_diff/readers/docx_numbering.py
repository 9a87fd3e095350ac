"""Numbers that a word processor prints before paragraphs and does not keep in the text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.readers.docx_package import Package, attribute, child, children
from constitution_diff.readers.docx_styles import Styles, is_on

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # without ё й ъ ь; the order after щ was not checked in a word processor
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NO_NUMBER = ("bullet", "none")


class Level(Struct, frozen=True):
    """How one level of a list is numbered."""

    start: int = 1
    """First number."""
    form: str = "decimal"
    """Name of the number format."""
    pattern: str = ""
    """Printed text, ``%1.%2)``: a digit after a percent sign stands for that level's number."""
    gap: str = " "
    """What stands between number and text."""
    restart: int | None = None
    """Restarts after this level, from 1; None after any higher one, 0 never."""
    legal: bool = False
    """Higher levels print in plain digits."""
    style: str = ""
    """Paragraph style that has this level."""


class Numbering:
    """The lists of one file and how far each has been counted."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self.printed = 0
        """How many numbers were computed so far."""
        for part in package.related("numbering"):
            root = package.parse(part)
            if root is not None:
                self._read(root)

    def _read(self, root: Any) -> None:
        linked: dict[str, str] = {}
        for abstract in children(root, "w:abstractNum"):
            key = attribute(abstract, "w:abstractNumId") or ""
            self._abstract[key] = {_index(level): _read_level(level) for level in children(abstract, "w:lvl")}
            defines, uses = child(abstract, "w:styleLink"), child(abstract, "w:numStyleLink")
            if defines is not None:
                linked[attribute(defines, "w:val") or ""] = key
            if uses is not None:
                self._links[key] = attribute(uses, "w:val") or ""
        self._links = {key: linked.get(style, key) for key, style in self._links.items()}
        for item in children(root, "w:num"):
            self._read_list(item)

    def _read_list(self, item: Any) -> None:
        key = attribute(item, "w:numId") or ""
        named = child(item, "w:abstractNumId")
        abstract = (attribute(named, "w:val") or "") if named is not None else ""
        abstract = self._links.get(abstract, abstract)
        levels = dict(self._abstract.get(abstract, {}))
        for override in children(item, "w:lvlOverride"):
            whole, start = child(override, "w:lvl"), child(override, "w:startOverride")
            if whole is not None:
                levels[_index(override)] = _read_level(whole)
            if start is not None:
                first = _number(attribute(start, "w:val"), 1)
                levels[_index(override)] = replace(levels.get(_index(override), Level()), start=first)
                self._starts.setdefault(key, {})[_index(override)] = first
        self._lists[key] = (abstract, levels)

    def next_label(self, paragraph: Any) -> str:
        """Count a paragraph and return what is printed before its text, gap included; empty when it has no number."""
        place = self._place(paragraph)
        if place is None:
            return ""
        key, index = place
        abstract, levels = self._lists[key]
        counts = self._counts[abstract]
        if key not in self._begun:
            self._begun.add(key)
            for level in self._starts.get(key, {}):
                counts.pop(level, None)
        counts[index] = counts[index] + 1 if index in counts else levels[index].start
        for deeper in [level for level in counts if level > index]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or index < restart:
                del counts[deeper]
        return self._print(levels, index, counts)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and level of a paragraph, its own or its style's; None without one."""
        key: str | None = None
        level: str | None = None
        for holder in (paragraph, *self._styles.paragraph_chain(paragraph)):
            numbered = child(holder, "w:pPr", "w:numPr")
            found_key, found_level = child(numbered, "w:numId"), child(numbered, "w:ilvl")
            level = level or (attribute(found_level, "w:val") if found_level is not None else None)
            if found_key is not None:
                key = attribute(found_key, "w:val")
                break
        if key is None or key not in self._lists:
            return None
        levels = self._lists[key][1]
        index = _number(level, self._level_of_style(paragraph, levels))
        return (key, index) if index in levels else None

    def _level_of_style(self, paragraph: Any, levels: dict[int, Level]) -> int:
        names = {attribute(style, "w:styleId") for style in self._styles.paragraph_chain(paragraph)}
        return next((index for index, level in sorted(levels.items()) if level.style and level.style in names), 0)

    def _print(self, levels: dict[int, Level], index: int, counts: dict[int, int]) -> str:
        level = levels[index]
        if level.form == "bullet":
            return _PRIVATE.sub("•", level.pattern) + level.gap if level.pattern else ""
        label = level.pattern
        for other in range(index + 1):
            shown = levels.get(other, Level())
            form = "decimal" if level.legal else shown.form
            number = counts.get(other, shown.start)
            label = label.replace(f"%{other + 1}", format_number(number, form))
        self.printed += bool(label)
        return label + level.gap if label else ""


def format_number(number: int, form: str) -> str:
    """Return a number in a named format; a format unknown here prints as digits.

    >>> [format_number(4, form) for form in ("decimal", "lowerRoman", "upperLetter", "russianLower", "decimalZero")]
    ['4', 'iv', 'D', 'г', '04']
    """
    lower = form[:1].lower() + form[1:].replace("Upper", "Lower").replace("upper", "lower")
    names = {"upperRoman": "roman", "lowerRoman": "roman", "upperLetter": "latin", "lowerLetter": "latin"}
    kind = names.get(form, lower)
    text = str(number)
    if kind == "roman" and 0 < number < 5000:
        text = _roman(number)
    elif kind == "latin" and number > 0:
        text = _letters(number, _LATIN)
    elif kind == "russianLower" and number > 0:
        text = _letters(number, _RUSSIAN)
    elif form == "decimalZero":
        text = f"{number:02d}"
    elif form == "none":
        text = ""
    return text.upper() if form.startswith("upper") or form.endswith("Upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text + _ROMAN_ONES[number]


def _letters(number: int, alphabet: str) -> str:
    """Return the letter of a number; past the end letters are doubled: z, aa, bb."""
    rounds, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * min(rounds + 1, 8)


def _read_level(level: Any) -> Level:
    def value(name: str) -> str | None:
        found = child(level, name)
        return attribute(found, "w:val") if found is not None else None

    restart = value("w:lvlRestart")
    legal = child(level, "w:isLgl")
    return Level(
        start=_number(value("w:start"), 1),
        form=value("w:numFmt") or "decimal",
        pattern=value("w:lvlText") or "",
        gap="" if value("w:suff") == "nothing" else " ",
        restart=None if restart is None else _number(restart, 0),
        legal=legal is not None and is_on(attribute(legal, "w:val")),
        style=value("w:pStyle") or "",
    )


def _index(element: Any) -> int:
    return _number(attribute(element, "w:ilvl"), 0)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else otherwise
