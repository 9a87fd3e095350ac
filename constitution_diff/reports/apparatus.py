"""What stands beside the law: editorial notes, doubts, sources, method, and the same facts for machines."""

from __future__ import annotations

from typing import Any

import msgspec.json

from constitution_diff.model import Note, Notice
from constitution_diff.reports.page import Page
from constitution_diff.reports.units import SideName

View = dict[str, Any]
_SIDES: tuple[SideName, SideName] = ("old", "new")
# A list of doubts longer than this is folded away, with its length in sight.
_LONG_LIST = 12
_CATALOGUE = frozenset({"source", "translation", "left_out"})


def place_notes(page: Page) -> tuple[dict[tuple[SideName, str], list[View]], View]:
    """Tell at which section each editorial note stands: the one that shows the provision it follows.

    Returns:
        The notes by edition and article of their section; then the notes of headings, and how many belong to provisions
        that this page does not show.
    """
    placed: dict[tuple[SideName, str], list[View]] = {}
    rest: list[View] = []
    outside = 0
    at = _sections_by_block(page) if any(page.side(side).document.notes for side in _SIDES) else {}
    for side in _SIDES:
        headings = _compared_headings(page, side)
        for note in page.side(side).document.notes:
            section = _section_of(page, side, note, at)
            if section is not None:
                placed.setdefault(section, []).append(_note(page, side, note))
            elif not note.after or note.after in headings:
                rest.append(_note(page, side, note))
            else:
                outside += 1
    return placed, {"headings": rest, "outside": page.labels.count("note_outside", outside) if outside else ""}


def name_notes(page: Page, notes: list[View]) -> str:
    """Say how many notes there are, and of which text when all are of one: then no note needs to say it again."""
    number = page.labels.count("notes", len(notes))
    sides = {note["side"] for note in notes}
    if len(sides) != 1:
        return number
    for note in notes:
        note["place"] = note["place_alone"]
    return page.labels.say("notes.of_side", notes=number, side=page.labels.say(f"side.{sides.pop()}"))


def _sections_by_block(page: Page) -> dict[tuple[str, str], tuple[SideName, str]]:
    """For every block that is shown, the edition and the article of its section."""
    return {
        (unit.side, unit.ref): (section.side, section.article)
        for section in page.placement.sections
        for item in section.items
        if item.kind != "elsewhere"
        for unit in (*item.old, *item.new)
    }


def _section_of(
    page: Page, side: SideName, note: Note, at: dict[tuple[str, str], tuple[SideName, str]]
) -> tuple[SideName, str] | None:
    if (side, note.after) in at:
        return at[side, note.after]
    heading = page.side(side).heads.get(note.after)
    if heading is None or heading.provision.kind != "article":
        return None
    units = page.side(side).units[heading.first : heading.last]
    return next((at[side, unit.ref] for unit in units if (side, unit.ref) in at), None)


def _compared_headings(page: Page, side: SideName) -> set[str]:
    """References of the headings of parts and chapters that are compared: a note after one of them is shown by itself."""
    parts = page.comparison.parts
    headings = [heading for heading in page.side(side).headings if heading.provision.kind != "article"]
    return {heading.provision.ref for heading in headings if not parts or heading.part in parts}


def _note(page: Page, side: SideName, note: Note) -> View:
    place = (
        page.labels.say("notes.after", ref=page.write_ref(note.after)) if note.after else page.labels.say("notes.first")
    )
    kind = page.labels.choose("note_kind", note.kind)
    # Notes that begin with the very word need not be called so twice.
    key = "notes.place" if not note.text.lower().startswith(kind.lower()) else "notes.place_only"
    facts = {"place": place, "kind": kind}
    return {
        "side": side,
        "place": page.labels.say(key, side=page.labels.say(f"side.{side}"), **facts),
        "place_alone": page.labels.say(f"{key}_alone", **facts),
        "text": note.text,
        "lang": page.law_language(side),
    }


def build_frame(page: Page) -> list[View]:
    """Return what both texts print before the preamble and after the last article."""
    frames = []
    for name in ("preface", "conclusions"):
        blocks: dict[str, tuple[str, ...]] = {side: getattr(page.side(side).document, name) for side in _SIDES}
        if any(blocks.values()):
            frames.append(
                {
                    "name": name,
                    "title": page.labels.say(f"frame.{name}"),
                    "sides": [
                        {
                            "side": side,
                            "label": page.labels.say(
                                "cell.label", side=page.labels.say(f"side.{side}"), date=page.when(side)
                            ),
                            "blocks": blocks[side],
                            "lang": page.law_language(side),
                        }
                        for side in _SIDES
                    ],
                }
            )
    return frames


def build_notices(page: Page) -> list[View]:
    """Return the doubts of both texts and of the comparison, like with like."""
    sources = (
        ("old", page.placement.old.document.notices),
        ("new", page.placement.new.document.notices),
        ("comparison", page.comparison.notices),
    )
    return [view for name, notices in sources for view in _grouped(page, name, notices)]


def _grouped(page: Page, name: str, notices: tuple[Notice, ...]) -> list[View]:
    groups: dict[str, list[Notice]] = {}
    for notice in notices:
        groups.setdefault(notice.code, []).append(notice)
    origin = page.labels.say(f"side.{name}") if name != "comparison" else page.labels.say("notices.comparison")
    return [
        {
            "origin": origin,
            "code": code,
            "title": page.labels.say("notices.group", origin=origin, code=_name_notice(page, code), number=len(group)),
            "long": len(group) > _LONG_LIST,
            "entries": [{"where": notice.where, "message": notice.message} for notice in group],
        }
        for code, group in groups.items()
    ]


def build_quoting(page: Page) -> View:
    """Say how a provision is quoted: what names each edition, to which its number and its address are added."""
    shown = next((unit for unit in page.placement.new.units if ("new", unit.ref) in page.placement.home), None)
    return {
        "note": page.labels.say("quote.note", example=f"#{shown.anchor}") if shown else "",
        "works": [_work(page, side) for side in _SIDES],
    }


def cite_editions(page: Page) -> dict[SideName, str]:
    """Return how the line that cites an article names its edition: in full."""
    return {side: _work(page, side) for side in _SIDES}


def _work(page: Page, side: SideName) -> str:
    edition, say = page.edition(side), page.labels.say
    facts = [page.labels.choose("language", edition.language)]
    if edition.translation:
        facts.append(say("why.translated"))
    facts += [page.wording(side), page.status(side)]
    return ", ".join(filter(None, (edition.title or edition.id, *facts)))


def _name_notice(page: Page, code: str) -> str:
    """Return what kind of doubt it is in the words of the page; the words of the code where the page has none."""
    name = page.labels.choose("notice", code)
    return name if name != code else code.replace("_", " ")


def build_sources(page: Page) -> list[View]:
    """Return what a citation needs of each edition; what is unknown is said to be unknown."""
    return [_source(page, side) for side in _SIDES]


def _source(page: Page, side: SideName) -> View:
    edition, labels = page.edition(side), page.labels
    facts = (
        ("title", edition.title),
        ("language", labels.choose("language", edition.language)),
        ("version_date", labels.write_date(edition.version_date)),
        ("status", page.status(side)),
        ("dates", page.write_dates(side)),
        ("source", edition.source),
        ("translation", edition.translation),
        ("left_out", edition.left_out),
        ("file_name", edition.file_name),
        ("sha256", edition.sha256),
    )
    optional = {"dates", "translation", "left_out"}
    return {
        "side": side,
        "name": labels.say(f"side.{side}"),
        "facts": [
            {
                "name": labels.say(f"source.{key}"),
                "value": value or labels.say("source.unknown"),
                "lang": _language_of(page, side, key, value),
                "is_code": key in {"sha256", "file_name"} and bool(value),
            }
            for key, value in facts
            if value or key not in optional
        ],
    }


def _language_of(page: Page, side: SideName, key: str, value: str) -> str:
    """The language to mark a fact with: titles are the law's own words, what the catalogue says is English."""
    if key == "title" and value:
        return page.law_language(side)
    is_english = bool(value) and all(letter.isascii() for letter in value if letter.isalpha())
    return "en" if key in _CATALOGUE and is_english and page.labels.language != "en" else ""


def build_facts(page: Page, version: str) -> View:
    """Return the facts of the page for machines, as linked data: editions, digests, counts, version of the tool."""
    figures = page.figures
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": page.labels.say("head.kicker"),
        "inLanguage": page.labels.language,
        "creator": {"@type": "SoftwareApplication", "name": "constitution-diff", "softwareVersion": version},
        "isBasedOn": [_legislation(page, side) for side in _SIDES],
        "parts": list(page.comparison.parts),
        "counts": {
            "old": figures.old,
            "new": figures.new,
            "moved": figures.moved,
            "doubtful": figures.doubtful,
            "relations": {row.status: {"old": row.old, "new": row.new, "moved": row.moved} for row in figures.rows},
        },
    }


def _legislation(page: Page, side: SideName) -> View:
    edition = page.edition(side)
    facts = {
        "@type": "Legislation",
        "side": side,
        "name": edition.title,
        "legislationIdentifier": edition.id,
        "inLanguage": edition.language,
        "version": edition.version_date,
        "creativeWorkStatus": edition.status,
        "publisher": edition.source,
        "sha256": edition.sha256,
    }
    return {key: value for key, value in facts.items() if value}


def write_facts(facts: View) -> str:
    """Return facts as JSON that cannot end the script element it stands in.

    >>> write_facts({"name": "</script>"})
    '{"name": "\\\\u003c/script\\\\u003e"}'
    """
    try:
        text = msgspec.json.format(msgspec.json.encode(facts), indent=0).decode("utf-8")
    except UnicodeEncodeError:
        # The name of a file may hold bytes that are no text. The form is the same; only here is that module needed.
        import json  # noqa: PLC0415

        text = json.dumps(facts, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
