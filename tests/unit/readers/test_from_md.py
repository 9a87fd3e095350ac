"""Markdown: markup goes, words and numbers stay."""

from __future__ import annotations

from constitution_diff.readers import read


def source(text):
    return read(text.encode(), "law.md")


def texts(text):
    return [block.text for block in source(text).blocks]


def test_headings_and_wrapped_paragraphs():
    found = source("# Part I\n\nArticle 1\n---------\n\nThe *state* is\n**one**.\n").blocks
    assert [(b.text, b.hint, b.where) for b in found] == [
        ("Part I", "heading", "line 1"),
        ("Article 1", "heading", "line 3"),
        ("The state is one.", "text", "line 6"),
    ]


def test_numbers_of_lists_stay_as_written_and_bullets_go():
    text = "3. adopts laws\n\n   and repeals them\n4. votes\n   1) openly\n\n- one\n- two\n\n3-1. Inserted.\n"
    assert texts(text) == [
        "3. adopts laws",
        "and repeals them",
        "4. votes",
        "1) openly",
        "one",
        "two",
        "3-1. Inserted.",
    ]


def test_items_are_never_joined_as_one_sentence():
    assert texts("- the seat of\n- the court\n") == ["the seat of", "the court"]


def test_hard_breaks_stay_line_breaks_and_one_inside_a_sentence_is_mended():
    assert texts("We,  \nthe people,\\\nadopt:<br>This\\\nlaw.") == ["We,\nthe people,\nadopt:\nThis law."]


def test_links_give_their_words_and_raw_html_stays_as_text():
    assert texts("See [article 5](http://x.y/5) & <b>more</b>.\n\n<div>raw</div>\n") == [
        "See article 5 & <b>more</b>.",
        "<div>raw</div>",
    ]


def test_footnotes_are_notes_even_of_a_single_word():
    found = source("The law[^1] rules[^2].\n\n[^1]: Repealed\n\n[^2]: See the ruling.\n")
    assert [(b.text, b.hint) for b in found.blocks] == [
        ("The law rules.", "text"),
        ("Repealed", "note"),
        ("See the ruling.", "note"),
    ]


def test_metadata_at_the_head_give_the_title_and_are_named():
    found = source('---\ntitle: "Our law"\nlang: en\n---\n\nThe law rules.\n')
    assert found.title == "Our law"
    assert [(b.text, b.where) for b in found.blocks] == [("The law rules.", "line 6")]
    assert [notice.code for notice in found.notices] == ["front_matter"]


def test_what_markup_hides_is_counted():
    found = source("See [this](http://abc.de).\n")
    assert found.notices[0].message.startswith("9 letters and digits of markup")


def test_code_blocks_quotes_and_tables_are_text():
    text = "> Quoted.\n\n    Indented.\n\n```\nFenced.\n```\n\n| A | B |\n|---|---|\n| c | d |\n"
    assert texts(text) == ["Quoted.", "Indented.", "Fenced.", "A", "B", "c", "d"]


def test_deep_nesting_loses_nothing():
    assert texts("> " * 150 + "Deep.\n") == ["Deep."]


def test_the_name_decides_between_markdown_and_text():
    assert read(b"# One\n\n# Two", "law.txt").format == "txt"
    assert read(b"One *two*", "law.md").format == "md"
    assert read(b"# One\n\n# Two").format == "md"
    assert read(b"One\n\n# Two").format == "txt"
