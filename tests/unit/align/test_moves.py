from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff import align
from constitution_diff.align.moves import Place, find_moves
from constitution_diff.languages import load_language
from constitution_diff.model import Document, Link
from tests.builders import build

SIZES = st.lists(st.integers(1, 50), min_size=1, max_size=7)


def places(order: list[int], words: list[int] | None = None) -> list[Place]:
    """Links in new order, with the old position of each."""
    sizes = words or [10] * len(order)
    return [Place("I", "I", old, new, size) for new, (old, size) in enumerate(zip(order, sizes, strict=True))]


def test_who_keeps_the_order_has_not_moved() -> None:
    """A provision that only got another number, because something came in before it, did not move."""
    assert find_moves(places([3, 7, 8, 20])) == (None, None, None, None)


def test_one_that_left_the_order_moved() -> None:
    """When one provision goes to the end, that one moved, and not all those it passed."""
    assert find_moves(places([1, 2, 3, 0])) == (None, None, None, "within_part")


def test_what_is_small_moved_past_what_is_large() -> None:
    """Of two neighbours that changed places, the shorter one moved."""
    assert find_moves(places([1, 0], [5, 90])) == ("within_part", None)
    assert find_moves(places([1, 0], [90, 5])) == (None, "within_part")


def test_another_part_is_told_from_a_part_that_only_got_another_number() -> None:
    """A part that was renumbered as a whole did not move; a provision that left its part did."""
    renumbered = [Place("II", "III", old, old, 10) for old in range(4)]
    gone = Place("VII", "III", 9, 4, 10)
    stayed = Place("VII", "VIII", 10, 5, 30)
    assert find_moves([*renumbered, gone, stayed]) == (None, None, None, None, "other_part", None)


def test_a_part_cut_in_two_has_not_moved_its_second_half() -> None:
    """When one part becomes two, all of what came from it stayed with what became of it."""
    halves = [Place("I", "I", 0, 0, 50), Place("I", "II", 1, 1, 40)]
    assert find_moves(halves) == (None, None)


def test_nothing_linked_nothing_moved() -> None:
    """Two texts without a link have no moves."""
    assert find_moves([]) == ()


@given(SIZES, st.randoms(use_true_random=False))
def test_those_that_stay_are_the_heaviest_run_in_order(words: list[int], random: object) -> None:
    """No other choice of provisions that kept their order holds more of the text."""
    order = list(range(len(words)))
    random.shuffle(order)  # type: ignore[attr-defined]
    stayed = [index for index, moved in enumerate(find_moves(places(order, words))) if moved is None]
    assert [order[index] for index in stayed] == sorted(order[index] for index in stayed)
    best = [0] * len(order)
    for index, old in enumerate(order):
        best[index] = words[index] + max((best[before] for before in range(index) if order[before] < old), default=0)
    assert sum(words[index] for index in stayed) == max(best)


@given(SIZES, st.randoms(use_true_random=False), st.integers(0, 1000))
def test_numbers_play_no_role(words: list[int], random: object, shift: int) -> None:
    """Only the order counts: when everything stands further back, nothing has moved more or less."""
    order = list(range(len(words)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shifted = [
        Place("I", "I", 3 * place.old_position + shift, place.new_position, place.words)
        for place in places(order, words)
    ]
    assert find_moves(shifted) == find_moves(places(order, words))


OLD = """
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. The pond may be used for swimming by children.
      Article 2
        1. The gate is painted white each spring by volunteers.
    Part II Guard
      Article 3
        1. The guard carries a lamp and a whistle at night.
        2. Nobody may bring a saw or an axe inside.
        3. The guard is elected by the neighbours for four years.
"""


@pytest.fixture(scope="module")
def old() -> Document:
    return build(OLD)


def links(old: Document, new: str) -> dict[tuple[str, ...], Link]:
    return {link.new: link for link in align.align(old, build(new), load_language("en"))}


def test_inserting_an_article_moves_nothing(old: Document) -> None:
    """An article that comes in renumbers all that follow; none of them moved."""
    new = OLD.replace("Article 3", "Article 4").replace("Article 2", "Article 3")
    new = new.replace("      Article 3", "      Article 2\n        Bees are welcome.\n      Article 3")
    found = links(old, new)
    assert found[("4.1",)].old == ("3.1",)
    assert {link.moved for link in found.values()} == {None}


def test_a_paragraph_in_another_part_moved_there(old: Document) -> None:
    """A rule that went to another part is told as moved, wherever it stands now and whatever its number."""
    line = "        2. Nobody may bring a saw or an axe inside.\n"
    new = OLD.replace(line, "").replace(
        "      Article 2\n", "      Article 2\n        Nobody may bring a saw or an axe inside.\n      Article 9\n"
    )
    found = links(old, new)
    assert (found[("2",)].old, found[("2",)].moved) == (("3.2",), "other_part")
    assert {link.moved for link in found.values() if link.new != ("2",)} == {None}
