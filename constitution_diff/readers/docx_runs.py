"""The printed text of one DOCX paragraph: runs, fields, tracked changes, hidden text, symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from constitution_diff.model import Notice
from constitution_diff.readers.docx_package import attribute, child, children, name_of
from constitution_diff.readers.docx_styles import Styles
from constitution_diff.readers.reading import shorten

_SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n",
    "w:noBreakHyphen": "\u2011", "w:softHyphen": "",
}  # fmt: skip
_SYMBOLS = {0xF0B7: "•", 0xF02D: "−", 0xF0B0: "°", 0xF0A3: "≤", 0xF0B3: "≥"}  # code points of the Symbol font
_DELETED = ("w:del", "w:moveFrom")
_INSERTED = ("w:ins", "w:moveTo")
_REFERENCES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_SKIPPED = ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rubyPr", "w:fldChar")
_BOX = "w:txbxContent"
_LONGEST_QUOTE = 200
_MOST_QUOTES = 50


class Printed(Struct):
    """What one paragraph prints."""

    text: str = ""
    """Its characters; tabs and line breaks as such."""
    red_start: bool = False
    """Its first visible character is red and not bold."""
    bold: int = 0
    """Visible characters in bold."""
    red: int = 0
    """Visible characters in red."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes it cites: kind and id, in order."""
    boxes: list[Any] = field(default_factory=list)
    """Text boxes anchored in it, in order."""

    @property
    def visible(self) -> int:
        """Characters that are no white space."""
        return count_visible(self.text)


def count_visible(text: str) -> int:
    """Return the number of characters that are no white space.

    >>> count_visible(" a\\tb\\n")
    2
    """
    return len("".join(text.split()))


class LeftOut(Struct):
    """What is not printed, counted over a whole file."""

    inserted: int = 0
    """Tracked insertions, kept."""
    deleted: list[str] = field(default_factory=list)
    """Words of tracked deletions."""
    hidden: list[str] = field(default_factory=list)
    """Hidden text."""
    instructions: list[str] = field(default_factory=list)
    """Codes of fields."""
    symbols: list[str] = field(default_factory=list)
    """Symbols of fonts whose characters are not known."""
    pictures: int = 0
    """Pictures and embedded objects."""
    soft_hyphens: int = 0
    """Marks that print only at a line end."""

    def notices(self) -> tuple[Notice, ...]:
        """Return one notice for each kind of thing left out."""
        found = [
            _texts(
                "tracked_changes",
                self.deleted,
                f"tracked changes accepted: {self.inserted} insertions kept, deletions left out",
            )
            if self.deleted or self.inserted
            else None,
            _texts("hidden_text", self.hidden, "hidden text left out") if self.hidden else None,
            _texts("field_code", self.instructions, "codes of fields left out, their results kept")
            if self.instructions
            else None,
            _texts("symbol", self.symbols, "symbols of a special font kept by their private code")
            if self.symbols
            else None,
            Notice("picture", "document", f"{self.pictures} pictures or embedded objects hold no text that can be read")
            if self.pictures
            else None,
            Notice("soft_hyphen", "document", f"{self.soft_hyphens} optional hyphens inside words left out")
            if self.soft_hyphens
            else None,
        ]
        return tuple(notice for notice in found if notice is not None)


def _texts(code: str, texts: list[str], message: str) -> Notice:
    shown = [shorten(text, _LONGEST_QUOTE) for text in texts if text.strip()]
    quoted = f": “{'”, “'.join(shown[:_MOST_QUOTES])}”" if shown else ""
    more = f" and {len(shown) - _MOST_QUOTES} more" if len(shown) > _MOST_QUOTES else ""
    characters = sum(map(len, texts))
    return Notice(code, "document", f"{message} ({len(shown)} places, {characters} characters){quoted}{more}")


class RunReader:
    """Reads the paragraphs of one part in order; fields may run over paragraph ends."""

    def __init__(self, styles: Styles, left_out: LeftOut) -> None:
        self._styles = styles
        self._left_out = left_out
        self._fields: list[bool] = []
        """Open complex fields, outermost first: True while their code is read, False in their result."""

    def read(self, paragraph: Any) -> Printed:
        """Return what a ``w:p`` prints, without its number."""
        printed = Printed()
        self._walk(paragraph, printed, self._styles.key_of(paragraph))
        # A code never runs over a paragraph end; where its end is missing, the text after it must not vanish.
        self._fields = [False for _ in self._fields]
        return printed

    def _walk(self, element: Any, printed: Printed, key: str) -> None:
        for item in children(element):
            name = name_of(item)
            if name == "w:r":
                self._run(item, printed, key)
            elif name in _DELETED:
                self._left_out.deleted.append("".join(item.itertext()))
            elif name == "m:t":
                printed.text += item.text or ""
            elif name not in _SKIPPED:
                self._left_out.inserted += name in _INSERTED
                self._walk(item, printed, key)

    def _run(self, run: Any, printed: Printed, key: str) -> None:
        before = len(printed.text)
        look = self._styles.look_of(run, key)
        for item in children(run):
            self._sign(item, printed, look.hidden, key)
        text = printed.text[before:]
        visible = count_visible(text)
        if not visible:
            return
        if not printed.text[:before].strip():
            printed.red_start = look.red and not look.bold
        printed.bold += visible * look.bold
        printed.red += visible * look.red

    def _sign(self, item: Any, printed: Printed, hidden: bool, key: str) -> None:
        name = name_of(item)
        if name == "w:t":
            self._text(item.text or "", printed, hidden)
        elif name == "w:instrText":
            self._left_out.instructions.append(item.text or "")
        elif name == "w:fldChar":
            self._field(attribute(item, "w:fldCharType") or "")
        elif name == "w:sym":
            self._text(self._symbol(item), printed, hidden)
        elif name in _SIGNS:
            self._left_out.soft_hyphens += name == "w:softHyphen"
            self._text(_SIGNS[name], printed, False)
        elif name in _REFERENCES:
            printed.notes.append((_REFERENCES[name], attribute(item, "w:id") or ""))
        elif name in ("w:drawing", "w:pict", "w:object"):
            self._drawing(item, printed)
        elif name == "w:delText":
            self._left_out.deleted.append(item.text or "")
        elif name not in _SKIPPED:
            self._walk(item, printed, key)

    def _text(self, text: str, printed: Printed, hidden: bool) -> None:
        if any(self._fields):
            self._left_out.instructions.append(text)
        elif hidden:
            self._left_out.hidden.append(text)
        else:
            printed.text += text

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, item: Any) -> str:
        font, code = attribute(item, "w:font") or "", attribute(item, "w:char") or ""
        try:
            number = int(code, 16)
        except ValueError:
            number = 0xFFFD
        if font == "Symbol" and number in _SYMBOLS:
            return _SYMBOLS[number]
        if 0xE000 <= number < 0xF900:
            self._left_out.symbols.append(f"{code} of {font}")
        return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else "\ufffd"

    def _drawing(self, item: Any, printed: Printed) -> None:
        boxes = list(_find(item, lambda element: name_of(element) == _BOX))
        printed.boxes += boxes
        self._left_out.pictures += not boxes


def _find(element: Any, wanted: Callable[[Any], bool]) -> list[Any]:
    """Return the outermost elements that are wanted, in order, one of alternative contents."""
    found: list[Any] = []
    for item in children(element):
        found += [item] if wanted(item) else _find(item, wanted)
    return found


def is_mark_deleted(paragraph: Any) -> bool:
    """Tell whether a tracked change takes the end of this paragraph away, so that the next one goes on in it."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    return mark is not None and any(child(mark, name) is not None for name in _DELETED)
