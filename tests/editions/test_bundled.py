"""The bundled editions: whole, valid, and true to the official Russian."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from constitution_diff import akn
from constitution_diff.library import BUNDLED_PAIR, Catalogue
from constitution_diff.model import Document
from constitution_diff.pipeline import load
from constitution_diff.resources import find_folder
from tests.editions.checks import EDITIONS, Fault, all_faults, explained, read_english

SOURCES = {"kz-1995": "kz-1995-ru.pdf", "kz-2026": "kz-2026-02-12-ru.docx"}


@pytest.fixture(scope="module")
def bundled() -> dict[str, Document]:
    return {side: load(name) for side, name in EDITIONS.items()}


@pytest.fixture(scope="module")
def faults(shared: Path, bundled: dict[str, Document]) -> list[Fault]:
    return all_faults(shared, {side: read_english(document) for side, document in bundled.items()})


@pytest.mark.parametrize("name", BUNDLED_PAIR)
def test_bundled_files_are_valid(name: str) -> None:
    """Both editions are valid Akoma Ntoso by the schema and by the naming convention."""
    entry = Catalogue.read().find(name)
    assert entry is not None
    assert akn.validate(entry.path.read_bytes()) == ()


@pytest.mark.parametrize("name", BUNDLED_PAIR)
def test_the_file_and_the_catalogue_say_the_same(name: str) -> None:
    """Title, status, dates and source stand in the catalogue and in the file, and agree."""
    entry, document = Catalogue.read().find(name), load(name)
    assert entry is not None
    for field in (
        "id",
        "language",
        "country",
        "title",
        "status",
        "version_date",
        "dates",
        "source",
        "translation",
        "left_out",
    ):
        assert getattr(document.edition, field) == getattr(entry.edition, field), field


@pytest.mark.parametrize("name", BUNDLED_PAIR)
def test_a_translation_says_so_and_what_it_leaves_out(name: str) -> None:
    """Nobody can take the English for an official text, or for the whole of it."""
    edition = load(name).edition
    assert "unofficial" in edition.translation
    assert edition.left_out
    assert SOURCES[name] in edition.source


@pytest.mark.parametrize("name", BUNDLED_PAIR)
def test_translators_notes_stand_apart(name: str) -> None:
    """Every translator's note belongs to a provision and is no part of the law's text."""
    document = load(name)
    refs = {unit.ref for unit in document.provisions()}
    notes = [note for note in document.notes if note.kind == "translator"]
    assert notes
    assert {note.after for note in notes} <= refs
    law = " ".join(unit.text for unit in document.provisions())
    assert not any(note.text in law for note in notes)


def test_sources_of_the_translation_are_named_with_their_hash() -> None:
    """The README and the catalogue name the same source files with the same SHA-256."""
    readme = (find_folder("texts") / "README.md").read_text(encoding="utf-8")
    official = [entry.edition for entry in Catalogue.read().entries if not entry.file]
    assert len(official) == 4
    for edition in official:
        assert re.search(rf"`{re.escape(edition.file_name)}` \| `{edition.sha256}`", readme), edition.file_name


def test_glossary_terms_have_both_languages() -> None:
    """Every term of the glossary has Russian patterns and English renderings that compile."""
    terms = tomllib.loads((find_folder("texts") / "glossary.toml").read_text(encoding="utf-8"))["term"]
    assert len(terms) > 150
    for term in terms:
        assert all(re.compile(pattern) for key in ("ru", "en") for pattern in term[key])


@pytest.mark.parametrize("check", ["refs", "numbers", "identity", "gap", "glossary"])
def test_the_english_is_true_to_the_russian(check: str, faults: list[Fault]) -> None:
    """Same refs, numbers and references; equal sentences where the Russian has them; as much change; the glossary's words."""
    reasons = explained()
    left = [fault for fault in faults if fault.check == check and (fault.check, fault.where) not in reasons]
    assert left == []


def test_every_exception_is_still_needed(faults: list[Fault]) -> None:
    """The list of exceptions is short, and none explains a fault that is gone."""
    needed = {(fault.check, fault.where) for fault in faults}
    assert explained().keys() <= needed
    assert len(explained()) <= 10


def test_the_english_report_tells_the_story_of_the_russian(shared: Path) -> None:
    """Part II: the English pair has the links of the Russian pair, one for one."""
    from constitution_diff.pipeline import compare

    official = shared / "texts" / "official"
    english = compare(load("kz-1995"), load("kz-2026"), ("II",))
    russian = compare(load(str(official / "kz-1995-ru.pdf")), load(str(official / "kz-2026-02-12-ru.docx")), ("II",))
    left_out = {"86.1"}  # outside what is translated
    pairs = [
        {(old, new) for link in c.links for old in link.old for new in link.new if new not in left_out}
        for c in (english, russian)
    ]
    assert pairs[0] == pairs[1]
    alone = [{(link.old, link.new) for link in c.links if not link.old or not link.new} for c in (english, russian)]
    assert alone[0] == alone[1]
