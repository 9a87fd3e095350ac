"""Documents, alignments and whole reports as JSON, for other programs; each kind has its schema in ``schemas/``.

Lists are in reading order, keys in the order the schema names them. Fields may be added later, never renamed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import asdict

from constitution_diff.model import (
    ArticleLink,
    Comparison,
    Document,
    Edition,
    EditorNote,
    Hunk,
    Link,
    Note,
    Notice,
    Provision,
    Relation,
    Renaming,
)
from constitution_diff.reports.receipt import digest_of

SCHEMAS = ("document", "alignment", "report")
"""Names of the schemas, as in ``constitution-diff/<name>/1``."""

SCORE_DIGITS = 4
"""Digits after the point of a score: more would differ from one processor to the next and mean nothing."""

_PAIR = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def document_json(document: Document) -> dict[str, Any]:
    """Return a document as plain values, schema ``constitution-diff/document/1``.

    Returns:
        ``parts`` holds the parts at the top with the references of their articles; ``provisions`` one entry for each
        chapter, section and article (with its heading) and one for each block of text: paragraph, subparagraph, point,
        alinea. An article with one unnumbered paragraph has two entries of one reference: the article without text, and
        the paragraph with it. A part has an entry only when it holds text itself or stands inside another.

    >>> paragraph = Provision("paragraph", "", "", "34", "art_34", text="Text.")
    >>> article = Provision("article", "34", "Article 34", "34", "art_34", children=(paragraph,))
    >>> [(entry["kind"], entry["text"]) for entry in document_json(Document(Edition(), body=(article,)))["provisions"]]
    [('article', ''), ('paragraph', 'Text.')]
    """
    preamble = document.preamble
    return {
        "schema": "constitution-diff/document/1",
        "edition": edition_json(document.edition),
        "preface": list(document.preface),
        "preamble": preamble.text if preamble is not None else None,
        "preamble_heading": (preamble.heading or preamble.label or None) if preamble is not None else None,
        "parts": [_part(top) for top in document.body if top.kind == "part"],
        "provisions": [_entry(placed) for placed in _placed(document) if _has_entry(placed)],
        "conclusions": list(document.conclusions),
        "notes": [_note(note) for note in document.notes],
        "notices": [_notice(notice) for notice in document.notices],
    }


def alignment_json(comparison: Comparison) -> dict[str, Any]:
    """Return which provisions belong together, schema ``constitution-diff/alignment/1``."""
    return {
        "schema": "constitution-diff/alignment/1",
        "old": edition_json(comparison.old.edition),
        "new": edition_json(comparison.new.edition),
        "parts": list(comparison.parts),
        "links": [_link(link) for link in comparison.links],
        "articles": [_article_link(one) for one in comparison.articles],
        "notices": [_notice(notice) for notice in comparison.notices],
    }


def report_json(comparison: Comparison, version: str = "") -> dict[str, Any]:
    """Return a whole comparison with every hunk, schema ``constitution-diff/report/1``.

    Args:
        comparison: two editions, linked and diffed.
        version: of this program; it stands in pyproject only, so the caller says it.
    Returns:
        Offsets of hunks are half-open and count code points of ``text`` of the provision that ``old_ref`` or
        ``new_ref`` names. ``provisions`` holds, for each side, everything in the compared parts and what links lead to
        outside them.
    """
    from constitution_diff.reports.to_findings_json import observations_json  # noqa: PLC0415 - it needs `edition_json`

    alignment = alignment_json(comparison)
    sides = {"old": comparison.old, "new": comparison.new}
    shown = {side: _shown(document, comparison, side) for side, document in sides.items()}
    refs = {side: {placed.unit.ref for placed in placed_units} for side, placed_units in shown.items()}
    return {
        "schema": "constitution-diff/report/1",
        "tool": {"name": "constitution-diff", "version": version},
        "old": alignment["old"],
        "new": alignment["new"],
        "parts": alignment["parts"],
        "counts": _counts(comparison.links),
        "links": [_hunked_link(link) for link in comparison.links],
        "articles": alignment["articles"],
        "renamings": [_renaming(renaming) for renaming in comparison.renamings],
        "divisions": {side: [_part(top) for top in one.body if top.kind == "part"] for side, one in sides.items()},
        "provisions": {side: [_entry(placed) for placed in placed_units] for side, placed_units in shown.items()},
        "notes": {side: [_note(note) for note in one.notes if note.after in refs[side]] for side, one in sides.items()},
        "editor_notes": [_editor_note(note) for note in comparison.editor_notes],
        "notices": {
            **{side: [_notice(notice) for notice in one.notices] for side, one in sides.items()},
            "comparison": alignment["notices"],
        },
        **{name: {side: digest_of(pairs(shown[side])) for side in sides} for name, pairs in _DIGESTS.items()},
        "shownMarksSha256": {side: digest_of(_marks(comparison, side)) for side in sides},
        **observations_json(comparison),
    }


def _editor_note(note: EditorNote) -> dict[str, Any]:
    return {
        "old": list(note.old),
        "new": list(note.new),
        "text": note.text,
        "author": note.author,
        "date": note.date or None,
        "lang": note.language or None,
    }


def edition_json(edition: Edition) -> dict[str, Any]:
    """Return the fields of an edition that are not empty, in their order; dates as a list of name and date.

    >>> edition_json(Edition(id="kz-1995", dates=(("adopted", "1995-08-30"),)))
    {'id': 'kz-1995', 'dates': [{'name': 'adopted', 'date': '1995-08-30'}]}
    """
    facts = {name: value for name, value in asdict(edition).items() if value}
    if edition.dates:
        facts["dates"] = [{"name": name, "date": day} for name, day in edition.dates]
    return facts


def dump_json(value: object) -> str:
    r"""Return a value as JSON text, with a line end at the end.

    Letters of every script stand as they are, pairs of offsets on one line. Lone surrogates, which no encoding can
    write, are escaped.

    >>> print(dump_json({"text": "ә", "old": [0, 12]}), end="")
    {
      "text": "ә",
      "old": [0, 12]
    }
    """
    # A line break inside a string is escaped, so what the pattern matches is layout.
    text = _PAIR.sub(r"[\1, \2]", json.dumps(value, ensure_ascii=False, indent=2))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def read_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one of `SCHEMAS`."""
    path = Path(__file__).parent / "schemas" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


class _Placed(Struct, frozen=True):
    """A provision and what stands around it."""

    unit: Provision
    """The provision."""
    part: str | None = None
    """Name of the innermost part around it, as in its reference; None outside parts."""
    article: str | None = None
    """Reference of the article it is or stands in; None outside articles."""
    depth: int = 0
    """How many units are around it."""


def _placed(document: Document) -> list[_Placed]:
    """Return every provision of the body in reading order."""
    return [placed for top in document.body for placed in _place(_Placed(top))]


def _place(here: _Placed) -> Iterable[_Placed]:
    unit = here.unit
    part = unit.ref.removeprefix("part ") if unit.kind == "part" else here.part
    article = unit.ref if unit.kind == "article" else here.article
    yield _Placed(unit, part, article, here.depth)
    for child in unit.children:
        yield from _place(_Placed(child, part, article, here.depth + 1))


def _has_entry(placed: _Placed) -> bool:
    return placed.unit.kind != "part" or bool(placed.unit.text) or placed.depth > 0


def _shown(document: Document, comparison: Comparison, side: str) -> list[_Placed]:
    """Return what a report shows of one side: the compared parts, and all that links name, with what is around it."""
    placed = [_Placed(document.preamble)] if document.preamble is not None else []
    placed += [one for one in _placed(document) if _has_entry(one)]
    if not comparison.parts:
        return placed
    linked = {ref for link in comparison.links for ref in getattr(link, side)}
    named = {unit.ref for one in placed if one.unit.ref in linked for unit in one.unit.walk()}
    around = {one.unit.ref for one in placed if one.article and any(unit.ref in linked for unit in one.unit.walk())}
    wanted = named | around
    return [one for one in placed if one.part in comparison.parts or one.unit.ref in wanted]


def _texts(shown: list[_Placed]) -> list[tuple[str, str]]:
    return [(placed.unit.ref, placed.unit.text) for placed in shown]


def _headings(shown: list[_Placed]) -> list[tuple[str, str]]:
    return [(placed.unit.eid, f"{placed.unit.label} {placed.unit.heading}") for placed in shown]


def _marks(comparison: Comparison, side: str) -> list[tuple[str, str]]:
    """Return every hunk that is no ``equal`` one by its place in one text."""
    hunks = [hunk for link in comparison.links for hunk in link.hunks if hunk.op != "equal"]
    return [name_mark(hunk, side) for hunk in hunks]


def name_mark(hunk: Hunk, side: str) -> tuple[str, str]:
    """Return where a hunk stands in one text, and what it says, as its digest counts it."""
    start, end = getattr(hunk, side)
    return f"{getattr(hunk, f'{side}_ref')} {start}", f"{hunk.op} {hunk.hunk_class} {end - start}"


_DIGESTS = {"shownTextSha256": _texts, "shownHeadingsSha256": _headings}


def _entry(placed: _Placed) -> dict[str, Any]:
    unit = placed.unit
    return {
        "ref": unit.ref,
        "eId": unit.eid,
        "kind": unit.kind,
        "num": unit.num,
        "heading": unit.heading or None,
        "part": placed.part,
        "article": placed.article,
        "status": unit.status or None,
        "text": unit.text,
        "label": unit.label,
    }


def _part(part: Provision) -> dict[str, Any]:
    return {
        "num": part.num,
        "heading": part.heading,
        "eId": part.eid,
        "articles": [unit.ref for unit in part.walk() if unit.kind == "article"],
        "ref": part.ref,
        "label": part.label,
        "status": part.status or None,
    }


def _link(link: Link) -> dict[str, Any]:
    runner_up = link.runner_up
    return {
        "old": list(link.old),
        "new": list(link.new),
        "relation": link.relation,
        "moved": link.moved,
        "score": round(link.score, SCORE_DIGITS),
        "reason": link.reason,
        "runner_up": {"ref": runner_up.ref, "score": round(runner_up.score, SCORE_DIGITS)} if runner_up else None,
        "by": link.by,
        "doubtful": link.doubtful,
    }


def _article_link(link: ArticleLink) -> dict[str, Any]:
    return {"old": list(link.old), "new": list(link.new), "score": round(link.score, SCORE_DIGITS)}


def _hunked_link(link: Link) -> dict[str, Any]:
    return {**_link(link), "only": link.only, "hunks": [_hunk(hunk) for hunk in link.hunks]}


def _hunk(hunk: Hunk) -> dict[str, Any]:
    """Return a hunk; what only few hunks have (a doubt, a renaming, the other end of a move) stands only there."""
    facts: dict[str, Any] = {
        "op": hunk.op,
        "old": list(hunk.old),
        "new": list(hunk.new),
        "class": hunk.hunk_class,
        "old_ref": hunk.old_ref,
        "new_ref": hunk.new_ref,
    }
    if not hunk.class_sure:
        facts["class_sure"] = False
    if hunk.renaming:
        facts["renamings"] = hunk.renaming.split()
    if hunk.other_ref:
        facts.update(other_ref=hunk.other_ref, other=list(hunk.other))
    return facts


def _renaming(renaming: Renaming) -> dict[str, Any]:
    places = [
        {"old_ref": place.old_ref, "old": list(place.old), "new_ref": place.new_ref, "new": list(place.new)}
        for place in renaming.places
    ]
    facts = {"id": renaming.id, "old": renaming.old, "new": renaming.new}
    return {**facts, "count": renaming.count, "total": renaming.total, "places": places}


def _counts(links: tuple[Link, ...]) -> dict[str, int]:
    """Return how many links have each relation, and how many of all links are moved."""
    relations = {relation: sum(link.relation == relation for link in links) for relation in get_args(Relation)}
    return {**relations, "moved": sum(link.moved is not None for link in links)}


def _note(note: Note) -> dict[str, str]:
    return {"after": note.after, "text": note.text, "kind": note.kind}


def _notice(notice: Notice) -> dict[str, str]:
    return {"code": notice.code, "where": notice.where, "message": notice.message}
