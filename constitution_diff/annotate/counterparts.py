"""Where the provisions of one edition stand in the other, by the links and, inside a link, by the words of their blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache

from msgspec import Struct

from constitution_diff.align.terms import bag, dice
from constitution_diff.annotate.blocks import Block, blocks_by_ref, blocks_of, tops_by_ref, units_of
from constitution_diff.languages import Language, language_of
from constitution_diff.model import Comparison, Document

OWN_SHARE = 0.4
"""Share of terms (Dice) two blocks of one link must have in common for one to be the other. Kazakhstan 1995/2026, ru and kk,
November 2026: 0.3 to 0.5 tried on the subparagraphs cited, all the same."""


class Counterparts(Struct, frozen=True):
    """One side's provisions and what they became, or came from, on the other."""

    units: dict[str, tuple[str, ...]]
    """For every reference asked for, the units below it that links name, finest left out where a coarser one is named;
    itself where links name only something above it."""
    others: dict[str, tuple[str, ...]]
    """For every unit, its counterparts; none when it is new or gone; missing when the comparison does not say."""
    parts: dict[str, str]
    """The part each provision is in; empty where there are no parts."""

    def known(self, ref: str) -> tuple[str, ...]:
        """Return the units of a reference whose fate the comparison tells."""
        return tuple(unit for unit in self.units.get(ref, ()) if unit in self.others)


def find_counterparts(
    comparison: Comparison, cited: tuple[frozenset[str], frozenset[str]]
) -> tuple[Counterparts, Counterparts]:
    """Return the counterparts of the old provisions and of the new ones.

    Args:
        cited: old and new references that are asked for; inside a link blocks are put together where one of them that no
            link names is asked for.
    """
    pairs = _block_pairs(comparison, cited)
    return (
        _side(comparison.old, [(link.old, link.new) for link in comparison.links], pairs, cited[0]),
        _side(
            comparison.new, [(link.new, link.old) for link in comparison.links], [(b, a) for a, b in pairs], cited[1]
        ),
    )


def _side(
    document: Document,
    links: Sequence[tuple[tuple[str, ...], tuple[str, ...]]],
    pairs: Iterable[tuple[str, str]],
    cited: Set[str],
) -> Counterparts:
    others: dict[str, list[str]] = {}
    for here, there in links:
        for ref in here:
            others.setdefault(ref, []).extend(there)
    inner = dict(pairs)
    covered = frozenset(others)
    every = {unit.ref: unit for unit in units_of(document)}
    named = {ref: [one.ref for one in every[ref].walk() if one.ref in covered] for ref in cited if ref in every}
    for ref, unit in every.items():
        # What is inside a unit that links name, and has none of its own.
        is_inside_one = ref not in covered and not covered.isdisjoint(units_around(ref))
        if is_inside_one and not any(one.ref in others for one in unit.walk()):
            others[ref] = [inner[ref]] if ref in inner else []
    return Counterparts(
        {ref: _coarsest(refs) or (ref,) for ref, refs in named.items()},
        {ref: tuple(dict.fromkeys(refs)) for ref, refs in others.items()},
        {ref: top.ref if top.kind == "part" else "" for ref, top in tops_by_ref(document).items()},
    )


def _coarsest(refs: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for ref in refs:
        if ref not in kept and kept.keys().isdisjoint(units_around(ref)):
            kept[ref] = None
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


def _block_pairs(comparison: Comparison, cited: tuple[frozenset[str], frozenset[str]]) -> list[tuple[str, str]]:
    """Return the blocks inside links that belong together: for each the best on the other side, when the choice is mutual."""
    language = language_of(comparison.new.edition.language)
    old, new = blocks_by_ref(comparison.old), blocks_by_ref(comparison.new)
    asked = (
        cited[0].difference([ref for link in comparison.links for ref in link.old]),
        cited[1].difference([ref for link in comparison.links for ref in link.new]),
    )
    sides = ((blocks_of(link.old, old), blocks_of(link.new, new)) for link in comparison.links)
    return [
        pair
        for olds, news in sides
        if len(olds) + len(news) > 2
        and any(_has_one(blocks, refs) for blocks, refs in zip((olds, news), asked, strict=True))
        for pair in pairs_of(olds, news, asked, language)
    ]


def _has_one(blocks: Iterable[Block], refs: Set[str]) -> bool:
    return any(ref in refs for ref, _ in blocks)


def pairs_of(
    old: Iterable[Block], new: Iterable[Block], asked: tuple[Set[str], Set[str]], language: Language
) -> list[tuple[str, str]]:
    """Return the blocks of two sides that are each other's best, as far as they are asked for.

    Args:
        asked: old and new references; a pair has at least one of them.
    """
    terms = [{ref: bag(text, language) for ref, text in blocks} for blocks in (old, new)]

    # Of a long provision few blocks are cited: only their rows and columns are looked at.
    @cache
    def best(side: int, ref: str) -> str:
        own = terms[side][ref]
        shares = [(dice(own, other), name) for name, other in terms[1 - side].items()]
        share, name = max(shares, default=(0.0, ""))
        return name if share >= OWN_SHARE else ""

    chosen = [(ref, best(0, ref)) for ref in terms[0] if ref in asked[0]]
    chosen += [(best(1, ref), ref) for ref in terms[1] if ref in asked[1]]
    return [(a, b) for a, b in dict.fromkeys(chosen) if a and b and best(0, a) == b and best(1, b) == a]
