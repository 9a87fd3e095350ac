"""The official files of Kazakhstan, and what people who read them wrote down about them. Nothing of either is kept here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constitution_diff.align import align
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison, Document, Link
from constitution_diff.rendering import check_rebuild
from tests.official import compare_official, parse_official
from tests.properties.constitutions import paragraph_refs, shuffle_articles

pytestmark = pytest.mark.shared
LANGUAGES = ("ru", "kk")
EDITIONS = ("kz-1995", "kz-2026")

Official = dict[str, Path]


def comparison(official: Official, language: str) -> Comparison:
    return compare_official(official[f"kz-1995:{language}"], official[f"kz-2026:{language}"])


def gold(shared: Path, edition: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "gold" / f"{edition}-ru.json").read_text(encoding="utf-8"))
    return found


def marked_units(text: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (reference, text, status) of every unit as a person marked it, in reading order."""
    yield "preamble", text["preamble"], ""
    for part in text["parts"]:
        for article in part["articles"]:
            if not article["paragraphs"]:
                yield article["num"], "", article.get("status", "")
            for paragraph in article["paragraphs"]:
                yield from marked_blocks(paragraph)


def marked_blocks(paragraph: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the blocks of a paragraph and of its list, in reading order; its first block has the paragraph's reference."""
    if paragraph.get("status"):
        yield paragraph["id"], "", paragraph["status"]
    repealed = {item["id"]: item["status"] for item in paragraph["subparas"] if item.get("status")}
    for block in paragraph["blocks"]:
        yield block["id"].removesuffix("#1"), block["text"], repealed.get(block["id"], "")


def parsed_units(document: Document) -> list[tuple[str, str, str]]:
    """Return the same of a parsed document: its preamble, its blocks, and its articles without blocks."""
    return [
        (unit.ref, unit.text, unit.status)
        for unit in document.provisions()
        if unit.kind not in ("part", "article") or (unit.kind == "article" and not unit.children)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_russian_text_is_read_as_a_person_reads_it(shared: Path, official: Official, edition: str) -> None:
    """Every provision of both Russian files has the reference and the text that a person gave it; there is no other."""
    document = parse_official(official[f"{edition}:ru"])
    wanted = list(marked_units(gold(shared, edition)))
    assert parsed_units(document) == wanted
    assert len(wanted) > 450


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_parts_have_their_numbers_headings_and_articles(shared: Path, official: Official, edition: str) -> None:
    """Parts are numbered and named as printed, and hold the articles that stand under them."""
    document = parse_official(official[f"{edition}:ru"])
    parsed = [(part.num, part.heading, [article.num for article in part.children]) for part in document.body]
    wanted = [
        (part["num"], part["title"], [article["num"] for article in part["articles"]])
        for part in gold(shared, edition)["parts"]
    ]
    assert parsed == wanted


def test_all_168_editorial_notes_are_kept_apart(shared: Path, official: Official) -> None:
    """Each note of the law database is kept whole, in order, and none of its words stands among the provisions."""
    document = parse_official(official["kz-1995:ru"])
    marked = json.loads((shared / "gold" / "kz-1995-ru.notes.json").read_text(encoding="utf-8"))["notes"]
    assert [squeeze(note.text) for note in document.notes] == [squeeze(note["text"]) for note in marked]
    assert len(document.notes) == 168
    assert not [unit.ref for unit in document.provisions() if re.search(r"Сноска|Примечание", unit.text)]


def test_notes_stand_where_they_are_printed(shared: Path, official: Official) -> None:
    """The place of a note is the article it is printed in, and never one that comes later."""
    document = parse_official(official["kz-1995:ru"])
    marked = json.loads((shared / "gold" / "kz-1995-ru.notes.json").read_text(encoding="utf-8"))["notes"]
    for note, wanted in zip(document.notes, marked, strict=True):
        if wanted["article"]:
            assert re.split(r"[.#]", note.after)[0] == wanted["article"]


def test_the_newer_russian_file_has_no_notes_and_says_that_it_is_a_draft(official: Official) -> None:
    """The first line of the draft is kept in the preface, in both languages, and no note is made of anything."""
    for language, word in (("ru", "ПРОЕКТ"), ("kk", "ЖОБА")):
        document = parse_official(official[f"kz-2026:{language}"])
        assert document.preface[0] == word and document.edition.status == "draft" and document.notes == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_kazakh_file_has_the_same_provisions_as_its_russian_twin(official: Official, edition: str) -> None:
    """Both language versions of an edition agree in every reference, and in what is repealed.

    One exception is printed so: the Kazakh file of 1995 breaks 3.3 in two blocks, the Russian one does not.
    """
    russian, kazakh = (parse_official(official[f"{edition}:{language}"]) for language in ("ru", "kk"))
    refs, twins = ([unit.ref for unit in document.provisions()] for document in (russian, kazakh))
    if edition == "kz-1995":
        assert twins.index("3.3#2") == twins.index("3.3") + 1
        twins.remove("3.3#2")
    assert twins == refs
    eids = [[unit.eid for unit in document.provisions() if unit.ref != "3.3#2"] for document in (russian, kazakh)]
    assert eids[0] == eids[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_repealed_keeps_its_number(official: Official, language: str) -> None:
    """Article 84, eight paragraphs and seven subparagraphs of 1995 are repealed; none of the newer text is."""
    units = list(parse_official(official[f"kz-1995:{language}"]).provisions())
    repealed = [unit for unit in units if unit.status == "repealed"]
    counts = {kind: sum(unit.kind == kind for unit in repealed) for kind in ("article", "paragraph", "subparagraph")}
    assert counts == {"article": 1, "paragraph": 8, "subparagraph": 7}
    assert [unit.ref for unit in repealed if unit.kind == "article"] == ["84"]
    assert {unit.text for unit in repealed} == {""}
    assert not [unit for unit in parse_official(official[f"kz-2026:{language}"]).provisions() if unit.status]


@pytest.mark.parametrize("language", LANGUAGES)
def test_inserted_units_keep_their_hyphens(official: Official, language: str) -> None:
    """3-1, 83-1, 94-1, 94-2 and 41.3-1 are units of their own."""
    refs = {unit.ref for unit in parse_official(official[f"kz-1995:{language}"]).provisions()}
    assert {"83-1", "94-1", "94-2", "41.3-1", "61.5-1"} <= refs


def test_the_stray_break_in_the_kazakh_30_4_is_mended_and_said(official: Official) -> None:
    """A sentence that the Kazakh draft breaks in two is one sentence again, and a notice names the place."""
    document = parse_official(official["kz-2026:kk"])
    text = next(unit.text for unit in document.provisions() if unit.ref == "30.4")
    assert "жарамсыз ата-анасына" in text
    assert [notice.code for notice in document.notices if "жарамсыз" in notice.message] == ["stray_break"]


@pytest.mark.parametrize(("edition", "count"), [("kz-1995", 106), ("kz-2026", 169)])
def test_look_alike_letters_are_kept_in_print_and_folded_for_comparison(
    official: Official, edition: str, count: int
) -> None:
    """Latin letters in Kazakh words stay as printed, are counted in a notice, and make no word differ from itself."""
    document = parse_official(official[f"{edition}:kk"])
    printed = [*(unit.text for unit in document.provisions()), *(note.text for note in document.notes)]
    printed += [part.heading for part in document.body]
    mixed = [
        word
        for text in printed
        for word in re.findall(r"\w+", text)
        if re.search("[a-zA-Z]", word) and re.search("[А-Яа-яӘ-ө]", word)
    ]
    assert len(mixed) == count
    assert [notice.code for notice in document.notices].count("mixed_script") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_presumption_of_innocence_is_no_addition(official: Official, language: str) -> None:
    """19.1 of the newer text stood in 77.3.1) of the older one: a reader must not be told that it is new."""
    links = comparison(official, language).links
    (link,) = [one for one in links if "19.1" in one.new]
    assert link.old == ("77.3.1)",)
    assert (link.relation, link.moved) == ("edited", "other_part")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_rebuild_both_whole_texts(official: Official, language: str) -> None:
    """The links and their marks hold every character of both constitutions."""
    compared = comparison(official, language)
    check_rebuild(compared)
    for side, document in (("old", compared.old), ("new", compared.new)):
        rebuilt: dict[str, dict[tuple[int, int], str]] = {}
        texts = {unit.ref: unit.text for unit in document.provisions() if unit.kind != "article"}
        for link in compared.links:
            for hunk in link.hunks:
                ref, span = getattr(hunk, f"{side}_ref"), getattr(hunk, side)
                if span[0] < span[1]:
                    rebuilt.setdefault(ref, {})[span] = texts[ref][slice(*span)]
        wanted = {ref: text for ref, text in texts.items() if text}
        for ref, pieces in rebuilt.items():
            assert covered(pieces) == wanted.pop(ref)
        assert wanted == {}


def covered(pieces: dict[tuple[int, int], str]) -> str:
    """Return the text that spans cover; a provision in two links is covered twice."""
    letters: dict[int, str] = {}
    for (start, _), piece in pieces.items():
        letters.update(enumerate(piece, start))
    assert sorted(letters) == list(range(len(letters)))
    return "".join(letters[place] for place in range(len(letters)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_both_texts_occurs_in_a_link(official: Official, language: str) -> None:
    """No paragraph is left out of the comparison, repealed ones and the preambles among them."""
    compared = comparison(official, language)
    for side, document in (("old", compared.old), ("new", compared.new)):
        named = {ref for link in compared.links for ref in getattr(link, side)}
        assert [ref for ref in paragraph_refs(document) if ref not in named] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_an_official_text_against_itself_is_unchanged(official: Official, language: str, edition: str) -> None:
    """A real constitution, with all its repeated formulas and repealed numbers, shows no change against itself."""
    document = parse_official(official[f"{edition}:{language}"])
    links = align(document, document, load_language(language))
    assert [link for link in links if (link.old, link.relation, link.moved) != (link.new, "unchanged", None)] == []


MIRROR = {"split": "merged", "merged": "split", "added": "removed", "removed": "added"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_official_pair_swapped_is_the_mirror_image(official: Official, language: str) -> None:
    """Whichever of the two constitutions is called old, the same provisions belong together, as surely as before."""
    compared = comparison(official, language)
    swapped = align(compared.new, compared.old, load_language(language))
    assert {fact(link) for link in compared.links} == {fact(link, True) for link in swapped}


def fact(link: Link, is_swapped: bool = False) -> tuple[object, ...]:
    sides = (frozenset(link.new), frozenset(link.old)) if is_swapped else (frozenset(link.old), frozenset(link.new))
    relation = MIRROR.get(link.relation, link.relation) if is_swapped else link.relation
    return *sides, relation, link.moved, link.score, link.doubtful


@pytest.mark.parametrize("side", [0, 1])
def test_shuffling_the_official_articles_changes_no_sure_link(official: Official, side: int) -> None:
    """The order of the articles decides nothing: shuffled, the same provisions are linked."""
    compared = comparison(official, "ru")
    documents = [compared.old, compared.new]
    documents[side] = shuffle_articles(documents[side], 5)
    again = {
        (frozenset(link.old), frozenset(link.new)) for link in align(documents[0], documents[1], load_language("ru"))
    }
    lost = [
        link for link in compared.links if not link.doubtful and (frozenset(link.old), frozenset(link.new)) not in again
    ]
    assert lost == []


def squeeze(text: str) -> str:
    return " ".join(text.split())
