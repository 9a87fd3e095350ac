"""Numbers in a text, in digits or words: durations, ages, shares, quorums, dates, counts. Numbers of citations are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from constitution_diff.align.terms import stem
from constitution_diff.annotate.accepting import WordTable
from constitution_diff.annotate.citations import citation_spans
from constitution_diff.annotate.clauses import Reading, read_text
from constitution_diff.annotate.keeping import keep_per_text
from constitution_diff.annotate.number_words import NumberWords, glued_numbers, load_number_words, number_test
from constitution_diff.languages import language_of
from constitution_diff.text import Folding, Token, fold_word, tokenize

MAJORITY_REACH = 4
"""Words between a majority and its share: "большинством не менее чем в две трети голосов"."""
YEARS = range(1000, 2200)
"""A bare number in this range beside a word for year is a year of the calendar, not a count of years."""
_PIECE = re.compile(r"\d+|%|[^\W\d_]+|[^\w\s]")


class NumberMention(Struct, frozen=True, gc=False):
    """One number in one text."""

    value: Fraction | date
    """Exact: 72, 2/3, 1 January 2026. Half stands for a majority without a number, whose unit is ``majority``."""
    unit: str
    """``minute hour day week month year percent time share majority date``; empty for a bare count."""
    counted: str
    """Stem of the word behind a bare count, such as that of "deputies"; empty otherwise."""
    start: int
    """First code point of the number in the text."""
    end: int
    """One past the last code point of the number and its unit."""
    words: str
    """As printed, with the unit."""

    @property
    def printed_value(self) -> str:
        """Return the value as digits: ``72``, ``2/3``, ``50.5``, ``2026-01-01``."""
        return print_value(self.value, self.unit)


_Piece = Token
"""A run of letters or digits, or a sign; most are words as they were cut before."""


class _Found(Struct, frozen=True, gc=False):
    """A number from one piece to another, without its unit where ``unit`` is None."""

    value: Fraction | date
    unit: str | None
    last: int


_Reader = Callable[["list[_Piece]", int, NumberWords], "_Found | None"]


def print_value(value: Fraction | date, unit: str) -> str:
    """Return a value as digits; shares as fractions, other broken numbers with a decimal point where that is exact."""
    if isinstance(value, date):
        return value.isoformat()
    if unit not in ("share", "majority") and value.denominator != 1 and 10**3 % value.denominator == 0:
        return f"{float(value):g}"
    return str(value)


@keep_per_text
def find_numbers(text: str, code: str) -> tuple[NumberMention, ...]:
    """Return the numbers of a text in reading order.

    Left out: numbers of citations and lists, ordinals, and a bare "one", which is mostly an article or a pronoun.

    >>> [(one.value, one.unit, one.words) for one in find_numbers("held for up to seventy-two hours", "en")]
    [(Fraction(72, 1), 'hour', 'seventy-two hours')]
    """
    words = load_number_words(code)
    if words is None:
        return ()
    reading = read_text(text, language_of(code))
    if not reading.may_count:
        return tuple(_majorities(reading, text, []))
    pieces = _pieces(text, words.folding)
    taken = citation_spans(text, code)
    found = [
        one for one in _scan(text, pieces, words, code) if not any(a < one.end and one.start < b for a, b in taken)
    ]
    return tuple(sorted([*found, *_majorities(reading, text, found)], key=lambda one: (one.start, one.end)))


@lru_cache(maxsize=4)
def _beginnings(words: NumberWords) -> WordTable[bool]:
    """Return for words and digits whether one of the readers can begin with them."""
    first = {norm for order in words.dates for norm in order[0].split("|")}
    is_number = number_test(words)
    return WordTable(lambda norm: norm.isdecimal() or norm in first or is_number(norm) or words.months.accepts(norm))


def _pieces(text: str, folding: Folding) -> list[_Piece]:
    """Return the runs of letters and of digits of a text, and its signs."""
    pieces: list[_Piece] = []
    for token in tokenize(text, folding):
        word = token.text
        if pieces and pieces[-1].end == token.start and _is_letter(pieces[-1].text[-1]) and _is_letter(word[0]):
            # Where every sign is a word, a run of them is one piece.
            before = pieces.pop()
            pieces += _cut(before.text + word, before.start, folding)
        elif word.isalpha() or word.isdecimal():
            pieces.append(token)
        else:
            pieces += _cut(word, token.start, folding)
    return pieces


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def _cut(words: str, start: int, folding: Folding) -> list[_Piece]:
    return [
        Token(match.group(), fold_word(match.group(), folding), start + match.start(), start + match.end())
        for match in _PIECE.finditer(words)
    ]


def _scan(text: str, pieces: list[_Piece], words: NumberWords, code: str) -> Iterator[NumberMention]:
    may_begin = _beginnings(words)
    at = 0
    for place, piece in enumerate(pieces):
        if place < at or not may_begin[piece.norm]:
            continue
        at = place
        found = next((one for read in _READERS if (one := read(pieces, at, words)) is not None), None)
        if found is None or _is_label(pieces, at, found.last):
            at = at + 1 if found is None else found.last + 1
            continue
        unit, last = (found.unit, found.last) if found.unit is not None else _unit(pieces, found.last, words)
        if unit or found.value != 1:
            counted = _counted(pieces, last, code) if not unit else ""
            start, end = pieces[at].start, pieces[last].end
            yield NumberMention(found.value, unit, counted, start, end, text[start:end])
        at = last + 1


def _is_label(pieces: list[_Piece], first: int, last: int) -> bool:
    """Return True for "1)", "№ 5", "No. 5"."""
    before = [piece.norm for piece in pieces[max(0, first - 2) : first]]
    behind = pieces[last + 1].text if last + 1 < len(pieces) else ""
    is_digits = pieces[first].text.isdecimal()
    is_item = behind == ")" and before[-1:] != ["("]
    return is_digits and (is_item or before[-1:] == ["№"] or before == ["no", "."])


def _read_date(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    for order in words.dates:
        parts = {}
        place = at
        for sign in order:
            if place < len(pieces) and pieces[place].text == "," and sign == "Y":
                place += 1
            value = _date_part(pieces[place], sign, words) if place < len(pieces) else None
            if value is None:
                break
            parts[sign] = value
            place += 1
        else:
            made = _make_date(parts)
            if made is not None:
                last = place if place < len(pieces) and words.year_words.accepts(pieces[place].norm) else place - 1
                return _Found(made, "date", last)
    return None


def _date_part(piece: _Piece, sign: str, words: NumberWords) -> int | None:
    if sign == "M":
        return next(iter(words.months.find(piece.norm)), None)
    if sign in "DY":
        is_fit = piece.text.isdecimal() and (len(piece.text) <= 2 if sign == "D" else len(piece.text) == 4)
        return int(piece.text) if is_fit else None
    return 0 if piece.norm in sign.split("|") else None


def _make_date(parts: dict[str, int]) -> date | None:
    try:
        # A day without a year is one of every year; 4, a leap year, lets 29 February stand.
        return date(parts.get("Y", 4), parts["M"], parts["D"])
    except ValueError:
        return None


def _read_fraction(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    place = at + 1
    if place < len(pieces) and pieces[place].text in "-\u2010\u2011/":
        place += 1
    if place >= len(pieces):
        return None
    first, second = pieces[at], pieces[place]
    if first.text.isdecimal() and second.text.isdecimal() and pieces[at + 1].text == "/" and int(second.text):
        return _Found(Fraction(int(first.text), int(second.text)), "share", place)
    upper, lower = (second, first) if words.denominator_first else (first, second)
    numerator = int(upper.text) if upper.text.isdecimal() else words.numerators.get(upper.norm)
    denominator = words.denominators.get(lower.norm)
    if numerator is None or denominator is None or numerator >= denominator:
        return None
    return _Found(Fraction(numerator, denominator), "share", place)


def _read_word(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    for norms, value, unit in words.words.get(pieces[at].norm, ()):
        if tuple(piece.norm for piece in pieces[at : at + len(norms)]) == norms:
            return _Found(value, unit or None, at + len(norms) - 1)
    single = next(iter(words.single.find(pieces[at].norm)), None)
    return _Found(Fraction(1), single, at) if single else None


def _read_glued(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    """Read "пятилетний": number words in a row, then the beginning of a unit, all in one word."""
    value, unit = glued_numbers(words)[pieces[at].norm]
    return _Found(Fraction(value), unit, at) if unit else None


def _read_digits(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    if not pieces[at].text.isdecimal():
        return None
    digits, last = pieces[at].text, at
    while last + 1 < len(pieces) and _is_group(pieces[last], pieces[last + 1], digits):
        last += 1
        digits += pieces[last].text
    value = Fraction(int(digits))
    if _is_decimal(pieces[last : last + 3], words):
        value += Fraction(int(pieces[last + 2].text), 10 ** len(pieces[last + 2].text))
        last += 2
    if (
        value.denominator == 1
        and value.numerator in YEARS
        and last + 1 < len(pieces)
        and words.year_words.accepts(pieces[last + 1].norm)
    ):
        return _Found(value, "date", last + 1)
    return _Found(value, None, last)


def _is_decimal(pieces: list[_Piece], words: NumberWords) -> bool:
    """Return True for "50", ",", "5" without spaces."""
    return (
        len(pieces) == 3
        and pieces[1].text == words.decimal
        and pieces[2].text.isdecimal()
        and pieces[0].end == pieces[1].start
        and pieces[1].end == pieces[2].start
    )


def _is_group(before: _Piece, piece: _Piece, digits: str) -> bool:
    """Return True for the next three digits of "100 000"."""
    return (
        piece.text.isdecimal()
        and len(piece.text) == 3
        and len(digits) <= 3 * 4
        and before.end + 1 == piece.start
        and len(before.text) <= 3
    )


def _read_cardinal(pieces: list[_Piece], at: int, words: NumberWords) -> _Found | None:
    """Read "one hundred and forty-five": smaller values add up behind larger ones, hundreds and thousands multiply."""
    total = current = 0
    last = -1
    place = at
    while place < len(pieces):
        value = words.cardinals.get(pieces[place].norm)
        if value is None:
            is_inside = last >= 0 and place + 1 < len(pieces) and pieces[place + 1].norm in words.cardinals
            if is_inside and (
                pieces[place].text in "-\u2010\u2011" or (current >= 100 and words.joiners.accepts(pieces[place].norm))
            ):
                place += 1
                continue
            break
        if value >= 1000 and last >= 0:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 and 0 < current < 10:
            current *= 100
        elif last < 0 or (total and not current) or (current and _fits(value, current)):
            current += value
        else:
            break
        last = place
        place += 1
    return _Found(Fraction(total + current), None, last) if last >= 0 else None


def _fits(value: int, current: int) -> bool:
    """Return True when a value fills only places that are still zero: 2 behind 70, not 2 behind 3."""
    zeros = len(str(current)) - len(str(current).rstrip("0"))
    return len(str(value)) <= zeros


def _unit(pieces: list[_Piece], last: int, words: NumberWords) -> tuple[str, int]:
    """Return the unit behind a number, also behind one word between them ("thirty calendar days"), and its last piece."""
    place = last + 1
    for unit, phrase in words.phrases if place < len(pieces) else ():
        if pieces[place].norm == phrase[0] and (
            [piece.norm for piece in pieces[place : place + len(phrase)]] == list(phrase)
        ):
            return unit, last + len(phrase)
    if place < len(pieces) and pieces[place].text in "-\u2010\u2011":
        place += 1
    for at in (place, place + 1):
        if at >= len(pieces) or not (pieces[at].text[0].isalpha() or pieces[at].text == "%"):
            break
        unit = next(iter(words.units.find(pieces[at].norm)), "")
        if unit:
            return unit, at
        if pieces[at].norm in words.cardinals:
            break
    return "", last


def _counted(pieces: list[_Piece], last: int, code: str) -> str:
    behind = pieces[last + 1] if last + 1 < len(pieces) else None
    language = language_of(code)
    is_noun = behind is not None and behind.text[0].isalpha() and behind.norm not in language.function_words
    return stem(behind.norm, language) if behind is not None and is_noun else ""


def _majorities(reading: Reading, text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Return majorities that no number is said of: "by a majority of the votes", not "by a majority of two thirds"."""
    spans = reading.majorities
    told = {
        min(spans, key=lambda span: _distance(one, span)) for one in found if one.unit in ("share", "percent") and spans
    }
    near = {
        span for span in told if any(_is_near(one, span, text) for one in found if one.unit in ("share", "percent"))
    }
    return [
        NumberMention(Fraction(1, 2), "majority", "", *span, text[slice(*span)]) for span in spans if span not in near
    ]


def _distance(one: NumberMention, span: tuple[int, int]) -> int:
    return max(one.start - span[1], span[0] - one.end, 0)


def _is_near(one: NumberMention, span: tuple[int, int], text: str) -> bool:
    """Return True when a share stands in the words of a majority or at most four words away in the same clause."""
    start, end = span
    between = text[end : one.start] if one.start >= end else text[one.end : start] if one.end <= start else ""
    return len(between.split()) <= MAJORITY_REACH and ";" not in between and ". " not in between


_READERS: tuple[_Reader, ...] = (_read_date, _read_fraction, _read_word, _read_glued, _read_digits, _read_cardinal)
