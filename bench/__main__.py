"""Run the benchmark: `python -m bench`, or `make bench`, which sets up the environment of the peers first."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import machine, measuring
from bench.contenders import Tools, versions
from bench.measuring import Record
from bench.texts import Texts, bundled, official, only_part
from bench.writing import replace_tables, to_json, write_rows, write_tables

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "performance.md"
ROUNDS = {"start": 15, "part": 11, "whole": 5, "readers": 5, "10": 3, "100": 1, "batch": 12}
QUICK = {"start": 3, "part": 3, "whole": 2, "readers": 2, "10": 1}


def main() -> int:
    """Measure everything, write the results, and return 1 when a budget is overrun."""
    choices = _read_arguments()
    rounds = QUICK if choices.quick else ROUNDS
    # Not `resolve`: the interpreter of an environment is a link, and leads out of it.
    tools = Tools(Path(sys.executable), choices.peers.absolute() if choices.peers else None)
    facts = {"date": choices.date, "machine": machine.describe(), "versions": versions(tools)}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        record = measure(Record(tools, Path(name)), choices.shared, rounds)
    sys.stdout.write(write_rows(record))
    sys.stdout.writelines(f"not measured: {one}\n" for one in record.missing)
    if not choices.quick:
        results = CHECKOUT / "bench" / "results"
        results.mkdir(exist_ok=True)
        (results / f"{choices.date}.json").write_text(to_json(record, facts), encoding="utf-8")
        replace_tables(PAGE, write_tables(record, facts))
    return int(any(row.verdict == "over" for row in record.rows))


def measure(record: Record, shared: Path, rounds: dict[str, int]) -> Record:
    """Return what was measured.

    Args:
        record: an empty one.
        shared: folder of the official files, which need not be there.
        rounds: how often each group is run, and the pairs of the batch; a group without a number is left out.
    """
    pair = bundled()
    texts = official(shared)
    if texts is None:
        record.missing.append("the official files are not at hand: the whole bundled pair is measured in their place")
    _measure_sizes(record, pair, texts or pair, rounds)
    measuring.measure_readers(record, texts or pair, rounds.get("readers", 1))
    if "batch" in rounds:
        measuring.measure_batch(record, texts or pair, rounds["batch"])
    measuring.measure_marks(record, "Part II", ("--part", "II"))
    measuring.measure_marks(record, "whole", ("whole-old.txt", "whole-new.txt"))
    return record


def _measure_sizes(record: Record, pair: Texts, texts: Texts, rounds: dict[str, int]) -> None:
    measuring.measure_start(record, rounds["start"])
    _say("Part II")
    measuring.measure_part(record, only_part(pair, "II"), rounds["part"])
    measuring.read_profile(record, "Part II", ("--part", "II"))
    _say("whole")
    whole = texts.write_whole(record.folder)
    measuring.measure_whole(record, whole, rounds["whole"])
    measuring.read_profile(record, "whole", whole)
    weights = {"whole": whole}
    for times in (10, 100):
        if f"{times}" in rounds:
            _say(f"×{times}")
            measuring.measure_copies(record, texts, times, rounds[f"{times}"])
            weights[f"×{times}"] = f"x{times}-old.txt", f"x{times}-new.txt"
    measuring.measure_growth(record)
    weights.pop("×10", None)
    measuring.measure_memory(record, weights)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, nothing written: for development")
    parser.add_argument("--peers", type=Path, help="python of the environment of the peers")
    parser.add_argument("--shared", type=Path, default=CHECKOUT.parent / "shared", help="folder of the official files")
    parser.add_argument("--date", default="undated", help="of the measurement, as the results name it")
    return parser.parse_args()


def _say(what: str) -> None:
    sys.stderr.write(f"measuring {what} ...\n")


if __name__ == "__main__":
    sys.exit(main())
