"""The shortest word script between two sides.

Only what can decide which words belong together is given to the engine, each word as one character, as its authors advise
for line diffs: first the words of meaning that stand on both sides; then, between two of these that pair, the function words.
Punctuation follows the words. So no comma, full stop or "of" that two sentences share by chance tears their words apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, compress
from sys import maxunicode

from msgspec import Struct

from constitution_diff.diff.engine import find_script
from constitution_diff.diff.words import FUNCTION_WORD, WORD, Line

SHORTEST = 4
"""Letters of the shortest word that longer ones may be forms of where no stemmer says so: ``адам``, ``адамның``."""

MOST_CELLS = 2_000_000
"""Words of one list times words of the other from which only what stands between anchors goes to the engine, whose time grows
with that product: one paragraph as long as a treaty must not keep a computer busy for minutes. The longest paragraph of
kz-1995/kz-2026, 44 of the old text, comes to half a million."""
_FIRST_SURROGATE, _AFTER_SURROGATES = 0xD800, 0xE000


class Change(Struct, frozen=True):
    """A stretch where the two lists differ; between two changes they are equal, token by token."""

    old_start: int
    """Index of the first old token in it."""
    old_end: int
    """One past its last old token."""
    new_start: int
    """Index of the first new token in it."""
    new_end: int
    """One past its last new token."""

    @property
    def rows(self) -> int:
        """Number of old tokens in it."""
        return self.old_end - self.old_start

    @property
    def columns(self) -> int:
        """Number of new tokens in it."""
        return self.new_end - self.new_start


def diff_sides(old: Line, new: Line) -> list[Change]:
    """Return the changes that make the tokens of ``new`` of those of ``old``, in order, parted by at least one equal token.

    Swapping the two sides mirrors the result.

    >>> from constitution_diff.diff.words import prepare
    >>> from constitution_diff.languages import load_language
    >>> old, new = (prepare([("1", text)], load_language("en")) for text in ("bread, tea", "bread, milk, tea"))
    >>> diff_sides(old, new)
    [Change(old_start=2, old_end=2, new_start=2, new_end=4)]
    """
    rows, columns = old.places, new.places
    pairs = _pair_words(_Words(old.word_norms, old, rows), _Words(new.word_norms, new, columns))
    first, last = pairs.first, pairs.last
    # Where the first words pair one by one, so do the marks between them, most of the time: that is soon seen.
    start = (0, 0)
    if first and (end := rows[first - 1] + 1) == columns[first - 1] + 1 and old.norms[:end] == new.norms[:end]:
        start, first = (end, end), 0
    stop = (len(old.norms), len(new.norms))
    if last and old.norms[rows[-last] :] == new.norms[columns[-last] :]:
        stop, last = (rows[-last], columns[-last]), 0
    kept = [
        *zip(rows[:first], columns[:first], strict=True),
        *((rows[row], columns[column]) for row, column in pairs.middle),
        *(zip(rows[-last:], columns[-last:], strict=True) if last else ()),
    ]
    return _changes_between(kept, old.norms, new.norms, start, stop)


def pair_stems(old: Line, rows: Sequence[int], new: Line, columns: Sequence[int]) -> list[tuple[int, int]]:
    """Pair words of two sides by their stems.

    Args:
        old, new: the sides.
        rows, columns: tokens of them that are words, in order.
    Returns:
        Places in ``rows`` and ``columns``, in order; swapped sides give mirrored places.
    """
    stems = stems_of(old, rows, new, columns)
    pairs = _pair_words(_Words(stems[0], old, rows), _Words(stems[1], new, columns))
    return [
        *((place, place) for place in range(pairs.first)),
        *pairs.middle,
        *((len(rows) - place, len(columns) - place) for place in range(pairs.last, 0, -1)),
    ]


def stems_of(old: Line, rows: Sequence[int], new: Line, columns: Sequence[int]) -> tuple[list[str], list[str]]:
    """Return the stems of words of two sides, those that begin with a shorter one as that where nothing strips endings."""
    stems = [old.stems[row] for row in rows], [new.stems[column] for column in columns]
    if old.is_stemmed:
        return stems
    words = {stem for side in stems for stem in side}
    short = {
        stem: next((stem[:cut] for cut in range(SHORTEST, len(stem)) if stem[:cut] in words), stem) for stem in words
    }
    return [short[stem] for stem in stems[0]], [short[stem] for stem in stems[1]]


class _Words(Struct, frozen=True):
    """Words of a side as they are compared."""

    items: Sequence[str]
    """Their norms or stems."""
    side: Line
    """Where they stand."""
    places: Sequence[int]
    """Their tokens."""

    def heavy(self) -> set[str]:
        """Return the items whose tokens are words of meaning."""
        weights = self.side.weights
        return set(compress(self.items, [weights[place] == WORD for place in self.places]))


class _Pairs(Struct, frozen=True):
    """Which words of two lists pair."""

    first: int
    """So many that both lists begin with, one by one."""
    middle: list[tuple[int, int]]
    """Places of those between."""
    last: int
    """So many that both lists end with."""


def _pair_words(old: _Words, new: _Words) -> _Pairs:
    """Pair the words that both lists begin and end with, and the rest by its meaning or in its order."""
    olds, news = old.items, new.items
    shorter = min(len(olds), len(news))
    first = count_equal(olds, news) if olds[:1] == news[:1] else 0
    last = count_equal(olds[: first - 1 : -1] if first else olds[::-1], news[: first - 1 : -1] if first else news[::-1])
    if first + last == shorter:
        return _Pairs(first, [], last)  # one list has nothing between
    middle = _pair_middle(olds[first : len(olds) - last], news[first : len(news) - last], old, new)
    return _Pairs(first, [(row + first, column + first) for row, column in middle], last)


def count_equal(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two lists begin with alike."""
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return place
    return min(len(one), len(other))


def _pair_middle(old: Sequence[str], new: Sequence[str], olds: _Words, news: _Words) -> list[tuple[int, int]]:
    """Return the pairs of more worth: those of most words of meaning, or those of most words; of equal ones the latter.

    Args:
        old, new: the words to pair.
        olds, news: all words of both sides, which say what has a meaning.
    """
    common = set(old).intersection(new)
    if not common:
        return []
    heavy = common & (olds.heavy() | news.heavy())
    light_words = common - heavy
    by_meaning = _pair_by_meaning(old, new, heavy, light_words)
    if not light_words:
        return by_meaning
    light = sum(old[row] in light_words for row, _ in by_meaning)
    counts = Counter(filter(light_words.__contains__, old)), Counter(filter(light_words.__contains__, new))
    if light == (counts[0] & counts[1]).total():
        return by_meaning  # no script keeps more words of meaning, and none more of the others
    in_order = _pair_some(old, new, range(len(old)), range(len(new)), common)
    worth = [sum(WORD if old[row] in heavy else FUNCTION_WORD for row, _ in pairs) for pairs in (by_meaning, in_order)]
    return by_meaning if worth[0] > worth[1] else in_order


def _pair_by_meaning(old: Sequence[str], new: Sequence[str], heavy: Set[str], light: Set[str]) -> list[tuple[int, int]]:
    """Pair the words of meaning, and then the function words between two that pair."""
    pairs: list[tuple[int, int]] = []
    row = column = 0
    anchors = _pair_some(old, new, range(len(old)), range(len(new)), heavy)
    for next_row, next_column in (*anchors, (len(old), len(new))):
        if row < next_row and column < next_column:
            pairs.extend(_fill(old, new, (row, next_row), (column, next_column), light))
        if next_row < len(old):
            pairs.append((next_row, next_column))
        row, column = next_row + 1, next_column + 1
    return pairs


def _fill(
    old: Sequence[str], new: Sequence[str], rows: tuple[int, int], columns: tuple[int, int], light: Set[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of function words between two words of meaning that pair: first those right beside these."""
    row, column, last_row, last_column = rows[0], columns[0], rows[1], columns[1]
    while row < last_row and column < last_column and old[row] == new[column]:
        yield row, column
        row, column = row + 1, column + 1
    while last_row > row and last_column > column and old[last_row - 1] == new[last_column - 1]:
        last_row, last_column = last_row - 1, last_column - 1
    if light and row < last_row and column < last_column:
        yield from _pair_some(old, new, range(row, last_row), range(column, last_column), light)
    yield from zip(range(last_row, rows[1]), range(last_column, columns[1]), strict=True)


def _pair_some(
    old: Sequence[str], new: Sequence[str], rows: Sequence[int], columns: Sequence[int], words: Set[str]
) -> list[tuple[int, int]]:
    """Return pairs of places of some words, among the places given."""
    rows = [row for row in rows if old[row] in words]
    columns = [column for column in columns if new[column] in words]
    if not rows or not columns:
        return []
    pairs = _pair_items([old[row] for row in rows], [new[column] for column in columns])
    return [(rows[row], columns[column]) for row, column in pairs]


def _pair_items(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, in order."""
    if old == new:
        return [(place, place) for place in range(len(old))]
    # The engine's choice among equally short scripts depends on which list comes first: always the same one here.
    if (len(new), new) < (len(old), old):
        return [(row, column) for column, row in _pair_items(new, old)]
    if len(old) * len(new) > MOST_CELLS:
        return _pair_between_anchors(old, new)
    letter_of = dict(zip(dict.fromkeys([*old, *new]), _letters(), strict=False)).__getitem__
    encoded = ["".join(map(letter_of, items)) for items in (old, new)]
    rows: list[int] = []
    columns: list[int] = []
    row = column = 0
    for operation, length in find_script(encoded[0], encoded[1]):
        if operation == "=":
            rows += range(row, row + length)
            columns += range(column, column + length)
            row += length
            column += length
        elif operation == "-":
            row += length
        else:
            column += length
    return list(zip(rows, columns, strict=True))


def _pair_between_anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Pair words of lists too long for the engine: between runs of words that stand once on each side, in the same order.

    Where there are no such runs nothing is paired. Source: patience diff (B. Cohen), here with runs of up to three words.
    """
    anchors = next(filter(None, (_find_anchors(old, new, length) for length in (1, 2, 3))), [])
    if not anchors:
        return []
    pairs: list[tuple[int, int]] = []
    row = column = 0
    for next_row, next_column in (*anchors, (len(old), len(new))):
        between = _pair_items(old[row:next_row], new[column:next_column])
        pairs.extend((row + one, column + other) for one, other in between)
        if next_row < len(old):
            pairs.append((next_row, next_column))
        row, column = next_row + 1, next_column + 1
    return pairs


def _find_anchors(old: list[str], new: list[str], length: int) -> list[tuple[int, int]]:
    """Return where runs of words begin that stand once on each side: most of them that are in the same order on both."""
    once = [_places_of_single_runs(items, length) for items in (old, new)]
    candidates = [(row, once[1][run]) for run, row in once[0].items() if run in once[1]]
    # The longest increasing run of columns, by patience sorting; `before` leads back through it.
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(candidates):
        place = bisect_left(tops, column)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [column]
        ends[place : place + 1] = [number]
    anchors: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        anchors.append(candidates[number])
        number = before[number]
    return anchors[::-1]


def _places_of_single_runs(items: list[str], length: int) -> dict[tuple[str, ...], int]:
    """Return the runs of so many words that occur once, in order, with their places."""
    runs = list(zip(*(items[start:] for start in range(length)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _changes_between(
    pairs: Sequence[tuple[int, int]],
    old: Sequence[str],
    new: Sequence[str],
    start: tuple[int, int],
    stop: tuple[int, int],
) -> list[Change]:
    """Return the changes between paired words; the marks that stand on both sides right after or before a pair stay too.

    Args:
        pairs: places of words in both lists, in order.
        old, new: all tokens.
        start, stop: what stands before and from there on is known to be equal, token by token.
    """
    changes: list[Change] = []
    row, column = start
    for next_row, next_column in (*pairs, stop):
        if row < next_row or column < next_column:
            while row < next_row and column < next_column and old[row] == new[column]:
                row, column = row + 1, column + 1
            last_row, last_column = next_row, next_column
            while last_row > row and last_column > column and old[last_row - 1] == new[last_column - 1]:
                last_row, last_column = last_row - 1, last_column - 1
            if row < last_row or column < last_column:
                changes.append(Change(row, last_row, column, last_column))
        row, column = next_row + 1, next_column + 1
    return changes


def _letters() -> Iterator[str]:
    """Yield one character after the other, without surrogates."""
    return map(chr, chain(range(1, _FIRST_SURROGATE), range(_AFTER_SURROGATES, maxunicode + 1)))
