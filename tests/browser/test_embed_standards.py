"""The folder of embeds against the checkers that others use, as the report is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_standards import TAGS, assert_valid_html, find_tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ["index.html", "index.kk.html", "change/12-1-to-12-1.en.html", "change/12-1-to-12-1.ru.fit.html"]
# Both are right in a browser: the style is allowed by its digest, the frames by 'self', which the checker does not know of files.
KNOWN = r".*(Inline style violates|frame “.*” blocked by “frame-src”).*"


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_valid_html(site: Path, name: str) -> None:
    """Two independent checkers of HTML have no message about the index and the pages that sites embed."""
    assert_valid_html(site / name, KNOWN)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_to_mend_in_the_folder(browser: Browser, site: Path, name: str, width: int) -> None:
    """On a phone and on a desk no rule of accessibility is broken."""
    axe = find_tool("axe-core", "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site / name).as_uri())
    page.evaluate(axe)
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    context.close()
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]] == []
