"""Changes are drawn as a person would draw them."""

from __future__ import annotations

import pytest

from constitution_diff.diff import diff_blocks
from constitution_diff.diff.islands import MOST_RUNS
from constitution_diff.languages import load_language
from constitution_diff.text import tokenize


def drawn(old: str, new: str, code: str = "en") -> str:
    """The provision with its changes marked: ``[-gone-]``, ``{+come+}``."""
    pieces = []
    for hunk in diff_blocks([("1", old)], [("1", new)], load_language(code)):
        gone, come = old[slice(*hunk.old)], new[slice(*hunk.new)]
        if hunk.op == "equal" or hunk.hunk_class == "typographic":
            pieces.append(come)
        else:
            pieces.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "Dogs, cats and birds live here.",
            "Dogs, cats, swans and birds live here.",
            "Dogs, cats{+, swans+} and birds live here.",
            id="a list with one item more shows that item",
        ),
        pytest.param(
            "The garden is open.",
            "The garden, which is old, is open.",
            "The garden{+, which is old,+} is open.",
            id="a clause with its commas",
        ),
        pytest.param(
            "Guests enter the garden of roses by the east gate at dawn.",
            "Guests enter the park of oaks by the east gate at dawn.",
            "Guests enter the [-garden of roses-]{+park of oaks+} by the east gate at dawn.",
            id="no stray of between two changes",
        ),
        pytest.param(
            "The park is open in rooms 3, 4, hall 16 and hall 17.",
            "The park is open in rooms 5, 16 and 20.",
            "The park is open in rooms [-3, 4, hall 16 and hall 17-]{+5, 16 and 20+}.",
            id="numbers are nothing to hold on to",
        ),
        pytest.param(
            "Guests may rest. Dogs sleep outside the gate.",
            "Guests may rest. Every third swan eats fresh bread with butter. Dogs sleep outside the gate.",
            "Guests may rest. {+Every third swan eats fresh bread with butter. +}Dogs sleep outside the gate.",
            id="a sentence that came in",
        ),
        pytest.param(
            "The keeper sings when the moon rises over the pond.",
            "Every loud machine stays outside on market days.",
            "[-The keeper sings when the moon rises over the pond.-]{+Every loud machine stays outside on market days.+}",
            id="two sentences with nothing in common are shown whole",
        ),
        pytest.param(
            "Guests have the right to rest in the shade.",
            "The right to rest in the shade – an old right of every guest of this garden and of their dogs.",
            "[-Guests have -]The right to rest in the shade{+ – an old right of every guest of this garden and of "
            "their dogs+}.",
            id="what stays in one long stretch is left alone, however much is new",
        ),
    ],
)
def test_marks_stand_where_a_reader_would_set_them(old: str, new: str, expected: str) -> None:
    """Edges lie at the ends of words, phrases and clauses; what is left between two marks is worth reading."""
    assert drawn(old, new) == expected


def test_marks_of_one_kind_parted_by_a_comma_are_one() -> None:
    """Two insertions with only punctuation between them read as one."""
    assert drawn("Red, tall trees.", "Dark red, very tall trees.").count("{+") == 2
    assert drawn("The gate.", "The gate, old, iron.").count("{+") == 1


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("ru", "Садовник какой-либо беседки.", "Садовник той беседки."),
        ("kk", "Бақтағы әр-бір ағаш ғұрыппен күтіледі.", "Бақтағы әрбір ағаш ғұрпымен күтіледі."),
        ("en", "The keeper's so-called gate.", "The keepers’ so-named gate."),
        ("ru", "Законо\u00adдательство сада.", "Законопроект сада."),
        ("en", "می\u200cخواهم garden", "می\u200cروم garden"),
        ("en", "שָׁלוֹם gate", "שְׁלוֹם gate"),
    ],
)
def test_no_mark_begins_or_ends_inside_a_word(code: str, old: str, new: str) -> None:
    """Hyphens, apostrophes, soft hyphens, joiners and vowel signs belong to their word in every script."""
    language = load_language(code)
    edges = {edge for hunk in diff_blocks([("1", old)], [("1", new)], language) for edge in hunk.old}
    for token in tokenize(old, language.folding):
        assert not any(token.start < edge < token.end for edge in edges)


def test_each_block_has_its_own_limit_of_runs() -> None:
    """A list of many items may have a mark in each: fifteen is the most for one block, not for the whole list."""
    animals = [f"animal{n}" for n in range(30)]
    old = [(f"1.{n})", f"the keeper feeds the {animal} with bread;") for n, animal in enumerate(animals)]
    new = [(ref, text.replace("bread", "fish")) for ref, text in old]
    changed = [hunk for hunk in diff_blocks(old, new, load_language("en")) if hunk.op != "equal"]
    assert len(changed) == 30 > MOST_RUNS


def test_the_full_stop_of_two_joined_paragraphs_stays_with_its_words() -> None:
    """When the second of two paragraphs goes, its own full stop goes with it."""
    old = [("1", "The pond is quiet."), ("2", "Swans eat bread at noon.")]
    new = [("1", "The old pond is quiet and deep.")]
    hunks = diff_blocks(old, new, load_language("en"))
    gone = [(hunk.old_ref, hunk.old) for hunk in hunks if hunk.op == "delete"]
    assert gone == [("2", (0, len("Swans eat bread at noon.")))]
