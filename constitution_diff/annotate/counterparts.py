"""Where the provisions of one edition stand in the other, by the links and, inside a link, by the words of their blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from msgspec import Struct

from constitution_diff.align.terms import bag
from constitution_diff.annotate.blocks import Block, blocks_by_ref, blocks_of
from constitution_diff.languages import Language, language_of
from constitution_diff.model import Comparison, Document

OWN_SHARE = 0.4
"""Share of terms (Dice) two blocks of one link must have in common for one to be the other. Kazakhstan 1995/2026, ru and kk,
November 2026: 0.3 to 0.5 tried on the subparagraphs cited, all the same."""


class Counterparts(Struct, frozen=True):
    """One side's provisions and what they became, or came from, on the other."""

    units: dict[str, tuple[str, ...]]
    """For every reference, the units below it that links name, finest left out where a coarser one is named; itself where
    links name only something above it."""
    others: dict[str, tuple[str, ...]]
    """For every unit, its counterparts; none when it is new or gone; missing when the comparison does not say."""
    parts: dict[str, str]
    """The part each provision is in; empty where there are no parts."""

    def known(self, ref: str) -> tuple[str, ...]:
        """Return the units of a reference whose fate the comparison tells."""
        return tuple(unit for unit in self.units.get(ref, ()) if unit in self.others)


def find_counterparts(comparison: Comparison, cited: tuple[Set[str], Set[str]]) -> tuple[Counterparts, Counterparts]:
    """Return the counterparts of the old provisions and of the new ones.

    Args:
        cited: old and new references that are asked for; inside links only what holds one of them is put together.
    """
    pairs = _block_pairs(comparison, cited)
    return (
        _side(comparison.old, [(link.old, link.new) for link in comparison.links], pairs),
        _side(comparison.new, [(link.new, link.old) for link in comparison.links], {(b, a) for a, b in pairs}),
    )


def _side(
    document: Document, links: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], pairs: Iterable[tuple[str, str]]
) -> Counterparts:
    others: dict[str, list[str]] = {}
    for here, there in links:
        for ref in here:
            others.setdefault(ref, []).extend(there)
    units: dict[str, tuple[str, ...]] = {}
    inner = dict(pairs)
    covered = frozenset(others)
    for unit in document.provisions():
        named = [one.ref for one in unit.walk() if one.ref in others]
        units[unit.ref] = _coarsest(named) or (unit.ref,)
        if not named and not covered.isdisjoint((unit.ref, *units_around(unit.ref))):
            others[unit.ref] = [inner[unit.ref]] if unit.ref in inner else []
    parts = {one.ref: top.ref if top.kind == "part" else "" for top in document.body for one in top.walk()}
    return Counterparts(units, {ref: tuple(dict.fromkeys(refs)) for ref, refs in others.items()}, parts)


def _coarsest(refs: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for ref in dict.fromkeys(refs):
        if not any(is_inside(ref, one) for one in kept):
            kept.append(ref)
    return tuple(kept)


def is_inside(block: str, ref: str) -> bool:
    """Return True when a reference is that of a unit or of a block below it.

    >>> is_inside("16.2#2", "16.2"), is_inside("46.2)#2", "46"), is_inside("16", "1")
    (True, True, False)
    """
    return block == ref or block.startswith((f"{ref}.", f"{ref}#"))


def units_around(ref: str) -> tuple[str, ...]:
    """Return the references of all units that one lies inside of, outermost first.

    >>> units_around("16.2#2")
    ('16', '16.2')
    """
    return tuple(ref[:place] for place, sign in enumerate(ref) if sign in ".#")


def _block_pairs(comparison: Comparison, cited: tuple[Set[str], Set[str]]) -> set[tuple[str, str]]:
    """Return the blocks inside links that belong together: for each the best on the other side, when the choice is mutual."""
    language = language_of(comparison.new.edition.language)
    old, new = blocks_by_ref(comparison.old), blocks_by_ref(comparison.new)
    sides = ((blocks_of(link.old, old), blocks_of(link.new, new)) for link in comparison.links)
    return {
        pair
        for olds, news in sides
        if len(olds) + len(news) > 2
        and any(_has_one(blocks, refs) for blocks, refs in zip((olds, news), cited, strict=True))
        for pair in _pairs_in(olds, news, language)
    }


def _has_one(blocks: Iterable[Block], refs: Set[str]) -> bool:
    return any(ref in refs for ref, _ in blocks)


def _pairs_in(old: Sequence[Block], new: Sequence[Block], language: Language) -> Iterable[tuple[str, str]]:
    olds, news = ({ref: bag(text, language) for ref, text in blocks} for blocks in (old, new))
    shares = {(a, b): share for a in olds for b in news if (share := _dice(olds[a], news[b])) >= OWN_SHARE}
    best_new = {a: max((shares[pair], pair[1]) for pair in shares if pair[0] == a)[1] for a, _ in shares}
    best_old = {b: max((shares[pair], pair[0]) for pair in shares if pair[1] == b)[1] for _, b in shares}
    return [(a, b) for a, b in best_new.items() if best_old[b] == a]


def _dice(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
