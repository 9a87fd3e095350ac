"""What every test can ask for: the official texts, and random examples that are the same in every run of CI.

A test that cannot run on a machine is skipped and says why. CONSTITUTION_DIFF_REQUIRE (`browser,shared`) names what must be
there: then such a skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CONSTITUTION_DIFF_SHARED") or CHECKOUT.parent / "shared")
TOOLS = {
    "browser": ("browser", "playwright", "pdftotext"),
    "libreoffice": ("libreoffice",),
    "shared": ("shared", "official"),
}
"""What can be required, by marker, with words that a reason for skipping uses for it."""
REQUIRED = frozenset(os.environ.get("CONSTITUTION_DIFF_REQUIRE", "").replace(",", " ").split())

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write what is expected anew from what comes out")


def pytest_configure() -> None:
    if unknown := REQUIRED - TOOLS.keys():
        raise pytest.UsageError(f"CONSTITUTION_DIFF_REQUIRE: {', '.join(sorted(unknown))}; known: {', '.join(TOOLS)}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by the tools that its fixtures bring, so that `-m "not browser"` leaves out all it should."""
    for item in items:
        for tool in TOOLS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(tool)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _refuse_skip(report, {mark.name for mark in item.iter_markers()})


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _refuse_skip(report, set())


def _refuse_skip(report: Any, marks: set[str]) -> Any:
    """Turn a skip into a failure when what is missing had to be there."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        missing = {tool for tool, words in TOOLS.items() if any(word in reason.lower() for word in words)}
        if refused := (missing or marks) & REQUIRED:
            report.outcome = "failed"
            report.longrepr = f"{reason}\nCONSTITUTION_DIFF_REQUIRE: {', '.join(sorted(refused))} must be there"
    return report


@pytest.fixture(scope="session", autouse=True)
def no_own_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither see nor change the texts that the person who runs them has added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONSTITUTION_DIFF_TEXTS", str(tmp_path_factory.mktemp("own-texts")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the official texts and what people marked in them; it is no part of the repository."""
    if not (SHARED / "texts" / "official").is_dir():
        pytest.skip(
            "the shared folder with the official texts is not there (CONSTITUTION_DIFF_SHARED, or beside the checkout)"
        )
    return SHARED


@pytest.fixture(scope="session")
def official(shared: Path) -> dict[str, Path]:
    """The official files by edition: kz-1995:ru, kz-1995:kk, kz-2026:ru, kz-2026:kk."""
    folder = shared / "texts" / "official"
    stems = {"kz-1995": ("kz-1995", "pdf"), "kz-2026": ("kz-2026-02-12", "docx")}
    return {
        f"{edition}:{language}": folder / f"{stem}-{language}.{ending}"
        for edition, (stem, ending) in stems.items()
        for language in ("ru", "kk")
    }
