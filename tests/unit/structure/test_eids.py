from __future__ import annotations

import pytest

from constitution_diff.model import Kind, Provision
from constitution_diff.structure.eids import fold_numeral, identify
from tests.builders import build


def unit(kind: Kind, num: str = "", *children: Provision, text: str = "") -> Provision:
    return Provision(kind, num, num, "", "", text=text, children=children)


def names(*body: Provision) -> list[tuple[str, str]]:
    return [(one.ref, one.eid) for top in identify(body)[0] for one in top.walk()]


def test_every_written_form_of_the_contract_comes_out_of_the_tree() -> None:
    """The references a reader meets in reports are those of the contract, each with its eId."""
    document = build(
        """
        Part I General
          Chapter 2
            Section 3
              Article 3
                3. Text.
                3-1. Inserted.
              Article 12
                1. First block.
                  + Second block.
        Part II Rights
          Article 34
            One unnumbered paragraph.
          Article 44
            The President:
              1) first;
              2) second.
          Article 46
            The President:
              2) appoints.
                + A second block.
          Article 52
            5. Text.
              + In the event of:
                1) the first.
          Article 77
            3. Text:
              1) one:
                a) deeper.
          Article 79
            First.
              + Second.
          Article 83-1
            1. Text.
        """
    )
    assert [(one.ref, one.eid) for one in document.provisions()] == [
        ("part I", "part_I"),
        ("part I chapter 2", "part_I__chp_2"),
        ("part I chapter 2 section 3", "part_I__chp_2__sec_3"),
        ("3", "art_3"),
        ("3.3", "art_3__para_3"),
        ("3.3-1", "art_3__para_3-1"),
        ("12", "art_12"),
        ("12.1", "art_12__para_1"),
        ("12.1#2", "art_12__para_1__al_2"),
        ("part II", "part_II"),
        ("34", "art_34"),
        ("34", "art_34"),
        ("44", "art_44"),
        ("44", "art_44"),
        ("44.1)", "art_44__subpara_1"),
        ("44.2)", "art_44__subpara_2"),
        ("46", "art_46"),
        ("46", "art_46"),
        ("46.2)", "art_46__subpara_2"),
        ("46.2)#2", "art_46__subpara_2__al_2"),
        ("52", "art_52"),
        ("52.5", "art_52__para_5"),
        ("52.5#2", "art_52__para_5__al_2"),
        ("52.5#2.1)", "art_52__para_5__al_2__subpara_1"),
        ("77", "art_77"),
        ("77.3", "art_77__para_3"),
        ("77.3.1)", "art_77__para_3__subpara_1"),
        ("77.3.1).a)", "art_77__para_3__subpara_1__point_a"),
        ("79", "art_79"),
        ("79", "art_79"),
        ("79#2", "art_79__al_2"),
        ("83-1", "art_83-1"),
        ("83-1.1", "art_83-1__para_1"),
    ]


def test_a_repeated_number_gets_names_of_its_own_and_a_notice() -> None:
    """When a text prints a number twice, both units can be cited, and the reader is told."""
    body = (
        unit("article", "5", unit("paragraph", "1")),
        unit("article", "5", unit("paragraph", "1")),
        unit("article", "5"),
    )
    named, notices = identify(body)
    assert [one.ref for one in named] == ["5", "5[2]", "5[3]"]
    assert [one.eid for one in named] == ["art_5", "art_5-repeat-2", "art_5-repeat-3"]
    assert (named[1].children[0].ref, named[1].children[0].eid) == ("5[2].1", "art_5-repeat-2__para_1")
    assert [(notice.code, notice.where) for notice in notices] == [
        ("number_repeated", "5[2]"),
        ("number_repeated", "5[3]"),
    ]


def test_units_without_a_number_are_counted() -> None:
    """A unit that the text does not number still has a name, and nothing is doubted about it."""
    body = (unit("part", "", unit("paragraph"), unit("article")), unit("part", "", unit("article"), unit("alinea")))
    assert names(*body) == [
        ("part [1]", "part_nn-1"),
        ("part [1] paragraph [1]", "part_nn-1__para_nn-1"),
        ("article [1]", "art_nn-1"),
        ("part [2]", "part_nn-2"),
        ("article [2]", "art_nn-2"),
        ("part [2]#1", "part_nn-2__al_1"),
    ]
    assert identify(body)[1] == ()


def test_only_the_first_unnumbered_paragraph_shares_its_articles_names() -> None:
    """Two unnumbered paragraphs of one article never have the same reference."""
    assert names(unit("article", "9", unit("paragraph"), unit("paragraph"), unit("paragraph", "1"))) == [
        ("9", "art_9"),
        ("9", "art_9"),
        ("9[2]", "art_9__para_nn-2"),
        ("9.1", "art_9__para_1"),
    ]


def test_continuations_count_the_units_own_text_as_the_first_block() -> None:
    """`#2` is the second printed block; where a unit has no text of its own, its first block is `#1`."""
    assert [ref for ref, _ in names(unit("article", "9", unit("paragraph", "1", unit("alinea"), text="Text.")))][
        -1
    ] == "9.1#2"
    assert [ref for ref, _ in names(unit("article", "9", unit("paragraph", "1", unit("alinea"))))][-1] == "9.1#1"


def test_names_stay_one_to_one_when_numbers_are_odd() -> None:
    """Numbers with spaces, points or underscores never make two units share a reference or an eId."""
    body = (
        unit("article", "5 bis"),
        unit("article", "5-bis"),
        unit("article", "5_bis"),
        unit("article", "2", unit("paragraph", "1")),
        unit("article", "2.1"),
        unit("article", "preamble"),
        unit("chapter", "2", unit("paragraph", "1")),
        unit("chapter", "2.1"),
    )
    pairs = names(*body)
    assert len({ref for ref, _ in pairs}) == len({eid for _, eid in pairs}) == len(pairs) == 10
    assert not any(" " in eid for _, eid in pairs)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("ІІ", "II"),
        ("ХІІ", "XII"),
        ("Ⅳ", "IV"),
        ("IІ-1", "II-1"),
        ("VIII", "VIII"),
        ("IIV", "IIV"),
        ("Б", "Б"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_roman_numerals_are_the_same_in_every_script(printed: str, folded: str) -> None:
    """Part «ІІ» typed in Cyrillic and part "II" are the same part."""
    assert fold_numeral(printed) == folded


def test_letters_in_a_lettered_list_stay_letters() -> None:
    """Chapters А, Б, В are not turned into Roman numerals because «В» looks like one; parts І, ІІ are."""
    letters, _ = identify(
        (unit("chapter", "А"), unit("chapter", "Б"), unit("chapter", "В"), unit("part", "І"), unit("part", "ІІ"))
    )
    assert [one.num for one in letters] == ["А", "Б", "В", "I", "II"]


def test_naming_again_changes_nothing() -> None:
    """Names depend on the tree alone, so a document that is read back has the same ones."""
    document = build("Part І\n  Article 1\n    1. Text.\n    1. Again.\n  Article 1\n    Text.")
    assert identify(document.body, document.preamble) == (document.body, document.notices)
