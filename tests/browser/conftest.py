"""A headless Chromium for the tests of what people see; without one they are skipped, with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare, load
from constitution_diff.reports.embed import embed_files
from constitution_diff.reports.to_html import to_html
from tests.comparisons import comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.is_file():
        pytest.skip(f"no browser at {CHROMIUM}; install chromium or set CHROMIUM")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session", params=["small-en", "small-kk", "official-ru", "official-kk"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on disk: of the small invented pair, and of the official one where its files are present."""
    name, language = request.param.split("-")
    made = comparison() if name == "small" else compare_official(request.getfixturevalue("official"), language)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(to_html(made, language, "constitution-diff report", "1.2.3"), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of embeds, as a host would serve it."""
    root = tmp_path_factory.mktemp("site")
    for name, content in embed_files(comparison(("II",))).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def compare_official(files: dict[str, Path], language: str) -> Comparison:
    """Part II of the official texts in one language."""
    old, new = (load(str(files[f"{edition}:{language}"]), language) for edition in ("kz-1995", "kz-2026"))
    return compare(old, new, ("II",))
