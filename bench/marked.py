"""How much a word diff marks: fewer characters are closer to what changed, as long as nothing changed goes unmarked."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from bench.processes import environment

_MARKED = re.compile("\x01([^\x02]*)\x02|\x03([^\x04]*)\x04")
Report = dict[str, Any]
SIDES = ("old", "new")


def count_own(report: Report) -> int:
    """Return the characters, white space left out, that our report marks as deleted, inserted or moved.

    Args:
        report: the JSON report, which has every hunk.
    """
    texts = _texts(report)
    hunks = (hunk for link in report["links"] for hunk in link["hunks"] if hunk["op"] != "equal")
    return sum(_letters(_piece(texts, hunk, side)) for hunk in hunks for side in SIDES)


def align(report: Report) -> tuple[str, str]:
    """Return both texts with linked provisions on equal lines: what dwdiff is given, so that it need not align."""
    texts = _texts(report)
    old, new = ("\n".join(_line(texts, link["hunks"], side) for link in report["links"]) + "\n" for side in SIDES)
    return old, new


def count_dwdiff(program: str, old: Path, new: Path) -> int:
    """Return the characters, white space left out, that dwdiff marks as deleted or inserted."""
    marks = ["-w", "\x01", "-x", "\x02", "-y", "\x03", "-z", "\x04"]
    command = [program, "-P", *marks, str(old), str(new)]
    done = subprocess.run(command, capture_output=True, env=environment(), check=False)
    found = _MARKED.findall(done.stdout.decode("utf-8"))
    return sum(_letters(deleted) + _letters(inserted) for deleted, inserted in found)


def _texts(report: Report) -> dict[str, dict[str, str]]:
    return {side: {one["ref"]: one["text"] for one in report["provisions"][side] if one["text"]} for side in SIDES}


def _piece(texts: dict[str, dict[str, str]], hunk: dict[str, Any], side: str) -> str:
    start, end = hunk[side]
    return texts[side][hunk[f"{side}_ref"]][start:end] if end > start else ""


def _line(texts: dict[str, dict[str, str]], hunks: list[dict[str, Any]], side: str) -> str:
    """Return the words of one side of a link on one line, its blocks parted by a space."""
    line, block = "", ""
    for hunk in hunks:
        piece = _piece(texts, hunk, side)
        if piece and hunk[f"{side}_ref"] != block:
            line, block = line + " ", hunk[f"{side}_ref"]
        line += piece
    return " ".join(line.split())


def _letters(text: str) -> int:
    return len("".join(text.split()))
