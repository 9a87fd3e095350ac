"""Drafts with the provisions they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from constitution_diff.annotate.blocks import texts_by_ref
from constitution_diff.annotate.changes import Group
from constitution_diff.annotate.drafts import Draft
from constitution_diff.model import Comparison, Link


class Placed(Struct, frozen=True, gc=False):
    """A draft with the provisions it is about."""

    draft: Draft
    """What a rule says."""
    link: int
    """Index of the link, -1 for several."""
    old: tuple[str, ...]
    """Old provisions."""
    new: tuple[str, ...]
    """New provisions."""
    group: Group | None = None
    """The sentences it is about; None when it is about a whole link or several."""


def owners(refs: Sequence[str], blocks: Iterable[str]) -> tuple[str, ...]:
    """Return those of a link's references that hold one of the blocks."""
    inside = list(blocks)
    return tuple(
        ref
        for ref in refs
        if any(
            block == ref or block.startswith((f"{ref}.", f"{ref}#")) or (ref.endswith(")") and block.startswith(ref))
            for block in inside
        )
    )


def texts_of(comparison: Comparison) -> dict[str, dict[str, str]]:
    """Return the texts of both editions by side and reference."""
    return {"old": texts_by_ref(comparison.old), "new": texts_by_ref(comparison.new)}


def place(draft: Draft, group: Group, index: int, link: Link) -> Placed:
    """Return a draft with those provisions of its link that hold its sentences; with all of a side that holds none."""
    return Placed(
        draft,
        index,
        owners(link.old, [clause.ref for clause in group.old]) or link.old,
        owners(link.new, [clause.ref for clause in group.new]) or link.new,
        group,
    )


def article_of(ref: str) -> str:
    """Return the article a reference is in."""
    return re.split(r"[.#)]", ref, maxsplit=1)[0]
