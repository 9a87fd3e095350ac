"""The official texts, parsed once in a run of the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from constitution_diff import pipeline
from constitution_diff.model import Comparison, Document


@cache
def parse_official(path: Path) -> Document:
    """Return the document of an official file."""
    return pipeline.load(str(path))


@cache
def compare_official(old: Path, new: Path) -> Comparison:
    """Return the comparison of two official files, whole."""
    return pipeline.compare(parse_official(old), parse_official(new))
