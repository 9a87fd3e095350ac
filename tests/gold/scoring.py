"""How many of the links that a person marked the program finds, and how many of those it finds were marked.

A set is a pair of editions in one language with an alignment marked by people. Links are counted pair by pair: an old and a
new paragraph that belong together. A continuation counts as its paragraph; a list item counts as itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff.align import align
from constitution_diff.languages import load_language
from constitution_diff.library import Catalogue
from constitution_diff.model import Document, Link
from tests.official import parse_official
from tests.properties.constitutions import article_numbers, without_article

Pair = tuple[str, str]
Figures = dict[str, float]
LANGUAGES = ("ru", "kk", "en")
OFFICIAL = {"kz-1995": "kz-1995-{}.pdf", "kz-2026": "kz-2026-02-12-{}.docx"}
PART = "II"
EVERY = 32
"""Every so manieth article is deleted to see what else changes."""


class GoldSet(Struct, frozen=True):
    """A pair of editions in one language, and what a person marked."""

    language: str
    """Two-letter code."""
    sources: tuple[Path, Path]
    """Files of the old and the new edition."""
    gold: Path
    """The marked alignment."""

    @property
    def name(self) -> str:
        """Return the set's name in the table and in floors.json."""
        return f"part-{PART}/{self.language}"

    @property
    def corpus(self) -> str:
        """Return the digest of everything that the scores rest on."""
        digests = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (self.gold, *self.sources))
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def find_sets(shared: Path) -> list[GoldSet]:
    """Return the sets whose files are there: bundled editions where the catalogue has them, else the official files."""
    gold = shared / "gold" / "part2.alignment.json"
    found = [
        GoldSet(code, (_source(shared, "kz-1995", code), _source(shared, "kz-2026", code)), gold) for code in LANGUAGES
    ]
    return [one for one in found if all(path.is_file() for path in (one.gold, *one.sources))]


def _source(shared: Path, edition: str, language: str) -> Path:
    entry = Catalogue.read().find(f"{edition}:{language}")
    if entry is not None and entry.file:
        return entry.path
    return shared / "texts" / "official" / OFFICIAL[edition].format(language)


def measure(gold_set: GoldSet) -> dict[str, Figures]:
    """Return the figures of a set by level: paragraphs, articles, and paragraphs said to be new."""
    marked = json.loads(gold_set.gold.read_text(encoding="utf-8"))
    old, new = (parse_official(path) for path in gold_set.sources)
    links = _align(old, new)
    inside = touching(links, old, new)
    figures = {
        "paragraphs": score(paragraph_pairs(inside), pairs_of(marked, "paragraph")),
        "articles": score(article_pairs(inside), pairs_of(marked, "article")),
        "added": score(added(inside), {("", ref) for ref in added_rows(marked)}),
    }
    if gold_set.language == "ru":
        figures["deletion"] = measure_deletion(old, new, links)
    return figures


def touching(links: Iterable[Link], old: Document, new: Document) -> list[Link]:
    """Return the links with a provision of the part that was marked, on either side."""
    refs = [
        {unit.ref for top in document.body if (top.kind, top.num) == ("part", PART) for unit in top.walk()}
        for document in (old, new)
    ]
    return [link for link in links if not refs[0].isdisjoint(link.old) or not refs[1].isdisjoint(link.new)]


def score(found: set[Pair], marked: set[Pair]) -> Figures:
    """Return precision, recall and F1, rounded down: what is written never says more than was measured."""
    right = len(found & marked)
    precision, recall = right / max(1, len(found)), right / max(1, len(marked))
    f1 = 2 * right / max(1, len(found) + len(marked))
    return {"precision": floor(precision), "recall": floor(recall), "f1": floor(f1)}


def floor(share: float) -> float:
    """Return a share with four digits, rounded down."""
    return int(share * 10_000 + 1e-6) / 10_000


def pairs_of(marked: dict[str, Any], level: str) -> set[Pair]:
    """Return the pairs that a person marked."""
    return {(old, new) for old, new in marked["pairs"][level]}


def added_rows(marked: dict[str, Any]) -> list[str]:
    """Return the paragraphs that a person found to be new."""
    return [ref for row in marked["paragraph_level"] if row["relation"] == "added" for ref in row["new"]]


def paragraph_pairs(links: Iterable[Link]) -> set[Pair]:
    """Return the pairs of paragraphs linked, list items as themselves."""
    return {(old.split("#")[0], new.split("#")[0]) for link in links for old in link.old for new in link.new}


def article_pairs(links: Iterable[Link]) -> set[Pair]:
    """Return the pairs of articles that share a linked paragraph."""
    return {(article_of(old), article_of(new)) for old, new in paragraph_pairs(links)}


def article_of(ref: str) -> str:
    """Return the article of a reference."""
    return ref.split("#", maxsplit=1)[0].split(".", maxsplit=1)[0]


def added(links: Iterable[Link]) -> set[Pair]:
    """Return the paragraphs that the program says are new."""
    return {("", ref) for link in links if link.relation == "added" for ref in link.new}


def measure_deletion(old: Document, new: Document, links: Iterable[Link]) -> Figures:
    """Delete single articles, and return the share of the sure links elsewhere that stay as they were.

    `linked` counts links with two sides; `all` also counts provisions said to be added or removed, which may find a partner
    among the provisions that lost theirs.
    """
    kept: list[tuple[bool, bool]] = []
    before = [link for link in links if not link.doubtful]
    for side, document in enumerate((old, new)):
        for gone in article_numbers(document)[::EVERY]:
            pair = [old, new]
            pair[side] = without_article(document, gone)
            after = {_key(link) for link in _align(*pair)}
            untouched = (link for link in before if gone not in map(article_of, (link.old, link.new)[side]))
            kept.extend((bool(link.old and link.new), _key(link) in after) for link in untouched)
    linked = [stays for is_linked, stays in kept if is_linked]
    return {"linked": floor(sum(linked) / len(linked)), "all": floor(sum(stays for _, stays in kept) / len(kept))}


def _align(old: Document, new: Document) -> tuple[Link, ...]:
    return align(old, new, load_language(old.edition.language))


def _key(link: Link) -> tuple[object, ...]:
    return frozenset(link.old), frozenset(link.new), link.relation
