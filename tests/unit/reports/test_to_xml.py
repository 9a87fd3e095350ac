from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from constitution_diff import akn
from constitution_diff.akn.comparison import comparison_uri
from constitution_diff.akn.vocabulary import OWN, tag
from constitution_diff.cli import run
from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare, load
from constitution_diff.rendering import akn_files, render
from tests.builders import build
from tests.comparisons import comparison


def made(parts: tuple[str, ...] = ()) -> etree._Element:
    data = render(comparison(parts), "xml")
    assert isinstance(data, bytes)
    assert akn.validate(data) == ()
    return etree.fromstring(data)


@pytest.mark.parametrize("parts", [(), ("II",)])
def test_a_comparison_is_valid_akoma_ntoso(parts: tuple[str, ...]) -> None:
    """The file obeys the strict schema and the naming convention."""
    made(parts)


def test_our_correspondences_claim_no_legal_act() -> None:
    """What belongs together stands in otherAnalysis, in our own namespace; no modification is stated that nobody enacted."""
    root = made()
    names = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not names & {"textualMod", "activeModifications", "passiveModifications", "mod"}
    (analysis,) = root.iter(tag("otherAnalysis"))
    assert len(list(analysis.iter(tag("link", OWN)))) == len(comparison().links)
    assert {one.get("value") for one in root.iter(tag("FRBRauthoritative"))} == {"false"}


def test_links_name_units_of_both_editions_by_eid() -> None:
    """Every eId of a link is one of the edition's own file; hunks count in the texts they name."""
    files = {name: etree.fromstring(data) for name, data in akn_files(comparison()).items()}
    eids = {side: {one.get("eId") for one in files[f"{side}.xml"].iter() if one.get("eId")} for side in ("old", "new")}
    for link in files["comparison.xml"].iter(tag("link", OWN)):
        for side in ("old", "new"):
            assert set((link.get(side) or "").split()) <= eids[side]
        for hunk in link.iter(tag("hunk", OWN)):
            assert len((hunk.get("old") or "").split()) == 2


def test_the_editions_are_clean() -> None:
    """Beside the comparison both editions stand whole, without any mark, and give the same documents back."""
    base = comparison(("II",))
    files = akn_files(base)
    assert list(files) == ["old.xml", "new.xml", "comparison.xml"]
    for side, document in (("old", base.old), ("new", base.new)):
        assert akn.load(files[f"{side}.xml"]) == document
        assert b"<ins" not in files[f"{side}.xml"] and b"<del" not in files[f"{side}.xml"]


def test_the_table_shows_what_any_reader_can_show() -> None:
    """A program that does not know our namespace still shows which provisions belong together."""
    cells = ["".join(cell.itertext()).strip() for cell in made().iter(tag("td"))]
    assert "12.1" in cells and "split" in cells


def test_the_address_is_of_country_and_year_of_the_new_text() -> None:
    """The comparison has a FRBR address of its own."""
    assert comparison_uri(comparison()) == "/akn/fr/doc/2020/constitution-comparison"
    bare = compare(build("Article 1\n  1. A word."), build("Article 1\n  1. A phrase."))
    assert comparison_uri(bare) == "/akn/zz/doc/0001/constitution-comparison"


def test_hostile_text_stays_text() -> None:
    """Characters that XML cannot hold, and markup, do not break the file."""
    base: Comparison = compare(
        build("Article 1\n  1. A <b>&amp; \x07 ]]> word."), build("Article 1\n  1. A <i> \x00 word.")
    )
    data = render(base, "xml")
    assert isinstance(data, bytes)
    assert akn.validate(data) == ()


def test_the_command_writes_a_file_or_a_folder(tmp_path: Path) -> None:
    """`-o comparison.xml` writes the comparison, `-o folder/` the editions beside it; all are valid and load again."""
    assert run(["report", "-q", "-o", str(tmp_path / "one.xml")]) == 0
    assert run(["report", "-q", "--format", "xml", "-o", f"{tmp_path}/many/"]) == 0
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == ["comparison.xml", "new.xml", "old.xml"]
    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "many" / "comparison.xml").read_bytes()
    for path in (tmp_path / "many").iterdir():
        assert akn.validate(path.read_bytes()) == ()
    assert load(str(tmp_path / "many" / "old.xml")) == load("kz-1995")
