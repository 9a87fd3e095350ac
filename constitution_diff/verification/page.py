"""Reads a page (report or embed) by the hooks of the contract; runs nothing, follows nothing, trusts nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from msgspec import Struct, field

from constitution_diff.errors import ReadError
from constitution_diff.reports.embed_snippets import HEIGHT_SCRIPT
from constitution_diff.verification.stated import SIDES, Side, Stated, StatedLink, StatedUnit

MAXIMUM_DEPTH = 400
"""Elements inside each other; a report has 16."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_MARKS = {"del": "del", "ins": "ins"}


class _Open(Struct):
    """An element that is not closed yet."""

    tag: str
    facts: dict[str, str]
    takes: list[str] | None = None
    """Where its text goes, beside the elements around it."""


class _Law(Struct):
    """A unit being read, and the mark that is open in it."""

    unit: StatedUnit
    op: str = "equal"
    run_class: str = ""
    words: list[str] = field(default_factory=list)

    def close_run(self) -> None:
        text = "".join(self.words)
        if text:
            self.unit.runs.append((self.op, text, self.run_class))
            self.unit.text += text
        self.words.clear()


class Phrases(Struct, frozen=True):
    """Words of the interface, in all its languages, that tell something about a page."""

    marks: frozenset[str]
    """What a marker may say; any other words are a fault."""
    by_hand: frozenset[str]
    """Sentences that say that a person set a link."""


def read_page(text: str, phrases: Phrases) -> Stated:
    """Read a page.

    Args:
        text: the file.
        phrases: words of the interface.
    Raises:
        ReadError: no page of this program's kind: no facts, no units; or elements nested too deep.
    """
    reader = _Reader(phrases)
    reader.feed(text)
    reader.close()
    stated = reader.finish()
    stated.source = text
    return stated


class _Reader(HTMLParser):
    def __init__(self, phrases: Phrases) -> None:
        super().__init__(convert_charrefs=True)
        self.phrases = phrases
        self.stated = Stated("page")
        self.open: list[_Open] = []
        self.law: _Law | None = None
        self.link = -1
        self.link_depth = 0
        self.facts: list[list[str]] = []
        self.said: dict[int, list[str]] = {}
        self.why: dict[int, list[str]] = {}
        self.rows: dict[str, list[list[str]]] = {}
        self.tiles: list[tuple[str, list[str]]] = []
        self.lead: list[list[str]] = []
        self.labels: list[tuple[Side, str, list[str]]] = []
        self.named: list[tuple[Side, str, list[str]]] = []
        self.framed: list[tuple[Side, list[str]]] = []
        self.quoted: list[list[str]] = []
        self.terms: list[list[str]] = []
        self.styles: list[list[str]] = []
        self.scripts: list[list[str]] = []
        self.scripted = 0
        self.marker: list[str] | None = None
        self.woven: dict[int, list[str]] = {}
        self.apart: set[int] = set()
        self.number: list[str] | None = None
        self.row = ""

    # Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._look_for_code(tag, facts)
        if tag in _VOID:
            return
        element = _Open(tag, facts)
        self.open.append(element)
        if len(self.open) > MAXIMUM_DEPTH:
            raise ReadError(f"more than {MAXIMUM_DEPTH} elements inside each other", "", "this is no report")
        if self.law is not None:
            self._enter_law(element)
        elif not self._enter_hook(element):
            element.takes = self._listener(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self.open):
            return
        while True:
            element = self.open.pop()
            self._leave(element)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.marker is not None:
            self.marker.append(data)
        elif self.law is not None:
            self.law.words.append(data)
        for element in self.open:
            if element.takes is not None:
                element.takes.append(data)

    def _fault(self, sentence: str) -> None:
        if sentence not in self.stated.faults:
            self.stated.faults.append(sentence)

    def _look_for_code(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "script" and (facts.get("type", "").lower() != "application/ld+json" or "src" in facts):
            self.scripted += 1
        if tag in ("iframe", "object", "embed", "base", "frame"):
            self._fault(f"the page has an element <{tag}>, which a report never has")
        if tag == "link" and facts.get("rel", "").lower() not in ("canonical", "alternate", "license", "up"):
            self._fault("the page loads another file")
        if tag == "meta" and facts.get("name") == "description":
            self.lead.append([facts.get("content", "")])
        if tag == "meta" and facts.get("http-equiv", "").lower() == "refresh":
            self._fault("the page leads to another page by itself")
        if any(name.startswith("on") for name in facts):
            self._fault("an element has an event handler, which is a script")
        if "style" in facts or "hidden" in facts:
            self._fault(
                "an element has a style or is hidden: what a browser shows may differ from what is checked here"
            )

    # What is inside the law

    def _enter_law(self, element: _Open) -> None:
        assert self.law is not None
        classes = element.facts.get("class", "").split()
        if "mk" in classes and element.tag in ("i", "span"):
            self.marker = []
        elif element.tag == "i" and not classes and "data-was" in element.facts:
            self.woven.setdefault(self.link, []).append(element.facts["data-was"])
        elif element.tag in _MARKS or (element.tag == "span" and "moved" in classes):
            self.law.close_run()
            self.law.op = _MARKS.get(element.tag, "move")
            self.law.run_class = element.facts.get("data-class", "")
        elif element.tag != "span" or classes:
            self._fault(f"{self.law.unit.ref}: an element <{element.tag}> stands inside the law")

    def _leave(self, element: _Open) -> None:
        classes = element.facts.get("class", "").split()
        if self.law is not None:
            if self.marker is not None and "mk" in classes:
                self._check_marker("".join(self.marker))
                self.marker = None
            elif element.tag in _MARKS or "moved" in classes:
                self.law.close_run()
                self.law.op, self.law.run_class = "equal", ""
            elif element.facts.get("data-ref") == self.law.unit.ref and "data-side" in element.facts:
                self.law.close_run()
                self.law = None
        elif self.link >= 0 and len(self.open) < self.link_depth:
            self.link = -1
        if element.tag == "tr":
            self.row = ""

    def _check_marker(self, words: str) -> None:
        assert self.law is not None
        if words not in self.phrases.marks:
            self._fault(f"{self.law.unit.ref}: the marker words {words[:40]!r} are not this program's")

    # Hooks

    def _enter_hook(self, element: _Open) -> bool:
        """Return True when the element is one whose text is law or a link's frame."""
        facts = element.facts
        side = facts.get("data-side")
        if "data-ref" in facts and side in SIDES:
            self._open_unit(side, facts)
            return True
        if "data-link" in facts:
            self._open_link(facts)
            return True
        if element.tag == "html":
            self.stated.ui_lang = facts.get("lang", "en")
        if element.tag == "tr":
            self.row = facts.get("data-status", "")
        return False

    def _open_unit(self, side: Side, facts: dict[str, str]) -> None:
        ref = facts["data-ref"]
        holder = next((one.facts["id"] for one in reversed(self.open) if one.facts.get("id", "").startswith(side)), "")
        unit = StatedUnit(ref, holder.removeprefix(f"{side}-"), link=self.link)
        if ref in self.stated.units[side]:
            self._fault(f"the {side} provision {ref} stands twice")
        if self.number is not None:
            self.labels.append((side, ref, self.number))
            self.number = None
        self.stated.units[side][ref] = unit
        self.law = _Law(unit)

    def _open_link(self, facts: dict[str, str]) -> None:
        old, _, new = facts["data-link"].partition(">")
        ends = [tuple(ref for ref in end.split(";") if ref) for end in (old, new)]
        relation, moved = facts.get("data-relation", ""), facts.get("data-moved", "")
        self.stated.links.append(StatedLink(ends[0], ends[1], relation, moved))
        self.link, self.link_depth = len(self.stated.links) - 1, len(self.open)
        if "apart" in facts.get("class", "").split():
            self.apart.add(self.link)
        if "data-side" in facts and (facts.get("data-old"), facts.get("data-new")) != (old, new):
            self._fault(f"{facts['data-link']}: the merged view names other provisions than the link")

    def _listener(self, element: _Open) -> list[str] | None:  # noqa: PLR0911 - one return a hook
        """Return the list that an element's text goes to, None when nobody asks for it."""
        facts, classes = element.facts, element.facts.get("class", "").split()
        side = facts.get("data-side")
        if element.tag == "script" and facts.get("type", "").lower() == "application/ld+json":
            return _new(self.facts)
        if element.tag in ("style", "script"):
            return _new(self.styles if element.tag == "style" else self.scripts)
        if "what" in classes and self.link >= 0:
            return self.said.setdefault(self.link, [])
        if "why" in classes and self.link >= 0:
            return self.why.setdefault(self.link, [])
        if element.tag == "td" and self.row and "n" in classes:
            return _new(self.rows.setdefault(self.row, []))
        if "tile" in classes:
            return _named(self.tiles, next((name[3:] for name in classes if name.startswith("is-")), ""))
        if "lead" in classes:
            return _new(self.lead)
        return self._law_listener(element, side)

    def _law_listener(self, element: _Open, side: str | None) -> list[str] | None:
        facts = element.facts
        if facts.get("data-num") == "":
            # A number without a name is that of the provision after it.
            self.number = []
            return self.number
        if "data-num" in facts:
            holder = next((one.facts["id"] for one in reversed(self.open) if "id" in one.facts), "")
            words: list[str] = []
            self.labels.append(("old" if holder.startswith("old-") else "new", facts["data-num"], words))
            return words
        if "data-heading" in facts and side in SIDES:
            words = []
            self.named.append((side, facts["data-heading"], words))
            return words
        if "data-block" in facts and side in SIDES:
            words = []
            self.framed.append((side, words))
            return words
        if facts.get("data-voice") == "law" or "law" in facts.get("class", "").split():
            return _new(self.terms if element.tag == "td" else self.quoted)
        return None

    # The end

    def finish(self) -> Stated:
        if self.law is not None:
            raise ReadError("the page breaks off inside a provision", self.law.unit.ref, "take the whole file")
        stated = self.stated
        for index, words in self.said.items():
            stated.links[index].said = "".join(words).strip()
        for side, ref, words in self.labels:
            if ref in stated.units[side]:
                stated.units[side][ref].label = "".join(words)
        for side, name, words in self.named:
            stated.headings[side].append((name, "".join(words)))
        for side, words in self.framed:
            stated.frames[side].append("".join(words))
        stated.quotes = ["".join(words) for words in self.quoted]
        stated.terms = ["".join(words) for words in self.terms]
        stated.sentences = ["".join(words) for words in self.lead]
        self._take_counts()
        self._take_facts()
        if self.scripted != len(self.scripts) or any("".join(words) != HEIGHT_SCRIPT for words in self.scripts):
            self._fault("the page has a script: what a browser shows may differ from what is checked here")
        stated.style = "".join("".join(words) for words in self.styles)
        self._check_woven()
        for index, words in self.why.items():
            stated.links[index].by_hand = any(sentence in "".join(words) for sentence in self.phrases.by_hand)
        return stated

    def _check_woven(self) -> None:
        """Where one column can show both texts, what it shows as removed must be what the other one marks as removed."""
        if "#merged" not in self.stated.style:
            return
        gone: dict[int, list[str]] = {}
        for unit in self.stated.units["old"].values():
            gone.setdefault(unit.link, []).extend(text for op, text, _ in unit.runs if op == "del")
        for index, link in enumerate(self.stated.links):
            shown = "".join(self.woven.pop(index, ()))
            if shown != ("" if index in self.apart else "".join(gone.get(index, ()))):
                self._fault(f"{link.title}: the merged view would not show the words that are marked as removed")
        if self.woven:
            self._fault("words of a merged view stand at no link")

    def _take_counts(self) -> None:
        for status, cells in self.rows.items():
            self.stated.counts[f"table {status}"] = tuple(_number("".join(cell)) for cell in cells)
        for status, words in self.tiles:
            self.stated.counts[f"tile {status}"] = (_number("".join(words)),)

    def _take_facts(self) -> None:
        if len(self.facts) != 1:
            hint = "verify reads the pages and the JSON that report and embed write"
            raise ReadError(f"{len(self.facts)} blocks of facts (application/ld+json) where one belongs", "", hint)
        try:
            facts = json.loads("".join(self.facts[0]))
            _fill(self.stated, facts)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ReadError(f"the page's facts cannot be read: {error!r:.100}", "", "take an unaltered copy") from error


def _new(lists: list[list[str]]) -> list[str]:
    lists.append([])
    return lists[-1]


def _named(lists: list[tuple[str, list[str]]], name: str) -> list[str]:
    lists.append((name, []))
    return lists[-1][1]


def _number(text: str) -> int:
    digits = re.search(r"\d{1,9}", text)
    return int(digits[0]) if digits else -1


def _fill(stated: Stated, facts: dict[str, Any]) -> None:
    stated.version = str(facts.get("creator", {}).get("softwareVersion", ""))
    stated.parts = tuple(map(str, facts["parts"]))
    for edition in facts["isBasedOn"]:
        if edition.get("side") in SIDES:
            names = {
                "language": "inLanguage",
                "sha256": "sha256",
                "id": "legislationIdentifier",
                "title": "name",
                "status": "creativeWorkStatus",
                "version_date": "version",
            }
            stated.editions[edition["side"]] = {key: str(edition.get(name, "")) for key, name in names.items()}
    for side in SIDES:
        stated.digests[side] = str(facts["shownTextSha256"][side])
        stated.heading_digests[side] = str(facts["shownHeadingsSha256"][side])
        stated.mark_digests[side] = str(facts["shownMarksSha256"][side])
        stated.order[side] = tuple(map(str, facts["shownRefs"][side]))
        stated.outside[side] = frozenset(map(str, facts["outsideRefs"][side]))
        stated.elsewhere[side] = frozenset(map(str, facts.get("elsewhereRefs", {}).get(side, ())))
    stated.elsewhere_pages = "elsewhereRefs" in facts
    counts = facts.get("counts")
    if counts:
        for status, row in counts["relations"].items():
            stated.counts[f"facts {status}"] = tuple(int(row[key]) for key in ("old", "new", "moved"))
        stated.counts["facts all"] = tuple(int(counts[key]) for key in ("old", "new", "moved"))
