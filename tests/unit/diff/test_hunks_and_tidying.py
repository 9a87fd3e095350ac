from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.diff import diff_blocks
from constitution_diff.diff.script import Change, diff_sides
from constitution_diff.diff.sliding import join_changes
from constitution_diff.diff.tidy import MOST_RUNS, tidy
from constitution_diff.diff.words import prepare
from constitution_diff.languages import load_language
from constitution_diff.model import Hunk

ENGLISH = load_language("en")
letters = st.lists(st.sampled_from("bcd"), max_size=12)
words = st.lists(st.sampled_from(["garden", "pond", "swan", "the", "of", ","]), max_size=14)


def script(old: list[str], new: list[str]) -> list[Change]:
    """Return the changes between two lists of words before they are tidied."""
    before, after = (prepare([("1", " ".join(side))], ENGLISH) for side in (old, new))
    return diff_sides(before, after)


def longest_common(old: list[str], new: list[str]) -> int:
    """Length of the longest common subsequence, by the book."""
    row = [0] * (len(new) + 1)
    for one in old:
        before = row
        row = [0]
        for index, other in enumerate(new):
            row.append(before[index] + 1 if one == other else max(before[index + 1], row[index]))
    return row[-1]


@settings(max_examples=200)
@given(letters, letters)
def test_the_script_is_the_shortest(old: list[str], new: list[str]) -> None:
    """Before tidying, no word of meaning is marked that need not be."""
    changes = script(old, new)
    kept = len(old) - sum(change.old_end - change.old_start for change in changes)
    assert kept == longest_common(old, new)


@settings(max_examples=200)
@given(words, words)
def test_function_words_never_part_words_of_meaning(old: list[str], new: list[str]) -> None:
    """As many words of meaning stay unmarked as if there were no "the", "of" and commas between them."""
    meaning = ("garden", "pond", "swan")
    marked = {row for change in script(old, new) for row in range(change.old_start, change.old_end)}
    kept = sum(word in meaning and row not in marked for row, word in enumerate(old))
    assert kept == longest_common(*([word for word in side if word in meaning] for side in (old, new)))


@given(words, words)
def test_the_script_makes_the_new_words_of_the_old(old: list[str], new: list[str]) -> None:
    """Between two changes both texts are equal, word by word."""
    made: list[str] = []
    row = 0
    for change in script(old, new):
        assert change.old_start >= row and (change.old_start > row or row == 0)
        made += [*old[row : change.old_start], *new[change.new_start : change.new_end]]
        row = change.old_end
    assert [*made, *old[row:]] == new


def test_more_different_words_than_unicode_has_before_surrogates() -> None:
    """A whole constitution in one provision is compared too: words are never confused with each other."""
    old = [f"w{number}" for number in range(60_000)]
    assert script(old, [*old[:59_000], "x", *old[59_000:]]) == [Change(59_000, 59_000, 59_000, 59_001)]


def test_a_hunk_lies_in_one_provision_on_each_side() -> None:
    """Every mark can be shown beside its provision: spans count in the text of the provision they name."""
    old = [("1.1", "The garden is open."), ("1.1#2", "Dogs stay outside.")]
    new = [("2.1", "The garden is open. Dogs and cats stay outside.")]
    hunks = diff_blocks(old, new, ENGLISH)
    assert [(hunk.op, hunk.old_ref, hunk.old, hunk.new_ref, hunk.new) for hunk in hunks] == [
        ("equal", "1.1", (0, 19), "2.1", (0, 19)),
        ("insert", "1.1#2", (0, 0), "2.1", (19, 20)),
        ("equal", "1.1#2", (0, 5), "2.1", (20, 25)),
        ("insert", "1.1#2", (5, 5), "2.1", (25, 34)),
        ("equal", "1.1#2", (5, 18), "2.1", (34, 47)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "op", "ref"),
    [([], [("1", "All new.")], "insert", ("", "1")), ([("1", "All old.")], [], "delete", ("1", ""))],
)
def test_what_has_no_other_side_is_one_mark(
    old: list[tuple[str, str]], new: list[tuple[str, str]], op: str, ref: tuple[str, str]
) -> None:
    """An added or removed provision is marked whole, and names no provision on the other side."""
    (hunk,) = diff_blocks(old, new, ENGLISH)
    assert (hunk.op, (hunk.old_ref, hunk.new_ref), hunk.hunk_class) == (op, ref, "substantive")


def test_nothing_against_nothing_has_no_marks() -> None:
    """Two repealed provisions without words have nothing to show."""
    assert diff_blocks([], [], ENGLISH) == ()


def test_whitespace_at_the_ends_belongs_to_the_text() -> None:
    """Spaces before the first and after the last word are kept like any other character."""
    hunks = diff_blocks([("1", "  a ")], [("1", " a  ")], ENGLISH)
    assert "".join("  a "[slice(*hunk.old)] for hunk in hunks) == "  a "
    assert {hunk.hunk_class for hunk in hunks} <= {None, "typographic"}


def changes_of(old: str, new: str) -> list[tuple[str, str]]:
    before, after = prepare([("1", old)], ENGLISH), prepare([("1", new)], ENGLISH)
    return [
        (
            " ".join(old[slice(*before.span(row, row + 1))] for row in range(change.old_start, change.old_end)),
            " ".join(new[slice(*after.span(row, row + 1))] for row in range(change.new_start, change.new_end)),
        )
        for change in tidy(diff_sides(before, after), before, after)
    ]


def test_a_change_that_can_reach_the_next_one_joins_it() -> None:
    """A word that stands at both ends of what went is kept where it reads on, not as a stray word before the next change."""
    old, new = (prepare([("1", text)], ENGLISH) for text in ("gate bell moon bell lake", "gate bell star"))
    assert join_changes([Change(1, 3, 1, 1), Change(4, 5, 2, 3)], old, new) == [Change(2, 5, 2, 3)]
    assert join_changes([Change(1, 1, 1, 3), Change(2, 3, 4, 5)], new, old) == [Change(2, 3, 2, 5)]
    old, new = (prepare([("1", text)], ENGLISH) for text in ("lake moon bell gate", "star moon bell moon bell gate"))
    assert join_changes([Change(0, 1, 0, 1), Change(3, 3, 3, 5)], old, new) == [Change(0, 1, 0, 3)]


def test_a_sentence_that_came_in_begins_after_a_full_stop() -> None:
    """When the new sentence ends like the old one before it, the mark slides to the sentence's own ends."""
    old = "Every tree grows in the garden. The gate is closed."
    new = "Every tree grows in the garden. Every pond lies in the garden. The gate is closed."
    assert changes_of(old, new) == [("", "Every pond lies in the garden .")]


def test_a_list_item_comes_with_its_comma() -> None:
    """One more item in a list is marked with its own comma, wherever in the list it stands."""
    assert changes_of("We grow plums, pears, figs here.", "We grow plums, limes, pears, figs here.") == [
        ("", "limes ,")
    ]


def test_stray_words_between_two_changes_are_not_left_standing() -> None:
    """An "and" or a comma that two rewritten stretches share by chance is marked with them."""
    old = "In this garden old tall trees and green round bushes grow along the wide white wall of stone."
    new = "In this garden red sweet plums and ripe brown figs grow along the wide white wall of stone."
    assert changes_of(old, new) == [("old tall trees and green round bushes", "red sweet plums and ripe brown figs")]


def test_many_changes_are_joined_until_they_can_be_read() -> None:
    """Where more than fifteen changes would be marked, those with least between them become one."""
    old = " ".join(f"a{number} same{number} and kept{number}" for number in range(40))
    new = " ".join(f"b{number} same{number} and kept{number}" for number in range(40))
    assert len(changes_of(old, new)) <= MOST_RUNS


def test_marks_name_their_class() -> None:
    """A change of words is substantive, a change of print typographic, and what stayed has no class."""
    hunks = diff_blocks([("1", "The “old” gate is open.")], [("1", 'The "old" gate was open.')], ENGLISH)
    assert [hunk.hunk_class for hunk in hunks if hunk.op != "equal"] == ["typographic", "typographic", "substantive"]
    assert all(isinstance(hunk, Hunk) for hunk in hunks)


def test_a_line_break_inside_a_block_against_a_border_between_blocks() -> None:
    """A break that only one side prints as part of a provision is neither lost nor doubled."""
    old, new = [("1", "\nВ")], [("1", "и"), ("2", "в")]
    hunks = diff_blocks(old, new, load_language("en"))
    spans = [hunk.old for hunk in hunks if hunk.old[0] < hunk.old[1]]
    assert "".join(old[0][1][start:end] for start, end in spans) == "\nВ"


def test_a_paragraph_as_long_as_a_treaty_is_still_compared_word_by_word() -> None:
    """A very long paragraph with a few edits shows these edits, each in its place, and not itself as rewritten."""
    words = [f"word{number % 700} tree{number % 611} {number % 13}" for number in range(1500)]
    old = ". ".join(words)
    changed = [*words[:300], "bees are free", *words[300:900], *words[901:]]
    hunks = diff_blocks([("1", old)], [("1", ". ".join(changed))], load_language("en"))
    marked = [hunk for hunk in hunks if hunk.op != "equal"]
    assert [hunk.op for hunk in marked] == ["insert", "delete"]
    assert [". ".join(changed)[slice(*marked[0].new)].strip(" ."), old[slice(*marked[1].old)].strip(" .")] == [
        "bees are free",
        words[900],
    ]
