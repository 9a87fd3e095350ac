"""What a run of the benchmark leaves behind: a file of all that was measured, and the tables of docs/performance.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from bench.measuring import Record

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
"""What the generated part of docs/performance.md stands between."""
_VERDICTS = {
    "aim": "reaches the aim",
    "must": "within the bar",
    "over": "**over the bar**",
    "not measured": "not measured",
}


def to_json(record: Record, facts: dict[str, Any]) -> str:
    """Return everything as JSON.

    Args:
        record: what was measured.
        facts: date, machine and versions.
    """
    rows = [{**asdict(row), "verdict": row.verdict} for row in record.rows]
    told = {
        "schema": "constitution-diff/bench/1",
        **facts,
        "rows": rows,
        "races": record.races,
        "profiles": record.profiles,
        "batch": record.batch,
        "missing": record.missing,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def write_rows(record: Record) -> str:
    """Return the budgets as a table in Markdown."""
    return "\n".join(_budget_lines(record)) + "\n"


def write_tables(record: Record, facts: dict[str, Any]) -> str:
    """Return the generated part of docs/performance.md."""
    machine, versions = facts["machine"], facts["versions"]
    made = ", ".join(f"{name} {value}" for name, value in machine.items() if name != "load")
    lines = [
        f"Measured {facts['date']} on: {made}; load when it began {machine['load']}.",
        "",
        "Versions: " + "; ".join(f"{name}: {value}" for name, value in versions.items()) + ".",
        "",
        *_budget_lines(record),
    ]
    for name in ("Part II", "whole", "×10", "×100"):
        if name in record.races:
            lines += ["", f"### {name}, all that were run", "", *_race_lines(record.races[name])]
    for name, profile in record.profiles.items():
        lines += ["", f"### {name}, how the time is spent", "", "```text", *profile, "```"]
    lines += ["", *_batch_lines(record.batch)]
    if record.missing:
        lines += ["", "Not measured:", "", *(f"- {one}" for one in record.missing)]
    return "\n".join(lines) + "\n"


def replace_tables(page: Path, tables: str) -> None:
    """Put the tables into a page, in the place of those before."""
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    page.write_text(f"{head}{BEGIN}\n{tables}{END}{rest.partition(END)[2]}", encoding="utf-8")


def _budget_lines(record: Record) -> Iterator[str]:
    yield "| what | must | aim | measured | least – greatest | |"
    yield "|---|---:|---:|---:|---:|---|"
    for row in record.rows:
        measured = "" if row.measured is None else f"{row.measured:.2f} {row.unit}"
        spread = "" if row.least is None or row.least == row.greatest else f"{row.least:.2f} – {row.greatest:.2f}"
        note = f" ({row.note})" if row.note else ""
        yield f"| {row.what} | {row.must:g} | {row.aim:g} | {measured} | {spread} | {_VERDICTS[row.verdict]}{note} |"


def _batch_lines(batch: dict[str, Any]) -> Iterator[str]:
    if not batch or batch["problem"]:
        return
    minutes = 190 * batch["seconds a pair"] / 60
    yield "### Many pairs"
    yield ""
    yield (
        f"A batch of {batch['pairs']} pairs of {batch['characters a pair']:,} characters each took {batch['seconds']} s with "
        f"{batch['processes']} processes: {batch['seconds a pair']:.2f} s a pair. At that rate 190 constitutions against one "
        f"take {minutes:.1f} minutes, and every pair of 190 (17,955) takes {17955 * batch['seconds a pair'] / 3600:.1f} hours. "
        f"The same batch again, with everything kept, took {batch['seconds again, all kept']} s."
    )


def _race_lines(race: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "| | median ms | × C+py |"
    yield "|---|---:|---:|"
    for name, told in race.items():
        if "problem" in told:
            yield f"| {name} | {told['problem']} | |"
        else:
            ratio = sorted(told["ratio"])
            middle = f"{ratio[len(ratio) // 2]:.2f}" if ratio else ""
            yield f"| {name} | {told['median ms']:.0f} | {middle} |"
