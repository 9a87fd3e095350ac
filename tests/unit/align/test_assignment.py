from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.align.assignment import assign

Gains = dict[tuple[int, int], float]
gains = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)),
    st.one_of(st.floats(-0.5, 1.0), st.sampled_from([0.0, 0.25, 0.5, 1.0])),
    max_size=20,
)


def total(choice: dict[int, int], given_gains: Gains) -> float:
    return sum(given_gains[pair] for pair in choice.items())


def best_by_trying_all(given_gains: Gains) -> float:
    """The greatest sum over every way to pair rows and columns, each at most once."""
    rows = sorted({row for row, _ in given_gains})
    columns = [*sorted({column for _, column in given_gains}), *[None] * len(rows)]
    best = 0.0
    for order in permutations(columns, len(rows)):
        pairs = [(row, column) for row, column in zip(rows, order, strict=True) if column is not None]
        if all(pair in given_gains for pair in pairs):
            best = max(best, sum(given_gains[pair] for pair in pairs))
    return best


@settings(max_examples=150)
@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(-0.5, 1.0), max_size=12))
def test_no_other_choice_is_better(given_gains: Gains) -> None:
    """The links chosen are, taken together, the best there are: no greedy choice spoils them."""
    assert total(assign(given_gains), given_gains) == pytest.approx(best_by_trying_all(given_gains), abs=1e-9)


@given(gains)
def test_each_provision_is_chosen_once_and_only_where_it_gains(given_gains: Gains) -> None:
    """No provision has two partners in the one-to-one step, and none a partner that is worth nothing."""
    choice = assign(given_gains)
    assert len(set(choice.values())) == len(choice)
    assert all(given_gains[pair] > 0 for pair in choice.items())


@given(gains)
def test_swapping_the_sides_gives_as_good_a_choice(given_gains: Gains) -> None:
    """The sum does not depend on which text is called old."""
    mirrored = {(column, row): gain for (row, column), gain in given_gains.items()}
    assert total(assign(given_gains), given_gains) == pytest.approx(total(assign(mirrored), mirrored), abs=1e-9)


@given(gains, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(given_gains: Gains, random: object) -> None:
    """The same candidates give the same links, in whatever order they were found."""
    items = list(given_gains.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert assign(dict(items)) == assign(given_gains)


def test_the_better_whole_beats_the_best_single_pair() -> None:
    """Old 0 gives up its best partner when both links together are better without it."""
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}) == {0: 1, 1: 0}


def test_alike_candidates_are_taken_in_reading_order() -> None:
    """Where two provisions are the same word for word, the first is linked with the first."""
    assert assign({(row, column): 1.0 for row in range(3) for column in range(3)}) == {0: 0, 1: 1, 2: 2}


def test_a_long_chain_of_rivals_is_resolved() -> None:
    """One late rival may move every link along a long chain, as in a renumbered list of like provisions."""
    size = 300
    chain = {(row, row): 1.0 for row in range(size)} | {(row, row + 1): 0.999 for row in range(size)}
    assert assign(chain | {(size, 0): 5.0}) == {size: 0} | {row: row + 1 for row in range(size)}


def test_nothing_to_choose_is_nothing_chosen() -> None:
    """Two texts that share nothing have no links, and that is no error."""
    assert assign({}) == assign({(0, 0): 0.0, (1, 1): -1.0}) == {}
