"""What the diff leaves out to save time changes nothing that a reader sees: each shortcut beside the long way."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain, compress, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.diff import exchanges, islands, script, sentences, words
from constitution_diff.diff.drawing import draw
from constitution_diff.diff.exchanges import stands_in
from constitution_diff.diff.lemmas import are_forms
from constitution_diff.diff.morphology import load_analyzer
from constitution_diff.diff.moves import count_pairs, find_moves
from constitution_diff.diff.script import Change
from constitution_diff.diff.spots import Sought, Spots
from constitution_diff.diff.words import Side, prepare
from constitution_diff.languages import load_language
from constitution_diff.text import tokenize

ENGLISH = load_language("en")
# Few words, with and without meaning, and marks that end sentences: much stays in place, and by chance.
WORDS = [
    "bread",
    "tea",
    "milk",
    "the",
    "of",
    "and",
    "garden",
    "gate",
    "water",
    "free",
    ",",
    ",",
    ".",
    ";",
    "Visitors",
    "3",
]
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
blocks = st.lists(lines, min_size=1, max_size=3).map(lambda found: [(f"1.{n}", line) for n, line in enumerate(found)])


def sides(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> tuple[Side, Side]:
    return prepare(old, ENGLISH), prepare(new, ENGLISH)


# Spaces of all widths, signs that end sentences or not, letters that fold to others, and words too long to be kept.
printed = st.lists(
    st.sampled_from(
        ["Free", "free", "’’", "a.", "a.b", "»", ")", "!", "…", "“", "3-1", "Straße", "\u00ad", "n" * 70, "m" * 300]
    ),
    max_size=12,
).flatmap(
    lambda found: st.lists(
        st.sampled_from(["", " ", "  ", "\n", "\u00a0"]), min_size=len(found), max_size=len(found)
    ).map(lambda gaps: "".join(gap + word for gap, word in zip(gaps, found, strict=True)))
)


@settings(max_examples=400, deadline=None)
@given(st.lists(printed, max_size=4))
def test_blocks_are_cut_as_token_by_token(texts: list[str]) -> None:
    """Each token of a link has the place, the sentence and the worth that reading its block from end to end gives it."""
    side = prepare([(f"1.{n}", text) for n, text in enumerate(texts)], ENGLISH)
    at = 0
    for block, text in enumerate(texts):
        tokens = tokenize(text, ENGLISH.folding)
        ends = [0] * len(tokens)
        for place, token in enumerate(tokens):
            last = place
            while token.text in (".", "!", "…") and last + 1 < len(tokens) and tokens[last + 1].text in ("»", ")", "’"):
                last += 1
            if token.text in (".", "!", "…") and last + 1 < len(tokens) and not tokens[last + 1].text[0].islower():
                ends[last] = 1
        ends[-1:] = [2] * bool(tokens)
        for place, token in enumerate(tokens):
            mark = words.END_MARK if ends[place] else words.MARK
            assert (side.norms[at], side.blocks[at], side.ends[at]) == (token.norm, block, ends[place])
            assert bool(side.flags[at]) == token.is_word
            assert token.is_word or side.weights[at] == mark
            first = side.passage.starts[block]
            assert side.span(at, at + 1) == (first + token.start, first + token.end)
            at += 1
    assert at == len(side.norms) == len(side.stems) == len(side.kinds)


@settings(max_examples=300, deadline=None)
@given(blocks, blocks, st.sampled_from([0, islands.RUN_COST, sentences.FAR_RUN_COST]))
def test_large_islands_may_part_the_changes(
    first: list[tuple[str, str]], second: list[tuple[str, str]], run_cost: int
) -> None:
    """Which stray words stay unmarked does not depend on changes beyond a long equal stretch."""
    old, new = sides(first, second)
    changes = script.diff_sides(old, new)
    plain: Sequence[Change] = changes
    while len(plain) > 1:
        fewer = islands._drop_once(plain, old, new, run_cost)
        if len(fewer) == len(plain):
            break
        plain = fewer
    assert islands.drop_islands(changes, old, new, run_cost) == list(plain)


def crowded(changes: Sequence[Change], old: Side, new: Side) -> set[int]:
    """The changes that lie in blocks with too many runs."""
    places = [(("old", old.block_at(one.old_start)), ("new", new.block_at(one.new_start))) for one in changes]
    runs: Counter[tuple[str, int]] = Counter()
    for change, here in zip(changes, places, strict=True):
        for place in here:
            runs[place] += (change.rows > 0) + (change.columns > 0)
    return {number for number, here in enumerate(places) if any(runs[place] > islands.MOST_RUNS for place in here)}


@settings(max_examples=200, deadline=None)
@given(blocks, blocks)
def test_runs_are_limited_as_if_all_were_counted_each_time(
    first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    """A block with too many marks loses its weakest islands first, whatever order they are looked at in."""
    old, new = sides(first, second)
    changes = script.diff_sides(old, new)
    plain = list(changes)
    while 2 * len(plain) > islands.MOST_RUNS:
        full = crowded(plain, old, new)
        found = [(islands._judge(plain[at - 1], plain[at], old, new), at) for at in range(1, len(plain))]
        open_ = [(one.full_worth, at) for one, at in found if {at - 1, at} <= full and not one.is_border]
        if not open_:
            break
        at = min(open_)[1]
        one, other = plain[at - 1 : at + 1]
        plain[at - 1 : at + 1] = [Change(one.old_start, other.old_end, one.new_start, other.new_end)]
    assert islands.limit_runs(changes, old, new) == plain


@settings(max_examples=300, deadline=None)
@given(blocks, blocks)
def test_equal_beginnings_and_ends_need_no_walk(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    """What two provisions begin and end with alike is left unmarked just as if it were compared word by word."""
    old, new = sides(first, second)
    rows, columns = old.places, new.places
    pairs = script._pair_words(script._Words(old.word_norms, old, rows), script._Words(new.word_norms, new, columns))
    every = [
        *((rows[place], columns[place]) for place in range(pairs.first)),
        *((rows[row], columns[column]) for row, column in pairs.middle),
        *((rows[-place], columns[-place]) for place in range(pairs.last, 0, -1)),
    ]
    end = len(old.norms), len(new.norms)
    assert script.diff_sides(old, new) == script._changes_between(every, old.norms, new.norms, (0, 0), end)


@settings(max_examples=200, deadline=None)
@given(blocks, blocks)
def test_sentences_are_weighed_as_token_by_token(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    """A sentence counts as in play when one of its words stays, and a zone may be left only where that decides nothing."""
    old, new = sides(first, second)
    for zone in sentences._zones(script.diff_sides(old, new), old, new):
        gone = {row for change in zone.inside for row in range(change.old_start, change.old_end)}
        come = {column for change in zone.inside for column in range(change.new_start, change.new_end)}
        rows = weigh(zone.old_start, zone.old_end, gone, old)
        columns = weigh(zone.new_start, zone.new_end, come, new)
        whole = old.weigh_words(zone.old_start, zone.old_end), new.weigh_words(zone.new_start, zone.new_end)
        played = sentences._in_play(zone, old, new)
        assert played == ((rows, columns) if rows and columns else whole)
        assert sum(played) <= sum(whole)


def weigh(start: int, end: int, marked: set[int], side: Side) -> int:
    """Weigh the sentences of a span that hold a word which is not marked."""
    total, first = 0, start
    for index in range(start, end):
        if side.ends[index] or index + 1 == end:
            if any(token not in marked and side.flags[token] for token in range(first, index + 1)):
                total += side.weigh_words(first, index + 1)
            first = index + 1
    return total


@settings(max_examples=200, deadline=None)
@given(blocks, blocks)
def test_what_was_dropped_is_made_again(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    """A link that gave its memory back has the same changes, words and places as before."""
    drawing = draw(first, second, ENGLISH)

    def known() -> list[Any]:
        sides = [
            (side.words, side.worth, side.worth_of_words, side.stops, side.tokens)
            for side in (drawing.old, drawing.new)
        ]
        return [*sides, drawing.changes, drawing.gone, drawing.come, drawing.kept]

    before = known()
    drawing.forget()
    assert known() == before


@pytest.mark.parametrize("seed", range(20))
def test_rare_pairs_of_words_need_no_count(seed: int) -> None:
    """Whether a phrase is too common to have moved is decided as if every pair of words had been counted."""
    luck = random.Random(seed)
    texts = [(" ".join(luck.choices(WORDS, k=60)), " ".join(luck.choices(WORDS, k=60))) for _ in range(3)]
    drawings = [draw([(f"{n}", old)], [(f"{n}", new)], ENGLISH) for n, (old, new) in enumerate(texts)]
    every = [side for drawing in drawings for side in (drawing.old, drawing.new)]
    stems = [tuple(compress(side.stems, side.flags)) for side in every]
    plain = Counter(chain.from_iterable(map(pairwise, stems)))
    counted = count_pairs(every)
    assert counted.items() <= plain.items()
    assert len(counted) < len(plain)
    for source in drawings:
        for target in drawings:
            assert find_moves(source, target, counted) == find_moves(source, target, plain)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_exchanged_words_are_those_of_the_plain_comparison(first: list[str], second: list[str]) -> None:
    """Where nothing stays between what two provisions begin and end with alike, no comparison is needed to see it."""
    old, new = tuple(first), tuple(second)
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = 0
    while tail < shorter - start and old[-tail - 1] == new[-tail - 1]:
        tail += 1
    matcher = SequenceMatcher(None, old[start : len(old) - tail], new[start : len(new) - tail], autojunk=False)
    plain = [
        (start + i, start + j, start + k, start + m) for name, i, j, k, m in matcher.get_opcodes() if name != "equal"
    ]
    assert old == new or list(exchanges._changed(old, new)) == plain


@pytest.mark.parametrize("seed", range(20))
def test_phrases_are_found_wherever_they_stand(seed: int) -> None:
    """A renamed term is counted in every place of both texts, though only its rarest word is looked up."""
    luck = random.Random(seed)
    texts = [(" ".join(luck.choices(WORDS, k=40)), " ".join(luck.choices(WORDS, k=40))) for _ in range(12)]
    drawings = [draw([(f"{n}", old)], [(f"{n % 9}", new)], ENGLISH) for n, (old, new) in enumerate(texts)]
    stems = {n: one.old.stems for n, one in enumerate(drawings)}, {n: one.new.stems for n, one in enumerate(drawings)}
    spots = Spots(drawings, stems)
    number = luck.randrange(12)
    start, length = luck.randrange(30), luck.choice([1, 2, 3])
    pair = (stems[0][number][start : start + length], stems[1][number][start : start + luck.choice([1, 2, 4])])
    spots.index(pair)
    taken = {(luck.randrange(12), luck.randrange(40)) for _ in range(9)}
    for link, token in taken:
        spots.take(0, link, token, 1)
    found = Sought(spots, pair, 0, [(number, start, start)], ENGLISH)
    norms = drawings[number].old.norms[start : start + length]
    expected = {
        (link, at)
        for link, line in stems[0].items()
        for at in range(len(line))
        if line[at : at + length] == pair[0]
        and taken.isdisjoint((link, at + step) for step in range(length))
        and not stands_in(line, at, *pair)
        and all(map(are_alike, drawings[link].old.norms[at : at + length], norms))
    }
    assert {(link, at) for link, starts in found.find(0) for at in starts} == expected
    assert found.count(0, 10_000) == len({spots.key(0, *place) for place in expected})
    assert found.count(0, 1) > 1 or len(expected) <= 1


def are_alike(one: str, other: str) -> bool:
    return are_forms(one, other, ENGLISH)


def test_russian_words_are_read_as_the_dictionary_reads_them() -> None:
    """Whether two Russian words are forms of one word is what pymorphy3 says, however it was made ready."""
    pymorphy3: Any = pytest.importorskip("pymorphy3")
    ours, theirs = load_analyzer(), pymorphy3.MorphAnalyzer(lang="ru")
    for word in (
        "граждане",
        "лиц",
        "может",
        "избранный",
        "курултаю",
        "вице-президент",
        "xi",
        "10",
        "-",
        "а.",
        "ненецкоязычный",
    ):
        found = [
            (str(tag), tag.POS, tag.tense, tag.voice, lemma, score) for _, tag, lemma, score, _ in ours.parse(word)
        ]
        assert found == [
            (str(one.tag), one.tag.POS, one.tag.tense, one.tag.voice, one.normal_form, one.score)
            for one in theirs.parse(word)
        ]
