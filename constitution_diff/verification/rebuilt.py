"""The comparison that a report shows, built again from its own words: texts, what their marks say, numbers."""

from __future__ import annotations

import re

from constitution_diff.align.relations import relation_of
from constitution_diff.errors import ReadError
from constitution_diff.languages import Language
from constitution_diff.model import Hunk
from constitution_diff.reports.pieces import Amount
from constitution_diff.text import tokenize
from constitution_diff.verification.stated import SIDES, Run, Side, Stated, StatedLink, StatedUnit

LONGEST_LINK = 200_000
"""Code points of both sides of one link: the longest article in force (India, 366) has about 9,000. What is longer would
only keep a machine busy."""
LONGEST_WHOLE = 20_000_000
"""The same over all links."""
_BELOW = re.compile(r"-(?:subpara|al|point)-")


def paragraph_of(unit: StatedUnit) -> str:
    """Return what names the provision a block is counted in.

    >>> paragraph_of(StatedUnit("12.1#2", "art-12-para-1-al-2"))
    'art-12-para-1'
    """
    return _BELOW.split(unit.anchor, maxsplit=1)[0]


class Texts:
    """The two texts of a report, by reference and in order."""

    def __init__(self, stated: Stated) -> None:
        self.stated = stated
        self.position = {side: {ref: n for n, ref in enumerate(stated.order[side])} for side in SIDES}
        self.spent = 0

    def blocks(self, side: Side, ref: str) -> list[tuple[str, str]] | None:
        """Return the blocks with words that a reference stands for, in reading order; None when it is not shown."""
        units = self.stated.units[side]
        if ref not in units:
            return None
        below = units[ref].anchor
        held = [unit for unit in units.values() if unit.ref == ref or _is_below(unit.anchor, below)]
        held.sort(key=lambda unit: self.position[side].get(unit.ref, 0))
        return [(unit.ref, unit.text) for unit in held if unit.text]

    def relation(self, link: StatedLink, language: Language) -> str | None:
        """Return what the measured rule says of a link; None when not all of its blocks are in the report.

        Raises:
            ReadError: it is longer than any constitution's.
        """
        ends = [[self.blocks(side, ref) for ref in getattr(link, side)] for side in SIDES]
        if any(blocks is None for end in ends for blocks in end) or self._is_partial(link):
            return None
        texts = [["\n".join(text for _, text in blocks or ()) for blocks in end] for end in ends]
        self._spend(sum(len(text) for end in texts for text in end), link)
        return relation_of(texts[0], texts[1], language)

    def is_whole(self, link: int) -> bool:
        """Return True when all words that a link holds are shown at it, and at no other link; a record names its words."""
        stated = self.stated.links[link]
        if stated.hunks is not None:
            return True
        ends = [(side, self.blocks(side, ref) or ()) for side in SIDES for ref in getattr(stated, side)]
        return all(self.stated.units[side][ref].link == link for side, blocks in ends for ref, _ in blocks)

    def runs(self, side: Side, link: int) -> list[Run]:
        """Return the runs of all blocks that a page shows at a link, in reading order."""
        units = [unit for unit in self.stated.units[side].values() if unit.link == link]
        units.sort(key=lambda unit: self.position[side].get(unit.ref, 0))
        return [run for unit in units for run in unit.runs]

    def percent(self, link: int) -> int:
        """Return the share of words under marks, of both sides together, in the blocks that a page shows at a link."""
        runs = [run for side in SIDES for run in self.runs(side, link)]
        words = [(op, sum(token.is_word for token in tokenize(text))) for op, text, _ in runs]
        removed, added = (sum(number for op, number in words if op == name) for name in ("del", "ins"))
        return Amount(removed, added, sum(number for _, number in words)).percent

    def _is_partial(self, link: StatedLink) -> bool:
        """True when words of the link stand on another page."""
        return any(
            away == ref or away.startswith((f"{ref}#", f"{ref}."))
            for side in SIDES
            for ref in getattr(link, side)
            for away in self.stated.elsewhere[side]
        )

    def _spend(self, length: int, link: StatedLink) -> None:
        self.spent += length
        if length > LONGEST_LINK or self.spent > LONGEST_WHOLE:
            raise ReadError("a link is longer than any constitution's", link.title, "this is no report of a real text")


def _is_below(anchor: str, above: str) -> bool:
    return anchor.startswith(above) and _BELOW.match(anchor[len(above) :]) is not None


def covers(hunks: tuple[Hunk, ...], texts: Texts) -> bool:
    """Return True when the spans of hunks stand inside the texts they name and cover each exactly once."""
    for side in SIDES:
        ends: dict[str, int] = {}
        for ref, span in sorted((getattr(h, f"{side}_ref"), getattr(h, side)) for h in hunks):
            if span[0] == span[1]:
                continue
            if ref not in texts.stated.units[side] or span[0] != ends.get(ref, 0) or span[1] < span[0]:
                return False
            ends[ref] = span[1]
        if any(len(texts.stated.units[side][ref].text) != end for ref, end in ends.items()):
            return False
    return True
