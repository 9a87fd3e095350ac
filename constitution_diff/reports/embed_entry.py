"""One page that can be embedded, with all that is offered about it: snippets, card, quotations, picture, oEmbed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from constitution_diff.reports import embed_snippets as snippets
from constitution_diff.reports.apparatus import write_facts
from constitution_diff.reports.embed_social import draw_card, has_converter
from constitution_diff.reports.engine import environment
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.page import Page
from constitution_diff.reports.receipt import Receipt, cells_of, forbidden
from constitution_diff.reports.to_html import csp_digest
from constitution_diff.resources import find_folder

View = dict[str, Any]
Files = dict[str, str | bytes]
_FIRST_WORDS = 9
_SIDES: tuple[Literal["old", "new"], ...] = ("old", "new")


class Site(Struct, frozen=True):
    """What all pages of one interface language share."""

    view: View
    """The view of the report."""
    page: Page
    """The comparison, indexed."""
    labels: Labels
    """Words of the interface."""
    base: str
    """Address of the folder with a slash at its end; empty when it is not known."""
    version: str
    """Of this program."""
    changes: dict[str, str]
    """File of each change's page by the identifier of its link in the report."""

    @property
    def lang(self) -> str:
        """Language of the interface."""
        return self.labels.language

    def address(self, file: str, at: str = "") -> str:
        """Return where a file is: its whole address, or its way from the folder ``at`` when the address is not known."""
        return f"{self.base}{file}" if self.base else ("../" if at else "") + file


class Entry:
    """One page that can be embedded, with all that is offered about it."""

    def __init__(self, site: Site, file: str, name: str, items: list[View], headings: View) -> None:
        self.site, self.file, self.name, self.items, self.headings = site, file, name, items, headings
        self.stem = file.removesuffix(f".{site.lang}.html")
        head = site.view["head"]
        self.document = "; ".join(title["text"] for title in head["title"])
        self.statuses = [_date_and_status(site.page, side) for side in ("old", "new")]
        # A status belongs into every title: whoever shares only the title must not drop the draft.
        self.title = f"{name} — {self.document}: {' → '.join(self.statuses)}"
        self.links = [item for item in items if item["kind"] == "link"]
        self.quotes = [quote for item in self.links for quote in snippets.quotations(item, self._citations())]

    def files(self) -> Files:
        """Return the page, the page that tells its height, card, quotation, and what needs an address; pictures as SVG."""
        files: Files = {self.file: self._page(""), self._fitted(): self._page(snippets.HEIGHT_SCRIPT)}
        if self.quotes:
            files[f"{self._part('quote')}.txt"] = snippets.quote_text(self.quotes) + "\n"
        if self._is_change():
            files[f"{self._part('card')}.html"] = self._card() + "\n"
        if self.site.base:
            files[f"{self._part('social')}.svg"] = self._picture()
            files[f"{self._part('oembed')}.json"] = self._oembed(has_converter())
        return files

    def pick(self) -> View:
        """Return the entry of the index page."""
        site, say = self.site, self.site.labels.say
        address, height = site.address(self.file), self._height()
        boxes = [
            ("fitted", snippets.fitted_frame(site.address(self._fitted()), self._frame_title(), height)),
            ("frame", snippets.frame(address, self._frame_title(), height)),
            ("card", self._card() if self._is_change() else ""),
            ("quote", snippets.quote_text(self.quotes)),
        ]
        return {
            "id": self.stem.replace("/", "-"),
            "title": self.name,
            "is_change": self._is_change(),
            "words": self._first_words(),
            "file": self.file,
            "picture": f"{self._part('social')}.svg" if site.base else "",
            "boxes": [
                {
                    "kind": kind,
                    "name": say(f"embed.{kind}"),
                    "note": say(f"embed.{kind}_note") if kind != "quote" else "",
                    "text": text,
                }
                for kind, text in boxes
                if text
            ],
        }

    def _first_words(self) -> str:
        """Return the first words of either side: an editor may look for what the old text said."""
        if not self._is_change():
            return ""
        found = []
        for side in _SIDES:
            units = [unit for item in self.links for row in item["rows"] for unit in row[side]["units"]]
            words = " ".join("".join(piece["text"] for piece in unit["pieces"]) for unit in units).split()
            if words:
                found.append(f"{' '.join(words[:_FIRST_WORDS])}{' …' if len(words) > _FIRST_WORDS else ''}")
        return " → ".join(found)

    def _is_change(self) -> bool:
        return self.file.startswith("change/")

    def _part(self, folder: str) -> str:
        """Return the path of a file that belongs to this page, without its ending."""
        return f"{folder}/{self.stem.replace('/', '-')}.{self.site.lang}"

    def _fitted(self) -> str:
        return f"{self.stem}.{self.site.lang}.fit.html"

    def _frame_title(self) -> str:
        return f"{self.name}, {self.statuses[1]}"

    def _height(self) -> int:
        units = [unit for item in self.items for cell in cells_of(item) for unit in cell["units"]]
        return snippets.height_of(sum(len(piece["text"]) for unit in units for piece in unit["pieces"]))

    def _citations(self) -> dict[tuple[str, str], str]:
        """Return the line that cites each unit: document, place, language, date, status, address."""
        found = {}
        for item in self.links:
            for cell in cells_of(item):
                for unit in cell["units"]:
                    side = cell["side"]
                    edition = self.site.page.edition(side)
                    facts = [self.site.labels.choose("language", edition.language), self.site.page.wording(side)]
                    facts += [self.site.page.status(side), edition.translation]
                    place = f"{edition.title or edition.id}, {self.site.page.write_ref(unit['ref'])}"
                    address = f"{self.site.address(self.file)}#{unit['id']}" if self.site.base else ""
                    found[side, unit["ref"]] = ", ".join(filter(None, (place, *facts, address)))
        return found

    def _card(self) -> str:
        page = self.site.page
        sides = {
            side: self.site.labels.say("cell.label", side=self.site.labels.say(f"side.{side}"), date=words)
            for side, words in zip(("old", "new"), self.statuses, strict=True)
        }
        sources = [
            self.site.labels.say(
                "embed.source_of", side=self.site.labels.say(f"side.{side}"), source=snippets.shorten_source(named)
            )
            for side in _SIDES
            if (named := page.edition(side).source or page.edition(side).file_name)
        ]
        origin = {
            "title": self.document,
            **sides,
            "sources": " ".join(source if source.endswith("…") else f"{source}." for source in sources),
            "address": self.site.address(self.file),
        }
        return snippets.card(self.items[0], self.site.view["words"], origin)

    # The page

    def _page(self, script: str) -> str:
        from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

        site = self.site
        style = (find_folder("templates") / "embed.css").read_text(encoding="utf-8")
        facts = write_facts(self._facts()).translate(forbidden())
        scripts = " ".join(csp_digest(text) for text in (facts, script) if text)
        policy = (
            f"default-src 'none'; style-src {csp_digest(style)}; script-src {scripts}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        text = (
            environment()
            .get_template("embed.html")
            .render(
                lang=site.lang,
                words=site.view["words"],
                labels=site.view["labels"],
                legend=site.view["legend"],
                page=self._page_view(),
                csp=policy,
                # S704: style and script are ours, write_facts leaves no angle bracket.
                style=Markup(style),  # noqa: S704
                facts=Markup(facts),  # noqa: S704
                script=Markup(script),  # noqa: S704
            )
        )
        return text.translate(forbidden())

    def _page_view(self) -> View:
        site = self.site
        return {
            "title": self.title,
            "name": "" if self._is_change() else self.name,
            "titles": site.view["head"]["title"],
            "statuses": " → ".join(self.statuses),
            "headings": self.headings,
            "items": [self._item(item) for item in self.items],
            "quotes": self.quotes,
            "document": self.document,
            "editions": [self._edition(edition) for edition in site.view["head"]["editions"]],
            "licence": site.labels.say("embed.licence", version=site.version),
            "report": f"{site.address(f'report.{site.lang}.html', 'change')}#{self._anchor()}",
            "address": site.address(self.file),
            "oembed": site.address(f"{self._part('oembed')}.json") if site.base else "",
            "picture": site.address(f"{self._part('social')}.png") if site.base and has_converter() else "",
        }

    def _anchor(self) -> str:
        if self._is_change():
            return str(self.items[0]["id"])
        return next(
            (section["id"] for _, section in sections(self.site.view) if section["items"] is self.items), "texts"
        )

    def _item(self, item: View) -> View:
        if item["kind"] == "elsewhere":
            return {**item, "address": self._pointer(item["href"])}
        if item["kind"] == "link":
            return {**item, "see": [{**one, "address": self._pointer(one["href"])} for one in item["see"]]}
        return item

    def _pointer(self, href: str) -> str:
        """Return where a block that stands on another page is: its own page, else its place in the report."""
        file = self.site.changes.get(href.removeprefix("#"))
        return self.site.address(file or f"report.{self.site.lang}.html", "change") + ("" if file else href)

    def _edition(self, edition: View) -> View:
        page, labels = self.site.page, self.site.labels
        facts = page.edition(edition["side"])
        language = labels.say("embed.language", language=labels.choose("language", facts.language))
        return {
            **edition,
            "language": language,
            "source": labels.say("embed.source", source=facts.source or facts.file_name),
        }

    def _facts(self) -> View:
        facts = json.loads(self.site.view["facts"])
        receipt = Receipt()
        receipt.add({"headings": self.headings, "items": self.items})
        shown = receipt.state([], facts["parts"])
        for name in ("counts", *shown):
            facts.pop(name, None)
        return {**facts, **shown, "elsewhereRefs": self._elsewhere(shown["shownRefs"])}

    def _elsewhere(self, shown: dict[str, list[str]]) -> dict[str, list[str]]:
        """Return the references of this page's links that stand on other pages."""
        page = self.site.page
        data = {item["data"] for item in self.links}
        links = [link for link in page.comparison.links if f"{';'.join(link.old)}>{';'.join(link.new)}" in data]
        held = {
            "old": page.texts[0].expand(tuple(ref for link in links for ref in link.old)),
            "new": page.texts[1].expand(tuple(ref for link in links for ref in link.new)),
        }
        return {side: [ref for ref in refs if ref not in set(shown[side])] for side, refs in held.items()}

    # What needs an address

    def _picture(self) -> str:
        pieces = [
            (piece["op"], piece["text"])
            for item in self.links
            for cell in cells_of(item)
            for unit in cell["units"]
            for piece in unit["pieces"]
            if piece["op"] in ("del", "ins")
        ]
        # The longest removed and the longest added words say most about a change.
        marks = [
            max((one for one in pieces if one[0] == op), key=lambda one: len(one[1]), default=None)
            for op in ("del", "ins")
        ]
        called = {"del": self.site.labels.say("embed.removed"), "ins": self.site.labels.say("embed.added")}
        drawn = [(op, f"{called[op]}:", text) for op, text in filter(None, marks)]
        editions = [
            f"{self.site.labels.say(f'side.{side}')}: {words}"
            for side, words in zip(("old", "new"), self.statuses, strict=True)
        ]
        return draw_card(self.document, self.name, editions, drawn, "constitution-diff")

    def _oembed(self, has_picture: bool) -> str:
        site, height = self.site, self._height()
        value: View = {
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": "constitution-diff",
            "provider_url": site.base,
            "html": snippets.frame(site.address(self.file), self._frame_title(), height),
            "width": 600,
            "height": height,
        }
        if has_picture:
            picture = site.address(f"{self._part('social')}.png")
            value.update(thumbnail_url=picture, thumbnail_width=1200, thumbnail_height=630)
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _date_and_status(page: Page, side: Any) -> str:
    return f"{page.when(side)} ({page.status(side)})" if page.status(side) else page.when(side)


def sections(view: View) -> Iterator[tuple[View, View]]:
    """Return every section of a view with the group it stands in."""
    return ((group, section) for group in view["groups"] for section in group["sections"])
