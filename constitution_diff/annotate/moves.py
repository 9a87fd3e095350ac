"""Findings about whole provisions and lists: moved, renamed throughout, titles of parts, rights that may not be limited."""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.clause_pairs import PAIR_SHARE, best_share
from constitution_diff.annotate.drafts import Draft
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.placing import Placed, article_of, owners, place, texts_of
from constitution_diff.annotate.scope import Scope
from constitution_diff.annotate.words import Names
from constitution_diff.model import Comparison, Link
from constitution_diff.observations import Evidence, ReferenceChange, Side


def relocated(index: int, link: Link, groups: Sequence[Group], names: Names, scope: Scope) -> list[Placed]:
    """Return what came from another part, sentence by sentence, and phrases brought from a provision that stays elsewhere.

    Sentences that have few words in common are no move, whatever their provisions are linked by; a phrase is told only where
    rights are spoken about.
    """
    found: list[Placed] = []
    for group in groups:
        if link.moved == "other_part" and _are_alike(group, names):
            words = tuple(clause.quote() for clause in group.old), tuple(clause.quote() for clause in group.new)
            found.append(place(Draft("relocated", "other-part", *words), group, index, link))
        for phrase, home in group.brought if scope.holds(group, "rule") else ():
            draft = Draft("relocated", "part-of-provision", (home.quote(),), (phrase.quote(),), "minor")
            found.append(Placed(draft, index, (home.ref,), owners(link.new, [phrase.clause.ref])))
    return found


def _are_alike(group: Group, names: Names) -> bool:
    return any(best_share(clause, group.old, names) >= PAIR_SHARE for clause in group.new)


def _whole(side: Side, refs: Sequence[str], texts: dict[str, str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(side, ref, 0, len(texts[ref]), texts[ref]) for ref in refs if texts.get(ref))


def moved_articles(comparison: Comparison) -> dict[int, list[Placed]]:
    """Return one relocation for the provisions that went from one article to another within their part, at the first link."""
    together: dict[tuple[str, str], list[int]] = {}
    for index, link in enumerate(comparison.links):
        if link.moved == "within_part" and link.old and link.new:
            together.setdefault((article_of(link.old[0]), article_of(link.new[0])), []).append(index)
    texts = texts_of(comparison)
    found: dict[int, list[Placed]] = {}
    for indices in together.values():
        links = [comparison.links[index] for index in indices]
        old, new = (
            tuple(dict.fromkeys(ref for link in links for ref in getattr(link, side))) for side in ("old", "new")
        )
        words = _whole("old", old, texts["old"]), _whole("new", new, texts["new"])
        draft = Draft("relocated", "within-part", *words, weight="minor")
        found[indices[0]] = [Placed(draft, indices[0], old, new)]
    return found


def renamed(comparison: Comparison, pairing: Pairing) -> list[Placed]:
    """Return one finding for each systematic renaming, with all its places."""
    found = []
    for one in pairing.renamings:
        links = [comparison.links[index] for index in one.links]
        old, new = (
            tuple(dict.fromkeys(ref for link in links for ref in getattr(link, side))) for side in ("old", "new")
        )
        found.append(
            Placed(
                Draft("terminology", "holder-renaming" if one.is_holder else "renaming", one.old, one.new, "minor"),
                -1,
                old,
                new,
            )
        )
    return found


def part_titles(comparison: Comparison) -> list[Placed]:
    """Return the parts compared that have another title now."""
    parts = [
        {top.num: top for top in document.body if top.kind == "part" and top.heading}
        for document in (comparison.old, comparison.new)
    ]
    chosen = comparison.parts or tuple(parts[0])
    found = []
    for num in chosen:
        old, new = parts[0].get(num), parts[1].get(num)
        if old and new and old.heading.casefold() != new.heading.casefold():
            gone = Evidence("old", old.ref, 0, len(old.heading), old.heading)
            come = Evidence("new", new.ref, 0, len(new.heading), new.heading)
            draft = Draft("terminology", "part-title", (gone,), (come,), "minor")
            found.append(Placed(draft, -1, (old.ref,), (new.ref,)))
    return found


def nonderogable(
    references: Sequence[ReferenceChange], placed: Sequence[Placed], texts: dict[str, dict[str, str]]
) -> list[Placed]:
    """Return what left and entered the list of rights that may not be limited, and what left the provisions on it."""
    found: list[Placed] = []
    for change in references:
        if not change.nonderogable:
            continue
        for cited in change.cited:
            refs = (*change.old, *cited.old), (*change.new, *cited.new)
            if cited.fate in ("left", "entered"):
                left = cited.fate == "left"
                sides = (_citing(change, "old", texts), ()) if left else ((), _citing(change, "new", texts))
                found.append(Placed(Draft("nonderogable_changed", f"nonderogable-{cited.fate}", *sides), -1, *refs))
            else:
                found += [
                    Placed(
                        Draft("nonderogable_changed", "nonderogable-content", one.draft.old, (), "minor"),
                        -1,
                        (*change.old, *one.old),
                        (*change.new, *one.new),
                    )
                    for one in placed
                    if one.draft.kind == "guarantee_removed" and _within(one.old, cited.old)
                ]
    return found


def _within(refs: Sequence[str], cited: Sequence[str]) -> bool:
    return any(ref == one or ref.startswith((f"{one}.", f"{one}#")) for ref in refs for one in cited)


def _citing(change: ReferenceChange, side: Side, texts: dict[str, dict[str, str]]) -> tuple[Evidence, ...]:
    """Return the citing words with their place."""
    words, refs = (change.old_words, change.old) if side == "old" else (change.new_words, change.new)
    places = [(ref, texts[side].get(ref, "").find(words)) for ref in refs]
    return tuple(Evidence(side, ref, start, start + len(words), words) for ref, start in places if words and start >= 0)
