"""`--profile`: how a run's time was spent, said on standard error.

The stages know no clock. Here each is wrapped from outside, for this one run; no time enters a result.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

STAGES = (
    ("read", "constitution_diff.akn", "load"),
    ("read", "constitution_diff.readers", "read"),
    ("structure", "constitution_diff.structure", "parse_source"),
    ("align", "constitution_diff.align", "align"),
    ("diff", "constitution_diff.diff", "diff_links"),
    ("annotate", "constitution_diff.pipeline", "_observe"),
    ("annotate", "constitution_diff.pipeline", "_dangling"),
    ("render", "constitution_diff.rendering", "render_pieces"),
)
"""What each stage is called, and the function that does it, by the name under which it is called."""
_LATER = (
    "constitution_diff.annotate",
    "constitution_diff.annotate.notes_file",
    "constitution_diff.annotate.references",
    "constitution_diff.cli.editions",
    "constitution_diff.reports.to_html",
)
"""What a report loads when it first needs it: loaded at once here, to be counted as what it is."""


@contextmanager
def profiling(wanted: bool) -> Iterator[None]:
    """Measure what runs inside and say it at the end; do nothing unless wanted."""
    if not wanted:
        yield
        return
    spent = {"start": time.process_time()}
    begin = time.perf_counter()
    modules = {name: import_module(name) for name in (*(place for _, place, _ in STAGES), *_LATER)}
    spent["imports"] = time.perf_counter() - begin
    whole = [(modules[place], name, getattr(modules[place], name)) for _, place, name in STAGES]
    for (stage, _, _), (module, name, function) in zip(STAGES, whole, strict=True):
        setattr(module, name, _timed(stage, function, spent))
    try:
        yield
    finally:
        for module, name, function in whole:
            setattr(module, name, function)
        spent["other"] = spent["start"] + time.perf_counter() - begin - sum(spent.values())
        sys.stderr.write(write_profile(spent))


def write_profile(spent: dict[str, float]) -> str:
    """Return a table of stages: milliseconds, share, name.

    Args:
        spent: seconds by stage, in order.

    >>> print(write_profile({"read": 0.01, "align": 0.03}), end="")
          ms  share  stage
        10.0   25 %  read
        30.0   75 %  align
        40.0         all
    """
    total = sum(spent.values())
    lines = ["      ms  share  stage"]
    lines += [f"{1000 * seconds:8.1f} {100 * seconds / total:4.0f} %  {stage}" for stage, seconds in spent.items()]
    return "\n".join([*lines, f"{1000 * total:8.1f}         all"]) + "\n"


def _timed(stage: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    spent.setdefault(stage, 0.0)

    def timed(*given: Any, **named: Any) -> Any:
        begin = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            spent[stage] += time.perf_counter() - begin

    return timed
