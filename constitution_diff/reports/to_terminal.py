"""Comparison -> lines for a terminal or a pipe, in the spirit of git diff."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from constitution_diff.model import Comparison
from constitution_diff.reports.labels import Labels, load_labels
from constitution_diff.reports.page import is_invisible
from constitution_diff.reports.view import build_view

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

View = dict[str, Any]
# The signs of git diff --word-diff; a move has arrows, because its words neither left nor came.
_SIGNS = {"del": ("[-", "-]"), "ins": ("{+", "+}"), "move": ("{>", "<}"), "equal": ("", "")}
# Where moved words stand in the other edition: the old ones went there, the new ones came from there.
_ARROWS = {"old": "→", "new": "←"}
_STYLES = {"del": "red", "ins": "green", "move": "yellow", "equal": ""}
_SIDES = {"-": "red", "+": "green"}
_BAR = 20
_INDENT = 7
_INSET = "   "


def render_diff(
    comparison: Comparison,
    *,
    side_by_side: bool = False,
    stat: bool = False,
    width: int = 80,
    color: bool = True,
    labels: Labels | None = None,
) -> str:
    """Return the comparison as text for a terminal.

    Args:
        comparison: two editions, linked and diffed.
        side_by_side: old text left, new text right, instead of both in one run.
        stat: one line per article and a sum, without the texts.
        width: columns; longer lines are wrapped.
        color: add terminal colours; the signs ``[-removed-]`` and ``{+added+}`` stand in any case.
        labels: words of the interface, English when none are given.
    Returns:
        Lines with a final newline. Control and direction characters of the texts are written out, such as ``<U+202E>``.
    Raises:
        ReportError: the comparison does not rebuild the texts it shows.
    """
    labels = labels or load_labels("en")
    view = build_view(comparison, labels, runs=True)
    stream = StringIO()
    console = _console(stream, width, color)
    _print_head(console, view)
    _print_renamings(console, comparison, labels)
    if stat:
        _print_stat(console, view, labels)
    else:
        _print_texts(console, view, labels, side_by_side)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _console(stream: StringIO, width: int, color: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415  the other formats do not need it

    # An empty environment: NO_COLOR, TERM and COLUMNS are for the command line to read; the result is always the same.
    return Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def escape(text: str) -> str:
    """Return a text in which nothing drives a terminal: control and direction characters are written out.

    >>> escape("a\\x1b[2Jb")
    'a<U+001B>[2Jb'
    """
    return "".join(f"<U+{ord(sign):04X}>" if is_invisible(sign) else sign for sign in text).replace("\t", " ")


def _line(console: Console, text: str = "", style: str = "", lead: str = "") -> None:
    """Print a line; where it wraps, it goes on under its first word after ``lead``."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    body = Text(escape(text), style=style, overflow="fold")
    if not lead:
        console.print(body)
        return
    table = Table.grid()
    table.add_column(width=len(lead), no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(lead, style=style), body)
    console.print(table)


def _print_head(console: Console, view: View) -> None:
    head = view["head"]
    for edition, sign in zip(head["editions"], ("---", "+++"), strict=True):
        facts = ", ".join(filter(None, (edition["title"], edition["wording"], edition["status"])))
        _line(console, f"{edition['name']}: {facts}", "bold", f"{sign} ")
    _line(console, " ".join(filter(None, (head["lead"], head["doubtful"]))))


def _print_renamings(console: Console, comparison: Comparison, labels: Labels) -> None:
    if not comparison.renamings:
        return
    _line(console)
    _line(console, labels.say("renamings.throughout"))
    for one in comparison.renamings:
        places = {"count": one.count, "total": one.total}
        _line(console, labels.say("renamings.line", old=one.old, new=one.new, **places), lead=_INSET)


def _sections(view: View) -> Iterator[tuple[View, View]]:
    for group in view["groups"]:
        for section in group["sections"]:
            yield group, section


def _print_texts(console: Console, view: View, labels: Labels, side_by_side: bool) -> None:
    group_before = None
    for group, section in _sections(view):
        if group is not group_before:
            _line(console)
            _line(console, f"== {group['name']} ==", "bold")
            if group["outside"]:
                _line(console, labels.say("text.outside"))
            group_before = group
        _line(console)
        _line(console, section["title"], "bold")
        _print_items(console, section, labels, side_by_side)


def _print_items(console: Console, section: View, labels: Labels, side_by_side: bool) -> None:
    same: list[str] = []
    for item in section["items"]:
        if item["kind"] == "link" and not item["changed"]:
            same.append(item["title"])
            continue
        _print_same(console, same, labels)
        if item["kind"] == "link":
            _print_link(console, item, labels, side_by_side)
        elif item["kind"] == "elsewhere":
            _line(console, f"{item['words']} {item['target']}", lead=_INSET)
        else:
            refs = ", ".join(ref["ref"] for cell in item["cells"] for ref in cell["refs"])
            _line(console, f"{refs}: {labels.say('cell.repealed')}", lead=_INSET)
    _print_same(console, same, labels)


def _print_same(console: Console, titles: list[str], labels: Labels) -> None:
    if titles:
        _line(console, f"{labels.say('relation.unchanged')}: {'; '.join(titles)}", "dim", _INSET)
        titles.clear()


def _print_link(console: Console, item: View, labels: Labels, side_by_side: bool) -> None:
    what = ", ".join(filter(None, (item["what"], item["only"])))
    _line(console, f"{item['title']} @@ {what}", "cyan", "@@ ")
    if item["moved_words"]:
        _line(console, item["moved_words"], "yellow", _INSET)
    if item["doubtful"]:
        _line(console, labels.say("link.doubtful"), "bold", _INSET)
    if item["why"]["searched"]:
        _line(console, f"{item['why']['searched']} {item['why']['runner_up']}", lead=_INSET)
    for row in item["rows"]:
        console.print(_columns(row) if side_by_side else _run(row))
    for pointer in item["see"]:
        _line(console, f"{pointer['words']} {pointer['target']}", lead=_INSET)


def _run(row: View) -> RenderableType:
    """Both sides of a row in one column: as one run where their blocks pair, else old above new."""
    from rich.console import Group  # noqa: PLC0415

    if row["merged"]:
        unit = row["new"]["units"][0]
        return _block(" ", unit, row["merged"])
    sides = (("-", row["old"]), ("+", row["new"]))
    return Group(*(_block(sign, unit, unit["pieces"]) for sign, cell in sides for unit in cell["units"]))


def _columns(row: View) -> RenderableType:
    """Old blocks left, new ones right, with a rule between them that stands without colour too."""
    from rich.box import MINIMAL  # noqa: PLC0415
    from rich.console import Group  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=MINIMAL, show_header=False, show_edge=False, pad_edge=False, expand=True, border_style="dim")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    cells = [Group(*(_block(" ", unit, unit["pieces"]) for unit in row[side]["units"])) for side in ("old", "new")]
    table.add_row(*cells)
    return table


def _block(sign: str, unit: View, pieces: list[View]) -> RenderableType:
    """One block of law behind its sign and number, its wrapped lines set in."""
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid()
    table.add_column(width=_INDENT + 2 * unit["depth"], no_wrap=True)
    table.add_column(overflow="fold")
    label = f"{' ' if unit['repealed'] else sign} {'  ' * unit['depth']}{escape(unit['label'])}"
    shown = _plain(unit["repealed"]) if unit["repealed"] else _marked(pieces, unit["side"])
    table.add_row(_plain(label, _SIDES.get(sign, "")), shown)
    return table


def _plain(text: str, style: str = "") -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(text, style=style)


def _marked(pieces: list[View], side: str) -> Text:
    """Return pieces of law between their signs; spaces at the ends of a mark stand outside, so that lines break well."""
    text = _plain("")
    for piece in pieces:
        words = escape(piece["text"])
        before, after = _SIGNS[piece["op"]]
        if piece["other"]:
            after = f" {_ARROWS[side]} {piece['other']}{after}"
        core = words.strip(" ") if before else words
        if not core:
            text.append(f"{before}{words}{after}", _STYLES[piece["op"]])
            continue
        start = words.index(core)
        text.append(words[:start])
        text.append(f"{before}{core}{after}", _STYLES[piece["op"]])
        text.append(words[start + len(core) :])
    return text


def _print_stat(console: Console, view: View, labels: Labels) -> None:
    from rich.table import Table  # noqa: PLC0415

    sections = [section for _, section in _sections(view) if any(item["kind"] == "link" for item in section["items"])]
    most = max((section["removed"] + section["added"] for section in sections), default=0)
    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold")
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for section in sections:
        numbers = f"{section['percent']} %", f"-{section['removed']}", f"+{section['added']}"
        table.add_row(_plain(escape(section["title"])), *map(_plain, numbers), _bar(section, most))
    _line(console)
    console.print(table)
    _line(console)
    counts = view["counts"]["rows"]
    _line(console, ", ".join(f"{row['name']}: {row['new'] or row['old']}" for row in counts))
    _line(console, labels.say("meaning.share"))


def _bar(section: View, most: int) -> Text:
    """Minus and plus signs for words that left and came, scaled to the article where most did; at least one for any."""
    bar = _plain("")
    for key, sign, style in (("removed", "-", "red"), ("added", "+", "green")):
        share = section[key] * _BAR / most if most else 0
        bar.append(sign * (max(1, int(share)) if section[key] else 0), style)
    return bar
