"""The measurements, one function a group of budgets; each returns rows, and what was seen for the record."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct, field

from bench import contenders, marked
from bench.budgets import Row, exponent
from bench.contenders import GIT, MUST_BEAT, OURS, PY, Tools
from bench.inputs import print_text, vary
from bench.processes import Contender, Run, environment, find, race, ratios, run, spread, weigh
from bench.texts import Texts


class Record(Struct):
    """One run of the benchmark: what it works with, and all that it has found."""

    tools: Tools
    """Where the programs are."""
    folder: Path
    """Where the texts and all that is made of them lie."""
    rows: list[Row] = field(default_factory=list)
    """Budgets, in order."""
    races: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Milliseconds and ratios by race and contender."""
    missing: list[str] = field(default_factory=list)
    """Peers that were not measured, and why."""
    profiles: dict[str, list[str]] = field(default_factory=dict)
    """How the program says its time was spent, by race."""
    batch: dict[str, float | str] = field(default_factory=dict)
    """What a batch of many pairs took."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Our median of each race; with ``PY`` that of the interpreter."""

    def keep(self, name: str, runs: Mapping[str, Sequence[Run]], to: Sequence[str]) -> None:
        """Keep the runs of a race with their ratios to some contenders."""
        kept: dict[str, dict[str, Any]] = {}
        for contender, found in runs.items():
            told: dict[str, Any] = {"ms": [round(1000 * one.seconds, 1) for one in found]}
            problem = next((one.problem for one in found if one.problem), "")
            if problem:
                told["problem"] = problem
                self.missing.append(f"{contender}, {name}: {problem}")
            elif found:
                told["median ms"] = round(1000 * median(one.seconds for one in found), 1)
                told["ratio"] = [round(one, 3) for one in ratios(runs, contender, to)]
            kept[contender] = told
        self.races[name] = kept
        if not any(one.problem for one in runs[OURS]):
            self.seconds[name] = median(one.seconds for one in runs[OURS])


def _row(what: str, budget: tuple[float, float, str], values: Sequence[float], note: str = "") -> Row:
    must, aim, unit = budget
    if not values:
        return Row(what, must, aim, unit, None, note=note or "it failed, or took too long")
    return Row(what, must, aim, unit, *spread(values), note=note)


def measure_start(record: Record, rounds: int) -> None:
    """Measure `--help` and `--version`."""
    field_of = [
        contenders.yardsticks(record.tools, "", "")[0],
        *(Contender(word, (record.tools.ours, word)) for word in ("--help", "--version")),
    ]
    runs = race(field_of, record.folder, rounds, limit=60)
    for word in ("--help", "--version"):
        record.rows.append(_row(f"`{word}`", (7, 3, "× PY"), ratios(runs, word, (PY,))))
    record.seconds[PY] = median(one.seconds for one in runs[PY])
    record.keep("start", {**runs, OURS: runs["--help"]}, (PY,))


def measure_part(record: Record, part: Texts, rounds: int) -> None:
    """Measure the report on Part II of the bundled pair, beside word diffs of its plain text."""
    old, new = part.write(record.folder, "part", lambda document, _: "\n".join(_blocks(document)) + "\n")
    runs = _race(record, ("--part", "II"), (old, new), rounds, 60)
    record.keep("Part II", runs, (PY, GIT))
    what = "`report --part II`, bundled XML in, HTML out"
    record.rows.append(_row(what, (9, 4, "× C+py"), ratios(runs, OURS, (PY, GIT))))


def measure_whole(record: Record, files: tuple[str, str], rounds: int) -> None:
    """Measure the report on the whole texts, which must also be faster than some peers in the same rounds."""
    runs = _race(record, files, files, rounds, 60)
    record.keep("whole", runs, (PY, GIT))
    record.rows.append(_row("`report`, whole text in, HTML out", (7, 3, "× C+py"), ratios(runs, OURS, (PY, GIT))))
    for peer in MUST_BEAT:
        found = ratios(runs, OURS, (peer,)) if peer in runs else []
        problem = next((one.problem for one in runs.get(peer, ()) if one.problem), "not measured")
        record.rows.append(_row(f"the same beside {peer}", (1, 1, f"× {peer}"), found, "" if found else problem))


def measure_copies(record: Record, texts: Texts, times: int, rounds: int) -> None:
    """Measure the report on the texts made larger."""
    files = texts.write_copies(record.folder, times)
    field_of = [*contenders.yardsticks(record.tools, *files), contenders.own_report(record.tools, *files)]
    runs = race(field_of, record.folder, rounds, limit=60 * times)
    record.keep(f"×{times}", runs, (PY, GIT))
    record.rows.append(_row(f"the same ×{times}", (6, 3, "× C+py"), ratios(runs, OURS, (PY, GIT))))


def measure_growth(record: Record) -> None:
    """Work out how time grows with the text, net of the interpreter's start."""
    for small, large, must in (("whole", "×10", 1.1), ("×10", "×100", 1.15)):
        found = None
        if small in record.seconds and large in record.seconds:
            found = exponent(record.seconds[small], record.seconds[large], record.seconds[PY], 10)
        values = [] if found is None else [found]
        record.rows.append(
            _row(
                f"growth, {small} to {large}",
                (must, 1.0, "exponent"),
                values,
                "" if values else "one of both is missing",
            )
        )


def measure_memory(record: Record, cases: Mapping[str, tuple[str, str]]) -> None:
    """Measure the peak memory of a report on some texts; for the largest in MiB, else beside that of PY."""
    py = weigh(contenders.yardsticks(record.tools, "", "")[0], record.folder, 60)
    for name, files in cases.items():
        weight = weigh(contenders.own_report(record.tools, *files), record.folder, 6000)
        if name == "×100":
            values = [] if weight is None else [weight]
            record.rows.append(_row(f"peak memory, {name}", (1024, 400, "MiB"), values))
        else:
            values = [] if weight is None or py is None else [weight / py]
            note = f"{weight:.0f} MiB" if weight else ""
            record.rows.append(_row(f"peak memory, {name}", (8, 5, "× PY"), values, note))


def measure_readers(record: Record, texts: Texts, rounds: int) -> None:
    """Measure the readers of the official files."""
    budgets = (("PDF 1995", "read PDF", "pdftotext", 5.0, 3.5), ("DOCX 2026", "read DOCX", "python-docx", 1.5, 0.5))
    field_of = contenders.readers(record.tools, *texts.files) if texts.files else []
    runs = race(field_of, record.folder, rounds, limit=60)
    for title, own, peer, must, aim in budgets:
        values = ratios(runs, own, (peer,)) if own in runs and peer in runs else []
        note = "" if values else "the official files, or the peer, are not at hand"
        record.rows.append(_row(f"{title} in, text out", (must, aim, f"× {peer}"), values, note))
    if runs:
        record.keep("readers", {**runs, OURS: runs["read PDF"]}, (PY,) if PY in runs else ())


def measure_marks(record: Record, name: str, editions: tuple[str, ...]) -> None:
    """Count the characters that are marked, beside dwdiff's on the same texts, aligned."""
    command = [record.tools.ours, "report", *editions, "--format", "json", "-q", "-o", "own.json"]
    subprocess.run(command, cwd=record.folder, env=environment(), check=True)
    report = json.loads((record.folder / "own.json").read_text(encoding="utf-8"))
    budget, what = (1.1, 0.9, "× dwdiff"), f"characters marked, {name}"
    if not find("dwdiff"):
        record.rows.append(_row(what, budget, [], "dwdiff is not installed"))
        return
    files = record.folder / "aligned-old.txt", record.folder / "aligned-new.txt"
    for file, text in zip(files, marked.align(report), strict=True):
        file.write_text(text, encoding="utf-8")
    own, theirs = marked.count_own(report), marked.count_dwdiff(find("dwdiff"), *files)
    record.rows.append(_row(what, budget, [own / theirs], f"{own} to {theirs}"))


def measure_batch(record: Record, texts: Texts, count: int) -> None:
    """Compare as many made-up constitutions with one, a process per core, and tell how long a pair takes."""
    folder = record.folder / "batch"
    folder.mkdir()
    (folder / "one.txt").write_text(print_text(texts.new), encoding="utf-8")
    for number in range(1, count + 1):
        (folder / f"other{number}.txt").write_text(vary(texts.old, number), encoding="utf-8")
    rows = "".join(f"other{number}.txt,one.txt\n" for number in range(1, count + 1))
    (folder / "pairs.csv").write_text("old,new\n" + rows, encoding="utf-8")
    command = (record.tools.ours, "batch", "pairs.csv", "-o", "reports", "-q")
    first = run(Contender("batch", command), folder, 60.0 * count)
    again = run(Contender("batch", command), folder, 60.0 * count)
    letters = sum(len(print_text(document)) for document in (texts.old, texts.new))
    problem = first.problem or again.problem
    if problem:
        record.missing.append(f"a batch of {count} pairs: {problem}")
    record.batch = {
        "pairs": count,
        "characters a pair": letters,
        "processes": os.cpu_count() or 1,
        "seconds": round(first.seconds, 1),
        "seconds a pair": round(first.seconds / count, 3),
        "seconds again, all kept": round(again.seconds, 1),
        "problem": problem,
    }


def read_profile(record: Record, name: str, arguments: Sequence[str]) -> None:
    """Keep what `--profile` says of one run."""
    command = [record.tools.ours, "report", *arguments, "-q", "--profile", "-o", "own.html"]
    done = subprocess.run(command, cwd=record.folder, env=environment(), capture_output=True, text=True, check=False)
    record.profiles[name] = done.stderr.splitlines()


def _race(
    record: Record,
    editions: tuple[str, str],
    files: tuple[str, str],
    rounds: int,
    limit: float,
) -> dict[str, list[Run]]:
    there, missing = contenders.peers(record.tools, *files)
    record.missing.extend(one for one in missing if one not in record.missing)
    own = contenders.own_report(record.tools, *editions)
    return race([*contenders.yardsticks(record.tools, *files), own, *there], record.folder, rounds, limit)


def _blocks(document: Any) -> list[str]:
    """Return the words of a document without headings and labels, which a plain word diff would anchor on."""
    return [unit.text for unit in document.provisions() if unit.text]
