"""`python -m tests.gold`: print how well the links agree with alignments marked by people, and raise the floors."""

from __future__ import annotations

import sys

from tests.conftest import SHARED
from tests.gold.floors import find_shortfalls, raise_floors, read_floors, write_floors
from tests.gold.scoring import Figures, GoldSet, find_sets, measure


def main() -> int:
    """Measure every set; return 1 when a figure is below its floor."""
    sets = find_sets(SHARED)
    if not sets:
        print("no gold files: CONSTITUTION_DIFF_SHARED names the folder that has them", file=sys.stderr)
        return 1
    floors = read_floors()
    is_fine = True
    print(f"{'set':<12} {'level':<12} {'figures'}")
    for gold_set in sets:
        figures = measure(gold_set)
        is_fine &= report(gold_set, figures, floors)
        known = floors.get(gold_set.name, {}).get("scores", {})
        floors[gold_set.name] = {"corpus": gold_set.corpus, "scores": raise_floors(known, figures)}
    if is_fine:
        write_floors(floors)
    return 0 if is_fine else 1


def report(gold_set: GoldSet, figures: dict[str, Figures], floors: dict[str, dict[str, object]]) -> bool:
    """Print the figures of a set; return False when one is below its floor."""
    for level, row in figures.items():
        shown = "  ".join(f"{measure} {figure:.4f}" for measure, figure in row.items())
        print(f"{gold_set.name:<12} {level:<12} {shown}")
    known: dict[str, object] = floors.get(gold_set.name, {})
    if known and known["corpus"] != gold_set.corpus:
        print(f"{gold_set.name:<12} the texts or the gold file have changed since the floors were set")
    below = find_shortfalls(known.get("scores", {}), figures)  # type: ignore[arg-type]
    for one in below:
        print(f"{gold_set.name:<12} {one.level:<12} BELOW ITS FLOOR: {one.measure} {one.reached:.4f} < {one.floor:.4f}")
    return not below


if __name__ == "__main__":
    sys.exit(main())
