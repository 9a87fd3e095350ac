"""One text with tracked changes, as DOCX: accept all of them for the new text, reject all for the old, exactly.

A provision that stands in another order than before is a deletion where it was and an insertion where it is: a tracked
move would have to keep its words, and rejecting it would not give the old order back in every program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from constitution_diff.model import Comparison, Link
from constitution_diff.reports.docx_package import language, pack, paragraph, run
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.page import make_page
from constitution_diff.reports.placement import Placement
from constitution_diff.reports.units import Side, index_side

AUTHOR = "constitution-diff"
"""Who is named as the author of every change."""
Run = tuple[str, str]
_WEIGHT_OF_HEADING = 12


class Line(Struct, frozen=True):
    """One printed paragraph of one edition."""

    ref: str
    """Reference of its unit, or eId of its heading with a leading ``@``."""
    label: str
    """Printed number or heading."""
    text: str
    """Its words; empty for a heading."""
    style: str
    """Name of its paragraph style."""

    @property
    def whole(self) -> str:
        """The paragraph as printed."""
        return " ".join(filter(None, (self.label, self.text)))


def to_redline(comparison: Comparison, ui_lang: str = "en", command: str = "", version: str = "") -> bytes:
    """Return the compared parts as one document with tracked changes.

    Args:
        comparison: two editions, linked and diffed.
        ui_lang: language of the words at the foot of the page; there are no others beside the law.
        command, version: stand in no place of this format, which holds nothing but the law.
    Returns:
        The paragraphs are those of `printed_lines`, headings among them; an empty one closes the document.
    """
    del command, version
    page = make_page(comparison, load_labels(ui_lang))
    writer = _Writer(language(comparison.new.edition.language))
    for old, new, runs in _rows(comparison, page.placement):
        writer.write(old, new, runs)
    foot = " — ".join(
        f"{page.labels.say(f'side.{side}')}: {page.wording(side)}, {page.status(side)}" for side in ("old", "new")
    )
    title = comparison.new.edition.title or page.labels.say("head.untitled")
    # The mark of the last paragraph can be neither deleted nor inserted: it belongs to both texts.
    return pack([*writer.blocks, paragraph("")], title, foot, ui_lang)


def printed_lines(side: Side, parts: tuple[str, ...]) -> list[Line]:
    """Return the printed paragraphs of the compared parts of one edition, in reading order."""
    inside = {unit.position for unit in side.in_parts(parts)}
    heads: dict[int, list[Line]] = {}
    for heading in side.headings:
        words = " ".join(filter(None, (heading.provision.label, heading.provision.heading)))
        if words and (not parts or heading.part in parts):
            style = "Heading2" if heading.provision.kind == "article" else "Heading1"
            heads.setdefault(heading.first, []).append(Line(f"@{heading.provision.eid}", words, "", style))
    lines = []
    for unit in side.units:
        lines += heads.pop(unit.position, [])
        if unit.position in inside and (unit.provision.label or unit.provision.text):
            lines.append(Line(unit.ref, unit.provision.label, unit.provision.text, ""))
    return lines + [line for rest in heads.values() for line in rest]


# Which old paragraph is which new one


def _rows(comparison: Comparison, placement: Placement) -> Iterator[tuple[Line | None, Line | None, list[Run]]]:
    """Yield the paragraphs of both texts in one order that agrees with each of theirs, with the runs of pairs."""
    old, new = index_side("old", comparison.old), index_side("new", comparison.new)
    lines = printed_lines(old, comparison.parts), printed_lines(new, comparison.parts)
    weights = _weights(comparison, placement, *lines)
    at = 0, 0
    for i, j in (*_chain(weights, len(lines[0]), len(lines[1])), (len(lines[0]), len(lines[1]))):
        yield from ((line, None, []) for line in lines[0][at[0] : i])
        yield from ((None, line, []) for line in lines[1][at[1] : j])
        if i < len(lines[0]):
            yield lines[0][i], lines[1][j], _runs(lines[0][i], lines[1][j], comparison.links)
        at = i + 1, j + 1


def _weights(
    comparison: Comparison, placement: Placement, old: list[Line], new: list[Line]
) -> dict[tuple[int, int], int]:
    """Return the letters that stay in place between each old and each new paragraph; headings follow their articles."""
    rows = [{line.ref: n for n, line in enumerate(lines)} for lines in (old, new)]
    kept: dict[tuple[int, int], int] = {}
    for link in comparison.links:
        for hunk in link.hunks:
            ends = rows[0].get(hunk.old_ref), rows[1].get(hunk.new_ref)
            if hunk.op == "equal" and ends[0] is not None and ends[1] is not None:
                key = ends[0], ends[1]
                kept[key] = kept.get(key, 0) + hunk.new[1] - hunk.new[0]
    for (i, j), letters in list(kept.items()):
        above = [_heading_of(side, ref) for side, ref in ((placement.old, old[i].ref), (placement.new, new[j].ref))]
        heads = rows[0].get(above[0]), rows[1].get(above[1])
        if heads[0] is not None and heads[1] is not None:
            pair = heads[0], heads[1]
            kept[pair] = max(kept.get(pair, 0), min(letters, _WEIGHT_OF_HEADING))
    return kept


def _heading_of(side: Side, ref: str) -> str:
    article = side.by_ref[ref].article
    return next((f"@{one.provision.eid}" for one in side.headings if one.provision.ref == article), "")


def _chain(kept: dict[tuple[int, int], int], rows: int, columns: int) -> list[tuple[int, int]]:
    """Return the pairs, rising on both sides, that keep the most letters (a weighted common subsequence)."""
    by_row: dict[int, list[int]] = {}
    for i, j in kept:
        by_row.setdefault(i, []).append(j)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        line, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            line[j] = max(line[j + 1], below[j], kept[i, j] + below[j + 1] if (i, j) in kept else 0)
    chain = []
    i = j = 0
    while i < rows and j < columns:
        if (i, j) in kept and best[i][j] == kept[i, j] + best[i + 1][j + 1]:
            chain.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain


def _runs(old: Line, new: Line, links: Iterable[Link]) -> list[Run]:
    """Return two paragraphs as one: ``equal``, ``del`` and ``ins`` runs that give each of them exactly."""
    runs = _label_runs(old, new)
    for link in links:
        words = _word_runs(old, new, link)
        if words and _gives(words, "ins") == old.text and _gives(words, "del") == new.text:
            return _join(runs + words)
    if old.text == new.text:
        return _join([*runs, ("equal", new.text)])
    return _join([*runs, ("del", old.text), ("ins", new.text)])


def _label_runs(old: Line, new: Line) -> list[Run]:
    space = [" " if line.label and line.text else "" for line in (old, new)]
    if old.label + space[0] == new.label + space[1]:
        return [("equal", new.label + space[1])]
    return [("del", old.label + space[0]), ("ins", new.label + space[1])]


def _word_runs(old: Line, new: Line, link: Link) -> list[Run]:
    runs: list[Run] = []
    for hunk in link.hunks:
        gone = old.text[slice(*hunk.old)] if hunk.old_ref == old.ref else ""
        come = new.text[slice(*hunk.new)] if hunk.new_ref == new.ref else ""
        runs += [("equal", come)] if gone == come else [("del", gone), ("ins", come)]
    return runs


def _gives(runs: list[Run], left_out: str) -> str:
    return "".join(text for op, text in runs if op != left_out)


def _join(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for op, text in runs:
        if text and joined and joined[-1][0] == op:
            joined[-1] = op, joined[-1][1] + text
        elif text:
            joined.append((op, text))
    return joined


class _Writer:
    """Writes paragraphs with tracked changes, each change under a number of its own."""

    def __init__(self, properties: str) -> None:
        self.properties = properties
        self.blocks: list[str] = []
        self.changes = 0

    def write(self, old: Line | None, new: Line | None, runs: list[Run]) -> None:
        """Write one paragraph: of both texts, or of one of them."""
        line = new or old
        assert line is not None
        if old is not None and new is not None:
            content = "".join(self._run(op, text) for op, text in runs)
            self.blocks.append(paragraph(content, line.style))
            return
        op = "ins" if new is not None else "del"
        mark = f"<w:rPr><w:{op} {self._who()}/></w:rPr>"
        self.blocks.append(paragraph(self._run(op, line.whole), line.style, mark))

    def _run(self, op: str, text: str) -> str:
        if op == "equal":
            return run(text, self.properties)
        element = "delText" if op == "del" else "t"
        return f"<w:{op} {self._who()}>{run(text, self.properties, element)}</w:{op}>"

    def _who(self) -> str:
        self.changes += 1
        return f'w:id="{self.changes}" w:author="{AUTHOR}"'
