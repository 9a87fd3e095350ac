"""Findings about wording: other terms in the same place, and links that changed in nothing but words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.drafts import Draft
from constitution_diff.annotate.phrases import Phrase, neighbours
from constitution_diff.annotate.placing import Placed
from constitution_diff.annotate.words import Names
from constitution_diff.model import Link
from constitution_diff.observations import Evidence, NumberChange, Side

LONGEST_TERM = 3
"""Words of matter up to which a replaced phrase is a term."""


MOST_PIECES = 3
"""Changed stretches that a finding about wording quotes."""


def other_words(
    index: int, link: Link, groups: Sequence[Group], names: Names, numbers: Sequence[NumberChange] = ()
) -> list[Placed]:
    """Return one finding for the terms of a link that other terms stand for now: same neighbours, no root in common."""
    pairs = [
        (gone, come)
        for group in groups
        for gone in group.gone
        for come in group.come
        if gone.is_wording and come.is_wording and _is_term(gone, come, names) and not _counts(gone, numbers)
    ]
    if not pairs:
        return []
    old, new = (tuple(dict.fromkeys(pair[side].quote() for pair in pairs)) for side in (0, 1))
    return [Placed(Draft("terminology", "other-words", old, new, "minor"), index, link.old, link.new)]


def _counts(phrase: Phrase, numbers: Sequence[NumberChange]) -> bool:
    """Return True when a number that changed stands in a phrase: numbers are told apart."""
    quote = phrase.quote()
    places = [one for change in numbers for one in change.evidence if (one.side, one.ref) == (quote.side, quote.ref)]
    return any(one.start < quote.end and quote.start < one.end for one in places)


def _is_term(gone: Phrase, come: Phrase, names: Names) -> bool:
    roots = [phrase.clause.roots[phrase.first] for phrase in (gone, come)]
    places = neighbours(gone, names), neighbours(come, names)
    is_near = any(here is not None and here == there for here, there in zip(*places, strict=True))
    return is_near and max(gone.size, come.size) <= LONGEST_TERM and roots[0][:4] != roots[1][:4]


def wording_only(
    texts: dict[str, dict[str, str]], index: int, link: Link, known: Sequence[Evidence], function_words: frozenset[str]
) -> list[Placed]:
    """Return one finding for a link whose words changed and to which no rule applies.

    Args:
        texts: old and new texts by reference.
        function_words: of the language, folded.
        known: words of systematic renamings; they are reported once, elsewhere.
    """
    pieces: tuple[list[Evidence], list[Evidence]] = ([], [])
    for hunk in link.hunks:
        if hunk.op == "equal" or hunk.hunk_class == "typographic":
            continue
        for number, (side, ref, span) in enumerate((("old", hunk.old_ref, hunk.old), ("new", hunk.new_ref, hunk.new))):
            piece = _piece(side, ref, texts[side].get(ref, ""), span, known, function_words)  # type: ignore[arg-type]
            if piece is not None:
                pieces[number].append(piece)
    if not (pieces[0] or pieces[1]) or not link.old or not link.new:
        return []
    draft = Draft("editorial", "wording-only", tuple(pieces[0][:MOST_PIECES]), tuple(pieces[1][:MOST_PIECES]), "minor")
    return [Placed(draft, index, link.old, link.new)]


def _piece(
    side: Side, ref: str, text: str, span: tuple[int, int], known: Sequence[Evidence], function_words: frozenset[str]
) -> Evidence | None:
    """Return the words of a span, None when it has none but those known already."""
    spans = [(one.start, one.end) for one in known if one.side == side and one.ref == ref]
    words = list(re.finditer(r"\w+", text[span[0] : span[1]]))
    fresh = [
        match
        for match in words
        if not any(a <= span[0] + match.start() and span[0] + match.end() <= b for a, b in spans)
    ]
    # What a renaming brings along, such as "of" before "Kazakhstan", is no change of its own.
    small = len(fresh) < len(words) and all(match.group().casefold() in function_words for match in fresh)
    if not fresh or small:
        return None
    start, end = span[0] + words[0].start(), span[0] + words[-1].end()
    return Evidence(side, ref, start, end, text[start:end])
