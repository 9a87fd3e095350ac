"""What kind of change a mark is: each language file brings the pairs of sentences it must tell apart."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

import pytest

from constitution_diff.diff import diff_blocks
from constitution_diff.diff.lemmas import are_forms, can_tell
from constitution_diff.diff.minor import Balance
from constitution_diff.languages import known_languages, load_language
from constitution_diff.model import Hunk
from constitution_diff.resources import language_files
from constitution_diff.text import fold_word

MINOR = {"typographic", "grammatical"}


@lru_cache
def given(code: str) -> dict[str, Any]:
    path = next(path for path in language_files() if path.stem == code)
    return tomllib.loads(path.read_text(encoding="utf-8")).get("examples", {})  # type: ignore[no-any-return]


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(code, *pair, id=f"{code}-{' | '.join(pair)}")
        for code in known_languages()
        for pair in given(code).get(kind, [])
    ]


def changed(old: str, new: str, code: str) -> list[Hunk]:
    return [hunk for hunk in diff_blocks([("1", old)], [("1", new)], load_language(code)) if hunk.op != "equal"]


@pytest.mark.parametrize(("code", "one", "other"), examples("forms"))
def test_forms_of_one_word_are_known(code: str, one: str, other: str) -> None:
    """Another case, number or person of a word is the same word."""
    language = load_language(code)
    assert are_forms(fold_word(one, language.folding), fold_word(other, language.folding), language)


@pytest.mark.parametrize(("code", "one", "other"), examples("not_forms"))
def test_words_that_only_look_alike_are_two_words(code: str, one: str, other: str) -> None:
    """Another word, another tense or a participle is never taken for a mere ending."""
    language = load_language(code)
    assert not are_forms(fold_word(one, language.folding), fold_word(other, language.folding), language)


@pytest.mark.parametrize(("code", "old", "new"), examples("substantive"))
def test_what_changes_the_law_is_never_called_minor(code: str, old: str, new: str) -> None:
    """Negation, "only", numbers, "may" and "must", permission and prohibition: their change is always substantive."""
    for one, other in ((old, new), (new, old)):
        assert "substantive" in {hunk.hunk_class for hunk in changed(one, other, code)}


@pytest.mark.parametrize(("code", "old", "new"), examples("minor"))
def test_grammar_and_print_are_called_so(code: str, old: str, new: str) -> None:
    """Endings, the order of words, spaces, dashes, quotes and look-alike letters do not pass for a change of the law."""
    for one, other in ((old, new), (new, old)):
        found = {hunk.hunk_class for hunk in changed(one, other, code)}
        assert found and found <= MINOR


def test_a_language_without_lemmas_says_that_it_could_not_tell() -> None:
    """In Kazakh a change that may be one of endings alone is called substantive, and not sure."""
    language = load_language("kk")
    assert not can_tell(language)
    (hunk,) = changed("Бақтың қақпасы ашық.", "Бақтардың қақпасы ашық.", "kk")
    assert (hunk.hunk_class, hunk.class_sure) == ("substantive", False)


def test_a_new_word_is_surely_substantive_in_any_language() -> None:
    """Doubt is said only where there is some: a word that nothing stood for is new in Kazakh too."""
    (hunk,) = changed("Бақтың қақпасы ашық.", "Бақтың темір қақпасы ашық.", "kk")
    assert (hunk.hunk_class, hunk.class_sure) == ("substantive", True)


@pytest.mark.parametrize(
    ("old", "new"), [("Rooms 1, 5 and 7.", "Rooms 1-5 and 7."), ("A share of 1,5 parts.", "A share of 15 parts.")]
)
def test_marks_between_numbers_are_part_of_the_number(old: str, new: str) -> None:
    """A comma or dash beside a number makes it another number."""
    assert "substantive" in {hunk.hunk_class for hunk in changed(old, new, "en")}


def test_a_comma_alone_is_grammar() -> None:
    """A comma that came is marked, but no word changed."""
    assert [
        hunk.hunk_class for hunk in changed("The gate is open it is old.", "The gate is open, it is old.", "en")
    ] == ["grammatical"]


def test_a_word_written_apart_is_grammar_unless_it_negates() -> None:
    """One word or two is spelling; but a "not" that stands by itself may negate."""
    assert {hunk.hunk_class for hunk in changed("Много местожительства.", "Много место жительства.", "ru")} == {
        "grammatical"
    }
    assert {hunk.hunk_class for hunk in changed("Незаконный вход.", "Не законный вход.", "ru")} == {"substantive"}


@pytest.mark.parametrize("code", ["en", "kk", "ru"])
def test_a_group_of_weighty_words_balances_by_group_and_numbers_by_themselves(code: str) -> None:
    """Two words for "only" may stand for each other; two numbers may not."""
    language = load_language(code)
    groups = dict(language.never_minor)
    only, numbers = groups["only"], groups["number"]
    balance = Balance(language)
    assert balance.is_kept([only[0]], [only[1]])
    assert not balance.is_kept([numbers[0]], [numbers[4].rstrip("*")])
    assert not balance.is_kept([only[0]], [])
    assert not balance.is_kept(["5"], ["6"])


def test_the_russian_texts_name_no_letter_of_another_case() -> None:
    """Entries are compared folded: each stands in the file as it is compared."""
    for code in known_languages():
        language = load_language(code)
        for _, words in language.never_minor:
            for word in words:
                assert fold_word(word.rstrip("*"), language.folding) == word.rstrip("*")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Шешім бақта қабылданады.", "Шешім бақта қабылданбайды."),
        ("Қонақ гүлге тиюге болады.", "Қонақ гүлге тимеуге болады."),
        ("Жабылған бақ.", "Жабылмаған бақ."),
    ],
)
def test_a_negation_inside_a_word_is_known(old: str, new: str) -> None:
    """In a language that negates by an ending, a word with that ending is never said to be perhaps another form."""
    for one, other in ((old, new), (new, old)):
        assert [(hunk.hunk_class, hunk.class_sure) for hunk in changed(one, other, "kk")] == [("substantive", True)]
