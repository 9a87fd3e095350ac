"""Akoma Ntoso made by others: its units as ours, by what they hold and not only by how they are called.

Guarantees: every character of the text comes out, in a provision, the preface, the conclusions or a note; what has no
place in our tree is kept as text and named in a notice. ``list`` is transparent; the text of ``content``, ``intro`` and
``wrapUp`` becomes the unit's own text and then continuations; text of an article outside its numbered paragraphs
becomes its unnumbered paragraph. Where a file has no articles, its innermost numbered sections are read as articles.
"""

from __future__ import annotations

from lxml import etree

from constitution_diff.akn.drafts import Draft
from constitution_diff.akn.markup import Findings, block_text, elements, local_name, split_blocks
from constitution_diff.akn.numbering import read_number
from constitution_diff.model import Kind, Note

_CONTAINERS: dict[str, Kind] = {
    **dict.fromkeys(("book", "tome", "title", "part", "subpart", "subtitle", "division", "transitional"), "part"),
    **dict.fromkeys(("chapter", "subchapter"), "chapter"),
    **dict.fromkeys(("section", "subdivision"), "section"),
}
_PARAGRAPHS = frozenset(("paragraph", "subsection", "clause", "rule", "level", "hcontainer"))
_UNITS = (
    _PARAGRAPHS
    | frozenset(("alinea", "subparagraph", "point", "indent", "subclause", "subrule", "proviso", "item"))
    | set(_CONTAINERS)
)
# Their children are read as if they stood in the element's place.
_TRANSPARENT = frozenset(("content", "intro", "wrapUp", "list", "sublist", "blockList"))
_HEADS = ("num", "heading", "subheading")
_LINES = frozenset(("p", "block", "listIntroduction", "listWrapUp", "num", "heading", "subheading"))
_BELOW: dict[Kind, Kind] = {"paragraph": "subparagraph", "subparagraph": "point", "point": "point"}


def read_foreign_body(body: etree._Element, findings: Findings) -> list[Draft]:
    """Return the drafts of everything in a body, without names.

    Args:
        body: a ``body`` or ``mainBody`` of any version of Akoma Ntoso.
        findings: where everything that has to be told is remembered.
    """
    return _BodyReader(body, findings).read(body)


class _BodyReader:
    """Reads one body: knows which of its elements are the articles."""

    def __init__(self, body: etree._Element, findings: Findings) -> None:
        self._findings = findings
        self._basic = _basic_unit(body)

    def read(self, body: etree._Element) -> list[Draft]:
        """Return the top of the tree; text outside any unit becomes an article without number."""
        top: list[Draft] = []
        loose: Draft | None = None
        for element in elements(body):
            if self._is_division(element):
                top.append(self._read_division(element))
                loose = None
            elif loose is not None:
                self._add_member(loose, element)
            elif _has_text(element):
                loose = Draft("article")
                top.append(loose)
                self._add_member(loose, element)
        return top

    # Parts, chapters, sections, articles

    def _is_division(self, element: etree._Element) -> bool:
        return local_name(element) in (self._basic, "article", *_CONTAINERS) or self._holds_articles(element)

    def _holds_articles(self, element: etree._Element) -> bool:
        return next(element.iterdescendants(f"{{*}}{self._basic}"), None) is not None

    def _division_kind(self, element: etree._Element) -> Kind:
        name = local_name(element)
        if name == self._basic and (name == "article" or not self._holds_articles(element)):
            if name != "article":
                self._findings.meet(element, "the file has no articles; the innermost of these are read as articles")
            return "article"
        if name not in _CONTAINERS:
            self._findings.meet(element, "it holds articles and is read as a part")
        return _CONTAINERS.get(name, "part")

    def _read_division(self, element: etree._Element) -> Draft:
        draft = self._open(element, self._division_kind(element))
        for part in _pieces(element):
            if isinstance(part, str):
                self._add_loose(self._current(draft), element, part)
            elif local_name(part) in _HEADS:
                continue
            elif self._is_division(part):
                draft.children.append(self._read_division(part))
            else:
                self._add_member(draft, part)
        return draft

    def _open(self, element: etree._Element, kind: Kind) -> Draft:
        """Return the draft of a unit with its label, number and heading."""
        draft = Draft(kind, eid=element.get("eId") or element.get("id") or "")
        draft.status = "repealed" if element.get("status") == "removed" else ""
        texts = {
            name: [block_text(one, self._findings, draft.notes) for one in _named(element, name)] for name in _HEADS
        }
        draft.label = " ".join(texts["num"])
        draft.heading = " ".join(text for text in (*texts["heading"], *texts["subheading"]) if text)
        draft.num = read_number(draft.label, draft.eid) if draft.label else ""
        return draft

    # What an article is made of

    def _add_member(self, article: Draft, element: etree._Element) -> None:
        """Add one child of an article, or loose text of a part: a numbered paragraph, or a piece of the last."""
        parent = element.getparent()
        # What an introduction introduces is a list: items of the one paragraph that the introduction begins.
        is_item = parent is not None and any(_has_text(intro) for intro in _named(parent, "intro"))
        if local_name(element) in _PARAGRAPHS and _has_label(element) and not is_item:
            paragraph = self._open(element, "paragraph")
            article.children.append(paragraph)
            self._fill(paragraph, element, "subparagraph")
        else:
            self._add_piece(self._current(article), element, "subparagraph")

    def _current(self, article: Draft) -> Draft:
        """Return the paragraph that text belongs to: the last one, or a first one without number."""
        last = article.children[-1] if article.children else None
        if last is None or last.kind != "paragraph":
            last = Draft("paragraph", shares_element=True)
            article.children.append(last)
        return last

    def _fill(self, unit: Draft, element: etree._Element, below: Kind) -> None:
        """Read everything in a unit's element but label and heading; ``below`` is the kind of its numbered items."""
        for part in _pieces(element):
            if isinstance(part, str):
                self._add_loose(unit, element, part)
            elif local_name(part) not in _HEADS:
                self._add_piece(unit, part, below)

    def _add_piece(self, owner: Draft, element: etree._Element, below: Kind) -> None:
        """Add an element to a paragraph or a unit below it."""
        name = local_name(element)
        if name in _TRANSPARENT:
            for part in _pieces(element):
                if isinstance(part, str):
                    self._add_loose(owner, element, part)
                else:
                    self._add_piece(owner, part, below)
        elif name in _LINES:
            notes: list[Note] = []
            _add_block(owner, block_text(element, self._findings, notes), notes)
        elif name in _UNITS:
            self._add_unit(owner, element, below)
        else:
            self._add_unknown(owner, element)

    def _add_unit(self, owner: Draft, element: etree._Element, below: Kind) -> None:
        """Add a numbered item, or a unit without number: that is the owner's own text, or a continuation."""
        if _has_label(element):
            item = self._open(element, below)
            owner.children.append(item)
            self._fill(item, element, _BELOW[below])
            return
        opened = self._open(element, "alinea")
        target = owner
        if owner.text or owner.children:
            target = opened
            owner.children.append(opened)
        elif opened.heading:
            _add_block(owner, opened.heading, opened.notes)
        target.status = target.status or opened.status
        self._fill(target, element, below)
        if target is opened and not (opened.text or opened.heading or opened.children or opened.notes):
            owner.children.remove(opened)

    def _add_unknown(self, owner: Draft, element: etree._Element) -> None:
        self._findings.meet(element)
        notes: list[Note] = []
        for text in split_blocks(element, self._findings, notes):
            _add_block(owner, text, notes)
            notes.clear()
        owner.notes.extend(notes)

    def _add_loose(self, owner: Draft, element: etree._Element, text: str) -> None:
        self._findings.meet(element, "text stands in it outside any block; it is kept as a block")
        _add_block(owner, " ".join(text.split()), [])


def _basic_unit(body: etree._Element) -> str:
    """Return the name of the elements that are a file's articles: the first of these that occurs with a number."""
    if next(body.iterdescendants("{*}article"), None) is not None:
        return "article"
    for name in ("section", "rule", "hcontainer"):
        if any(_has_label(element) for element in body.iterdescendants(f"{{*}}{name}")):
            return name
    return "article"


def _add_block(owner: Draft, text: str, notes: list[Note]) -> None:
    """Add a printed block: the unit's own text when it has none yet, else a continuation."""
    target = owner
    if text and (owner.text or owner.children):
        target = Draft("alinea", text=text)
        owner.children.append(target)
    elif text:
        owner.text = text
    target.notes.extend(notes)


def _pieces(element: etree._Element) -> list[etree._Element | str]:
    """Return child elements, and text between them that is more than white space."""
    pieces: list[etree._Element | str] = [element.text] if element.text and element.text.strip() else []
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(child)
        if child.tail and child.tail.strip():
            pieces.append(child.tail)
    return pieces


def _named(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in elements(element) if local_name(child) == name]


def _has_label(element: etree._Element) -> bool:
    return any(_has_text(num) for num in _named(element, "num"))


def _has_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())
