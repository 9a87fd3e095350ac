"""Findings about wording: other terms in the same place, and links that changed in nothing but words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from constitution_diff.align.terms import stem
from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.drafts import Draft
from constitution_diff.annotate.pairing import Pairing
from constitution_diff.annotate.phrases import Phrase, neighbours
from constitution_diff.annotate.placing import Placed
from constitution_diff.annotate.words import Names
from constitution_diff.model import Link
from constitution_diff.observations import Evidence, Side

_WORD = re.compile(r"\w+")
LONGEST_TERM = 3
"""Words of matter up to which a replaced phrase is a term."""


SAFEGUARD_TERMS = ("court-control", "compensation", "necessity")
"""Markers whose words may be others for the same safeguard."""


MOST_PIECES = 3
"""Changed stretches that a finding about wording quotes."""


def other_words(
    index: int, link: Link, groups: Sequence[Group], names: Names, told: Sequence[Evidence] = ()
) -> list[Placed]:
    """Return one finding for the terms of a link that other terms stand for now: same neighbours, no root in common.

    Args:
        told: words that another finding is about already.
    """
    pairs = [
        (gone, come)
        for group in groups
        for gone in group.gone
        for come in group.come
        if gone.is_wording and come.is_wording and _is_term(gone, come, names) and not _is_told(gone, told)
    ]
    quotes = [(gone.quote(), come.quote()) for gone, come in pairs]
    quotes += [pair for group in groups for pair in _other_safeguards(group, names)]
    if not quotes:
        return []
    old, new = (tuple(dict.fromkeys(pair[side] for pair in quotes)) for side in (0, 1))
    return [Placed(Draft("terminology", "other-words", old, new, "minor"), index, link.old, link.new)]


def _other_safeguards(group: Group, names: Names) -> list[tuple[Evidence, Evidence]]:
    """Return the safeguards that are named by other words now: "by sanction of a court", "by judicial decision"."""
    found = []
    if not all(any(clause.has(*SAFEGUARD_TERMS) for clause in side) for side in (group.old, group.new)):
        return []
    for name in SAFEGUARD_TERMS:
        if name in group.left or name in group.entered:
            continue
        sides = [
            [(hit, clause) for clause in side for hit in clause.markers if hit.marker == name]
            for side in (group.old, group.new)
        ]
        words = [[names.inside(clause, hit.start, hit.end) for hit, clause in side] for side in sides]
        is_other = all(len(one & two) <= min(len(one), len(two)) / 2 for one in words[0] for two in words[1])
        if all(sides) and is_other:
            old, new = ([clause.quote(hit.start, hit.end) for hit, clause in side] for side in sides)
            found += list(zip(old, new, strict=False))
    return found


def _is_told(phrase: Phrase, told: Sequence[Evidence]) -> bool:
    quote = phrase.quote()
    places = [one for one in told if (one.side, one.ref) == (quote.side, quote.ref)]
    return any(one.start < quote.end and quote.start < one.end for one in places)


def _is_term(gone: Phrase, come: Phrase, names: Names) -> bool:
    roots = [stem(phrase.clause.sentence.norms[phrase.first], names.language) for phrase in (gone, come)]
    places = neighbours(gone, names), neighbours(come, names)
    is_near = any(here is not None and here == there for here, there in zip(*places, strict=True))
    return is_near and max(gone.size, come.size) <= LONGEST_TERM and roots[0][:4] != roots[1][:4]


def wording_only(
    texts: dict[str, dict[str, str]],
    index: int,
    link: Link,
    known: dict[tuple[str, str], list[Evidence]],
    pairing: Pairing,
) -> list[Placed]:
    """Return one finding for a link whose words changed and to which no rule applies.

    Args:
        texts: old and new texts by reference.
        known: words of systematic renamings by side and provision; they are reported once, elsewhere.
        pairing: tells which blocks are the link's own.
    """
    pieces: tuple[list[Evidence], list[Evidence]] = ([], [])
    for hunk in link.hunks:
        if hunk.op == "equal" or hunk.hunk_class == "typographic":
            continue
        for number, (side, ref, span) in enumerate((("old", hunk.old_ref, hunk.old), ("new", hunk.new_ref, hunk.new))):
            # More words than are quoted need not be looked at; most hunks are empty on one side.
            is_spare = span[0] == span[1] or len(pieces[number]) == MOST_PIECES
            # What has a link of its own is told there.
            if is_spare or pairing.owners[side].get(ref, "") not in (link.old, link.new)[number]:  # type: ignore[index]
                continue
            words = known.get((side, ref), ())
            text, function_words = texts[side].get(ref, ""), pairing.names.language.function_words
            piece = _piece(side, ref, text, span, words, function_words)  # type: ignore[arg-type]
            if piece is not None:
                pieces[number].append(piece)
    if not (pieces[0] or pieces[1]) or not link.old or not link.new:
        return []
    draft = Draft("editorial", "wording-only", tuple(pieces[0]), tuple(pieces[1]), "minor")
    return [Placed(draft, index, link.old, link.new)]


def _piece(
    side: Side, ref: str, text: str, span: tuple[int, int], known: Sequence[Evidence], function_words: frozenset[str]
) -> Evidence | None:
    """Return the words of a span, None when it has none but those known already."""
    first = _WORD.search(text, *span)
    if first is None:
        return None
    if known:
        words = list(_WORD.finditer(text, *span))
        fresh = [
            match for match in words if not any(one.start <= match.start() and match.end() <= one.end for one in known)
        ]
        # What a renaming brings along, such as "of" before "Kazakhstan", is no change of its own.
        small = len(fresh) < len(words) and all(match.group().casefold() in function_words for match in fresh)
        if not fresh or small:
            return None
    start, end = first.start(), span[1]
    while not _WORD.match(text, end - 1, end):
        end -= 1
    return Evidence(side, ref, start, end, text[start:end])
