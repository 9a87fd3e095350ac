from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from constitution_diff import pipeline
from constitution_diff.akn import dump
from constitution_diff.errors import (
    AlignmentError,
    ConstitutionDiffError,
    LexiconError,
    ReadError,
    ReportError,
    StructureError,
    UsageError,
)
from constitution_diff.model import Comparison, Document, Hunk, Link
from constitution_diff.rendering import check_rebuild, render
from tests.builders import build

OLD = """
    preamble: We, the neighbours, plant this garden.
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. The pond may be used for swimming by children.
    Part II Guard
      Article 2
        1. The guard carries a lamp and a whistle at night.
        2. The guard follows these rules:
          1) visitors are greeted politely before anything else;
          2) nobody may bring a saw or an axe inside.
    Part III Bees
      Article 3
        Bees are counted by the beekeeper every spring.
"""
NEW = """
    preamble: We, the free neighbours, plant this garden.
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. Bees are counted by the beekeeper every spring.
    Part II Guard
      Article 2
        1. The guard carries a lamp and two whistles at night.
        2. The guard follows these rules:
          1) nobody may bring a saw or an axe inside.
        3. The pond may be used for swimming by children.
    Part III Bees
      Article 3
        Honey is shared.
"""
TEXT = "Part I\nGarden\nArticle 1\n1. Every tree belongs to the street.\n2. Dogs stay outside.\n"


@pytest.fixture(scope="module")
def pair() -> tuple[Document, Document]:
    return build(OLD), build(NEW)


def sides(comparison: Comparison) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(link.old, link.new) for link in comparison.links]


def test_a_file_of_ours_is_read_without_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Akoma Ntoso that this program wrote is known by its first line: nothing is loaded that tells other formats."""
    data = dump(build(OLD))
    monkeypatch.setitem(sys.modules, "constitution_diff.readers", None)
    assert [unit.text for unit in pipeline.parse(data).provisions()] == [unit.text for unit in build(OLD).provisions()]
    with pytest.raises(ModuleNotFoundError):
        pipeline.parse(b"Article 1")


def test_the_whole_texts_are_compared_unless_a_part_is_named(pair: tuple[Document, Document]) -> None:
    """Every paragraph of both texts stands in the comparison, with its marks and its articles."""
    comparison = pipeline.compare(*pair)
    named = {ref for link in comparison.links for ref in (*link.old, *link.new)}
    assert named >= {"preamble", "1.1", "1.2", "2.1", "2.2", "2.3", "3"}
    assert all(link.hunks for link in comparison.links)
    assert (comparison.old, comparison.new, comparison.parts) == (*pair, ())
    assert {article.new for article in comparison.articles} >= {("1",), ("2",), ("3",)}


def test_a_part_limits_what_is_shown_and_not_what_is_searched(pair: tuple[Document, Document]) -> None:
    """With one part named, provisions of other parts are shown where they came from or went to it, and no others."""
    comparison = pipeline.compare(*pair, parts=["II"])
    assert sides(comparison) == [(("2.1",), ("2.1",)), (("2.2",), ("2.2",)), (("1.2",), ("2.3",))]
    assert [link.moved for link in comparison.links] == [None, None, "other_part"]


def test_two_parts_may_be_named(pair: tuple[Document, Document]) -> None:
    """Several parts are shown together, in the order of the new text."""
    comparison = pipeline.compare(*pair, parts=["III", "I"])
    assert (("3",), ("1.2",)) in sides(comparison) and (("2.1",), ("2.1",)) not in sides(comparison)


def test_a_links_file_is_obeyed(pair: tuple[Document, Document]) -> None:
    """What a person links stands in the comparison as set by hand, with its word diff."""
    comparison = pipeline.compare(*pair, links=(b"old,new,action,note\n3,3,link,bees\n", "links.csv"))
    (link,) = [link for link in comparison.links if link.new == ("3",)]
    assert (link.old, link.by) == (("3",), "hand") and link.hunks


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"parts": ["IX"]}, UsageError, "neither text has a part IX"),
        ({"links": (b"old,new,action,note\n99,1.1,link,\n", "links.csv")}, LexiconError, "links.csv, line 2"),
    ],
)
def test_a_wrong_choice_says_what_there_is(
    pair: tuple[Document, Document], change: dict[str, object], error: type[ConstitutionDiffError], words: str
) -> None:
    """A part or a reference that does not exist is an error with a hint, and nothing is compared."""
    with pytest.raises(error) as caught:
        pipeline.compare(*pair, **change)  # type: ignore[arg-type]
    assert words in str(caught.value) and caught.value.hint


def test_two_languages_are_no_pair(pair: tuple[Document, Document]) -> None:
    """Texts in two languages are refused before anything is called added."""
    russian = build("Статья 1\n  1. Сад открыт.", language="ru")
    with pytest.raises(AlignmentError, match="en and ru"):
        pipeline.compare(pair[0], russian)


def test_a_text_without_articles_is_refused(pair: tuple[Document, Document]) -> None:
    """A file in which no article was found is an error that says what headings look like."""
    poem = pipeline.parse(b"A poem about a garden\nwithout any article", "poem.txt", "en")
    with pytest.raises(StructureError) as caught:
        pipeline.compare(pair[0], poem)
    assert caught.value.where == "poem.txt" and "Article 1" in caught.value.hint


def test_a_file_is_read_by_its_content(tmp_path: Path) -> None:
    """The name of a file does not matter: text and Akoma Ntoso are told by what they contain, and read alike."""
    text = tmp_path / "any.xyz"
    text.write_text(TEXT, encoding="utf-8")
    document = pipeline.load(str(text), "en")
    xml = tmp_path / "any.txt"
    xml.write_bytes(dump(document))
    assert pipeline.load(str(xml)).body == document.body
    assert [unit.ref for unit in document.provisions()] == ["part I", "1", "1.1", "1.2"]


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text may come from another program."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert [unit.ref for unit in pipeline.load("-").provisions()] == ["part I", "1", "1.1", "1.2"]


def test_a_name_that_is_nothing_is_told_with_the_editions_there_are() -> None:
    """A slip in a name is answered with the names of all editions."""
    with pytest.raises(UsageError) as caught:
        pipeline.load("kz-1885")
    assert "kz-1885" in str(caught.value) and "kz-1995" in caught.value.hint


def test_a_file_beyond_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any constitution is refused before it is read, and so is such a stream."""
    monkeypatch.setattr(pipeline, "MAXIMUM_BYTES", 20)
    large = tmp_path / "large.txt"
    large.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    for name in (str(large), "-"):
        with pytest.raises(ReadError, match="larger than") as caught:
            pipeline.load(name)
        assert caught.value.hint


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    """What cannot be read as a file is a known error with its path."""
    with pytest.raises(ReadError, match="cannot be read"):
        pipeline.load(str(tmp_path))


def test_a_report_that_would_lose_a_word_is_not_written(pair: tuple[Document, Document]) -> None:
    """Before anything is written the marks are checked against both texts; a gap or an overlap is refused."""
    comparison = pipeline.compare(*pair)
    first = next(index for index, link in enumerate(comparison.links) if len(link.hunks) > 1)

    def broken(hunks: tuple[Hunk, ...]) -> Comparison:
        links: list[Link] = list(comparison.links)
        links[first] = replace(links[first], hunks=hunks)
        return replace(comparison, links=tuple(links))

    hunks = comparison.links[first].hunks
    check_rebuild(comparison)
    for wrong in (hunks[1:], hunks[:-1], (*hunks, hunks[-1]), ()):
        with pytest.raises(ReportError, match="do not rebuild"):
            render(broken(wrong), "json")


def test_an_unknown_format_is_told_with_the_known_ones(pair: tuple[Document, Document]) -> None:
    """A format that does not exist is answered with those that do."""
    with pytest.raises(UsageError, match=r"no report format 'pdf'.*html, json"):
        render(pipeline.compare(*pair), "pdf")
