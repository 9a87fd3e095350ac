"""A web page as a flow of text pieces, line breaks and block ends, each with what its markup says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from constitution_diff.readers.docx_numbering import format_number
from constitution_diff.readers.joining import starts_with_label
from constitution_diff.readers.reading import is_red, squeeze


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SCRIPTS = _names("script style noscript template svg math canvas iframe object embed audio video head")
_CONTROLS = _names("nav form button select textarea dialog menu")
_CHROME = _names("header footer aside")
_CHROME_ROLES = _names("navigation banner contentinfo search complementary menubar")
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_BARE = _names("html body main article section div center header footer aside form fieldset")
_BLOCKS = (
    _BARE
    | _HEADINGS
    | _names("p li dt dd td th tr table thead tbody tfoot caption ul ol dl blockquote pre address figure figcaption hr")
)
_NOTE_CLASSES = _names("note notes footnote footnotes endnote endnotes remark editorial-note")
_NOTE_ROLES = _names("note doc-footnote doc-endnote doc-endnotes")
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RED_NAMES = _names("red crimson firebrick")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

Reason = Literal["script", "hidden_text", "navigation"]


class Style(Struct, frozen=True):
    """What the markup around a piece of text says about it."""

    line: int = 0
    """Line of the source where its nearest element begins."""
    block: str = "body"
    """Name of the nearest block element."""
    place: str = ""
    """Cell of a table, as a block's place prints it."""
    note: Literal["", "class", "red"] = ""
    """Why it is an editor's note; empty when it is not."""
    inline_note: bool = False
    """The element that marks the note is an inline one, such as a span."""
    bold: bool = False
    """Inside a bold element."""
    link: bool = False
    """Inside a link."""
    foreign_link: bool = False
    """Inside a link to another address than this page."""
    pre: bool = False
    """Line ends of the source are printed."""

    @property
    def is_bare(self) -> bool:
        """The nearest block element is a mere container, so that a line break ends a paragraph."""
        return self.block in _BARE

    @property
    def is_heading(self) -> bool:
        """The nearest block element is a heading."""
        return self.block in _HEADINGS


class Piece(Struct, frozen=True):
    """One step of the flow."""

    kind: Literal["text", "break", "anchor", "end"]
    """Text, a ``br``, a named anchor, or the edge of a block element."""
    text: str
    """Its characters, white space as the browser shows it."""
    style: Style
    """Its markup."""


class LeftOut(Struct):
    """What is not shown, by reason."""

    characters: Counter[str] = field(default_factory=Counter)
    """Visible characters left out."""
    samples: dict[str, str] = field(default_factory=dict)
    """The first words left out."""
    numbers: int = 0
    """Numbers of list items that the browser prints by itself."""

    def add(self, reason: Reason, text: str) -> None:
        """Count a text that is left out."""
        tidy = squeeze(text)
        if tidy:
            self.characters[reason] += len(tidy)
            self.samples.setdefault(reason, tidy)


def flow(scope: Any, left_out: LeftOut) -> Iterator[Piece]:
    """Yield the pieces of an element in order; what a browser does not show is counted in ``left_out``."""
    from lxml import etree  # noqa: PLC0415  loaded when a page is read

    walk = etree.iterwalk(scope, events=("start", "end"))
    styles = [Style()]
    counted: dict[Any, int] = {}
    skipped: Any = None
    for event, element in walk:
        name = _name(element)
        if event == "start":
            reason = why_left_out(element, element is scope)
            if reason:
                left_out.add(reason, _hidden_words(element, name))
                skipped = element
                walk.skip_subtree()
                continue
            styles.append(_inherit(styles[-1], element, name))
            label = _list_label(element, counted) if name == "li" else ""
            left_out.numbers += bool(label)
            yield from _open(element, name, styles[-1], label)
        else:
            style = styles[-1]
            if element is not skipped:
                styles.pop()
                yield from _close(name, style)
            skipped = None
            if element is not scope and element.tail:
                yield _text(element.tail, styles[-1])


def _hidden_words(element: Any, name: str) -> str:
    """Return the text of an element that is left out; the title in the head is not, since it is read elsewhere."""
    parts = element.iter("script", "style", "noscript") if name == "head" else [element]
    return " ".join("".join(part.itertext()) for part in parts)


def _open(element: Any, name: str, style: Style, label: str) -> Iterator[Piece]:
    if name in _BLOCKS:
        yield Piece("end", "", style)
    if label:
        yield Piece("text", label, style)
    if name == "br":
        yield Piece("break", "\n", style)
    elif name == "a" and (element.get("name") or element.get("id")):
        yield Piece("anchor", "", style)
    if element.text:
        yield _text(element.text, style)


def _close(name: str, style: Style) -> Iterator[Piece]:
    if name in _BLOCKS:
        yield Piece("end", "", style)


def _text(text: str, style: Style) -> Piece:
    return Piece("text", text if style.pre else re.sub("[ \t\r\n\f]+", " ", text), style)


def _name(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _inherit(parent: Style, element: Any, name: str) -> Style:
    is_block = name in _BLOCKS
    changes: dict[str, Any] = {}
    if is_block:
        changes = {"block": name, "line": element.sourceline or parent.line, "inline_note": False}
    if not parent.note and (note := _note_mark(element)):
        changes |= {"note": note, "inline_note": not is_block, "line": element.sourceline or parent.line}
    if name in ("b", "strong", "th"):
        changes["bold"] = True
    if name in ("td", "th"):
        changes["place"] = " (table cell)"
    if name == "pre":
        changes["pre"] = True
    if name == "a" and element.get("href"):
        changes |= {"link": True, "foreign_link": not element.get("href").startswith("#")}
    return replace(parent, **changes) if changes else parent


def _note_mark(element: Any) -> Literal["", "class", "red"]:
    classes = (element.get("class") or "").lower().split()
    if not _NOTE_CLASSES.isdisjoint(classes) or (element.get("role") or "").lower() in _NOTE_ROLES:
        return "class"
    colour = _COLOUR.search(element.get("style") or "")
    value = colour.group(1) if colour else (element.get("color") if _name(element) == "font" else "")
    return "red" if _is_red_name(value or "") else ""


def _is_red_name(value: str) -> bool:
    value = value.strip().lower()
    if value in _RED_NAMES:
        return True
    digits = value.removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(sign * 2 for sign in digits)
    if re.fullmatch("[0-9a-f]{6}", digits):
        return is_red(*(int(digits[start : start + 2], 16) for start in (0, 2, 4)))
    parts = re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)", value)
    return parts is not None and is_red(*(int(part) for part in parts.groups()))


def why_left_out(element: Any, is_scope: bool = False) -> Reason | None:
    """Tell why a browser or a reader of the law does not see an element; None when they do."""
    name = _name(element)
    if name in _SCRIPTS:
        return "script"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden_text"
    if is_scope:
        return None
    if name in _CONTROLS or (element.get("role") or "").lower() in _CHROME_ROLES:
        return "navigation"
    return "navigation" if name in _CHROME and not _is_inside_text(element) else None


def _is_inside_text(element: Any) -> bool:
    return any(_name(outer) in ("article", "section", "blockquote") for outer in element.iterancestors())


def _list_label(item: Any, counted: dict[Any, int]) -> str:
    """Return what a browser prints before an item of an ordered list, empty where the item has a number of its own."""
    parent = item.getparent()
    if parent is None or _name(parent) != "ol" or "none" in (parent.get("style") or "").lower():
        return ""
    number = _integer(item.get("value"), counted.get(parent, _integer(parent.get("start"), 1) - 1) + 1)
    counted[parent] = number
    if starts_with_label(squeeze("".join(item.itertext()))):
        return ""
    return format_number(number, _LIST_FORMS.get(parent.get("type") or "", "decimal")) + ". "


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise
