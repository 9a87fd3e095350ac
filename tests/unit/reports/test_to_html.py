from __future__ import annotations

import base64
import gzip
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from constitution_diff.errors import UsageError
from constitution_diff.model import Document
from constitution_diff.reports import to_html as to_html_module
from constitution_diff.reports.engine import environment
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.receipt import forbidden
from constitution_diff.reports.to_html import to_html
from constitution_diff.reports.view import build_view
from constitution_diff.resources import find_folder
from tests.builders import build
from tests.comparisons import comparison, connect, editions, tie, words_of
from tests.pages import Element, read_page, units_of

LANGUAGES = ("en", "kk", "ru")


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> Element:
    return read_page(to_html(comparison(), request.param, "constitution-diff report old.txt new.txt", "1.2.3"))


def expected() -> dict[tuple[str, str], str]:
    old, new = editions()
    texts = {("old", ref): text for ref, text in words_of(old).items()}
    return texts | {("new", ref): text for ref, text in words_of(new).items()}


def test_both_texts_are_rebuilt_from_the_page(page: Element) -> None:
    """Whoever reads the page with a program gets both constitutions back, letter by letter, each provision once."""
    units = units_of(page)
    assert len(units) == len(expected())
    assert dict(units) == expected()
    assert all(one.attributes["data-voice"] == "law" for one in page.walk() if "data-ref" in one.attributes)


def test_law_and_editor_never_speak_with_one_voice(page: Element) -> None:
    """Each visible word is either the law's or the editor's, and neither stands inside the other's element."""
    body = page.find("body")[0]
    skip = body.find("a", klass="skip")[0]
    for one in body.walk():
        voices = [up.attributes["data-voice"] for up in one.ancestors() if "data-voice" in up.attributes]
        assert len(voices) <= 1, one.attributes
        spoken = "".join(child for child in one.children if isinstance(child, str)).strip()
        if spoken and one is not skip:
            assert voices, spoken


def test_marks_say_in_words_what_they_are(page: Element) -> None:
    """A listener, and a reader of the bare text, hears where a removal or an addition begins and ends."""
    words = {
        "en": ("[removed: ", "[added: "),
        "ru": ("[удалено: ", "[добавлено: "),
        "kk": ("[алынған: ", "[қосылған: "),
    }
    removed, added = words[page.find("html")[0].attributes["lang"]]
    for tag, opening in (("del", removed), ("ins", added)):
        marks = page.find(tag)
        assert marks
        for mark in marks:
            first, last = mark.children[0], mark.children[-1]
            assert isinstance(first, Element) and isinstance(last, Element)
            assert (first.text(marks=True), last.text(marks=True)) == (opening, "]")
            assert not {"title", "aria-label"} & set(mark.attributes)


def test_hunks_name_their_class_and_the_legend_comes_first(page: Element) -> None:
    """A program counts the changes by their class; a person meets the legend before the first of them."""
    marks = [one for one in page.walk() if one.tag in ("ins", "del")]
    samples, hunks = marks[:2], marks[2:]
    assert all("legend" in {up.attributes.get("id") for up in one.ancestors()} for one in samples)
    assert all("data-class" not in one.attributes for one in samples)
    assert {one.attributes["data-class"] for one in hunks} <= {
        "typographic",
        "grammatical",
        "terminology",
        "substantive",
    }


def test_links_carry_their_hooks(page: Element) -> None:
    """A scraper finds every link with its relation and its move."""
    links = {one.attributes["data-link"]: one.attributes for one in page.walk() if "data-link" in one.attributes}
    assert links["20.2.1)>11.4"]["data-moved"] == "other_part"
    assert (links["10.2>11.2;11.3"]["data-relation"], links["10.2>11.2;11.3"]["data-moved"]) == ("split", "")
    assert len(links) == len(comparison().links)


def test_identifiers_follow_the_contract_and_no_link_is_dead(page: Element) -> None:
    """Every link on the page leads somewhere, and a provision's address can be told from its number."""
    ids = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    targets = {one.attributes["href"] for one in page.find("a")}
    assert all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(ids)
    assert {"old-art-10-para-2", "new-art-11-para-3", "new-art-12-para-1-al-2", "old-preamble"} <= set(ids)


def test_every_foreign_run_names_its_language(page: Element) -> None:
    """A screen reader changes its voice where the law speaks another language than the page."""
    language = page.find("html")[0].attributes["lang"]
    for one in page.walk():
        if one.attributes.get("data-voice") == "law" or "mk" in one.attributes.get("class", ""):
            spoken = next(up.attributes["lang"] for up in one.ancestors() if "lang" in up.attributes)
            assert spoken == (language if "mk" in one.attributes.get("class", "") else "en")


def test_headings_skip_no_level_and_the_page_has_its_landmarks(page: Element) -> None:
    """A listener can walk the page by its headings and landmarks."""
    levels = [int(one.tag[1]) for one in page.walk() if re.fullmatch(r"h[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert [len(page.find(tag)) for tag in ("main", "header", "footer")] == [
        1,
        1 + len(page.find(klass="link-head")),
        1,
    ]
    assert all({"aria-label", "aria-labelledby"} & set(nav.attributes) for nav in page.find("nav"))
    body = page.find("body")[0]
    assert next(child for child in body.children if isinstance(child, Element)).attributes["class"] == "skip"


def test_the_status_of_a_draft_stands_with_the_title(page: Element) -> None:
    """Nobody can show the head of the page without the word that the new text is a draft."""
    word = {"en": "draft", "ru": "проект", "kk": "жоба"}[page.find("html")[0].attributes["lang"]]
    assert word in page.find("hgroup")[0].text()
    assert word in page.find("title")[0].text()


def test_numbers_agree_everywhere(page: Element) -> None:
    """Tiles, table and data tell the same numbers."""
    facts = json.loads(page.find("script")[0].text())
    counts = facts["counts"]["relations"]
    rows = {
        one.attributes["data-status"]: [int(cell.text()) for cell in one.find("td", klass="n")]
        for one in page.find("tr")
        if "data-status" in one.attributes
    }
    total = rows.pop("all")
    assert rows == {name: list(row.values()) for name, row in counts.items() if row["old"] or row["new"]}
    assert total == [facts["counts"][name] for name in ("old", "new", "moved")]
    tiles = {
        tile.attributes["class"].split("is-")[1]: int(tile.find("b")[0].text()) for tile in page.find("a", klass="tile")
    }
    assert tiles.pop("moved") == facts["counts"]["moved"]
    assert tiles == {
        name: row["old"] if name == "removed" else row["new"] for name, row in counts.items() if name in tiles
    }


def test_data_names_editions_digests_and_version(page: Element) -> None:
    """A machine learns from the page what was compared and by which version."""
    facts = json.loads(page.find("script")[0].text())
    assert [edition["sha256"] for edition in facts["isBasedOn"]] == ["0" * 63 + "a", "0" * 63 + "b"]
    assert facts["creator"]["softwareVersion"] == "1.2.3"


def test_the_page_tells_how_to_make_it_again(page: Element) -> None:
    """The command and the version stand at the end of the page."""
    sources = page.find(id="sources")[0].text()
    assert "constitution-diff report old.txt new.txt" in sources
    assert "1.2.3" in sources


def test_the_page_needs_nothing_and_allows_nothing() -> None:
    """The file works offline and cannot run or load anything, even if a text tried to make it."""
    html = to_html(comparison())
    page = read_page(html)
    head = [one for one in page.find("head")[0].children if isinstance(one, Element)]
    assert head[0].attributes == {"charset": "utf-8"}
    policy = head[1].attributes["content"]
    style = page.find("style")[0].text()
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (style, page.find("script")[0].text())
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert [one.attributes for one in page.find("script")] == [{"type": "application/ld+json"}]
    names = {name for one in page.walk() for name in one.attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not {"src", "srcset", "action", "ping"} & names
    assert not re.search(r"url\(|@import|animation|transition|smooth", style)
    assert not re.search(r"localStorage|cookie|indexedDB|sendBeacon", html)


def test_the_same_comparison_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Two people who run the same version on the same files can compare their reports byte by byte."""
    program = (
        "import hashlib; from tests.comparisons import comparison;"
        "from constitution_diff.reports.to_html import to_html;"
        "print([hashlib.sha256(to_html(comparison(), lang).encode()).hexdigest() for lang in ('en', 'ru', 'kk')])"
    )
    root = Path(__file__).parents[3]
    places = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8"},
    ]
    results = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": str(root), **place},
            cwd=folder,
            check=True,
            capture_output=True,
        ).stdout
        for place, folder in zip(places, (tmp_path, root), strict=True)
    }
    assert len(results) == 1


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><h1>x</h1>",
    '" onload="x',
    "{{7*7}} {% raw %}",
    "a \u202e b",
    "a \x00\x1b[2J b",
    "w" * 10_000,
    "&amp; <!-- --> ]]>",
    "</title> x",
)


def made_of(words: str) -> str:
    """A page that has these words wherever a text, a note, a file or a command can bring them."""

    def edition(tail: str) -> Document:
        made = build(
            "preface: X\nnote: X\nPart I X\n  Article 1. X\n    1. X\n    note: X\nconclusion: X".replace(
                "X", "@" + tail
            ),
            id="@",
            title="@",
            source="@",
            file_name="@",
            version_date="@",
            status="@",
            left_out="@",
        )
        return _replaced(made, words)

    links = (tie("1.1", "1.1"),)
    return to_html(connect(edition(" one"), edition(" two"), *links), "ru", words, words)


def _replaced(document: Document, words: str) -> Document:
    from msgspec import Struct
    from msgspec.structs import asdict, replace

    def change(value: object) -> object:
        if isinstance(value, str):
            return value.replace("@", words)
        if isinstance(value, tuple):
            return tuple(change(one) for one in value)
        if isinstance(value, Struct):
            return replace(value, **{name: change(held) for name, held in asdict(value).items()})
        return value

    changed = change(document)
    assert isinstance(changed, Document)
    return changed


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(words: str) -> None:
    """Whatever a text contains is shown as it is and changes nothing else on the page."""
    hostile, harmless = read_page(made_of(words)), read_page(made_of("harmless"))
    assert [one.tag for one in hostile.walk()] == [one.tag for one in harmless.walk()]
    names = [sorted(set(one.attributes) - {"data-signs"}) for one in hostile.walk()]
    assert names == [sorted(one.attributes) for one in harmless.walk()]
    shown = dict(units_of(hostile))["old", "1.1"]
    assert shown == f"{words} one".replace("\x00", "\u2400").replace("\x1b", "\u241b")


def test_invisible_signs_are_named() -> None:
    """A reader learns that a text holds a sign which turns the order of letters around."""
    page = read_page(made_of("a \u202e b"))
    assert page.find(data_ref="1.1")[0].attributes["data-signs"] == "U+202E"
    assert "\u202e" not in page.find("title")[0].text()
    assert "\u202e" not in page.find("style")[0].text()


def test_an_unknown_interface_language_is_refused() -> None:
    """A wrong option is named before any work is done."""
    with pytest.raises(UsageError, match="does not speak"):
        to_html(comparison(), "fr")


def colours(scheme: str) -> dict[str, tuple[float, ...]]:
    """The custom properties of one colour scheme, as linear light."""
    sheet = (find_folder("templates") / "style.css").read_text(encoding="utf-8")
    light, dark = sheet.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark.split("\n}\n")[0]))
    return {name: tuple(_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5)) for name, value in found.items()}


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2 contrast ratio of two colours in linear light."""
    lights = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05 for red, green, blue in (one, other))
    return lights[1] / lights[0]


TEXT_ON = (
    *(("text", ground) for ground in ("page", "box", "ins", "del", "move", *(f"heat-{step}" for step in range(1, 6)))),
    *((ink, "page") for ink in ("quiet", "link")),
)
LINES_ON = (
    *((line, "page") for line in ("line", "faint", "ins-rule", "del-rule", "move-rule", "link")),
    *(("ins-rule", "ins"), ("del-rule", "del"), ("move-rule", "move")),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_in_both_schemes(scheme: str) -> None:
    """Text has a contrast of at least 7 to 1 and every line of at least 3 to 1, by day and by night."""
    pair = colours(scheme)
    texts = {names: contrast(pair[names[0]], pair[names[1]]) for names in TEXT_ON}
    lines = {names: contrast(pair[names[0]], pair[names[1]]) for names in LINES_ON}
    assert {names: ratio for names, ratio in texts.items() if ratio < 7} == {}
    assert {names: ratio for names, ratio in lines.items() if ratio < 3} == {}


# Machado, Oliveira, Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia, in linear light.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* under D65 of a colour in linear light."""
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        _cube(sum(a * b for a, b in zip(row, colour, strict=True)) / one) for row, one in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("blindness", sorted(BLINDNESS))
def test_colour_blind_readers_tell_added_from_removed(scheme: str, blindness: str) -> None:
    """The two tints stay at least 15 apart (CIE 1976) under each kind of colour blindness."""
    pair = colours(scheme)
    seen = [
        lab(
            tuple(
                min(1.0, max(0.0, sum(a * b for a, b in zip(row, pair[name], strict=True))))
                for row in BLINDNESS[blindness]
            )
        )
        for name in ("ins", "del")
    ]
    assert sum((one - other) ** 2 for one, other in zip(*seen, strict=True)) ** 0.5 >= 15


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_real_texts_fit_the_budget_and_are_whole(official: dict[str, Path], language: str) -> None:
    """A report of Part II of the real pair is whole and small enough to be mailed."""
    from constitution_diff.pipeline import compare, load

    old, new = (load(str(official[f"{edition}:{language}"]), language) for edition in ("kz-1995", "kz-2026"))
    html = to_html(compare(old, new, ("II",)), language, "constitution-diff report --part II", "1.2.3")
    page = read_page(html)
    assert len(html.encode()) <= 400_000
    assert len(gzip.compress(html.encode())) <= 80_000
    assert len(list(page.walk())) <= 6_000
    shown = units_of(page)
    assert len(shown) == len(dict(shown))
    for side, document in (("old", old), ("new", new)):
        part = next(top for top in document.body if top.num == "II")
        wanted = {(side, one.ref): one.text for one in part.walk() if one.kind not in ("part", "article")}
        assert {key: text for key, text in shown if key in wanted} == wanted


@pytest.mark.parametrize("most_plain", [0, 20_000, 10**9])
@pytest.mark.parametrize("chunk", [1, 50, 10**9])
def test_a_page_written_in_pieces_is_the_page_written_whole(
    chunk: int, most_plain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long a text is, its page has the bytes that the whole view in the whole template gives."""
    old = build("Article 1\n  1. All are <free>.\x9f All \ufffe are equal.\nArticle 2\n  1. Slavery is banned\x01.")
    new = build(
        "Article 1\n  1. All are <free>. All are\u200f equal.\nArticle 3\n  1. Nobody is above & beside the law."
    )
    links = (tie("1.1", "1.1"), tie("", "3.1", "added"), tie("2.1", "", "removed"))
    made = connect(old, new, *links)
    view = build_view(made, load_labels("en"), "command", "1")
    values = {**view, **to_html_module._safe(view, to_html_module.write_style(view["head"]["foot"]))}
    page = environment().get_template("report.html").render(values)
    whole = to_html_module._BETWEEN_BLOCKS.sub("><", page).translate(forbidden())
    monkeypatch.setattr(to_html_module, "_CHUNK", chunk)
    monkeypatch.setattr(to_html_module, "_MOST_PLAIN", most_plain)
    assert b"".join(to_html_module.html_pieces(made, "en", "command", "1")) == whole.encode("utf-8")
