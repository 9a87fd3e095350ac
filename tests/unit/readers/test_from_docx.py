"""DOCX files: what a word processor prints comes out, in order; what it hides is named."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from constitution_diff.errors import ReadError
from constitution_diff.readers import read


def texts(source):
    return [block.text for block in source.blocks]


def notices(source, code):
    return [notice.message for notice in source.notices if notice.code == code]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_come_out_in_order_with_their_place(make_docx, para):
    source = read(make_docx(para("Article 1") + para("") + para("The state is one.")))
    assert texts(source) == ["Article 1", "The state is one."]
    assert [block.where for block in source.blocks] == ["paragraph 1", "paragraph 3"]
    assert source.format == "docx"


def test_line_breaks_and_tabs_stay_white_space(make_docx):
    body = "<w:p><w:r><w:t>Part V</w:t><w:br/><w:t>The Government</w:t><w:tab/><w:t>rules</w:t></w:r></w:p>"
    assert texts(read(make_docx(body))) == ["Part V\nThe Government rules"]


def test_no_break_spaces_and_look_alike_letters_stay_as_printed(make_docx, para):
    text = "1.\u00a0Мiндетi – the Latin i stays"
    assert texts(read(make_docx(para(text)))) == [text]


def test_a_line_break_inside_a_sentence_is_mended_and_named(make_docx):
    body = "<w:p><w:r><w:t>Adult children shall care for</w:t><w:br/><w:t>their parents.</w:t></w:r></w:p>"
    source = read(make_docx(body))
    assert texts(source) == ["Adult children shall care for their parents."]
    assert "a line break" in notices(source, "stray_break")[0]
    assert [n.where for n in source.notices] == ["paragraph 1"]


def test_a_paragraph_break_inside_a_sentence_is_mended_and_named(make_docx, para):
    source = read(make_docx(para("Adult children shall care for") + para("their parents.")))
    assert texts(source) == ["Adult children shall care for their parents."]
    assert "“Adult children shall care for” and “their parents.”" in notices(source, "stray_break")[0]


def test_tracked_changes_are_accepted_and_named(make_docx):
    deleted = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("always ")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom><w:moveTo w:id="4">{run("kept")}</w:moveTo>'
    source = read(make_docx(f"<w:p>{run('The law ')}{deleted}{inserted}{run('rules; ')}{moved}</w:p>"))
    assert texts(source) == ["The law always rules; kept"]
    message = notices(source, "tracked_changes")[0]
    assert "2 insertions kept" in message
    assert "“never”, “gone”" in message


def test_a_deleted_paragraph_end_joins_two_paragraphs(make_docx, para):
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(read(make_docx(para("The law ", mark) + para("Rules.")))) == ["The law Rules."]


def test_hidden_text_is_left_out_and_named(make_docx):
    source = read(make_docx(f"<w:p>{run('The law rules.')}{run('Secret', '<w:vanish/>')}</w:p>"))
    assert texts(source) == ["The law rules."]
    assert "“Secret”" in notices(source, "hidden_text")[0]


def test_results_of_fields_stay_and_their_codes_go(make_docx, para):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    simple = f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>'
    body = f"<w:p>{run('See ')}{mark('begin')}{code}{mark('separate')}{run('article 5')}"
    body += f"{mark('end')}{run(', page ')}{simple}</w:p>"
    source = read(
        make_docx(body + f"<w:p>{mark('begin')}{code}</w:p>" + para("A field that never ends hides nothing."))
    )
    assert texts(source) == ["See article 5, page 7", "A field that never ends hides nothing."]
    assert "REF x" in notices(source, "field_code")[0]


def test_special_hyphens_and_symbols(make_docx):
    signs = '<w:noBreakHyphen/><w:t>law</w:t><w:softHyphen/><w:t>ful</w:t><w:sym w:font="Symbol" w:char="F0B7"/>'
    odd = '<w:sym w:font="Wingdings" w:char="F04A"/>'
    source = read(make_docx(f"<w:p><w:r><w:t>by</w:t>{signs}{odd}</w:r></w:p>"))
    assert texts(source) == ["by\u2011lawful•\uf04a"]
    assert len(notices(source, "soft_hyphen")) == 1
    assert "F04A of Wingdings" in notices(source, "symbol")[0]


def test_footnotes_are_notes_after_the_paragraph_that_cites_them(make_docx, para):
    cited = f'<w:p>{run("The law rules.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{para("As amended in 2007.")}</w:footnote>'
    notes += f'<w:footnote w:id="3">{para("Nobody cites me.")}</w:footnote>'
    source = read(make_docx(cited + para("The end."), footnotes=notes))
    assert [(block.text, block.hint) for block in source.blocks] == [
        ("The law rules.", "text"),
        ("As amended in 2007.", "note"),
        ("The end.", "text"),
    ]
    assert "Nobody cites me." in notices(source, "uncited_note")[0]


def test_endnotes_are_notes_too(make_docx, para):
    cited = f'<w:p>{run("The law rules.")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
    source = read(make_docx(cited, endnotes=f'<w:endnote w:id="2">{para("An endnote.")}</w:endnote>'))
    assert [block.hint for block in source.blocks] == ["text", "note"]


def test_a_text_box_is_read_once_and_stands_after_its_paragraph(make_docx, para):
    inside = f"<w:txbxContent>{para('In the box.')}</w:txbxContent>"
    box = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
    box += f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    source = read(make_docx(f"<w:p><w:r><w:t>Before.</w:t>{box}</w:r></w:p>{para('After.')}"))
    assert texts(source) == ["Before.", "In the box.", "After."]
    assert len(notices(source, "text_box")) == 1


def test_pictures_are_named(make_docx):
    source = read(make_docx("<w:p><w:r><w:t>The flag:</w:t><w:drawing/></w:r></w:p>"))
    assert notices(source, "picture") == ["1 pictures or embedded objects hold no text that can be read"]


def test_cells_of_a_table_come_in_reading_order_and_are_never_joined(make_docx, para):
    def cell(text):
        return f"<w:tc><w:tcPr/>{para(text)}</w:tc>"

    table = (
        f"<w:tbl><w:tblPr/><w:tr>{cell('seat of')}{cell('the court')}</w:tr><w:tr>{cell('c')}{cell('d')}</w:tr></w:tbl>"
    )
    source = read(make_docx(table))
    assert texts(source) == ["seat of", "the court", "c", "d"]
    assert source.blocks[3].where == "paragraph 4 (table 1, row 2, cell 2)"


def test_headers_footers_and_comments_are_left_out_and_named(make_docx, para):
    source = read(
        make_docx(
            para("The law rules."),
            header=para("DRAFT"),
            footer=para("7"),
            comments=f'<w:comment w:id="1">{para("Really?")}</w:comment>',
        )
    )
    assert texts(source) == ["The law rules."]
    assert sorted(notices(source, "page_furniture")) == [
        "running footer left out: “7”, 1 characters",
        "running header left out: “DRAFT”, 5 characters",
    ]
    assert "Really?" in notices(source, "comment")[0]


def test_red_paragraphs_are_notes_but_red_titles_and_red_texts_are_not(make_docx):
    red = '<w:color w:val="FF0000"/>'
    law = f"<w:p>{run('The law rules, and it rules all people alike, without any exception.')}</w:p>"
    note = f"<w:p>{run('Note. ', red)}{run('See the ruling.')}</w:p>"
    title = f"<w:p>{run('Article 1', red + '<w:b/>')}</w:p>"
    assert [b.hint for b in read(make_docx(title + law + note)).blocks] == ["heading", "text", "note"]
    assert [b.hint for b in read(make_docx(f"<w:p>{run('All is red.', red)}</w:p>")).blocks] == ["text"]


def test_a_style_can_make_a_heading_a_note_or_hide_text(make_docx, para):
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
    styles += '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    styles += '<w:style w:styleId="h2"><w:name w:val="Own"/><w:basedOn w:val="h"/></w:style>'
    styles += '<w:style w:styleId="r"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>'
    styles += '<w:style w:styleId="v"><w:basedOn w:val="v"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = para("Part I", '<w:pStyle w:val="h"/>') + para("Rights", '<w:pStyle w:val="h2"/>')
    body += para("Article 1", '<w:outlineLvl w:val="2"/>') + para("See 2007.", '<w:pStyle w:val="r"/>')
    body += para("The law rules over all of the people alike.") + para("Hidden", run='<w:rStyle w:val="v"/>')
    body += para("Shown again.", '<w:pStyle w:val="v"/>', '<w:vanish w:val="0"/>')
    source = read(make_docx(body, styles=styles))
    assert [block.hint for block in source.blocks] == ["heading", "heading", "heading", "note", "text", "text"]
    assert "Hidden" not in texts(source)


_LEVELS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%3"/><w:suff w:val="nothing"/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def numbered(level, key=1):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'


def test_numbers_that_the_word_processor_prints_are_computed(make_docx, para):
    places = [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1), (2, 1), (3, 1), (0, 2), (0, 2)]
    body = "".join(para("Text.", numbered(*place)) for place in places) + para("None.", numbered(0, 0))
    source = read(make_docx(body, numbering=_LEVELS))
    assert texts(source) == [
        "1. Text.",
        "1.a) Text.",
        "1.b) Text.",
        "2. Text.",
        "2.a) Text.",
        "IText.",
        "• Text.",
        "5. Text.",
        "6. Text.",
        "None.",
    ]
    assert notices(source, "computed_number") == ["8 numbers that the word processor prints by itself were computed"]


def test_a_style_can_number_its_paragraphs(make_docx, para):
    styles = f'<w:style w:type="paragraph" w:styleId="l"><w:pPr>{numbered(0)}</w:pPr></w:style>'
    body = para("one", '<w:pStyle w:val="l"/>') + para("two", '<w:pStyle w:val="l"/>')
    assert texts(read(make_docx(body, styles=styles, numbering=_LEVELS))) == ["1. one", "2. two"]


def test_the_strict_standard_is_read_like_the_transitional_one(make_docx, para, zipped):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{para("The law rules.")}</w:body></w:document>'
    assert texts(read(zipped({"word/document.xml": document}))) == ["The law rules."]


def test_the_title_in_the_properties_is_kept(para, zipped):
    document = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Constitution </dc:title></c>'
    data = zipped({"word/document.xml": f"{document}{para('Law.')}</w:body></w:document>", "docProps/core.xml": core})
    assert read(data).title == "Constitution"


def test_an_archive_without_a_document_is_refused(zipped):
    with pytest.raises(ReadError, match="no main document"):
        read(zipped({"word/styles.xml": "<x/>"}))
    with pytest.raises(ReadError, match="no DOCX"):
        read(zipped({"letter.txt": "hello"}))


def test_a_damaged_archive_is_refused_with_advice(make_docx, para):
    data = make_docx("".join(para(f"The law rules {number}.") for number in range(200)))
    for broken in (data[: len(data) // 2], data[:-30], data.replace(b"word/document.xml", b"word/doc\x00ment.xml")):
        with pytest.raises(ReadError) as error:
            read(broken, "law.docx")
        assert error.value.where.startswith("law.docx")
        assert error.value.hint
    garbled = bytearray(data)
    start = data.index(b"word/document.xml") + 40
    garbled[start : start + 60] = b"\xff" * 60
    with pytest.raises(ReadError):
        read(bytes(garbled))


def test_xml_that_is_not_well_formed_is_refused_naming_the_part(zipped):
    with pytest.raises(ReadError, match="no valid XML") as error:
        read(zipped({"word/document.xml": "<w:document>"}))
    assert error.value.where == "word/document.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_with_entities_is_refused_before_it_is_parsed(zipped, encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    bomb += '<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&b;&f;</x>'
    with pytest.raises(ReadError, match="document type"):
        read(zipped({"word/document.xml": bomb.encode(encoding)}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(zipped):
    with pytest.raises(ReadError, match="more than is reasonable") as error:
        read(zipped({"word/document.xml": b"<x/>", "word/media/a": bytes(20 * 2**20)}))
    assert "zip bomb" in error.value.hint


def test_an_archive_with_a_password_is_refused(make_docx, para):
    data = bytearray(make_docx(para("Secret.")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(ReadError, match="password"):
        read(bytes(data))


@pytest.mark.shared
def test_every_block_of_the_russian_text_of_2026_ends_in_its_gold_text(shared):
    source = read((shared / "texts/official/kz-2026-02-12-ru.docx").read_bytes())
    gold = json.loads((shared / "gold/kz-2026-ru.json").read_text("utf-8"))
    law = iter(re.sub(r"\s", " ", text) for text in texts(source))
    wanted = gold["preamble"].split("\n")
    for part in gold["parts"]:
        for article in part["articles"]:
            wanted += [block["text"] for paragraph in article["paragraphs"] for block in paragraph["blocks"]]
    assert [text for text in wanted if text and not any(found.endswith(text) for found in law)] == []


@pytest.mark.shared
def test_the_kazakh_text_of_2026_has_the_paragraphs_of_the_russian_one_and_one_stray_break(shared):
    kazakh, russian = (
        read((shared / f"texts/official/kz-2026-02-12-{code}.docx").read_bytes()) for code in ("kk", "ru")
    )
    assert [n.where for n in kazakh.notices if n.code == "stray_break"] == ["paragraph 183"]
    assert Counter(b.hint for b in kazakh.blocks)["text"] == Counter(b.hint for b in russian.blocks)["text"]
    assert "V бөлім\nҮкімет" in texts(kazakh)
