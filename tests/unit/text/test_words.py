from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff import text
from constitution_diff.languages import load_language
from constitution_diff.text import NO_FOLDING, Folding, count_words, fold_text, fold_word, mixed_script_words, tokenize

RUSSIAN = load_language("ru").folding
KAZAKH = load_language("kk").folding


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Статья 3-1, пункт 2.", ["Статья", "3-1", ",", "пункт", "2", "."]),
        ("Вице-Президент — глава", ["Вице-Президент", "—", "глава"]),
        ("people's rights, citizens’ duties", ["people's", "rights", ",", "citizens", "’", "duties"]),
        ("ол-да, әр-бір өңір үшін һәм ғұрып", ["ол-да", ",", "әр-бір", "өңір", "үшін", "һәм", "ғұрып"]),
        ("zákon č. 1/1993 Sb.", ["zákon", "č", ".", "1", "/", "1993", "Sb", "."]),
        ("l’État d'Haïti", ["l’État", "d'Haïti"]),
        ("§ 12 (2) lit. a", ["§", "12", "(", "2", ")", "lit", ".", "a"]),
        ("«слово»", ["«", "слово", "»"]),
        ("12\u00a0000\u202f000", ["12", "000", "000"]),
        ("законо\u00adдательство", ["законо\u00adдательство"]),
        ("кафе\u0301 и caf\u00e9", ["кафе\u0301", "и", "caf\u00e9"]),
        ("می\u200cخواهم قانون", ["می\u200cخواهم", "قانون"]),
        ("חֻקָּה אַחַת", ["חֻקָּה", "אַחַת"]),
        ("المادّةُ الأولى", ["المادّةُ", "الأولى"]),
        ("संविधान के अधीन।", ["संविधान", "के", "अधीन", "।"]),
        ("ශ්\u200dරී ලංකා", ["ශ්\u200dරී", "ලංකා"]),
        ("ދިވެހި ރާއްޖެ", ["ދިވެހި", "ރާއްޖެ"]),
        ("རྒྱལ་ཁབ", ["རྒྱལ", "་", "ཁབ"]),
        ("日本国民は、", ["日", "本", "国", "民", "は", "、"]),
        ("か\u3099く", ["か\u3099", "く"]),
        ("대한민국 헌법", ["대한민국", "헌법"]),
        ("--- -a-", ["-", "-", "-", "-", "a", "-"]),
        ("", []),
    ],
)
def test_a_word_is_never_cut(text: str, tokens: list[str]) -> None:
    """Letters, accents, vowel marks, inner hyphens and apostrophes stay in one word, in every script."""
    assert words(text) == tokens


@given(st.text(max_size=80))
def test_tokens_hold_every_character_but_spaces(text: str) -> None:
    """Nothing of a text is lost or seen twice when it is cut into words."""
    tokens = tokenize(text)
    end = 0
    for token in tokens:
        assert token.text == text[token.start : token.end] != ""
        assert text[end : token.start].strip() == ""
        end = token.end
    assert text[end:].strip() == ""


def test_no_combining_mark_of_any_script_cuts_a_word() -> None:
    """A vowel or accent written as a mark of its own belongs to its word in every script of Unicode's first plane."""
    marks = [chr(code) for code in range(0xFFFF) if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    assert len(marks) > 1000
    kana = "\u3099\u309a"
    cut = [f"{ord(mark):04X}" for mark in marks if mark not in kana and len(tokenize(f"a{mark}b")) != 1]
    assert cut == []


@pytest.mark.parametrize(
    ("one", "other", "folding"),
    [
        ("Президент", "президент", RUSSIAN),
        ("её", "ее", RUSSIAN),
        ("Кaзaхстaн", "Казахстан", RUSSIAN),
        ("Бiз", "Біз", KAZAKH),
        ("шahap", "шаһар", KAZAKH),
        ("i", "і", KAZAKH),
        ("people’s", "people's", NO_FOLDING),
        ("3–1", "3-1", NO_FOLDING),
        ("—", "-", NO_FOLDING),
        ("«", "“", NO_FOLDING),
        ("законо\u00adдательство", "законодательство", NO_FOLDING),
        ("\ufeffСтатья", "Статья", NO_FOLDING),
        ("cafe\u0301", "caf\u00e9", NO_FOLDING),
        ("STRASSE", "straße", NO_FOLDING),
    ],
)
def test_two_prints_of_a_word_are_one_word(one: str, other: str, folding: Folding) -> None:
    """Case, dashes, quotes, soft hyphens, accents in two codings, ё and look-alike letters never count as a change."""
    assert fold_word(one, folding) == fold_word(other, folding)


@pytest.mark.parametrize(
    ("one", "other", "folding"),
    [
        ("XI", "ХІ", KAZAKH),
        ("ПСА", "PCA", RUSSIAN),
        ("он", "она", RUSSIAN),
        ("й", "и", RUSSIAN),
        ("қ", "к", KAZAKH),
        ("résumé", "resume", NO_FOLDING),
        ("её", "ее", NO_FOLDING),
        ("11", "1", NO_FOLDING),
    ],
)
def test_different_words_stay_different(one: str, other: str, folding: Folding) -> None:
    """Folding never hides a letter, an accent or a digit that makes another word."""
    assert fold_word(one, folding) != fold_word(other, folding)


@given(st.text(max_size=60))
def test_spaces_never_make_texts_differ(text: str) -> None:
    """A no-break space, a line break and three spaces are one space to a comparison."""
    assert fold_text("\u00a0\n ".join(text.split(" "))) == fold_text(text)


def test_punctuation_is_no_word() -> None:
    """Only letters and digits make a word that counts; a number is one too."""
    tokens = tokenize("Да, 12 — №5 «нет».")
    assert [token.text for token in tokens if token.is_word] == ["Да", "12", "5", "нет"]


@pytest.mark.parametrize("start", ["\ufeff", "\u00ad", "\u200b", "\u2060"])
def test_an_invisible_character_before_a_word_leaves_it_a_word(start: str) -> None:
    """A byte order mark or soft hyphen in front of a word does not hide the word from the comparison."""
    assert [token.norm for token in tokenize(f"{start}Право") if token.is_word] == ["право"]


def test_mixed_words_are_found_and_pure_ones_left_alone() -> None:
    """Words in two scripts are named; foreign names and Roman numerals are not doubted."""
    found = mixed_script_words("Бiз ел XI Apple тілi i e-mail, Iс", KAZAKH)
    assert [token.text for token in found] == ["Бiз", "тілi", "Iс"]


def test_the_short_and_the_long_pattern_cut_alike() -> None:
    """Where both ways of cutting a text apply they give the same words: for every sign, alone, inside words and beside them."""
    every = text._token_of_any_script()
    count = 0
    for sign in map(chr, range(0x3000)):
        for line in (sign, f"a{sign}b", f"a-{sign}b {sign}1", f"б{sign}’в", f"{sign}{sign} x"):
            if text.token_pattern(line) is not every:
                count += 1
                assert text.token_pattern(line).findall(line) == every.findall(line)
    assert count > 20_000


@given(st.text(st.one_of(st.characters(), st.sampled_from("a1_-’'\u00adЖ\u0301①№ \n中か")), max_size=12))
def test_words_are_counted_as_they_are_cut(text: str) -> None:
    """A share of words is told of the words that the diff compares, in every script."""
    assert count_words(text) == sum(token.is_word for token in tokenize(text))
