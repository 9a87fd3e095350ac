"""Comparison -> Markdown that any renderer shows and any reader of plain text understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from constitution_diff.model import Comparison
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.receipt import forbidden
from constitution_diff.reports.view import build_view

View = dict[str, Any]
SIGNS = {"equal": ("", ""), "del": ("[−", "−]"), "ins": ("[+", "+]"), "move": ("[⇄", "⇄]")}
"""Characters around the words of each mark; no emphasis of Markdown, which breaks inside words and at spaces."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&$^]")
# A dash, a plus or a number at the start of a line would make a list or a heading of it.
_AT_START = re.compile(r"^(\s*)(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$))|(?=[-=]+\s*$))", re.MULTILINE)


def to_markdown(comparison: Comparison, ui_lang: str = "en", command: str = "", version: str = "") -> str:
    """Return the report as Markdown (CommonMark, with tables).

    Args:
        comparison: two editions, linked and diffed.
        ui_lang: language of everything that is not law.
        command: the command line that makes this file again.
        version: of this program.
    Raises:
        UsageError, ReportError: see `to_html.to_html`.
    """
    view = build_view(comparison, load_labels(ui_lang), command, version)
    parts = (
        _head(view),
        _numbers(view),
        _summary(view),
        _findings(view, comparison),
        _texts(view),
        _notices(view),
        _tail(view),
    )
    return "\n\n".join(block for part in parts for block in part).translate(forbidden()) + "\n"


def escape(text: str) -> str:
    r"""Return a text whose every character Markdown shows as it is.

    >>> escape("1. a*b <i>")
    '1\\. a\\*b \\<i\\>'
    """
    return _AT_START.sub(r"\1\2\\", _SPECIAL.sub(r"\\\g<0>", text))


def _head(view: View) -> Iterator[str]:
    head = view["head"]
    yield f"# {escape('; '.join(title['text'] for title in head['title']))}. {escape(head['compared'])}"
    yield "\n".join(_edition(edition) for edition in head["editions"])
    yield escape(" ".join(filter(None, (head["lead"], head["doubtful"]))))
    yield escape(view["words"]["export.marks"])
    yield escape(view["folded"])


def _edition(edition: View) -> str:
    facts = [edition["wording"], edition["status"], edition["translation"]]
    return f"- **{escape(edition['name'])}:** {escape('; '.join(filter(None, facts)))}"


def _numbers(view: View) -> Iterator[str]:
    words, counts = view["words"], view["counts"]
    yield f"## {escape(words['numbers.title'])}"
    heads = [words[f"numbers.{name}"] for name in ("status", "old", "new", "moved")]
    rows = [(row["name"], row["old"], row["new"], row["moved"]) for row in counts["rows"]]
    rows.append((words["numbers.total"], counts["old"], counts["new"], counts["moved"]))
    lines = [_table_row(heads), "| --- | ---: | ---: | ---: |", *map(_table_row, rows)]
    yield "\n".join(lines)


def _table_row(cells: Any) -> str:
    return f"| {' | '.join(escape(str(cell)) for cell in cells)} |"


def _summary(view: View) -> Iterator[str]:
    yield f"## {escape(view['words']['summary.title'])}"
    for group in view["summary"]:
        yield f"### {escape(group['title'])}"
        entries = group.get("entries", ())
        yield "\n".join(map(_summary_entry, entries)) if entries else escape(group["none"])


def _summary_entry(entry: View) -> str:
    return f"- **{escape(entry['title'])}** {escape(entry['what'])}: “{escape(entry['text'])}{' …' if entry['more'] else ''}”"


def _findings(view: View, comparison: Comparison) -> Iterator[str]:
    """Yield what the changes mean, one line a finding; nothing when the comparison was not annotated."""
    found = list(list_findings(comparison, view["lang"]))
    if found:
        yield f"## {escape(view['words']['export.findings'])}"
        yield "\n".join(f"- **{escape(name)}** {escape(ends)}: {escape(sentence)}" for name, ends, sentence in found)


def list_findings(comparison: Comparison, ui_lang: str) -> Iterator[tuple[str, str, str]]:
    """Yield each finding as its id, its provisions (``16.2 → 18.2``) and its sentence; none when there was no annotation."""
    for finding in comparison.observations.findings if comparison.observations else ():
        said = dict(finding.explanation)
        ends = " → ".join(filter(None, (", ".join(finding.old), ", ".join(finding.new))))
        yield finding.id, ends, said.get(ui_lang) or said.get("en", "")


def _texts(view: View) -> Iterator[str]:
    yield f"## {escape(view['words']['text.title'])}"
    for group in view["groups"]:
        yield f"### {escape(group['name'])}"
        for section in group["sections"]:
            yield f"#### {escape(section['title'])}"
            yield from _headings(view, section)
            for item in section["items"]:
                yield from _item(view, item)


def _headings(view: View, section: View) -> Iterator[str]:
    for side in ("old", "new"):
        for heading in section["headings"][side]:
            yield f"{escape(view['words'][f'side.{side}'])}: **{escape(heading['words'])}**"


def _item(view: View, item: View) -> Iterator[str]:
    if item["kind"] == "elsewhere":
        yield f"*{escape(item['words'])} {escape(item['target'])}*"
        return
    if item["kind"] == "link":
        yield f"##### {escape(item['title'])} — {escape(item['what'])}"
        said = [item["moved_words"], view["words"]["link.doubtful"] if item["doubtful"] else ""]
        said += [f"{pointer['words']} {pointer['target']}" for pointer in item["see"]]
        yield from (f"*{escape(line)}*" for line in said if line)
    for cell in (cell for row in item.get("rows", ()) for cell in (row["old"], row["new"])):
        yield _cell(view, cell)
    for cell in item.get("cells", ()):
        if cell["units"]:
            yield _cell(view, cell)


def _cell(view: View, cell: View) -> str:
    lines = [_unit(unit) for unit in cell["units"]] + ([f"*{escape(cell['empty'])}*"] if cell["empty"] else [])
    quoted = "\n>\n".join("> " + line.replace("\n", "  \n> ") for line in lines)
    return f"{escape(view['labels'][cell['side']])}:\n\n{quoted}"


def _unit(unit: View) -> str:
    words = "".join(f"{SIGNS[one['op']][0]}{one['text']}{SIGNS[one['op']][1]}" for one in unit["pieces"])
    label = f"**{escape(unit['label'])}** " if unit["label"] else ""
    repealed = f"*{escape(unit['repealed'])}*" if unit["repealed"] else ""
    return f"{label}{escape(words)}{repealed}"


def _notices(view: View) -> Iterator[str]:
    if view["notices"]:
        yield f"## {escape(view['words']['notices.title'])}"
    for group in view["notices"]:
        yield f"### {escape(group['title'])}"
        yield "\n".join(f"- {escape(entry['where'])} {escape(entry['message'])}" for entry in group["entries"])


def _tail(view: View) -> Iterator[str]:
    yield f"## {escape(view['words']['source.heading'])}"
    for source in view["sources"]:
        facts = (f"- {escape(fact['name'])}: {escape(str(fact['value']))}" for fact in source["facts"])
        yield "\n".join((f"**{escape(source['name'])}**\n", *facts))
    yield escape(f"{view['head']['made_with']} {view['words']['footer.text']}")
    if view["command"]:
        yield "\n".join(f"    {line}" for line in view["command"].splitlines())
