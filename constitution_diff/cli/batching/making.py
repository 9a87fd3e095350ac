"""One pair, in a process of its own: from its row to the content of its file."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import get_args

from msgspec import Struct

from constitution_diff.cli.batching.ledger import Made, digest_of, is_made
from constitution_diff.cli.batching.pairs import Pair, place_of
from constitution_diff.errors import ConstitutionDiffError
from constitution_diff.model import Comparison, Relation

RELATIONS: tuple[str, ...] = get_args(Relation)
"""What the counts of a result count, in this order."""


class Job(Struct, frozen=True):
    """All that a process needs to know for one pair."""

    pair: Pair
    """The row."""
    folder: Path
    """That of the list."""
    target: Path
    """That of the reports."""
    ui_lang: str
    """Language of everything that is not law."""
    made: Made | None
    """What the ledger says of the file."""


class Outcome(Struct, frozen=True):
    """What came of one pair."""

    status: str
    """``done``, ``kept`` when it had been made before, ``failed``."""
    digest: str = ""
    """`digest_of` the pair."""
    counts: tuple[int, ...] = ()
    """Links by relation, in the order of `RELATIONS`."""
    content: bytes = b""
    """Of the file; empty unless ``done``."""
    error: str = ""
    """What failed, and where; empty unless ``failed``."""
    exit_code: int = 0
    """That of the error."""


LOST = Outcome(
    "failed", error="its process ended without a result: out of memory, or a fault of the program", exit_code=7
)
"""What came of a pair whose process died."""


def make(job: Job) -> Outcome:
    """Compare one pair and write its report, unless the file is there already; a known error is its outcome."""
    try:
        digest = digest_of(job.pair, job.folder, {"ui_lang": job.ui_lang})
        if job.made is not None and is_made(job.target, job.pair.output, job.made, digest):
            return Outcome("kept", digest, job.made.counts)
        return _compare(job, digest)
    except ConstitutionDiffError as error:
        return Outcome("failed", error=str(error), exit_code=error.exit_code)
    except (MemoryError, RecursionError) as error:
        return Outcome("failed", error=f"too large: {type(error).__name__}", exit_code=3)


def _compare(job: Job, digest: str) -> Outcome:
    from constitution_diff.cli.editions import make_comparison
    from constitution_diff.rendering import Choices, render

    pair = job.pair
    side_files = {name: str(job.folder / getattr(pair, name)) if getattr(pair, name) else None for name in _SIDES}
    old, new = (place_of(name, job.folder) for name in (pair.old, pair.new))
    comparison = make_comparison(
        old, new, list(pair.parts), side_files["links"], pair.lang,
        claims=side_files["claims"], notes=side_files["notes"], quiet=True,
    )  # fmt: skip
    written = render(comparison, Path(pair.output).suffix[1:], Choices(job.ui_lang, _command(pair, job.ui_lang)))
    return Outcome("done", digest, _count(comparison), written.encode("utf-8") if isinstance(written, str) else written)


_SIDES = ("links", "claims", "notes")


def _count(comparison: Comparison) -> tuple[int, ...]:
    relations = [link.relation for link in comparison.links]
    return tuple(relations.count(one) for one in RELATIONS)  # type: ignore[arg-type]


def _command(pair: Pair, ui_lang: str) -> str:
    """Return the command that makes this one report, from the folder of the list."""
    words = ["constitution-diff", "report", pair.old, pair.new]
    for part in pair.parts:
        words += ["--part", part]
    for name in _SIDES:
        if getattr(pair, name):
            words += [f"--{name}", getattr(pair, name)]
    words += ["--lang", pair.lang] if pair.lang != "auto" else []
    words += ["--ui-lang", ui_lang] if ui_lang != "en" else []
    return shlex.join([*words, "-o", pair.output])
