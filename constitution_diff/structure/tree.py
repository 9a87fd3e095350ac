"""From classified blocks to a tree of provisions, with every note at its place."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from constitution_diff.languages import Language
from constitution_diff.model import Kind, Note, Notice, Provision
from constitution_diff.structure.items import Item
from constitution_diff.structure.labels import Label, is_point, is_sentence, next_number
from constitution_diff.structure.notes import note_kind, says_repealed
from constitution_diff.text import fold_text


class Node(Struct, eq=False, dict=True):
    """A provision while it is being built."""

    kind: Kind
    """This and the rest: see `Provision`."""
    num: str = ""
    """In its compared form."""
    label: str = ""
    """As printed."""
    heading: str = ""
    """Grows while heading lines follow."""
    text: str = ""
    """Its own block."""
    status: str = ""
    """``repealed``, or empty."""
    children: list[Node] = field(default_factory=list)
    """In reading order."""

    def freeze(self) -> Provision:
        """Return the provision without references."""
        children = tuple(child.freeze() for child in self.children)
        return Provision(self.kind, self.num, self.label, "", "", self.heading, self.text, self.status, children)

    def walk(self) -> list[Node]:
        """Return this node and all below it, in the order of `Provision.walk`."""
        return [self, *(node for child in self.children for node in child.walk())]


class TreeBuilder:
    """Takes items one by one; afterwards `body`, `notes`, `imprint` and `notices` hold all of them."""

    def __init__(self, items: tuple[Item, ...], language: Language) -> None:
        self.items = items
        self.language = language
        self.body: list[Node] = []
        self.notes: list[tuple[Node | None, str, str]] = []
        self.imprint: list[str] = []
        self.notices: list[Notice] = []
        self._divisions: list[Node] = []
        self._rank: dict[Kind, int] = {rule.kind: rank for rank, rule in enumerate(language.labels)}
        self._article: Node | None = None
        self._paragraph: Node | None = None
        self._subparagraph: Node | None = None
        self._last: Node | None = None
        self._heading_open = False

    def build(self) -> None:
        """Place every item."""
        for index, item in enumerate(self.items):
            match item.kind:
                case "note":
                    self._add_note(item.block.text)
                case "imprint":
                    self.imprint.append(item.block.text)
                case "repealed":
                    self._add_repealed(item, index)
                case "heading":
                    self._add_heading(item)
                case "number":
                    self._add_number(item, index)
                case "text":
                    self._add_text(item, index)

    def resolve_notes(self, refs: dict[int, str]) -> tuple[Note, ...]:
        """Return the notes with the references of the nodes they follow; ``refs`` is keyed by ``id(node)``."""
        return tuple(Note(refs[id(node)] if node is not None else "", text, kind) for node, text, kind in self.notes)

    # Notes

    def _add_note(self, text: str) -> None:
        self.notes.append((self._last, text, note_kind(text, self.language)))
        is_empty = self._article is not None and not self._article.children
        if is_empty and self._article is self._last and says_repealed(text, self.language):
            assert self._article is not None
            self._article.status = "repealed"
            self.notes[-1] = (self._last, text, "repeal")

    def _add_repealed(self, item: Item, index: int) -> None:
        assert item.label is not None
        node = self._open_number(item.label, index)
        node.status = "repealed"
        self.notes.append((node, item.block.text, "repeal"))

    # Headings

    def _add_heading(self, item: Item) -> None:
        label = item.label
        assert label is not None
        node = Node(label.kind, label.num, label.printed)
        self._close_article()
        if label.kind == "article":
            self._place_article(node)
        else:
            self._place_division(node)
        self._last = node
        self._heading_open = not label.rest
        # "Article 3. The state shall ... ." on one line: what ends like a sentence is text, unless set as a heading.
        if label.rest and label.kind == "article" and is_sentence(label.rest) and item.block.hint != "heading":
            self._start_paragraph("", "", label.rest)
        else:
            node.heading = " ".join(label.rest.split("\n"))
            # A heading that stops at a full stop may go on in the next block ("Justice. Prosecution. / Human rights").
            self._heading_open |= label.kind != "article"

    def _place_division(self, node: Node) -> None:
        while self._divisions and self._rank[self._divisions[-1].kind] >= self._rank[node.kind]:
            self._divisions.pop()
        (self._divisions[-1].children if self._divisions else self.body).append(node)
        self._divisions.append(node)

    def _place_article(self, node: Node) -> None:
        (self._divisions[-1].children if self._divisions else self.body).append(node)
        self._article = node

    def _close_article(self) -> None:
        self._article = self._paragraph = self._subparagraph = None

    # Numbered lines

    def _add_number(self, item: Item, index: int) -> None:
        assert item.label is not None
        self._open_number(item.label, index).text = item.label.rest

    def _open_number(self, label: Label, index: int) -> Node:
        self._heading_open = False
        label = self._read_level(label)
        if self._article is None and not self._divisions:
            self._note_unplaced(index, "a numbered line stands outside any article")
        if label.kind == "paragraph":
            return self._start_paragraph(label.num, label.printed, "")
        label = self._read_point(label)
        if label.kind == "point" and self._subparagraph is not None:
            return self._append(self._subparagraph, Node("point", label.num, label.printed))
        node = Node("subparagraph", label.num, label.printed)
        self._append(self._list_owner(label), node)
        self._subparagraph = node
        return node

    def _read_level(self, label: Label) -> Label:
        """Read "1." after "(1)" as a list below it, and the other way round: paragraphs of an article are printed alike."""
        owner = self._paragraph
        if label.kind != "paragraph" or owner is None or not owner.num or not owner.label:
            return label
        is_bracketed = label.printed.startswith("(")
        return label if is_bracketed == owner.label.startswith("(") else replace(label, kind="subparagraph")

    def _read_point(self, label: Label) -> Label:
        """Read "(i)" after "(b)" as the first point below it; after "(h)" it is the next letter."""
        owner = self._subparagraph
        if owner is None or not is_point(label, self.language) or next_number(owner.num, label.num):
            return label
        points = [child.num for child in owner.children if child.kind == "point"]
        follows = next_number(points[-1], label.num) if points else label.num == "i"
        return replace(label, kind="point") if follows else label

    def _start_paragraph(self, num: str, printed: str, text: str) -> Node:
        node = Node("paragraph", num, printed, text=text)
        self._append(self._container(), node)
        self._paragraph, self._subparagraph = node, None
        return node

    def _list_owner(self, label: Label) -> Node:
        """Return what a subparagraph belongs to: the paragraph, or its last continuation when that opens a new list."""
        paragraph = self._paragraph or self._start_paragraph("", "", "")
        last = paragraph.children[-1] if paragraph.children else None
        if last is None or last.kind != "alinea":
            return paragraph
        before = [child for child in paragraph.children if child.kind == "subparagraph"]
        continues = bool(before) and next_number(before[-1].num, label.num) and not last.children
        return paragraph if continues else last

    # Plain text

    def _add_text(self, item: Item, index: int) -> None:
        if self._is_repeal(item.block.text):
            assert self._article is not None
            self._article.status = "repealed"
            self.notes.append((self._article, item.block.text, "repeal"))
            return
        if self._heading_open and self._is_heading_line(item, index):
            self._extend_heading(item)
            return
        self._heading_open = False
        if self._article is None and not self._divisions:
            self._note_unplaced(index, "text stands outside any article")
        if self._paragraph is None:
            self._start_paragraph("", "", item.block.text)
        elif self._subparagraph is not None and self._list_goes_on(self._subparagraph, index):
            self._append(self._subparagraph, Node("alinea", text=item.block.text))
        else:
            self._append(self._paragraph, Node("alinea", text=item.block.text))

    def _is_repeal(self, text: str) -> bool:
        """Return True when a block says "(repealed)" and no more, right below the label of an article."""
        if self._article is None or self._article is not self._last or self._article.children:
            return False
        return fold_text(text, self.language.folding).strip(" ()[].-") in self.language.repealed

    def _is_heading_line(self, item: Item, index: int) -> bool:
        text = item.block.text
        if item.block.hint == "heading":
            return True
        if self._article is None:
            return len(text) <= 300 and not (is_sentence(text) and self._divisions[-1].heading)
        following = self._next_content(index)
        is_short = not is_sentence(text) and len(text) <= 120 and not text.endswith((",", ":", "–", "-"))
        return is_short and following is not None and following.kind in ("number", "text")

    def _extend_heading(self, item: Item) -> None:
        node = self._article or self._divisions[-1]
        words = " ".join(item.block.text.split("\n"))
        node.heading = f"{node.heading} {words}".strip()
        if self._article is not None:
            self._heading_open = False
            if item.block.hint != "heading":
                message = f"“{words}” was taken for the heading of article {node.num}: it does not end like a sentence"
                self.notices.append(Notice("heading_guessed", item.block.where, message))

    def _list_goes_on(self, subparagraph: Node, index: int) -> bool:
        """Return True when the next numbered line is this list's next: then text in between belongs to this item."""
        for item in self.items[index + 1 :]:
            if item.kind in ("number", "repealed") and item.label is not None:
                return item.label.kind == "subparagraph" and next_number(subparagraph.num, item.label.num)
            if item.kind == "heading":
                return False
        return False

    def _next_content(self, index: int) -> Item | None:
        return next((item for item in self.items[index + 1 :] if item.kind not in ("note", "imprint")), None)

    # Shared

    def _container(self) -> Node:
        if self._article is not None:
            return self._article
        if self._divisions:
            return self._divisions[-1]
        self._article = Node("article")
        self.body.append(self._article)
        return self._article

    def _append(self, parent: Node, node: Node) -> Node:
        parent.children.append(node)
        self._last = node
        return node

    def _note_unplaced(self, index: int, why: str) -> None:
        self.notices.append(
            Notice("unplaced_text", self.items[index].block.where, f"{why}; it is kept as an article without a number")
        )
