from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from constitution_diff.cli import run
from constitution_diff.errors import UsageError
from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare
from constitution_diff.rendering import embed_files
from constitution_diff.reports.embed import check_address, safe_name
from constitution_diff.reports.embed_snippets import CARD_BYTES, FRAME_CHARACTERS, HEIGHT_SCRIPT
from constitution_diff.reports.embed_social import FEW, convert_all, draw_card, has_converter
from constitution_diff.verification import verify
from tests.builders import build
from tests.comparisons import comparison, editions
from tests.pages import Element, read_page

BASE = "https://news.example.org/constitution/"
HOSTILE = '<script>x</script></style>" onload=x {{7*7}} \u202e and a long word ' + "w" * 10_000
# Elements and attributes that stay in a post of an author without `unfiltered_html`, and in Drupal's Basic HTML.
WORDPRESS = frozenset(
    ("p", "div", "span", "blockquote", "q", "cite", "a", "ins", "del", "strong", "em", "b", "i", "br", "ul", "ol", "li")
)
DRUPAL = frozenset(
    ("a", "em", "strong", "cite", "blockquote", "code", "ul", "ol", "li", "dl", "dt", "dd", "p", "br", "span")
)


@lru_cache(maxsize=4)
def site(base: str = "") -> dict[str, str | bytes]:
    return embed_files(comparison(("II",)), base)


def text_of(name: str, base: str = "") -> str:
    content = site(base)[name]
    assert isinstance(content, str)
    return content


def named(pattern: str, base: str = "") -> list[str]:
    found = [name for name in site(base) if re.fullmatch(pattern, name)]
    assert found
    return found


PAGES = r"(change|article)/[^/]*\.html"


class _Filter(HTMLParser):
    """What a content filter lets through: elements of a list, of their attributes only the address of a link."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__()
        self.allowed, self.out = allowed, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = "".join(f' {name}="{html.escape(value or "")}"' for name, value in attrs if name == "href")
        self.out += f"<{tag}{kept}>" if tag in self.allowed else ""

    def handle_endtag(self, tag: str) -> None:
        self.out += f"</{tag}>" if tag in self.allowed else ""

    def handle_data(self, data: str) -> None:
        self.out += html.escape(data, quote=False)


def filtered(text: str, allowed: frozenset[str] = frozenset()) -> str:
    parser = _Filter(allowed)
    parser.feed(text)
    parser.close()
    return parser.out


def test_names_come_from_references() -> None:
    """The pages are named by the articles and provisions they show, in each language alike."""
    names = set(site())
    assert {"index.html", "index.ru.html", "report.kk.html"} <= names
    assert "change/10-2-to-11-2.en.html" in names
    assert "article/11.ru.html" in names
    assert "change/none-to-12-2.kk.html" in names
    stems = {code: {n.replace(f".{code}.", ".") for n in names if f".{code}." in n} for code in ("en", "ru", "kk")}
    assert stems["en"] == stems["ru"] == stems["kk"]
    assert safe_name("art-1-subpara-а/../x") == "art-1-subpara-u0430u002fu002eu002eu002fx"


def test_names_do_not_depend_on_other_links() -> None:
    """Another order of links, or fewer of them, gives a change's page the same name."""
    made = comparison()
    other = Comparison(made.old, made.new, made.links[::-1], made.articles, made.parts)
    assert set(embed_files(made)) == set(embed_files(other))


@pytest.mark.parametrize("name", named(PAGES))
def test_each_page_stands_alone(name: str) -> None:
    """A page says what is compared, both dates and statuses, language, source, licence, and leads to the report."""
    text = text_of(name)
    page = read_page(text.replace("<!DOCTYPE html>", ""))
    (foot,) = page.find("footer")
    code = name.split(".")[1]
    draft = {"en": "draft", "ru": "проект", "kk": "жоба"}[code]
    words = foot.text()
    assert draft in words.lower() and "1990" in words and "2020" in words
    assert "The Gazette" in words and "Apache-2.0" in words and "Constitution of Freedonia" in words
    assert foot.find("a")[0].attributes["href"].startswith(f"../report.{code}.html#")
    assert draft in page.find("title")[0].text().lower()
    assert all(link.attributes["target"] == "_blank" for link in page.find("a") if link.attributes["href"][0] != "#")
    assert len(page.find("h1")) == 1
    assert len(text.encode()) <= 40_000
    assert "style=" not in text.replace("style-src", "")


@pytest.mark.parametrize("name", named(PAGES))
def test_each_page_has_a_receipt(name: str) -> None:
    """Every page is confirmed by `verify`, and one altered word of it is found."""
    text = text_of(name)
    assert [one for one in verify(text.encode()) if one.state == "altered"] == []
    match = re.search(
        r'data-ref="[^"]*" data-voice="law"[^>]*>(?:<(?!/p)[^>]*>)*(?:\[[^<]*<[^>]*>)?(\w[^<\[]{2})', text
    )
    if match:
        other = text[: match.start(1)] + "XX" + text[match.start(1) + 2 :]
        assert any(one.state == "altered" for one in verify(other.encode()))


def test_pages_are_confirmed_by_the_texts() -> None:
    """With both texts at hand, the pages of a comparison are confirmed word by word."""
    made = compare(*editions(), ("II",))
    files = embed_files(made)
    for name in [name for name in files if re.fullmatch(r"(change|article)/[^/]*\.en\.html", name)]:
        content = files[name]
        assert isinstance(content, str)
        assert [one for one in verify(content.encode(), editions()) if one.state == "altered"] == [], name


def test_only_the_fitted_page_has_a_script() -> None:
    """The default page runs nothing; the other one a script of 1 KB at most, known by its digest to the page's policy."""
    assert len(HEIGHT_SCRIPT.encode()) <= 1024
    for name in named(PAGES):
        scripts = re.findall(r"<script(?! type=\"application/ld\+json\")[^>]*>(.*?)</script>", text_of(name), re.DOTALL)
        assert scripts == ([HEIGHT_SCRIPT] if name.endswith(".fit.html") else [])
    assert not re.search(r"cookie|localStorage|sessionStorage|indexedDB|navigator", HEIGHT_SCRIPT)


def boxes(index: str, kind: str) -> list[str]:
    found = re.findall(rf'data-box="{kind}"><code>(.*?)</code>', index, re.DOTALL)
    assert found
    return [html.unescape(text) for text in found]


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_a_frame_is_short_and_needs_no_script(base: str, code: str) -> None:
    """A frame snippet is at most 600 characters: title, lazy loading, whole width, a height, a sandbox, a link after it."""
    for snippet in boxes(text_of(f"index.{code}.html", base), "frame"):
        assert len(snippet) <= FRAME_CHARACTERS
        frame, link = read_page(snippet).find("iframe")[0], read_page(snippet).find("a")[0]
        assert "<script" not in snippet and frame.attributes["loading"] == "lazy"
        assert frame.attributes["width"] == "100%" and int(frame.attributes["height"]) >= 400
        assert frame.attributes["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
        assert frame.attributes["title"] and link.attributes["href"] == frame.attributes["src"]
        assert frame.attributes["src"].removeprefix(base) in site(base)


def test_every_card_survives_every_filter() -> None:
    """Behind the WordPress and Drupal filters, and with all tags taken, removed and added words, status, source, link stay."""
    for name in named(r"card/.*\.html", BASE):
        card = text_of(name, BASE)
        assert len(card.encode()) <= CARD_BYTES
        words = re.findall(r"<(?:ins|del)>(.*?)</(?:ins|del)>", card)
        for allowed in (WORDPRESS, DRUPAL, frozenset()):
            left = html.unescape(re.sub(r"<[^<>]*>", "", filtered(card, allowed)))
            assert all(html.unescape(word) in left for word in words)
            assert "Gazette" in left and f"{BASE}change/" in left
            assert any(status in left for status in ("draft", "проект", "жоба"))


def test_a_stripped_card_reads_as_expected() -> None:
    """All tags removed, a card reads as a sentence with its marks, status, source and link."""
    card = text_of("card/change-12-1-to-12-1.en.html", BASE)
    lines = [line for line in html.unescape(filtered(card)).splitlines() if line]
    address = f"{BASE}change/12-1-to-12-1.en.html"
    assert lines[0].startswith("12.1: reworded") or lines[0].startswith("12.1 → 12.1: reworded")
    assert lines[1].startswith("Old text, 1 May 1990 (in force): 1. Citizens owe the following duties:")
    assert "pay taxes [added: and fees];" in lines[2] and lines[2].startswith("New text, 21 June 2020 (draft):")
    assert lines[3] == f"Constitution of Freedonia. Old text: The Gazette. New text: The Gazette. {address}"


def test_a_card_of_a_long_provision_is_cut_at_what_did_not_change() -> None:
    """A provision of many pages still makes a card: words far from a change give way first, and each gap is shown."""
    filler = "и права и свободы человека признаются и гарантируются в соответствии с Конституцией " * 60
    old = build(f"Article 1\n  1. {filler} старое слово {filler}", "ru")
    new = build(f"Article 1\n  1. {filler} новое слово {filler}", "ru")
    files = embed_files(compare(old, new), BASE)
    card = files["card/change-1-1-to-1-1.ru.html"]
    assert isinstance(card, str)
    assert len(card.encode()) <= CARD_BYTES
    assert "старое" in card and "новое" in card and "…" in card


def test_a_quotation_is_the_unit_and_its_citation() -> None:
    """A quotation is the unit's own words, and a line with document, place, language, date, status and address."""
    text = text_of("quote/article-11.en.txt", BASE)
    first, cite = text.split("\n")[:2]
    assert first == "Everyone has the right to life."
    assert cite.startswith("— Constitution of Freedonia, 11.1, English, wording of 21 June 2020, draft")
    assert "#new-art-11-para-1" in cite and BASE in cite


def test_oembed_and_pictures_need_an_address() -> None:
    """Without an address nothing is written that would need one; with it, each page has its oEmbed and its picture."""
    assert not [name for name in site() if name.startswith(("oembed/", "social/"))]
    assert "og:" not in text_of(named(PAGES)[0])
    for name in named(r"(change|article)/[^/]*\.en\.html", BASE):
        text = text_of(name, BASE)
        found = re.search(r'application/json\+oembed" href="([^"]*)"', text)
        assert found and text.index(found[0]) < text.index("<style>")
        value = json.loads(text_of(found[1].removeprefix(BASE), BASE))
        assert (value["version"], value["type"]) == ("1.0", "rich")
        assert "draft" in value["title"] and f'src="{BASE}{name}"' in value["html"]
        assert re.search(r'property="og:title" content="[^"]*draft', text)
        assert f'rel="canonical" href="{BASE}{name}"' in text


@pytest.mark.skipif(not has_converter(), reason="resvg-py (the extra “cards”) is not installed")
def test_pictures_have_the_size_the_networks_ask_for() -> None:
    """A picture is 1200 by 630 pixels and at most 150 KB."""
    for name in named(r"social/.*\.png", BASE):
        data = site(BASE)[name]
        assert isinstance(data, bytes)
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
        assert len(data) <= 150_000


@pytest.mark.skipif(not has_converter(), reason="resvg-py (the extra “cards”) is not installed")
def test_several_processes_draw_the_same_pictures() -> None:
    """How many processes draw makes no difference to any picture, nor to their order."""
    pictures = [draw_card("T", f"16.{number}", ["a"], [("ins", "added:", "x")], "f") for number in range(FEW)]
    assert convert_all(pictures, jobs=2) == convert_all(pictures) and len(set(pictures)) == FEW


def test_without_the_converter_pictures_are_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the optional package the folder is whole but for PNG pictures, and no page names one."""
    monkeypatch.setattr("constitution_diff.reports.embed_entry.has_converter", lambda: False)
    monkeypatch.setattr("constitution_diff.reports.embed_social.has_converter", lambda: False)
    files = embed_files(comparison(("II",)), BASE)
    assert any(name.endswith(".svg") for name in files) and not any(name.endswith(".png") for name in files)
    assert not any("og:image" in text for text in files.values() if isinstance(text, str))


def test_a_picture_is_words_and_shapes_only() -> None:
    """The SVG has a title, words as text, and nothing that loads or runs; hostile words stay words."""
    svg = draw_card("T", HOSTILE, ["a"], [("del", "removed:", HOSTILE), ("ins", "added:", "x")], "f")
    assert "<title>" in svg and "<script" not in svg and "href" not in svg and "\u202e" not in svg
    assert len(svg) < 20_000


@pytest.mark.parametrize(
    "base", ["news.example.org", "javascript:alert(1)", "https://x.org/a b", 'https://x.org/"', "ftp://x"]
)
def test_only_an_address_of_a_folder_is_taken(base: str) -> None:
    """What is no http or https address is refused before anything is written."""
    with pytest.raises(UsageError):
        check_address(base)


def test_hostile_law_stays_text() -> None:
    """Markup in the law makes no element, in no page, card or index."""
    harmless_words = "".join(sign for sign in HOSTILE if sign.isalnum() or sign == " ")
    pair = [build(f"Article 1\n  1. {words} {HOSTILE}") for words in ("old words here", "new words there")]
    twins = [build(f"Article 1\n  1. {words} {harmless_words}") for words in ("old words here", "new words there")]
    hostile, harmless = (embed_files(compare(*pages), BASE) for pages in (pair, twins))
    known = {one.tag for text in harmless.values() for one in elements(text)}
    for name, text in hostile.items():
        if name.startswith(("change/", "article/", "card/", "index")):
            assert {one.tag for one in elements(text)} <= known, name
            assert not [one for one in elements(text) if any(key.startswith("on") for key in one.attributes)], name
            scripts = [one for one in elements(text) if one.tag == "script"]
            assert len(scripts) == (0 if name.startswith(("card/", "index")) else 1 + name.endswith(".fit.html")), name


def elements(content: str | bytes) -> list[Element]:
    return list(read_page(strip(content)).walk()) if isinstance(content, str) and content.startswith("<") else []


def strip(text: str) -> str:
    return text.replace("<!DOCTYPE html>", "")


def test_links_between_the_pages_lead_somewhere() -> None:
    """No address inside the folder is dead, with and without a base address."""
    for base in ("", BASE):
        for name in named(rf"{PAGES}|index\..*html", base):
            for link in re.findall(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"', text_of(name, base)):
                target = urljoin(f"https://folder.example/{name}", html.unescape(link))
                assert target.removeprefix("https://folder.example/").removeprefix(base) in site(base), (name, link)


def test_the_command_writes_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`embed -o DIR` writes the folder of the bundled pair; without -o, or with a wrong address, it says what to do."""
    assert run(["embed", "-q"]) == 2
    assert run(["embed", "-q", "-o", str(tmp_path), "--base-url", "nowhere"]) == 2
    assert list(tmp_path.iterdir()) == []
    assert run(["embed", "-q", "-o", str(tmp_path / "site")]) == 0
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert index == (tmp_path / "site" / "index.en.html").read_text(encoding="utf-8")
    page = next((tmp_path / "site" / "change").glob("*.en.html"))
    assert run(["verify", "-q", str(page), "kz-1995", "kz-2026"]) == 0


BUILD = """
import hashlib, sys
from constitution_diff.pipeline import compare, load
from constitution_diff.rendering import WRITERS, Choices, embed_files, render
made = compare(load("kz-1995"), load("kz-2026"), ("II",))
for kind in WRITERS:
    for redline in (False, True):
        content = render(made, kind, Choices("ru", "x", redline=redline))
        print(kind, hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest())
digest = hashlib.sha256()
for name, content in embed_files(made).items():
    digest.update(name.encode() + (content if isinstance(content, bytes) else content.encode()))
print("embed", digest.hexdigest())
"""


def built(folder: Path, **environment: str) -> str:
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    paths = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-c", BUILD]
    return subprocess.run(
        command, env={**outside, **paths, **environment}, cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def test_every_output_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, folder and clock: every format and the whole folder, byte for byte."""
    other = tmp_path / "ә b"
    other.mkdir()
    first = built(tmp_path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = built(other, PYTHONHASHSEED="2", TZ="Asia/Almaty", LC_ALL="POSIX", PYTHONUTF8="0", SOURCE_DATE_EPOCH="1")
    assert first == second
    assert len(first.splitlines()) == 13
