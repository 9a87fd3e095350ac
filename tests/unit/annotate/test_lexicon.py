"""The lexicon is tested by the examples it brings along: every entry of every language finds its own and leaves the others."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constitution_diff import resources
from constitution_diff.annotate import lexicon
from constitution_diff.annotate.lexicon import (
    load_groups,
    load_markers,
    load_topics,
    load_vocabulary,
)
from constitution_diff.annotate.markers import find_markers
from constitution_diff.annotate.number_words import load_number_words
from constitution_diff.annotate.quantities import find_numbers
from constitution_diff.annotate.topics import find_topics, topics_of
from constitution_diff.errors import LexiconError

CODES = ("en", "kk", "ru")
VOCABULARIES = ("topics", "markers")
FOLDER = resources.lexicon_file("topics.toml").parent
ENTRIES = [
    pytest.param(name, code, entry, id=f"{code} {entry}")
    for name in VOCABULARIES
    for code in CODES
    for entry in load_vocabulary(name, code).entries
]


def named(name: str, text: str, code: str) -> set[str]:
    if name == "topics":
        return set(topics_of(text, code))
    return {hit.marker for hit in find_markers(text, code)}


@pytest.mark.parametrize(("name", "code", "entry"), ENTRIES)
def test_an_entry_finds_its_examples_and_leaves_its_counterexamples(name: str, code: str, entry: str) -> None:
    """At least two sentences show what an entry finds, and at least one what it must leave alone, in every language."""
    one = load_vocabulary(name, code).entries[entry]
    assert len(one.examples) >= 2 and one.counterexamples
    assert [text for text in one.examples if entry not in named(name, text, code)] == []
    assert [text for text in one.counterexamples if entry in named(name, text, code)] == []


@pytest.mark.parametrize("code", CODES)
def test_examples_name_little_beside_their_topic(code: str) -> None:
    """A sentence about one matter is not tagged with many: of all examples, at most one in six gets a topic too many."""
    examples = [
        (entry, text) for entry, one in load_vocabulary("topics", code).entries.items() for text in one.examples
    ]
    spare = sum(len(set(topics_of(text, code)) - {entry}) for entry, text in examples)
    assert spare <= len(examples) / 6


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_language_knows_every_entry(name: str, code: str) -> None:
    """A report in one language is no poorer than in another."""
    known = load_topics() if name == "topics" else load_markers()
    assert list(load_vocabulary(name, code).entries) == [one.id for one in known]


def test_every_topic_and_marker_has_a_label_in_every_language() -> None:
    """No reader meets the bare name of an entry."""
    for labels in [
        *(one.labels for one in (*load_topics(), *load_markers())),
        *(labels for _, labels in load_groups()),
    ]:
        assert [code for code, label in labels if label] == sorted(CODES)
    assert {one.group for one in load_topics()} == {name for name, _ in load_groups()}


def test_no_name_stands_twice() -> None:
    """An entry is one thing."""
    for entries in (load_topics(), load_markers()):
        assert len({one.id for one in entries}) == len(entries)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def scripts(word: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in word if letter.isalpha()}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: "/".join(path.parts[-2:]))
def test_no_word_of_the_lexicon_mixes_scripts(path: Path) -> None:
    """A Latin letter that looks Cyrillic would hide in a cue and make it find nothing."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {word for text in strings(data) for word in text.replace("|", " ").replace("-", " ").split()}
    assert [word for word in words if len(scripts(word) & {"LATIN", "CYRILLIC"}) > 1] == []


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        pytest.param(code, text, list(found), id=f"{code}: {text}")
        for code in CODES
        for text, found in load_number_words(code).examples  # type: ignore[union-attr]
    ],
)
def test_the_number_words_find_their_examples(code: str, text: str, values: list[tuple[str, str]]) -> None:
    """Every number named in an example is found with its exact value and unit, and nothing else is."""
    assert [(one.printed_value, one.unit) for one in find_numbers(text, code)] == values


def test_a_language_without_words_has_no_topics_markers_or_numbers() -> None:
    """A text in a language that the lexicon does not know is shown without them, and without an error."""
    for code in ("fr", "und", "../ru", ""):
        assert find_topics("Tout individu a droit à la vie.", code) == ()
        assert find_markers("Tout individu a droit à la vie.", code) == ()
        assert find_numbers("soixante-douze heures, 72 heures", code) == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[life]\ncues = [", "not valid TOML"),
        ("[no-such-topic]\ncues = []\nexamples = []\ncounterexamples = []", "unknown entry: no-such-topic"),
        ('[life]\ncues = ["..", "right"]\nexamples = []\ncounterexamples = []', "not a cue"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(
    content: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever adds a language is told the file and the mistake."""
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "topics.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(lexicon, "lexicon_file", tmp_path.joinpath)
    with pytest.raises(LexiconError, match=words) as raised:
        load_vocabulary.__wrapped__("topics", "xx")
    assert raised.value.where == "xx/topics.toml"
