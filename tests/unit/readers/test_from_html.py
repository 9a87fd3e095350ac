"""Web pages: the law and the editor's notes come out, the rest of the page is named."""

from __future__ import annotations

import json
import re

import pytest

from constitution_diff.errors import ReadError
from constitution_diff.readers import read
from constitution_diff.readers.from_html import decode_html


def texts(source, hint=None):
    return [block.text for block in source.blocks if hint is None or block.hint == hint]


def notices(source, code):
    return [notice.message for notice in source.notices if notice.code == code]


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>Law</title>{head}</head><body>{body}</body></html>".encode()


def test_paragraphs_headings_and_inline_markup_come_out_as_printed():
    source = read(page("<h2>Part I</h2>\n<p>The <b>state</b>\n is <a href='#x'>one</a>.</p><div>Bare text</div>"))
    assert [(block.text, block.hint) for block in source.blocks] == [
        ("Part I", "heading"),
        ("The state is one.", "text"),
        ("Bare text", "text"),
    ]
    assert source.title == "Law"
    assert source.blocks[1].where == "line 2"


def test_no_break_spaces_inside_stay_and_indents_go():
    assert texts(read(page("<p>&nbsp;&nbsp; 1.&nbsp;The state.</p>"))) == ["1.\u00a0The state."]


def test_a_short_bold_paragraph_is_a_title():
    source = read(page("<p><b>Article 1. State</b></p><p>The state is one, and <b>all</b> are equal.</p>"))
    assert [block.hint for block in source.blocks] == ["heading", "text"]


def test_a_heading_is_split_at_a_break_with_an_anchor_and_not_at_a_mere_wrap():
    source = read(page("<h3>GENERAL<br><a name='z2'></a>CHAPTER 1. BEDS AND<br>PATHS</h3><p>Text.</p>"))
    assert texts(source, "heading") == ["GENERAL", "CHAPTER 1. BEDS AND\nPATHS"]


def test_breaks_keep_lines_apart_and_numbered_lines_begin_paragraphs():
    source = read(page("<p>The parliament:<br>1) adopts laws;<br>2) votes.</p><p>We,<br>the people</p>"))
    assert texts(source) == ["The parliament:", "1) adopts laws;", "2) votes.", "We,\nthe people"]


def test_two_breaks_and_breaks_outside_paragraphs_end_a_paragraph():
    assert texts(read(page("<p>One.<br><br>Two.</p>Three.<br>Four."))) == ["One.", "Two.", "Three.", "Four."]


def test_a_note_runs_to_the_break_with_its_links():
    note = "<span class='note'>Note. As amended in 2020 </span><a href='/x'>№ 321</a><span class='note'> (in force).</span><br>"
    source = read(page(f"<article><p>1. The law rules.</p>{note}<p>2. It rules all.</p></article>"))
    assert [(b.text, b.hint) for b in source.blocks] == [
        ("1. The law rules.", "text"),
        ("Note. As amended in 2020 № 321 (in force).", "note"),
        ("2. It rules all.", "text"),
    ]


def test_a_note_inside_a_paragraph_is_taken_out_of_its_sentence():
    source = read(page("<p>The law <span class='footnote'>See <a href='/x'>5</a>.</span> rules all.</p>"))
    assert texts(source, "text") == ["The law rules all."]
    assert texts(source, "note") == ["See 5."]


def test_notes_on_lines_of_their_own_keep_their_place_between_lines_of_law():
    note = "<span class=note>Note.</span>"
    law = [("The law rules.", "text"), ("Note.", "note"), ("All obey.", "text")]
    for body in (f"The law rules.<br>{note}<br>All obey.<br>", f"<p>The law rules.<br>{note}<br>All obey.</p>"):
        assert [(block.text, block.hint) for block in read(page(body)).blocks] == law
    assert texts(read(page(f"<p>{note}<br>All obey.</p>"))) == ["Note.", "All obey."]
    assert texts(read(page(f"<p>We, {note}<br>the people</p>"))) == ["We,\nthe people", "Note."]


@pytest.mark.parametrize(
    "mark",
    ["<font color='#FF0000'>", "<font color=red>", "<span style='color: #f00'>", "<span style='color:rgb(200, 0, 0)'>"],
)
def test_red_text_at_the_head_of_a_line_is_a_note(mark):
    close = f"</{mark[1:5].strip('<')}>"
    source = read(page(f"<p>The law rules over all of us.</p><p>{mark}Note.{close} See the ruling.</p>"))
    assert texts(source, "note") == ["Note. See the ruling."]


def test_red_says_nothing_where_most_is_red_and_other_colours_say_nothing_at_all():
    assert texts(read(page("<p><font color=red>The law rules.</font></p>")), "note") == []
    assert texts(read(page("<p><font color=blue>Article 1</font></p><p>The law rules.</p>")), "note") == []


def test_the_element_that_holds_the_text_is_chosen_and_the_rest_named():
    article = "<article><p>The law rules over all of us, and we obey it.</p></article>"
    source = read(page(f"<div>Welcome to our portal</div>{article}<div>Updated 2020</div>"))
    assert texts(source) == ["The law rules over all of us, and we obey it."]
    assert "33 characters, such as “Welcome to our portal”" in notices(source, "page_furniture")[0]


def test_a_teaser_in_an_article_element_does_not_hide_the_law():
    source = read(page("<article>News</article><p>The law rules over all of us, and we obey it.</p>"))
    assert texts(source) == ["News", "The law rules over all of us, and we obey it."]


def test_menus_forms_scripts_and_hidden_elements_are_left_out_and_named():
    body = (
        "<nav>Menu</nav><form>Search</form><header>Logo</header><div role='navigation'>Links</div><script>x=1</script>"
    )
    body += "<p>The law rules.</p><p hidden>Secret</p><p style='display: none'>More</p><footer>Contact</footer>"
    source = read(page(body, "<style>p {color: red}</style>"))
    assert texts(source) == ["The law rules."]
    assert "26 characters, beginning “Menu”" in notices(source, "page_furniture")[0]
    assert "10 characters" in notices(source, "hidden_text")[0]
    assert "beginning “p {color: red}”" in notices(source, "script")[0]


def test_items_of_a_numbered_list_have_the_number_the_browser_prints():
    body = "<ol start=3><li>adopts laws</li><li value=7>votes</li><li>1) counts</li></ol><ol type=a><li>rules</li></ol>"
    source = read(page(body))
    assert texts(source) == ["3. adopts laws", "7. votes", "1) counts", "a. rules"]
    assert notices(source, "computed_number") == ["3 numbers that a browser prints by itself were computed"]


def test_list_items_and_cells_are_never_joined_as_one_sentence():
    body = "<ul><li>the seat of</li><li>the court</li></ul><table><tr><td>a law</td><td>of all</td></tr></table>"
    source = read(page(body))
    assert texts(source) == ["the seat of", "the court", "a law", "of all"]
    assert source.blocks[-1].where.endswith("(table cell)")


def test_a_paragraph_break_inside_a_sentence_is_mended_and_named():
    source = read(page("<p>Adult children shall care for</p><p>their parents.</p>"))
    assert texts(source) == ["Adult children shall care for their parents."]
    assert len(notices(source, "stray_break")) == 1


def test_where_many_paragraphs_begin_with_a_small_letter_all_stay_as_printed():
    source = read(page("".join(f"<div>line {'x' * n}</div>" for n in range(1, 40))))
    assert len(source.blocks) == 39
    assert len(notices(source, "stray_break")) == 1


def test_nul_characters_and_broken_bytes_are_named():
    source = read(page("<p>The l\0aw rules.</p>"))
    assert texts(source) == ["The law rules."]
    assert notices(source, "control_character") == ["1 NUL characters were left out"]
    broken = read(b"<html><meta charset=utf-8><p>The l\xffaw rules.</p></html>")
    assert texts(broken) == ["The l\ufffdaw rules."]
    assert len(notices(broken, "undecodable")) == 1


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("", "cp1251"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_read_from_mark_head_or_letters(head, encoding):
    data = f"<html><head>{head}</head><p>Закон один для всех граждан.</p></html>".encode(encoding)
    source = read(data)
    assert texts(source) == ["Закон один для всех граждан."]
    assert bool(notices(source, "encoding")) == (encoding != "utf-8")


def test_an_unknown_or_false_encoding_in_the_head_does_not_matter():
    assert decode_html(b"<meta charset=nonsense><p>x").encoding == "utf-8"
    assert decode_html(b"<meta charset=utf-16><p>x").text.endswith("x")
    assert decode_html(b"<meta charset=hex><p>x").text.endswith("x")


def test_entities_cannot_reach_other_files_or_explode(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    bomb = f'<!DOCTYPE html [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    source = read(f"{bomb}<p>The law &f; &b; rules.</p>".encode())
    assert "hidden words" not in " ".join(texts(source))
    assert "aaaaaaaa" not in " ".join(texts(source))


def test_markup_nested_too_deeply_is_refused_and_not_cut_silently():
    with pytest.raises(ReadError, match="too deeply"):
        read(b"<html>" + b"<div>x" * 30_000)


def test_a_page_without_words_is_refused():
    with pytest.raises(ReadError, match="no text"):
        read(b"<html><body><script>law()</script></body></html>")


@pytest.mark.shared
def test_the_page_with_every_quirk_of_the_law_database_gives_law_and_notes(shared):
    source = read((shared / "adilet/synthetic.html").read_bytes())
    expected = json.loads((shared / "adilet/synthetic.expect.json").read_text("utf-8"))
    law = [block.text for block in source.blocks if block.hint != "note" and "table" not in block.where]
    assert source.title == expected["title"]
    assert [word for word in expected["must_not_occur_in_the_law"] if any(word in text for text in law)] == []
    heads = [re.match(r"[СC]татья (\d+(?:-\d+)?)", text) for text in texts(source, "heading")]
    assert [head[1] for head in heads if head] == expected["articles"]
    assert [text.replace("\n", " ") for text in texts(source, "heading") if "татья" not in text] == expected["parts"]
    assert len(texts(source, "note")) == expected["notes"]
