"""What every part of a page needs: the comparison, where things stand, words of the interface, names of anchors."""

from __future__ import annotations

import re

from msgspec import Struct

from constitution_diff.model import Comparison, Edition, Link
from constitution_diff.reports.figures import Figures, count
from constitution_diff.reports.labels import Labels
from constitution_diff.reports.pieces import Amount, measure
from constitution_diff.reports.placement import Placement, Section, place
from constitution_diff.reports.units import Side, SideName, Unit, anchor_of

_SNIPPET_WORDS = 16
_STRUCTURE = re.compile(r"\b(part|chapter|section) (\S+)")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Page(Struct, frozen=True):
    """One comparison with all that is worked out once and used in several places of the page."""

    comparison: Comparison
    """What is shown."""
    labels: Labels
    """Words of the interface."""
    placement: Placement
    """Where each block stands."""
    figures: Figures
    """The headline numbers."""
    amounts: dict[int, Amount]
    """Words changed, by index of the link."""
    anchors: dict[int, str]
    """Identifier of each link's block in the page, by index of the link."""
    languages: dict[SideName, str]
    """What `law_language` returns, by side."""
    runs: bool = False
    """True when pairs of blocks are wanted as one run of words as well."""

    @property
    def texts(self) -> tuple[Side, Side]:
        """The old and the new edition, indexed."""
        return self.placement.old, self.placement.new

    def side(self, name: SideName) -> Side:
        """Return one edition."""
        return self.placement.old if name == "old" else self.placement.new

    def edition(self, name: SideName) -> Edition:
        """Return what one edition is."""
        return self.side(name).document.edition

    def law_language(self, name: SideName) -> str:
        """Return the language to mark an edition's words with; empty when it is the interface's own."""
        return self.languages[name]

    def write_ref(self, ref: str) -> str:
        """Return a reference as a reader sees it."""
        if ref == "preamble":
            return self.labels.say("ref.preamble")
        if " " not in ref:
            return ref
        # Parts, chapters and sections are called by their kind: "part II", "part I chapter 2".
        named = _STRUCTURE.findall(ref)
        return ", ".join(self.labels.say(f"ref.{kind}", num=num) for kind, num in named) or ref

    def name_article(self, side: SideName, ref: str) -> str:
        """Return the name of what stands at the head of a section: an article, the preamble, a chapter."""
        if ref == "preamble":
            return self.labels.say("ref.preamble")
        heading = self.side(side).heads.get(ref)
        if heading is None:
            return ref
        kind, number = heading.provision.kind, heading.provision.num
        return self.labels.say(f"ref.{kind}", num=number or heading.provision.heading)

    def name_part(self, number: str) -> str:
        """Return the name of a part."""
        return self.labels.say("ref.part", num=number)

    def when(self, name: SideName, form: str = "format") -> str:
        """Return what tells an edition from another in a few words: its date, else its file or name."""
        edition = self.edition(name)
        if edition.version_date:
            return self.labels.write_date(edition.version_date, form)
        return edition.file_name or edition.id or self.labels.say("edition.undated")

    def wording(self, name: SideName) -> str:
        """Return which wording of the text an edition has: of what date, or of which file when it is undated."""
        key = "head.wording" if self.edition(name).version_date else "head.undated"
        return self.labels.say(key, date=self.when(name))

    def write_dates(self, name: SideName, besides: str = "") -> str:
        """Return the dates of an edition in words (``adopted 15 March 2026``), without the one already told."""
        dates = (pair for pair in self.edition(name).dates if pair[1] != besides)
        return "; ".join(
            f"{self.labels.choose('date_kind', kind)} {self.labels.write_date(iso)}" for kind, iso in dates
        )

    def status(self, name: SideName) -> str:
        """Return the status of an edition in words, empty when its source does not say."""
        return self.labels.choose("status", self.edition(name).status)


def make_page(comparison: Comparison, labels: Labels, runs: bool = False) -> Page:
    """Work out everything the page needs from a comparison.

    Args:
        comparison: two editions, linked and diffed.
        labels: words of the interface.
        runs: whether pairs of blocks are wanted as one run of words as well, as a terminal shows them.
    Raises:
        ReportError: a block of law stands in no link.
    """
    placement = place(comparison)
    return Page(
        comparison,
        labels,
        placement,
        count(placement, comparison),
        _measure(comparison, placement),
        _name_links(comparison, placement),
        {side.name: _law_language(side, labels) for side in (placement.old, placement.new)},
        runs,
    )


def _law_language(side: Side, labels: Labels) -> str:
    language = side.document.edition.language
    return "" if language == labels.language else language


def _measure(comparison: Comparison, placement: Placement) -> dict[int, Amount]:
    shown: dict[int, list[tuple[SideName, str]]] = {index: [] for index in placement.links}
    for block, index in placement.home.items():
        shown[index].append(block)
    texts = (placement.old, placement.new)
    return {index: measure(comparison.links[index], texts, blocks) for index, blocks in shown.items()}


def section_anchor(section: Section) -> str:
    """Return the identifier of a section: ``article-34``, ``article-old-39``."""
    name = "-".join(re.findall(r"\w[\w-]*", section.article)) or "text"
    return f"article-{name}" if section.side == "new" else f"article-old-{name}"


def is_changed(link: Link) -> bool:
    """Return True when a reader who looks for changes must see this link."""
    return link.relation != "unchanged" or link.moved is not None


def snippet(unit: Unit) -> tuple[str, bool]:
    """Return the first words of a block and whether more follow."""
    words = unit.provision.text.split()
    return " ".join(words[:_SNIPPET_WORDS]), len(words) > _SNIPPET_WORDS


def _share(labels: Labels, link: Link, percent: int) -> str:
    if percent:
        return labels.say("share.words", percent=percent)
    return labels.say("share.signs" if link.relation == "edited" else "share.kept")


def searched(page: Page, side: SideName) -> str:
    """Return the sentence that says which text was searched for a counterpart."""
    left_out = page.edition(side).left_out
    if left_out:
        return page.labels.say(f"why.searched_partly_{side}", left_out=left_out)
    return page.labels.say(f"why.searched_{side}")


def find_href(page: Page, side: SideName, ref: str) -> str:
    """Return the address in the page of the first block of a provision; empty when the page does not show it."""
    edition = page.side(side)
    for block in edition.below.get(ref, ()):
        if (side, block) in page.placement.home:
            return f"#{edition.by_ref[block].anchor}"
    return ""


def title_of_link(page: Page, link: Link) -> str:
    """Return both ends of a link: ``18.1 → 20.1, 21.1``; the only end of an added or removed one."""
    ends = [", ".join(page.write_ref(ref) for ref in refs) for refs in (link.old, link.new)]
    if not all(ends):
        return "".join(ends)
    return page.labels.say("link.title", old=ends[0], new=ends[1])


def what_happened(page: Page, index: int) -> str:
    """Return a link's relation, its move and its share of changed words, in words."""
    return say_change(page.labels, page.comparison.links[index], page.amounts[index].percent)


def say_change(labels: Labels, link: Link, percent: int) -> str:
    """Return relation, move and share of changed words of a link, in the words of an interface."""
    words = [labels.choose("relation", link.relation)]
    if link.moved:
        words.append(labels.say("moved.short"))
    if link.relation not in {"unchanged", "added", "removed"}:
        words.append(_share(labels, link, percent))
    return ", ".join(words)


def visible(text: str) -> str:
    """Return a text without direction and control characters, for places that cannot show or isolate them."""
    return "".join(" " if sign in "\n\t" else sign for sign in text if sign in "\n\t" or not is_invisible(sign))


def is_invisible(sign: str) -> bool:
    """Return True for a direction or control character: it cannot be seen but changes what is seen.

    >>> is_invisible("\\u202e"), is_invisible("a")
    (True, False)
    """
    return sign in _DIRECTION or (sign < " " and sign not in "\n\t") or "\x7f" <= sign < "\xa0"


def _name_links(comparison: Comparison, placement: Placement) -> dict[int, str]:
    anchors: dict[int, str] = {}
    taken: set[str] = set()
    for index in placement.links:
        link = comparison.links[index]
        ends = [_first_eid(placement.old, link.old), _first_eid(placement.new, link.new)]
        name = base = "link-" + "-to-".join(_short(eid) or "none" for eid in ends)
        repeat = 2
        while name in taken:
            name, repeat = f"{base}-{repeat}", repeat + 1
        taken.add(name)
        anchors[index] = name
    return anchors


def _short(eid: str) -> str:
    """An eId without the kinds of the units: a page names each link many times."""
    return anchor_of(re.sub(r"(^|__)(art|para|subpara)_", "_", eid))


def _first_eid(side: Side, refs: tuple[str, ...]) -> str:
    blocks = side.expand(refs)
    return side.by_ref[blocks[0]].provision.eid if blocks else ""
