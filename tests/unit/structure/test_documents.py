from __future__ import annotations

import pytest

from constitution_diff.errors import UsageError
from constitution_diff.model import Block, Document, Edition, Notice, SourceText
from constitution_diff.structure import parse_source
from constitution_diff.structure.detect import detect_language


def source(*lines: str, **facts: object) -> SourceText:
    blocks = tuple(Block(line, f"line {number}") for number, line in enumerate(lines, 1))
    return SourceText(blocks, "txt", "f" * 64, **facts)  # type: ignore[arg-type]


def parse(*lines: str, language: str = "en", **facts: object) -> Document:
    return parse_source(source(*lines, **facts), language)


def test_an_edition_is_described_by_its_file_and_its_first_lines() -> None:
    """Who reads a report learns which file was compared: its name, its hash, its title, its language."""
    edition = parse("Rules of the Garden", "Article 1", "It is open.", file_name="rules.2020.txt").edition
    assert (edition.id, edition.title, edition.language) == ("rules.2020", "Rules of the Garden", "en")
    assert (edition.file_name, edition.sha256, edition.status) == ("rules.2020.txt", "f" * 64, "")


def test_what_the_catalogue_knows_beats_what_the_text_says() -> None:
    """A text that still calls itself a draft is in force when the catalogue knows that it was adopted."""
    known = Edition(id="garden-2020", title="The Garden Code", language="en", status="in force")
    edition = parse_source(source("DRAFT", "Rules", "Article 1", "It is open."), "auto", known).edition
    assert (edition.id, edition.title, edition.status) == ("garden-2020", "The Garden Code", "in force")


def test_a_stream_has_a_name_too() -> None:
    """A text from standard input is called stdin, and its own metadata may give the title."""
    edition = parse("Article 1", "It is open.", title="Rules").edition
    assert (edition.id, edition.title) == ("stdin", "Rules")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["Сад открыт для всех, кто его любит, и для тех, кто в нем работает."], "ru"),
        (["Бақ оны сүйетін және онда жұмыс істейтін адамдар үшін ашық болып табылады."], "kk"),
        (["Бiз, азат қаланың халқы, осы жарғыны қабылдаймыз."], "kk"),
        (["The garden is open to all who love it and to those who work in it."], "en"),
        (["Статья 1", "Lorem ipsum", "Статья 2", "dolor"], "ru"),
        (["1-бап", "Lorem", "2-бап", "ipsum"], "kk"),
        (["12345"], "und"),
        ([], "und"),
        (["Puutarha kuuluu kaikille, jotka rakastavat sitä, sekä niille, jotka hoitavat sitä."], "und"),
    ],
)
def test_the_language_is_told_by_common_words_and_labels(lines: list[str], code: str) -> None:
    """The language need not be named; a text in no known language is read without."""
    assert detect_language(source(*lines)) == code


def test_a_language_without_a_file_is_refused() -> None:
    """A language the program does not know is an error before anything is read wrongly."""
    with pytest.raises(UsageError, match="no language 'xx'"):
        parse("Article 1", language="xx")


def test_what_the_reader_doubted_stays_with_the_document() -> None:
    """A notice of the reader is printed with the report, before those about the structure."""
    doubt = Notice("page_furniture", "page 1", "left out")
    document = parse("Article 2", "1. Open.", "3. Closed.", notices=(doubt,))
    assert [notice.code for notice in document.notices] == ["page_furniture", "numbering_gap", "numbering_gap"]


def test_a_gap_says_what_stands_where() -> None:
    """A notice about numbering names the unit and the number before it."""
    document = parse("Part I", "General", "Article 1", "1. A.", "2. B.", "4. C.", "Part III", "Last", "Article 2", "D.")
    assert [(notice.where, notice.message) for notice in document.notices] == [
        ("1.4", "paragraph 4 stands after 2: the numbering has a gap or a step back"),
        ("part III", "part III stands after I: the numbering has a gap or a step back"),
    ]


def test_articles_are_counted_through_all_parts() -> None:
    """The first article of part II follows the last of part I; chapters begin again in each part."""
    lines = ("Part I", "A", "Chapter 1", "B", "Article 1", "C.", "Part II", "D", "Chapter 1", "E", "Article 2", "F.")
    assert parse(*lines).notices == ()


def test_words_in_two_scripts_are_counted_with_examples() -> None:
    """Words typed with look-alike letters are kept in print, counted, and the first of them quoted with their places."""
    document = parse("1-бап", "Бiз тiл бiлемiз.", "2-бап", "iс", language="kk")
    (notice,) = document.notices
    assert (notice.code, notice.where) == ("mixed_script", "1")
    assert notice.message.startswith("4 words ") and notice.message.endswith("Бiз (1), тiл (1), бiлемiз (1), iс (2)")
    assert [unit.text for unit in document.provisions() if unit.text] == ["Бiз тiл бiлемiз.", "iс"]


def test_a_long_block_before_the_first_article_is_a_preamble() -> None:
    """A preamble without its usual first words is known by its length, and the title before it is not swallowed."""
    long = "Sure of its shade, " * 20
    document = parse("Rules of the Garden", long.strip(), "Article 1", "Open.")
    assert document.preface == ("Rules of the Garden",)
    assert document.preamble is not None and document.preamble.text == long.strip()


def test_lines_under_a_chapter_without_articles_are_paragraphs_of_it() -> None:
    """Some texts number paragraphs under chapters only: they are kept there, and nothing is called misplaced."""
    document = parse("Chapter 1", "Gardens", "1. Open.", "2. Green.")
    assert [(unit.kind, unit.ref) for unit in document.provisions()] == [
        ("chapter", "chapter 1"),
        ("paragraph", "chapter 1 paragraph 1"),
        ("paragraph", "chapter 1 paragraph 2"),
    ]
    assert document.notices == ()


def test_a_signature_in_a_table_is_no_provision() -> None:
    """Cells of a table at the very end are the signature; in a text that is all set in a table they are law."""
    signed = ("line 1", "Article 1"), ("line 2", "1. Bread is free."), ("line 3 (table cell)", "The President")
    blocks = tuple(Block(text, where) for where, text in signed)
    document = parse_source(SourceText(blocks, "html", "0" * 64), "en")
    assert document.conclusions == ("The President",)
    cells = tuple(Block(text, "line 1 (table cell)") for text in ("Article 1", "Bread is free."))
    document = parse_source(SourceText(cells, "html", "0" * 64), "en")
    assert (document.conclusions, [unit.text for unit in document.provisions()][-1]) == ((), "Bread is free.")
