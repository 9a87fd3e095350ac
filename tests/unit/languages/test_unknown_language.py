from __future__ import annotations

import pytest
from msgspec.structs import replace

from constitution_diff import akn, pipeline
from constitution_diff.errors import UsageError
from constitution_diff.languages import known_languages, language_of
from constitution_diff.model import Document

OLD = """Puutarhan säännöt

§ 1

Puutarha kuuluu kaikille asukkaille. Portit avataan aamulla.

§ 2

Omenat jaetaan koululaisille syyskuussa.

§ 3

Lammessa ei saa uida yöllä."""
NEW = """Puutarhan säännöt

§ 1

Puutarha kuuluu kaikille asukkaille. Portit avataan aamulla ja suljetaan illalla.

§ 2

Lammessa ei saa uida yöllä.

§ 3

Omenat jaetaan koululaisille syyskuussa."""


def in_finnish(text: str, language: str = "fi") -> bytes:
    """The Akoma Ntoso of a text, with the language it states."""
    document = pipeline.parse(text.encode(), "garden.txt")
    return akn.dump(replace(document, edition=replace(document.edition, language=language), notices=()))


def notices(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def test_a_text_in_an_unknown_language_is_read_and_says_so() -> None:
    """A text in a language without a file keeps its numbers and words, and a notice says what that costs."""
    document = pipeline.parse(OLD.encode(), "garden.txt")
    assert (document.edition.language, notices(document)) == ("und", ["unknown_language"])
    assert [unit.num for unit in document.provisions() if unit.kind == "article"] == ["1", "2", "3"]


@pytest.mark.parametrize("language", ["fi", ""])
def test_akoma_ntoso_in_a_language_without_a_file_is_compared(language: str) -> None:
    """Structured files need no knowledge of their language to be compared, whether they state it or not."""
    old, new = (pipeline.parse(in_finnish(text, language)) for text in (OLD, NEW))
    assert (old.edition.language, notices(old)) == (language or "und", ["unknown_language"])
    links = pipeline.compare(old, new).links
    assert {(link.old, link.new) for link in links} == {(("1",), ("1",)), (("2",), ("3",)), (("3",), ("2",))}


def test_the_notice_is_given_once() -> None:
    """A file written by the program and read again does not doubt its language twice."""
    document = pipeline.parse(OLD.encode(), "garden.txt")
    again = pipeline.parse(akn.dump(document))
    assert (again.edition.language, notices(again)) == ("und", ["unknown_language"])


def test_a_language_that_a_person_names_must_be_known() -> None:
    """A slip in --lang is an error, also for structured files, and does not fall back on anything."""
    for data in (OLD.encode(), in_finnish(OLD)):
        with pytest.raises(UsageError, match="no language 'xx'"):
            pipeline.parse(data, language="xx")


def test_the_neutral_language_is_not_offered() -> None:
    """The list of known languages holds languages; any other code gets the neutral knowledge, without any word."""
    assert "und" not in known_languages()
    neutral = language_of("fi")
    assert (neutral.code, neutral.function_words, neutral.stemmer) == ("und", frozenset(), "")
