from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from constitution_diff import languages, pipeline
from constitution_diff.errors import LexiconError, UsageError
from constitution_diff.languages import load_language
from constitution_diff.structure.labels import _heading_forms, _number_patterns

GERMAN = """
name = "German"
iso3 = "deu"
stemmer = "german"
function_words = ["der", "die", "das", "und", "ist", "sind", "des", "zu", "sie"]
[fold]
equal = [["ä", "a"]]
[labels.chapter]
words = ["abschnitt"]
[labels.article]
words = ["artikel", "art."]
[[numbers]]
kind = "paragraph"
before = "("
digits = "arabic"
after = ")"
[[numbers]]
kind = "subparagraph"
before = ""
digits = "arabic"
after = "."
[number_words]
"erster" = "1"
[notes]
openers = ["fussnote"]
repealed = ["aufgehoben"]
[preamble]
openers = ["im bewusstsein"]
headings = ["präambel"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of language files in the place of the bundled ones."""
    monkeypatch.setattr(languages, "language_files", lambda: tuple(sorted(tmp_path.glob("*.toml"))))
    load_language.cache_clear()
    yield tmp_path
    load_language.cache_clear()
    _heading_forms.cache_clear()
    _number_patterns.cache_clear()


def test_a_new_language_is_a_new_file(folder: Path) -> None:
    """Whoever adds a language writes one TOML file, and texts in that language are read, linked and compared."""
    (folder / "de.toml").write_text(GERMAN, encoding="utf-8")
    old = "Abschnitt 1\nArtikel 1\n(1) Die Gärten sind frei.\n(2) Es gilt:\n1. der Zaun;\n2. aufgehoben;\nFußnote: von 1990."
    document = pipeline.parse(old.encode(), "garten.txt")
    assert document.edition.language == "de"
    assert [(unit.ref, unit.status) for unit in document.provisions()] == [
        ("chapter 1", ""),
        ("1", ""),
        ("1.1", ""),
        ("1.2", ""),
        ("1.2.1)", ""),
        ("1.2.2)", "repealed"),
    ]
    new = pipeline.parse(old.replace("Gärten sind", "Gärten und Wiesen sind").encode(), "neu.txt")
    comparison = pipeline.compare(document, new)
    assert [(link.old, link.new, link.relation) for link in comparison.links][:1] == [(("1.1",), ("1.1",), "edited")]


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    """A language without a file is an error that says which languages there are and how to add one."""
    with pytest.raises(UsageError, match=r"no language 'xx'.*en,.* kk,.* ru,.*TOML"):
        load_language("xx")


def test_tables_that_only_tests_read_do_not_disturb(folder: Path) -> None:
    """Examples and remarks in tables of their own may stand in a language file."""
    (folder / "de.toml").write_text(GERMAN + '[examples]\nprose = "x"\n[remarks]\ny = 1\n', encoding="utf-8")
    assert load_language("de").name == "German"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name = ", "not valid TOML"),
        ("name = 'X'", "iso3"),
        (GERMAN.replace('iso3 = "deu"', ""), "iso3"),
        (GERMAN.replace('before = "("', 'bfore = "("'), "bfore"),
        (GERMAN.replace("[notes]", "[nots]"), "notes"),
        (GERMAN.replace('equal = [["ä", "a"]]', 'lookalikes = ["ab", "а"]'), "argument"),
    ],
)
def test_a_broken_language_file_names_itself_and_the_entry(folder: Path, content: str, words: str) -> None:
    """A slip in a language file is told with the file's name and the entry, and never passes silently."""
    (folder / "de.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=words) as caught:
        load_language("de")
    assert "de.toml" in str(caught.value)
