"""Reads a JSON report by its schema; anything that is not of that form is refused."""

from __future__ import annotations

import json
from typing import Any, get_args

from constitution_diff.errors import ReadError
from constitution_diff.model import Hunk, HunkClass, Op
from constitution_diff.verification.stated import SIDES, Side, Stated, StatedLink, StatedUnit

SCHEMA = "constitution-diff/report/1"
"""The only schema that holds both texts and every hunk."""

_CONTAINERS = ("part", "chapter", "section", "article")


def read_record(text: str) -> Stated:
    """Read a JSON report.

    Raises:
        ReadError: it is no JSON, of another schema, or a field is missing or of another type.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no JSON: {error!s:.100}", "", "take an unaltered copy") from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise ReadError(f"the schema is {schema!r:.60}", "", f"verify reads {SCHEMA}: `report --format json`")
    try:
        return _read(value, text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError(f"a field is missing or wrong: {error!r:.100}", "", "see the schema report/1") from error


def _read(value: dict[str, Any], text: str) -> Stated:
    stated = Stated("record", source=text)
    stated.version = str(value["tool"]["version"])
    stated.parts = tuple(map(str, value["parts"]))
    for side in SIDES:
        keys = ("language", "sha256", "id", "title", "status", "version_date")
        stated.editions[side] = {key: str(value[side].get(key, "")) for key in keys}
        stated.digests[side] = str(value["shownTextSha256"][side])
        stated.heading_digests[side] = str(value["shownHeadingsSha256"][side])
        stated.mark_digests[side] = str(value["shownMarksSha256"][side])
        _read_side(stated, side, value["provisions"][side])
    stated.links = [_link(link) for link in value["links"]]
    for name, number in value["counts"].items():
        stated.counts[f"links {name}"] = (int(number),)
    return stated


def _read_side(stated: Stated, side: Side, provisions: list[dict[str, Any]]) -> None:
    order, outside = [], set()
    for one in provisions:
        ref, words = str(one["ref"]), str(one["text"])
        stated.headings[side].append((str(one["eId"]), f"{one['label']} {one['heading'] or ''}"))
        if not words and one["kind"] in _CONTAINERS and one["status"] is None:
            continue
        if ref in stated.units[side]:
            stated.faults.append(f"the {side} provision {ref} stands twice")
        anchor = "-".join(str(one["eId"]).replace("_", " ").split())
        stated.units[side][ref] = StatedUnit(ref, anchor, words, str(one["label"]))
        order.append(ref)
        if stated.parts and one["part"] not in stated.parts:
            outside.add(ref)
    stated.order[side], stated.outside[side] = tuple(order), frozenset(outside)


def _link(link: dict[str, Any]) -> StatedLink:
    hunks = tuple(_hunk(hunk) for hunk in link["hunks"])
    ends = [tuple(map(str, link[side])) for side in SIDES]
    return StatedLink(
        ends[0], ends[1], str(link["relation"]), str(link["moved"] or ""), "", link["by"] == "hand", hunks
    )


def _hunk(hunk: dict[str, Any]) -> Hunk:
    spans = [(int(start), int(end)) for start, end in (hunk["old"], hunk["new"])]
    if hunk["op"] not in get_args(Op) or (hunk["class"] is not None and hunk["class"] not in get_args(HunkClass)):
        raise ValueError(f"unknown kind of hunk {hunk['op']!r}, {hunk['class']!r}")
    start, end = hunk.get("other", (0, 0))
    return Hunk(
        hunk["op"],
        str(hunk["old_ref"]),
        spans[0],
        str(hunk["new_ref"]),
        spans[1],
        hunk["class"],
        bool(hunk.get("class_sure", True)),
        " ".join(map(str, hunk.get("renamings", ()))),
        str(hunk.get("other_ref", "")),
        (int(start), int(end)),
    )
