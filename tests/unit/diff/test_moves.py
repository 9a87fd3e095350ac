"""Words that moved are shown as moved, at both ends, and are neither gone nor new."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from constitution_diff.diff import diff_blocks, diff_links
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison, Hunk
from constitution_diff.pipeline import compare
from constitution_diff.rendering import check_rebuild
from tests.builders import build
from tests.comparisons import tie

ENGLISH = load_language("en")


def marks(old: str, new: str, code: str = "en") -> list[tuple[str, str, str]]:
    """(op, old words, new words) of every change of words within one provision."""
    return [
        (hunk.op, old[slice(*hunk.old)].strip(), new[slice(*hunk.new)].strip())
        for hunk in diff_blocks([("1", old)], [("1", new)], load_language(code))
        if hunk.op != "equal" and hunk.hunk_class != "typographic"
    ]


def marked_words(comparison: Comparison) -> set[str]:
    """Every word inside a mark of removed or added text."""
    texts = [{unit.ref: unit.text for unit in side.provisions()} for side in (comparison.old, comparison.new)]
    words: set[str] = set()
    for link in comparison.links:
        for hunk in link.hunks:
            if hunk.op in ("insert", "delete", "replace") and hunk.hunk_class != "typographic":
                words.update(texts[0].get(hunk.old_ref, "")[slice(*hunk.old)].split())
                words.update(texts[1].get(hunk.new_ref, "")[slice(*hunk.new)].split())
    return words


FIRST = "Every visitor may quietly water any young tree beside the deep pond."
SECOND = "The old keeper closes both iron gates when the evening bell has rung."
THIRD = "Nobody feeds the grey swans without a basket of fresh bread."


def test_two_sentences_that_changed_places() -> None:
    """One of two swapped sentences stays, the other is moved: no word of either is called removed or added."""
    found = marks(f"{FIRST} {SECOND}", f"{SECOND} {FIRST}")
    assert {op for op, _, _ in found} == {"move"}
    assert len(found) == 2 and {gone or come for _, gone, come in found} in ({FIRST}, {SECOND})


def test_both_ends_of_a_move_name_each_other() -> None:
    """From where words went one finds where they came, to the letter, and back."""
    old, new = f"{FIRST} {SECOND}", f"{SECOND} {FIRST}"
    hunks = [hunk for hunk in diff_blocks([("1", old)], [("2", new)], ENGLISH) if hunk.op == "move"]
    gone, come = sorted(hunks, key=lambda hunk: not hunk.old[1] > hunk.old[0])
    assert (gone.other_ref, come.other_ref) == ("2", "1")
    assert new[slice(*gone.other)] == new[slice(*come.new)].strip()
    assert old[slice(*come.other)] == old[slice(*gone.old)].strip()


def test_a_moved_phrase_shows_its_edits() -> None:
    """A word that was dropped from a moved phrase is shown as dropped, the rest as moved."""
    old = "A guest by right of their very own invitation enters the garden and sees the pond."
    new = "A guest enters the garden and sees the pond by right of their own invitation."
    found = marks(old, new)
    assert ("delete", "very", "") in found
    assert {op for op, gone, come in found if (gone, come) != ("very", "")} == {"move"}


def test_words_in_another_order_are_grammar() -> None:
    """A word that changed its place in a sentence changes no law, unless "only" or "not" now means another word."""
    (gone, come) = [
        hunk
        for hunk in diff_blocks(
            [("1", "Guests quietly enter the garden.")], [("1", "Guests enter the garden quietly.")], ENGLISH
        )
        if hunk.op != "equal"
    ]
    assert {gone.op, come.op} == {"move"} and {gone.hunk_class, come.hunk_class} == {"grammatical"}
    aimed = diff_blocks([("1", "Only guests enter here.")], [("1", "Guests enter only here.")], ENGLISH)
    assert "substantive" in {hunk.hunk_class for hunk in aimed}


def test_a_phrase_that_went_with_other_endings_has_moved_all_the_same() -> None:
    """In Russian a phrase that moved stands in another case; it is moved, not replaced."""
    old = "Хранитель защищает старые деревья и пруды этого сада, гость кормит лебедей."
    new = "Гость кормит лебедей, хранителем защищаются тихие аллеи, а также старые деревья и пруды этого сада."
    assert "move" in {op for op, _, _ in marks(old, new, "ru")}


def test_common_words_do_not_move() -> None:
    """A phrase that stands everywhere in a law says nothing about where it came from."""
    filler = [(str(n), f"Rule {n}: in accordance with law guests do this.") for n in range(3, 14)]
    old = {**{ref: [(ref, text)] for ref, text in filler}, "1": [("1", "In accordance with law dogs rest.")]}
    new = {**{ref: [(ref, text)] for ref, text in filler}, "1": [("1", "Dogs rest here in accordance with law today.")]}
    links = [tie(ref, ref) for ref in old]
    diffed, _ = diff_links(links, links, old, new, ENGLISH)
    assert "move" not in {hunk.op for link in diffed for hunk in link.hunks}


def between(*pairs: tuple[str, str]) -> list[list[Hunk]]:
    """The hunks of links, each with one provision on a side or none."""
    links = [tie("x" * bool(old) and str(n), "x" * bool(new) and str(n)) for n, (old, new) in enumerate(pairs)]
    old, new = ({str(n): [(str(n), pair[side])] for n, pair in enumerate(pairs) if pair[side]} for side in (0, 1))
    diffed, _ = diff_links(links, links, old, new, ENGLISH)
    return [list(link.hunks) for link in diffed]


def test_a_phrase_that_left_one_provision_for_another() -> None:
    """A phrase dropped here and taken up there is shown as moved in both provisions, with the other's reference."""
    first, second = between(
        ("Guests keep the peace and the grey swans of the pond.", "Guests keep the peace."),
        ("The keeper opens the gate.", "The keeper opens the gate and feeds the grey swans of the pond."),
    )
    gone = next(hunk for hunk in first if hunk.op == "move")
    come = next(hunk for hunk in second if hunk.op == "move")
    assert (gone.other_ref, come.other_ref) == ("1", "0")
    assert gone.hunk_class == come.hunk_class == "substantive"


def test_of_two_equally_near_places_neither_is_named() -> None:
    """Where a phrase may have gone to two places, nothing is guessed."""
    hunks = between(
        ("Guests keep the gate shut and the grey swans of the pond quiet.", "Guests keep the gate shut."),
        ("The keeper sings.", "The keeper sings to the grey swans of the pond today."),
        ("The cook bakes.", "The cook bakes for the grey swans of the pond today."),
    )
    assert "move" not in {hunk.op for link in hunks for hunk in link}


def test_a_provision_shown_at_two_links_is_removed_at_neither() -> None:
    """When one old paragraph went to two new ones through two links, what stays at one is moved at the other."""
    links = [tie("1", "1"), tie("1", "2")]
    old = {"1": [("1", f"{FIRST} {SECOND}")]}
    new = {"1": [("1", FIRST)], "2": [("2", SECOND)]}
    (one, other), _ = diff_links(links, links, old, new, ENGLISH)
    assert [hunk.op for hunk in one.hunks] == ["equal", "move"] and one.hunks[1].other_ref == "2"
    assert [hunk.op for hunk in other.hunks] == ["move", "equal"] and other.hunks[0].other_ref == "1"


def test_a_phrase_of_which_one_word_stays_in_place_has_moved() -> None:
    """Where a provision takes up words around one that it had before, those words came from where they stood."""
    old = [("1", "The calm of the swans is kept."), ("2", "Guests care for their own peace and calm.")]
    new = [("1", "The peace and calm of the swans is kept.")]
    hunks = diff_blocks(old, new, ENGLISH)
    (come,) = [hunk for hunk in hunks if hunk.new[0] < hunk.new[1] and hunk.op != "equal"]
    assert (come.op, new[0][1][slice(*come.new)].strip(), come.other_ref) == ("move", "peace and", "2")
    assert ("move", "peace and calm.") in {
        (hunk.op, old[1][1][slice(*hunk.old)]) for hunk in hunks if hunk.old_ref == "2"
    }


def test_a_provision_of_which_a_phrase_moved_is_not_called_removed_where_it_stays_elsewhere() -> None:
    """A paragraph that two links show, and that lost a phrase to one of them, is said to stand in the other."""
    links = [replace(tie("1", "1"), old=("1", "2")), tie("2", "2")]
    stays = "Guests keep the long secrets of the old keeper and care for their own"
    old = {"1": [("1", "The calm of the swans is kept.")], "2": [("2", f"{stays} peace and calm.")]}
    new = {"1": [("1", "The peace and calm of the swans is kept.")], "2": [("2", f"{stays} baskets of bread.")]}
    (one, _), _ = diff_links(links, links, old, new, ENGLISH)
    told = [
        (hunk.op, old["2"][0][1][slice(*hunk.old)].strip(), hunk.other_ref) for hunk in one.hunks if hunk.old_ref == "2"
    ]
    assert told == [("move", stays, "2"), ("move", "peace and calm.", "1")]


LAW = f"""
    Article 1
      1. {FIRST}
      2. {SECOND}
    Article 2
      1. {THIRD}
      2. Red lanterns hang from the seven chestnut branches all winter.
"""


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            f"Article 1\n  1. {SECOND}\n  2. {FIRST}\nArticle 2\n  1. {THIRD}\n"
            "  2. Red lanterns hang from the seven chestnut branches all winter.",
            id="two swapped paragraphs",
        ),
        pytest.param(
            f"Article 1\n  1. {FIRST}\n  2. {SECOND}\n  3. {THIRD}\nArticle 2\n"
            "  1. Red lanterns hang from the seven chestnut branches all winter.",
            id="one moved to another article",
        ),
        pytest.param(
            f"Article 1\n  1. {FIRST} {SECOND}\nArticle 2\n  1. {THIRD}\n"
            "  2. Red lanterns hang from the seven chestnut branches all winter.",
            id="two joined",
        ),
    ],
)
def test_moved_text_is_neither_removed_nor_added(changed: str) -> None:
    """Paragraphs swapped, joined, split or moved to another article have no word inside a mark of removed or added text."""
    for old, new in ((build(LAW), build(changed)), (build(changed), build(LAW))):
        comparison = compare(old, new)
        check_rebuild(comparison)
        assert marked_words(comparison) == set()
