"""Comparisons on a terminal: the coloured diff and the table of links."""

from __future__ import annotations

import io
import shutil

from constitution_diff.cli.pager import show
from constitution_diff.model import Comparison, Link

NARROW = 80
"""Columns of a terminal that does not say its width, and of output that is piped."""


def terminal_width() -> int:
    """Return the columns of the terminal, or `NARROW`."""
    return shutil.get_terminal_size((NARROW, 24)).columns


def show_diff(comparison: Comparison, *, stat: bool, side_by_side: bool, color: bool, ui_lang: str) -> None:
    """Print the changes, or with ``stat`` only how much changed where; what is long goes through a pager."""
    from constitution_diff.reports.labels import load_labels
    from constitution_diff.reports.to_terminal import render_diff

    labels, width = load_labels(ui_lang), terminal_width()
    show(render_diff(comparison, side_by_side=side_by_side, stat=stat, width=width, color=color, labels=labels))


def align_table(comparison: Comparison, *, color: bool) -> str:
    """Return the links as a table for the terminal: refs, relation, move, score, and why."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("old", "new", "relation"):
        table.add_column(title, overflow="fold", min_width=6)
    table.add_column("score", justify="right")
    table.add_column("why", overflow="fold")
    for link in comparison.links:
        table.add_row(*(Text(cell) for cell in _cells(link)), style=_STYLES.get(link.relation, "") if color else "")
    stream = io.StringIO()
    console = Console(
        file=stream, width=max(60, terminal_width()), force_terminal=color, no_color=not color, legacy_windows=False
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


_STYLES = {"added": "blue", "removed": "red", "rewritten": "yellow", "unchanged": "dim"}


def _cells(link: Link) -> tuple[str, str, str, str, str]:
    moved = {"within_part": ", moved", "other_part": ", moved between parts", None: ""}[link.moved]
    runner_up = (
        f" Runner-up {link.runner_up.ref}, {link.runner_up.score:.2f}."
        if link.runner_up and link.old and link.new
        else ""
    )
    doubt = " To be checked." if link.doubtful else ""
    return (
        " ".join(link.old) or "–",
        " ".join(link.new) or "–",
        link.relation + moved,
        f"{link.score:.2f}",
        link.reason + runner_up + doubt,
    )
