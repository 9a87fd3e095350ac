"""Whichever engine a machine has, a report is the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.diff.engine import find_script, plain_engine

WORDS = st.text("abcdeж界\ue000\U00010400", max_size=40)


@given(WORDS, WORDS)
def test_a_script_makes_one_text_of_the_other(old: str, new: str) -> None:
    """What stays and goes is the old text, what stays and comes is as long as the new one."""
    row = column = 0
    for operation, length in find_script(old, new):
        if operation == "=":
            assert old[row : row + length] == new[column : column + length]
        row += length * (operation != "+")
        column += length * (operation != "-")
    assert (row, column) == (len(old), len(new))


@given(WORDS, WORDS)
def test_both_engines_give_the_same_script(old: str, new: str) -> None:
    """The one in C++ chooses as the one in Python does, among scripts of equal length too."""
    pytest.importorskip("fast_diff_match_patch", reason="no wheel of fast-diff-match-patch for this Python and system")
    assert find_script(old, new) == plain_engine()(old, new)


def test_a_report_needs_no_engine_in_c(tmp_path: Path) -> None:
    """Without it the report is the same, byte for byte."""
    reports = []
    for name, hide in (("with", ""), ("without", "sys.modules['fast_diff_match_patch'] = None;")):
        path = tmp_path / f"{name}.html"
        arguments = ["report", "--part", "II", "-q", "-o", str(path)]
        script = f"import sys; {hide} from constitution_diff.cli import run; sys.exit(run({arguments}))"
        subprocess.run([sys.executable, "-c", script], check=True)
        reports.append(path.read_bytes())
    assert reports[0] == reports[1]
