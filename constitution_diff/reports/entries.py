"""The entries of a section: links, repealed numbers and pointers, down to the single block of law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from constitution_diff.model import Link
from constitution_diff.reports.inline import can_weave, is_woven, merge, weave
from constitution_diff.reports.page import (
    Page,
    find_href,
    is_changed,
    is_invisible,
    say_change,
    searched,
    title_of_link,
)
from constitution_diff.reports.pieces import Piece, cut_all
from constitution_diff.reports.placement import Item
from constitution_diff.reports.reasons import tell_reason
from constitution_diff.reports.rows import pair_rows
from constitution_diff.reports.units import SideName, Unit

View = dict[str, Any]
Cut = dict[str, tuple[Piece, ...]]
"""The pieces of the blocks of a link, by the blocks' identifiers in the page."""
_SIDES: tuple[SideName, SideName] = ("old", "new")


def show_link(page: Page, item: Item) -> View:
    """Return a link: what happened, its blocks side by side, where its other blocks stand, how it was found."""
    link = page.comparison.links[item.link]
    pieces, is_one_run = _cut_all(page, link, item)
    percent = page.amounts[item.link].percent
    ends = {"old": _end(page, "old", link.old), "new": _end(page, "new", link.new)}
    refs = {"old": ";".join(link.old), "new": ";".join(link.new)}
    return {
        "kind": "link",
        "id": page.anchors[item.link],
        "data": f"{refs['old']}>{refs['new']}",
        "refs": refs,
        "title": title_of_link(page, link),
        "ends": ends,
        "named": [one["ref"] for side in _SIDES for one in ends[side]["refs"]],
        "relation": link.relation,
        "what": say_change(page.labels, link, percent),
        "only": page.labels.say(f"only.{link.only}") if link.only else "",
        "moved": link.moved or "",
        "moved_words": _moved_words(page, link),
        "doubtful": link.doubtful,
        "percent": percent,
        "changed": is_changed(link),
        "rows": [_row(page, link, old, new, pieces) for old, new in pair_rows(link, item.old, item.new)],
        "apart": not is_one_run,
        "see": [*_shown_elsewhere(page, item, link), *_held_elsewhere(page, item)],
        "findings": "",
        "finding": "",
        "editors": [],
        "why": _why(page, link),
        "previous": "",
        "next": "",
    }


def _end(page: Page, side: SideName, refs: tuple[str, ...]) -> View:
    """One end of a link: its references, each with the address of its first block."""
    return {"refs": [{"ref": page.write_ref(ref), "href": find_href(page, side, ref)} for ref in refs], "more": ""}


def _moved_words(page: Page, link: Link) -> str:
    if link.moved is None:
        return ""
    if link.moved == "within_part":
        return page.labels.say("moved.within_part")
    old, new = page.texts
    origin = {old.by_ref[ref].part for ref in old.expand(link.old)}
    target = {new.by_ref[ref].part for ref in new.expand(link.new)}
    if len(origin) == len(target) == 1 and "" not in origin | target:
        names = page.name_part(origin.pop()), page.name_part(target.pop())
        return page.labels.say("moved.from_part_to_part", old=names[0], new=names[1])
    return page.labels.say("moved.other_part")


def _cut_all(page: Page, link: Link, item: Item) -> tuple[Cut, bool]:
    """Cut every block of a link; where the new ones can show what went as well, they do, and stand for both texts."""
    pieces = cut_all((*item.old, *item.new), link, page.texts)
    # Where most words differ, the two texts one below the other are easier to read than through each other.
    if link.relation == "rewritten" or not can_weave(_pieces_of(item.old, pieces), _pieces_of(item.new, pieces)):
        return pieces, False
    old_shown = {unit.ref for unit in item.old}
    woven = {
        unit.anchor: weave(pieces[unit.anchor], unit, link, old_shown, page.texts)
        for unit in item.new
        if not unit.is_empty
    }
    all_woven = {**pieces, **woven}
    if is_woven(_pieces_of(item.old, pieces), _pieces_of(item.new, all_woven)):
        return all_woven, True
    return pieces, is_woven(_pieces_of(item.old, pieces), _pieces_of(item.new, pieces))


def _pieces_of(units: tuple[Unit, ...], pieces: Cut) -> tuple[Piece, ...]:
    if len(units) == 1:
        return pieces[units[0].anchor]
    return tuple([piece for unit in units for piece in pieces[unit.anchor]])


def _row(page: Page, link: Link, old: tuple[Unit, ...], new: tuple[Unit, ...], pieces: Cut) -> View:
    run = merge(link, old[0], new[0], page.texts) if page.runs and len(old) == len(new) == 1 else ()
    return {
        "old": _cell(page, link, "old", old, pieces),
        "new": _cell(page, link, "new", new, pieces),
        "merged": _show_pieces(run) if run else [],
    }


def _cell(page: Page, link: Link, side: SideName, units: tuple[Unit, ...], pieces: Cut) -> View:
    if not units:
        refs = link.old if side == "old" else link.new
        empty = page.labels.say(f"cell.{'elsewhere' if refs else 'none'}_{side}")
        return {"side": side, "units": [], "refs": [], "empty": empty}
    article = units[0].article
    views = [show_unit(page, unit, pieces[unit.anchor]) for unit in units]
    return {
        "side": side,
        "units": _with_places(page, units, views) if len(units) > 1 else views,
        "refs": _refs(page, [unit for unit in units if unit.article == article]),
        "empty": "",
    }


def _refs(page: Page, units: Iterable[Unit]) -> list[View]:
    return [{"ref": page.write_ref(unit.ref), "href": f"#{unit.anchor}"} for unit in units]


def _with_places(page: Page, units: tuple[Unit, ...], views: list[View]) -> list[View]:
    """Name the article of a block that follows one of another article: its bare number would be read as the first one's."""
    for at in range(1, len(units)):
        if units[at].article != units[at - 1].article:
            views[at]["place"] = _place(page, units[at])
    return views


def _place(page: Page, unit: Unit) -> str:
    parts = page.comparison.parts
    ref = page.write_ref(unit.ref)
    if parts and unit.part and unit.part not in parts:
        return page.labels.say("text.number_in_part", num=ref, part=page.name_part(unit.part))
    return ref


def show_unit(page: Page, unit: Unit, pieces: tuple[Piece, ...] = ()) -> View:
    """Return one block: its number, its text cut at the marks, and where it stands."""
    provision, side = unit.provision, unit.side
    label = provision.label
    return {
        "side": side,
        "id": unit.anchor,
        "ref": unit.ref,
        "paragraph": unit.paragraph,
        "part": unit.part,
        "position": unit.position,
        "label": label,
        "place": "",
        "bare": not label and not page.side(side).by_ref[unit.paragraph].provision.label,
        "depth": min(unit.depth, 3),
        "lang": page.languages[side],
        "repealed": page.labels.say("cell.repealed") if unit.is_repealed else "",
        "pieces": _show_pieces(pieces),
        "signs": invisible_signs(provision.text),
    }


def _show_pieces(pieces: tuple[Piece, ...]) -> list[View]:
    return [
        {"op": piece.op, "text": piece.text, "class": piece.hunk_class, "other": piece.other, "was": piece.was}
        for piece in pieces
    ]


def invisible_signs(text: str) -> str:
    """Name the direction and control characters of a text, which a reader cannot see but which change what is seen.

    >>> invisible_signs("a\\u202eb")
    'U+202E'
    """
    if text.isprintable():
        return ""
    return " ".join(f"U+{ord(sign):04X}" for sign in sorted(filter(is_invisible, set(text))))


def _shown_elsewhere(page: Page, item: Item, link: Link) -> list[View]:
    """For each paragraph of the link whose words stand at another link: where."""
    blocks = {"old": page.placement.old.expand(link.old), "new": page.placement.new.expand(link.new)}
    if len(item.old) + len(item.new) == len(blocks["old"]) + len(blocks["new"]):
        return []
    found: dict[tuple[SideName, int], list[str]] = {}
    for side in _SIDES:
        for ref in blocks[side]:
            home = page.placement.home.get((side, ref), item.link)
            if home != item.link:
                found.setdefault((side, home), []).append(ref)
    return _pointers(page, "see.shown_at", found)


def _held_elsewhere(page: Page, item: Item) -> list[View]:
    """For each paragraph shown here that other links hold too: the other links."""
    found: dict[tuple[SideName, int], list[str]] = {}
    for unit in (*item.old, *item.new):
        holders = page.placement.held[unit.side, unit.ref]
        if len(holders) > 1:
            for index in holders:
                if index != item.link:
                    found.setdefault((unit.side, index), []).append(unit.ref)
    return _pointers(page, "see.also_at", found) if found else []


def _pointers(page: Page, words: str, found: dict[tuple[SideName, int], list[str]]) -> list[View]:
    return [
        {
            "words": page.labels.say(
                f"{words}_{side}", ref=", ".join(map(page.write_ref, _outermost(page, side, refs)))
            ),
            "target": title_of_link(page, page.comparison.links[index]),
            "href": f"#{page.anchors[index]}",
        }
        for (side, index), refs in found.items()
    ]


def _outermost(page: Page, side: SideName, refs: list[str]) -> list[str]:
    """Leave out blocks that stand under another one of the list."""
    under = {inner for ref in refs for inner in page.side(side).below[ref] if inner != ref}
    return [ref for ref in refs if ref not in under]


def _why(page: Page, link: Link) -> View:
    best = link.runner_up
    is_single = link.relation in {"added", "removed"}
    reason, language = tell_reason(link.reason, page.labels)
    named = page.labels.say("why.runner_up", ref=page.write_ref(best.ref), score=f"{best.score:.2f}") if best else ""
    return {
        # Of words that are all the same, none counts most.
        "reason": "" if link.relation == "unchanged" and language == page.labels.language else reason,
        "reason_lang": "" if page.labels.language == language else language,
        "score": page.labels.say("why.score", score=f"{link.score:.2f}"),
        "by": page.labels.say(f"why.by_{link.by}"),
        "runner_up": named or page.labels.say("why.no_runner_up"),
        "searched": searched(page, "new" if link.relation == "removed" else "old") if is_single else "",
    }


def show_repealed(page: Page, item: Item) -> View:
    """Return blocks that the edition prints as repealed and that no link holds."""
    units = {"old": item.old, "new": item.new}
    return {
        "kind": "repealed",
        "cells": [
            {
                "side": name,
                "units": [show_unit(page, unit) for unit in units[name]],
                "refs": _refs(page, units[name]),
                "empty": "",
            }
            for name in _SIDES
        ],
    }


def show_elsewhere(page: Page, item: Item) -> View:
    """Return the pointer to the link, under another article, that shows these blocks."""
    refs = ", ".join(page.write_ref(unit.ref) for unit in item.new)
    link = page.comparison.links[item.link]
    return {
        "kind": "elsewhere",
        "words": page.labels.say("see.shown_at_new", ref=refs),
        "target": title_of_link(page, link),
        "href": f"#{page.anchors[item.link]}",
    }
