from __future__ import annotations

import re

import pytest

from constitution_diff.akn import dump, validate
from tests.builders import build

VALID = dump(
    build(
        """
        Part II Rights
          Article 10. Citizenship
            1. Text:
              1) one;
              2) two.
            3-1. Inserted.
          Article 11
            Text.
              + Block.
          Article 11
            Text.
        """,
        country="kz",
        version_date="2026-02-12",
    )
).decode()


def problems(old: str, new: str) -> list[tuple[str, str]]:
    """Return code and eId of what is wrong once a piece of a valid file is replaced."""
    assert old in VALID
    return [(problem.code, problem.eid) for problem in validate(VALID.replace(old, new, 1).encode())]


def test_a_valid_file_has_no_problems() -> None:
    """A file of ours is valid, repeated numbers included."""
    assert validate(VALID.encode()) == ()
    assert "art_11-repeat-2" in VALID


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' eId="art_10__para_1__subpara_2"', "", ("eid_missing", "art_10__para_1")),
        ('"art_10__para_1__subpara_2"', '"art_10__para_1__subpara2"', ("eid_form", "art_10__para_1__subpara2")),
        ('"art_10__para_1__subpara_2"', '"art_10__subpara_2"', ("eid_ancestor", "art_10__subpara_2")),
        ('"art_10__para_1__subpara_2"', '"art_10__para_1__point_2"', ("eid_kind", "art_10__para_1__point_2")),
        ('"art_10__para_1__subpara_2"', '"art_10__para_1__subpara_3"', ("eid_number", "art_10__para_1__subpara_3")),
        ('"art_10__para_3-1"', '"art_10__para_4"', ("eid_number", "art_10__para_4")),
        ("<num>3-1.</num>", "", ("num_missing", "art_10__para_3-1")),
        (
            "<num>Article 10.</num>\n          <heading>Citizenship</heading>",
            "<heading>Citizenship</heading><num>Article 10.</num>",
            ("num_after_heading", "art_10"),
        ),
        ('language="eng"', 'language="en"', ("language_code", "")),
        ('value="/akn/kz/act/2026/constitution"', 'value="kz constitution"', ("frbr_address", "")),
    ],
)
def test_what_the_schema_misses_is_found(old: str, new: str, expected: tuple[str, str]) -> None:
    """Each rule that the schema does not know is checked, and the problem names the unit."""
    assert expected in problems(old, new)


def test_a_number_stated_against_the_eid_is_found() -> None:
    """A number in our namespace and the eId must be the same number."""
    assert problems('eId="art_10__para_3-1"', 'eId="art_10__para_3-1" cd:num="4"') == [
        ("eid_number", "art_10__para_3-1")
    ]


def test_two_units_with_one_reference_are_found() -> None:
    """Articles run through the text: article 11 of part I and article 11 of part II could not be told apart."""
    assert problems('"art_11-repeat-2"', '"part_II__art_11"') == [("reference_repeated", "part_II__art_11")]
    assert "schema" in [code for code, _ in problems('"art_11-repeat-2"', '"art_11"')]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>Text.</p>", "<paragraph/>"),
        ('date="2026-02-12"', 'date="2026"'),
        ("<heading>", '<heading bogus="1">'),
        ("<body>", "<body><nonsense/>"),
    ],
)
def test_what_the_schema_forbids_is_found(old: str, new: str) -> None:
    """The strict schema of the standard is applied."""
    assert "schema" in [code for code, _ in problems(old, new)]


def test_a_problem_says_where_it_is() -> None:
    """Problems come in the order of the file, each with its line."""
    broken = VALID.replace('language="eng"', 'language="en"').replace("<num>3-1.</num>", "")
    found = validate(broken.encode())
    lines = broken.splitlines()
    assert [problem.code for problem in found] == ["language_code", "num_missing"]
    assert "FRBRlanguage" in lines[found[0].line - 1]
    assert "art_10__para_3-1" in lines[found[1].line - 1]
    assert all(re.fullmatch(r"[^.]+", problem.message) for problem in found)


def test_the_standards_own_style_of_eid_is_accepted() -> None:
    """An article may carry its part's prefix, as the naming convention has it, if everything below does too."""
    assert validate(VALID.replace('eId="art_', 'eId="part_II__art_').encode()) == ()


def test_another_version_is_not_called_valid() -> None:
    """Akoma Ntoso 2.0 can be read but is not valid 3.0."""
    older = VALID.replace("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://www.akomantoso.org/2.0")
    assert [problem.code for problem in validate(older.encode())] == ["schema"]
