"""What a person sees and can do, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages import read_page, units_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
Open = Callable[..., "Page"]
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)


@pytest.fixture
def open_page(browser: Browser, report: Path) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def open_(size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(report.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_first_screen_answers_the_first_questions(open_page: Open, size: tuple[int, int]) -> None:
    """Without scrolling one sees what is compared, both dates, the status, the numbers and the way to the first change."""
    page = open_page(size)
    for selector in ("h1", ".edition.is-old", ".edition.is-new", ".status.draft", ".tiles", ".go a"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0], selector
        assert box["y"] >= 0 and box["y"] + box["height"] <= size[1], selector


def test_the_page_asks_the_network_for_nothing_and_complains_of_nothing(browser: Browser, report: Path) -> None:
    """Opening the file loads the file alone; its own policy blocks nothing it needs."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(report.as_uri())
    page.wait_for_load_state("networkidle")
    context.close()
    assert requests == [report.as_uri()]
    assert messages == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_nothing_scrolls_sideways(open_page: Open, size: tuple[int, int]) -> None:
    """On the narrowest phone every line can be read without moving the page from side to side."""
    page = open_page(size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_every_provision_is_seen_once_and_whole(open_page: Open, report: Path) -> None:
    """What the browser shows of each provision is its text, visible and not only present."""
    page = open_page()
    shown = page.evaluate(
        """() => [...document.querySelectorAll('[data-ref]')].map(one => {
            const bare = one.cloneNode(true);
            bare.querySelectorAll('.mk').forEach(mark => mark.remove());
            return [one.dataset.side, one.dataset.ref, bare.textContent, one.checkVisibility()];
        })"""
    )
    expected = units_of(read_page(report.read_text(encoding="utf-8")))
    assert [((side, ref), text) for side, ref, text, _ in shown] == expected
    assert len({(side, ref) for side, ref, _, _ in shown}) == len(shown)
    assert [ref for _, ref, text, visible in shown if text and not visible] == []


def test_marks_are_lines_and_not_only_colours(open_page: Open) -> None:
    """Additions are underlined and removals struck through, by day, by night and in forced colours."""
    for options in ({}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        page = open_page(**options)
        lines = page.evaluate(
            """() => ['ins', 'del'].map(tag => [...new Set([...document.querySelectorAll(tag)].map(
                one => getComputedStyle(one).textDecorationLine))])"""
        )
        assert lines == [["underline"], ["line-through"]]


def test_listeners_hear_every_mark(open_page: Open) -> None:
    """The accessibility tree has an insertion and a deletion for each mark, with its words, and none is named twice."""
    page = open_page()
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node.get("role", {}).get("value") for node in nodes]
    for role, tag in (("insertion", "ins"), ("deletion", "del")):
        assert roles.count(role) == page.locator(tag).count()
    heard = {node["name"]["value"].strip() for node in nodes if node.get("role", {}).get("value") == "StaticText"}
    assert {text.strip() for text in page.locator(".mk").all_text_contents()} <= heard


def test_marker_words_are_not_copied(open_page: Open) -> None:
    """Who copies a provision gets the law's words alone."""
    page = open_page()
    copied = page.evaluate(
        """() => [...document.querySelectorAll('[data-ref]')].filter(one => one.querySelector('ins, del')).slice(0, 20).map(
            one => {
                const selection = getSelection(), bare = one.cloneNode(true);
                bare.querySelectorAll('.mk').forEach(mark => mark.remove());
                selection.selectAllChildren(one);
                return [selection.toString(), bare.textContent];
            })"""
    )
    assert copied
    assert all(" ".join(got.split()) == " ".join(text.split()) for got, text in copied)


def test_sides_are_fixed_and_dated(open_page: Open) -> None:
    """The old text stands left of the new one on a desk, above it on a phone, each under its date."""
    for size, axis in ((DESKTOP, "x"), (PHONE, "y")):
        page = open_page(size)
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.link')].map(link => [...link.children].filter(
                one => one.matches('.old, .new')).map(cell => {
                const box = cell.getBoundingClientRect();
                return {x: box.x, y: box.y, side: cell.className, label: cell.firstElementChild.textContent};
            }))"""
        )
        assert boxes
        for old, new in (pair for link in boxes for pair in zip(link[::2], link[1::2], strict=True)):
            assert (old["side"], new["side"]) == ("old", "new")
            assert old[axis] < new[axis]
            assert re.search(r"\d{4}", old["label"]) and re.search(r"\d{4}", new["label"])


def test_lines_are_easy_to_read(open_page: Open) -> None:
    """Law is set in at least 16 pixels, well spaced, flush left, in lines of at most 80 characters."""
    page = open_page()
    style = page.evaluate(
        """() => { const one = document.querySelector('p[data-ref]'), s = getComputedStyle(one);
            const canvas = document.createElement('canvas').getContext('2d'); canvas.font = s.font;
            const words = [...document.querySelectorAll('p[data-ref]')].map(p => p.textContent).join(' ').slice(0, 5000);
            return {size: parseFloat(s.fontSize), line: parseFloat(s.lineHeight), align: s.textAlign,
                    measure: Math.max(...[...document.querySelectorAll('p[data-ref]')].map(p => p.clientWidth))
                             / (canvas.measureText(words).width / words.length)}; }"""
    )
    assert style["size"] >= 16
    assert style["line"] / style["size"] >= 1.5
    assert style["align"] in ("start", "left")
    assert 45 <= style["measure"] <= 80


def test_the_keyboard_reaches_everything(open_page: Open) -> None:
    """Tab walks through the page in its order, with a ring that can be seen and is never covered."""
    page = open_page()
    order = page.evaluate(
        """() => [...document.querySelectorAll('a[href], summary, input, select')].filter(
            one => one.checkVisibility() && !one.matches('[type=radio]:not(:checked)')).map(
            (one, i) => { one.dataset.order = i; return i; })"""
    )
    assert page.locator("[tabindex]:not([tabindex='0'])").count() == 0
    for expected in order[:40]:
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const one = document.activeElement, box = one.getClientRects()[0], s = getComputedStyle(one);
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return {order: Number(one.dataset.order), ring: parseFloat(s.outlineWidth), style: s.outlineStyle,
                        covered: !(top && (one.contains(top) || top.contains(one)))}; }"""
        )
        assert seen == {"order": expected, "ring": seen["ring"], "style": "solid", "covered": False}
        assert seen["ring"] >= 2


@pytest.mark.parametrize(("size", "map_size"), [(DESKTOP, 24), (PHONE, 44)], ids=["desktop", "phone"])
def test_targets_are_large_enough(open_page: Open, size: tuple[int, int], map_size: int) -> None:
    """A finger hits what it aims at."""
    page = open_page(size)
    small = page.evaluate(
        """limit => [...document.querySelectorAll('a[href], summary, input, select')].filter(one => {
            if (!one.checkVisibility() || one.closest('.skip, .why p, .notices li')) return false;
            const box = one.getBoundingClientRect(), least = one.closest('.strip') ? limit : 24;
            return box.width < least || box.height < least;
        }).map(one => one.outerHTML.slice(0, 120))""",
        map_size,
    )
    assert small == []


def test_more_space_between_letters_clips_nothing(open_page: Open) -> None:
    """A reader who needs wider spacing loses no text."""
    page = open_page(PHONE, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        " p { margin-bottom: 2em !important; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('body *:not(.mk, .vh)')].filter(one => one.checkVisibility()
            && getComputedStyle(one).overflow === 'hidden' && one.scrollHeight > one.clientHeight + 1).length"""
    )
    assert clipped == 0


def test_nothing_moves(open_page: Open) -> None:
    """The page is still: no animation, no transition."""
    assert open_page().evaluate("document.getAnimations().length") == 0


def test_the_view_can_be_limited_to_changes_without_a_script(open_page: Open) -> None:
    """One click hides what stayed the same, another brings it back; paper always has it all."""
    page = open_page(java_script_enabled=True)
    unchanged = page.locator('.link[data-relation="unchanged"][data-moved=""]')
    total = unchanged.count()
    assert total and unchanged.first.is_visible()
    page.locator("#only-changes").check()
    assert not any(unchanged.nth(index).is_visible() for index in range(total))
    assert page.locator('.link:not([data-relation="unchanged"])').first.is_visible()
    page.emulate_media(media="print")
    assert unchanged.first.is_visible()


def test_findings_can_be_limited_to_a_kind_without_a_script(open_page: Open) -> None:
    """One choice leaves the findings of one kind on the screen; paper always has them all."""
    page = open_page()
    if not page.locator("#by-kind").count():
        assert not page.locator("[data-kind]").count()
        return
    kinds = page.evaluate("[...new Set([...document.querySelectorAll('[data-kind]')].map(one => one.dataset.kind))]")
    for kind in kinds:
        page.locator("#by-kind").select_option(kind)
        shown = page.evaluate(
            "[...document.querySelectorAll('[data-kind]')].filter(one => getComputedStyle(one).display != 'none')"
            ".map(one => one.dataset.kind)"
        )
        assert set(shown) == {kind}
    page.emulate_media(media="print")
    assert page.locator("[data-kind]").first.is_visible()


def test_findings_can_be_limited_to_a_topic_without_a_script(open_page: Open) -> None:
    """One choice leaves the findings of one topic on the screen, for every topic there is; paper always has them all."""
    page = open_page()
    groups = page.locator(".findings > .group")
    names = groups.locator("h3").all_inner_texts()
    if not names:
        return
    assert page.locator("#by-topic option").all_inner_texts()[1:] == names
    for index, name in enumerate(names):
        page.locator("#by-topic").select_option(index=index + 1)
        shown = [n for n in range(groups.count()) if groups.nth(n).is_visible()]
        assert (shown, groups.nth(index).locator("h3").inner_text()) == ([index], name)
    page.emulate_media(media="print")
    assert all(groups.nth(n).is_visible() for n in range(groups.count()))


def test_a_provision_that_is_linked_to_is_outlined(open_page: Open) -> None:
    """Who follows a link sees at once which provision is meant."""
    page = open_page()
    page.evaluate("location.hash = document.querySelector('[data-ref]').closest('[id]').id")
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).outlineStyle") == "solid"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_has_every_provision(open_page: Open, report: Path, tmp_path: Path, paper: str) -> None:
    """A printed report is whole, also where the screen folds things away, and every page says what it is."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    target = tmp_path / "report.pdf"
    open_page().pdf(path=str(target), format=paper, print_background=False, tagged=True, outline=True)
    facts = subprocess.run(["pdfinfo", str(target)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged: +yes", facts) and re.search(r"Title: +\S", facts)
    pages = int(re.search(r"Pages: +(\d+)", facts).group(1))  # type: ignore[union-attr]
    assert pages <= 40
    text = subprocess.run(["pdftotext", "-raw", str(target), "-"], check=True, capture_output=True, text=True).stdout
    foot = re.compile(r"\b(\d+)/" + str(pages) + r"\b")
    assert [int(number) for number in foot.findall(text)] == list(range(1, pages + 1))
    printed = letters(foot.sub("", text))
    missing = [
        key
        for key, words in units_of(read_page(report.read_text(encoding="utf-8")))
        if letters(words)[:60] not in printed
    ]
    assert missing == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_page_of_paper_ends_with_a_heading(open_page: Open, tmp_path: Path, paper: str) -> None:
    """A heading stands on the page of what it heads, and the first page says that the new text is a draft."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    target = tmp_path / "report.pdf"
    page = open_page()
    page.pdf(path=str(target), format=paper, print_background=False, tagged=True, outline=True)
    headings = {letters(text) for text in page.locator("h2, h3, h4, h5, .heads").all_inner_texts()} - {""}
    ends = {letters(words) for text in headings_of(page) for words in (text, text.split("\n")[-1])} | headings
    run = subprocess.run(["pdftotext", "-layout", str(target), "-"], check=True, capture_output=True, text=True)
    printed = [text for text in run.stdout.split("\f") if text.strip()]
    assert page.locator(".status.draft").first.inner_text() in " ".join(printed[0].split())
    last_lines = [[line for line in text.splitlines() if line.strip()][-2] for text in printed]
    assert [line for line in last_lines if letters(line) in ends] == []


def headings_of(page: Page) -> list[str]:
    texts: list[str] = page.locator("h2, h3, h4, h5").all_inner_texts()
    return texts


def test_paper_has_no_controls(open_page: Open) -> None:
    """What only works on a screen is not printed; strikes and underlines are, also without backgrounds."""
    page = open_page()
    page.emulate_media(media="print")
    for selector in (".skip", ".contents", ".view", ".go", ".anchor", ".link a[aria-labelledby]"):
        found = page.locator(selector)
        assert not any(found.nth(index).is_visible() for index in range(found.count())), selector
    lines = page.evaluate(
        """() => ['ins', 'del'].map(tag => [...new Set([...document.querySelectorAll(tag)].map(one => {
            const s = getComputedStyle(one); return [s.textDecorationLine, s.textDecorationColor].join(' '); }))])"""
    )
    assert lines == [["underline rgb(0, 0, 0)"], ["line-through rgb(0, 0, 0)"]]


def test_unchanged_words_can_be_searched(open_page: Open) -> None:
    """What stayed the same is on the page, can be found with the browser's search, and is never folded away at first."""
    page = open_page()
    found = page.evaluate(
        """() => [...document.querySelectorAll('.link[data-relation=unchanged] [data-ref]')].filter(one => one.textContent).map(
            one => { getSelection().removeAllRanges();
                return [one.checkVisibility(), find(one.textContent.trim().slice(0, 40), true, false, true)]; })"""
    )
    assert found and all(one == [True, True] for one in found)


def letters(text: str) -> str:
    """Letters and digits only: line breaks and hyphens of a page are none of the text."""
    return re.sub(r"[\W_]+", "", text)
