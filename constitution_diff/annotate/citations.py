"""Citations in a text: words and numbers that name provisions, taken apart; what they name is told by `references`.

One way of reading serves every language; words and the place of the number stand in ``lexicon/<code>/citations.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from constitution_diff.annotate.accepting import WordTable
from constitution_diff.annotate.cues import Step, StepIndex, parse_step
from constitution_diff.annotate.keeping import keep_per_text
from constitution_diff.annotate.lexicon import find_file, read_toml
from constitution_diff.annotate.sentences import has_word, wholes_and_halves
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of
from constitution_diff.text import Folding, fold_word

LEVELS = ("part", "chapter", "section", "article", "paragraph", "subparagraph", "block")
"""Units a citation names, outermost first; a block is an unnumbered one, counted."""
LAW_REACH = 4
"""Words behind or before a citation among which the law it is of may be named. Witness: "пунктами 12-15 статьи 64
Конституции Республики Казахстан, принятой 28 января 1993 года" (kz-1995:ru 92.3)."""
_PIECE = re.compile(
    r"(?P<paren>\((?:\d{1,3}|[a-z]|[ivx]{1,4})\))"
    r"|(?P<number>\d{1,4}(?:\s?[-\u2010-\u2014]\s?\d{1,4})*(?!\w)\)?)"
    r"|(?P<roman>\b[IVXLC]+\b(?!\w))"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
_DASH = re.compile(r"\s?([-\u2010-\u2014])\s?")


class Cited(Struct, frozen=True, gc=False):
    """One citation, taken apart: numbers by level."""

    start: int
    """First code point of its words in the text."""
    end: int
    """One past their last code point."""
    numbers: tuple[tuple[str, tuple[str, ...]], ...]
    """Level and its numbers as printed, ranges opened later, outermost level first; no numbers: the citing unit itself."""


# one object a language, compared by identity
class CitationWords(Struct, frozen=True, eq=False):
    """What one language has for citing."""

    number_first: bool
    """True for «16-бабының»."""
    joiners: Step
    """Words between two numbers."""
    ranges: Step
    """Words between the ends of a range."""
    links: Step
    """Words between an inner and an outer level."""
    this: Step
    """Words that say the citing unit itself."""
    own: Step
    """Words for the text's own law."""
    other: Step
    """Words for other laws."""
    adjectives: Step
    """Words that may stand before an own or other word."""
    dated: Step
    """Words that make an own word another text."""
    shares: Step
    """Words that make the ordinal behind them a share and no number of a unit."""
    levels: StepIndex[str]
    """Words for each level."""
    ordinals: StepIndex[str]
    """Number words, with their digits."""
    explanations: dict[str, str]
    """Sentences of the explanation."""
    folding: Folding
    """Of the language."""


class _Piece(Struct, frozen=True, gc=False):
    kind: str
    text: str
    norm: str
    start: int
    end: int


class _Group(Struct, frozen=True, gc=False):
    """A level word with its numbers."""

    level: str
    numbers: tuple[str, ...]
    first: int
    last: int
    inner: tuple[tuple[str, tuple[str, ...]], ...] = ()


@lru_cache(maxsize=32)
def load_citation_words(code: str) -> CitationWords | None:
    """Return how a language cites, None when it has no file.

    Raises:
        LexiconError: the file is not valid or lacks an entry.
    """
    path = find_file(code, "citations.toml")
    if path is None:
        return None
    data = read_toml(path)
    folding = language_of(code).folding
    try:
        return _build(data, folding)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/citations.toml", "see docs/lexicon.md"
        ) from error


def _build(data: dict[str, Any], folding: Folding) -> CitationWords:
    def step(words: Iterable[str]) -> Step:
        return parse_step(words, folding)

    return CitationWords(
        number_first=data["number"] == "before",
        joiners=step(data["joiners"]),
        ranges=step(data["ranges"]),
        links=step(data["links"]),
        this=step(data["this"]),
        own=step(data["own"]),
        other=step(data["other"]),
        adjectives=step(data["adjectives"]),
        dated=step(data["dated"]),
        shares=step(data["shares"]),
        levels=StepIndex((level, step(data["levels"][level])) for level in LEVELS if level in data["levels"]),
        ordinals=StepIndex((number, step(words)) for number, words in data["ordinals"].items()),
        explanations=data["explanations"],
        folding=folding,
    )


def find_citations(text: str, code: str) -> tuple[Cited, ...]:
    """Return the citations of provisions of the same law in a text, in reading order; those of other laws are left out.

    >>> [one.numbers for one in find_citations("under paragraph 1 of Article 16", "en")]
    [(('article', ('16',)), ('paragraph', ('1',)))]
    """
    return tuple(cited for cited, is_own in _read(text, code) if is_own)


def citation_spans(text: str, code: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of all citations, of other laws too: their numbers count nothing."""
    return tuple((cited.start, cited.end) for cited, _ in _read(text, code))


@keep_per_text
def _read(text: str, code: str) -> tuple[tuple[Cited, bool], ...]:
    """Return the citations of a text, each with whether it is of the text's own law."""
    words = load_citation_words(code)
    if words is None or not has_word(text, words.folding, _citing(words)):
        return ()
    pieces = _pieces(text, words.folding)
    chains = _chains(_groups(pieces, words), pieces, words)
    spans = [(chain[0].first, chain[-1].last) for chain in chains]
    laws = [_law_named(pieces, first, last, words) for first, last in spans]
    _share_laws(laws, spans, pieces, words)
    return tuple((_cited(chain, pieces), law is not False) for chain, law in zip(chains, laws, strict=True))


def _cited(chain: Sequence[_Group], pieces: Sequence[_Piece]) -> Cited:
    levels = {group.level: group.numbers for group in chain}
    levels.update(pair for group in chain for pair in group.inner)
    numbers = tuple((level, levels[level]) for level in LEVELS if level in levels)
    return Cited(pieces[chain[0].first].start, pieces[chain[-1].last].end, numbers)


def _pieces(text: str, folding: Folding) -> list[_Piece]:
    return [
        _Piece(str(match.lastgroup), match.group(), fold_word(match.group(), folding), match.start(), match.end())
        for match in _PIECE.finditer(text)
    ]


def _groups(pieces: Sequence[_Piece], words: CitationWords) -> list[_Group]:
    """Return every level word that has numbers or says "this"."""
    groups: list[_Group] = []
    taken = -1
    for place, piece in enumerate(pieces):
        levels = words.levels.find(piece.norm) if piece.kind == "word" else ()
        group = _group_at(pieces, place, levels, words, taken) if levels else None
        if group is not None:
            groups.append(group)
            taken = group.last
    return groups


@lru_cache(maxsize=4)
def _citing(words: CitationWords) -> WordTable[bool]:
    """Return for words whether a level word is in them, or a number that one may be glued to."""

    def may_cite(norm: str) -> bool:
        return words.levels.accepts(norm) or (norm[0].isdigit() and not norm.isdigit())

    return WordTable(lambda norm: may_cite(norm) if norm.isalpha() else any(map(may_cite, wholes_and_halves(norm))))


def _group_at(
    pieces: Sequence[_Piece], place: int, levels: Sequence[str], words: CitationWords, taken: int
) -> _Group | None:
    """Read the numbers of a level word; of two levels that share a word, a counted one is the last ("the second part of")."""
    if place - 1 > taken and words.this.accepts(pieces[place - 1].norm):
        return _Group(levels[0], (), place - 1, place)
    if words.number_first:
        numbers, first = _numbers_before(pieces, place, taken, words)
        if numbers:
            return _Group(levels[0], numbers, first, place)
    else:
        numbers, last, inner = _numbers_after(pieces, place, words)
        if numbers:
            return _Group(levels[0], numbers, place, last, inner)
    for at, span in ((place + 1, (place, place + 1)), (place - 1, (place - 1, place))):
        ordinal = _ordinal(pieces[at], words) if taken < at < len(pieces) else ""
        is_share = at < place and at - 1 > taken and words.shares.accepts(pieces[at - 1].norm)
        if ordinal and not is_share and not (words.number_first and at > place):
            return _Group(levels[-1], (ordinal,), *span)
    return None


def _numbers_after(
    pieces: Sequence[_Piece], place: int, words: CitationWords
) -> tuple[tuple[str, ...], int, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Read "11, 13–15 and 17" behind a level word; "16(1)(a)" names inner levels too."""
    numbers: list[str] = []
    last = at = place
    while at + 1 < len(pieces):
        piece = pieces[at + 1]
        if piece.kind in ("number", "roman") or (piece.kind == "paren" and not numbers):
            numbers.append(piece.text.strip("()"))
            last = at = at + 1
        elif numbers and words.ranges.accepts(piece.norm) and at + 2 < len(pieces) and pieces[at + 2].kind == "number":
            numbers[-1] += "-" + pieces[at + 2].text.strip("()")
            last = at = at + 2
        elif numbers and (piece.text == "," or words.joiners.accepts(piece.norm)):
            at += 1
        else:
            break
    inner: list[tuple[str, tuple[str, ...]]] = []
    for level in ("paragraph", "subparagraph"):
        if last + 1 < len(pieces) and pieces[last + 1].kind == "paren" and len(numbers) == 1:
            last += 1
            inner.append((level, (pieces[last].text.strip("()"),)))
    return tuple(numbers), last, tuple(inner)


def _numbers_before(
    pieces: Sequence[_Piece], place: int, taken: int, words: CitationWords
) -> tuple[tuple[str, ...], int]:
    """Read «11, 13-15-» or «2) және 3) » before a level word."""
    numbers: list[str] = []
    first = at = place
    while at - 1 > taken:
        piece = pieces[at - 1]
        if piece.kind in ("number", "roman"):
            numbers.insert(0, piece.text.strip(")"))
            first = at = at - 1
        elif (piece.text in "-\u2010\u2011" and not numbers) or (
            numbers
            and (piece.text == "," or words.joiners.accepts(piece.norm))
            and pieces[at - 2].kind in ("number", "roman")
        ):
            at -= 1
        else:
            break
    return tuple(numbers), first


def _ordinal(piece: _Piece, words: CitationWords) -> str:
    return next(iter(words.ordinals.find(piece.norm)), "") if piece.kind == "word" else ""


def _chains(groups: Sequence[_Group], pieces: Sequence[_Piece], words: CitationWords) -> list[list[_Group]]:
    """Put groups together that stand side by side and go steadily inwards or outwards: paragraph 1 of Article 16."""
    chains: list[list[_Group]] = []
    for group in groups:
        chain = chains[-1] if chains else []
        if chain and _follows(chain, group, pieces, words):
            chain.append(group)
        else:
            chains.append([group])
    return _join_by_comma(chains, pieces)


def _follows(chain: Sequence[_Group], group: _Group, pieces: Sequence[_Piece], words: CitationWords) -> bool:
    between = pieces[chain[-1].last + 1 : group.first]
    if not all(words.links.accepts(piece.norm) for piece in between):
        return False
    depths = [LEVELS.index(one.level) for one in (*chain, group)]
    return depths in (sorted(set(depths)), sorted(set(depths), reverse=True))


def _join_by_comma(chains: list[list[_Group]], pieces: Sequence[_Piece]) -> list[list[_Group]]:
    """Put "Article 16, paragraph 1" together, unless the paragraph is of another article that is named behind it."""
    joined: list[list[_Group]] = []
    for chain in chains:
        before = joined[-1] if joined else []
        between = pieces[before[-1].last + 1 : chain[0].first] if before else []
        if [piece.text for piece in between] == [","] and _is_bare_inner(before, chain):
            before.extend(chain)
        else:
            joined.append(chain)
    return joined


def _is_bare_inner(outer: Sequence[_Group], inner: Sequence[_Group]) -> bool:
    is_article = [group.level for group in outer] == ["article"] and len(outer[0].numbers) == 1
    depth = LEVELS.index("article")
    return is_article and all(LEVELS.index(group.level) > depth and group.numbers for group in inner)


def _law_named(pieces: Sequence[_Piece], first: int, last: int, words: CitationWords) -> bool | None:
    """Return True when the own law is named beside a citation, False when another is, None when none is.

    The name stands behind the citation, or before it where the number comes first.
    """
    near = list(
        pieces[max(0, first - 2 * LAW_REACH) : first][::-1]
        if words.number_first
        else pieces[last + 1 : last + 1 + 2 * LAW_REACH]
    )
    for count, piece in enumerate(near[:LAW_REACH]):
        if words.own.accepts(piece.norm):
            return not any(words.dated.accepts(one.norm) for one in near[count + 1 : count + 1 + LAW_REACH])
        if words.other.accepts(piece.norm):
            return False
        may_lead = (
            words.links.accepts(piece.norm) or words.adjectives.accepts(piece.norm) or words.this.accepts(piece.norm)
        )
        if not (may_lead or piece.text[0].isupper() or piece.text in "-\u2010\u2011"):
            return None
    return None


def _share_laws(
    laws: list[bool | None], spans: Sequence[tuple[int, int]], pieces: Sequence[_Piece], words: CitationWords
) -> None:
    """Give the members of a list the law that is named once, at its end, or at its beginning where the number comes first."""
    pairs = [(one, one + 1) for one in range(len(laws) - 1)]
    for one, following in pairs if words.number_first else reversed(pairs):
        between = pieces[spans[one][1] + 1 : spans[following][0]]
        to, source = (following, one) if words.number_first else (one, following)
        if laws[to] is None and all(piece.text == "," or words.joiners.accepts(piece.norm) for piece in between):
            laws[to] = laws[source]


def open_range(printed: str) -> tuple[str, ...]:
    """Return the numbers of a range, both ends included; an inserted number (``3-1``) is one number.

    >>> open_range("13–15"), open_range("3-1"), open_range("16")
    (('13', '14', '15'), ('3-1',), ('16',))
    """
    ends = [piece for piece in _DASH.split(printed) if piece.isdecimal()]
    if len(ends) != 2 or int(ends[1]) <= int(ends[0]):
        return (_DASH.sub("-", printed),)
    return tuple(str(number) for number in range(int(ends[0]), int(ends[1]) + 1))
