"""Paragraph links summed up to articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from constitution_diff.align.groups import group_pairs
from constitution_diff.align.units import Unit, collect_units
from constitution_diff.model import ArticleLink, Document, Link


class _Articles:
    """Of one edition: which article a reference belongs to, and how many words it and the article have."""

    def __init__(self, document: Document) -> None:
        self.of: dict[str, str] = {}
        self.words: dict[str, int] = {}
        self.total: dict[str, int] = defaultdict(int)
        for unit in collect_units(document):
            self._add(unit)
            self.total[unit.article] += self.words[unit.ref]
            for block in unit.inside:
                self._add(block)

    def _add(self, unit: Unit) -> None:
        self.of[unit.ref] = unit.article
        self.words[unit.ref] = len(unit.text.split())


def link_articles(links: Sequence[Link], old: Document, new: Document) -> tuple[ArticleLink, ...]:
    """Sum links up to articles.

    Returns:
        Linked articles in the order of the links, then added, then removed ones. Score: share of the words of both
        sides that stand in provisions linked with each other, 0 to 1.
    """
    sides = (_Articles(old), _Articles(new))
    linked: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    for link in links:
        for one in link.old:
            for other in link.new:
                pair = (sides[0].of.get(one, ""), sides[1].of.get(other, ""))
                if all(pair):
                    linked[pair] |= {(0, one), (1, other)}
    found = []
    for olds, news in group_pairs(linked, (sides[0].total, sides[1].total)):
        members = {member for one in olds for other in news for member in linked[one, other]}
        words = sum(sides[side].words[ref] for side, ref in members)
        total = sum(sides[0].total[one] for one in olds) + sum(sides[1].total[other] for other in news)
        found.append(ArticleLink(olds, news, round(min(1.0, words / max(1, total)), 4)))
    added = dict.fromkeys(sides[1].of.get(ref, "") for link in links for ref in link.new)
    removed = dict.fromkeys(sides[0].of.get(ref, "") for link in links for ref in link.old)
    linked_old, linked_new = {one for one, _ in linked}, {other for _, other in linked}
    found.extend(ArticleLink((), (article,), 0.0) for article in added if article and article not in linked_new)
    found.extend(ArticleLink((article,), (), 0.0) for article in removed if article and article not in linked_old)
    return tuple(found)
