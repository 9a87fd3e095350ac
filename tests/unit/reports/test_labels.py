from __future__ import annotations

import re
import statistics
import unicodedata
from pathlib import Path

import pytest

import constitution_diff
from constitution_diff.errors import UsageError
from constitution_diff.reports.labels import Labels, label_languages, load_labels

LANGUAGES = ("en", "kk", "ru")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
VERDICTS = {
    "en": r"improv|worsen|weaken|strengthen|progressive|better|worse",
    "ru": r"улучш|ухудш|ослаб|усил|прогресс",
    "kk": r"жақсар|нашарла|әлсіре|күшей",
}


def all_words(labels: Labels) -> dict[str, str]:
    plurals = {f"{name}.{form}": text for name, forms in labels.plurals.items() for form, text in forms.items()}
    return {**labels.words, **plurals}


def test_the_interface_speaks_english_kazakh_and_russian() -> None:
    """A reader can have the report in each of the three languages."""
    assert label_languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing_or_spare_in_any_language(language: str) -> None:
    """Whatever a page says in English it says in every other language too."""
    english, other = load_labels("en"), load_labels(language)
    assert set(other.words) == set(english.words)
    assert set(other.plurals) == set(english.plurals)
    assert not [name for name, words in all_words(other).items() if not words.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_given_the_same_values(language: str) -> None:
    """No number or date that the English sentence tells is lost in another language."""
    english, other = load_labels("en"), load_labels(language)
    found = {
        name: (re.findall(r"{(\w+)}", words), re.findall(r"{(\w+)}", other.words[name]))
        for name, words in english.words.items()
    }
    assert not {name: pair for name, pair in found.items() if set(pair[0]) != set(pair[1])}
    assert all("{n}" in words for forms in other.plurals.values() for words in forms.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_finds_a_plural_form(language: str) -> None:
    """A count never breaks the page, and every form that a rule can choose is written down."""
    labels = load_labels(language)
    for name in labels.plurals:
        assert all(str(number) in labels.count(name, number) for number in range(250))
        assert set(labels.plurals[name]) == set(labels.rules)


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("ru", 1, "1 положение"),
        ("ru", 2, "2 положения"),
        ("ru", 5, "5 положений"),
        ("ru", 11, "11 положений"),
        ("ru", 12, "12 положений"),
        ("ru", 21, "21 положение"),
        ("ru", 24, "24 положения"),
        ("ru", 111, "111 положений"),
        ("en", 1, "1 provision"),
        ("en", 21, "21 provisions"),
        ("kk", 5, "5 ереже"),
    ],
)
def test_numbers_agree_with_their_nouns(language: str, number: int, words: str) -> None:
    """Russian counts read as a Russian writes them, also for 11 and 21."""
    assert load_labels(language).count("provision", number) == words


@pytest.mark.parametrize(
    ("language", "words"), [("en", "12 February 2026"), ("ru", "12 февраля 2026 года"), ("kk", "2026 жылғы 12 ақпан")]
)
def test_dates_are_written_in_words(language: str, words: str) -> None:
    """Nobody has to guess whether 12.02 is in February or in December."""
    labels = load_labels(language)
    assert labels.write_date("2026-02-12") == words
    assert labels.write_date("2026") == "2026"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_latin_letter_hides_in_a_cyrillic_word(language: str) -> None:
    """A word of the interface can be searched for: its letters are those that a keyboard types."""
    mixed = [
        (name, word)
        for name, text in all_words(load_labels(language)).items()
        for word in re.findall(r"[^\W\d_]+", text)
        if len({unicodedata.name(letter).split()[0] for letter in word}) > 1
    ]
    assert mixed == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_english_word_is_left_untranslated(language: str) -> None:
    """Only names stay in Latin letters."""
    names = {"SHA", "constitution", "diff", "Apache", "HTML", "WordPress", "Drupal", "Ctrl", "base", "url"}
    latin = {
        word
        for text in all_words(load_labels(language)).values()
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"{\w+}|https://\S+", "", text))
    }
    assert latin <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_interface_judges(language: str) -> None:
    """The page says what changed, never whether that is good."""
    hits = {
        name: text
        for name, text in all_words(load_labels(language)).items()
        if re.search(VERDICTS[language], text.lower())
    }
    assert hits == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    """A reader in a hurry meets no sentence of more than 25 words."""
    sentences = [
        sentence
        for text in all_words(load_labels(language)).values()
        for sentence in SENTENCE_END.split(text)
        if sentence.endswith((".", "?", "!"))
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= 25
    assert statistics.median(lengths) <= 15


def test_an_unknown_interface_language_is_refused_with_the_known_ones() -> None:
    """Who asks for a language that is not there learns which ones are."""
    with pytest.raises(UsageError, match="choose one of en, kk, ru"):
        load_labels("fr")


def test_every_kind_of_doubt_has_a_name() -> None:
    """What the readers skipped or repaired is named in the language of the page, whatever kind it is."""
    root = Path(constitution_diff.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in (*root.glob("readers/*.py"), *root.glob("structure/*.py"))]
    codes = {code for source in sources for code in re.findall(r'Notice\(\s*"(\w+)"', source)}
    assert len(codes) > 20
    assert {f"notice.{code}" for code in codes} <= set(load_labels("en").words)
