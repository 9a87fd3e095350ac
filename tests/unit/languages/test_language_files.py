"""Every language file is tested by the examples it brings along, so that a new language needs no new test."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from constitution_diff.align.terms import stem
from constitution_diff.languages import Language, known_languages, load_language
from constitution_diff.model import Block, SourceText
from constitution_diff.resources import language_files
from constitution_diff.structure import parse_source
from constitution_diff.structure.detect import detect_language
from constitution_diff.structure.labels import match_heading, match_number
from constitution_diff.structure.notes import is_note, match_repealed
from constitution_diff.text import fold_text, fold_word, mixed_script_words, tokenize

CODES = known_languages()
LINES = ("not_headings", "not_numbers", "notes", "not_notes", "repealed", "not_repealed", "drafts", "not_drafts")
KINDS = (
    "headings",
    "numbers",
    "preambles",
    "not_preambles",
    "same",
    "different",
    "same_stem",
    "different_stem",
    *LINES,
)


@lru_cache
def read(code: str) -> dict[str, Any]:
    path = next(path for path in language_files() if path.stem == code)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def examples(kind: str) -> list[Any]:
    """Return (code, example) for every example of a kind in every language, for use as parameters."""
    found = [(code, one) for code in CODES for one in read(code).get("examples", {}).get(kind, [])]
    return [
        pytest.param(code, one, id=f"{code}-{one['line'] if isinstance(one, dict) else one}") for code, one in found
    ]


def parse(language: str, *lines: str) -> Any:
    return parse_source(
        SourceText(tuple(Block(line, f"line {n}") for n, line in enumerate(lines, 1)), "txt", ""), language
    )


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def compared(language: Language) -> Iterator[str]:
    """Yield every entry that is compared with folded text."""
    yield from (word for rule in language.labels for word in rule.words)
    yield from (word for word, _ in language.number_words)
    yield from language.function_words
    for entries in (
        language.note_openers,
        language.repealed,
        language.draft,
        language.preamble,
        language.preamble_headings,
    ):
        yield from entries


@pytest.mark.parametrize("code", CODES)
def test_every_language_brings_examples_of_everything_it_knows(code: str) -> None:
    """A language file without examples is not finished: each entry must have a line that it finds."""
    language = load_language(code)
    given = read(code).get("examples", {})
    assert [kind for kind in KINDS if not given.get(kind)] == []
    lines = [fold_text(one["line"], language.folding) for one in given["headings"]]
    for rule in language.labels:
        for word in rule.words:
            assert any(word in line for line in lines), f"no heading with {word!r}"
    for form in language.numbers:
        found = [one["line"] for one in given["numbers"] if one["kind"] == form.kind]
        shaped = [line for line in found if line.startswith(form.before) and form.after in line[:9]]
        assert shaped, f"no number like {form}"
    for entries, kind in (
        (language.note_openers, "notes"),
        (language.repealed, "repealed"),
        (language.draft, "drafts"),
    ):
        folded = [fold_text(line, language.folding) for line in given[kind]]
        for entry in entries:
            assert any(entry in line for line in folded), f"no {kind} with {entry!r}"


@pytest.mark.parametrize(("code", "example"), examples("headings"))
def test_a_heading_is_found_with_its_number(code: str, example: dict[str, str]) -> None:
    """A printed heading opens its part, chapter, section or article, under the number a citation uses."""
    label = match_heading(example["line"], load_language(code))
    assert label is not None
    assert (label.kind, label.num, label.rest) == (example["kind"], example["num"], example.get("rest", ""))


@pytest.mark.parametrize(("code", "line"), examples("not_headings"))
def test_a_sentence_about_an_article_is_no_heading(code: str, line: str) -> None:
    """A sentence that only speaks of an article does not cut the text in two."""
    assert match_heading(line, load_language(code)) is None


@pytest.mark.parametrize("code", CODES)
def test_number_words_number_headings(code: str) -> None:
    """Every number word of the language file counts chapters, in capitals too."""
    language = load_language(code)
    rule = next(rule for rule in language.labels if rule.kind in ("chapter", "part"))
    for word, digits in language.number_words:
        for printed in (word.capitalize(), word.upper()):
            line = f"{printed} {rule.words[0]}" if rule.first == "number" else f"{rule.words[0].upper()} {printed}"
            label = match_heading(line, language)
            assert label is not None and (label.kind, label.num) == (rule.kind, digits), line


@pytest.mark.parametrize(("code", "example"), examples("numbers"))
def test_a_number_opens_its_paragraph_or_list_item(code: str, example: dict[str, str]) -> None:
    """A numbered line is the paragraph, subparagraph or point that its print says, and the number is no part of its text."""
    label = match_number(example["line"], load_language(code))
    assert label is not None
    assert (label.kind, label.num) == (example["kind"], example["num"])
    assert f"{label.printed} {label.rest}" == example["line"]


@pytest.mark.parametrize(("code", "line"), examples("not_numbers"))
def test_a_year_or_a_share_is_no_number_of_a_paragraph(code: str, line: str) -> None:
    """A line that begins with a date or a decimal fraction stays whole."""
    assert match_number(line, load_language(code)) is None


@pytest.mark.parametrize(("code", "line"), examples("notes"))
def test_an_editorial_note_is_kept_apart(code: str, line: str) -> None:
    """What editors printed between the provisions is never shown as law, and never lost."""
    heading = read(code)["examples"]["headings"][0]["line"]
    document = parse(code, heading, line)
    assert [note.text for note in document.notes] == [line]
    assert line not in [unit.text for unit in document.provisions()]


@pytest.mark.parametrize(("code", "line"), examples("not_notes"))
def test_a_provision_about_notes_is_law(code: str, line: str) -> None:
    """A sentence of the law is not taken for a note because it begins alike."""
    assert not is_note(Block(line, "line 1"), load_language(code))


@pytest.mark.parametrize(("code", "line"), examples("repealed"))
def test_a_repealed_unit_keeps_its_number(code: str, line: str) -> None:
    """A line that stands for a repealed provision leaves its number in the text, marked as repealed."""
    article = next(one["line"] for one in read(code)["examples"]["headings"] if one["kind"] == "article")
    unit = next(unit for unit in parse(code, article, line).provisions() if unit.status)
    assert (unit.status, unit.text) == ("repealed", "")
    assert unit.label and line.startswith(unit.label)


@pytest.mark.parametrize(("code", "line"), examples("not_repealed"))
def test_a_rule_about_repeal_is_not_repealed(code: str, line: str) -> None:
    """A rule about repealing or removing something is in force."""
    assert match_repealed(line, load_language(code)) is None


@pytest.mark.parametrize(
    ("code", "line", "status"),
    [(*one.values, "draft") for one in examples("drafts")] + [(*one.values, "") for one in examples("not_drafts")],
)
def test_a_draft_says_so(code: str, line: str, status: str) -> None:
    """A line of its own that says draft makes the edition a draft; a sentence with the word does not."""
    article = next(one["line"] for one in read(code)["examples"]["headings"] if one["kind"] == "article")
    document = parse(code, line, article, "1. A.")
    assert (document.edition.status, document.preface) == (status, (line,))


@pytest.mark.parametrize(
    ("code", "line", "is_preamble"),
    [(*one.values, True) for one in examples("preambles")]
    + [(*one.values, False) for one in examples("not_preambles")],
)
def test_a_preamble_is_known_by_its_first_words(code: str, line: str, is_preamble: bool) -> None:
    """The solemn opening is the preamble; a title before it is not."""
    article = next(one["line"] for one in read(code)["examples"]["headings"] if one["kind"] == "article")
    preamble = parse(code, line, article, "1. A.").preamble
    assert (preamble is not None and preamble.text == line) is is_preamble


@pytest.mark.parametrize("code", CODES)
def test_a_preamble_may_have_a_heading(code: str) -> None:
    """Under the word for preamble, whatever stands before the first article is the preamble."""
    article = next(one["line"] for one in read(code)["examples"]["headings"] if one["kind"] == "article")
    for heading in load_language(code).preamble_headings:
        preamble = parse(code, "A title", heading.upper(), "B.", article, "1. A.").preamble
        assert preamble is not None and (preamble.heading, preamble.text) == (heading.upper(), "B.")


@pytest.mark.parametrize(("code", "pair"), examples("same"))
def test_two_prints_of_a_word_are_one(code: str, pair: list[str]) -> None:
    """What only looks different in this language's print is no change of the law."""
    folding = load_language(code).folding
    assert fold_word(pair[0], folding) == fold_word(pair[1], folding)


@pytest.mark.parametrize(("code", "pair"), examples("different"))
def test_two_words_are_two(code: str, pair: list[str]) -> None:
    """What is another word in this language is never folded away."""
    folding = load_language(code).folding
    assert fold_word(pair[0], folding) != fold_word(pair[1], folding)


@pytest.mark.parametrize(("code", "pair"), examples("same_stem"))
def test_endings_do_not_keep_provisions_apart(code: str, pair: list[str]) -> None:
    """Two forms of one word count as shared when provisions are matched."""
    assert stem(pair[0], load_language(code)) == stem(pair[1], load_language(code))


@pytest.mark.parametrize(("code", "pair"), examples("different_stem"))
def test_different_words_do_not_bring_provisions_together(code: str, pair: list[str]) -> None:
    """Words that only begin alike are not taken for one when provisions are matched."""
    assert stem(pair[0], load_language(code)) != stem(pair[1], load_language(code))


@pytest.mark.parametrize("code", CODES)
def test_a_text_is_known_by_its_language(code: str) -> None:
    """The language of a file need not be named."""
    prose = read(code)["examples"]["prose"]
    assert detect_language(SourceText((Block(prose, "line 1"),), "txt", "")) == code


@pytest.mark.parametrize("code", CODES)
def test_no_entry_is_typed_with_look_alike_letters(code: str) -> None:
    """An entry typed with a Latin letter in a Cyrillic word would find nothing, and nobody would see why."""
    data = read(code)
    folding = load_language(code).folding
    # These examples show two prints of one word, look-alike letters among them.
    kept = {kind: found for kind, found in data.get("examples", {}).items() if kind not in ("same", "minor")}
    data = {**data, "fold": {}, "examples": kept}
    assert [word.text for text in strings(data) for word in mixed_script_words(text, folding)] == []


@pytest.mark.parametrize("code", CODES)
def test_entries_are_written_as_they_are_compared(code: str) -> None:
    """An entry in capitals, with ё or with a curly quote would never match: texts are folded before they are compared."""
    language = load_language(code)
    assert [entry for entry in compared(language) if fold_text(entry, language.folding) != entry] == []


@pytest.mark.parametrize("code", CODES)
def test_function_words_are_single_words_and_said_once(code: str) -> None:
    """The list of common words holds words as the program cuts them, each once."""
    listed = read(code)["function_words"]
    assert sorted(set(listed)) == sorted(listed)
    assert [word for word in listed if len(tokenize(word)) != 1] == []


@pytest.mark.parametrize("code", CODES)
def test_look_alike_letters_come_in_pairs_that_look_alike(code: str) -> None:
    """Each foreign letter stands for one letter of the language's own script, of the same case."""
    for foreign, native in load_language(code).folding.lookalikes:
        assert unicodedata.name(foreign).startswith("LATIN") and not unicodedata.name(native).startswith("LATIN")
        assert foreign.isupper() == native.isupper()


@pytest.mark.parametrize("code", CODES)
def test_the_file_is_named_by_its_code(code: str) -> None:
    """A file is named by a two-letter code and names its three-letter one."""
    language = load_language(code)
    assert (len(code), language.code, len(language.iso3)) == (2, code, 3)
    assert language.name


@pytest.mark.parametrize("code", CODES)
def test_the_examples_stand_last(code: str) -> None:
    """What stands behind the examples would not be read: only tests read that far."""
    assert list(read(code))[-1] == "examples"
