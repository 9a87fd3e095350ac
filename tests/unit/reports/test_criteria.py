"""The table of acceptance criteria: none without a test, no test that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
NEED_PEOPLE = {16, 17, 37}
"""Criteria that only readers and listeners can answer; docs/human-checks.md says what was tried."""


def test_every_criterion_of_the_report_has_a_test() -> None:
    """Whoever asks how a promise of the report is kept finds the test that keeps it."""
    table = tomllib.loads((TESTS / "criteria.toml").read_text(encoding="utf-8"))
    named = {int(number): tests for group in table.values() for number, tests in group.items()}
    assert set(named) == {*range(1, 52), 59} - NEED_PEOPLE
    for tests in named.values():
        for test in tests:
            path, _, name = test.partition("::")
            assert re.search(rf"^def {name}\(", (TESTS / path).read_text(encoding="utf-8"), re.MULTILINE), test
