from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from constitution_diff import align, pipeline
from constitution_diff.languages import load_language
from constitution_diff.model import Document, Link
from constitution_diff.rendering import check_rebuild
from tests.builders import build
from tests.properties.constitutions import (
    amend,
    article_numbers,
    constitution,
    paragraph_refs,
    renumber,
    shuffle_articles,
    without_article,
)

MIRROR = {"split": "merged", "merged": "split", "added": "removed", "removed": "added"}
ARTICLES = 18
Key = tuple[frozenset[str], frozenset[str], str]


@lru_cache(maxsize=64)
def invent(seed: int, code: str) -> tuple[Document, Document]:
    """Return an invented constitution and an amended edition of it."""
    old = constitution(seed, ARTICLES, code)
    return old, amend(old, seed + 1)


pairs = st.builds(invent, st.integers(0, 10_000), st.sampled_from(["en", "ru", "kk"]))
# The invented pairs are the same in every run: these laws are statements about many texts, not about each that could be.
some = settings(max_examples=8, derandomize=True)


def link(old: Document, new: Document) -> tuple[Link, ...]:
    return align.align(old, new, load_language(old.edition.language))


def key(one: Link) -> Key:
    return frozenset(one.old), frozenset(one.new), one.relation


def facts(one: Link) -> tuple[object, ...]:
    return *key(one), one.moved, one.score, one.doubtful


def mirror(one: Link) -> tuple[object, ...]:
    relation = MIRROR.get(one.relation, one.relation)
    return frozenset(one.new), frozenset(one.old), relation, one.moved, one.score, one.doubtful


def lost(
    before: Iterable[Link], after: Iterable[Link], touches: Callable[[Link], bool] = lambda one: False
) -> list[Link]:
    """Return the sure links that are no longer there, apart from those that are touched."""
    there = {key(one) for one in after}
    return [one for one in before if not one.doubtful and not touches(one) and key(one) not in there]


@some
@given(pairs)
def test_every_paragraph_occurs_in_a_link(pair: tuple[Document, Document]) -> None:
    """No paragraph of either text is left out: each is linked, added or removed, and says why."""
    links = link(*pair)
    for side, document in zip(("old", "new"), pair, strict=True):
        named = {ref for one in links for ref in getattr(one, side)}
        assert set(paragraph_refs(document)) <= named
    for one in links:
        assert one.reason and 0.0 <= one.score <= 1.0 and one.by == "method"
        assert bool(one.old) == (one.relation != "added") and bool(one.new) == (one.relation != "removed")
        assert (one.relation in ("split", "merged")) == (len(one.old) != len(one.new) and bool(one.old and one.new))
        assert not (one.moved and one.relation in ("added", "removed"))


@some
@given(pairs)
def test_no_link_holds_a_word_twice(pair: tuple[Document, Document]) -> None:
    """A link names a provision or what stands inside it, never both: each word of a link is counted once."""
    inside = [
        {(unit.ref, inner.ref) for unit in document.provisions() for inner in unit.walk() if inner.ref != unit.ref}
        for document in pair
    ]
    for one in link(*pair):
        for refs, known in zip((one.old, one.new), inside, strict=True):
            assert not any((outer, inner) in known for outer in refs for inner in refs)


@some
@given(pairs)
def test_a_text_against_itself_shows_no_change(pair: tuple[Document, Document]) -> None:
    """Where nothing changed, every provision is unchanged, none has moved, and no word is marked."""
    document = pair[0]
    comparison = pipeline.compare(document, document)
    for one in comparison.links:
        assert (one.old, one.relation, one.moved, one.score) == (one.new, "unchanged", None, 1.0)
        assert {hunk.op for hunk in one.hunks} <= {"equal"}
    assert all(one.old == one.new and one.score == 1.0 for one in comparison.articles)


@some
@given(pairs)
def test_swapping_the_texts_mirrors_every_link(pair: tuple[Document, Document]) -> None:
    """What was split is merged, what was added is removed, and nothing else depends on which text is called old."""
    old, new = pair
    assert {mirror(one) for one in link(new, old)} == {facts(one) for one in link(old, new)}


@some
@given(pairs, st.integers(1, 200))
def test_renumbering_everything_changes_nothing_but_the_numbers(pair: tuple[Document, Document], shift: int) -> None:
    """Other numbers make no other links, no moves and no other scores: provisions are matched by what they say."""
    old, new = pair
    moved = renumber(new, shift)
    names = dict(zip(new_refs(moved), new_refs(new), strict=True))
    again = [replace(one, new=tuple(names[ref] for ref in one.new)) for one in link(old, moved)]
    assert [facts(one) for one in again] == [facts(one) for one in link(old, new)]


def new_refs(document: Document) -> list[str]:
    return [unit.ref for unit in document.provisions()]


@some
@given(pairs, st.integers(0, 100), st.booleans())
def test_shuffling_the_articles_changes_no_sure_link(pair: tuple[Document, Document], seed: int, is_old: bool) -> None:
    """In whatever order the articles of a text stand, the same provisions are linked: order is no evidence by itself."""
    old, new = pair
    again = link(shuffle_articles(old, seed), new) if is_old else link(old, shuffle_articles(new, seed))
    assert lost(link(old, new), again) == []


@some
@given(pairs, st.integers(0, 1000), st.booleans())
def test_deleting_an_article_changes_no_sure_link_of_the_others(
    pair: tuple[Document, Document], place: int, is_old: bool
) -> None:
    """When an article falls away, no provision that was surely linked, added or removed elsewhere changes its link."""
    old, new = pair
    numbers = article_numbers(old if is_old else new)
    gone = numbers[place % len(numbers)]
    again = link(without_article(old, gone), new) if is_old else link(old, without_article(new, gone))

    def touches(one: Link) -> bool:
        refs = one.old if is_old else one.new
        return any(ref.split(".")[0].split("#")[0] == gone for ref in refs)

    assert lost(link(old, new), again, touches) == []


@settings(some, max_examples=4)
@given(pairs)
def test_a_comparison_rebuilds_both_texts(pair: tuple[Document, Document]) -> None:
    """From the links and their marks both whole texts can be put together again, so a report leaves out nothing."""
    comparison = pipeline.compare(*pair)
    check_rebuild(comparison)
    assert pipeline.compare(*pair) == comparison


def test_the_result_does_not_depend_on_the_run() -> None:
    """Two runs of the program, each with its own order of sets and dictionaries, give the same comparison to the letter."""
    code = (
        "from constitution_diff import pipeline\n"
        "from tests.properties.constitutions import amend, constitution\n"
        "old = constitution(7, 18, 'ru')\n"
        "print(repr(pipeline.compare(old, amend(old, 8)).links))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) > 10_000


def test_a_line_that_stands_a_hundred_times_is_unchanged_each_time() -> None:
    """A text against itself shows no change also where a short line is repeated, or has no word of meaning."""
    lines = [
        f"Article {number}\n  1. It is so.\n  2. —\n  3. The tree number{number} is old." for number in range(1, 101)
    ]
    document = build("\n".join(lines))
    assert all((one.old, one.relation, one.score) == (one.new, "unchanged", 1.0) for one in link(document, document))


REPEALED = """
    Article 1
      1. Every tree belongs to the street.
      2. [repealed]
      3. [repealed]
    Article 2 [repealed]
    Article 3
      1. [repealed]
      2. Children swim in the pond.
    Article 4
      1. [repealed]
"""


def test_what_was_repealed_before_is_no_change() -> None:
    """Numbers of which only the word repealed is left on both sides are neither removed nor added, also when renumbered."""
    document = build(REPEALED)
    assert all((one.old, one.relation) == (one.new, "unchanged") for one in link(document, document))
    renumbered = build(
        REPEALED.replace("Article 4", "Article 6").replace("Article 3", "Article 5").replace("Article 2", "Article 4")
    )
    found = {one.old: one.new for one in link(document, renumbered)}
    assert (found[("1.3",)], found[("2",)], found[("3.1",)]) == (("1.3",), ("4",), ("5.1",))


def test_what_is_repealed_now_is_removed_and_stays_to_be_seen() -> None:
    """A provision that lost its words is shown with its old words as removed, and its empty number as such."""
    new = build(REPEALED.replace("Children swim in the pond.", "[repealed]"))
    links = link(build(REPEALED), new)
    assert [(one.new, one.relation) for one in links if one.old == ("3.2",)] == [((), "removed")]
    assert {ref for one in links for ref in one.new} >= set(paragraph_refs(new))
