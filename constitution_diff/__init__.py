"""Reads two constitutions, links them provision by provision, diffs them word by word, and renders change reports."""

from __future__ import annotations

TYPE_CHECKING = False  # a type checker knows the name; importing it from typing takes as long as `--version`

if TYPE_CHECKING:
    from typing import Any

    from constitution_diff.errors import ConstitutionDiffError
    from constitution_diff.model import ArticleLink, Comparison, Document, Edition, Hunk, Link, Note, Notice, Provision
    from constitution_diff.pipeline import compare, load, parse
    from constitution_diff.rendering import render

__all__ = [
    "ArticleLink",
    "Comparison",
    "ConstitutionDiffError",
    "Document",
    "Edition",
    "Hunk",
    "Link",
    "Note",
    "Notice",
    "Provision",
    "compare",
    "load",
    "parse",
    "render",
]

_HOMES = {
    "ConstitutionDiffError": "errors",
    "compare": "pipeline",
    "load": "pipeline",
    "parse": "pipeline",
    "render": "rendering",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `--help` and `--version` need none of them."""
    if name == "__version__":
        from constitution_diff.version import VERSION  # noqa: PLC0415

        return VERSION
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
