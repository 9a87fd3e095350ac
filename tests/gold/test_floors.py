from __future__ import annotations

from pathlib import Path

import pytest

from tests.gold.floors import FILE, find_shortfalls, raise_floors, read_floors
from tests.gold.scoring import find_sets, measure, score

FLOORS = read_floors()
BARS = {
    ("part-II/ru", "paragraphs"): 0.99,
    ("part-II/kk", "articles"): 0.97,
    ("part-II/en", "paragraphs"): 0.98,
}
"""F1 that must be reached whatever was reached before."""


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_links_are_no_worse_than_they_once_were(shared: Path, name: str) -> None:
    """Precision and recall against alignments marked by people never fall below what was reached, in any language."""
    gold_set = next((one for one in find_sets(shared) if one.name == name), None)
    assert gold_set is not None, f"the files of {name} are missing"
    assert gold_set.corpus == FLOORS[name]["corpus"], "the texts or the gold file changed: run `make gold`"
    assert find_shortfalls(FLOORS[name]["scores"], measure(gold_set)) == []


@pytest.mark.parametrize(("name", "level"), BARS)
def test_the_floors_are_not_below_the_bar(name: str, level: str) -> None:
    """Every language reaches the F1 that the method page promises."""
    assert FLOORS[name]["scores"][level]["f1"] >= BARS[name, level]


def test_a_floor_rises_and_never_falls() -> None:
    """A better figure becomes the floor; a worse one leaves it where it was, and is named."""
    floors = {"paragraphs": {"f1": 0.9, "recall": 0.8}, "articles": {"f1": 0.7}}
    figures = {"paragraphs": {"f1": 0.95, "recall": 0.7}, "added": {"f1": 1.0}}
    assert raise_floors(floors, figures) == {
        "paragraphs": {"f1": 0.95, "recall": 0.8},
        "articles": {"f1": 0.7},
        "added": {"f1": 1.0},
    }
    assert [(one.level, one.measure, one.reached) for one in find_shortfalls(floors, figures)] == [
        ("paragraphs", "recall", 0.7),
        ("articles", "f1", 0.0),
    ]


def test_a_score_counts_pairs() -> None:
    """Precision is the share of pairs found that are marked, recall the share of pairs marked that are found."""
    found = {("1", "1"), ("2", "2"), ("3", "4")}
    marked = {("1", "1"), ("2", "2"), ("3", "3"), ("4", "5")}
    assert score(found, marked) == {"precision": 0.6666, "recall": 0.5, "f1": 0.5714}
    assert score(set(), marked) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_a_test_run_writes_nothing(shared: Path) -> None:
    """Measuring leaves the floors as they are: only `make gold` writes them."""
    before = FILE.read_bytes()
    measure(find_sets(shared)[-1])
    assert FILE.read_bytes() == before
