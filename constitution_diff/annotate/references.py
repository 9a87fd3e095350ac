"""References: what the citations of a document name in it, and which name nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from constitution_diff.annotate.blocks import units_of
from constitution_diff.annotate.citations import LEVELS, Cited, find_citations, open_range
from constitution_diff.annotate.keeping import keep_per_document
from constitution_diff.model import Document, Notice, Provision


class Reference(Struct, frozen=True, gc=False):
    """One citation in one provision."""

    ref: str
    """The provision that cites."""
    start: int
    """First code point of the citing words in its text."""
    end: int
    """One past their last code point."""
    words: str
    """The citing words, exact."""
    targets: tuple[str, ...]
    """References of the provisions cited, in the order named; ranges opened."""
    unresolved: tuple[str, ...] = ()
    """What is cited and does not exist in the document, as a reference would have it."""


@keep_per_document
def find_references(document: Document) -> tuple[Reference, ...]:
    """Return every citation of a document's own provisions, in reading order.

    A citation of another law is none. "This article" alone is one: it names the article it stands in.
    """
    code = document.edition.language
    found = [(unit, cited) for unit in units_of(document) if unit.text for cited in find_citations(unit.text, code)]
    finder = _Finder(document)
    return tuple([finder.resolve(unit, cited) for unit, cited in found])


def dangling(references: Iterable[Reference], side: str = "") -> tuple[Notice, ...]:
    """Return a notice for every reference that names something the document does not have.

    Args:
        references: of one document.
        side: ``old`` or ``new`` where the document is one of two; it stands before the place.
    """
    return tuple(
        Notice(
            "unresolved_reference",
            f"{side} {one.ref}".strip(),
            f"“{one.words}” cites {', '.join(one.unresolved)}, which is not in the text; it was left as it is",
        )
        for one in references
        if one.unresolved
    )


def check_references(old: Document, new: Document) -> tuple[Notice, ...]:
    """Return the notices about dangling references of two editions, old first."""
    return (*dangling(find_references(old), "old"), *dangling(find_references(new), "new"))


class _Finder:
    """Looks up what a citation names, seen from the provision it stands in."""

    def __init__(self, document: Document) -> None:
        self._units = {unit.ref: unit for unit in units_of(document)}
        self._above: dict[str, tuple[Provision, ...]] = {}
        for top in document.body:
            self._climb(top, ())

    def _climb(self, unit: Provision, above: tuple[Provision, ...]) -> None:
        # Of an article and its one unnumbered paragraph, which share a reference, the article is climbed last.
        for child in unit.children:
            self._climb(child, (*above, unit))
        self._above[unit.ref] = (*above, unit)

    def resolve(self, unit: Provision, cited: Cited) -> Reference:
        """Return what a citation in a provision names."""
        named = dict(cited.numbers)
        bases = self._outer(unit, named)
        for level in ("paragraph", "subparagraph", "block"):
            if level in named:
                bases = [
                    found
                    for base in bases
                    for number in self._numbers(named[level], base, level)
                    for found in self._inner(base, level, number)
                ]
        targets = tuple(dict.fromkeys(ref for ref in bases if ref in self._units))
        missing = tuple(dict.fromkeys(ref for ref in bases if ref not in self._units))
        return Reference(unit.ref, cited.start, cited.end, unit.text[cited.start : cited.end], targets, missing)

    def _outer(self, unit: Provision, named: dict[str, tuple[str, ...]]) -> list[str]:
        """Return the article, part or chapter named; without one, the article the citation stands in."""
        if named.get("article"):
            return [number for printed in named["article"] for number in self._articles(printed)]
        for level in LEVELS[:3]:
            if level in named and not set(named) & {"article", "paragraph", "subparagraph", "block"}:
                return self._divisions(unit, level, named[level])
        article = self._ancestor(unit, "article")
        if named.get("paragraph") == () and "article" not in named:
            # "This paragraph": what is inside it is counted from it.
            paragraph = self._ancestor(unit, "paragraph")
            named.pop("paragraph")
            return [paragraph or article]
        return [article]

    def _articles(self, printed: str) -> tuple[str, ...]:
        plain = printed.replace("\u2013", "-").replace("\u2014", "-").replace(" ", "")
        return (plain,) if plain in self._units else open_range(printed)

    def _divisions(self, unit: Provision, level: str, numbers: Sequence[str]) -> list[str]:
        if not numbers:
            return [self._ancestor(unit, level) or level]
        own = [f"{above.ref} {level} " for above in self._above.get(unit.ref, ()) if above.kind == "part"]
        found = []
        for number in numbers:
            names = [prefix + number for prefix in (*own, f"{level} ")]
            name = next((name for name in names if name in self._units), None)
            if name is None:
                elsewhere = [ref for ref in self._units if ref.endswith(f" {level} {number}")]
                name = elsewhere[0] if len(elsewhere) == 1 else names[-1]
            found.append(name)
        return found

    def _ancestor(self, unit: Provision, kind: str) -> str:
        return next((above.ref for above in reversed(self._above.get(unit.ref, ())) if above.kind == kind), "")

    def _numbers(self, printed: Sequence[str], base: str, level: str) -> list[str]:
        """Return single numbers: ``3-4`` is one number where the text has it, a range where it has not."""
        numbers: list[str] = []
        for one in printed:
            whole = self._inner(base, level, one.replace("\u2013", "-"))
            numbers += [one.replace("\u2013", "-")] if whole and whole[0] in self._units else open_range(one)
        return numbers

    def _inner(self, base: str, level: str, number: str) -> list[str]:
        if level == "paragraph":
            return [f"{base}.{number}"]
        if level == "subparagraph":
            direct = f"{base}.{number})"
            below = [unit.ref for unit in self._below(base) if unit.kind == "subparagraph" and unit.num == number]
            return [direct] if direct in self._units or len(below) != 1 else below
        # "Part two" of a paragraph is its second unnumbered block; of an article with numbered paragraphs, a paragraph.
        if number == "1" and base in self._units:
            return [base]
        paragraph, block = f"{base}.{number}", f"{base}#{number}"
        return [paragraph if block not in self._units and paragraph in self._units else block]

    def _below(self, base: str) -> Iterable[Provision]:
        unit = self._above.get(base, ())
        return unit[-1].walk() if unit else ()
