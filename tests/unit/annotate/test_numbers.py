from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.annotate.number_changes import compare_numbers
from constitution_diff.annotate.number_words import load_number_words
from constitution_diff.annotate.quantities import _PIECE, _pieces, find_numbers
from constitution_diff.observations import NumberChange
from constitution_diff.text import NO_FOLDING, fold_word
from tests.builders import build
from tests.comparisons import connect, tie
from tests.official import compare_official


def one_change(old: str, new: str, language: str = "en") -> tuple[NumberChange, ...]:
    documents = [build(f"Article {number}\n  1. {text}", language) for number, text in ((16, old), (18, new))]
    return compare_numbers(connect(*documents, tie("16.1", "18.1")))


@pytest.mark.parametrize(
    ("code", "text", "value", "unit", "words"),
    [
        ("ru", "на срок не более семидесяти двух часов", Fraction(72), "hour", "семидесяти двух часов"),
        ("kk", "жетпіс екі сағаттан аспайтын мерзімге", Fraction(72), "hour", "жетпіс екі сағаттан"),
        ("en", "for no more than seventy-two hours", Fraction(72), "hour", "seventy-two hours"),
        ("ru", "двух третей депутатов", Fraction(2, 3), "share", "двух третей"),
        ("kk", "депутаттардың үштен екісінің", Fraction(2, 3), "share", "үштен екісінің"),
        ("ru", "с 1 января 2026 года", date(2026, 1, 1), "date", "1 января 2026 года"),
        ("kk", "2026 жылғы 1 қаңтардан бастап", date(2026, 1, 1), "date", "2026 жылғы 1 қаңтардан"),
        ("en", "on 1 January 2026", date(2026, 1, 1), "date", "1 January 2026"),
        ("ru", "на четырехлетний срок", Fraction(4), "year", "четырехлетний"),
        ("en", "100 000 voters", Fraction(100_000), "", "100 000"),
    ],
)
def test_a_number_is_exact_and_its_words_are_the_printed_ones(
    code: str, text: str, value: Fraction | date, unit: str, words: str
) -> None:
    """A reader can check every number against the text."""
    (one,) = find_numbers(text, code)
    assert (one.value, one.unit, one.words) == (value, unit, words)
    assert text[one.start : one.end] == words


def spell(number: int, code: str) -> str:
    """A number in words, each in the form its entry lists first."""
    words = load_number_words(code)
    assert words is not None
    forms: dict[int, str] = {}
    for form, value in words.cardinals.items():
        forms.setdefault(value, form)
    spelled = []
    rest = number
    for size in sorted((one for one in forms if one), reverse=True):
        if size > rest or not rest:
            continue
        if size >= 1000 or (size == 100 and 200 not in forms):
            spelled += [spell(rest // size, code), forms[size]]
            rest %= size
        else:
            spelled.append(forms[size])
            rest -= size
    return " ".join(spelled)


@pytest.mark.parametrize("code", ["en", "kk", "ru"])
@given(number=st.integers(min_value=2, max_value=999_999))
def test_any_number_in_words_is_read(code: str, number: int) -> None:
    """However a number is put together, its value comes out."""
    (one,) = find_numbers(spell(number, code), code)
    assert one.value == number


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "предусмотренные статьями 11, 13–15, пунктом 1 статьи 16 Конституции"),
        ("kk", "Конституцияның 11, 13-15-баптарында, 16-бабының 1-тармағында"),
        ("en", "in Articles 11, 13-15 and paragraph 1 of Article 16, or Article 5 of the Civil Code"),
        ("ru", "Он: 1) решает; 2) судит; указ № 15"),
        ("ru", "семья, пятнать, столица, один из них, первая сессия"),
        ("kk", "жүзеге асыру, бесінші шақырылым, біреу"),
    ],
)
def test_numbers_of_citations_and_lists_are_no_numbers(code: str, text: str) -> None:
    """Article numbers change with every renumbering and say nothing."""
    assert find_numbers(text, code) == ()


def test_a_number_that_only_moved_is_no_change() -> None:
    """Word order is no change of a term."""
    assert one_change("Within thirty days, by two thirds.", "By two thirds and within 30 days.") == ()


def test_a_number_that_went_is_told_with_the_clause_that_stands_for_it() -> None:
    """A term that is now left to the law says so, with both quotes."""
    (change,) = one_change(
        "A person may be detained for no more than seventy-two hours.",
        "A person may be detained for the time provided for by law.",
    )
    assert (change.change, change.old_value, change.unit, change.left_to_law) == ("gone", "72", "hour", True)
    assert change.old_context == "A person may be detained for no more than seventy-two hours."
    assert change.new_context == "A person may be detained for the time provided for by law."
    assert change.new_words == "provided for by law"
    assert [code for code, _ in change.explanation] == ["en", "kk", "ru"]


def test_a_number_that_went_without_the_law_is_simply_gone() -> None:
    """What is not left to the law is not said to be."""
    (change,) = one_change("Detained for no more than ten days.", "Detained for no more than is needed.")
    assert change.change == "gone" and not change.left_to_law


@pytest.mark.parametrize(
    ("old", "new", "values"),
    [
        ("The term of office is five years.", "The term of office is seven years.", ("5", "7", "year")),
        ("Decided by half of the deputies.", "Decided by two thirds of the deputies.", ("1/2", "2/3", "share")),
        (
            "Decided by a majority of the deputies.",
            "Decided by two thirds of the deputies.",
            ("1/2", "2/3", "majority → share"),
        ),
        ("The answer is due in ten days.", "The answer is due in one month.", ("10", "1", "day → month")),
        ("The court has nine judges.", "The court has eleven judges.", ("9", "11", "")),
    ],
)
def test_a_number_in_place_of_another_is_one_change(old: str, new: str, values: tuple[str, str, str]) -> None:
    """Old value and new value stand side by side."""
    (change,) = one_change(old, new)
    assert (change.old_value, change.new_value, change.unit) == values
    assert change.change == "replaced"


def test_numbers_of_different_matters_are_not_put_together() -> None:
    """An age that went and a term that came are two changes."""
    changes = one_change("Deputies are older than thirty years.", "The president rules for six years.")
    assert [change.change for change in changes] == ["gone", "come"]


def test_numbers_come_and_go_with_whole_provisions() -> None:
    """What a new or dropped provision says in numbers is listed too."""
    old = build("Article 1\n  1. Sessions last ten days.\n  2. The gate is white.")
    new = build("Article 1\n  1. The gate is white.\n  2. Judges serve for two terms of six years.")
    changes = compare_numbers(connect(old, new, tie("1.2", "1.1"), tie("", "1.2", "added"), tie("1.1", "", "removed")))
    assert [(one.change, one.old_value or one.new_value, one.unit) for one in changes] == [
        ("come", "2", ""),
        ("come", "6", "year"),
        ("gone", "10", "day"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("code", "words", "law"),
    [
        ("ru", "семидесяти двух часов", "предусмотренных законом"),
        ("kk", "жетпіс екі сағаттан", "заңда көзделген"),
    ],
)
def test_the_seventy_two_hours_are_gone_and_left_to_the_law(
    code: str, words: str, law: str, official: dict[str, Path]
) -> None:
    """The limit on detention without a court, 16.2 to 18.2, is the one number that Part II lost; no number came."""
    comparison = compare_official(official[f"kz-1995:{code}"], official[f"kz-2026:{code}"])
    rights = {str(number) for number in range(10, 40)}
    changes = [one for one in compare_numbers(comparison) if {ref.split(".")[0] for ref in one.old} & rights]
    assert [(one.old, one.new, one.old_words, one.left_to_law) for one in changes] == [
        (("16.2",), ("18.2",), words, True)
    ]
    assert words in changes[0].old_context and law in changes[0].new_context


@given(st.text("аБ五の5٣²_-–'% ,.\n\u0306\u00ad", max_size=12))
def test_pieces_of_words_are_those_of_the_text(text: str) -> None:
    """Whatever a text is made of, its words are cut for numbers as if nothing had been cut before."""
    plain = [(match.group(), *match.span()) for match in _PIECE.finditer(text)]
    assert [(piece.text, piece.start, piece.end) for piece in _pieces(text, NO_FOLDING)] == plain
    assert [piece.norm for piece in _pieces(text, NO_FOLDING)] == [fold_word(word) for word, _, _ in plain]
