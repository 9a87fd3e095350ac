"""The floors: figures that were once reached and must not be lost again. They rise by themselves and fall only by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.gold.scoring import Figures

FILE = Path(__file__).resolve().parent / "floors.json"
ABOUT = (
    "Figures that the links must reach, by set, level and measure; written by `make gold`, which only ever raises them. "
    "corpus is the digest of the gold file and the texts that they were measured on."
)


class Shortfall(Struct, frozen=True):
    """A figure below its floor."""

    level: str
    """What was measured."""
    measure: str
    """Which figure."""
    floor: float
    """What was reached before."""
    reached: float
    """What is reached now."""


def read_floors() -> dict[str, Any]:
    """Return the floors by set."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["sets"] if FILE.is_file() else {}
    return found


def find_shortfalls(floors: dict[str, Figures], figures: dict[str, Figures]) -> list[Shortfall]:
    """Return every figure that is below its floor; one that is no longer measured counts as 0."""
    return [
        Shortfall(level, measure, floor, figures.get(level, {}).get(measure, 0.0))
        for level, row in floors.items()
        for measure, floor in row.items()
        if figures.get(level, {}).get(measure, 0.0) < floor
    ]


def raise_floors(floors: dict[str, Figures], figures: dict[str, Figures]) -> dict[str, Figures]:
    """Return the higher of floor and figure everywhere."""
    return {
        level: {measure: max(figure, floors.get(level, {}).get(measure, 0.0)) for measure, figure in row.items()}
        for level, row in {**floors, **figures}.items()
    }


def write_floors(sets: dict[str, Any]) -> None:
    """Write the floors of all sets, in the order of their names."""
    content = {"about": ABOUT, "sets": dict(sorted(sets.items()))}
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
