from __future__ import annotations

import pytest

from constitution_diff import align
from constitution_diff.align.relations import relation_of, word_share
from constitution_diff.align.similarity import candidate_pairs
from constitution_diff.align.terms import bag, split_sentences
from constitution_diff.errors import AlignmentError
from constitution_diff.languages import load_language
from constitution_diff.model import Link
from tests.builders import build

ENGLISH = load_language("en")
OLD = """
    preamble: We, the neighbours, plant this garden.
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. The pond may be used for swimming by children. The fountain runs from May to October.
        3. Dogs stay outside.
      Article 2
        1. The gate is painted white each spring by volunteers.
        2. The gate has a brass bell.
    Part II Guard
      Article 3
        1. The guard carries a lamp and a whistle at night.
        2. The guard follows these rules:
          1) visitors are greeted politely before anything else is said;
          2) nobody may bring a saw or an axe inside.
"""
NEW = """
    preamble: We, the free neighbours, plant this garden.
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. The pond may be used for swimming by children.
        3. The fountain runs from May to October.
        4. Visitors are greeted politely before anything else is said.
      Article 2
        The gate is painted white each spring by volunteers. The gate has a brass bell.
    Part II Guard
      Article 3
        1. The guard carries a lamp and two whistles at night.
        2. The guard follows these rules:
          1) nobody may bring a saw or an axe inside.
      Article 4
        Bees are counted by the beekeeper.
"""


@pytest.fixture(scope="module")
def links() -> tuple[Link, ...]:
    return align.align(build(OLD), build(NEW), ENGLISH)


def one(links: tuple[Link, ...], **refs: str) -> Link:
    """Return the only link with these references: new="1.1" or old="1.1"."""
    ((side, ref),) = refs.items()
    (found,) = (link for link in links if ref in getattr(link, side))
    return found


def test_the_same_words_are_unchanged(links: tuple[Link, ...]) -> None:
    """A paragraph that stands as it was says so, with the full score."""
    link = one(links, new="1.1")
    assert (link.old, link.relation, link.score, link.moved, link.doubtful) == (("1.1",), "unchanged", 1.0, None, False)


def test_a_paragraph_cut_in_two_is_a_split(links: tuple[Link, ...]) -> None:
    """Two sentences that became two paragraphs are one link with both of them."""
    link = one(links, old="1.2")
    assert (link.new, link.relation) == (("1.2", "1.3"), "split")


def test_two_paragraphs_joined_are_a_merger(links: tuple[Link, ...]) -> None:
    """Two paragraphs that became one are one link, and no paragraph is called removed."""
    link = one(links, new="2")
    assert (link.old, link.relation) == (("2.1", "2.2"), "merged")


def test_a_list_item_that_moved_is_linked_by_itself(links: tuple[Link, ...]) -> None:
    """Where only a subparagraph went elsewhere, that is linked, and its paragraph stays with its own."""
    link = one(links, new="1.4")
    assert (link.old, link.moved) == (("3.2.1)",), "other_part")
    assert one(links, new="3.2").old == ("3.2",)


def test_nothing_like_it_is_a_searched_claim(links: tuple[Link, ...]) -> None:
    """Added and removed say how much was searched and what came nearest."""
    added, removed = one(links, new="4"), one(links, old="1.3")
    assert (added.old, added.relation, removed.new, removed.relation) == ((), "added", (), "removed")
    assert added.reason.startswith("Searched 8 provisions of the old text (the whole of it): ")
    assert removed.reason == "Searched 9 provisions of the new text (the whole of it): none shares a rare word."


def test_every_link_says_why(links: tuple[Link, ...]) -> None:
    """A reader can check each link: it names the words it rests on."""
    assert "whistle" in one(links, new="3.1").reason and "cosine" in one(links, new="3.1").reason
    assert all(link.reason.endswith(".") for link in links)


def test_links_stand_in_new_order_with_removals_last(links: tuple[Link, ...]) -> None:
    """Whoever reads the new text from the top meets the links in that order."""
    first = [link.new[0] for link in links if link.new]
    assert first == ["preamble", "1.1", "1.2", "1.4", "2", "3.1", "3.2", "4"]
    assert [bool(link.new) for link in links] == sorted((bool(link.new) for link in links), reverse=True)


def test_articles_are_linked_through_their_paragraphs() -> None:
    """An article belongs to every article that its paragraphs went to; the score is the share of words linked."""
    old, new = build(OLD), build(NEW)
    found = {(link.old, link.new): link.score for link in align.link_articles(align.align(old, new, ENGLISH), old, new)}
    pairs = {(one, other) for olds, news in found for one in olds for other in news}
    assert pairs == {("1", "1"), ("3", "1"), ("2", "2"), ("3", "3")}
    assert found[("2",), ("2",)] == 1.0 and found[(), ("4",)] == 0.0


def test_two_languages_are_not_aligned() -> None:
    """A Russian and an English text share no words, so comparing them is an error and no list of additions."""
    with pytest.raises(AlignmentError, match="the languages differ: en and ru"):
        align.align(build(OLD), build("Статья 1\n  Сад открыт.", language="ru"), ENGLISH)


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        (["A b."], ["A b."], "unchanged"),
        (["A – b."], ["a  -\u00a0b."], "unchanged"),
        (["All trees belong to us."], ["All trees belong to them."], "edited"),
        (["All trees belong to us."], ["Some flowers are of theirs."], "rewritten"),
        (["A."], ["A.", "B."], "split"),
        (["A.", "B."], ["A."], "merged"),
        ([], ["A."], "added"),
        (["A."], [], "removed"),
    ],
)
def test_a_relation_is_measured(old: list[str], new: list[str], relation: str) -> None:
    """What a link is called follows from the words on its two sides by one rule."""
    assert relation_of(old, new, ENGLISH) == relation


def test_the_share_of_words_counts_repeats_and_not_order() -> None:
    """Half of the words in common is one half, whatever their order, and a word said twice counts twice."""
    assert word_share("a b c d", "d c x y", ENGLISH) == 0.5
    assert word_share("a a", "a", ENGLISH) == pytest.approx(2 / 3)
    assert word_share("—", "…", ENGLISH) == 1.0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Art. 5 applies. So does par. 2 of it.", ["Art. 5 applies.", "So does par. 2 of it."]),
        ("Сад открыт. «Тень» важна.", ["Сад открыт.", "«Тень» важна."]),
        ("Бақ ашық. Әркім кіреді.", ["Бақ ашық.", "Әркім кіреді."]),
        ("first;\nsecond", ["first;", "second"]),
        ("", []),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, sentences: list[str]) -> None:
    """A split or a merger is seen by its sentences, so an abbreviation or a number must not cut one."""
    assert list(split_sentences(text)) == sentences


def test_terms_are_stems_and_pairs_of_words_of_meaning() -> None:
    """Provisions are matched by what they speak of: endings and common words do not bring them together."""
    terms = bag("the trees of the gardens", ENGLISH)
    assert {"tree", "garden", "tree garden"} <= set(terms)
    assert "the" not in terms and "trees" not in terms


def test_an_article_with_a_heading_alone_is_not_lost() -> None:
    """An article of which only number and heading are printed stands in the comparison like any other."""
    old = build("Article 1. Name\nArticle 2. Trees\n  Every tree belongs to the street.\nArticle 3. Dogs")
    new = build("Article 1. Name\nArticle 2. Trees\n  Every tree belongs to the street.")
    found = align.align(old, new, ENGLISH)
    assert [(link.old, link.new, link.relation) for link in found] == [
        (("1",), ("1",), "unchanged"),
        (("2",), ("2",), "unchanged"),
        (("3",), (), "removed"),
    ]


def test_a_list_without_words_before_it_is_compared_item_by_item() -> None:
    """Where an article is nothing but a list, an item that became a paragraph of its own elsewhere is found."""
    old = build(
        """
        Article 1
          1.
            1) every visitor may rest on the benches beside the pond;
            2) nobody may bring a saw or an axe inside the garden;
            3) children feed the ducks with bread on Sundays;
            4) old trees are pruned by the gardener every autumn.
        """
    )
    new = build(
        """
        Article 1
          1.
            1) every visitor may rest on the benches beside the pond;
            2) children feed the ducks with bread on Sundays;
            3) old trees are pruned by the gardener every autumn.
        Article 2
          Nobody may bring a saw or an axe inside the garden.
        """
    )
    found = {(link.old, link.new) for link in align.align(old, new, ENGLISH)}
    assert found == {(("1.1",), ("1.1",)), (("1.1.2)",), ("2",))}


RIVALS = """
    Article 1
      1. The gate of the garden is locked by the guard at ten in the evening.
    Article 2
      1. Bees are counted by the beekeeper.
"""
TWO_GATES = """
    Article 1
      1. The gate of the garden is locked by the guard at ten in the evening.
      2. The guard opens the gate of the garden.
    Article 2
      1. Bees are counted by the beekeeper.
"""


def test_what_would_have_been_linked_but_for_a_better_partner_says_so() -> None:
    """An addition whose nearest old provision went to another new one names that one, and asks to be checked."""
    added = one(align.align(build(RIVALS), build(TWO_GATES), ENGLISH), new="1.2")
    assert (added.relation, added.doubtful) == ("added", True)
    assert "the nearest, 1.1, has cosine" in added.reason and "but is linked with 1.1." in added.reason


def test_items_of_two_alike_lists_are_doubtful_when_the_lists_were_cut_up() -> None:
    """When two items of one list went to another, and the lists as wholes are alike too, a person should look."""
    old = build("""
        Article 1
          The assembly of the islands, in joint session:
            1) confirms the budget of the harbour;
            2) hears the yearly account of the lighthouse;
            3) appoints the pilots;
            4) keeps the great seal;
            5) receives ambassadors.
        Article 2
          The council of fishermen repairs the piers, the cranes, the sheds and the ropes.
        Article 3
          1. Every house has a rain barrel.
          2. Chimneys are swept in March.
          3. Snow is cleared before breakfast.
          4. Geese may cross the road at any hour.
    """)
    new = build("""
        Article 1
          The council of fishermen repairs the piers, the cranes, the sheds and the ropes, and also:
            1) confirms the budget of the harbour;
            2) hears the yearly account of the lighthouse;
            3) weighs every catch before noon;
            4) lends nets to widows without a fee;
            5) mends the weather flags.
        Article 3
          1. Every house has a rain barrel.
          2. Chimneys are swept in March.
          3. Snow is cleared before breakfast.
          4. Geese may cross the road at any hour.
    """)
    pieces = [link for link in align.align(old, new, ENGLISH) if link.old and link.old[0].startswith("1.")]
    assert [(link.old, link.new) for link in pieces] == [(("1.1)",), ("1.1)",)), (("1.2)",), ("1.2)",))]
    assert all(link.doubtful for link in pieces)


def test_a_line_that_stands_everywhere_does_not_make_the_search_long() -> None:
    """Of many texts that are all alike only so many are looked at; each still finds its like at its own place."""
    vectors = [{"gate": 1.0}] * 3000
    pairs = candidate_pairs(vectors, vectors, {"gate": 0})
    assert len(pairs) <= 2 * 16 * len(vectors)
    assert all(abs(row - column) <= 600 for row, column in pairs)
