"""The pictures: the same numbers as their tables, clean, and large enough on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from constitution_diff.reports.labels import load_labels

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LARGEST = 20 * 1024
"""Bytes of one picture."""
PHONE, PAPER = {"width": 320, "height": 640}, {"width": 688, "height": 1000}
"""A narrow phone, and what is left of A4 between its margins (182 mm at 96 dots an inch)."""
SMALLEST = {"screen": 12.0, "print": 8 * 96 / 72}
"""Pixels of the smallest letters: 12 px on a screen, 8 points on paper."""


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(report.as_uri())
    yield page
    context.close()


def test_every_picture_has_its_words_and_its_table(page: Page) -> None:
    """Who cannot see a picture hears what it shows, and finds its numbers in the table right after it."""
    pictures = page.evaluate(
        """() => [...document.querySelectorAll('svg')].map(svg => {
            const figure = svg.closest('figure'), names = svg.getAttribute('aria-labelledby').split(' ');
            return {role: svg.getAttribute('role'), names: names.map(name => document.getElementById(name).textContent),
                    tags: [...svg.children].slice(0, 2).map(one => one.tagName), caption: !!figure.querySelector('figcaption'),
                    after: !!figure.nextElementSibling.querySelector('table caption')};
        })"""
    )
    assert 1 <= len(pictures) <= 4
    for one in pictures:
        assert (one["role"], one["tags"], one["caption"], one["after"]) == ("img", ["title", "desc"], True, True)
        assert all(one["names"])


def test_a_picture_and_its_table_tell_the_same_numbers(page: Page) -> None:
    """Every number drawn is in the table, and every band of the table is drawn."""
    bars = page.evaluate("[...document.querySelectorAll('svg.bars text')].map(one => one.textContent)")
    rows = page.evaluate(
        """() => [...document.querySelectorAll('figure#topics + details tbody tr')].map(
            row => [...row.children].map(cell => cell.textContent))"""
    )
    assert bars == [word for name, major, minor, _ in rows for word in (name, f"{major} + {minor}")]
    assert all(int(major) + int(minor) == int(total) for _, major, minor, total in rows)
    if rows:
        assert sum(int(row[3]) for row in rows) == page.locator("p[data-kind], a[data-kind]").count()
    drawn = page.evaluate(
        "[...document.querySelectorAll('svg.flow g text, svg.flow g ~ text')].map(one => one.textContent)"
    )
    bands = page.evaluate(
        "[...document.querySelectorAll('.flows tbody tr')].map(row => [...row.children].map(cell => cell.textContent))"
    )
    ends = {words for old, new, _ in bands for words in (old, new)}
    language = page.evaluate("document.documentElement.lang")
    labels = {load_labels(language).say("flow.added"), load_labels(language).say("flow.removed")}
    assert set(drawn) == ends - labels
    assert page.locator("svg.flow path").count() == len(bands)


def test_pictures_are_clean(page: Page) -> None:
    """A picture runs nothing, loads nothing, and is small; its words are words."""
    for svg in page.evaluate("[...document.querySelectorAll('svg')].map(svg => svg.outerHTML)"):
        assert len(svg.encode()) <= LARGEST
        assert not re.search(r"<script|<foreignObject|<image|<font|style=|href=|url\(|\son\w+=", svg, re.IGNORECASE)
        assert "<text" in svg


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_words_of_a_picture_can_be_read(page: Page, media: str) -> None:
    """On the narrowest phone and on paper every label is large enough, and none covers another."""
    if media == "print":
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
    pictures = page.evaluate(
        """() => [...document.querySelectorAll('svg')].map(svg => {
            const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
            return [...svg.querySelectorAll('text')].map(one => {
                const box = one.getBoundingClientRect();
                return {size: parseFloat(getComputedStyle(one).fontSize) * scale, words: one.textContent,
                        left: box.left, right: box.right, top: box.top, bottom: box.bottom,
                        inside: box.left >= frame.left - 1 && box.right <= frame.right + 1};
            });
        })"""
    )
    for texts in pictures:
        assert [one["words"] for one in texts if one["size"] < SMALLEST[media]] == []
        assert [one["words"] for one in texts if not one["inside"]] == []
        covered = [
            (one["words"], other["words"])
            for n, one in enumerate(texts)
            for other in texts[:n]
            if one["left"] < other["right"]
            and other["left"] < one["right"]
            # Boxes hold room for accents; only letters that touch are a fault.
            and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > one["size"] * 0.35
        ]
        assert covered == []


def test_the_map_names_every_article(page: Page) -> None:
    """Each cell leads to its article and says its number, what happened and the share of words; a sign stands beside it."""
    cells = page.evaluate(
        """() => [...document.querySelectorAll('.strip a')].map(one => ({name: one.getAttribute('aria-label'),
            href: one.hash.slice(1), sign: one.dataset.sign, shown: getComputedStyle(one, '::after').content}))"""
    )
    articles = page.evaluate("[...document.querySelectorAll('section.article')].map(one => one.id)")
    assert [one["href"] for one in cells] == articles
    for one in cells:
        assert re.search(r": .+\d+ %", one["name"])
        assert one["sign"] and one["sign"] in one["shown"]
