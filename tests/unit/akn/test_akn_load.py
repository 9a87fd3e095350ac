from __future__ import annotations

import pytest

from constitution_diff.akn import dump, load, validate
from constitution_diff.errors import ReadError, StructureError
from constitution_diff.model import Document, Note
from tests.builders import build

HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a">'
TAIL = "</act></akomaNtoso>"


def read(body: str, before: str = "", after: str = "") -> Document:
    return load(f"{HEAD}{before}<body>{body}</body>{after}{TAIL}".encode())


def outline(document: Document) -> list[tuple[str, str]]:
    return [(unit.ref, unit.text) for unit in document.provisions()]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


# Files by others


def test_eids_by_others_give_way_to_ours() -> None:
    """Whatever ids a file uses, a provision is cited the way every other file's is."""
    document = read(
        """<part eId="prt1"><num>Part І</num><heading>Rights</heading>
             <article eId="part_I__art_5"><num>Article 5</num><heading>Life</heading>
               <paragraph eId="x"><num>1.</num><content eId="y"><p>Everyone.</p></content></paragraph>
             </article>
           </part>"""
    )
    assert [(unit.ref, unit.eid, unit.label) for unit in document.provisions()] == [
        ("part I", "part_I", "Part І"),
        ("5", "art_5", "Article 5"),
        ("5.1", "art_5__para_1", "1."),
    ]
    assert document.notices == ()


def test_lists_points_and_wrap_ups_become_subparagraphs_and_continuations() -> None:
    """A list in any of the ways Akoma Ntoso has for it reads like the same list in ours."""
    document = read(
        """<article><num>7</num>
             <paragraph><num>1</num>
               <list><intro><p>The court:</p></intro>
                 <point><num>(a)</num><content><p>hears;</p></content></point>
                 <point><num>(b)</num><list><intro><p>decides:</p></intro>
                   <indent><num>(i)</num><content><p>now</p></content></indent></list></point>
                 <wrapUp><p>in public.</p></wrapUp></list>
             </paragraph>
             <paragraph><num>2</num><content>
               <blockList><listIntroduction>Judges:</listIntroduction>
                 <item><num>a)</num><p>first;</p><p>more;</p></item>
                 <item><num>b)</num><p>second</p></item>
                 <listWrapUp>serve.</listWrapUp></blockList></content></paragraph>
           </article>"""
    )
    assert outline(document) == [
        ("7", ""),
        ("7.1", "The court:"),
        ("7.1.a)", "hears;"),
        ("7.1.b)", "decides:"),
        ("7.1.b).i)", "now"),
        ("7.1#2", "in public."),
        ("7.2", "Judges:"),
        ("7.2.a)", "first;"),
        ("7.2.a)#2", "more;"),
        ("7.2.b)", "second"),
        ("7.2#2", "serve."),
    ]


def test_unnumbered_paragraphs_are_blocks_of_one_paragraph() -> None:
    """An article of three unnumbered paragraphs is one unnumbered paragraph with two continuations."""
    alineas = "<alinea><content><p>One.</p></content></alinea><alinea><content><p>Two.</p></content></alinea>"
    paragraphs = alineas.replace("alinea", "paragraph")
    blocks = "<content><p>One.</p><p>Two.</p></content>"
    for inside in (alineas, paragraphs, blocks):
        assert outline(read(f"<article><num>3</num>{inside}</article>")) == [("3", ""), ("3", "One."), ("3#2", "Two.")]


def test_what_an_introduction_introduces_is_a_list() -> None:
    """Items under an article's introduction belong to its one paragraph."""
    item = "<paragraph><num>(a)</num><content><p>x</p></content></paragraph>"
    document = read(f"<article><num>9</num><intro><p>No one may:</p></intro>{item}</article>")
    assert outline(document) == [("9", ""), ("9", "No one may:"), ("9.a)", "x")]


def test_a_file_without_articles_is_read_by_its_sections() -> None:
    """Constitutions of the Commonwealth number sections; these take the place of articles, and a notice says so."""
    document = read(
        """<chapter><num>Chapter 2</num><heading>Bill of Rights</heading>
             <section><num>9</num><heading>Equality</heading>
               <subsection><num>(1)</num><content><p>Everyone is equal.</p></content></subsection>
               <subsection><num>(2)</num><intro><p>The state:</p></intro>
                 <paragraph><num>(a)</num><intro><p>must</p></intro>
                   <subparagraph><num>(i)</num><content><p>protect</p></content></subparagraph></paragraph>
               </subsection></section></chapter>"""
    )
    assert outline(document) == [
        ("chapter 2", ""),
        ("9", ""),
        ("9.1", "Everyone is equal."),
        ("9.2", "The state:"),
        ("9.2.a)", "must"),
        ("9.2.a).i)", "protect"),
    ]
    assert document.body[0].children[0].heading == "Equality"
    assert codes(document) == ["markup_flattened"]


def test_containers_under_other_names_are_parts() -> None:
    """Titles, levels and named containers that hold articles are parts; the number on their label is kept."""
    article = "<article><num>Art. 1</num><content><p>Text.</p></content></article>"
    document = read(f"<title><num>Titel 1</num><level><num>A</num><heading>Rights</heading>{article}</level></title>")
    assert [unit.ref for unit in document.provisions()] == ["part 1", "part 1 part A", "1", "1"]
    assert codes(document) == ["markup_flattened"]
    document = read(
        """<hcontainer name="regulation"><num>4.</num><heading>Hours</heading>
             <content><p>A week.</p></content></hcontainer>"""
    )
    assert (outline(document), document.body[0].heading) == ([("4", ""), ("4", "A week.")], "Hours")


def test_a_heading_without_a_number_is_kept() -> None:
    """Words over an unnumbered paragraph are part of the text that is read."""
    inside = "<paragraph><heading>Principle</heading><content><p>Text.</p></content></paragraph>"
    document = read(f"<article><num>1</num>{inside}{inside}</article>")
    assert outline(document) == [("1", ""), ("1", "Principle"), ("1#2", "Text."), ("1#3", "Text.")]
    assert list(document.provisions())[-1].heading == "Principle"


def test_a_removed_unit_of_others_is_repealed() -> None:
    """The standard's status of a removed unit is our status of a repealed one."""
    document = read('<article status="removed"><num>1</num></article>')
    assert document.body[0].status == "repealed"


def test_sections_inside_articles_stay_sections() -> None:
    """Article I, Section 2 of a text that numbers both keeps both."""
    section = "<section><num>Section 2.</num><content><p>The House.</p></content></section>"
    document = read(f"<article><num>Article I</num>{section}</article>")
    assert outline(document) == [("I", ""), ("I section 2", ""), ("I section 2 paragraph [1]", "The House.")]


def test_inline_markup_is_flattened_and_pretty_printing_undone() -> None:
    """Bold, references and terms leave their words; the file's own line breaks do not become the law's."""
    document = read(
        """<article><num><b>Art. 2</b><i>a</i></num><content>
             <p>
               The <ref href="#art_1">law of
               <term refersTo="#t">peace</term></ref><eol/>
               rules<sup>1</sup>.
             </p></content></article>"""
    )
    assert outline(document) == [("2a", ""), ("2a", "The law of peace\nrules1.")]


def test_notes_inside_the_text_are_taken_out() -> None:
    """Footnotes in a text are kept apart with their place, and their words are not read as law."""
    document = read(
        """<article><num>1<authorialNote><p>On the number.</p></authorialNote></num>
             <paragraph><num>1</num><content>
               <p>Text<authorialNote marker="1"><p>Footnote.</p></authorialNote> goes on<noteRef href="#n2"/>.</p>
             </content></paragraph>
           </article>""",
        """<meta><notes source="#x"><note eId="n1" placementBase="#art_1"><p>Loose.</p></note>
           <note eId="n3"><p>No place.</p></note><note eId="n2"><p>From the end.</p></note></notes></meta>""",
    )
    assert outline(document)[-1] == ("1.1", "Text goes on.")
    assert document.notes == (
        Note("", "No place.", "footnote"),
        Note("1", "Loose.", "footnote"),
        Note("1", "On the number.", "footnote"),
        Note("1.1", "Footnote.", "footnote"),
        Note("1.1", "From the end.", "footnote"),
    )


def test_what_is_not_understood_is_kept_as_text_and_named() -> None:
    """Tables, cross headings, attachments and stray text stay in the document, each with a notice."""
    document = read(
        """<article><num>1</num><content><p>See:</p><table><tr><td><p>a</p></td><td><p>b</p></td></tr></table></content></article>
           <crossHeading>Interlude</crossHeading>
           <article><num>2</num>stray<content><p>End.</p></content></article>""",
        after="""<conclusions><p>Signed.</p></conclusions>
          <attachments><attachment><doc><mainBody><p>Annex text.</p></mainBody></doc></attachment></attachments>""",
    )
    everything = " ".join([unit.text for unit in document.provisions()] + list(document.conclusions))
    for words in ("See:", "a", "b", "Interlude", "stray", "End.", "Signed.", "Annex text."):
        assert words in everything
    assert {notice.message.split("'")[1] for notice in document.notices} == {
        "table",
        "crossHeading",
        "article",
        "attachments",
    }
    assert all(notice.where.startswith("line ") for notice in document.notices)


def test_words_struck_out_are_named() -> None:
    """A file with inserted and deleted words inside a text is read with all of them, and the reader is warned."""
    document = read(
        "<article><num>1</num><content><p>The <del>king</del><ins>people</ins> rule.</p></content></article>"
    )
    assert outline(document)[-1] == ("1", "The kingpeople rule.")
    assert codes(document) == ["markup_flattened", "markup_flattened"]


def test_front_matter_of_others_is_read() -> None:
    """Cover, title and preamble are where they belong; what the metadata says describes the edition."""
    document = read(
        "<article><num>1</num><content><p>Text.</p></content></article>",
        """<meta><identification source="#x">
           <FRBRWork><FRBRdate date="1996-12-18" name="assent"/><FRBRcountry value="za"/></FRBRWork>
           <FRBRExpression><FRBRuri value="/akn/za/act/1996/constitution/eng@2013-02-01"/>
           <FRBRdate date="2013-02-01" name="version"/><FRBRlanguage language="eng"/></FRBRExpression>
           </identification></meta>
           <preface><longTitle><p>The <docTitle>Constitution of
           Somewhere</docTitle>, 1996</p></longTitle></preface>
           <preamble><p>We, the people,</p><recitals><recital><p>recognise;</p></recital></recitals></preamble>""",
    )
    assert document.preface == ("The Constitution of Somewhere, 1996",)
    assert document.preamble is not None
    assert document.preamble.text == "We, the people,\nrecognise;"
    edition = document.edition
    assert (edition.title, edition.language, edition.country) == ("Constitution of Somewhere", "en", "za")
    assert (edition.version_date, edition.dates) == ("2013-02-01", (("assent", "1996-12-18"),))


def test_the_named_file_is_described() -> None:
    """The edition of a file by others knows the file's name and hash."""
    data = f"{HEAD}<body><article><num>1</num></article></body>{TAIL}".encode()
    edition = load(data, "za-1996.xml").edition
    assert (edition.id, edition.file_name, len(edition.sha256)) == ("za-1996", "za-1996.xml", 64)


def test_older_versions_and_other_document_types_are_read() -> None:
    """Akoma Ntoso 2.0, with `id` instead of `eId`, and documents with a main body are read."""
    body = '<body><article id="art1"><num>1</num></article></body>'
    old = f'<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><bill>{body}</bill></akomaNtoso>'
    assert outline(load(old.encode())) == [("1", "")]
    loose = (
        f"{HEAD.replace('act', 'doc')}<mainBody><p>Loose text.</p><p>More.</p></mainBody>{TAIL.replace('act', 'doc')}"
    )
    assert outline(load(loose.encode())) == [
        ("article [1]", ""),
        ("article [1]", "Loose text."),
        ("article [1]#2", "More."),
    ]


def test_repeated_numbers_in_a_file_by_others_are_named() -> None:
    """Two articles 5 are both kept, and the second is called so."""
    document = read("<article><num>5</num></article><article><num>5</num></article>")
    assert [unit.ref for unit in document.body] == ["5", "5[2]"]
    assert codes(document) == ["number_repeated"]


def test_a_file_by_others_becomes_a_valid_file_of_ours() -> None:
    """What was read from another tool's file can be saved, and is then read without loss."""
    numbered = "<section><num>§ 1</num><content><p>A</p><p>B</p></content></section>"
    document = read(f"{numbered}<section><content><p>C</p></content></section>")
    assert validate(dump(document)) == ()
    assert load(dump(document)) == document


# Our files, edited by hand


def test_our_file_without_our_metadata_reads_the_same() -> None:
    """The structure of a text does not depend on our own namespace."""
    document = build(
        """
        preamble: We.
        Part II Rights
          Article 10
            1. Text.
              + Block.
            2. Text:
              1) one;
                + more
              2) two.
            5. Text.
              + In the event:
                1) the first
          Article 34
            One.
              + Two.
          Article 44
            The President:
              1) one;
          Article 84 [repealed]
        """
    )
    data = dump(document)
    start, end = data.index(b"<proprietary"), data.index(b"</proprietary>") + len(b"</proprietary>")
    plain = load(data[:start] + data[end:])
    assert (plain.preamble, plain.body, plain.notices) == (document.preamble, document.body, ())


def test_a_name_broken_by_hand_is_repaired_and_told() -> None:
    """Somebody copies an article in an editor and forgets the eId: the unit gets its right name, with a notice."""
    data = dump(build("Article 5\n  1. Text.\nArticle 6\n  1. Text.", title="T"))
    broken = data.replace(b'eId="art_6"', b'eId="art_5"').replace(b'eId="art_6__para_1"', b"")
    document = load(broken)
    assert [unit.ref for unit in document.provisions()] == ["5", "5.1", "6", "6.1"]
    assert [(notice.code, notice.where) for notice in document.notices] == [
        ("eid_corrected", "6"),
        ("eid_corrected", "6.1"),
    ]
    assert document.edition.title == "T"


def test_an_empty_container_added_by_hand_is_left_out() -> None:
    """What `dump` writes for a text without provisions says nothing, wherever an editor has left it."""
    ours = dump(build("Article 5\n  1. Text.", title="T"))
    document = load(ours.replace(b"</article>", b'<hcontainer eId="hcontainer_1" name="empty"/></article>'))
    assert outline(document) == outline(load(ours))


def test_a_file_wrapped_by_an_editor_keeps_edition_and_notes() -> None:
    """An editor that wraps lines, or a person who adds markup, takes nothing away from what we said about the text."""
    document = build("Article 5\n  1. Two words here.\n  note: Remark.", title="T", id="x")
    data = dump(document).replace(b"Two words here.", b"\n   Two\n   <b>words</b> here.\n")
    assert load(data) == document


# Refused


def test_broken_xml_names_the_line() -> None:
    """A damaged file is refused with the place to look at."""
    with pytest.raises(ReadError, match=r"bad\.xml, line 2") as caught:
        load(b"<akomaNtoso>\n<act>", "bad.xml")
    assert caught.value.exit_code == 3
    assert caught.value.hint


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE akomaNtoso SYSTEM "http://example.org/akn.dtd">',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        "<!DOCTYPE akomaNtoso>",
    ],
)
def test_a_document_type_declaration_is_refused(declaration: str) -> None:
    """A file that could pull in other files or explode in memory is refused, its entities unread."""
    data = f"{declaration}{HEAD}<body><article><num>1</num><content><p>x</p></content></article></body>{TAIL}"
    with pytest.raises(ReadError, match="document type"):
        load(data.encode())
    with pytest.raises(ReadError, match="document type"):
        validate(data.encode())


def test_a_file_nested_beyond_reason_is_refused() -> None:
    """Thousands of nested elements give an error, not a crash."""
    data = HEAD + "<body>" + "<part>" * 5000 + "</part>" * 5000 + "</body>" + TAIL
    with pytest.raises(ReadError):
        load(data.encode())


@pytest.mark.parametrize(
    "data", [b"", b"plain text", b"\x00\x01\x02", b"\xff\xfe<\x00", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    """Bytes that are no XML give a readable error."""
    with pytest.raises(ReadError):
        load(data)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>x</p></body></html>",
        '<akomaNtoso xmlns="urn:something"><act><body/></act></akomaNtoso>',
        f"{HEAD}<meta/>{TAIL}",
        f"{HEAD}<body></body>{TAIL}",
    ],
)
def test_xml_that_is_no_akoma_ntoso_is_refused(text: str) -> None:
    """XML of another kind, or without a text in it, is refused as such."""
    with pytest.raises(StructureError) as caught:
        load(text.encode())
    assert caught.value.exit_code == 4
