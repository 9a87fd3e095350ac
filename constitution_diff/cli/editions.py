"""From the names on the command line to a comparison."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from constitution_diff.cli.output import say
from constitution_diff.errors import LexiconError, UsageError
from constitution_diff.library import BUNDLED_PAIR
from constitution_diff.model import Comparison, Document
from constitution_diff.pipeline import compare, load

DEFAULT_PARTS = ("II",)
"""What is compared of the bundled pair unless a person says otherwise: the rights, freedoms and duties."""


def make_comparison(
    old: str | None,
    new: str | None,
    parts: list[str] | None,
    links: str | None,
    lang: str,
    *,
    claims: str | None = None,
    notes: str | None = None,
    observe: bool = True,
    quiet: bool = False,
    verbose: bool = False,
) -> Comparison:
    """Load the two editions a person named, or the bundled pair, and compare them.

    Args:
        old, new: as the contract names editions; both None for the bundled pair.
        parts: numbers of parts, ``all``, or None for the default of the pair.
        links, claims, notes: paths of side files.
        lang: the texts' language, or ``auto``.
        observe: whether to say what the changes mean.
        quiet, verbose: how much of the notices to say on standard error.
    Raises:
        UsageError: only one edition is named, or standard input twice.
    """
    names = name_pair(old, new)
    side_file = (_read_side_file(links), links) if links else None
    statements = (_read_side_file(claims), Path(claims).name) if claims else None
    comparison = compare(
        load(names[0], lang), load(names[1], lang), choose_parts(names, parts), side_file, statements, observe
    )
    if notes:
        from constitution_diff.annotate.notes_file import read_notes

        said = read_notes(_read_side_file(notes), Path(notes).name, comparison.old, comparison.new)
        comparison = replace(comparison, editor_notes=said)
    for name, document in zip(names, (comparison.old, comparison.new), strict=True):
        announce(name, document, quiet, verbose)
    return comparison


def name_pair(old: str | None, new: str | None) -> tuple[str, str]:
    """Return the two names, or those of the bundled pair when none is given."""
    if old is None and new is None:
        return BUNDLED_PAIR
    if old is None or new is None:
        raise UsageError(
            "two editions are needed, one is named",
            str(old or new),
            "name OLD and NEW, or neither for the bundled pair",
        )
    if old == new == "-":
        raise UsageError("standard input can be only one of the two", "-", "give the other as a file")
    return old, new


def choose_parts(names: tuple[str, str], parts: list[str] | None) -> tuple[str, ...]:
    """Return the parts to compare: as asked; else Part II of the bundled pair, in any language; else everything."""
    if parts:
        return () if "all" in parts else tuple(parts)
    identities = tuple(name.partition(":")[0] for name in names)
    return DEFAULT_PARTS if identities == BUNDLED_PAIR else ()


def announce(name: str, document: Document, quiet: bool, verbose: bool) -> None:
    """Tell on standard error what the notices of a document say: their number, or each of them."""
    if not document.notices:
        return
    say(
        f"{name}: {len(document.notices)} notices" + ("" if verbose else " (-v lists them; every report prints them)"),
        quiet,
    )
    for notice in document.notices if verbose else ():
        say(f"  {notice.code} at {notice.where}: {notice.message}", quiet)


def _read_side_file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise LexiconError(f"cannot be read: {error.strerror}", name, "check the path") from error
