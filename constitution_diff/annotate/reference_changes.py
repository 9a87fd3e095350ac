"""Citations of linked provisions compared through the alignment: what is cited now, was it cited before.

Bare numbers say nothing: an article that was renumbered is cited by another number and still cited, and a number that
stands on both sides may name two different rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from constitution_diff.annotate.blocks import Block, blocks_by_ref, blocks_of
from constitution_diff.annotate.counterparts import Counterparts, find_counterparts, is_inside
from constitution_diff.annotate.lexicon import read_explanations
from constitution_diff.annotate.markers import find_markers
from constitution_diff.annotate.references import Reference, find_references
from constitution_diff.annotate.sentences import split_sentences
from constitution_diff.languages import language_of
from constitution_diff.model import Comparison, Document
from constitution_diff.observations import CitedProvision, ReferenceChange, Sentences

NOT_LIMITED = "no-limitation"
"""The marker of a sentence that says which rights may never be limited."""


class _Edition(Struct, frozen=True):
    """One edition's citations."""

    code: str
    blocks: dict[str, tuple[Block, ...]]
    references: dict[str, tuple[Reference, ...]]

    @property
    def cited(self) -> frozenset[str]:
        """Return everything that is cited anywhere."""
        return frozenset(ref for found in self.references.values() for one in found for ref in one.targets)

    def cited_by(self, refs: Sequence[str]) -> tuple[Reference, ...]:
        """Return the citations in provisions and below them."""
        return tuple(
            reference
            for block, _ in blocks_of(refs, self.blocks)
            for reference in self.references.get(block, ())
            if reference.targets
        )

    def text(self, ref: str) -> str:
        """Return the words of the provision with a reference."""
        return dict(self.blocks[ref])[ref]


def compare_references(comparison: Comparison) -> tuple[ReferenceChange, ...]:
    """Return, for every link whose old and new provisions both cite others, what became of each provision cited.

    A provision cited is `renumbered` or `kept` when its counterpart is cited too, `left` when no counterpart is, `entered`
    when what it came from was not cited. A whole article is taken apart where its paragraphs fare differently. What is new
    or gone inside an article that is cited on both sides is told by its own link. Provisions that no link of the comparison
    covers are not judged.

    Returns:
        In the order of the links; without links that cite the same provisions by the same numbers.
    """
    old, new = _read(comparison.old), _read(comparison.new)
    judge = _Judge(*find_counterparts(comparison, (old.cited, new.cited)))
    changes: list[ReferenceChange] = []
    for link in comparison.links:
        olds = old.cited_by(link.old)
        news = new.cited_by(link.new) if olds else ()
        cited = judge.compare(olds, news) if olds and news else ()
        if any(one.fate != "kept" for one in cited):
            change = ReferenceChange(
                old=link.old,
                new=link.new,
                cited=cited,
                nonderogable=_is_nonderogable(olds, old) or _is_nonderogable(news, new),
                old_words=_citing_words(olds, old),
                new_words=_citing_words(news, new),
                explanation=explain(cited),
            )
            changes.append(change)
    return tuple(changes)


def _read(document: Document) -> _Edition:
    references: dict[str, tuple[Reference, ...]] = {}
    for one in find_references(document):
        references[one.ref] = (*references.get(one.ref, ()), one)
    return _Edition(document.edition.language, blocks_by_ref(document), references)


class _Judge:
    """Tells the fate of provisions cited."""

    def __init__(self, old: Counterparts, new: Counterparts) -> None:
        self._old = old
        self._new = new

    def compare(self, olds: Sequence[Reference], news: Sequence[Reference]) -> tuple[CitedProvision, ...]:
        """Return the fate of every provision cited: those of the old text in its order, then what entered."""
        cited_before = {unit: target for one in olds for target in one.targets for unit in self._old.known(target)}
        cited_now = {unit: target for one in news for target in one.targets for unit in self._new.known(target)}
        fates = [fate for target in _named(olds) for fate in self._of_old(target, cited_now)]
        fates += [fate for target in _named(news) for fate in self._of_new(target, cited_before)]
        return tuple(dict.fromkeys(fates))

    def _of_old(self, target: str, cited_now: dict[str, str]) -> list[CitedProvision]:
        domain = {self._new.parts.get(unit, "") for unit in cited_now}
        stayed: list[str] = []
        left: list[CitedProvision] = []
        for unit in self._old.known(target):
            held, lost = _divide(self._old.others[unit], cited_now)
            stayed += held
            # What a split carried into another part than the list is about is told by its own link, not by the list.
            inside = tuple(one for one in lost if self._new.parts.get(one, "") in domain)
            if inside or not held:
                left.append(CitedProvision((unit,), inside if held else lost, "left"))
        if not stayed:
            return [CitedProvision((target,), _union(one.new for one in left), "left")] if left else []
        held_by = tuple(dict.fromkeys(stayed))
        kept = CitedProvision((target,), held_by, "kept" if held_by == (target,) else "renumbered")
        return [kept, *(one for one in left if one.new)]

    def _of_new(self, target: str, cited_before: dict[str, str]) -> list[CitedProvision]:
        domain = {self._old.parts.get(unit, "") for unit in cited_before}
        is_paired = False
        entered: list[CitedProvision] = []
        for unit in self._new.known(target):
            held, strange = _divide(self._new.others[unit], cited_before)
            is_paired = is_paired or bool(held)
            inside = tuple(one for one in strange if self._old.parts.get(one, "") in domain)
            if inside or not held:
                entered.append(CitedProvision(inside if held else strange, (unit,), "entered"))
        if not is_paired:
            return [CitedProvision(_union(one.old for one in entered), (target,), "entered")] if entered else []
        return [one for one in entered if one.old]


def _named(references: Sequence[Reference]) -> tuple[str, ...]:
    """Return what is cited, without what the citing provision stands in ("this article")."""
    return tuple(
        dict.fromkeys(target for one in references for target in one.targets if not is_inside(one.ref, target))
    )


def _divide(counterparts: Sequence[str], cited: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the targets that cite a unit's counterparts, and the counterparts that nothing cites."""
    held: list[str] = []
    lost: list[str] = []
    for one in counterparts:
        targets = [target for unit, target in cited.items() if is_inside(one, unit) or is_inside(unit, one)]
        held += targets
        if not targets:
            lost.append(one)
    return held, tuple(lost)


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))


def _is_nonderogable(references: Sequence[Reference], edition: _Edition) -> bool:
    """Return True when a sentence that cites says that the rights may not be limited."""
    folding = language_of(edition.code).folding
    for one in references:
        text = edition.text(one.ref)
        forbidding = {hit.sentence for hit in find_markers(text, edition.code) if hit.marker == NOT_LIMITED}
        sentences = split_sentences(text, folding)
        if any(sentence.index in forbidding and sentence.start <= one.start < sentence.end for sentence in sentences):
            return True
    return False


def _citing_words(references: Sequence[Reference], edition: _Edition) -> str:
    """Return the citing words of the first provision that cites, from its first citation to its last."""
    first = references[0]
    last = [one for one in references if one.ref == first.ref][-1]
    return edition.text(first.ref)[first.start : last.end]


def explain(cited: Sequence[CitedProvision]) -> Sentences:
    """Return one sentence in every language that has words for citations."""
    return tuple((code, _sentence(cited, forms)) for code, forms in read_explanations("citations.toml"))


def _sentence(cited: Sequence[CitedProvision], forms: dict[str, str]) -> str:
    clauses = []
    for fate in ("left", "entered", "renumbered", "kept"):
        items = [_item(one, forms) for one in cited if one.fate == fate]
        if items:
            clauses.append(forms[fate].format(items=", ".join(items)))
    text = "; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _item(one: CitedProvision, forms: dict[str, str]) -> str:
    old, new = ", ".join(one.old), ", ".join(one.new)
    if one.fate == "left":
        return forms["now"].format(old=old, new=new) if new else old
    if one.fate == "entered":
        return forms["from"].format(old=old, new=new) if old else new
    return old if one.fate == "kept" else forms["pair"].format(old=old, new=new)
