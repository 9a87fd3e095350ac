"""The embeds inside a real host page: at three widths, sandboxed and not, with the helper and without."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

WIDTHS = (320, 600, 1000)
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>body {{ margin: 0 }}</style></head>
<body><h1>A newspaper</h1>{snippet}<p>The article goes on.</p></body></html>"""
CHANGE = "change-12-1-to-12-1"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def snippet(site: Path, kind: str, code: str = "en") -> str:
    """What an editor copies from the index page."""
    index = (site / f"index.{code}.html").read_text(encoding="utf-8")
    entry = index[index.index(f'id="{CHANGE}"') :]
    found = re.search(rf'data-box="{kind}"><code>(.*?)</code>', entry, re.DOTALL)
    assert found
    return html.unescape(found[1])


def put_on_page(site: Path, page: Page, text: str, width: int) -> tuple[Any, Frame]:
    """Paste a snippet into a host page; its frame's element and its content."""
    (site / "host.html").write_text(HOST.format(snippet=text), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((site / "host.html").as_uri())
    element = page.wait_for_selector("iframe")
    assert element is not None
    element.scroll_into_view_if_needed()
    frame = element.content_frame()
    assert frame is not None
    frame.wait_for_selector("footer")
    return element, frame


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sandbox", [None, "", "allow-scripts", "allow-popups allow-popups-to-escape-sandbox"])
def test_a_frame_shows_all_its_words_at_each_width(site: Path, page: Page, width: int, sandbox: str | None) -> None:
    """Sandboxed or not, at 320, 600 and 1000 pixels: no sideways scroll, every word can be reached, the same words."""
    text = snippet(site, "frame")
    text = re.sub(r' sandbox="[^"]*"', "" if sandbox is None else f' sandbox="{sandbox}"', text)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    element, frame = put_on_page(site, page, text, width)
    box = element.bounding_box()
    assert box and box["width"] == width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if sandbox is None or "allow-scripts" in sandbox:
        sizes = "[document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]"
        inner, outer, _ = frame.evaluate(sizes)
        assert inner <= outer
    words = frame.locator("body").inner_text()
    assert "and fees" in words and "draft" in words and "Apache-2.0" in words
    last = frame.locator("footer a").last
    last.scroll_into_view_if_needed()
    assert last.is_visible()
    assert messages == []


def test_all_sandboxes_show_the_same_words(site: Path, page: Page) -> None:
    """The visible text of a frame does not depend on what its sandbox allows."""
    texts = set()
    for kind in ("frame", "fitted"):
        for sandbox in ("", "allow-scripts"):
            text = re.sub(r' sandbox="[^"]*"', f' sandbox="{sandbox}"', snippet(site, kind))
            texts.add(put_on_page(site, page, text, 600)[1].locator("body").inner_text())
    assert len(texts) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fitted_frame_is_as_high_as_its_content(site: Path, page: Page, width: int) -> None:
    """With the helper the frame's height equals its content's within a pixel, also after a quotation is opened."""
    element, frame = put_on_page(site, page, snippet(site, "fitted"), width)
    for _ in range(2):
        page.wait_for_timeout(500)
        box = element.bounding_box()
        content = frame.evaluate("document.documentElement.getBoundingClientRect().height")
        assert box and abs(box["height"] - content) <= 1
        frame.locator("summary").first.click()


def test_a_fitted_frame_without_scripts_loses_nothing(site: Path, browser: Browser) -> None:
    """Where scripts are off the frame keeps its written height and scrolls."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    element, frame = put_on_page(site, page, snippet(site, "fitted"), 600)
    box = element.bounding_box()
    assert box and box["height"] >= 400
    assert frame.locator("footer a").last.is_visible()
    context.close()


def test_the_helper_listens_to_its_own_frame_only(site: Path, page: Page) -> None:
    """Heights from elsewhere, and heights that are none, change nothing."""
    element, frame = put_on_page(site, page, snippet(site, "fitted"), 600)
    page.wait_for_timeout(500)
    before = element.bounding_box()
    page.evaluate("postMessage({type: 'constitution-diff:height', height: 50}, '*')")
    for wrong in ("NaN", "-5", "20001", "'900'", "null", "{}"):
        frame.evaluate(f"parent.postMessage({{type: 'constitution-diff:height', height: {wrong}}}, '*')")
    page.wait_for_timeout(300)
    assert element.bounding_box() == before
    frame.evaluate("parent.postMessage({type: 'constitution-diff:height', height: 777}, '*')")
    page.wait_for_timeout(300)
    after = element.bounding_box()
    assert after and after["height"] == 777


def test_the_height_is_told_in_every_protocol(site: Path, page: Page) -> None:
    """Hosts of Datawrapper, pym and AMP hear the height in their own words."""
    listen = "<script>window.heard=[];addEventListener('message',function(e){heard.push(e.data)})</script>"
    text = listen + snippet(site, "fitted").replace(".fit.html", ".fit.html?childId=pym-1", 1)
    put_on_page(site, page, text, 600)
    page.wait_for_timeout(500)
    heard = page.evaluate("heard")
    height = next(
        one["height"] for one in heard if isinstance(one, dict) and one.get("type") == "constitution-diff:height"
    )
    assert {"datawrapper-height": {"pym-1": height}} in heard
    assert f"pymxPYMxpym-1xPYMxheightxPYMx{height}" in heard
    assert {"sentinel": "amp", "type": "embed-size", "height": height} in heard


@pytest.mark.parametrize("name", ["change", "article"])
def test_a_page_alone_asks_for_nothing_and_says_nothing(site: Path, page: Page, name: str) -> None:
    """Opened from a file, a page makes one request and no message on the console."""
    path = sorted((site / name).glob("*.kk.html"))[0]
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(path.as_uri())
    assert requests == [path.as_uri()]
    assert messages == []


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_the_index_shows_a_change_and_gives_it_away(site: Path, page: Page, code: str) -> None:
    """In the index page an editor opens a change, sees it, and one click in a box selects all of its text."""
    page.goto((site / f"index.{code}.html").as_uri())
    assert page.evaluate("document.scripts.length") == 0
    entry = page.locator(f"#{CHANGE}")
    entry.locator("summary").click()
    shown = entry.frame_locator("iframe").locator("footer a").first
    shown.wait_for()
    for kind in ("frame", "card", "quote"):
        entry.locator(f'[data-box="{kind}"]').click()
        assert page.evaluate("getSelection().toString()").strip() == snippet(site, kind, code).strip()


def test_a_quotation_copies_the_law_alone(site: Path, page: Page) -> None:
    """One click on a quotation selects the official words, no marker among them."""
    page.goto((site / f"{CHANGE.replace('change-', 'change/', 1)}.en.html").as_uri())
    page.locator("summary").click()
    page.locator(".quotation .law").first.click()
    assert page.evaluate("getSelection().toString()").strip() == "Citizens owe the following duties:"
