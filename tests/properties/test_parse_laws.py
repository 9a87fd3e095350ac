from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.languages import known_languages
from constitution_diff.model import Block, BlockHint, Document, Provision, SourceText
from constitution_diff.structure import parse_source

# Lines as they are printed, in all bundled languages, whole and broken; anything may follow anything.
STARTS = (
    "Part I|PART II|Chapter 3. Courts|Article 1|Article 2. Of gardens|Article 5 The State|Section 7. All are free.|Раздел I|"
    "РАЗДЕЛ ВТОРОЙ|Подраздел 1|Глава 2|Статья 1|Статья 83-1|Статья 5¹|Стaтья 2|І бөлім|V бөлімҮкімет|16-бап|83-1-бап|"
    "Article 21A|2A.|1.|2.|3-1.|3 – 1.|1)|2)|3-1)|(1)|(2)|(a)|(b)|(i)|(ii)|а)|б)|iv)|1.5|4. Исключен|2) исключен|"
    "3. Алып тасталды|(3) Repealed|Сноска.|Примечание.|Ескерту.|Footnote.|©|(c) 2020|ПРОЕКТ|ЖОБА|Draft|Мы, народ|"
    "Біз, халық|We, the people|Preamble|Преамбула|ПРЕАМБУЛА|КІРІСПЕ|№ 5|—|...|Article|Статья|бап|)"
)
ENDS = (
    "",
    " Сад открыт.",
    " Бақ ашық;",
    " The garden is open",
    "\u00a0нет:",
    "\nА",
    "\n\n",
    " текст" * 60,
    "Җ",
    " (1) а)",
)
lines = st.one_of(
    st.builds("{}{}".format, st.sampled_from(STARTS.split("|")), st.sampled_from(ENDS)),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from([end.strip() for end in ENDS if end.strip()]),
)
hints: st.SearchStrategy[BlockHint] = st.sampled_from(["text", "text", "text", "text", "heading", "note"])
languages = st.sampled_from([*known_languages(), "auto"])


@st.composite
def sources(draw: st.DrawFn) -> SourceText:
    """Printed blocks in any order; as readers promise, none of them is empty."""
    found = draw(st.lists(st.tuples(lines, hints), max_size=25))
    blocks = (Block(text, f"line {number}", hint) for number, (text, hint) in enumerate(found, 1) if text.strip())
    return SourceText(tuple(blocks), "txt", "0" * 64, "any.txt")


def squeeze(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def law(document: Document) -> str:
    """Return what a document holds of the law and its head, in order; a repealed unit's label stands in its note."""
    return squeeze("".join(_law(document)))


def _law(document: Document) -> Iterator[str]:
    yield from document.preface
    repealed = {note.after for note in document.notes if note.kind == "repeal"}
    for unit in document.provisions():
        yield from (_label(unit, repealed), unit.heading, unit.text)


def _label(unit: Provision, repealed: set[str]) -> str:
    in_note = unit.kind in ("paragraph", "subparagraph", "point") and unit.status == "repealed" and unit.ref in repealed
    return "" if in_note else unit.label


def is_accounted_for(source: SourceText, document: Document) -> bool:
    """Return True when every block, in order, is the next piece of the law, the next note or the next line at the end."""
    blocks = [squeeze(block.text) for block in source.blocks]
    text, notes, ends = (
        law(document),
        [squeeze(note.text) for note in document.notes],
        [squeeze(one) for one in document.conclusions],
    )

    @cache
    def fits(index: int, note: int, end: int) -> bool:
        used = sum(map(len, blocks[:index])) - sum(map(len, notes[:note])) - sum(map(len, ends[:end]))
        if index == len(blocks):
            return (used, note, end) == (len(text), len(notes), len(ends))
        block = blocks[index]
        return (
            (note < len(notes) and notes[note] == block and fits(index + 1, note + 1, end))
            or (end < len(ends) and ends[end] == block and fits(index + 1, note, end + 1))
            or (text.startswith(block, used) and fits(index + 1, note, end))
        )

    return fits(0, 0, 0)


@settings(max_examples=400)
@given(sources(), languages)
def test_every_printed_character_is_in_the_document_once_and_in_order(source: SourceText, language: str) -> None:
    """Whatever is printed, nothing of it is lost, doubled or moved: it is law, head, note or closing line."""
    assert is_accounted_for(source, parse_source(source, language))


@given(sources(), languages)
def test_every_provision_has_names_of_its_own(source: SourceText, language: str) -> None:
    """However odd a text is, each of its provisions can be cited; only an article and its one paragraph share a reference."""
    units = list(parse_source(source, language).provisions())
    for name in ("ref", "eid"):
        seen: dict[str, Provision] = {}
        for unit in units:
            first = seen.setdefault(getattr(unit, name), unit)
            assert first is unit or (first.kind, unit.kind, unit.num) == ("article", "paragraph", "")
    assert all(unit.ref and unit.eid for unit in units)


@given(sources(), languages)
def test_a_note_names_a_place_that_exists(source: SourceText, language: str) -> None:
    """A reader who looks for the place of an editorial note finds it."""
    document = parse_source(source, language)
    refs = {unit.ref for unit in document.provisions()} | {""}
    assert {note.after for note in document.notes} <= refs


@given(sources(), languages)
def test_what_is_kept_without_understanding_is_said(source: SourceText, language: str) -> None:
    """Text that stands outside any article is kept, and a notice says so."""
    document = parse_source(source, language)
    codes = {notice.code for notice in document.notices}
    assert bool(document.body) or "no_structure" in codes
    if any(unit.kind == "article" and not unit.num for unit in document.provisions()):
        assert "unplaced_text" in codes


@given(sources(), languages)
def test_the_same_blocks_make_the_same_document(source: SourceText, language: str) -> None:
    """Reading a text twice gives the same document, notices included."""
    assert parse_source(source, language) == parse_source(source, language)


@given(st.lists(st.text(string.printable, min_size=1, max_size=200), max_size=5))
def test_plain_prose_is_kept_whole_in_the_preface(texts: list[str]) -> None:
    """A text that is no constitution loses nothing either."""
    blocks = tuple(Block("“" + text, "line 1") for text in texts)
    document = parse_source(SourceText(blocks, "txt", ""), "en")
    kept = [*document.preface, document.preamble.text if document.preamble else ""]
    assert squeeze("".join(kept)) == squeeze("".join(block.text for block in blocks))
    assert document.body == ()


@pytest.mark.parametrize("language", known_languages())
def test_no_blocks_make_an_empty_document_that_says_so(language: str) -> None:
    """An empty text is a document without provisions, and the notice names the reason."""
    document = parse_source(SourceText((), "txt", ""), language)
    assert (document.body, document.preface, document.preamble) == ((), (), None)
    assert [notice.code for notice in document.notices] == ["no_structure"]
