"""The pictures as plain numbers: which articles share provisions, and how many findings each topic has."""

from __future__ import annotations

from collections import Counter
from typing import Any

from constitution_diff.reports.page import Page
from constitution_diff.reports.units import Side, SideName

View = dict[str, Any]
Band = tuple[str, str]
_STEP = 22
_TOP = 16
_LEFT, _RIGHT = 156, 230
_STUB = 20
# A band of one provision can still be seen, one of ten does not hide its neighbours.
_THIN, _PER_PROVISION, _THICK = 1, 1, 9


def build_flow(page: Page) -> View:
    """Return which old article shares how many provisions with which new one, with places for a drawing.

    Returns:
        ``ends``: a label for every article on either side; ``bands``: every pair with its number of provisions, in new order,
        then what has no counterpart; ``height`` of the drawing. Nothing when the texts have no articles.
    """
    shares = _shares(page)
    ends = {side: _order(page, side, [band[index] for band in shares]) for index, side in enumerate(_SIDES)}
    place = {side: {article: _TOP + _STEP * row for row, article in enumerate(ends[side])} for side in _SIDES}
    return {
        "ends": [
            {"side": side, "name": _name(page, side, article), "y": y + 6}
            for side in _SIDES
            for article, y in place[side].items()
        ],
        "bands": [_band(page, place, band, number) for band, number in shares.items()],
        "height": _TOP + _STEP * max(len(ends["old"]), len(ends["new"]), 1),
    }


_SIDES: tuple[SideName, SideName] = ("old", "new")


def _shares(page: Page) -> dict[Band, int]:
    """Count the new paragraphs that each pair of articles shares; the old ones where there is no new article."""
    count: Counter[Band] = Counter()
    for index in page.placement.links:
        link = page.comparison.links[index]
        old, new = _articles(page.placement.old, link.old), _articles(page.placement.new, link.new)
        for before in old or [""]:
            for after in new or [""]:
                count[before, after] += max(len(link.new), 1)
    order = {article: unit.position for unit in reversed(page.placement.new.units) for article in [unit.article]}
    earlier = {article: unit.position for unit in reversed(page.placement.old.units) for article in [unit.article]}
    last = len(page.placement.new.units)
    return dict(sorted(count.items(), key=lambda pair: (order.get(pair[0][1], last), earlier.get(pair[0][0], -1))))


def _articles(side: Side, refs: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(side.by_ref[ref].article for ref in side.expand(refs)))


def _order(page: Page, side: SideName, articles: list[str]) -> list[str]:
    first = {article: unit.position for unit in reversed(page.side(side).units) for article in [unit.article]}
    return sorted({article for article in articles if article}, key=lambda article: first[article])


def _name(page: Page, side: SideName, article: str) -> str:
    part = page.side(side).by_article[article][0].part
    name = page.write_ref(article)
    if page.comparison.parts and part and part not in page.comparison.parts:
        return page.labels.say("text.number_in_part", num=name, part=page.name_part(part))
    return name


def _is_outside(page: Page, side: SideName, article: str) -> bool:
    parts = page.comparison.parts
    return bool(parts and article) and all(unit.part not in parts for unit in page.side(side).by_article[article])


def _band(page: Page, place: dict[SideName, dict[str, int]], band: Band, number: int) -> View:
    old, new = band
    outside = _is_outside(page, "old", old) or _is_outside(page, "new", new)
    state = "come" if not old else "gone" if not new else "out" if outside else ""
    left, right = place["old"].get(old), place["new"].get(new)
    middle = (_LEFT + _RIGHT) // 2
    if left is not None and right is not None:
        path = f"M{_LEFT} {left}C{middle} {left} {middle} {right} {_RIGHT} {right}"
    else:
        # What has no counterpart ends in a stub.
        path = f"M{_RIGHT + 34} {right}h{_STUB}" if left is None else f"M{_LEFT - 34} {left}h-{_STUB}"
    label = {"come": "added", "gone": "removed"}.get(state, "")
    return {
        "state": state,
        "path": path,
        "width": min(_THICK, _THIN + _PER_PROVISION * number),
        "old": _name(page, "old", old) if old else "",
        "new": _name(page, "new", new) if new else "",
        "number": number,
        "label": page.labels.say(f"flow.{label}") if label else "",
        "label_y": (left if right is None else right) or 0,
    }


_BAR_STEP = 44
_BAR_WIDTH = 250
"""Length of the longest bar; the words beside it need the rest of the drawing."""


def build_topics(groups: list[View]) -> View:
    """Return how many major and minor findings each group of topics has, with places for a drawing.

    Args:
        groups: the groups of findings of the view, with their numbers.
    """
    longest = max((group["numbers"]["major"] + group["numbers"]["minor"] for group in groups), default=1)
    return {"rows": [_bar(group, row, longest) for row, group in enumerate(groups)], "height": _BAR_STEP * len(groups)}


def _bar(group: View, row: int, longest: int) -> View:
    major, minor = group["numbers"]["major"], group["numbers"]["minor"]
    first = round(_BAR_WIDTH * major / longest)
    both = round(_BAR_WIDTH * (major + minor) / longest)
    return {
        "name": group["name"],
        "major": major,
        "minor": minor,
        "total": major + minor,
        "y": _BAR_STEP * row,
        "first": first,
        "second": both - first,
        "end": both,
    }
