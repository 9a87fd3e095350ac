"""The groups of a whole comparison: every sentence of every link, put together with what it became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.annotate.blocks import linkable_blocks
from constitution_diff.annotate.changes import Group, compare_group, surround
from constitution_diff.annotate.clause_pairs import best_share, pair_clauses
from constitution_diff.annotate.clauses import Clause, read_clauses
from constitution_diff.annotate.renamings import Renaming, take_renamings
from constitution_diff.annotate.words import Names
from constitution_diff.languages import Language
from constitution_diff.model import Comparison, Document
from constitution_diff.observations import Side


class Pairing(Struct, frozen=True):
    """All groups of a comparison."""

    groups: tuple[Group, ...]
    """In order of links, then of new sentences."""
    renamings: tuple[Renaming, ...]
    """Systematic renamings, most frequent first; their words are in no group's phrases."""
    names: Names
    """Numbers of the words of both editions."""
    owners: dict[Side, dict[str, str]]
    """For both sides and every block the reference of a link that names it most closely."""


def focus(comparison: Comparison) -> Comparison:
    """Return a comparison whose links name no new provision outside the parts compared, where they name one inside.

    A paragraph that stays in its part and has a distant likeness elsewhere is told by what stayed.
    """
    inside = {
        unit.ref
        for top in comparison.new.body
        if top.kind == "part" and top.num in comparison.parts
        for unit in top.walk()
    }
    links = tuple(
        replace(link, new=tuple(ref for ref in link.new if ref in inside) or link.new) for link in comparison.links
    )
    return replace(comparison, links=links) if comparison.parts else comparison


def pair_comparison(comparison: Comparison, language: Language) -> Pairing:
    """Return every sentence of the links, paired, with what went and came between the two sides."""
    names = Names(language)
    owners = block_owners(comparison)
    clauses = link_clauses(comparison, owners, language)
    shared = _shared(comparison)
    owned = [_own(index, clauses, shared, names) for index in range(len(clauses))]
    groups: list[Group] = []
    for index, (old, new) in enumerate(owned):
        elsewhere = tuple(_elsewhere(index, side, clauses, owned, shared) for side in (0, 1))
        around = surround(old, new, (elsewhere[0], elsewhere[1]), names)
        groups.extend(compare_group(index, olds, news, around, names) for olds, news in pair_clauses(old, new, names))
    renamings = take_renamings(comparison, groups, names)
    return Pairing(tuple(groups), renamings, names, owners)


def _own(
    index: int,
    clauses: Sequence[tuple[tuple[Clause, ...], tuple[Clause, ...]]],
    shared: Sequence[Sequence[int]],
    names: Names,
) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Return the sentences of a link, without those that another link with the same provision tells more about."""
    if not shared[index]:
        return clauses[index]
    sides: list[tuple[Clause, ...]] = []
    for side in (0, 1):
        rivals = {_key(clause): other for other in shared[index] for clause in clauses[other][side]}
        kept = []
        for clause in clauses[index][side]:
            other = rivals.get(_key(clause))
            share = best_share(clause, clauses[index][1 - side], names) if other is not None else 0.0
            if other is None or (share, -index) > (best_share(clause, clauses[other][1 - side], names), -other):
                kept.append(clause)
        sides.append(tuple(kept))
    return sides[0], sides[1]


def _elsewhere(
    index: int,
    side: int,
    clauses: Sequence[tuple[tuple[Clause, ...], tuple[Clause, ...]]],
    owned: Sequence[tuple[tuple[Clause, ...], tuple[Clause, ...]]],
    shared: Sequence[Sequence[int]],
) -> tuple[Clause, ...]:
    """Return the sentences of a side that stand in links sharing a provision, and not among a link's own."""
    if not shared[index]:
        return ()
    own = {_key(clause) for clause in owned[index][side]}
    near = [clause for number in (index, *shared[index]) for clause in clauses[number][side]]
    return tuple({_key(clause): clause for clause in near if _key(clause) not in own}.values())


def _key(clause: Clause) -> tuple[str, int]:
    return clause.ref, clause.sentence.index


def link_clauses(
    comparison: Comparison, owners: dict[Side, dict[str, str]], language: Language
) -> list[tuple[tuple[Clause, ...], tuple[Clause, ...]]]:
    """Return the sentences of both sides of every link; a subparagraph with a link of its own is not its paragraph's."""
    sides: list[list[tuple[Clause, ...]]] = []
    for side, document in _sides(comparison):
        units = linkable_blocks(document)
        named = [link.old if side == "old" else link.new for link in comparison.links]
        owner = owners[side]
        sides.append(
            [
                read_clauses(
                    side,
                    [block for ref in refs for block in units.get(ref, ()) if owner[block[0]] in refs],
                    language,
                )
                for refs in named
            ]
        )
    return list(zip(*sides, strict=True))


def block_owners(comparison: Comparison) -> dict[Side, dict[str, str]]:
    """Return for both sides and every block the reference of a link that names it most closely."""
    found: dict[Side, dict[str, str]] = {}
    for side, document in _sides(comparison):
        units = linkable_blocks(document)
        named = {ref for link in comparison.links for ref in (link.old if side == "old" else link.new)}
        found[side] = {block: ref for ref in sorted(named, key=len) for block, _ in units.get(ref, ())}
    return found


def _sides(comparison: Comparison) -> tuple[tuple[Side, Document], tuple[Side, Document]]:
    return ("old", comparison.old), ("new", comparison.new)


def _shared(comparison: Comparison) -> list[list[int]]:
    """Return for every link the other links that have a provision in common with it."""
    by_ref: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, link in enumerate(comparison.links):
        for ref in link.old:
            by_ref["old", ref].append(index)
        for ref in link.new:
            by_ref["new", ref].append(index)
    found: list[list[int]] = []
    for index, link in enumerate(comparison.links):
        near = {
            other
            for side, refs in (("old", link.old), ("new", link.new))
            for ref in refs
            for other in by_ref[side, ref]
        }
        found.append(sorted(near - {index}))
    return found
