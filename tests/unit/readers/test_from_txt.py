"""Plain text: paragraphs come out whole, wrapped or not."""

from __future__ import annotations

import pytest

from constitution_diff.errors import ReadError
from constitution_diff.readers import read


def texts(text):
    return [block.text for block in read(text.encode(), "law.txt").blocks]


_WRAPPED = """\
CONSTITUTION

Article 1
The Republic is a democratic state, governed by law, in accordance with
the will of its people and with the provisions of this Constitution. It
seeks peace.
1. Every person is equal before the law and before the courts, whatever
the origin.
2. Nobody may be punished twice.
a) not by a court;
b) not by the ministry or by any other body of the state, wherever it is
placed.
Article 2. Rights
Everyone has rights that the law sets out in detail - all of the details
– and that nobody may take away.
"""


def test_each_line_is_a_paragraph_where_lines_are_not_wrapped():
    assert texts("Article 1\nThe state is one.\n\nArticle 2\nAll are equal.") == [
        "Article 1",
        "The state is one.",
        "Article 2",
        "All are equal.",
    ]


def test_wrapped_lines_are_joined_and_labels_begin_paragraphs():
    assert texts(_WRAPPED) == [
        "CONSTITUTION",
        "Article 1",
        "The Republic is a democratic state, governed by law, in accordance with the will of its people and with the "
        "provisions of this Constitution. It seeks peace.",
        "1. Every person is equal before the law and before the courts, whatever the origin.",
        "2. Nobody may be punished twice.",
        "a) not by a court;",
        "b) not by the ministry or by any other body of the state, wherever it is placed.",
        "Article 2. Rights",
        "Everyone has rights that the law sets out in detail - all of the details – and that nobody may take away.",
    ]


def test_a_reference_wrapped_before_its_number_begins_no_paragraph():
    text = (
        "The court decides on the matters that are named in subparagraphs 2) and\n3) of this article and on no others, "
    )
    text += "unless the law adds some to\nthem, which it may do at any time, and also on those that are referred\n"
    text += "to it by the head of state.\n1.\nx\n"
    assert texts(text)[0].startswith(
        "The court decides on the matters that are named in subparagraphs 2) and 3) of this"
    )
    assert texts(text)[1:] == ["1.", "x"]


def test_what_was_joined_is_said():
    codes = [notice.code for notice in read(_WRAPPED.encode()).notices]
    assert codes == ["wrapped_lines"]


def test_places_are_lines_of_the_file():
    assert [block.where for block in read(b"One.\r\n\r\nTwo.\rThree.").blocks] == ["line 1", "line 3", "line 4"]


def test_indented_first_lines_begin_paragraphs_in_wrapped_text():
    text = "  The people are the only source of power in the state and they use\nit as the law says. It is theirs.\n"
    text += (
        "  Nobody may seize power, and whoever seizes it is punished by a court\nas the law says it is to be done.\n"
    )
    assert len(texts(text * 2)) == 4


def test_soft_hyphens_and_cut_words_at_line_ends_are_undone():
    text = (
        "The people of this country are free to found parties, unions and asso\u00ad\nciations of any kind they like. "
    )
    text += (
        "The law\nof this Constitution rules over the people and over the state, its Con-\nstitution and its laws, too."
    )
    source = read(text.encode())
    assert len(source.blocks) == 1
    assert "unions and associations" in source.blocks[0].text
    assert "its Constitution and" in source.blocks[0].text


def test_a_line_break_inside_a_sentence_is_mended_and_named():
    source = read(b"Adult children shall care for\ntheir parents.\nThe state helps.")
    assert [block.text for block in source.blocks] == [
        "Adult children shall care for their parents.",
        "The state helps.",
    ]
    assert [notice.code for notice in source.notices] == ["stray_break"]


def test_invisible_characters_stay_and_control_characters_go_both_named():
    source = read("The \u202blaw\u202c ru\u200bles\x01.".encode())
    assert source.blocks[0].text == "The \u202blaw\u202c ru\u200bles."
    codes = {notice.code: notice.message for notice in source.notices}
    assert "U+202B RIGHT-TO-LEFT EMBEDDING (1)" in codes["invisible_character"]
    assert "U+0001 (1)" in codes["control_character"]


def test_a_word_of_ten_thousand_letters_is_kept_whole():
    assert texts("x" * 10_000 + "\nand") == ["x" * 10_000 + " and"]


def test_a_text_beyond_the_limit_is_refused():
    with pytest.raises(ReadError, match="more than 64"):
        read(b"x" * (64 * 2**20 + 1))
