"""Whole processes, timed from start to reap, and weighed."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

ALLOWED = {"git": (0, 1), "wdiff": (0, 1), "dwdiff": (0, 1)}
"""Exit codes that mean the work was done, by program; 0 for all others."""


class Contender(Struct, frozen=True):
    """A command that is measured."""

    name: str
    """As the tables call it."""
    command: tuple[str, ...]
    """Program and arguments."""
    output: str = ""
    """File that standard output goes to; empty to drop it."""


class Run(Struct, frozen=True):
    """One process."""

    seconds: float
    """From start to reap."""
    problem: str = ""
    """Why the time counts for nothing: it failed, or took longer than it was given; else empty."""


def environment() -> dict[str, str]:
    """Return what every process is started with: the same words for all, and bytecode kept as on any machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CONSTITUTION_DIFF"))}
    return {**kept, "LC_ALL": "C.UTF-8"}


def run(contender: Contender, folder: Path, limit: float) -> Run:
    """Run a command once.

    Args:
        contender: what to run.
        folder: where.
        limit: seconds it may take.
    """
    with (folder / contender.output if contender.output else Path(os.devnull)).open("wb") as output:
        start = time.perf_counter()
        try:
            done = subprocess.run(
                contender.command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL, timeout=limit, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Run(limit, f"more than {limit:.0f} s")
        seconds = time.perf_counter() - start
    if done.returncode not in ALLOWED.get(Path(contender.command[0]).name, (0,)):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return Run(seconds, f"exit code {done.returncode}: {said[-1] if said else 'nothing said'}")
    return Run(seconds)


def weigh(contender: Contender, folder: Path, limit: float) -> float | None:
    """Return the peak memory of the largest process of a command in MiB, None where GNU time is not at hand.

    A process inherits the peak of the one that started it, so a small program must do that: GNU time has 2 MiB.
    """
    time_program = "/usr/bin/time"
    if not Path(time_program).is_file():
        return None
    report = folder / "weight"
    heavy = Contender(
        contender.name, (time_program, "-q", "-f", "%M", "-o", str(report), *contender.command), contender.output
    )
    if run(heavy, folder, limit).problem:
        return None
    return int(report.read_text().split()[-1]) / 1024


def find(program: str) -> str:
    """Return the path of a program, empty where it is not installed."""
    return shutil.which(program) or ""


def race(contenders: Sequence[Contender], folder: Path, rounds: int, limit: float) -> dict[str, list[Run]]:
    """Run every contender once a round, one after the other, so that what slows the machine slows them all.

    A contender that fails is not run again. Before the first round each runs once, for the files to be warm.
    """
    runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
    failed = {one.name: run(one, folder, limit) for one in contenders} if rounds > 1 else {}
    for _ in range(rounds):
        for one in contenders:
            before = runs[one.name][-1] if runs[one.name] else failed.get(one.name)
            runs[one.name].append(before if before and before.problem else run(one, folder, limit))
    return runs


def ratios(runs: Mapping[str, Sequence[Run]], name: str, to: Sequence[str]) -> list[float]:
    """Return a contender's times over the sum of others', round by round; empty when one of them failed or there are none."""
    if not to or any(one.problem for other in (name, *to) for one in runs[other]):
        return []
    return [one.seconds / sum(runs[other][place].seconds for other in to) for place, one in enumerate(runs[name])]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Return median, least and greatest."""
    return statistics.median(values), min(values), max(values)
