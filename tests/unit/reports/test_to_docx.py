from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from pathlib import Path

import docx
import pytest
from lxml import etree

from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare, load
from constitution_diff.rendering import Choices, render
from constitution_diff.reports.docx_package import W
from constitution_diff.reports.redline import Line, printed_lines
from constitution_diff.reports.units import index_side
from tests.builders import build
from tests.comparisons import comparison
from tests.office import lines_after

HOSTILE = 'a <b> & "c" \u202e {{7*7}} \x07 ]]> end'


def written(made: Comparison, language: str = "en", redline: bool = False) -> bytes:
    data = render(made, "docx", Choices(language, redline=redline))
    assert isinstance(data, bytes)
    return data


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def answered(data: bytes, answer: str) -> list[str]:
    """The paragraphs after all changes were accepted or rejected, by the rules of ECMA-376, 17.13.5."""
    gone = "del" if answer == "accept" else "ins"
    lines, open_line = [], ""
    for paragraph in tree(data).iter(f"{{{W}}}p"):
        for node in paragraph.iter(f"{{{W}}}t", f"{{{W}}}delText", f"{{{W}}}br", f"{{{W}}}tab"):
            if next(node.iterancestors(f"{{{W}}}{gone}"), None) is None:
                signs = {"br": "\n", "tab": "\t"}
                open_line += signs.get(etree.QName(node).localname, node.text or "")
        if paragraph.find(f"{{{W}}}pPr/{{{W}}}rPr/{{{W}}}{gone}") is None:
            lines.append(open_line)
            open_line = ""
    assert lines[-1] == "" and not open_line
    return lines[:-1]


def expected(made: Comparison, side: str) -> list[str]:
    document = made.old if side == "old" else made.new
    return [line.whole for line in printed_lines(index_side(side, document), made.parts)]  # type: ignore[arg-type]


@lru_cache(maxsize=8)
def swapped() -> Comparison:
    """Paragraphs that change places, split, vanish, come, and carry hostile text."""
    old = build(f"""
        preamble: We, the people,\\nadopt this.
        Part I Rights
          Article 1. Life
            1. Everyone has the right to life and to a name.
            2. Nobody may be tortured or sold into bondage by another.
            3. Hostile words: {HOSTILE.replace(chr(7), "")} stay here.
          Article 2
            The flag is blue and has a white cross on it.
    """)
    new = build(f"""
        preamble: We, the free people,\\nadopt this.
        Part I Rights and duties
          Article 1. Life
            1. Nobody may be tortured or sold into bondage by another.
            2. Everyone has the right to life and to a name.
            3. Hostile words: {HOSTILE.replace(chr(7), "")} stay there.
            4. All schools are free of charge for children.
    """)
    return compare(old, new)


@pytest.mark.parametrize("parts", [("II",), ("I", "II"), ()])
def test_accepting_gives_the_new_text_and_rejecting_the_old(parts: tuple[str, ...]) -> None:
    """By the rules of the format, all changes accepted are the new text, all rejected the old, paragraph by paragraph."""
    made = comparison(parts)
    data = written(made, redline=True)
    assert answered(data, "accept") == expected(made, "new")
    assert answered(data, "reject") == expected(made, "old")


def test_a_redline_of_swapped_split_and_hostile_text_is_exact() -> None:
    """Paragraphs that change places are no danger to either text; markup in the law stays text."""
    made = swapped()
    data = written(made, redline=True)
    assert answered(data, "accept") == expected(made, "new")
    assert answered(data, "reject") == expected(made, "old")
    assert any(HOSTILE.replace("\x07", "") in line for line in answered(data, "accept"))


def test_a_redline_marks_words_and_not_whole_texts() -> None:
    """Words that both texts share are not marked, unless their paragraph stands in another order."""
    document = tree(written(comparison(("II",)), redline=True))
    inserted = [node for change in document.iter(f"{{{W}}}ins") for node in change.iter(f"{{{W}}}t")]
    kept = [node.text for node in document.iter(f"{{{W}}}t") if node not in inserted]
    assert "1. Everyone has the right to life." in kept
    assert list(document.iter(f"{{{W}}}delText"))


def test_changes_have_numbers_of_their_own_and_no_date() -> None:
    """Each tracked change has an id that no other has, an author, and no clock."""
    changes = list(tree(written(comparison(), redline=True)).iter(f"{{{W}}}ins", f"{{{W}}}del"))
    ids = [change.get(f"{{{W}}}id") for change in changes]
    assert len(ids) == len(set(ids)) > 10
    assert {change.get(f"{{{W}}}author") for change in changes} == {"constitution-diff"}
    assert all(change.get(f"{{{W}}}date") is None for change in changes)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_table_has_three_columns_and_both_texts(language: str) -> None:
    """The comparative table opens in a Word library: three columns, a heading row that repeats, all words of both texts."""
    made = comparison(("II",))
    document = docx.Document(io.BytesIO(written(made, language)))
    (table,) = document.tables
    assert len(table.columns) == 3
    assert table.rows[0]._tr.trPr.find(f"{{{W}}}tblHeader") is not None
    for column, side in ((1, made.old), (2, made.new)):
        words = "\n".join(row.cells[column].text for row in table.rows if len(row._tr.tc_lst) == 3)
        part = next(top for top in side.body if top.num == "II")
        for unit in part.walk():
            assert unit.text in words
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert made.new.edition.sha256 in text


def test_marks_of_the_table_survive_grey_print() -> None:
    """Removed words are struck through, added ones bold and underlined: colour is never alone."""
    runs = [
        run
        for row in docx.Document(io.BytesIO(written(comparison()))).tables[0].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert any(run.font.strike for run in runs)
    assert any(run.font.underline and run.font.bold for run in runs)


def test_a_status_stands_on_every_page() -> None:
    """The foot of each page says that the new text is a draft."""
    for redline in (False, True):
        foot = zipfile.ZipFile(io.BytesIO(written(comparison(), redline=redline))).read("word/footer1.xml").decode()
        assert "draft" in foot and "PAGE" in foot


def test_the_same_input_gives_the_same_bytes() -> None:
    """Two documents of one comparison do not differ, and carry no date of today."""
    for redline in (False, True):
        data = written(comparison(), redline=redline)
        assert data == written(comparison(), redline=redline)
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_line_is_printed_with_its_number() -> None:
    """What a paragraph reads is its number, a space, its words."""
    assert Line("1.2", "2.", "Words.", "").whole == "2. Words."


def check_in_office(program: str, made: Comparison, folder: Path) -> None:
    path = folder / "redline.docx"
    path.write_bytes(written(made, redline=True))
    flat = {side: [part for line in expected(made, side) for part in line.split("\n")] for side in ("old", "new")}
    assert lines_after(program, path, "accept", folder) == flat["new"]
    assert lines_after(program, path, "reject", folder) == flat["old"]


@pytest.mark.libreoffice
def test_libreoffice_accepts_and_rejects_exactly(libreoffice: str, tmp_path: Path) -> None:
    """In LibreOffice, accepting all changes gives the new text and rejecting all gives the old, to the letter."""
    check_in_office(libreoffice, compare(load("kz-1995"), load("kz-2026"), ("II",)), tmp_path)


@pytest.mark.libreoffice
def test_libreoffice_accepts_and_rejects_swapped_paragraphs(libreoffice: str, tmp_path: Path) -> None:
    """The same for paragraphs that changed places, came and went."""
    check_in_office(libreoffice, swapped(), tmp_path)


@pytest.mark.libreoffice
@pytest.mark.shared
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_libreoffice_gives_the_official_texts(
    libreoffice: str, official: dict[str, Path], language: str, tmp_path: Path
) -> None:
    """The same for the official texts."""
    old, new = (load(str(official[f"{name}:{language}"])) for name in ("kz-1995", "kz-2026"))
    check_in_office(libreoffice, compare(old, new, ("II",)), tmp_path)


@pytest.mark.libreoffice
def test_libreoffice_opens_the_table(libreoffice: str, tmp_path: Path) -> None:
    """The comparative table opens in LibreOffice with the words of both texts."""
    path = tmp_path / "table.docx"
    path.write_bytes(written(comparison(("II",))))
    text = "\n".join(lines_after(libreoffice, path, "", tmp_path))
    assert "Everyone has the right to life." in text and "Constitution of Freedonia" in text


@lru_cache(maxsize=1)
def with_findings() -> Comparison:
    """A bundled pair: its changes mean something."""
    return compare(load("kz-1995:en"), load("kz-2026:en"), ("II",))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_table_ends_with_what_the_changes_mean(language: str) -> None:
    """Each finding stands in the file once, with its number, both provisions and its sentence in the reader's language."""
    made = with_findings()
    assert made.observations is not None
    lines = [
        "".join(node.text or "" for node in line.iter(f"{{{W}}}t"))
        for line in tree(written(made, language)).iter(f"{{{W}}}p")
    ]
    for finding in made.observations.findings:
        ends = " → ".join(filter(None, (", ".join(finding.old), ", ".join(finding.new))))
        assert lines.count(f"{finding.id} {ends}: {dict(finding.explanation)[language]}") == 1
