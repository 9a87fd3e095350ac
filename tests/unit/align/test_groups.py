from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.align.groups import group_pairs

pairs = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), max_size=10)


def test_provisions_that_all_belong_together_stand_in_one_link() -> None:
    """A paragraph cut in two, two joined, and two that became two, are one link each."""
    assert group_pairs([("1", "1"), ("1", "2")]) == ((("1",), ("1", "2")),)
    assert group_pairs([("1", "1"), ("2", "1")]) == ((("1", "2"), ("1",)),)
    assert group_pairs([("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]) == ((("1", "2"), ("1", "2")),)


def test_a_chain_is_cut_into_links_that_claim_no_more_than_was_found() -> None:
    """Old 1 and 2 went to new 1, and old 2 also to new 2: nobody claims that old 1 went to new 2."""
    groups = group_pairs([("1", "1"), ("2", "1"), ("2", "2")])
    assert {(old, new) for olds, news in groups for old in olds for new in news} == {("1", "1"), ("2", "1"), ("2", "2")}
    assert len(groups) == 2


@given(pairs)
def test_the_links_claim_exactly_the_pairs_that_were_found(found: list[tuple[str, str]]) -> None:
    """Grouping neither loses a pair nor invents one."""
    groups = group_pairs(found)
    claimed = [(old, new) for olds, news in groups for old in olds for new in news]
    assert sorted(claimed) == sorted(set(found))


def test_a_limb_is_shown_with_the_shorter_provision() -> None:
    """In a chain of two old and two new provisions, the middle pair stands where it is the larger part."""
    chain = [("1", "1"), ("2", "1"), ("2", "2")]
    assert group_pairs(chain, ({"2": 20}, {"1": 5})) == ((("1", "2"), ("1",)), (("2",), ("2",)))
    assert group_pairs(chain, ({"2": 5}, {"1": 20})) == ((("1",), ("1",)), (("2",), ("1", "2")))


@given(pairs)
def test_swapping_the_sides_swaps_the_links(found: list[tuple[str, str]]) -> None:
    """The mirror image of the pairs is grouped into the mirror image of the links, however long each provision is."""
    olds = {name: 2 * index for index, name in enumerate("abcde")}
    news = {name: 2 * index + 1 for index, name in enumerate("vwxyz")}
    swapped = [(new, old) for old, new in found]
    there = {(frozenset(one), frozenset(other)) for one, other in group_pairs(found, (olds, news))}
    back = {(frozenset(other), frozenset(one)) for one, other in group_pairs(swapped, (news, olds))}
    assert there == back
