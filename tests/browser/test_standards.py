"""The page against the checkers that others use: axe-core for accessibility, the Nu checker and html-validate for HTML."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TOOLS = Path(__file__).resolve().parent / "tools"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The policy of the page allows the style by its digest, which is right; the checker takes the digest for nothing.
KNOWN = ".*Inline style violates Content Security Policy.*"
UNDECIDED = {"bgOverlap", "nonBmp", "shortTextContent", "imgNode"}
"""What axe cannot see in a contrast: runs over two lines, single symbols, words in a picture. The pairs of colours are
computed from the style sheet by another test."""
MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "print": {},
    "merged": {},
}


def find_tool(*names: str) -> Path:
    """A file of the npm packages that `npm ci` puts into tests/browser/tools."""
    path = TOOLS.joinpath("node_modules", *names)
    if not path.exists():
        pytest.skip(f"{names[0]} is not installed: run npm ci in tests/browser/tools")
    return path


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_to_mend(browser: Browser, report: Path, mode: str) -> None:
    """By day and night, in forced colours, on a narrow screen, on paper and merged no rule of accessibility is broken."""
    axe = find_tool("axe-core", "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(bypass_csp=True, **MODES[mode])
    page = context.new_page()
    if mode == "print":
        page.emulate_media(media="print")
    page.goto(report.as_uri())
    if mode == "merged":
        page.locator("#merged").check()
    page.evaluate(axe)
    options = {"runOnly": TAGS, "resultTypes": ["violations", "incomplete"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    context.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []
    assert {one["id"] for one in result["incomplete"]} <= {"color-contrast"}
    reasons = {
        check["data"]["messageKey"]
        for one in result["incomplete"]
        for node in one["nodes"]
        for check in node["any"]
        if check["data"]
    }
    assert reasons <= UNDECIDED


def assert_valid_html(page: Path, known: str) -> None:
    """Fail when one of two independent checkers of HTML says anything about a page but what it is known to get wrong."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed, which the Nu checker needs")
    jar = find_tool("vnu-jar", "build", "dist", "vnu.jar")
    command = ["java", "-jar", str(jar), "--Werror", "--filterpattern", known, "--format", "json", str(page)]
    messages = json.loads(subprocess.run(command, check=False, capture_output=True, text=True).stderr)["messages"]
    assert [(one["type"], one["message"]) for one in messages] == []
    script = find_tool("html-validate", "bin", "html-validate.mjs")
    config = str(TOOLS / ".htmlvalidate.json")
    result = subprocess.run(
        ["node", str(script), "--config", config, str(page)], check=False, capture_output=True, text=True
    )
    assert (result.returncode, result.stdout) == (0, "")


def test_the_page_is_valid_html(report: Path) -> None:
    """Two independent checkers of HTML have no message about the page."""
    assert_valid_html(report, KNOWN)
