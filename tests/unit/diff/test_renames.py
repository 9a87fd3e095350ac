"""Terms renamed throughout are found by what recurs, counted, and never hide another change."""

from __future__ import annotations

from msgspec.structs import replace

from constitution_diff.diff import diff_links
from constitution_diff.languages import load_language
from constitution_diff.model import Document, Link, Renaming
from constitution_diff.pipeline import compare
from tests.builders import build
from tests.comparisons import tie

Pairs = list[tuple[str, str]]

SUBJECTS = ["gate", "pond", "bench", "fence", "path", "lawn"]
VERBS = ["opens", "cleans", "mends", "paints", "sweeps", "waters"]


def blocks(document: Document) -> dict[str, list[tuple[str, str]]]:
    return {unit.ref: [(unit.ref, unit.text)] for unit in document.provisions() if unit.text}


def diffed(pairs: Pairs, language: str = "en") -> tuple[tuple[Link, ...], tuple[Renaming, ...]]:
    """Diff provisions one to one, without an aligner between."""
    links = [tie(str(number), str(number)) for number in range(1, len(pairs) + 1)]
    old, new = ({str(number): [(str(number), pair[side])] for number, pair in enumerate(pairs, 1)} for side in (0, 1))
    return diff_links(links, links, old, new, load_language(language))


def renamed(times: int, stay: int = 0) -> Pairs:
    """``times`` provisions that exchange one word for another, ``stay`` that keep it, and some that hold neither."""
    return [
        *(
            (f"The warden {verb} the {word} at dawn.", f"The keeper {verb} the {word} at dawn.")
            for verb, word in zip(VERBS[:times], SUBJECTS, strict=False)
        ),
        *((f"The warden paints bench number {n} blue.",) * 2 for n in range(stay)),
        ("Dogs stay outside.", "Dogs and cats stay outside."),
    ]


def test_a_word_exchanged_in_three_provisions_is_a_renaming() -> None:
    """A term that gives way to the same new term again and again becomes one entry with its count and every place."""
    links, (found,) = diffed(renamed(3))
    assert (found.old, found.new, found.count, found.total) == ("warden", "keeper", 3, 3)
    assert [(place.old_ref, place.new_ref) for place in found.places] == [("1", "1"), ("2", "2"), ("3", "3")]
    assert all(place.old == (4, 10) and place.new == (4, 10) for place in found.places)
    assert [link.only for link in links] == ["renaming"] * 3 + [None]
    assert {hunk.renaming for link in links for hunk in link.hunks if hunk.hunk_class == "terminology"} == {found.id}


def test_two_exchanges_are_no_renaming() -> None:
    """What happened twice may be chance: it stays a change of substance in both places."""
    links, found = diffed(renamed(2))
    assert found == ()
    assert {hunk.hunk_class for hunk in links[0].hunks if hunk.op != "equal"} == {"substantive"}


def test_a_word_that_mostly_stays_was_not_renamed() -> None:
    """Three places of four are a renaming, three of thirteen are not: a third of the old word's places must be covered."""
    assert diffed(renamed(3, stay=1))[1] != ()
    assert diffed(renamed(3, stay=10))[1] == ()


def test_a_word_that_only_came_beside_another_belongs_to_it() -> None:
    """A title that grew by a word is shown whole: "Republic" became "Republic of Freedonia"."""
    pairs = [
        (f"The Republic protects the {word}.", f"The Republic of Freedonia protects the {word}.") for word in SUBJECTS
    ]
    links, (found,) = diffed(pairs)
    assert (found.old, found.new, found.count) == ("Republic", "Republic of Freedonia", len(SUBJECTS))
    assert all(link.only == "renaming" for link in links)


def test_a_place_inside_a_larger_change_counts_but_is_not_folded() -> None:
    """Where something else changed too, the place is counted and the mark stays substantive."""
    pairs = renamed(3)
    pairs.append(("The warden sleeps.", "Nobody but the keeper may ever sleep here."))
    links, (found,) = diffed(pairs)
    assert found.count == 4 and links[-1].only is None
    assert "substantive" in {hunk.hunk_class for hunk in links[-1].hunks}


def test_a_provision_with_a_renaming_and_another_change_is_never_folded() -> None:
    """The renamed term is marked as such, the other change as its own; the provision is not called "only renamed"."""
    pairs = renamed(3)
    pairs.append(("The warden opens the door at dawn.", "The keeper opens the door at noon."))
    links, _ = diffed(pairs)
    classes = [hunk.hunk_class for hunk in links[-1].hunks if hunk.op != "equal"]
    assert classes == ["terminology", "substantive"] and links[-1].only is None


def test_words_that_are_never_minor_are_not_renamed_away() -> None:
    """A permission that became a duty in ten provisions is ten changes of the law, not one renaming."""
    pairs = [(f"A guest may enter the {word}.", f"A guest must enter the {word}.") for word in SUBJECTS]
    links, found = diffed(pairs)
    assert found == ()
    assert all("substantive" in {hunk.hunk_class for hunk in link.hunks} for link in links)


def test_two_words_for_only_may_stand_for_each_other() -> None:
    """ "Solely" for "only" is a renaming: both say the same, and both are in one group of the language's list."""
    pairs = [(f"Guests enter the {word} solely by day.", f"Guests enter the {word} only by day.") for word in SUBJECTS]
    links, (found,) = diffed(pairs)
    assert (found.old, found.new) == ("solely", "only")
    assert all(link.only == "renaming" for link in links)


def test_endings_are_no_renaming() -> None:
    """A word that stands in the plural throughout is grammar."""
    pairs = [(f"The {word} is green.", f"The {word}s are green.") for word in SUBJECTS if word != "bench"]
    assert diffed(pairs)[1] == ()


def test_a_recurring_list_item_is_no_renaming() -> None:
    """What joins a list with "and" is a new item, however often it recurs."""
    pairs = [(f"Dogs may not enter the {word}.", f"Dogs and cats may not enter the {word}.") for word in SUBJECTS]
    assert diffed(pairs)[1] == ()


def test_a_renaming_is_named_with_the_words_that_always_follow() -> None:
    """An adjective that changes before one noun alone is shown with that noun."""
    pairs = [(f"The town council paints the {word}.", f"The garden council paints the {word}.") for word in SUBJECTS]
    pairs.extend((f"In town number {n} all guests rest.",) * 2 for n in range(20))
    _, (found,) = diffed(pairs)
    assert (found.old, found.new) == ("town council", "garden council")


def test_russian_forms_of_a_term_are_one_term() -> None:
    """Inflected places count together, and the entry is named in the dictionary form where that occurs."""
    pairs = [
        ("Садовник поливает сад.", "Хранитель поливает сад."),
        ("Дорогу садовнику показывает сторож.", "Дорогу хранителю показывает сторож."),
        ("Дом садовника стоит у пруда.", "Дом хранителя стоит у пруда."),
        ("Гость говорит с садовником.", "Гость говорит с хранителем."),
    ]
    links, (found,) = diffed(pairs, "ru")
    assert (found.old, found.new, found.count, found.total) == ("Садовник", "Хранитель", 4, 4)
    assert all(link.only == "renaming" for link in links)


def test_swapped_texts_are_renamed_back() -> None:
    """Old and new swapped give the same renaming the other way round, at the same places."""
    pairs = renamed(4)
    (one,), (other,) = diffed(pairs)[1], diffed([(new, old) for old, new in pairs])[1]
    assert (other.old, other.new, other.count) == (one.new, one.old, one.count)
    assert [(p.old_ref, p.old, p.new_ref, p.new) for p in other.places] == [
        (p.new_ref, p.new, p.old_ref, p.old) for p in one.places
    ]


LAW = """
    Part I General
      Article 1
        1. The warden opens the gate at dawn.
        2. The warden closes the gate at dusk.
      Article 2
        1. The warden feeds the swans of the pond.
    Part II Visitors
      Article 3
        1. Visitors greet the warden at the gate.
"""


def test_renamings_are_counted_in_the_whole_texts_whatever_is_shown() -> None:
    """A report on one part says how often a term was renamed in the whole law, and where."""
    old, new = build(LAW), build(LAW.replace("warden", "keeper"))
    whole, part = compare(old, new), compare(old, new, ["II"])
    assert part.renamings == whole.renamings
    assert part.renamings[0].count == 4 and {link.old for link in part.links} == {("3.1",)}
    shown = {link.old: replace(link) for link in whole.links}
    assert all(shown[link.old] == link for link in part.links)
