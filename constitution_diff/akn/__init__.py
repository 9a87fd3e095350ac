"""Akoma Ntoso XML, the project's own file format: `dump`, `load` and `validate`; reading Akoma Ntoso is `load`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from constitution_diff.akn.load import load

if TYPE_CHECKING:
    from constitution_diff.akn.comparison import dump_comparison
    from constitution_diff.akn.validation import Problem, validate
    from constitution_diff.akn.writing import dump

__all__ = ["Problem", "dump", "dump_comparison", "load", "validate"]

_HOMES = {"Problem": "validation", "dump": "writing", "dump_comparison": "comparison", "validate": "validation"}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: a report reads Akoma Ntoso and writes none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
