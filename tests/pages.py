"""A page as tests read it: elements with their text, hidden marker words apart, voices and languages known."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct, field

VOID = frozenset({"meta", "br", "hr", "img", "input", "link", "wbr"})


class Element(Struct, eq=False):
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """All elements inside with this tag and attributes; ``data_ref`` is ``data-ref``, ``klass`` a word of class."""
        return [one for one in self.walk() if (not tag or one.tag == tag) and one._has(attributes)]

    def _has(self, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            if name == "klass":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != value:
                return False
        return True

    def text(self, marks: bool = False) -> str:
        """The text inside; without the marker words unless they are wanted."""
        if not marks and "mk" in self.attributes.get("class", "").split():
            return ""
        return "".join(child if isinstance(child, str) else child.text(marks) for child in self.children)

    def ancestors(self) -> Iterator[Element]:
        one: Element | None = self
        while one is not None:
            yield one
            one = one.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read_page(html: str) -> Element:
    """Parse a page whose every element is closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root
    return reader.root


def units_of(page: Element) -> list[tuple[tuple[str, str], str]]:
    """Every provision shown: side and reference, with its text as a program that reads the page rebuilds it."""
    return [
        ((one.attributes["data-side"], one.attributes["data-ref"]), one.text())
        for one in page.walk()
        if "data-ref" in one.attributes
    ]
