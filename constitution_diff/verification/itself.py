"""Does a report agree with itself: its digests, its marks, its statuses, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import get_args

from constitution_diff.languages import Language, language_of
from constitution_diff.model import Link, Moved, Relation
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.page import say_change
from constitution_diff.reports.receipt import digest_of, marks_of, plain
from constitution_diff.reports.to_html import write_style
from constitution_diff.reports.to_json import name_mark
from constitution_diff.resources import find_folder
from constitution_diff.text import tokenize
from constitution_diff.verification.rebuilt import Texts, covers, paragraph_of
from constitution_diff.verification.stated import SIDES, Check, Side, Stated, StatedLink, make_check

UNSETTLED = "changes of shared provisions"
"""Name of the answer that lists what only the texts can settle."""

TERMS = "terms of the whole texts"
"""Name of the answer that lists terms which no provision shown has in this form."""

_STATUSES = ("unchanged", "edited", "rewritten", "split", "merged", "added", "removed", "repealed")


def check_itself(stated: Stated, labels: Labels) -> list[Check]:
    """Return what can be checked with nothing but the report."""
    texts = Texts(stated)
    checks = [make_check("file", [*stated.faults, *_style(stated)])]
    checks.append(make_check("digests", _digests(stated)))
    checks.append(make_check("links", _links(stated, texts)))
    checks.extend(_words(stated, texts, labels))
    checks.append(make_check("counts", _counts(stated, labels)))
    if stated.format == "page":
        checks.append(make_check("quotations", _unknown(stated, stated.quotes)))
        if left := tuple(_unknown(stated, stated.terms)):
            checks.append(Check(TERMS, "not checked", left))
    return checks


def _style(stated: Stated) -> Iterator[str]:
    """A style sheet can hide words; that of a page by this version is known but for the words at the foot of its paper."""
    if stated.format != "page" or stated.version != version("constitution-diff"):
        return
    embed = (find_folder("templates") / "embed.css").read_text(encoding="utf-8")
    first, _, last = write_style("foot").partition('"foot"')
    report = re.escape(first) + r'"[^"{}<]*"' + re.escape(last)
    if stated.style != embed and not re.fullmatch(report, stated.style):
        yield "the style sheet is not this program's: it may hide or invent words"


def _digests(stated: Stated) -> Iterator[str]:
    for side in SIDES:
        units = stated.units[side].values()
        if digest_of((unit.ref, unit.text) for unit in units) != stated.digests[side]:
            yield f"the {side} text shown has not the SHA-256 that the report states: a word or a provision was altered"
        labels = [(unit.ref, unit.label) for unit in units] if stated.format == "page" else []
        labels += [(f"block {number}", block) for number, block in enumerate(stated.frames[side], 1)]
        if digest_of([*stated.headings[side], *labels]) != stated.heading_digests[side]:
            yield f"a heading or a printed number of the {side} text was altered: the stated SHA-256 is another"
        order, shown = set(stated.order[side]), set(stated.units[side])
        for ref in sorted(order ^ shown):
            yield f"the {side} provision {ref} is {'missing' if ref in order else 'not in the list of those shown'}"


def _links(stated: Stated, texts: Texts) -> Iterator[str]:
    seen = set()
    for link in stated.links:
        if (link.old, link.new) in seen:
            yield f"{link.title}: the link stands twice"
        seen.add((link.old, link.new))
    for side in SIDES:
        for ref, unit in stated.units[side].items():
            if unit.link < 0:
                continue
            link = stated.links[unit.link]
            held = [block for name in getattr(link, side) for block, _ in texts.blocks(side, name) or ()]
            if unit.text and ref not in held:
                yield f"{link.title}: the {side} provision {ref} stands at a link that does not name it"


def _words(stated: Stated, texts: Texts, labels: Labels) -> Iterator[Check]:
    """Check that the marks lie on the words that differ and on no others, and that statuses say what the words say."""
    language = language_of(stated.editions["new"].get("language", ""))
    hunks: list[str] = list(_marks(stated))
    statuses: list[str] = []
    left = []
    for index, link in enumerate(stated.links):
        relation = texts.relation(link, language)
        if relation is not None and texts.is_whole(index):
            hunks.extend(_changes(stated, texts, index, language))
        else:
            left.append(f"{link.title}: part of its words stands elsewhere; give OLD and NEW to check it")
        statuses.extend(_status(link, relation or link.relation, texts, labels, index))
    yield make_check("changes", hunks)
    yield make_check("statuses", statuses)
    if left:
        yield Check(UNSETTLED, "not checked", tuple(left))


def _marks(stated: Stated) -> Iterator[str]:
    for side in SIDES:
        if stated.format == "page":
            pairs = [mark for unit in stated.units[side].values() for mark in marks_of(unit.ref, unit.runs)]
        else:
            hunks = [hunk for link in stated.links for hunk in link.hunks or () if hunk.op != "equal"]
            pairs = [name_mark(hunk, side) for hunk in hunks]
        if digest_of(pairs) != stated.mark_digests[side]:
            yield f"a mark in the {side} text was altered: the stated SHA-256 of all marks is another"


def _changes(stated: Stated, texts: Texts, index: int, language: Language) -> Iterator[str]:
    link = stated.links[index]
    if link.hunks is not None and not covers(link.hunks, texts):
        yield f"{link.title}: the stated changes do not rebuild both texts"
        return
    kept = [list(_kept(stated, texts, index, side, language)) for side in SIDES]
    if kept[0] != kept[1]:
        at = next((n for n, pair in enumerate(zip(*kept, strict=False)) if pair[0] != pair[1]), min(map(len, kept)))
        words = " / ".join(" ".join(side[at : at + 3]) or "nothing" for side in kept)
        yield f"{link.title}: words that differ bear no mark: {words}"
    elif link.hunks is None and (ghost := _ghost(stated, texts, index)):
        yield f"{link.title}: “{ghost}” is marked as removed and as added, but is the same"


def _kept(stated: Stated, texts: Texts, index: int, side: Side, language: Language) -> Iterator[str]:
    """Yield the words that a side says to be in both texts, as they are compared."""
    link = stated.links[index]
    if link.hunks is None:
        kept = [text for op, text, _ in texts.runs(side, index) if op == "equal"]
    else:
        units = stated.units[side]
        spans = [(getattr(hunk, f"{side}_ref"), getattr(hunk, side)) for hunk in link.hunks if hunk.op == "equal"]
        kept = [units[ref].text[slice(*span)] for ref, span in spans if span[0] < span[1]]
    for text in kept:
        yield from (token.norm for token in tokenize(text, language.folding) if token.is_word)


def _ghost(stated: Stated, texts: Texts, index: int) -> str:
    """Return words that a side of a link marks whole though no word of it changed; empty when there are none."""
    sides = [" ".join(text for _, text, _ in texts.runs(side, index)) for side in SIDES]
    is_marked = any(op in ("del", "ins") for side in SIDES for op, _, _ in texts.runs(side, index))
    link = stated.links[index]
    return sides[0][:40] if is_marked and link.old and link.new and plain(sides[0]) == plain(sides[1]) else ""


def _status(link: StatedLink, relation: str, texts: Texts, labels: Labels, index: int) -> Iterator[str]:
    if link.relation != relation:
        yield f"{link.title}: stated as {link.relation}, but by the words shown it is {relation}"
    if link.moved not in ("", "within_part", "other_part"):
        yield f"{link.title}: unknown kind of move {link.moved!r}"
    if link.hunks is None and link.relation == relation:
        expected = say_status(link, texts.percent(index), labels)
        if link.said != expected:
            yield f"{link.title}: the page says “{link.said}”, but its marks say “{expected}”"


def say_status(link: StatedLink, percent: int, labels: Labels) -> str:
    """Return the words that stand beside the title of a link with this relation and this share of changed words."""
    moved: Moved | None = "within_part" if link.moved else None
    relation: Relation = next((name for name in get_args(Relation) if name == link.relation), "edited")
    return say_change(labels, Link(link.old, link.new, relation, moved, 0, ""), percent)


# Numbers


def _counts(stated: Stated, labels: Labels) -> Iterator[str]:
    expected = count_links(stated) if stated.format == "record" else count_provisions(stated)
    if stated.format == "record":
        expected.update({key: (0,) for key in stated.counts if key not in expected})
    for name, numbers in stated.counts.items():
        kind, _, status = name.partition(" ")
        due = expected.get(name) if kind == "links" else _due(kind, status, expected)
        if due != numbers:
            counted = "/".join(map(str, due)) if due else "nothing"
            yield f"the {kind} says {'/'.join(map(str, numbers))} for “{status}”, counted are {counted}"
    if stated.format == "page":
        yield from _lead(stated, expected, labels)


def _due(kind: str, status: str, expected: dict[str, tuple[int, ...]]) -> tuple[int, ...] | None:
    """Return what a row of the table or a tile should say."""
    if kind in ("table", "facts"):
        return expected.get(status)
    if status == "moved":
        return (expected["all"][2],)
    row = expected.get(status)
    return None if row is None else (row[0] if status == "removed" else row[1],)


def count_links(stated: Stated) -> dict[str, tuple[int, ...]]:
    """Return how many links of a record have each relation."""
    relations = [link.relation for link in stated.links]
    counts = {f"links {name}": (relations.count(name),) for name in dict.fromkeys(relations)}
    return {**counts, "links moved": (sum(bool(link.moved) for link in stated.links),)}


def count_provisions(stated: Stated) -> dict[str, tuple[int, ...]]:
    """Return old, new and moved provisions of the compared parts by status, and their sum as ``all``."""
    found = {side: _statuses(stated, side) for side in SIDES}
    rows = {
        status: (
            sum(name == status for name, _ in found["old"]),
            sum(name == status for name, _ in found["new"]),
            sum(name == status and moved for name, moved in found["new"]),
        )
        for status in _STATUSES
    }
    moved = sum(row[2] for row in rows.values())
    return {**rows, "all": (len(found["old"]), len(found["new"]), moved)}


def _statuses(stated: Stated, side: Side) -> list[tuple[str, bool]]:
    groups: dict[str, list[tuple[str, bool]]] = {}
    for ref in stated.order[side]:
        unit = stated.units[side].get(ref)
        if unit is None or ref in stated.outside[side]:
            continue
        group = groups.setdefault(paragraph_of(unit), [])
        if unit.text and unit.link >= 0:
            link = stated.links[unit.link]
            group.append((link.relation, bool(link.moved)))
    return [group[0] if group else ("repealed", False) for group in groups.values()]


def _lead(stated: Stated, expected: dict[str, tuple[int, ...]], labels: Labels) -> Iterator[str]:
    same, gone = expected["unchanged"][1], expected["removed"][0]
    changed = expected["all"][1] - same - expected["repealed"][1]
    sentences = [
        labels.count("provision", expected["all"][1]),
        labels.say("head.lead_same", same=same, changed=changed),
    ]
    sentences += [labels.count("old_provision", gone)] if gone else []
    for said in stated.sentences:
        for sentence in sentences:
            if sentence not in said:
                yield f"the first lines do not say “{sentence}”, which is what is counted"


def _unknown(stated: Stated, quotes: list[str]) -> Iterator[str]:
    """Yield a sentence for each piece of law that is in no shown provision or heading; an ellipsis joins pieces."""
    shown = []
    for side in SIDES:
        units = [stated.units[side][ref] for ref in stated.order[side] if ref in stated.units[side]]
        shown.append(" ".join(plain(unit.text) for unit in units))
        shown += [plain(heading) for _, heading in stated.headings[side]]
    for quote in quotes:
        for piece in re.split(r"\s*…\s*", plain(quote)):
            if piece and not any(piece in text for text in shown):
                yield f"“{piece[:80]}” is printed as law but stands in no provision shown"
