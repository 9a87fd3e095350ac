from __future__ import annotations

import pytest

from constitution_diff.annotate.clauses import LIGHT, MATTER, SMALL, Clause, read_clauses
from constitution_diff.annotate.signs import WITHOUT_PLACE
from constitution_diff.languages import load_language


def read(text: str, code: str = "en") -> tuple[Clause, ...]:
    return read_clauses("new", [("16.1", text)], load_language(code))


def words_at(clause: Clause, indices: list[int]) -> list[str]:
    """What is printed where words of a sentence are said to stand."""
    return [clause.text[clause.sentence.starts[index] : clause.sentence.ends[index]] for index in indices]


def test_words_of_form_small_words_and_words_of_matter_are_told_apart() -> None:
    """What a right is about is compared apart from the words that grant it."""
    (clause,) = read("Everyone has the right to housing for 10 days.")
    printed = dict(zip(words_at(clause, list(range(len(clause.weights)))), clause.weights, strict=True))
    assert printed["housing"] == MATTER
    assert printed["right"] == printed["10"] == LIGHT
    assert printed["the"] == SMALL
    assert words_at(clause, list(clause.matter)) == ["housing", "days"]


@pytest.mark.parametrize("count", [255, 256, 257, 400])
def test_a_sentence_may_have_any_number_of_words(count: int) -> None:
    """The last word of a very long sentence is found where it stands, like every other."""
    (clause,) = read(", ".join(["housing"] * (count - 1)) + " health.")
    assert len(clause.matter) == len(clause.meaning) == count
    assert words_at(clause, [clause.matter[-1]]) == ["health"]


@pytest.mark.parametrize("length", [0xFFFF - 20, 0xFFFF, 0xFFFF + 20])
def test_a_provision_may_be_of_any_length(length: int) -> None:
    """Words behind the sixty-five thousandth letter are quoted exactly."""
    text = "Housing is free. " * (length // 17) + "Nobody may be tortured."
    clause = read(text)[-1]
    assert words_at(clause, [0, 3]) == ["Nobody", "tortured"]
    assert clause.quote().words == "Nobody may be tortured."
    (alone,) = read("Nobody may be tortured.")
    found, wanted = ([one.quote(hit.start, hit.end).words for hit in one.hits] for one in (clause, alone))
    assert found == wanted != []


def test_a_sign_without_a_place_is_known_to_be_there() -> None:
    """A sentence about an organ is told from one about persons, though nothing asks where the organ is named."""
    (clause,) = read("The President of the Republic and the Parliament protect health.")
    assert clause.has("office")
    assert clause.joints == (clause.text.index("and"),)
    assert WITHOUT_PLACE.isdisjoint(hit.sign for hit in clause.signs)
    assert WITHOUT_PLACE.isdisjoint(clause.families)
