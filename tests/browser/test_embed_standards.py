"""The folder of embeds against the checkers that others use, as the report is."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from constitution_diff.reports.embed import embed_files
from tests.browser.test_standards import TAGS, TOOLS, find_tool
from tests.comparisons import comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ["index.html", "index.kk.html", "change/12-1-to-12-1.en.html", "change/12-1-to-12-1.ru.fit.html"]
# Both are right in a browser: the style is allowed by its digest, the frames by 'self', which the checker does not know of files.
KNOWN = r".*(Inline style violates|frame “.*” blocked by “frame-src”).*"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, as a host would serve it, and the first article's page in it."""
    root = tmp_path_factory.mktemp("site")
    for name, content in embed_files(comparison(("II",))).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_valid_html(site: Path, name: str) -> None:
    """Two independent checkers of HTML have no message about the index and the pages that sites embed."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed, which the Nu checker needs")
    jar = find_tool("vnu-jar", "build", "dist", "vnu.jar")
    command = ["java", "-jar", str(jar), "--Werror", "--filterpattern", KNOWN, "--format", "json", str(site / name)]
    messages = json.loads(subprocess.run(command, check=False, capture_output=True, text=True).stderr)["messages"]
    assert [(one["type"], one["message"]) for one in messages] == []
    script = find_tool("html-validate", "bin", "html-validate.mjs")
    config = str(TOOLS / ".htmlvalidate.json")
    result = subprocess.run(
        ["node", str(script), "--config", config, str(site / name)], check=False, capture_output=True, text=True
    )
    assert (result.returncode, result.stdout) == (0, "")


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
