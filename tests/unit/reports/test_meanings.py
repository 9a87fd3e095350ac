"""What the page says about the meaning of changes: findings, guarantees, numbers, claims, notes, the flow picture."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest
from msgspec.structs import replace

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison, EditorNote
from constitution_diff.observations import Claim, ClaimSource, Observations
from constitution_diff.pipeline import compare, load
from constitution_diff.reports.to_html import to_html
from constitution_diff.verification import verify
from tests.comparisons import comparison
from tests.pages import Element, read_page

LANGUAGES = ("en", "kk", "ru")
CLAIMS = (
    Claim("c1", "The term of detention is no longer in the text.", new=("18.2",)),
    Claim("c2", "A wholly new right.", new=("18.3",), verdict="new", note="Read by a person."),
)
NOTES = (
    EditorNote((), ("18.2",), "The hours are gone.", "A. Editor", "2026-02-20", "en"),
    EditorNote(("1.1",), (), "This stands outside.", "B. Editor", ""),
)


@lru_cache(maxsize=1)
def made() -> Comparison:
    """Part II of the bundled pair, with claims and notes."""
    bare = compare(load("kz-1995"), load("kz-2026"), ("II",))
    claims = (ClaimSource("A summary", "A paper", "2026-02-16", language="en"), CLAIMS)
    return replace(bare, observations=annotate(bare, load_language("en"), claims), editor_notes=NOTES)


def observed() -> Observations:
    observations = made().observations
    assert observations is not None
    return observations


@lru_cache(maxsize=3)
def html(language: str) -> str:
    return to_html(made(), language, "constitution-diff report", "1.2.3")


@lru_cache(maxsize=3)
def page_in(language: str) -> Element:
    return read_page(html(language))


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> Element:
    return page_in(request.param)


def section(page: Element, name: str) -> Element:
    (found,) = page.find("section", id=name)
    return found


def said(element: Element) -> str:
    return " ".join(element.text().split())


def test_every_finding_is_on_the_page_once_with_its_hooks(page: Element) -> None:
    """A reader and a scraper find each finding once, by kind and topic, under its own address."""
    shown = {
        one.attributes["id"]: (one.attributes["data-kind"], one.attributes["data-topic"])
        for one in page.walk()
        if "data-kind" in one.attributes
    }
    assert shown == {one.id: (one.kind, one.topic) for one in observed().findings}


def test_a_major_finding_says_why_in_the_words_of_the_page(page: Element) -> None:
    """Each major finding has its sentence in the language of the interface, its rule, and the law's own words."""
    language = page.find("html")[0].attributes["lang"]
    for finding in observed().findings:
        if finding.weight == "major" and finding.kind != "relocated":
            (one,) = page.find(id=finding.id)
            assert dict(finding.explanation)[language] in one.text()
            assert one.attributes["data-rule"] == finding.rule
            near = "".join(up.text() for up in list(one.ancestors())[:2])
            assert all(word.rstrip(".")[:40] in near for word in (*finding.old_words[:1], *finding.new_words[:1]))


def test_findings_lead_to_both_texts_and_changes_lead_to_findings(page: Element) -> None:
    """From a finding one click shows the provision, from a provision one click shows what the change means."""
    ids = {one.attributes["id"] for one in page.walk() if "id" in one.attributes}
    hrefs = [one.attributes["href"] for one in section(page, "findings").find("a")]
    assert "#link-16-2-to-18-2" in hrefs
    assert {href[1:] for href in hrefs} <= ids
    (link,) = page.find(id="link-16-2-to-18-2")
    assert [one.attributes["data-side"] for one in link.walk() if "data-ref" in one.attributes][::2] == ["old", "new"]
    targets = {one.attributes["href"][1:] for one in link.find("a")}
    assert targets & {one.id for one in observed().findings if one.new == ("18.2",)}


def test_the_table_of_kinds_counts_every_finding(page: Element) -> None:
    """The numbers over the findings add up to the findings below."""
    kinds = section(page, "findings").find("table")[0]
    assert sum(int(cell.text()) for cell in kinds.find("td", klass="n")) == len(observed().findings)


def test_the_guarantees_add_up(page: Element) -> None:
    """Each guarantee of the old text has one fate, and the fates add up to the whole."""
    ledger = section(page, "ledger")
    rows = {
        one.attributes["data-fate"]: int(one.find("td", klass="n")[0].text())
        for one in ledger.find("tr")
        if "data-fate" in one.attributes
    }
    count = Counter(entry.fate for entry in observed().ledger)
    assert rows == {fate: count[fate] for fate in rows}
    assert set(count) <= set(rows)
    (total,) = ledger.find("tr", klass="sum")
    assert int(total.find("td", klass="n")[0].text()) == sum(rows.values()) == len(observed().ledger)


def test_every_changed_number_stands_with_both_contexts(page: Element) -> None:
    """The seventy-two hours that are gone are listed with the words around them, old and new."""
    words = said(section(page, "amounts"))
    assert observed().numbers
    for change in observed().numbers:
        assert " ".join(change.old_context.split()) in words
        assert " ".join(change.new_context.split()) in words
    assert "seventy-two hours" in words


def test_clauses_holders_citations_and_renamings_are_listed(page: Element) -> None:
    """Who asks about conditions, about who is meant, about references or about names finds a list of each."""
    amounts = section(page, "amounts")
    rows = [said(row) for row in amounts.find("tr")]
    for count in observed().conditions:
        if count.entered or count.left:
            assert any(
                row.startswith(f"{count.article} {count.old} {count.new}".replace(" ", "")) for row in map(_bare, rows)
            )
    for shift in observed().holders:
        assert any(" ".join(shift.old_words.split()[:5]) in row for row in rows)
    for change in observed().references:
        assert change.old_words in amounts.text()
    for one in made().renamings:
        assert any(one.old in row and one.new in row and row.endswith(str(one.count)) for row in rows)


def _bare(row: str) -> str:
    return row.replace(" ", "")


def test_claims_have_a_verdict_a_reason_and_both_quotations(page: Element) -> None:
    """A claim stands with its verdict, who gave it, and the findings that no claim mentions are listed after it."""
    claims = section(page, "claims")
    shown = {one.attributes["data-claim"]: one for one in claims.find("li") if "data-claim" in one.attributes}
    for verdict in observed().claims:
        one = shown[verdict.claim.id]
        assert one.attributes["data-verdict"] == verdict.verdict
        assert verdict.claim.text in one.text()
    by_hand = {"en": "set by a person", "ru": "указано человеком", "kk": "адам көрсеткен"}
    assert by_hand[page.find("html")[0].attributes["lang"]] in shown["c2"].text()
    assert "Read by a person." in shown["c2"].text()
    missed = {one.attributes["href"][1:] for one in claims.find("a")} & {one.id for one in observed().findings}
    assert missed == set(observed().unclaimed)


def test_a_newsroom_note_stands_beside_its_provision_in_the_editors_voice(page: Element) -> None:
    """A note is signed and dated, never looks like law, and none is lost when its provision is not shown."""
    (link,) = page.find(id="link-16-2-to-18-2")
    (note,) = link.find(klass="editors")
    assert note.attributes["data-voice"] == "editor"
    assert "The hours are gone." in note.text()
    date = {"en": "20 February 2026", "ru": "20 февраля 2026 года", "kk": "2026 жылғы 20 ақпан"}
    assert f"A. Editor, {date[page.find('html')[0].attributes['lang']]}" in note.text()
    assert "This stands outside." in section(page, "editors").text()


def test_law_and_editor_never_share_an_element(page: Element) -> None:
    """With everything shown, each visible word still has one voice."""
    body = page.find("body")[0]
    (skip,) = body.find("a", klass="skip")
    for one in body.walk():
        voices = [up.attributes["data-voice"] for up in one.ancestors() if "data-voice" in up.attributes]
        assert len(voices) <= 1, one.attributes
        if "".join(child for child in one.children if isinstance(child, str)).strip() and one is not skip:
            assert voices, one.text()


def test_the_flow_picture_has_its_numbers_in_a_table(page: Element) -> None:
    """One line in the picture, one row in the table; moves from other parts, splits and stubs are there and named."""
    flow = section(page, "flow")
    (svg,) = flow.find("svg")
    assert [len(svg.find(tag)) for tag in ("title", "desc")] == [1, 1] and len(flow.find("figcaption")) == 1
    rows = [[cell.text() for cell in row.find("td")] for row in flow.find("tr") if row.find("td")]
    assert len(svg.find("path")) == len(rows)
    labels = {one.text() for one in svg.find("text")}
    for old, new, number in rows:
        assert {old, new} <= labels
        assert int(number) > 0
    pairs = {(old.split()[0], new.split()[0]) for old, new, _ in rows}
    assert {("13", "12"), ("77", "19"), ("31", "37"), ("38", "37"), ("18", "20"), ("18", "21")} <= pairs
    assert len(svg.find(klass="out")) == sum("(" in old or "(" in new for old, new, _ in rows) >= 1
    assert len(svg.find(klass="come")) >= 1


def test_every_unit_can_be_quoted_with_its_source() -> None:
    """The page gives work, language, date and status of either text once, and every provision its number and address."""
    page = page_in("en")
    (lines,) = [one.find("li") for one in page.find(id="texts")[0].find("div", klass="small")]
    wanted = (("17 September 2022", "repealed"), ("12 February 2026", "draft"))
    for line, (date, status) in zip(lines, wanted, strict=True):
        said_of_text = "Constitution of the Republic of Kazakhstan, English, unofficial translation"
        assert said(line) == f"{said_of_text}, wording of {date}, {status}"
    named = {(one.attributes["href"], said(one)) for link in page.find(klass="link") for one in link.find("a")}
    for one in page.walk():
        if "data-ref" in one.attributes:
            assert (f"#{one.attributes['id']}", one.attributes["data-ref"]) in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_still_agrees_with_itself(language: str) -> None:
    """What is said about the changes alters no word, mark or number that can be verified."""
    assert [check.name for check in verify(html(language).encode()) if check.state == "altered"] == []


def test_a_comparison_without_observations_has_no_empty_sections() -> None:
    """Who only links and diffs gets a page that does not speak of findings."""
    page = read_page(to_html(replace(comparison(), observations=None)))
    assert {one.attributes.get("id") for one in page.find("section")}.isdisjoint(
        {"findings", "ledger", "amounts", "claims"}
    )
    assert "#findings" not in {one.attributes["href"] for one in page.find("a")}


def test_words_of_claims_and_notes_stay_words() -> None:
    """Markup in a claims or notes file is shown as text."""
    hostile = '<script>alert(1)</script>" onload="x'
    notes = (EditorNote((), ("18.2",), hostile, hostile, hostile, ""),)
    page = read_page(to_html(replace(made(), editor_notes=notes)))
    assert len(page.find("script")) == 1
    assert hostile in page.find(klass="editors")[0].text()
