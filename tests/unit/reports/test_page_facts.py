"""What a page states as a fact: statuses, sources, evidence, the list of changes, and how its marks lie."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import statistics
from pathlib import Path
from typing import Any

import pytest

from constitution_diff.languages import load_language
from constitution_diff.model import Comparison, Document
from constitution_diff.pipeline import compare, load
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.to_html import to_html
from constitution_diff.reports.to_json import dump_json, report_json
from constitution_diff.text import fold_text
from tests.builders import build
from tests.pages import Element, read_page
from tests.unit.reports.test_labels import VERDICTS

STATUSES = {"unchanged", "edited", "rewritten", "split", "merged", "added", "removed", "repealed"}


@pytest.fixture(scope="module", params=["en", "ru", "kk"])
def made(request: pytest.FixtureRequest) -> tuple[Comparison, Element, str]:
    """Part II of the bundled pair in English, of the official one in Russian and Kazakh, with its page."""
    language = request.param
    if language == "en":
        old, new = load("kz-1995", "en"), load("kz-2026", "en")
    else:
        files: dict[str, Path] = request.getfixturevalue("official")
        old, new = (load(str(files[f"{edition}:{language}"]), language) for edition in ("kz-1995", "kz-2026"))
    comparison = compare(old, new, ("II",))
    return comparison, read_page(_closed(to_html(comparison, language, "constitution-diff report", "1.2.3"))), language


def _closed(html: str) -> str:
    """Shapes of a picture may close themselves; the reader of the tests wants every element closed."""
    return re.sub(r"<(path|rect)([^>]*)/>", r"<\1\2></\1>", html)


def links_of(page: Element) -> list[Element]:
    return [one for one in page.walk() if "data-link" in one.attributes]


def statuses_in(record: dict[str, Any], side: str) -> list[tuple[str, str | None]]:
    """The status of every provision of the compared part, worked out from the record alone: that of its first words."""
    provisions: dict[str, list[str]] = {}
    for one in record["provisions"][side]:
        if one["part"] in record["parts"] and one["text"]:
            provisions.setdefault(re.split(r"__(?:subpara|al|point)_", one["eId"])[0], []).append(one["ref"])
    found = []
    for first, *_ in provisions.values():
        held = [
            link
            for link in record["links"]
            if any(hunk[f"{side}_ref"] == first and hunk[side][0] < hunk[side][1] for hunk in link["hunks"])
        ]
        best = max(held, key=lambda link: (first in link[side], link["score"]))
        found.append((best["relation"], best["moved"]))
    return found


def facts_of(page: Element) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(page.find("script")[0].text())
    return facts


def test_every_provision_has_one_status_and_the_totals_agree(made: tuple[Comparison, Element, str]) -> None:
    """Table, tiles, data of the page and the record count the same provisions, and the statuses add up to all of them."""
    comparison, page, _ = made
    assert {one.attributes["data-relation"] for one in links_of(page)} <= STATUSES
    rows = {
        one.attributes["data-status"]: tuple(int(cell.text()) for cell in one.find("td", klass="n"))
        for one in page.find("tr")
        if "data-status" in one.attributes
    }
    total = rows["all"]
    assert tuple(map(sum, zip(*(row for name, row in rows.items() if name != "all"), strict=True))) == total
    record = json.loads(dump_json(report_json(comparison, "1")))
    sides = {side: statuses_in(record, side) for side in ("old", "new")}
    assert tuple(len(found) for found in sides.values()) == total[:2]
    for name, (old, new, moved) in rows.items():
        if name != "all":
            assert [sum(status == name for status, _ in found) for found in sides.values()] == [old, new], name
            assert sum(status == name and bool(went) for status, went in sides["new"]) == moved, name
    counts = facts_of(page)["counts"]
    assert (counts["old"], counts["new"], counts["moved"]) == total


def test_added_and_removed_name_what_was_searched(made: tuple[Comparison, Element, str]) -> None:
    """Nothing is called new before the whole old text was searched; the nearest provision stands beside the claim."""
    _, page, language = made
    say = load_labels(language).say
    singles = [one for one in links_of(page) if one.attributes["data-relation"] in ("added", "removed")]
    assert singles
    for one in singles:
        why = one.find(klass="why")[0].text()
        side = "new" if one.attributes["data-relation"] == "removed" else "old"
        asked = (say(f"why.searched_{side}"), say(f"why.searched_partly_{side}", left_out="\0").split("\0")[0])
        assert any(words in why for words in asked)
        assert re.search(say("why.runner_up", ref="X", score="Y").replace("X", r"\S+").replace("Y", r"\d\.\d\d"), why)


def test_what_came_from_another_part_is_moved_and_not_added(made: tuple[Comparison, Element, str]) -> None:
    """The presumption of innocence and its neighbours stood in article 77: they are moves from there."""
    links = {one.attributes["data-link"].split(">")[1]: one.attributes for one in links_of(made[1])}
    for ref in ("19.1", "19.2", "19.3"):
        assert links[ref]["data-moved"] == "other_part"
        assert links[ref]["data-link"].startswith("77.3.")


def test_every_pairing_says_how_it_was_found_and_how_sure_it_is(made: tuple[Comparison, Element, str]) -> None:
    """Method and score stand at each link; those to be checked say so in words, and no others do."""
    comparison, page, language = made
    say = load_labels(language).say
    links = {f"{';'.join(link.old)}>{';'.join(link.new)}": link for link in comparison.links}
    warnings = (say("link.doubtful"), say("link.doubtful_single"))
    for one in links_of(page):
        link = links[one.attributes["data-link"]]
        why = one.find(klass="why")[0].text()
        assert f"{say(f'why.by_{link.by}')} {say('why.score', score=f'{link.score:.2f}')}" in why
        assert any(words in one.text() for words in warnings) == link.doubtful


def test_reasons_speak_the_language_of_the_page(made: tuple[Comparison, Element, str]) -> None:
    """No reason of a link is left in English on a page in another language."""
    _, page, language = made
    for why in page.find("p", klass="why"):
        assert not why.find("span"), why.text()
        if language != "en":
            quoted = re.sub(r"“[^”]*”", "", why.text())
            assert not re.search(r"[A-Za-z]{4}", quoted), why.text()


def test_the_list_of_changes_is_the_changes(made: tuple[Comparison, Element, str]) -> None:
    """The list before the texts has one entry for each changed link, in the order of the page, and leads to it."""
    _, page, _ = made
    changed = [
        one.attributes["id"]
        for one in links_of(page)
        if one.attributes["data-relation"] != "unchanged" or one.attributes["data-moved"]
    ]
    assert [one.attributes["href"][1:] for one in page.find(id="changes")[0].find("a")] == changed


def test_sources_are_named_whole(made: tuple[Comparison, Element, str], request: pytest.FixtureRequest) -> None:
    """Title, language, date, status, publisher, file and digest stand at the end, and the digest is the file's."""
    comparison, page, language = made
    labels = load_labels(language)
    for side, section in zip(("old", "new"), page.find(id="sources")[0].find("h3"), strict=True):
        assert section.parent is not None
        names = [one.text() for one in section.parent.find("dt")]
        wanted = ("title", "language", "version_date", "status", "source", "file_name", "sha256")
        assert {labels.say(f"source.{name}") for name in wanted} <= set(names)
        edition = getattr(comparison, side).edition
        assert edition.sha256 in section.parent.text()
        if language != "en":
            path = request.getfixturevalue("official")[f"kz-{'1995' if side == 'old' else '2026'}:{language}"]
            assert edition.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
            assert path.name in section.parent.text()


def test_no_sentence_of_ours_judges(made: tuple[Comparison, Element, str]) -> None:
    """Not one word of the program calls a change better or worse; what it quotes of the law may use any word."""
    _, page, language = made
    for one in page.walk():
        if one.attributes.get("data-voice") != "editor":
            continue
        ours = "".join(_unquoted(one)) if not one.find(klass="notes") else ""
        ours = re.sub(r"«[^»]*»|“[^”]*”", "", ours)
        assert not re.search(VERDICTS[language], ours, re.IGNORECASE), ours


def _unquoted(element: Element) -> list[str]:
    """Our own words inside an element: no quotation of the law, no printed note of a publisher."""
    if element.tag == "q" or element.attributes.get("class") == "notes":
        return []
    return [word for one in element.children for word in ([one] if isinstance(one, str) else _unquoted(one))]


MARK = re.compile(r"\w")


def test_marks_lie_on_whole_words_and_are_few(made: tuple[Comparison, Element, str]) -> None:
    """No mark begins or ends inside a word, no provision has over 15, neighbours are one, half have two words or more."""
    _, page, _ = made
    lengths = []
    for unit in page.walk():
        if "data-ref" not in unit.attributes:
            continue
        runs = _runs(unit)
        assert sum(kind != "" for kind, _ in runs) <= 15, unit.attributes["data-ref"]
        for (left, before), (right, after) in itertools.pairwise(runs):
            if {left, right} & {"ins", "del"} and before and after:
                assert not (MARK.match(before[-1]) and MARK.match(after[0])), (before[-20:], after[:20])
        for (first, _), (between, text), (second, _) in zip(runs, runs[1:], runs[2:], strict=False):
            if first == second and first in ("ins", "del") and not between:
                assert MARK.search(text), unit.attributes["data-ref"]
        lengths += [len(text.split()) for kind, text in runs if kind in ("ins", "del")]
    assert statistics.median(lengths) >= 2


def _runs(unit: Element) -> list[tuple[str, str]]:
    """A provision as kinds and words: ``ins``, ``del``, ``moved`` or nothing."""
    runs: list[tuple[str, str]] = []
    for one in unit.children:
        kind = "" if isinstance(one, str) else one.tag if one.tag in ("ins", "del") else one.attributes.get("class", "")
        text = one if isinstance(one, str) else one.text()
        if not text:
            continue
        if runs and runs[-1][0] == kind == "":
            runs[-1] = ("", runs[-1][1] + text)
        else:
            runs.append((kind, text))
    return runs


def test_a_change_that_no_reader_sees_is_no_mark(made: tuple[Comparison, Element, str]) -> None:
    """No words are marked as removed and added that are the same but for look-alike letters, quotes, dashes and spaces."""
    comparison, page, _ = made
    folding = load_language(comparison.new.edition.language).folding
    for link in links_of(page):
        for one in link.walk():
            following = one.parent.children[one.parent.children.index(one) + 1 :] if one.parent else []
            if "data-was" in one.attributes and following and getattr(following[0], "tag", "") == "ins":
                (come,) = [following[0]]
                assert isinstance(come, Element)
                assert fold_text(one.attributes["data-was"], folding) != fold_text(come.text(), folding)


SENTENCES = (
    "Everyone has the right to freedom of conscience and may profess any faith in public.",
    "Nobody may be deprived of housing except by a judgment that a court of law has given.",
    "Citizens who have reached the age of eighteen elect the deputies of the lower chamber.",
    "Forced labour is prohibited and its victims are compensated from the state budget.",
)
ONE, TWO, THREE, FOUR = SENTENCES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (((ONE, TWO, THREE),), ((ONE, THREE, TWO),)),
        (((f"{ONE} {TWO}", THREE),), ((ONE, TWO, THREE),)),
        (((ONE, TWO, THREE),), ((f"{ONE} {TWO}", THREE),)),
        (((ONE, TWO), (THREE, FOUR)), ((ONE,), (THREE, TWO, FOUR))),
    ],
    ids=["swapped", "split", "joined", "moved"],
)
def test_words_that_only_moved_are_neither_removed_nor_added(old: Any, new: Any) -> None:
    """Paragraphs that changed places, were split, joined or put into another article lose and gain no word."""
    page = read_page(_closed(to_html(compare(_articles(old), _articles(new)))))
    marks = [one for tag in ("ins", "del") for one in page.find(id="texts")[0].find(tag)]
    assert [one.text() for one in marks] == []
    assert all(one.attributes["data-relation"] not in ("added", "removed") for one in links_of(page))


def _articles(articles: tuple[tuple[str, ...], ...]) -> Document:
    return build(
        "\n".join(
            line
            for number, paragraphs in enumerate(articles, 1)
            for line in (f"Article {number}", *(f"  {n}. {text}" for n, text in enumerate(paragraphs, 1)))
        )
    )
