"""The merged view: both texts in one column, by the style sheet alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from constitution_diff.languages import language_of
from constitution_diff.reports.labels import load_labels
from constitution_diff.text import fold_text
from tests.pages import read_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
# Pieces of every link that one column can show, as the browser shows them: kept and added words, and what is written in.
READ = """() => [...document.querySelectorAll('[data-side=both]')].map(link => {
    const pieces = [];
    const walk = (node, kind) => {
        for (const one of node.childNodes) {
            if (one.nodeType === 3) pieces.push([kind, one.data]);
            else if (one.matches('.mk')) continue;
            else if (one.matches('[data-was]')) pieces.push(['del', getComputedStyle(one, '::before').content]);
            else walk(one, one.matches('ins') ? 'ins' : kind);
        }
    };
    const units = [...link.querySelectorAll('[data-side=new][data-ref]')];
    units.forEach((unit, n) => { if (n) pieces.push(['equal', ' ']); walk(unit, 'equal'); });
    const text = side => [...link.querySelectorAll(`[data-side=${side}][data-ref]`)].map(one => {
        const bare = one.cloneNode(true); bare.querySelectorAll('.mk').forEach(mark => mark.remove()); return bare.textContent;
    }).join(' ');
    const hidden = [...link.querySelectorAll('[data-side=old][data-ref]')].every(one => !one.checkVisibility());
    const shown = units.every(one => !one.textContent || one.checkVisibility());
    const names = [link.dataset.link, `${link.dataset.old}>${link.dataset.new}`];
    return {pieces, old: text('old'), new: text('new'), hidden, shown, names};
})"""


@pytest.fixture
def merged(browser: Browser, report: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(report.as_uri())
    page.locator("#merged").check()
    yield page
    context.close()


def said(piece: tuple[str, str]) -> str:
    """The words of a piece; what a style sheet writes comes with quotation marks and escapes."""
    kind, words = piece
    return words[1:-1].replace('\\"', '"').replace("\\\\", "\\") if kind == "del" else words


def test_one_column_holds_both_texts(merged: Page, report: Path) -> None:
    """Without the added words one reads the old text, without the removed ones the new text, in every link it shows so."""
    facts = json.loads(read_page(report.read_text(encoding="utf-8")).find("script")[0].text())
    language = language_of(facts["isBasedOn"][0]["inLanguage"])
    links: list[dict[str, Any]] = merged.evaluate(READ)
    assert links
    for link in links:
        pieces = [tuple(piece) for piece in link["pieces"]]
        old = "".join(said(piece) for piece in pieces if piece[0] != "ins")
        new = "".join(said(piece) for piece in pieces if piece[0] != "del")
        assert " ".join(new.split()) == " ".join(link["new"].split())
        assert letters(old, language.folding) == letters(link["old"], language.folding)
        assert (link["hidden"], link["shown"]) == (True, True)
        assert link["names"][0] == link["names"][1]


def letters(text: str, folding: Any) -> str:
    """A text as it is compared: in one run print is the new text's, and blocks have no line ends."""
    return "".join(fold_text(text, folding).split())


def test_the_merged_view_leaves_nothing_out(merged: Page) -> None:
    """Where one run cannot show both texts, both stand; every new provision is seen; both dates stay above the words."""
    assert merged.evaluate(
        "[...document.querySelectorAll('.link.apart [data-ref]')].every(one => !one.textContent || one.checkVisibility())"
    )
    assert merged.evaluate(
        "[...document.querySelectorAll('[data-side=new][data-ref]')].every(one => !one.textContent || one.checkVisibility())"
    )
    assert merged.evaluate(
        "[...document.querySelectorAll('.link > .old, .link > .new')].every(one => one.firstElementChild.checkVisibility()"
        " && /\\d{4}|txt/.test(one.firstElementChild.textContent))"
    )


def test_who_copies_from_the_merged_view_gets_the_new_text(merged: Page) -> None:
    """Removed words are drawn, not text: a selection is the official new text."""
    copied = merged.evaluate(
        """() => [...document.querySelectorAll('[data-side=new][data-ref]')].filter(one => one.querySelector('[data-was]'))
            .slice(0, 20).map(one => {
                const selection = getSelection(), bare = one.cloneNode(true);
                bare.querySelectorAll('.mk').forEach(mark => mark.remove());
                selection.selectAllChildren(one);
                return [selection.toString(), bare.textContent];
            })"""
    )
    assert copied
    assert all(" ".join(got.split()) == " ".join(text.split()) for got, text in copied)


def test_removed_words_are_struck_through_and_lines_stay_short(merged: Page) -> None:
    """In one column, too, a line tells removed from added words, and no line has more than 80 letters."""
    lines = merged.evaluate(
        """() => [...new Set([...document.querySelectorAll('[data-was]')].map(
            one => getComputedStyle(one, '::before').textDecorationLine))]"""
    )
    assert lines == ["line-through"]
    measure = merged.evaluate(
        """() => { const all = [...document.querySelectorAll('.link:not(.apart) > .new > p[data-ref]')];
            const pen = document.createElement('canvas').getContext('2d'); pen.font = getComputedStyle(all[0]).font;
            const words = all.map(p => p.textContent).join(' ').slice(0, 5000);
            return Math.max(...all.map(p => p.clientWidth)) / (pen.measureText(words).width / words.length); }"""
    )
    assert measure <= 80


def test_merged_print_marks_words_with_signs(merged: Page, report: Path, tmp_path: Path) -> None:
    """On grey paper removed and added words stand between signs, and nothing that only works on a screen is printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    target = tmp_path / "merged.pdf"
    merged.pdf(path=str(target), format="A4", print_background=False)
    text = subprocess.run(["pdftotext", "-raw", str(target), "-"], check=True, capture_output=True, text=True).stdout
    count = merged.locator(".link:not(.apart) [data-was]").count()
    assert text.count("[−") >= count > 0
    assert text.count("[+") >= merged.locator(".link:not(.apart) ins").count() > 0
    labels = load_labels(read_page(report.read_text(encoding="utf-8")).find("html")[0].attributes["lang"])
    for name in ("head.to_first", "head.skip", "view.only_changes", "strip.title"):
        assert labels.say(name) not in " ".join(text.split())
