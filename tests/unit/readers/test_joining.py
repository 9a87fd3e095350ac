"""Lines put together to paragraphs: nothing is guessed without saying so."""

from __future__ import annotations

import pytest

from constitution_diff.model import Block
from constitution_diff.readers.characters import take_out_unprintable
from constitution_diff.readers.joining import is_stray_break, learn_hyphens, mend_stray_breaks


def make(*texts):
    return tuple(Block(text, f"line {number}") for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("first", "second", "stray"),
    [
        ("созидая государственность на исконной", "казахской земле,", True),
        ("Мы, народ Казахстана,", "объединенный общей судьбой,", False),
        ("РАЗДЕЛ ВТОРОЙ", "о правах человека", False),
        ("Part II", "of citizens", False),
        ("In 1995", "the people voted", False),
        ("the following rights", "a) to life", False),
        ("the following rights", "ii. to life", False),
        ("Article 5 of the law", "The state", False),
        ("القانون", "الدولة", False),
        ("", "the", False),
    ],
)
def test_a_break_is_stray_only_between_a_letter_and_a_small_letter(first, second, stray):
    assert is_stray_break(first, second) is stray


def test_a_sentence_broken_twice_is_mended_once_with_two_notices():
    blocks, notices = mend_stray_breaks(make("All people", "of this state", "are equal.", "The end."))
    assert [block.text for block in blocks] == ["All people of this state are equal.", "The end."]
    assert [notice.where for notice in notices] == ["line 2", "line 3"]
    assert blocks[0].where == "line 1"


def test_paragraphs_that_begin_for_themselves_are_never_joined():
    blocks = make("the seat of", "the court")
    assert mend_stray_breaks(blocks, frozenset({1})) == (blocks, ())


def test_notes_and_headings_are_never_joined_with_the_law():
    blocks = (Block("The rights", "a", "heading"), Block("of all", "b"), Block("see the law", "c", "note"))
    assert mend_stray_breaks(blocks) == (blocks, ())


def test_a_text_that_cuts_words_as_a_habit_has_unknown_words_put_together_too():
    lines = ["inheri-", "tance inheritance parlia-", "ment parliament consti-", "tution constitution referen-", "dum"]
    hyphens, notices = learn_hyphens(lines)
    assert (
        hyphens.join_all(lines) == "inheritance inheritance parliament parliament constitution constitution referendum"
    )
    assert "referen-/dum" in notices[0].message


def test_a_text_without_such_a_habit_keeps_the_hyphen_and_says_so():
    hyphens, notices = learn_hyphens(["the referen-", "dum"])
    assert hyphens.join("the referen-", "dum") == "the referen-dum"
    assert "keep it" in notices[0].message


def test_unprintable_characters_go_and_blocks_of_nothing_else_too():
    blocks, notices = take_out_unprintable(make("a\x00\u00adb", "\x07", "plain\nlines"))
    assert [block.text for block in blocks] == ["ab", "plain\nlines"]
    assert notices[0].message == (
        "3 characters that are never printed were left out: U+0000 (1), U+0007 (1), U+00AD SOFT HYPHEN (1)"
    )
    assert notices[0].where == "line 1"
