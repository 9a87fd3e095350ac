"""Does a report agree with the two texts it says it compares."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from importlib.metadata import version

from constitution_diff.errors import ConstitutionDiffError
from constitution_diff.model import Comparison, Document, Link
from constitution_diff.pipeline import compare
from constitution_diff.rendering import Choices, render
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.page import make_page
from constitution_diff.reports.pieces import cut
from constitution_diff.reports.receipt import plain
from constitution_diff.reports.units import Side as IndexedSide
from constitution_diff.verification.itself import say_status
from constitution_diff.verification.stated import SIDES, Check, Side, Stated, make_check

_COMMAND = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SIDE_FILES = ("--links", "--notes", "--claims")
_FACTS = ("language", "sha256", "id", "title", "status", "version_date")


def check_against(stated: Stated, documents: tuple[Document, Document], labels: Labels) -> list[Check]:
    """Return what can be checked with both texts: sources, words, completeness, links, the whole page."""
    sides: dict[Side, Document] = {"old": documents[0], "new": documents[1]}
    checks = [
        make_check("sources", [line for side in SIDES for line in _source(stated, side, sides[side])]),
        make_check("words against the files", [line for side in SIDES for line in _texts(stated, side, sides[side])]),
    ]
    try:
        made = compare(*documents, stated.parts, _hand_links(stated))
    except ConstitutionDiffError as error:
        return [*checks, Check("links against the files", "altered", (f"the texts cannot be compared so: {error}",))]
    checks.append(make_check("completeness", _complete(stated, sides)))
    checks.append(make_check("links against the files", _links(stated, made)))
    checks.append(make_check("changes against the files", _changes(stated, made, labels)))
    return [*checks, *_whole(stated, made)]


def _source(stated: Stated, side: Side, document: Document) -> Iterator[str]:
    for name in _FACTS:
        said, real = stated.editions[side].get(name, ""), getattr(document.edition, name)
        if plain(said) != plain(real):
            yield f"the report states the {name} of the {side} text as “{said}”, the file given has “{real}”"


def _texts(stated: Stated, side: Side, document: Document) -> Iterator[str]:
    real = {unit.ref: unit for unit in document.provisions() if unit.kind != "article" or unit.text}
    for ref, unit in stated.units[side].items():
        if ref not in real:
            if unit.text:
                yield f"the {side} text has no provision {ref}"
        elif plain(unit.text) != plain(real[ref].text):
            yield f"the {side} provision {ref} reads “{_first_difference(unit.text, real[ref].text)}"
        elif plain(unit.label) != plain(real[ref].label):
            yield f"the {side} provision {ref} is printed with the number {unit.label!r}, the file has {real[ref].label!r}"
    printed = {" ".join(filter(None, (one.label, one.heading))) for one in document.provisions()}
    known = {plain(words) for words in printed}
    for _, words in stated.headings[side]:
        if plain(words) and plain(words) not in known:
            yield f"the {side} text has no heading “{plain(words)[:80]}”"
    frames = {plain(block) for block in (*document.preface, *document.conclusions)}
    for block in stated.frames[side]:
        if plain(block) not in frames:
            yield f"the {side} text does not print “{plain(block)[:80]}” before or after its articles"


def _first_difference(said: str, real: str) -> str:
    """Return the place where two texts part, with a few words of each."""
    ours, theirs = plain(said).split(), plain(real).split()
    at = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(ours), len(theirs)) if at is None else at
    said, real = (" ".join(words[max(0, start - 2) : start + 3]) for words in (ours, theirs))
    return f"{said}”, where “{real}” belongs"


def _hand_links(stated: Stated) -> tuple[bytes, str] | None:
    """Return the links that the report says a person set, as a links file."""
    rows = [link for link in stated.links if link.by_hand]
    if not rows:
        return None
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(("old", "new", "action", "note"))
    writer.writerows((";".join(link.old), ";".join(link.new), "link", "") for link in rows)
    return stream.getvalue().encode(), "links set by hand"


def _complete(stated: Stated, sides: dict[Side, Document]) -> Iterator[str]:
    if stated.elsewhere_pages:
        return
    for side, document in sides.items():
        for top in document.body:
            if stated.parts and (top.kind != "part" or top.num not in stated.parts):
                continue
            for unit in top.walk():
                if unit.text and unit.ref not in stated.units[side]:
                    yield f"the {side} provision {unit.ref} is missing from the report"


def _links(stated: Stated, made: Comparison) -> Iterator[str]:
    real = {(link.old, link.new): link for link in made.links}
    said = {(link.old, link.new) for link in stated.links}
    for link in stated.links:
        found = real.get((link.old, link.new))
        if found is None:
            yield f"{link.title}: this program does not link these provisions"
        elif (link.relation, link.moved) != (found.relation, found.moved or ""):
            stands = ", moved".join((found.relation, ""))[: None if found.moved else -7]
            yield f"{link.title}: stated as {link.relation}{', moved' if link.moved else ''}, it is {stands}"
    if not stated.elsewhere_pages:
        # A number that an edition prints as repealed has no words to link; a page shows it without a link.
        for old, new in sorted(ends for ends, link in real.items() if ends not in said and link.hunks):
            yield f"{', '.join(old)} → {', '.join(new)}: the report leaves this link out"


def _changes(stated: Stated, made: Comparison, labels: Labels) -> Iterator[str]:
    page = make_page(made, labels)
    indices = {(link.old, link.new): index for index, link in enumerate(made.links)}
    for index, link in enumerate(stated.links):
        found = indices.get((link.old, link.new))
        if found is None:
            continue
        if link.hunks is not None:
            if link.hunks != made.links[found].hunks:
                yield f"{link.title}: the stated changes are not those between the files"
            continue
        expected = say_status(link, page.amounts[found].percent, labels)
        if link.said != expected:
            yield f"{link.title}: the page says “{link.said}”, the files say “{expected}”"
        yield from _runs(stated, index, made.links[found], page.texts)


def _runs(stated: Stated, index: int, link: Link, sides: tuple[IndexedSide, IndexedSide]) -> Iterator[str]:
    for side, indexed in zip(SIDES, sides, strict=True):
        for unit in stated.units[side].values():
            if unit.link != index or not unit.text or unit.ref not in indexed.by_ref:
                continue
            pieces = cut(indexed.by_ref[unit.ref], link, sides)
            real = [(one.op, plain(one.text), "" if one.op == "move" else one.hunk_class) for one in pieces]
            if real != [(op, plain(text), name) for op, text, name in unit.runs]:
                yield f"{stated.links[index].title}: the marks in the {side} {unit.ref} are not the changes of the files"


# The whole page


def _whole(stated: Stated, made: Comparison) -> Iterator[Check]:
    name = "whole file"
    command = _command(stated)
    if stated.version != version("constitution-diff"):
        ours = version("constitution-diff")
        yield Check(name, "not checked", (f"made by version {stated.version or 'unknown'}, this is {ours}",))
    elif stated.elsewhere_pages or any(link.by_hand for link in stated.links) or _has_side_file(command):
        yield Check(name, "not checked", ("an embed page, or a report with words of an editor, is not made again",))
    else:
        kind = "html" if stated.format == "page" else "json"
        again = render(made, kind, Choices(stated.ui_lang, command))
        text = again.decode() if isinstance(again, bytes) else again
        yield make_check(name, [] if text == stated.source else [_first_line(stated.source, text)])


def _command(stated: Stated) -> str:
    found = _COMMAND.search(stated.source) if stated.format == "page" else None
    return html.unescape(found[1]) if found else ""


def _has_side_file(command: str) -> bool:
    return any(word.startswith(_SIDE_FILES) for word in command.split())


def _first_line(said: str, real: str) -> str:
    ours, theirs = said.splitlines(), real.splitlines()
    at = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return f"the report has {len(ours)} lines, made again it has {len(theirs)}"
    words = _first_difference(_TAG.sub(" ", ours[at]), _TAG.sub(" ", theirs[at]))
    return f"line {at + 1} reads “{words}"
