from __future__ import annotations

import pytest

from constitution_diff.languages import load_language
from constitution_diff.structure.labels import LONGEST_HEADING, is_first_number, is_sentence, match_heading, next_number


@pytest.mark.parametrize(
    ("current", "following"),
    [
        ("1", "2"),
        ("9", "10"),
        ("3", "3-1"),
        ("3-1", "3-2"),
        ("3-1", "4"),
        ("94-2", "95"),
        ("21", "21A"),
        ("21A", "21B"),
        ("21A", "22"),
        ("5", "5а"),
        ("IV", "V"),
        ("IX", "X"),
        ("XXXIX", "XL"),
        ("a", "b"),
        ("а", "б"),
        ("h", "i"),
        ("i", "ii"),
        ("iii", "iv"),
        ("iv", "v"),
        ("v", "vi"),
        ("v", "w"),
    ],
)
def test_a_number_that_follows_is_no_gap(current: str, following: str) -> None:
    """Numbers in every kind of row follow each other as people count, inserted ones among them."""
    assert next_number(current, following)


@pytest.mark.parametrize(
    ("current", "following"),
    [
        ("1", "1"),
        ("1", "3"),
        ("2", "1"),
        ("3", "4-1"),
        ("3-1", "3-3"),
        ("IV", "VI"),
        ("a", "c"),
        ("b", "i"),
        ("21A", "21C"),
        ("1", "b"),
        ("", "1"),
        ("5", "?"),
    ],
)
def test_a_number_that_does_not_follow_is_one(current: str, following: str) -> None:
    """A gap, a repeat, a step back or another kind of number is not taken for the next one."""
    assert not next_number(current, following)


@pytest.mark.parametrize(
    ("num", "is_first"), [("1", True), ("I", True), ("i", True), ("a", True), ("А", True), ("2", False), ("", False)]
)
def test_a_list_begins_with_one(num: str, is_first: bool) -> None:
    """A list that begins with 2 or b lacks its beginning, and that is said."""
    assert is_first_number(num) is is_first


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The state shall protect it.", True),
        ("in the cases of:", False),
        ("Is it so?", True),
        ("the “garden”.", True),
        ("the garden.”", True),
        ("to elect;", True),
        ("General Provisions", False),
        ("Courts. Prosecutors", False),
        ("x" * (LONGEST_HEADING + 1), True),
    ],
)
def test_a_sentence_is_told_from_a_heading(text: str, ends: bool) -> None:
    """What ends like a sentence, or is longer than any heading, is text of the law."""
    assert is_sentence(text) is ends


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Article 5", True),
        ("Article 5.", True),
        ("ARTICLE 5 – THE GARDEN", True),
        ("Article 5 The Garden", True),
        ("Article 5 “The Garden”", True),
        ("Article 5\nthe garden", True),
        ("article 5 of the statute", False),
        ("Article 5. of the statute", False),
        ("Article 5 The garden is open.", False),
        ("Article 5 Gardens, ponds", False),
        ("Article 5(2)", False),
        ("Article 5)", False),
        ("Article 5-bis", False),
        ("Article 21A", True),
        ("Article 21Ab", False),
        ("Article V", True),
        ("Article v", False),
        ("Article Five", True),
        ("Articles 5", False),
        ("The Article 5", False),
    ],
)
def test_a_label_stands_at_the_start_and_a_heading_after_it(line: str, found: bool) -> None:
    """A label opens an article only where it stands by itself, before a heading, or before a marked-off text."""
    label = match_heading(line, load_language("en"))
    assert (label is not None and label.kind == "article") is found
