"""Numbers compared inside links: which went, which came, which were replaced. A number that only moved is no change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from constitution_diff.align.terms import bag, dice
from constitution_diff.annotate.blocks import Block, blocks_by_ref, blocks_of
from constitution_diff.annotate.lexicon import read_explanations
from constitution_diff.annotate.markers import MarkerHit, find_markers
from constitution_diff.annotate.number_words import load_number_words
from constitution_diff.annotate.quantities import NumberMention, find_numbers
from constitution_diff.annotate.sentences import clause_around
from constitution_diff.languages import Language, language_of
from constitution_diff.model import Comparison, Document
from constitution_diff.observations import Evidence, NumberChange, Sentences, Side

CLAUSE_SHARE = 0.2
"""Share of terms (Dice) two clauses must have in common for the number of one to have replaced that of the other.
Kazakhstan 1995/2026, ru and kk, November 2026: 0.1 to 0.4 tried; lower pairs terms of different offices."""
SURE_SHARE = 0.7
"""The same for a number that stands on both sides: from here on a clause is the same one, and what it says now counts
(kz-1995 and kz-2026, term of the Prosecutor General: 0.8; 0.6 to 0.8 tried, all the same)."""
BY_LAW = ("according-to-law", "law-order", "regulated-by-law", "only-by-law")
"""Markers by which a clause leaves something to the law."""
FAMILIES = (frozenset(("minute", "hour", "day", "week", "month", "year")), frozenset(("share", "majority", "percent")))
"""Units of which one may replace another."""


# the same number may stand twice: compared by identity
class _Placed(Struct, frozen=True, eq=False, gc=False):
    """A number with its place and clause."""

    mention: NumberMention
    ref: str
    text: str
    language: Language
    side: Side

    @property
    def clause(self) -> str:
        """The clause it stands in."""
        return _clause(self.text, self.mention.start, self.mention.end)

    @property
    def terms(self) -> Counter[str]:
        """The terms of that clause."""
        return _terms(self.clause, self.language)

    def evidence(self) -> Evidence:
        return Evidence(self.side, self.ref, self.mention.start, self.mention.end, self.mention.words)


@lru_cache(maxsize=1024)
def _clause(text: str, start: int, end: int) -> str:
    return text[slice(*clause_around(text, start, end))]


@lru_cache(maxsize=1024)
def _terms(clause: str, language: Language) -> Counter[str]:
    return bag(clause, language)


def compare_numbers(comparison: Comparison) -> tuple[NumberChange, ...]:
    """Return the numbers that went, came or were replaced, inside links and with whole provisions.

    Inside a link a number stays when the same value of the same unit stands on the other side, wherever. What is left is
    put together where the unit is the same or of one family and the clauses share words; the rest went or came. Of a
    number that went, the clause that now stands for its own is told, and whether it leaves the matter to the law.

    Returns:
        In the order of the links; inside a link those that went or were replaced in old order, then those that came.
    """
    language = language_of(comparison.new.edition.language)
    if load_number_words(language.code) is None:
        return ()
    old = _Texts("old", comparison.old, [link.old for link in comparison.links], language)
    new = _Texts("new", comparison.new, [link.new for link in comparison.links], language)
    changes: list[NumberChange] = []
    for link in comparison.links:
        changes += _compare(link.old, link.new, old, new)
    return tuple(changes)


class _Texts:
    """The blocks of one edition by the links that own them."""

    def __init__(self, side: Side, document: Document, named: Iterable[tuple[str, ...]], language: Language) -> None:
        self.side = side
        self.language = language
        self._blocks = blocks_by_ref(document)
        owners = sorted({ref for refs in named for ref in refs}, key=len)
        # A subparagraph that has a link of its own is not compared a second time with its paragraph.
        self._owner = {block: ref for ref in owners for block, _ in self._blocks.get(ref, ())}

    def blocks(self, refs: Sequence[str]) -> list[Block]:
        """Return the references and texts of the blocks that provisions own, in reading order."""
        return [(block, text) for block, text in blocks_of(refs, self._blocks) if self._owner[block] in refs]

    def numbers(self, blocks: Iterable[Block]) -> list[_Placed]:
        """Return the numbers in blocks, in order."""
        return [
            _Placed(mention, ref, text, self.language, self.side)
            for ref, text in blocks
            for mention in find_numbers(text, self.language.code)
        ]

    def clauses(self, refs: Sequence[str]) -> list[tuple[str, str, int]]:
        """Return the clauses of provisions: reference, text, first code point."""
        found: list[tuple[str, str, int]] = []
        for ref, text in self.blocks(refs):
            at = 0
            while at < len(text):
                start, end = clause_around(text, at, at + 1)
                if end <= at:
                    at += 1
                    continue
                found.append((ref, text[start:end], start))
                at = end
        return list(dict.fromkeys(found))


def _compare(olds: Sequence[str], news: Sequence[str], old: _Texts, new: _Texts) -> list[NumberChange]:
    blocks = old.blocks(olds), new.blocks(news)
    if [text for _, text in blocks[0]] == [text for _, text in blocks[1]]:
        return []  # each number would be the same as the first one left on the other side
    before, come = old.numbers(blocks[0]), new.numbers(blocks[1])
    if not before and not come:
        return []
    gone, come = _without_pairs(before, come, _is_same_here)
    # A clause that stayed with another number tells of it, even where the old number stands in another clause now.
    replaced = _replacements(gone, come, SURE_SHARE)
    gone, come = _without(gone, replaced), _without(come, replaced.values())
    for is_same in (_is_same, _is_same_value):
        gone, come = _without_pairs(gone, come, is_same)
    replaced |= _replacements(gone, come, CLAUSE_SHARE)
    left = {*gone, *replaced}
    gone = [one for one in before if one in left]
    changes: list[NumberChange] = []
    for one in gone:
        other = replaced.get(one)
        changes.append(_replaced(one, other, olds, news) if other is not None else _gone(one, olds, news, new))
    taken = set(replaced.values())
    return [*changes, *(_come(one, olds, news) for one in come if one not in taken)]


def _without(placed: Sequence[_Placed], taken: Iterable[_Placed]) -> list[_Placed]:
    known = set(taken)
    return [one for one in placed if one not in known]


def _is_same_here(first: _Placed, second: _Placed) -> bool:
    """Return True for the same number in the same clause."""
    return _is_same_value(first, second) and (
        first.clause == second.clause or dice(first.terms, second.terms) >= SURE_SHARE
    )


def _is_same(first: _Placed, second: _Placed) -> bool:
    return _is_same_value(first, second) and first.mention.counted == second.mention.counted


def _is_same_value(first: _Placed, second: _Placed) -> bool:
    return first.mention.value == second.mention.value and first.mention.unit == second.mention.unit


def _without_pairs(
    gone: Sequence[_Placed], come: Sequence[_Placed], is_same: Callable[[_Placed, _Placed], bool]
) -> tuple[list[_Placed], list[_Placed]]:
    rest = list(come)
    left: list[_Placed] = []
    for one in gone:
        same = next((other for other in rest if is_same(one, other)), None)
        if same is None:
            left.append(one)
        else:
            rest.remove(same)
    return left, rest


def _replacements(gone: Sequence[_Placed], come: Sequence[_Placed], least: float) -> dict[_Placed, _Placed]:
    """Put together numbers of one kind whose clauses are most alike, and at least so much; best pairs first."""
    scored = [
        (_is_unit(one, other), share, -first, -second)
        for first, one in enumerate(gone)
        for second, other in enumerate(come)
        if _is_kind(one, other) and (share := dice(one.terms, other.terms)) >= least
    ]
    pairs: dict[_Placed, _Placed] = {}
    for _, _, first, second in sorted(scored, reverse=True):
        one, other = gone[-first], come[-second]
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _is_unit(one: _Placed, other: _Placed) -> bool:
    return (one.mention.unit, one.mention.counted) == (other.mention.unit, other.mention.counted)


def _is_kind(one: _Placed, other: _Placed) -> bool:
    if one.mention.unit == other.mention.unit:
        return bool(one.mention.unit) or one.mention.counted == other.mention.counted
    return any(one.mention.unit in family and other.mention.unit in family for family in FAMILIES)


def _replaced(one: _Placed, other: _Placed, olds: Sequence[str], news: Sequence[str]) -> NumberChange:
    unit = one.mention.unit if one.mention.unit == other.mention.unit else f"{one.mention.unit} → {other.mention.unit}"
    return NumberChange(
        old=tuple(olds),
        new=tuple(news),
        change="replaced",
        old_value=one.mention.printed_value,
        new_value=other.mention.printed_value,
        unit=unit,
        old_words=one.mention.words,
        new_words=other.mention.words,
        old_context=one.clause,
        new_context=other.clause,
        left_to_law=False,
        explanation=_explain("replaced", old=one.mention.words, new=other.mention.words),
        evidence=(one.evidence(), other.evidence()),
    )


def _gone(one: _Placed, olds: Sequence[str], news: Sequence[str], new: _Texts) -> NumberChange:
    context, hits = _standing_for(one, news, new)
    law = hits[0] if hits else None
    return NumberChange(
        old=tuple(olds),
        new=tuple(news),
        change="gone",
        old_value=one.mention.printed_value,
        new_value="",
        unit=one.mention.unit,
        old_words=one.mention.words,
        new_words=law.words if law else "",
        old_context=one.clause,
        new_context=context,
        left_to_law=law is not None,
        explanation=_explain("left_to_law" if law else "gone", old=one.mention.words, now=law.words if law else ""),
        evidence=(one.evidence(), *hits),
    )


def _standing_for(one: _Placed, news: Sequence[str], new: _Texts) -> tuple[str, tuple[Evidence, ...]]:
    """Return the new clause most like a number's own, and the words in it that leave to the law what the old clause said.

    Rule: the new clause has more by-law markers than the old one.
    """
    code = new.language.code
    scored = [(dice(one.terms, _terms(text, new.language)), ref, text, start) for ref, text, start in new.clauses(news)]
    best = max(scored, key=lambda item: item[0], default=None)
    if best is None or best[0] < CLAUSE_SHARE:
        return "", ()
    _, ref, text, start = best
    by_law = _by_law(text, code)
    if len(by_law) <= len(_by_law(one.clause, code)):
        return text, ()
    return text, tuple(
        Evidence("new", ref, start + hit.start, start + hit.end, text[hit.start : hit.end]) for hit in by_law
    )


def _by_law(text: str, code: str) -> list[MarkerHit]:
    return [hit for hit in find_markers(text, code) if hit.marker in BY_LAW]


def _come(one: _Placed, olds: Sequence[str], news: Sequence[str]) -> NumberChange:
    return NumberChange(
        old=tuple(olds),
        new=tuple(news),
        change="come",
        old_value="",
        new_value=one.mention.printed_value,
        unit=one.mention.unit,
        old_words="",
        new_words=one.mention.words,
        old_context="",
        new_context=one.clause,
        left_to_law=False,
        explanation=_explain("come", new=one.mention.words),
        evidence=(one.evidence(),),
    )


def _explain(form: str, **words: str) -> Sentences:
    """Return one sentence in every language that has number words."""
    return tuple((code, forms[form].format(**words)) for code, forms in read_explanations("numbers.toml"))
