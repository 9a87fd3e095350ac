from __future__ import annotations

import pytest

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from tests.builders import build
from tests.changes_of import observe
from tests.comparisons import connect, tie

OLD = """
    Part II Rights
      Article 1
        1. Everyone has the right to rest.
        2. Everyone has the right to petition as provided by law.
      Article 2
        1. The secrecy of letters is guaranteed.
      Article 3
        1. Everyone is obliged to pay taxes established by law.
"""
NEW = """
    Part II Rights
      Article 1
        1. Everyone has the right to rest in accordance with law.
        2. Everyone has the right to petition.
      Article 4
        1. The secrecy of letters is guaranteed by law.
      Article 5
        1. Everyone is obliged to pay taxes established by law.
"""
LINKS = (tie("1.1", "1.1"), tie("1.2", "1.2"), tie("2.1", "4.1"), tie("3.1", "5.1", "unchanged"))


def test_clauses_that_entered_and_left_guarantees_are_counted_by_article() -> None:
    """The count of an article is that before, plus what entered, less what left; a duty's clauses are not counted."""
    counts = annotate(connect(build(OLD), build(NEW), *LINKS), load_language("en")).conditions
    assert [(one.article, one.old, one.new) for one in counts] == [("1", 1, 1), ("4", 0, 1)]
    assert all(one.new - one.old == len(one.entered) - len(one.left) for one in counts)
    assert [words.words for words in counts[0].entered] == ["in accordance with law"]
    assert [words.words for words in counts[0].left] == ["provided by law"]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("ru", "Каждый имеет право на отдых.", "Каждый имеет право на отдых, установленный законом."),
        ("kk", "Әркімнің демалуға құқығы бар.", "Әркімнің заңға сәйкес демалуға құқығы бар."),
    ],
)
def test_the_meter_reads_every_language(language: str, old: str, new: str) -> None:
    """One clause entered."""
    (count,) = observe(old, new, language).conditions
    assert (count.old, count.new, len(count.entered), count.left) == (0, 1, 1, ())


@pytest.mark.parametrize(
    ("language", "old", "new", "before", "after"),
    [
        (
            "en",
            "Every citizen may have clean water and has the right to it.",
            "Everyone has the right to clean water.",
            "h-citizen",
            "h-everyone",
        ),
        ("ru", "Граждане имеют право на воду.", "Каждый имеет право на воду.", "h-citizen", "h-everyone"),
        ("kk", "Әркімнің жерге құқығы бар.", "Азаматтардың жерге құқығы бар.", "h-everyone", "h-citizen"),
    ],
)
def test_a_change_of_who_is_meant_is_a_shift(language: str, old: str, new: str, before: str, after: str) -> None:
    """The holders before and now are named by their markers, with the words."""
    (shift,) = observe(old, new, language).holders
    assert before in shift.old_holders
    assert after in shift.new_holders
    assert shift.old_words in old
    assert shift.new_words in new


def test_other_words_for_the_same_people_are_no_shift() -> None:
    """Everyone and every person are the same people."""
    assert observe("Everyone has the right to life.", "Every person has the right to life.").holders == ()
