"""The command `batch`: many pairs, a process per core."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

from constitution_diff.cli import options
from constitution_diff.cli.declaring import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from constitution_diff.cli.batching.making import Job, Outcome
    from constitution_diff.cli.batching.pairs import Pair


BatchFormat = Literal["html", "json", "md", "csv", "docx", "xml"]
"""Formats of the reports of a batch."""
RESULTS = "results.csv"
"""Name of the list of results, in the folder of the reports."""


def batch(
    pairs: Annotated[
        str,
        Argument(
            metavar="PAIRS.csv",
            help="Columns old,new; if wanted output,part,links,claims,notes,lang. Files are named from its own folder.",
        ),
    ],
    output: Annotated[
        str, Option(("-o", "--output"), metavar="DIR", help="Folder of the reports; it is made when it is not there.")
    ] = "",
    format: Annotated[BatchFormat, Option(("--format",), help="Format of the pairs that name no output.")] = "html",
    jobs: Annotated[
        int,
        Option(("--jobs",), metavar="N", help="Most processes at a time; by default one per core.", show_default=False),
    ] = 0,
    ui_lang: Annotated[options.UiLang, Option(("--ui-lang",), help="Language of everything that is not law.")] = "en",
    quiet: options.Quiet = False,
) -> int:
    """Compare many pairs at once, a process per core; what was made before is kept.

    One line a pair on standard output and in DIR/results.csv. A pair that fails does not stop the others: the exit code
    is that of the first one that failed. Interrupted, the same command goes on where it stopped.

    Example: constitution-diff batch pairs.csv -o reports
    """
    from pathlib import Path

    from constitution_diff.cli.batching.ledger import NAME, read_ledger, write_line
    from constitution_diff.cli.batching.making import Job
    from constitution_diff.cli.batching.pairs import read_pairs
    from constitution_diff.cli.batching.workers import count_cores
    from constitution_diff.cli.output import write_result
    from constitution_diff.errors import UsageError
    from constitution_diff.pipeline import read_bytes

    if not output:
        raise UsageError("no folder is named", "-o", "give one: constitution-diff batch pairs.csv -o reports")
    if jobs < 0:
        raise UsageError(f"{jobs} processes cannot work", "--jobs", "give 1 or more")
    rows = read_pairs(read_bytes(pairs), Path(pairs).name, format)
    target, folder = _make_folder(output), Path(pairs).parent
    ledger = read_ledger(target)
    # Written anew: the last line may have been cut off, and lines that others have taken the place of say nothing more.
    write_result("".join(write_line(name, ledger[name]) for name in sorted(ledger)), str(target / NAME))
    todo = [Job(pair, folder, target, ui_lang, ledger.get(pair.output)) for pair in rows]
    outcomes = _run(todo, jobs or count_cores(), quiet)
    _write_results(rows, outcomes, target)
    return next((one.exit_code for one in outcomes if one.status == "failed"), 0)


def _make_folder(name: str) -> Path:
    from pathlib import Path

    from constitution_diff.errors import ReportError

    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"cannot be made: {error.strerror}", name, "give another folder with -o") from error
    return Path(name)


def _run(jobs: Sequence[Job], cores: int, quiet: bool) -> list[Outcome]:
    """Make all that is to be made; tell each pair's outcome in the order of the list, as soon as those before are told."""
    from constitution_diff.cli.batching.making import LOST, make
    from constitution_diff.cli.batching.workers import work_off

    outcomes: dict[int, Outcome] = {}
    told = 0
    with _progress(len(jobs), quiet) as advance:
        for place, result in work_off(make, jobs, cores):
            outcomes[place] = _put_down(result or LOST, jobs[place])
            while told in outcomes:
                print(_line(jobs[told].pair, outcomes[told]), flush=True)
                told += 1
            advance()
    return [outcomes[place] for place in range(len(jobs))]


def _put_down(outcome: Outcome, job: Job) -> Outcome:
    """Write a finished report and its line in the ledger; return the outcome without the report's content."""
    from hashlib import sha256

    from msgspec.structs import replace

    from constitution_diff.cli.batching.ledger import NAME, Made, write_line
    from constitution_diff.cli.batching.making import Outcome as Result
    from constitution_diff.cli.output import write_result
    from constitution_diff.errors import ReportError

    if outcome.status != "done":
        return outcome
    try:
        write_result(outcome.content, str(job.target / job.pair.output))
        made = Made(outcome.digest, sha256(outcome.content).hexdigest(), outcome.counts)
        with (job.target / NAME).open("a", encoding="utf-8") as ledger:
            ledger.write(write_line(job.pair.output, made))
    except ReportError as error:
        return Result("failed", error=str(error), exit_code=error.exit_code)
    except OSError as error:
        raise ReportError(f"cannot be written: {error.strerror}", str(job.target / NAME), "check the folder") from error
    return replace(outcome, content=b"")


def _line(pair: Pair, outcome: Outcome) -> str:
    """Return what a person reads of one pair: its fate, its file, and the links that are not unchanged."""
    from constitution_diff.cli.batching.making import RELATIONS

    if outcome.status == "failed":
        return f"failed  {pair.output}  {outcome.error}"
    counts = [f"{count} {name}" for name, count in zip(RELATIONS, outcome.counts, strict=True) if count]
    return f"{outcome.status:6}  {pair.output}  {', '.join(counts)}"


def _write_results(rows: Sequence[Pair], outcomes: Sequence[Outcome], target: Path) -> None:
    """Write the results as CSV: the same list and the same texts give the same bytes, whatever was made before."""
    from constitution_diff.cli.batching.making import RELATIONS
    from constitution_diff.cli.output import write_result
    from constitution_diff.reports.to_csv import write_rows

    cells = [
        (
            pair.old,
            pair.new,
            pair.output,
            "failed" if outcome.status == "failed" else "done",
            *map(str, outcome.counts or [""] * len(RELATIONS)),
            outcome.error,
        )
        for pair, outcome in zip(rows, outcomes, strict=True)
    ]
    header = ("old", "new", "output", "status", *RELATIONS, "error")
    write_result(write_rows(header, cells), str(target / RESULTS))


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show how far a batch is, on standard error and only on a terminal; yield what counts one pair more."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Lines on the same terminal go above the bar; lines into a file go their own way.
    # It paints when something is done and has no thread of its own: a process with threads must not fork.
    console, shared = Console(stderr=True), sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, auto_refresh=False, redirect_stdout=shared) as bar:
        task = bar.add_task("", total=total)
        bar.refresh()
        yield lambda: bar.update(task, advance=1, refresh=True)
