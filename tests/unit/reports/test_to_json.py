from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from constitution_diff.model import ArticleLink, Comparison, Document, Edition, EditorNote, Notice, Provision
from constitution_diff.reports.to_json import (
    SCHEMAS,
    alignment_json,
    document_json,
    dump_json,
    edition_json,
    read_schema,
    report_json,
)
from tests.builders import build
from tests.comparisons import comparison

TEXT = """
    preface: DRAFT
    preamble: We, the people,
    preamble: enact this.
    Part II Rights
      Chapter 1 General
        Article 12. Citizenship
          1. First block.
            + Second block.
          note footnote: Amended in 2007.
          2. [repealed]
      Article 34
        One paragraph.
      Article 52
        5. Text.
          + In the event of:
            1) the first:
              a) deeper.
    conclusion: Signed.
"""


def check(value: dict[str, Any]) -> None:
    """Fail unless a value obeys the schema it names, also after it was written and read."""
    schema = read_schema(value["schema"].split("/")[1])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(dump_json(value)))


def test_a_document_has_the_fields_of_the_contract() -> None:
    """The JSON of a text has every field the contract names, in the documented form."""
    value = document_json(build(TEXT, id="x", title="T"))
    check(value)
    assert value["schema"] == "constitution-diff/document/1"
    assert value["edition"] == {"id": "x", "title": "T", "language": "en"}
    assert value["preamble"] == "We, the people,\nenact this."
    assert (value["preface"], value["conclusions"]) == (["DRAFT"], ["Signed."])
    part = value["parts"][0]
    assert (part["num"], part["heading"], part["eId"]) == ("II", "Rights", "part_II")
    assert part["articles"] == ["12", "34", "52"]
    assert value["notes"] == [{"after": "12.1#2", "text": "Amended in 2007.", "kind": "footnote"}]


def test_provisions_stand_one_by_one_in_reading_order() -> None:
    """Each block of text has one entry, an article one more with its heading; nothing else is there."""
    value = document_json(build(TEXT))
    assert [(one["ref"], one["kind"], one["text"]) for one in value["provisions"]] == [
        ("part II chapter 1", "chapter", ""),
        ("12", "article", ""),
        ("12.1", "paragraph", "First block."),
        ("12.1#2", "alinea", "Second block."),
        ("12.2", "paragraph", ""),
        ("34", "article", ""),
        ("34", "paragraph", "One paragraph."),
        ("52", "article", ""),
        ("52.5", "paragraph", "Text."),
        ("52.5#2", "alinea", "In the event of:"),
        ("52.5#2.1)", "subparagraph", "the first:"),
        ("52.5#2.1).a)", "point", "deeper."),
    ]


def test_a_provision_says_what_it_is_and_where() -> None:
    """An entry carries number, label, part, article and status, and null where there is nothing to say."""
    by_ref = {(one["ref"], one["kind"]): one for one in document_json(build(TEXT))["provisions"]}
    assert by_ref["12.2", "paragraph"] == {
        "ref": "12.2",
        "eId": "art_12__para_2",
        "kind": "paragraph",
        "num": "2",
        "heading": None,
        "part": "II",
        "article": "12",
        "status": "repealed",
        "text": "",
        "label": "2.",
    }
    assert by_ref["12", "article"]["heading"] == "Citizenship"
    assert by_ref["part II chapter 1", "chapter"]["article"] is None
    assert by_ref["34", "paragraph"]["eId"] == by_ref["34", "article"]["eId"] == "art_34"


def test_a_text_without_parts_or_preamble_is_complete() -> None:
    """Articles outside parts are there, and what does not exist is empty or null."""
    value = document_json(build("Article 1\n  Text."))
    check(value)
    assert value["parts"] == []
    assert value["preamble"] is None
    assert [(one["ref"], one["part"]) for one in value["provisions"]] == [("1", None), ("1", None)]


def test_text_of_a_part_itself_is_not_lost() -> None:
    """A part that holds text of its own, or stands inside another, has an entry like any other unit."""
    inner = Provision("part", "1", "Part 1", "part I part 1", "part_I__part_1")
    part = Provision("part", "I", "Part I", "part I", "part_I", "", "Loose text.", "", (inner,))
    value = document_json(Document(Edition(), body=(part,)))
    check(value)
    assert [(one["ref"], one["text"]) for one in value["provisions"]] == [
        ("part I", "Loose text."),
        ("part I part 1", ""),
    ]


def test_an_edition_shows_what_is_known_in_a_fixed_order() -> None:
    """Unknown facts are absent, not empty, and dates keep their names."""
    edition = Edition(sha256="0" * 64, id="kz", dates=(("adopted", "1995-08-30"), ("adopted", "1998-10-07")))
    assert list(edition_json(edition)) == ["id", "sha256", "dates"]
    assert edition_json(edition)["dates"][1] == {"name": "adopted", "date": "1998-10-07"}
    assert edition_json(Edition()) == {}


def test_an_alignment_has_the_fields_of_the_contract() -> None:
    """Every link says which provisions, how they are related, how sure that is, and by which evidence."""
    made = comparison()
    value = alignment_json(Comparison(made.old, made.new, made.links, (ArticleLink(("10",), ("11",), 0.75),)))
    check(value)
    assert value["old"]["id"] == "fr-1990"
    split = next(link for link in value["links"] if link["relation"] == "split")
    assert split == {
        "old": ["10.2"],
        "new": ["11.2", "11.3"],
        "relation": "split",
        "moved": None,
        "score": 0.9,
        "reason": "shared words",
        "runner_up": None,
        "by": "method",
        "doubtful": False,
    }
    added = next(link for link in value["links"] if link["relation"] == "added")
    assert (added["old"], added["runner_up"]) == ([], {"ref": "10.1", "score": 0.3})
    assert value["articles"] == [{"old": ["10"], "new": ["11"], "score": 0.75}]


def test_scores_are_rounded() -> None:
    """A score has four digits, so that every machine writes the same file."""
    made = comparison()
    value = alignment_json(Comparison(made.old, made.new, (), (ArticleLink(("1",), ("1",), 1 / 3),)))
    assert value["articles"][0]["score"] == 0.3333


def test_the_hunks_of_a_report_rebuild_both_texts() -> None:
    """From the JSON alone both texts of every linked provision can be put together again."""
    value = report_json(comparison(), "1.2.3")
    check(value)
    assert value["tool"] == {"name": "constitution-diff", "version": "1.2.3"}
    for side in ("old", "new"):
        texts = {one["ref"]: one["text"] for one in value["provisions"][side] if one["kind"] != "article"}
        for link in value["links"]:
            built: dict[str, str] = {}
            for hunk in link["hunks"]:
                start, end = hunk[side]
                if end > start:
                    ref = hunk[f"{side}_ref"]
                    built[ref] = built.get(ref, "") + texts[ref][start:end]
            for ref, text in built.items():
                assert text == texts[ref]
            assert all(ref in built for ref in link[side] if texts[ref])


def test_counts_add_up_to_the_links() -> None:
    """The totals of a report are those of its links."""
    value = report_json(comparison())
    counts = dict(value["counts"])
    assert counts.pop("moved") == sum(link["moved"] is not None for link in value["links"])
    assert sum(counts.values()) == len(value["links"])
    assert list(counts) == ["unchanged", "edited", "rewritten", "split", "merged", "added", "removed"]


def test_a_report_of_one_part_shows_what_came_from_elsewhere() -> None:
    """A provision that came into the part from outside stands in the report with its article, and nothing else does."""
    inside = tuple(link for link in comparison().links if {"20.2.1)", "10.1", "12.3"} & set(link.old))
    value = report_json(Comparison(*(comparison().old, comparison().new), inside, parts=("II",)))
    check(value)
    old = [one["ref"] for one in value["provisions"]["old"]]
    assert [ref for ref in old if ref.startswith("20")] == ["20", "20.2", "20.2.1)"]
    assert "1.1" not in old
    assert {"10.1", "12.3", "14"} <= set(old)
    assert value["parts"] == ["II"]
    assert "Amended in 2007." in [note["text"] for note in value["notes"]["old"]]
    assert "Courts have notes too." not in [note["text"] for note in value["notes"]["old"]]


def test_the_preamble_is_in_a_report_of_whole_texts() -> None:
    """Links may name the preamble, so its text is there to look up."""
    value = report_json(comparison())
    assert value["provisions"]["old"][0]["ref"] == "preamble"
    assert value["provisions"]["new"][0]["text"] == "We, the free people,\nadopt this law."


def test_notices_of_texts_and_comparison_are_kept_apart() -> None:
    """A reader sees which doubt is about which text."""
    made = comparison()
    old = Document(made.old.edition, body=made.old.body, notices=(Notice("numbering_gap", "5", "A gap."),))
    value = report_json(Comparison(old, made.new, (), notices=made.notices))
    assert [one["code"] for one in value["notices"]["old"]] == ["numbering_gap"]
    assert [one["code"] for one in value["notices"]["comparison"]] == ["weak_pair"]


@pytest.mark.parametrize(
    "text", ["Қазақстан «ә» \u202e", "[\n  1,\n  2\n]", "line\nbreak \0 \u2028", "lone \ud800 surrogate"]
)
def test_json_text_can_be_written_and_read(text: str) -> None:
    """Any text can be written as UTF-8 and comes back the same; letters are not escaped."""
    written = dump_json({"text": text, "old": [0, 5]})
    assert json.loads(written.encode("utf-8").decode("utf-8")) == {"text": text, "old": [0, 5]}
    assert written.endswith("}\n")
    assert "[0, 5]" in written
    assert "ә" not in text or "ә" in written


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_describe_every_field(name: str) -> None:
    """Each schema is a valid one, names its kind, and every field of an output stands in it."""
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": f"constitution-diff/{name}/1"}
    made = comparison()
    outputs = {"document": document_json(made.old), "alignment": alignment_json(made), "report": report_json(made)}
    assert list(outputs[name]) == list(schema["properties"])
    assert list(outputs[name]) == schema["required"]


def test_the_schema_refuses_what_the_contract_does_not_allow() -> None:
    """A misspelt relation or a missing field is caught by the schema."""
    schema = Draft202012Validator(read_schema("alignment"))
    value = alignment_json(comparison())
    assert not list(schema.iter_errors(value))
    wrongs: tuple[dict[str, object], ...] = (
        {"relation": "renamed"},
        {"score": 1.5},
        {"old": [], "new": []},
        {"moved": "renumbered"},
    )
    for wrong in wrongs:
        assert list(schema.iter_errors({**value, "links": [{**value["links"][0], **wrong}]}))
    assert list(schema.iter_errors({key: value[key] for key in value if key != "links"}))


def test_notes_of_a_newsroom_are_in_the_record() -> None:
    """What the editors say beside a provision leaves the page with the data, signed and dated, and apart from the law."""
    note = EditorNote((), ("11.2",), "See the ruling.", "A. Editor", "2026-02-20", "en")
    undated = EditorNote(("10.1",), (), "Asked.", "B. Editor", "")
    value = report_json(replace(comparison(), editor_notes=(note, undated)))
    check(value)
    assert value["editor_notes"][0] == {
        "old": [],
        "new": ["11.2"],
        "text": "See the ruling.",
        "author": "A. Editor",
        "date": "2026-02-20",
        "lang": "en",
    }
    assert (value["editor_notes"][1]["date"], value["editor_notes"][1]["lang"]) == (None, None)
    assert "See the ruling." not in dump_json({**value, "editor_notes": []})
