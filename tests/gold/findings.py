"""How well findings and claims agree with what a careful reader marked: `python -m tests.gold.findings` prints it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff import pipeline
from constitution_diff.annotate.findings import SUBSTANTIVE
from constitution_diff.model import Comparison
from constitution_diff.observations import Claim, Finding, Observations

KINDS = {
    "added guarantee": "guarantee_added",
    "strengthened guarantee": "guarantee_widened",
    "weakened guarantee": "guarantee_narrowed",
    "removed guarantee": "guarantee_removed",
    "added restriction": "restriction_added",
    "removed restriction": "restriction_removed",
    "added duty": "duty_added",
    "removed duty": "duty_removed",
    "moved": "relocated",
    "non-derogable list changed": "nonderogable_changed",
    "terminology": "terminology",
    "editorial": "editorial",
}
"""The reader's words of law, and ours."""
VERDICTS = {
    "restated (already in old text)": "restated",
    "strengthened": "widened",
    "weakened": "narrowed",
    "moved (already elsewhere in old text)": "moved",
}


class Score(Struct, frozen=True):
    """What was found of a reader's list."""

    marked: int
    """Substantive findings the reader is sure of."""
    found: int
    """Those of them with a finding of ours: a common reference and a common word."""
    right: int
    """Those found with the reader's kind."""
    ours: int
    """Our substantive findings about the articles the reader marked."""
    confirmed: int
    """Those that a finding of the reader, sure or arguable, is about too."""
    missed: tuple[str, ...]
    """Ids of what was not found."""

    @property
    def recall(self) -> float:
        return self.found / self.marked

    @property
    def kind(self) -> float:
        return self.right / self.found

    @property
    def precision(self) -> float:
        return self.confirmed / self.ours


def read_gold(shared: Path) -> list[dict[str, Any]]:
    """The reader's findings of the odd-numbered new articles."""
    found: list[dict[str, Any]] = json.loads((shared / "gold" / "part2.findings.dev.json").read_text("utf-8"))[
        "findings"
    ]
    return found


def score_findings(findings: Sequence[Finding], gold: Sequence[dict[str, Any]]) -> Score:
    """Compare findings with a reader's list."""
    sure = [one for one in gold if one["confidence"] == "sure" and KINDS[one["kind"]] in SUBSTANTIVE]
    matches = {one["id"]: [finding for finding in findings if is_match(finding, one)] for one in sure}
    ours = [finding for finding in findings if finding.kind in SUBSTANTIVE and _is_marked(finding)]
    return Score(
        marked=len(sure),
        found=sum(bool(found) for found in matches.values()),
        right=sum(any(finding.kind == KINDS[one["kind"]] for finding in matches[one["id"]]) for one in sure),
        ours=len(ours),
        confirmed=sum(any(is_match(finding, one) for one in gold) for finding in ours),
        missed=tuple(number for number, found in matches.items() if not found),
    )


def is_match(finding: Finding, marked: dict[str, Any]) -> bool:
    """Return True for a common reference and a common word; where the reader quotes none, for the same kind."""
    if not (set(finding.new) & set(marked["new"]) or set(finding.old) & set(marked["old"])):
        return False
    words = _words([marked["old_words"], marked["new_words"]])
    if not words:
        return finding.kind == KINDS[marked["kind"]]
    return bool(words & _words([*finding.old_words, *finding.new_words]))


def _is_marked(finding: Finding) -> bool:
    """Return True for findings of odd new articles; the held back half has the others and the list of article 41."""
    numbers = [int(match.group()) for ref in finding.new if (match := re.match(r"\d+", ref))]
    return bool(numbers) and all(number % 2 for number in numbers) and finding.kind != "nonderogable_changed"


SMALL = frozenset("и в на с о от по или за не к их его для либо a the of to and or in by".split())  # noqa: SIM905 - a list of words


def _words(quotes: Iterable[str]) -> set[str]:
    return {word for quote in quotes for word in re.findall(r"\w+", quote.lower())} - SMALL


def agreement(one: Observations, other: Observations) -> float:
    """Return the share of the substantive findings of one report that stand in another by references and kind."""
    counts = [
        Counter((finding.old, finding.new, finding.kind) for finding in side.findings if finding.kind in SUBSTANTIVE)
        for side in (one, other)
    ]
    return sum((counts[0] & counts[1]).values()) / sum(counts[0].values())


def read_claims(shared: Path) -> list[tuple[Claim, str, set[str]]]:
    """The marked claims, each with the reader's verdict and those that could be defended too."""
    rows = json.loads((shared / "gold" / "claims.dev.json").read_text("utf-8"))["claims"]
    return [
        (
            Claim(row["id"], row["quote"]),
            VERDICTS.get(row["verdict"], row["verdict"]),
            {VERDICTS.get(one, one) for one in row["alt_verdicts"]},
        )
        for row in rows
    ]


def compare_part(official: dict[str, Path], language: str, parts: Sequence[str] = ("II",)) -> Comparison:
    """Compare parts of the official texts in one language, of the bundled ones in English; no part for all."""
    names = ("kz-1995", "kz-2026")
    old, new = (str(official[f"{name}:{language}"]) if language != "en" else name for name in names)
    return pipeline.compare(pipeline.load(old), pipeline.load(new), list(parts))


def main() -> int:
    """Print the figures."""
    from tests.conftest import SHARED

    folder = SHARED / "texts" / "official"
    stems = {"kz-1995": ("kz-1995", "pdf"), "kz-2026": ("kz-2026-02-12", "docx")}
    official = {
        f"{edition}:{code}": folder / f"{stem}-{code}.{ending}"
        for edition, (stem, ending) in stems.items()
        for code in ("ru", "kk")
    }
    observed = {code: compare_part(official, code).observations or Observations() for code in ("ru", "kk", "en")}
    score = score_findings(observed["ru"].findings, read_gold(SHARED))
    print(
        f"recall {score.recall:.2f}  kind {score.kind:.2f}  precision {score.precision:.2f}  missed {' '.join(score.missed)}"
    )
    for code in ("kk", "en"):
        shared, own = agreement(observed["ru"], observed[code]), agreement(observed[code], observed["ru"])
        print(f"{code}: {shared:.2f} of the Russian findings, {own:.2f} of its own")
    return 0


if __name__ == "__main__":
    sys.exit(main())
