"""Akoma Ntoso XML, the project's own file format: `dump`, `load` and `validate`; reading Akoma Ntoso is `load`."""

from __future__ import annotations

from constitution_diff.akn.comparison import dump_comparison
from constitution_diff.akn.dump import dump
from constitution_diff.akn.load import load
from constitution_diff.akn.validate import Problem, validate

__all__ = ["Problem", "dump", "dump_comparison", "load", "validate"]
