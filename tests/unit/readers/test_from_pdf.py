"""PDF files: what is printed comes out as paragraphs, with notes told apart by their colour."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise

import pytest

from constitution_diff.errors import ReadError
from constitution_diff.readers import read

_FULL = "through referendums and free elections, and hand it over to the state for as long"
_OTHER = "as the people see fit; the law alone sets out how the bodies of the state are formed"


def texts(source):
    return [block.text for block in source.blocks]


def codes(source):
    return Counter(notice.code for notice in source.notices)


def test_wrapped_lines_of_an_indented_paragraph_come_out_as_one_paragraph(make_pdf, row):
    page = [row("1. The people are the only source of power in the state and use it", 70), _FULL, "as the law says."]
    page += [row("2. Nobody may seize power, and whoever seizes it is punished as the", 70), _OTHER, "and as it says."]
    source = read(make_pdf([page]))
    assert len(source.blocks) == 2
    assert texts(source)[0].endswith("and use it " + _FULL + " as the law says.")
    assert [block.where for block in source.blocks] == ["page 1, line 1", "page 1, line 4"]


def test_paragraphs_parted_by_blank_space_need_no_indent(make_pdf, row):
    page = [
        "The power is used " + _FULL,
        "as the law says it.",
        row("So it is used " + _OTHER, gap=30),
        "and as it says",
    ]
    assert texts(read(make_pdf([page]))) == [
        f"The power is used {_FULL} as the law says it.",
        f"So it is used {_OTHER} and as it says",
    ]


def test_a_paragraph_runs_on_over_the_page_end(make_pdf, row):
    first = [row("1. The people are the only source of power in the state and use it", 70), _FULL]
    second = [
        "as the law says.",
        row("2. Nobody may seize power, and whoever seizes it is punished as the", 70),
        _OTHER,
    ]
    source = read(make_pdf([first, [*second, "and as it says."]]))
    assert [text[:2] for text in texts(source)] == ["1.", "2."]
    assert texts(source)[0].endswith("as long as the law says.")


def test_a_red_note_is_one_note_with_the_black_links_inside_it(make_pdf, row):
    page = [row("1. The people are the only source of power in the state and use it", 70), _FULL, "as the law says."]
    page += [row("Note. Article 2 as amended by the Law of 21 May 2007 ", 70, colour="1 0 0", tail="No. 254-III")]
    page += [
        row("(in force since the day on which it was published for the first time, and not before", colour="1 0 0")
    ]
    page += [row("that day)", colour="1 0 0", tail=".")]
    page += [row("2. Nobody may seize power, and whoever seizes it is punished as the", 70), _OTHER, "and as it says."]
    source = read(make_pdf([page]))
    assert [block.hint for block in source.blocks] == ["text", "note", "text"]
    assert "2007 No. 254-III (in force" in texts(source)[1]
    assert texts(source)[1].endswith("that day).")


def test_a_note_printed_inside_a_sentence_is_taken_out_of_it(make_pdf, row):
    page = [row("1. The people are the only source of power in the state and use it", 70), _FULL]
    page += [row("Note. See the ruling of the court.", 70, colour="1 0 0"), "as the law says."]
    page += [row("2. Nobody may seize power, and whoever seizes it is punished as the", 70), _OTHER, "and as it says."]
    source = read(make_pdf([page]))
    assert [block.hint for block in source.blocks] == ["text", "note", "text"]
    assert texts(source)[0].endswith("as long as the law says.")
    assert texts(source)[1] == "Note. See the ruling of the court."


def test_red_says_nothing_in_a_text_that_is_mostly_red(make_pdf, row):
    page = [row(_FULL, colour="1 0 0"), row(_OTHER + ".", colour="1 0 0"), row("An afterword in black.", gap=40)]
    assert {block.hint for block in read(make_pdf([page])).blocks} == {"text"}


@pytest.mark.parametrize("colour", ["0 0 1", "0 0.5 0", "0.4 0.2 0.1"])
def test_a_title_in_another_colour_than_red_is_the_law(make_pdf, row, colour):
    page = [row("Article 1", colour=colour), row(_FULL + ".", gap=30)]
    assert "note" not in {block.hint for block in read(make_pdf([page])).blocks}


def test_titles_in_another_size_or_in_bold_are_headings(make_pdf, row):
    page = [
        row("Part I", size=15),
        row("Article 1", bold=True, gap=30),
        row(_FULL, gap=30),
        _OTHER,
        _FULL,
        _OTHER + ".",
    ]
    assert [block.hint for block in read(make_pdf([page])).blocks] == ["heading", "heading", "text"]


def test_a_centred_title_over_two_lines_is_one_title(make_pdf, row):
    page = [row("ON THE FUNDAMENTAL RIGHTS, FREEDOMS AND", 87.4, size=15, gap=30)]
    page += [row("RESPONSIBILITIES", 200.3, size=15, gap=18), row(_FULL, gap=30), *[_OTHER, _FULL] * 4, _OTHER + "."]
    assert texts(read(make_pdf([page])))[0] == "ON THE FUNDAMENTAL RIGHTS, FREEDOMS AND RESPONSIBILITIES"


def test_a_break_before_a_comma_leaves_no_space(make_pdf, row):
    page = [row("1. The people are the only source of power in the state and use it", 70), _FULL, ", as the law says."]
    page += [row("2. Nobody may seize power, and whoever seizes it is punished as the", 70), _OTHER, "and as it says."]
    assert "for as long, as the law says." in texts(read(make_pdf([page])))[0]


def test_hanging_indents_of_a_list_keep_each_item_whole(make_pdf, row):
    page = ["The parliament, as the law sets it out in every detail, and with no exception whatsoever,"]
    page += [row("1) adopts the laws, and changes them whenever the people of the country", 60)]
    page += [row("need it;", 73.4), row("2) approves the budget;", 60), row("3) decides on war.", 60)]
    found = texts(read(make_pdf([page])))
    assert found[1:] == [
        "1) adopts the laws, and changes them whenever the people of the country need it;",
        "2) approves the budget;",
        "3) decides on war.",
    ]


def test_two_columns_are_read_one_after_the_other(make_pdf, row):
    left = [
        row("1. The state is one and indivisible", 60),
        "and its power belongs to the people",
        "of the country alone.",
    ]
    left += [row("2. Nobody may seize power in this", 60), "state, and whoever tries to do that", "is punished by law."]
    right = [row("3. The capital is the city of that", 310, y=784), row("name, and the law says what it may", 300)]
    right += [
        row("and may not do.", 300),
        row("4. The flag is blue and has a sun", 310),
        row("with an eagle below it, all of it", 300),
    ]
    right += [row("in gold.", 300)]
    found = texts(read(make_pdf([left + right])))
    assert [text[:2] for text in found] == ["1.", "2.", "3.", "4."]
    assert found[2].endswith("city of that name, and the law says what it may and may not do.")


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (("on the inheri-", "tance of land; inheritance is free."), "on the inheritance of land"),
        (("on a well-", "known rule; every well-known rule."), "on a well-known rule"),
        (("under the ruling No. 14-", "NP of the court."), "No. 14-NP of the court"),
        (("on the pre-", "emption of land."), "on the pre-emption of land"),
    ],
)
def test_only_a_real_hyphenation_is_undone(make_pdf, row, cut, whole):
    page = [row(f"The law is adopted by the parliament and signed by the head of it {cut[0]}"), cut[1]]
    source = read(make_pdf([page]))
    assert whole in texts(source)[0]
    if "pre-" in whole:
        assert "pre-/emption" in next(n.message for n in source.notices if n.code == "hyphenation")


def test_running_headers_and_page_numbers_are_taken_out_and_named(make_pdf, row):
    words = ("parliament", "government", "court", "ombudsman", "people")
    pages = [
        [
            row("THE CONSTITUTION", y=820),
            row(f"Article {n}", gap=40),
            f"The {word} is free.",
            row(f"– {n} –", 290, y=30),
        ]
        for n, word in enumerate(words, 1)
    ]
    source = read(make_pdf(pages))
    assert texts(source) == [text for n, w in enumerate(words, 1) for text in (f"Article {n}", f"The {w} is free.")]
    messages = [notice.message for notice in source.notices if notice.code == "page_furniture"]
    assert len(messages) == 2
    assert "THE CONSTITUTION" in messages[0]
    assert "page numbers on 5 pages" in messages[1]


def test_an_article_number_at_the_top_of_every_page_is_no_page_number(make_pdf, row):
    words = ("parliament", "government", "court", "people")
    pages = [[row(f"Article {n}"), row(f"The {word} is free.", gap=30)] for n, word in enumerate(words, 1)]
    assert "Article 3" in texts(read(make_pdf(pages)))


def test_a_stray_break_inside_a_sentence_is_mended_and_named(make_pdf, row):
    page = [row("We, the people,", 70), row("building our state on the ancient", 70), row("land of our fathers,", 70)]
    page += [row("adopt this Constitution.", 70), row(_FULL, gap=40), _OTHER + "."]
    source = read(make_pdf([page]))
    assert "building our state on the ancient land of our fathers," in texts(source)
    assert codes(source)["stray_break"] == 1


def test_the_title_in_the_metadata_is_kept(make_pdf):
    assert read(make_pdf([["The people are free."]], title="Constitution")).title == "Constitution"


def test_a_scanned_pdf_is_refused_with_advice(make_pdf):
    with pytest.raises(ReadError, match="no text layer") as error:
        read(make_pdf([[], []], picture=True), "scan.pdf")
    assert "OCR" in error.value.hint
    assert error.value.where == "scan.pdf"


def test_a_scanned_pdf_with_stamped_page_numbers_is_refused_too(make_pdf, row):
    with pytest.raises(ReadError, match="no text layer"):
        read(make_pdf([[row(str(n), 290, y=30)] for n in range(1, 5)], picture=True))


def test_pages_without_text_are_named(make_pdf):
    source = read(make_pdf([["The people are free."], [], ["The law is one."]], picture=True))
    assert [notice.where for notice in source.notices if notice.code == "page_without_text"] == ["page 2"]


def test_a_damaged_pdf_is_refused(make_pdf):
    data = make_pdf([["The people are free."]])
    with pytest.raises(ReadError, match="damaged"):
        read(b"%PDF-1.4\n" + b"\x00garbage" * 50 + b"%%EOF")
    with pytest.raises(ReadError):
        read(data[:200])


def test_an_encrypted_pdf_is_refused_with_advice(make_pdf):
    data = make_pdf([["The people are free."]])
    key = "<" + "ab" * 32 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [{key} {key}] /Root".encode()
    with pytest.raises(ReadError, match="password") as error:
        read(data.replace(b"/Root", lock, 1))
    assert "without a password" in error.value.hint


def test_a_word_of_ten_thousand_letters_is_kept_whole(make_pdf):
    assert texts(read(make_pdf([["x" * 10_000]])))[0] == "x" * 10_000


def squeeze(text):
    return re.sub(r"\s", "", text)


def gold_blocks(gold):
    yield from gold["preamble"].split("\n")
    for part in gold["parts"]:
        yield part["title"]
        for article in part["articles"]:
            for paragraph in article["paragraphs"]:
                yield from (block["text"] for block in paragraph["blocks"])


@pytest.mark.shared
def test_the_notes_of_the_russian_text_of_1995_are_exactly_the_168_of_the_gold_file(shared):
    source = read((shared / "texts/official/kz-1995-ru.pdf").read_bytes())
    gold = json.loads((shared / "gold/kz-1995-ru.notes.json").read_text("utf-8"))
    assert [block.text for block in source.blocks if block.hint == "note"] == [note["text"] for note in gold["notes"]]


@pytest.mark.shared
def test_every_block_of_the_russian_text_of_1995_ends_in_its_gold_text(shared):
    source = read((shared / "texts/official/kz-1995-ru.pdf").read_bytes())
    gold = json.loads((shared / "gold/kz-1995-ru.json").read_text("utf-8"))
    law = iter(block.text for block in source.blocks if block.hint != "note")
    missing = [text for text in gold_blocks(gold) if text and not any(found.endswith(text) for found in law)]
    assert missing == []


@pytest.mark.shared
@pytest.mark.parametrize(("name", "articles"), [("kz-1995-ru", 102), ("kz-1995-kk", 102)])
def test_both_languages_of_1995_have_the_same_articles_in_order(shared, name, articles):
    source = read((shared / f"texts/official/{name}.pdf").read_bytes())
    labels = [re.fullmatch(r"(?:Статья )?(\d+(?:-\d+)?)(?:-бап)?", text) for text in texts(source)]
    numbers = [tuple(map(int, label[1].split("-"))) for label in labels if label]
    assert len(numbers) == articles
    assert all(first < second for first, second in pairwise(numbers))
