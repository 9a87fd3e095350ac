from __future__ import annotations

import pytest

from constitution_diff.align import align, read_links
from constitution_diff.errors import LexiconError
from constitution_diff.languages import load_language
from constitution_diff.model import Link
from tests.builders import build

OLD = build(
    """
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. The pond may be used for swimming by children.
      Article 2
        1. The guard has these duties:
          1) to carry a lamp and a whistle at night;
          2) to paint the gate white each spring.
        2. [repealed]
    """
)
NEW = build(
    """
    Part I Garden
      Article 1
        1. Every tree in the garden belongs to the street.
        2. Children may swim in the pond.
        3. The gate is painted white each spring.
      Article 2
        1. The guard has these duties:
          1) to carry a lamp and a whistle at night.
    """
)


def read(lines: str) -> tuple[object, ...]:
    return read_links(f"old,new,action,note\n{lines}".encode(), "links.csv", OLD, NEW)


def links(lines: str) -> tuple[Link, ...]:
    by_hand = read_links(f"old,new,action,note\n{lines}".encode(), "links.csv", OLD, NEW)
    return align(OLD, NEW, load_language("en"), by_hand)


def find(found: tuple[Link, ...], *refs: str, side: str = "new") -> list[Link]:
    return [link for link in found if set(refs) <= set(getattr(link, side))]


def test_a_link_by_hand_stands_as_written() -> None:
    """What a person links is linked, whatever the words say, and is marked as set by hand with the note."""
    found = links("1.1,1.2,link,the street asked for it\n")
    (link,) = find(found, "1.2")
    assert (link.old, link.by, link.score, link.doubtful) == (("1.1",), "hand", 1.0, False)
    assert link.reason == "Set by hand, line 2 of the links file: the street asked for it"
    assert find(found, "1.1", side="old") == [link]


def test_a_provision_and_what_stands_inside_it_are_linked_once() -> None:
    """Whoever names a paragraph and one of its items links the paragraph: no word stands in the link twice."""
    found = links("2.1;2.1.1),2.1,link,\n")
    (link,) = find(found, "2.1", side="old")
    assert (link.old, link.new, link.by) == (("2.1",), ("2.1",), "hand")


def test_the_rest_is_aligned_around_it() -> None:
    """Provisions that the file does not name are linked by what they say, as always."""
    found = links("1.1,1.2,link,\n")
    assert [link.by for link in find(found, "2.1")] == ["method"]
    assert [(link.old, link.relation) for link in find(found, "1.1")] == [((), "added")]
    assert [link.relation for link in find(found, "1.2", side="old")] == ["removed"]


def test_several_references_make_a_split_or_a_merger() -> None:
    """Several references on one side of a line are one link."""
    (split,) = find(links("1.2,1.2; 1.3,link,\n"), "1.2")
    assert (split.old, split.new, split.relation) == (("1.2",), ("1.2", "1.3"), "split")
    (merged,) = find(links("1.2;1.1,1.2,link,\n"), "1.2")
    assert (merged.old, merged.relation) == (("1.1", "1.2"), "merged")


def test_an_empty_side_says_added_or_removed() -> None:
    """A person may say that a provision is new, or gone, although its words stand on the other side."""
    found = links(",1.1,link,\n1.1,,link,\n")
    assert [(link.old, link.relation, link.by) for link in find(found, "1.1")] == [((), "added", "hand")]
    assert [(link.new, link.relation, link.by) for link in find(found, "1.1", side="old")] == [((), "removed", "hand")]


def test_what_is_unlinked_stays_apart() -> None:
    """A pair that a person ruled out is never linked, on the level of the paragraph or of anything inside it."""
    assert find(links(""), "1.1")[0].old == ("1.1",)
    assert all("1.1" not in link.old for link in find(links("1.1,1.1,unlink,\n"), "1.1"))
    apart = links("2.1,1.3,unlink,\n")
    assert not [link for link in find(apart, "1.3") if {"2.1", "2.1.2)"} & set(link.old)]


def test_a_list_item_can_be_linked_by_itself() -> None:
    """Where only a subparagraph moved, only that is linked by hand, and its paragraph goes its own way."""
    found = links("2.1.2),1.3,link,\n")
    assert [(link.old, link.by) for link in find(found, "1.3")] == [(("2.1.2)",), "hand")]
    assert [link.old for link in find(found, "2.1")] == [("2.1",)]


def test_every_paragraph_still_occurs() -> None:
    """A links file leaves no paragraph out of the report."""
    found = links("1.1,1.2,link,\n2.1.2),1.3,link,\n,2.1,link,\n")
    assert {ref for link in found for ref in link.old} >= {"1.1", "1.2", "2.1", "2.2"}
    assert {ref for link in found for ref in link.new} >= {"1.1", "1.2", "1.3", "2.1"}


def test_spreadsheets_are_read_as_they_save() -> None:
    """A byte order mark, Windows line ends, empty lines, capitals and spaces in the header, and missing notes are fine."""
    data = b"\xef\xbb\xbfOld, New,Action ,note\r\n\r\n1.1,1.1,link\r\n,,,\r\n"
    (line,) = read_links(data, "links.csv", OLD, NEW)
    assert (line.old, line.new, line.action, line.note, line.line) == (("1.1",), ("1.1",), "link", "", 3)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("1.1,1.1,link,\n9.9,1.1,link,\n", 3, "the old text has no provision '9.9'"),
        ("1.1,1.9,link,\n", 2, "the new text has no provision '1.9'"),
        ("1.1,1.1,join,\n", 2, "unknown action 'join'"),
        ("1.1,1.1,,\n", 2, "unknown action ''"),
        (",,link,\n", 2, "too few references"),
        ("1.1,,unlink,\n", 2, "too few references"),
        ("1.1,1.1,link,\n\n\n1;2,1.1,link,\n", 5, "'1' is no paragraph"),
        ("part I,1.1,link,\n", 2, "'part I' is no paragraph"),
        ('1.1,1.1,link,"' + "x" * 200_000 + '"\n', 2, "field larger"),
    ],
)
def test_a_wrong_line_is_named(lines: str, line: int, words: str) -> None:
    """Whoever writes a links file is told which line is wrong, why, and what to do."""
    with pytest.raises(LexiconError) as caught:
        read(lines)
    assert caught.value.where == f"links.csv, line {line}"
    assert words in caught.value.message and caught.value.hint
    assert caught.value.exit_code == 6


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (b"", "links.csv, line 1", "the header is ''"),
        (b"old;new;action;note\n", "links.csv, line 1", "old;new;action;note"),
        ("old,new,action,note\n1.1,1.1,link,сад".encode("cp1251"), "links.csv, byte 33", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_links_file_is_refused(data: bytes, where: str, words: str) -> None:
    """A file in another coding or with other columns is refused with its place and the header it should have."""
    with pytest.raises(LexiconError) as caught:
        read_links(data, "links.csv", OLD, NEW)
    assert caught.value.where == where and words in caught.value.message and caught.value.hint


def test_a_repealed_paragraph_can_be_named() -> None:
    """Also a provision of which only the number is left may be linked by hand."""
    (link,) = [link for link in links("2.2,,link,gone before\n") if "2.2" in link.old]
    assert (link.relation, link.by) == ("removed", "hand")
