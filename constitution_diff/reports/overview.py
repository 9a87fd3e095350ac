"""The front of the page: what is compared, the headline numbers, what was added, removed and moved, the map."""

from __future__ import annotations

from typing import Any

from constitution_diff.model import Link
from constitution_diff.reports.figures import STATUSES, Row
from constitution_diff.reports.page import Page, searched, snippet, title_of_link, visible, what_happened
from constitution_diff.reports.units import SideName, Unit

View = dict[str, Any]
_SIDES: tuple[SideName, SideName] = ("old", "new")
_LARGEST = 5
# Five steps of shading: more cannot be told apart in grey print.
_HEAT_STEP = 20
_CELL_LETTERS = 5


def build_head(page: Page, changes: list[View], version: str) -> View:
    """Return the first screen: titles, dates, statuses, the sum in one sentence, the way to the first of the changes."""
    return {
        "title": _title(page),
        "scope": _scope(page),
        "editions": [_edition(page, "old"), _edition(page, "new")],
        "lead": _lead(page),
        "translation": _shared_translation(page),
        "tiles": [tile for row in page.figures.rows for tile in _tile(page, row)] + _moved_tile(page),
        "doubtful": page.labels.count("doubtful", page.figures.doubtful) if page.figures.doubtful else "",
        "first_change": changes[0]["href"] if changes else "",
        "changes": page.labels.count("changes", len(changes)),
        **_lines(page, version),
    }


def _lines(page: Page, version: str) -> View:
    """Sentences about the page as a whole, for its title, its foot and the end."""
    say = page.labels.say
    title = visible(_title(page)[0]["text"])
    old, new = (_date_and_status(page, side) for side in _SIDES)
    foot = say("footer.page", title=title, scope=_scope(page), old=visible(old), new=visible(new))
    made = say("reproduce.version", version=version) if version else say("reproduce.unversioned")
    # A part and its number stay on one line.
    compared = say("head.compared", scope=_scope(page).replace(" ", "\N{NO-BREAK SPACE}"))
    return {"compared": compared, "page_title": foot, "foot": foot, "made_with": made}


def _title(page: Page) -> list[View]:
    """The printed title; both when the editions are called differently."""
    names = {page.edition(side).title: page.law_language(side) for side in ("new", "old") if page.edition(side).title}
    if not names:
        return [{"text": page.labels.say("head.untitled"), "lang": ""}]
    return [{"text": text, "lang": lang} for text, lang in names.items()]


def _scope(page: Page) -> str:
    parts = page.comparison.parts
    if not parts:
        return page.labels.say("head.whole")
    return ", ".join(page.name_part(part) for part in parts)


def _edition(page: Page, side: SideName) -> View:
    return {
        "side": side,
        "name": page.labels.say(f"side.{side}"),
        "title": page.edition(side).title,
        "wording": page.wording(side),
        "status": page.status(side),
        "is_draft": page.edition(side).status == "draft",
        "dates": _dates(page, side),
        "translation": "" if _shared_translation(page) else page.edition(side).translation,
        "left_out": page.edition(side).left_out,
    }


def _dates(page: Page, side: SideName) -> str:
    """What is known of an edition besides the date of its wording; of a draft, what came of it, said apart from it."""
    dates = page.write_dates(side, besides=page.edition(side).version_date)
    is_draft = page.edition(side).status == "draft"
    return page.labels.say("head.since", dates=dates) if dates and is_draft else dates


def _shared_translation(page: Page) -> str:
    """What both editions say about their translation, where they say the same."""
    old, new = (page.edition(side).translation for side in _SIDES)
    return old if old == new else ""


def _lead(page: Page) -> str:
    figures, labels = page.figures, page.labels
    same, gone = figures.row("unchanged").new, figures.row("removed").old
    changed = figures.new - same - figures.row("repealed").new
    size = "head.lead_parts" if page.comparison.parts else "head.lead_whole"
    words = [
        labels.say(size, total=labels.count("provision", figures.new), scope=_scope(page)),
        labels.say("head.lead_same", same=same, changed=changed),
    ]
    if gone:
        words.append(labels.count("old_provision", gone))
    return " ".join(words)


def _tile(page: Page, row: Row) -> list[View]:
    number = row.old if row.status == "removed" else row.new
    has_list = row.status in {"added", "removed"}
    if row.status == "repealed" or not (number or has_list):
        return []
    return [
        {
            "number": number,
            "words": page.labels.choose("relation", row.status),
            "status": row.status,
            "href": f"#list-{row.status}" if has_list else "#numbers",
        }
    ]


def _moved_tile(page: Page) -> list[View]:
    moved = page.figures.moved
    words = page.labels.say("moved.tile")
    return [{"number": moved, "words": words, "status": "moved", "href": "#list-moved"}] if moved else []


def _date_and_status(page: Page, side: SideName) -> str:
    status = page.status(side)
    return f"{page.when(side)} ({status})" if status else page.when(side)


def build_legend(page: Page) -> list[View]:
    """Return one sample of each mark, with what it means."""
    marks = (("removed", "del"), ("added", "ins"), ("moved", "move"), ("plain", "equal"))
    return [
        {
            "lang": "",
            "pieces": [{"op": op, "text": page.labels.say(f"legend.sample_{name}"), "class": "", "was": ""}],
            "words": page.labels.say(f"legend.{name}"),
        }
        for name, op in marks
    ]


def build_summary(page: Page) -> list[View]:
    """Return the lists a reader asks for first: added, removed, moved, most reworded; empty ones say so."""
    links = [(index, page.comparison.links[index]) for index in page.placement.links]
    by_share = sorted(
        ((i, link) for i, link in links if link.relation not in {"added", "removed", "unchanged"}),
        key=lambda pair: -page.amounts[pair[0]].percent,
    )
    chosen = {
        "added": [pair for pair in links if pair[1].relation == "added"],
        "removed": [pair for pair in links if pair[1].relation == "removed" and _has_words(page, pair[1])],
        "moved": [pair for pair in links if pair[1].moved],
        "largest": by_share[:_LARGEST],
    }
    return [
        {
            "id": f"list-{name}",
            "title": page.labels.say(f"summary.{name}"),
            "note": page.labels.say(
                f"summary.{name}_note", searched=searched(page, "new" if name == "removed" else "old")
            ),
            "none": page.labels.say("summary.none"),
            "entries": [_entry(page, index, link) for index, link in pairs],
        }
        for name, pairs in chosen.items()
    ]


def _has_words(page: Page, link: Link) -> bool:
    old = page.placement.old
    return any(not old.by_ref[ref].is_empty for ref in old.expand(link.old))


def _entry(page: Page, index: int, link: Link) -> View:
    side: SideName = "new" if link.new else "old"
    unit = _first_with_words(page, link, side)
    text, more = snippet(unit)
    return {
        "href": f"#{page.anchors[index]}",
        "title": title_of_link(page, link),
        "what": what_happened(page, index),
        "text": text,
        "more": more,
        "lang": page.law_language(side),
    }


def _first_with_words(page: Page, link: Link, side: SideName) -> Unit:
    edition = page.side(side)
    units = [edition.by_ref[ref] for ref in edition.expand(link.new if side == "new" else link.old)]
    return next((unit for unit in units if not unit.is_empty), units[0])


def build_counts(page: Page) -> View:
    """Return the table of numbers: a row per status that occurs, with its definition, and the sums."""
    figures = page.figures
    rows = [figures.row(status) for status in STATUSES]
    return {
        "rows": [
            {
                "status": row.status,
                "name": page.labels.choose("relation", row.status),
                "meaning": page.labels.say(f"meaning.{row.status}"),
                "old": row.old,
                "new": row.new,
                "moved": row.moved,
            }
            for row in rows
            if row.old or row.new
        ],
        "old": figures.old,
        "new": figures.new,
        "moved": figures.moved,
        "outside": _outside(page),
    }


def _outside(page: Page) -> list[str]:
    figures = page.figures
    found = (("from_outside", figures.from_outside), ("to_outside", figures.to_outside))
    return [page.labels.count(name, number) for name, number in found if number]


def show_cell(page: Page, section: View) -> View:
    """Return the cell of a section in the map: its number, a sign, the share of changed words, a name that says it all."""
    words = page.labels.choose("relation", section["state"])
    if section["moved"]:
        words = f"{words}, {page.labels.say('moved.short')}"
    return {
        "href": f"#{section['id']}",
        "short": section["short"],
        "side": section["side"],
        "wide": len(section["short"]) > _CELL_LETTERS,
        "sign": page.labels.say(f"sign.{section['state']}")
        + (page.labels.say("sign.moved") if section["moved"] else ""),
        "percent": section["percent"],
        "heat": -(-section["percent"] // _HEAT_STEP),
        "name": page.labels.say("strip.cell", name=section["name"], what=words, percent=section["percent"]),
    }


def show_change(page: Page, index: int, item: View) -> View:
    """Return the entry of a changed link in the list of all changes."""
    return {"href": f"#{item['id']}", "title": item["title"], "what": _in_short(page, index)}


def _in_short(page: Page, index: int) -> str:
    """Relation and move alone: the share of words stands with the change itself."""
    link = page.comparison.links[index]
    words = [page.labels.choose("relation", link.relation)]
    return ", ".join([*words, page.labels.say("moved.short")] if link.moved else words)
