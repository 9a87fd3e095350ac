from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from constitution_diff.errors import ReportError
from constitution_diff.model import Comparison, Hunk
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.view import build_view
from tests.builders import build
from tests.comparisons import LINKS, comparison, connect, editions, tie, words_of

View = dict[str, Any]


def view_of(made: Comparison) -> View:
    return build_view(made, load_labels("en"), "constitution-diff report", "1.2.3")


def sections_of(view: View) -> list[View]:
    return [section for group in view["groups"] for section in group["sections"]]


def items_of(view: View, kind: str = "link") -> list[View]:
    return [item for section in sections_of(view) for item in section["items"] if item["kind"] == kind]


def units_of(view: View) -> Iterator[View]:
    for section in sections_of(view):
        for item in section["items"]:
            cells = [cell for row in item.get("rows", ()) for cell in (row["old"], row["new"])]
            for cell in [*cells, *item.get("cells", ())]:
                yield from cell["units"]


def text_of(unit: View) -> str:
    return "".join(piece["text"] for piece in unit["pieces"])


def item_of(view: View, data: str) -> View:
    return next(item for item in items_of(view) if item["data"] == data)


def marks_of(unit: View) -> list[tuple[str, str]]:
    return [(piece["op"], piece["text"]) for piece in unit["pieces"] if piece["op"] != "equal"]


def test_every_block_of_both_texts_stands_on_the_page_once_and_whole() -> None:
    """Nothing of either constitution is lost, doubled or altered."""
    old, new = editions()
    shown = list(units_of(view_of(comparison())))
    assert Counter((unit["side"], unit["ref"]) for unit in shown).most_common(1)[0][1] == 1
    texts = {(unit["side"], unit["ref"]): text_of(unit) for unit in shown}
    expected = {("old", ref): text for ref, text in words_of(old).items()}
    expected |= {("new", ref): text for ref, text in words_of(new).items()}
    assert texts == expected


def test_a_part_brings_its_provisions_and_the_places_they_came_from() -> None:
    """Who asks for one part also sees the provision of another part that one of its own came from, and nothing else."""
    view = view_of(comparison(("II",)))
    shown = {(unit["side"], unit["ref"]) for unit in units_of(view)}
    assert ("old", "20.2.1)") in shown
    assert not {("old", "1.1"), ("new", "preamble"), ("old", "20.2"), ("new", "20.2.1)")} & shown
    assert {ref for side, ref in shown if side == "new"} == {
        "10",
        *(f"11.{number}" for number in range(1, 5)),
        *("12.1", "12.1.1)", "12.1.2)", "12.1#2", "12.2"),
    }


def test_provisions_that_moved_out_of_the_part_stand_under_a_group_of_their_own() -> None:
    """A provision that left the compared part is shown where it went, and the page says why it is there."""
    links = (*LINKS[:6], tie("20.2.1)", "11.4"), tie("12.1", "12.1"), tie("10.1", "20.1", "edited", 0.2), *LINKS[8:])
    view = view_of(comparison(("II",), links))
    assert [(group["name"], group["outside"]) for group in view["groups"]] == [("Part II", False), ("Part III", True)]


def test_a_block_of_several_links_stands_at_the_best_one_and_is_pointed_to_from_the_others() -> None:
    """A sentence that went to two places is printed once; the second place says where to find it."""
    old = build("Article 1\n  1. All are equal before the law and the court.")
    new = build("Article 1\n  1. All are equal before the law.\nArticle 2\n  1. All are equal before the court.")
    view = view_of(connect(old, new, tie("1.1", "1.1", score=0.5), tie("1.1", "2.1", score=0.8)))
    weaker, best = items_of(view)
    assert [unit["ref"] for unit in best["rows"][0]["old"]["units"]] == ["1.1"]
    assert weaker["rows"][0]["old"]["units"] == []
    assert weaker["see"][0]["href"] == f"#{best['id']}"
    assert best["see"][0]["href"] == f"#{weaker['id']}"
    assert marks_of(weaker["rows"][0]["new"]["units"][0]) == []


def test_a_point_that_moved_alone_is_no_removal_where_it_was() -> None:
    """A point of a list that went to another article stands there, not struck through in its old list."""
    view = view_of(comparison())
    moved, left = item_of(view, "20.2.1)>11.4"), item_of(view, "20.2>20.2")
    assert [unit["ref"] for unit in moved["rows"][0]["old"]["units"]] == ["20.2.1)"]
    assert [row["old"]["units"][0]["ref"] for row in left["rows"]] == ["20.2", "20.2.2)"]
    assert (left["see"][0]["words"], left["percent"]) == ("Old 20.2.1) is shown at", 0)


def test_of_equally_good_links_the_first_shows_the_block() -> None:
    """The same comparison always gives the same page."""
    old = build("Article 1\n  1. All are equal.")
    new = build("Article 1\n  1. All are equal.\nArticle 2\n  1. All are equal.")
    first, second = items_of(view_of(connect(old, new, tie("1.1", "1.1"), tie("1.1", "2.1"))))
    assert first["rows"][0]["old"]["units"] and not second["rows"][0]["old"]["units"]


def test_new_text_that_stands_under_another_article_is_pointed_to_from_its_own() -> None:
    """A reader of an article that was cut off another one finds the way to its words."""
    old = build("Article 1\n  1. All are free. All are equal.")
    new = build("Article 1\n  1. All are free.\nArticle 2\n  1. All are equal.")
    view = view_of(connect(old, new, tie("1.1", "1.1 2.1", "split")))
    pointer = sections_of(view)[1]["items"][0]
    assert pointer["kind"] == "elsewhere"
    assert pointer["href"] == f"#{items_of(view)[0]['id']}"
    assert [cell["name"] for cell in view["strip"]][1] == "Article 2: split, 0 % of words"


def test_a_removed_paragraph_follows_the_one_printed_before_it() -> None:
    """A removed provision is seen in its context."""
    section = next(section for section in sections_of(view_of(comparison())) if section["id"] == "article-12")
    kinds = [(item["kind"], item.get("data", "")) for item in section["items"]]
    assert kinds == [("link", "12.1>12.1"), ("repealed", ""), ("link", "12.3>"), ("link", ">12.2")]


def test_an_article_of_which_nothing_is_left_has_a_section_of_its_own() -> None:
    """A removed article is as easy to find as a new one."""
    ids = [section["id"] for section in sections_of(view_of(comparison()))]
    assert ids == [
        *("article-preamble", "article-1", "article-10", "article-11", "article-12"),
        *("article-old-13", "article-old-14", "article-20"),
    ]


def test_a_first_paragraph_that_was_removed_stays_with_its_article() -> None:
    """A removed provision that opened its article is shown before what is left of that article."""
    old = build("Article 1\n  1. All are free.\nArticle 2\n  1. Slavery is banned.\n  2. All are equal.")
    new = build("Article 1\n  1. All are free.\nArticle 2\n  1. All are equal.")
    links = (tie("1.1", "1.1", "unchanged"), tie("2.2", "2.1", "unchanged"), tie("2.1", "", "removed"))
    second = sections_of(view_of(connect(old, new, *links)))[1]
    assert [item["data"] for item in second["items"]] == ["2.1>", "2.2>2.1"]


def test_repealed_numbers_are_shown_as_such_and_counted_apart() -> None:
    """What an edition had already repealed is never counted as removed by the new one."""
    view = view_of(comparison())
    assert {unit["ref"] for unit in units_of(view) if unit["repealed"]} == {"12.1.3)", "12.2", "14"}
    rows = {row["status"]: row for row in view["counts"]["rows"]}
    assert (rows["repealed"]["old"], rows["removed"]["old"]) == (2, 3)


@pytest.mark.parametrize("parts", [(), ("II",)])
def test_the_numbers_add_up(parts: tuple[str, ...]) -> None:
    """Every provision has one status, and the statuses add up to all provisions."""
    view = view_of(comparison(parts))
    rows = view["counts"]["rows"]
    for column in ("old", "new", "moved"):
        assert sum(row[column] for row in rows) == view["counts"][column]
    assert (view["counts"]["old"], view["counts"]["new"]) == ((9, 7) if parts else (14, 12))
    tiles = {tile["status"]: tile["number"] for tile in view["head"]["tiles"]}
    assert tiles == {row["status"]: row["new"] or row["old"] for row in rows if row["status"] != "repealed"} | {
        "moved": 2
    }


def test_the_first_screen_says_what_is_compared() -> None:
    """Title, part, dates, statuses and the sum of changes are known without scrolling."""
    head = view_of(comparison(("II",)))["head"]
    assert head["title"] == [{"text": "Constitution of Freedonia", "lang": ""}]
    assert head["compared"] == "Part\N{NO-BREAK SPACE}II: what changed"
    assert [edition["wording"] for edition in head["editions"]] == ["wording of 1 May 1990", "wording of 21 June 2020"]
    assert [edition["status"] for edition in head["editions"]] == ["in force", "draft"]
    assert "draft" in head["page_title"]
    assert head["lead"].startswith(
        "The new text has 7 provisions in Part II. 1 kept their words, 6 are changed or new."
    )
    assert head["first_change"] == "#link-11-to-10"


def test_the_first_screen_tells_what_became_of_a_draft() -> None:
    """Who sees that the new text is a draft also sees that it was adopted later, where its dates say so."""
    made = comparison()
    dates = (("draft", "2020-06-21"), ("adopted", "2020-09-01"))
    adopted = replace(made, new=replace(made.new, edition=replace(made.new.edition, dates=dates)))
    assert [edition["dates"] for edition in view_of(adopted)["head"]["editions"]] == [
        "",
        "Since then: adopted 1 September 2020.",
    ]


def test_a_text_against_itself_has_no_first_change() -> None:
    """Two equal texts give a page that says so instead of a dead link."""
    old = build("Article 1\n  1. All are free.")
    view = view_of(connect(old, old, tie("1.1", "1.1", "unchanged", 1.0)))
    assert (view["head"]["first_change"], view["changes"]) == ("", [])
    assert view["head"]["lead"] == "The new text has 1 provision. 1 kept their words, 0 are changed or new."


def test_added_and_removed_name_what_was_searched_and_the_best_candidate() -> None:
    """'Added' is a claim with its evidence: where it was searched and what came closest."""
    view = view_of(comparison())
    added, removed = item_of(view, ">12.2")["why"], item_of(view, "12.3>")["why"]
    assert (added["searched"], added["runner_up"]) == (
        "Searched in the whole old text.",
        "Next best: 10.1, 0.30.",
    )
    assert removed["searched"] == "Searched in the whole new text."
    assert item_of(view, "13.1>")["why"]["runner_up"] == "No other candidate shares a rare word."


def test_a_text_with_gaps_is_never_called_wholly_searched() -> None:
    """Where an edition lacks some of its provisions, the page does not claim more than it looked at."""
    made = comparison()
    gap = replace(made, old=replace(made.old, edition=replace(made.old.edition, left_out="Part IV")))
    searched = item_of(view_of(gap), ">12.2")["why"]["searched"]
    assert searched == "Searched in the old text as far as this edition has it. Not included: Part IV."


def test_doubt_and_moves_are_said_in_words() -> None:
    """A pairing that a person should check says so, and a move names both parts."""
    item = item_of(view_of(comparison()), "20.2.1)>11.4")
    assert item["doubtful"]
    assert item["moved_words"] == "moved from Part III to Part II"
    assert item["what"].startswith("reworded, moved, ")


def test_section_titles_name_both_numbers() -> None:
    """A reader who knows the old number finds the new one, and the other way round."""
    titles = {section["id"]: section["title"] for section in sections_of(view_of(comparison()))}
    assert titles["article-11"] == "Article 11, formerly 10, 20 (Part III)"
    assert titles["article-12"] == "Article 12, formerly 12"
    assert titles["article-old-13"] == "Article 13 of the old text, not continued"
    assert titles["article-preamble"] == "Preamble"


def test_every_printed_heading_is_shown_once() -> None:
    """Titles of parts and articles belong to the text as well."""
    view = view_of(comparison())
    shown = [
        (heading["side"], heading["eid"])
        for section in sections_of(view)
        for headings in section["headings"].values()
        for heading in headings
    ]
    wanted = [
        (side, one.eid)
        for side, document in zip(("old", "new"), editions(), strict=True)
        for one in document.provisions()
        if one.kind in ("part", "article")
    ]
    assert sorted(shown) == sorted(wanted)


def test_identifiers_say_what_they_are_and_are_unique() -> None:
    """A link to a provision can be written by hand and never hits another one."""
    view = view_of(comparison())
    ids = [unit["id"] for unit in units_of(view)]
    ids += [item["id"] for item in items_of(view)] + [section["id"] for section in sections_of(view)]
    headings = [one for section in sections_of(view) for side in section["headings"].values() for one in side]
    ids += [heading["id"] for heading in headings if heading["id"]]
    assert len(ids) == len(set(ids))
    assert {"old-art-12-para-1-al-2", "new-art-12-para-1-subpara-1", "new-art-10", "new-art-12", "old-part-II"} <= set(
        ids
    )


def test_subparagraphs_stand_beside_their_counterparts() -> None:
    """In a long list each point is read next to what became of it."""
    rows = item_of(view_of(comparison()), "12.1>12.1")["rows"]
    pairs = [tuple(tuple(unit["ref"] for unit in row[side]["units"]) for side in ("old", "new")) for row in rows]
    assert pairs == [
        (("12.1",), ("12.1",)),
        (("12.1.1)",), ("12.1.1)",)),
        (("12.1.2)",), ("12.1.2)",)),
        (("12.1.3)",), ()),
        (("12.1#2",), ("12.1#2",)),
    ]


def test_blocks_of_several_articles_in_one_column_say_where_they_stand() -> None:
    """A paragraph 1 that follows a paragraph 3 of another article is not taken for that article's first."""
    old = build("Part I\n  Article 1\n    1. All are free. All are equal.")
    new = build("Part I\n  Article 1\n    1. All are free.\nPart II\n  Article 5\n    1. All are equal.")
    cell = items_of(view_of(connect(old, new, tie("1.1", "1.1 5.1", "split"), parts=("I",))))[0]["rows"][0]["new"]
    assert [(unit["ref"], unit["place"]) for unit in cell["units"]] == [("1.1", ""), ("5.1", "5.1 (Part II)")]
    assert [ref["ref"] for ref in cell["refs"]] == ["1.1"]


def test_marks_show_what_left_and_what_came() -> None:
    """The old column marks only removals, the new column only additions."""
    row = item_of(view_of(comparison()), "12.1>12.1")["rows"][4]
    assert marks_of(row["old"]["units"][0]) == [("del", "everyone")]
    assert marks_of(row["new"]["units"][0]) == [("ins", "all citizens")]


def test_differences_of_print_carry_no_mark_and_are_counted() -> None:
    """Look-alike letters, quotation marks, dashes, spaces and capitals make no change where there is none."""
    old = build("1-бап\n  1. «Бiз» – халық,  тең.", language="kk")
    new = build("1-бап\n  1. “Біз” - Халық, тең.", language="kk")
    view = view_of(connect(old, new, tie("1.1", "1.1", "unchanged", 1.0)))
    assert [marks_of(unit) for unit in units_of(view)] == [[], []]
    assert [text_of(unit) for unit in units_of(view)] == ["«Бiз» – халық,  тең.", "“Біз” - Халық, тең."]
    assert int(view["folded"].split()[0]) >= 5


def test_a_comma_that_can_be_read_is_marked_even_when_it_is_called_typographic() -> None:
    """A change that a reader can see on paper is never hidden."""
    old, new = build("Article 1\n  1. Free equal."), build("Article 1\n  1. Free, equal.")
    made = connect(old, new, tie("1.1", "1.1"))
    hunks = (
        Hunk("equal", "1.1", (0, 4), "1.1", (0, 4)),
        Hunk("insert", "1.1", (4, 4), "1.1", (4, 5), "typographic"),
        Hunk("equal", "1.1", (4, 11), "1.1", (5, 12)),
    )
    view = view_of(replace(made, links=(replace(made.links[0], hunks=hunks),)))
    assert [marks_of(unit) for unit in units_of(view)] == [[], [("ins", ",")]]


def test_moved_words_are_neither_removed_nor_added() -> None:
    """Words that only changed their place are shown as moved on both sides."""
    old, new = build("Article 1\n  1. Free. Equal."), build("Article 1\n  1. Equal. Free.")
    made = connect(old, new, tie("1.1", "1.1"))
    hunks = (
        Hunk("move", "1.1", (0, 6), "1.1", (7, 12), "substantive"),
        Hunk("equal", "1.1", (6, 12), "1.1", (0, 7)),
    )
    view = view_of(replace(made, links=(replace(made.links[0], hunks=hunks),)))
    assert [marks_of(unit) for unit in units_of(view)] == [[("move", "Free. ")], [("move", "Free.")]]


def test_changes_are_chained_in_the_order_of_the_page() -> None:
    """From each change the previous and the next one are one step away."""
    view = view_of(comparison())
    changed = [item for item in items_of(view) if item["changed"]]
    assert [change["href"] for change in view["changes"]] == [f"#{item['id']}" for item in changed]
    assert [item["next"] for item in changed[:-1]] == [f"#{item['id']}" for item in changed[1:]]
    assert [item["previous"] for item in changed[1:]] == [f"#{item['id']}" for item in changed[:-1]]
    assert (changed[0]["previous"], changed[-1]["next"]) == ("", "")


def test_lists_name_what_was_added_removed_and_moved() -> None:
    """The three questions a reader asks first are answered at the top, each with a link to the place."""
    lists = {one["id"]: [entry["title"] for entry in one["entries"]] for one in view_of(comparison())["summary"]}
    assert lists["list-added"] == ["12.2"]
    assert lists["list-removed"] == ["12.3", "13.1", "13.2"]
    assert lists["list-moved"] == ["11 → 10", "20.2.1) → 11.4"]


def test_notes_stand_with_their_articles_and_the_others_are_counted() -> None:
    """An editorial note is shown where it belongs, apart from the law; none disappears silently."""
    whole, part = view_of(comparison()), view_of(comparison(("II",)))
    notes = {
        section["id"]: [note["text"] for note in section["notes"]] for section in sections_of(whole) if section["notes"]
    }
    assert notes == {
        "article-11": ["Amended in 2007."],
        "article-12": ["Paragraph 2 was repealed in 2017."],
        "article-20": ["About judges."],
    }
    assert [note["text"] for note in whole["notes"]["headings"]] == [
        "The title was changed in 1999.",
        "Courts have notes too.",
    ]
    assert whole["notes"]["outside"] == ""
    assert [note["text"] for note in part["notes"]["headings"]] == ["The title was changed in 1999."]
    assert part["notes"]["outside"] == "2 more notes belong to provisions that this page does not show."


def test_what_is_printed_around_the_articles_is_shown() -> None:
    """Status lines, titles and signatures of both texts are on the page."""
    frame = {part["name"]: [side["blocks"] for side in part["sides"]] for part in view_of(comparison())["frame"]}
    assert frame["preface"] == [("Constitution of Freedonia",), ("DRAFT", "Constitution of Freedonia")]
    assert frame["conclusions"] == [("Signed by the assembly.",), ()]


def test_doubts_are_printed() -> None:
    """Every doubt of the parser and of the comparison reaches the reader."""
    notices = view_of(comparison())["notices"]
    assert [(one["title"], one["entries"]) for one in notices] == [
        ("Comparison: weak pair (1)", [{"where": "11.4", "message": "The best two candidates are close."}])
    ]


def test_sources_are_named_with_their_digests() -> None:
    """Anybody can check that the files compared are the files meant; what is unknown is said to be."""
    sources = [{fact["name"]: fact["value"] for fact in source["facts"]} for source in view_of(comparison())["sources"]]
    assert sources[0]["SHA-256 (digest of the file)"] == "0" * 63 + "a"
    assert (sources[1]["Status"], sources[1]["File"]) == ("draft", "new.txt")
    bare = build("Article 1\n  1. All are free.")
    unknown = view_of(connect(bare, bare, tie("1.1", "1.1", "unchanged")))["sources"][0]["facts"]
    assert {fact["name"]: fact["value"] for fact in unknown}["Title"] == "not stated"


def test_a_comparison_that_does_not_rebuild_a_text_is_refused() -> None:
    """No page is written from a comparison that lost or doubled a character."""
    made = comparison()
    links = list(made.links)
    links[2] = replace(links[2], hunks=links[2].hunks[:-1])
    with pytest.raises(ReportError, match=r"does not rebuild the old text of 1\.2"):
        view_of(replace(made, links=tuple(links)))


def test_a_provision_without_a_link_is_refused() -> None:
    """No page is written that silently leaves a provision out."""
    with pytest.raises(ReportError, match=r"the new provision 12\.2 stands in no link"):
        view_of(comparison((), tuple(link for link in LINKS if link.new != ("12.2",))))
