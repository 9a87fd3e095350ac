"""Forms of one word, and where units lie: what is found by looking up is what comparing everything would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.align.terms import stem
from constitution_diff.annotate.accepting import Accepting, WordTable
from constitution_diff.annotate.counterparts import is_inside, units_around
from constitution_diff.annotate.keeping import MOST_TEXTS, forget_texts, keep_per_document, keep_per_text
from constitution_diff.annotate.phrases import words_beside
from constitution_diff.annotate.words import Names, is_same_word
from constitution_diff.languages import Language, load_language
from constitution_diff.model import Document, Edition

WORDS = st.text("абв1", min_size=1, max_size=12)


def in_common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def plain_same(one: str, other: str, language: Language) -> bool:
    """What `is_same_word` promises, letter by letter."""
    if one == other or (language.stemmer and stem(one, language) == stem(other, language)):
        return True
    if one[0].isdigit() or other[0].isdigit():
        return False
    common = in_common(one, other)
    shorter, longer = sorted((len(one), len(other)))
    if language.stemmer:
        is_ending = common == shorter >= 5 and longer - common <= 2
        return is_ending or (common >= max(6, shorter - 2) and longer - common <= 4)
    return common == shorter >= 3 or (common >= max(4, shorter - 3) and longer - common <= 8)


@pytest.mark.parametrize("code", ["ru", "kk"])
@given(WORDS, WORDS)
def test_two_forms_of_a_word_are_told_by_how_they_begin(code: str, one: str, other: str) -> None:
    """Comparing the beginning that matters says the same as counting the letters in common."""
    language = load_language(code)
    assert is_same_word(one, other, language) == plain_same(one, other, language)


@pytest.mark.parametrize("code", ["ru", "kk"])
@given(st.lists(WORDS, max_size=30))
def test_a_word_has_the_number_of_the_nearest_form_known(code: str, words: list[str]) -> None:
    """Words are filed by how they begin; that no form is missed, and the nearest is taken, is what comparing all gives."""
    language = load_language(code)
    names, known = Names(language), dict[str, int]()
    for word in words:
        same = [
            (in_common(word, other), -number) for other, number in known.items() if plain_same(word, other, language)
        ]
        number = names.number(word)
        if word not in known and number >= 0:  # below zero: a synonym of the lexicon
            known[word] = number
            assert number == (-max(same)[1] if same else number)
            assert same or number not in list(known.values())[:-1]


@given(
    st.lists(st.lists(st.text("ab", max_size=4).filter(bool), max_size=4), min_size=3, max_size=3),
    st.text("abc", min_size=1, max_size=5),
)
def test_a_word_is_accepted_by_what_it_is_begins_with_or_ends_with(pieces: list[list[str]], word: str) -> None:
    """Looking up only the lengths that occur leaves out no beginning and no ending."""
    tables = [{piece: [number] for number, piece in enumerate(own, 10 * place)} for place, own in enumerate(pieces)]
    tests = (word.__eq__, word.startswith, word.endswith)
    wanted = {
        number
        for table, test in zip(tables, tests, strict=True)
        for piece, own in table.items()
        if test(piece)
        for number in own
    }
    assert set(Accepting(*tables).find(word)) == wanted


@given(st.text("1.#)", min_size=1, max_size=8), st.text("1.#)", min_size=1, max_size=8))
def test_the_units_around_a_unit_are_those_it_is_inside_of(block: str, ref: str) -> None:
    """Looking for a unit among those around another is the same as asking whether the one is inside the other."""
    assert is_inside(block, ref) == (ref == block or ref in units_around(block))


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_the_words_beside_a_phrase_are_the_nearest_that_count(counts: list[bool], data: st.DataObject) -> None:
    """The neighbours found by halving are those found by walking."""
    first = data.draw(st.integers(0, len(counts) - 1))
    last = data.draw(st.integers(first, len(counts) - 1))
    chosen = [index for index, is_counted in enumerate(counts) if is_counted]
    numbers = [100 + index for index in range(len(counts))]
    before = next((numbers[index] for index in range(first - 1, -1, -1) if counts[index]), None)
    after = next((numbers[index] for index in range(last + 1, len(counts)) if counts[index]), None)
    assert words_beside(chosen, first, last, numbers) == (before, after)


def test_a_table_of_words_does_not_grow_without_end() -> None:
    """A process that reads constitution after constitution remembers a bounded number of words."""
    table = WordTable(str.upper, 3)
    assert [table[word] for word in ("a", "b", "a", "c", "d", "b")] == ["A", "B", "A", "C", "D", "B"]
    assert len(table) <= 3


def test_what_was_kept_of_many_texts_is_dropped() -> None:
    """After a long text nothing of it stays in memory; of a few texts, which the next pair may share, it does."""
    asked: list[str] = []
    told = keep_per_text(lambda text: asked.append(text) or len(text))
    told("one"), told("one")
    forget_texts()
    told("one")
    assert asked == ["one"]
    for number in range(MOST_TEXTS):
        told(str(number))
    forget_texts()
    told("one")
    assert asked.count("one") == 2


def test_what_was_kept_of_documents_is_dropped() -> None:
    """Only the two documents compared are remembered, by what they are and not by what they say."""
    asked: list[str] = []
    told = keep_per_document(lambda document: asked.append(document.edition.id))
    documents = [Document(Edition(id=name, language="en", title=name)) for name in ("a", "b", "a")]
    for document in (*documents, documents[2], documents[1]):
        told(document)
    assert asked == ["a", "b", "a"]
    forget_texts()
    told(documents[2])
    assert asked == ["a", "b", "a", "a"]
