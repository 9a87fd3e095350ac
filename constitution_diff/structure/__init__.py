"""From printed paragraphs to a document: notes out, labels read, a tree built, references given, doubts named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from constitution_diff.structure.parsing import parse_source

__all__ = ["parse_source"]


def __getattr__(name: str) -> Any:
    """Load the parser when it is first used: reading Akoma Ntoso needs the names of provisions and no more."""
    if name != "parse_source":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from constitution_diff.structure import parsing  # noqa: PLC0415

    return parsing.parse_source
