"""How other countries print their constitutions: signs, orders and levels that no word list can express."""

from __future__ import annotations

import pytest

from constitution_diff.languages import load_language
from constitution_diff.model import Block, Document, SourceText
from constitution_diff.structure import parse_source
from constitution_diff.structure.labels import match_heading, match_number, next_number


def parse(language: str, *lines: str) -> Document:
    blocks = tuple(Block(line, f"line {n}") for n, line in enumerate(lines, 1))
    return parse_source(SourceText(blocks, "txt", ""), language)


@pytest.mark.parametrize(
    ("language", "line", "num", "rest"),
    [
        ("es", "Artículo 1.- La ciudad es libre.", "1", "La ciudad es libre."),
        ("fr", "ART. 2. – La ville est libre.", "2", "La ville est libre."),
        ("fr", "Article 7ter", "7-ter", ""),
        ("pt", "Artigo 5.º", "5", ""),
        ("tr", "MADDE 5- (Değişik: 2001) Herkes eşittir.", "5", "(Değişik: 2001) Herkes eşittir."),
        ("sv", "5 § Alla är lika inför lagen.", "5", "Alla är lika inför lagen."),
        ("de", "§5", "5", ""),
        ("ar", "المادة (١٢)", "12", ""),
        ("hu", "XII. cikk", "XII", ""),
        ("id", "Pasal 28A", "28A", ""),
        ("ka", "მუხლი 12. უფლება", "12", "უფლება"),
        ("uz", "83-1-modda. Huquq", "83-1", "Huquq"),
    ],
)
def test_an_article_is_found_as_its_country_prints_it(language: str, line: str, num: str, rest: str) -> None:
    """Dashes after full stops, ordinal signs, brackets, foreign digits and the sign § are read as part of the label."""
    label = match_heading(line, load_language(language))
    assert label is not None
    assert (label.kind, label.num, label.rest) == ("article", num, rest)


@pytest.mark.parametrize(
    ("language", "line"), [("sv", "5 § andra stycket gäller."), ("es", "Artículo 1bisx"), ("ka", "მუხლი 5, ნაწილი 2")]
)
def test_a_citation_is_no_article(language: str, line: str) -> None:
    """What only cites an article, or begins alike, opens none."""
    label = match_heading(line, load_language(language))
    assert label is None


def test_chapters_may_hold_sections() -> None:
    """Which level stands inside which is the habit of a country: Spanish chapters have sections, Kazakh sections chapters."""
    spanish = parse("es", "TÍTULO I", "CAPÍTULO II", "Sección 1.ª", "Artículo 1", "Es libre.")
    assert [unit.ref for unit in spanish.provisions()][:3] == [
        "part I",
        "part I chapter II",
        "part I chapter II section 1",
    ]
    english = parse("en", "Part I", "Division 2", "Chapter 3", "Article 1", "It is open.")
    assert [unit.ref for unit in english.provisions()][:3] == [
        "part I",
        "part I section 2",
        "part I section 2 chapter 3",
    ]


@pytest.mark.parametrize(
    ("lines", "refs"),
    [
        (["(1) Es gilt:", "1. Ruhe,", "2. Ordnung.", "(2) Es ruht."], ["1.1", "1.1.1)", "1.1.2)", "1.2"]),
        (["1. Es gilt:", "(1) Ruhe,", "(2) Ordnung.", "2. Es ruht."], ["1.1", "1.1.1)", "1.1.2)", "1.2"]),
        (["1. Es gilt.", "2. Es ruht."], ["1.1", "1.2"]),
    ],
)
def test_a_list_is_told_from_paragraphs_by_its_print(lines: list[str], refs: list[str]) -> None:
    """Where paragraphs are printed “(1)”, the lines “1.” are a list below them, and the other way round."""
    document = parse("de", "Artikel 1", *lines)
    assert [unit.ref for unit in document.provisions() if unit.kind != "article"] == refs
    assert document.notices == ()


@pytest.mark.parametrize(
    ("language", "article", "line"),
    [("de", "Artikel 5", "(aufgehoben)"), ("fr", "Article 5", "(Abrogé)."), ("en", "Article 5", "[Repealed]")],
)
def test_a_repealed_article_may_say_so_in_a_word(language: str, article: str, line: str) -> None:
    """An article that holds nothing but the word for repealed keeps its number and has no text."""
    document = parse(language, article, line)
    (unit,) = (unit for unit in document.provisions() if unit.kind == "article")
    assert (unit.num, unit.status, unit.text, unit.heading) == ("5", "repealed", "", "")
    assert [(note.text, note.kind) for note in document.notes] == [(line, "repeal")]


@pytest.mark.parametrize(
    ("line", "num"), [("1.The city is free.", "1"), ("2)The city is free;", "2"), ("1.the city", ""), ("1.5", "")]
)
def test_a_space_after_a_number_may_be_missing(line: str, num: str) -> None:
    """A number glued to a capital numbers a paragraph all the same."""
    label = match_number(line, load_language("en"))
    assert (label.num if label else "") == num


def test_numbers_with_latin_endings_follow_each_other() -> None:
    """5 bis comes after 5, 5 ter after 5 bis, 6 after any of them."""
    assert next_number("5", "5-bis") and next_number("5-bis", "5-ter") and next_number("5-ter", "6")
    assert not next_number("5", "5-ter")
