from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from constitution_diff.akn import dump, load, validate
from constitution_diff.model import Document, Edition, Note, Notice, Provision
from tests.builders import build

NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "cd": "urn:constitution-diff:1"}
TEXT = """
    preface: DRAFT
    preface: CONSTITUTION
    preamble: We, the people,
    preamble: enact this.
    Part II Rights
      Article 10. Citizenship
        1. Everyone has rights.
          + A second block.
        note footnote: Amended in 2007.
        2. [repealed]
      Article 34
        One paragraph.
      Article 44
        The President:
          1) appoints;
          2) dismisses.
      Article 84 [repealed]
    conclusion: Signed.
"""


def tree(document: Document) -> etree._Element:
    return etree.fromstring(dump(document))


def find(document: Document, path: str) -> list[str]:
    """Return what an XPath finds in the dumped file, as strings."""
    found = tree(document).xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_a_whole_document_is_valid_and_comes_back() -> None:
    """A text with every kind of unit is valid Akoma Ntoso and is read back as it was."""
    document = build(TEXT, country="kz", title="CONSTITUTION")
    assert validate(dump(document)) == ()
    assert load(dump(document)) == document


def test_an_article_of_one_unnumbered_paragraph_is_one_element() -> None:
    """Lawyers' tools see article 34 as one article with its text, not as an article with an invented paragraph."""
    document = build("Article 34\n  One paragraph.\nArticle 44\n  The President:\n    1) appoints.")
    assert find(document, "//a:article[@eId='art_34']/a:content/a:p/text()") == ["One paragraph."]
    assert find(document, "//a:article[@eId='art_44']/a:intro/a:p/text()") == ["The President:"]
    assert find(document, "//a:article[@eId='art_44']/a:subparagraph/@eId") == ["art_44__subpara_1"]


def test_a_repealed_unit_is_marked_and_kept() -> None:
    """A repealed paragraph keeps its place and number in the file, with the status that Akoma Ntoso has for it."""
    document = build("Article 5\n  1. Text.\n  2. [repealed]\nArticle 84 [repealed]")
    assert find(document, "//a:*[@status='removed']/@eId") == ["art_5__para_2", "art_84"]
    assert load(dump(document)).body[1].status == "repealed"


def test_notes_stand_apart_with_their_place() -> None:
    """An editorial note is in the metadata, never in the law's text, and names the unit it follows."""
    document = build("note: Before.\nArticle 5\n  1. Text.\n  note footnote: Amended.\n  2. More.")
    assert find(document, "//a:notes/a:note/@cd:after") == ["art_5__para_1"]
    assert find(document, "//a:body//a:p/text()") == ["Text.", "More."]
    assert load(dump(document)).notes == (Note("", "Before.", "remark"), Note("5.1", "Amended.", "footnote"))


def test_each_line_of_the_preamble_is_a_paragraph_of_its_own() -> None:
    """The lines of the preamble are kept."""
    document = build("preamble: We,\npreamble:\npreamble: the people\nArticle 1\n  Text.")
    assert find(document, "//a:preamble/a:p/text()") == ["We,", "the people"]
    assert len(find(document, "//a:preamble/a:p")) == 3
    assert load(dump(document)).preamble == document.preamble


@pytest.mark.parametrize(
    "text",
    [
        " leading, trailing  and   double spaces ",
        "a line break\nset by the author\n",
        "\n",
        "tab\tcarriage\rreturn\r\n",
        "<b>&amp; ]]> \"quotes\" 'too'",
        "no-break\u00a0space, line separator\u2028, next line\x85, byte order mark\ufeff",
        "right-to-left \u202eoverride\u202c and \u2066isolate\u2069, عربي",
        "NUL \0, bell \x07, vertical tab \x0b, \ufffe \uffff, lone surrogate \ud800",
        "astral \U0001f1f0\U0001f1ff",
        "\\0000; and \\",
    ],
)
def test_every_character_survives(text: str) -> None:
    """No character of a text is lost or changed by saving it, wherever it stands; the file stays valid."""
    document = build("preamble: x\nPart I x\n  Article 1 x\n    1. x\n      + x\n    note: x", title=text, source=text)
    part = document.body[0]
    article = part.children[0]
    paragraph = article.children[0]
    alinea = replace(paragraph.children[0], text=text)
    paragraph = replace(paragraph, text=text, label=text, children=(alinea,))
    article = replace(article, heading=text, label=text, children=(paragraph,))
    changed = replace(
        document,
        preface=(text, "", text),
        preamble=Provision("preamble", "", text, "preamble", "preamble", text, text),
        body=(replace(part, heading=text, children=(article,)),),
        conclusions=(text,),
        notes=(Note("1.1", text, text), Note(text, text)),
        notices=(Notice(text, text, text),),
    )
    assert load(dump(changed)) == changed
    assert validate(dump(changed)) == ()


def test_every_fact_about_the_edition_survives() -> None:
    """Title, dates, source and hash of the original are in the file."""
    edition = Edition(
        id="kz-1995",
        title="Constitution",
        language="en",
        country="kz",
        status="repealed",
        version_date="2022-09-17",
        source="a publisher, https://example.org",
        file_name="kz.pdf",
        sha256="0" * 64,
        dates=(("adopted", "1995-08-30"), ("repealed", "2026-07-01"), ("adopted", "")),
        translation="by a person, unofficial",
        left_out="the annexes",
    )
    document = replace(build("Article 1\n  Text."), edition=edition)
    assert load(dump(document)) == document
    assert validate(dump(document)) == ()


def test_addresses_say_country_year_language_and_version() -> None:
    """The addresses of work and expression follow the naming convention, dates are the edition's."""
    document = build(
        "Article 1\n  Text.", language="kk", country="kz", version_date="2022-09-17", dates=(("adopted", "1995-08-30"),)
    )
    assert find(document, "//a:FRBRuri/@value") == [
        "/akn/kz/act/1995/constitution",
        "/akn/kz/act/1995/constitution/kaz@2022-09-17",
        "/akn/kz/act/1995/constitution/kaz@2022-09-17.akn",
    ]
    assert find(document, "//a:FRBRdate/@date") == ["1995-08-30", "2022-09-17", "2022-09-17"]
    assert find(document, "//a:FRBRlanguage/@language") == ["kaz"]


@pytest.mark.parametrize(
    ("language", "code"),
    [("ru", "rus"), ("en", "eng"), ("kk", "kaz"), ("uz", "uzb"), ("uig", "uig"), ("q1", "und"), ("", "und")],
)
def test_language_codes_have_three_letters(language: str, code: str) -> None:
    """Akoma Ntoso wants three letters; the code we were given comes back all the same."""
    document = build("Article 1\n  Text.", language=language)
    assert find(document, "//a:FRBRlanguage/@language") == [code]
    assert load(dump(document)).edition.language == language
    assert validate(dump(document)) == ()


def test_what_is_not_known_is_said_not_invented() -> None:
    """Without country and dates the addresses hold the documented stand-ins, never today's date."""
    document = build("Article 1\n  Text.")
    assert find(document, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/zz/act/0001/constitution"]
    assert find(document, "//a:FRBRdate/@name") == ["unknown"] * 3
    assert validate(dump(document)) == ()


def test_a_year_alone_is_marked_as_a_year() -> None:
    """The schema wants a whole date; the file says when month and day are filled in."""
    document = build("Article 1\n  Text.", version_date="1995")
    assert find(document, "//a:FRBRExpression/a:FRBRdate/@date") == ["1995-01-01"]
    assert find(document, "//a:FRBRExpression/a:FRBRdate/@cd:precision") == ["year"]


def test_a_translation_is_never_called_authoritative() -> None:
    """Only a text known to be in force, adopted or repealed in its own language is called authoritative."""
    values = "//a:FRBRExpression/a:FRBRauthoritative/@value"
    assert find(build("Article 1\n  T.", translation="by us", status="in force"), values) == ["false"]
    assert find(build("Article 1\n  T.", status="in force"), values) == ["true"]
    assert find(build("Article 1\n  T.", status="draft"), values) == []


def test_languages_of_one_edition_have_the_same_eids() -> None:
    """`art_34__para_1` is the same unit in every language of an edition, also where numerals were typed in Cyrillic."""
    russian = build("Раздел II Права\n  Статья 34\n    1. Текст:\n      1) первое.", language="ru")
    kazakh = build("ІІ бөлім Құқықтар\n  34-бап\n    1. Мәтін:\n      1) бірінші.", language="kk")
    assert find(russian, "//a:body//@eId") == find(kazakh, "//a:body//@eId")


def test_markup_in_a_text_stays_text() -> None:
    """Angle brackets that somebody printed in a constitution never become XML."""
    document = build("Article 1\n  </p></content><script>alert(1)</script>&entity;")
    assert tree(document).findall(".//{*}script") == []
    assert load(dump(document)) == document


def test_a_document_without_anything_is_still_a_valid_file() -> None:
    """An empty document can be saved."""
    assert load(dump(Document(Edition()))) == Document(Edition())
    assert validate(dump(Document(Edition()))) == ()


def test_a_preamble_with_children_is_refused() -> None:
    """A tree that the file format cannot hold is refused instead of being cut."""
    child = Provision("paragraph", "1", "1.", "1", "para_1")
    with pytest.raises(ValueError, match="preamble"):
        dump(Document(Edition(), preamble=Provision("preamble", "", "", "preamble", "preamble", children=(child,))))
    with pytest.raises(ValueError, match="preamble"):
        dump(Document(Edition(), body=(Provision("preamble", "", "", "preamble", "preamble"),)))
