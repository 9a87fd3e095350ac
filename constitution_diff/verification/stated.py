"""What a report states, whatever its format: the texts it shows, its links, its numbers, its digests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from constitution_diff.model import Hunk

Side = Literal["old", "new"]
SIDES: tuple[Side, Side] = ("old", "new")
Run = tuple[str, str, str]
"""A run of a unit's text: ``equal``, ``del``, ``ins`` or ``move``; its words; its class, empty for ``equal``."""


class Check(Struct, frozen=True):
    """One question that was asked of a report, and its answer."""

    name: str
    """What was checked: ``digests``, ``changes``, ``counts`` and so on."""
    state: Literal["matches", "altered", "not checked"]
    """The answer."""
    details: tuple[str, ...] = ()
    """One sentence for each thing that does not match."""


def make_check(name: str, faults: Iterable[str]) -> Check:
    """Return a check that matches when there are no faults."""
    details = tuple(faults)
    return Check(name, "altered" if details else "matches", details)


class StatedUnit(Struct):
    """One block of law as the report shows it."""

    ref: str
    """Its reference."""
    anchor: str
    """Its eId with hyphens: ``art-16-para-2``."""
    text: str = ""
    """Its words, without marker words."""
    label: str = ""
    """Its printed number."""
    runs: list[Run] = field(default_factory=list)
    """Its text cut at the marks; empty in a record, which has hunks."""
    link: int = -1
    """Index of the link it is shown at; -1 when at none."""


class StatedLink(Struct):
    """One link as the report shows it."""

    old: tuple[str, ...]
    """Old references."""
    new: tuple[str, ...]
    """New references."""
    relation: str
    """As stated."""
    moved: str
    """As stated, empty when not moved."""
    said: str = ""
    """What the page says about it in words; empty in a record."""
    by_hand: bool = False
    """True when the report says that a person set it."""
    hunks: tuple[Hunk, ...] | None = None
    """The hunks of a record; None in a page, which has runs."""

    @property
    def title(self) -> str:
        """Both ends, for a message."""
        return " → ".join(filter(None, (", ".join(self.old), ", ".join(self.new))))


class Stated(Struct):
    """A report, read without believing any of it."""

    format: str
    """``page`` (HTML) or ``record`` (JSON)."""
    ui_lang: str = "en"
    """Language of the page's own words."""
    version: str = ""
    """Version of the program that is said to have made it."""
    command: str = ""
    """The command that is said to have made it."""
    parts: tuple[str, ...] = ()
    """Parts compared, empty for the whole texts."""
    editions: dict[Side, dict[str, str]] = field(default_factory=lambda: {"old": {}, "new": {}})
    """Per side ``language``, ``sha256``, ``id``, ``title``, ``status`` and ``version_date``, as far as stated."""
    digests: dict[Side, str] = field(default_factory=dict)
    """Stated digest of the texts shown."""
    heading_digests: dict[Side, str] = field(default_factory=dict)
    """Stated digest of headings and labels."""
    mark_digests: dict[Side, str] = field(default_factory=dict)
    """Stated digest of the marks."""
    order: dict[Side, tuple[str, ...]] = field(default_factory=lambda: {"old": (), "new": ()})
    """References in reading order."""
    outside: dict[Side, frozenset[str]] = field(default_factory=lambda: {"old": frozenset(), "new": frozenset()})
    """References outside the compared parts."""
    units: dict[Side, dict[str, StatedUnit]] = field(default_factory=lambda: {"old": {}, "new": {}})
    """Blocks by reference."""
    headings: dict[Side, list[tuple[str, str]]] = field(default_factory=lambda: {"old": [], "new": []})
    """Name and words of each heading."""
    frames: dict[Side, list[str]] = field(default_factory=lambda: {"old": [], "new": []})
    """What is printed before and after the articles."""
    links: list[StatedLink] = field(default_factory=list)
    """Links in order."""
    counts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Numbers by the name of what they count."""
    sentences: list[str] = field(default_factory=list)
    """The page's lead: its numbers in a sentence."""
    quotes: list[str] = field(default_factory=list)
    """Words in the voice of the law outside units and headings."""
    terms: list[str] = field(default_factory=list)
    """Terms of law in tables, counted over the whole texts: in the form in which most provisions have them."""
    faults: list[str] = field(default_factory=list)
    """What the reader of the file found wrong already, one sentence each."""
    elsewhere: dict[Side, frozenset[str]] = field(default_factory=lambda: {"old": frozenset(), "new": frozenset()})
    """References that a link of an embed page holds and another page shows."""
    elsewhere_pages: bool = False
    """True for an embed page: other pages show the rest of the comparison."""
    style: str = ""
    """The page's style sheets."""
    source: str = ""
    """The whole file as text, to compare it with a report made anew."""
