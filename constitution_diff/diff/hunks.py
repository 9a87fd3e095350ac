"""From token changes to hunks: spans in code points that cover both texts exactly, each inside one provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from constitution_diff.diff.script import Change
from constitution_diff.model import Hunk, HunkClass, Op
from constitution_diff.text import Token

BREAK = "\n"
"""Stands between the blocks of a side while they are compared as one text; it is no part of any provision."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The blocks of one side of a link as one text."""

    text: str
    """Their texts joined by `BREAK`."""
    refs: tuple[str, ...]
    """Their references, in order."""
    starts: tuple[int, ...]
    """Where each begins in the text."""
    ends: tuple[int, ...]
    """Where each ends."""


def join_blocks(blocks: Sequence[tuple[str, str]]) -> Passage:
    """Make one text of (reference, text) blocks."""
    starts, ends, position = [], [], 0
    for _, text in blocks:
        starts.append(position)
        ends.append(position + len(text))
        position += len(text) + len(BREAK)
    return Passage(BREAK.join(text for _, text in blocks), tuple(ref for ref, _ in blocks), tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A hunk before it is cut at the borders of blocks."""

    op: Op
    """What happened to the old words."""
    old: tuple[int, int]
    """Half-open span in the old passage's text."""
    new: tuple[int, int]
    """Half-open span in the new passage's text."""
    hunk_class: HunkClass | None
    """What kind of change; None for ``equal``."""


def cover(
    changes: Sequence[Change], old: Sequence[Token], new: Sequence[Token], texts: tuple[str, str]
) -> list[Stretch]:
    """Cover both texts, white space included, with stretches in order: no code point twice, none left out."""
    stretches: list[Stretch] = []
    at = [0, 0]
    changed = False
    row = column = 0
    for change in [*changes, Change(len(old), len(old), len(new), len(new))]:
        for step in range(change.old_start - row):
            first, second = old[row + step], new[column + step]
            _between(stretches, (at[0], first.start), (at[1], second.start), texts, changed)
            same = first.text == second.text
            _push(
                stretches,
                Stretch(
                    "equal" if same else "replace",
                    (first.start, first.end),
                    (second.start, second.end),
                    None if same else "typographic",
                ),
            )
            at, changed = [first.end, second.end], False
        row, column = change.old_end, change.new_end
        changed = changed or change.old_end > change.old_start or change.new_end > change.new_start
    _between(stretches, (at[0], len(texts[0])), (at[1], len(texts[1])), texts, changed)
    return stretches


def _between(
    stretches: list[Stretch], old: tuple[int, int], new: tuple[int, int], texts: tuple[str, str], changed: bool
) -> None:
    """Cover what lies between two equal tokens: white space, and changed tokens when ``changed``."""
    gone, come = texts[0][slice(*old)], texts[1][slice(*new)]
    lead = _common_space(gone, come)
    _push(stretches, Stretch("equal", (old[0], old[0] + lead), (new[0], new[0] + lead), None))
    gone, come = gone[lead:], come[lead:]
    trail = _common_space(gone[::-1], come[::-1])
    old, new = (old[0] + lead, old[1]), (new[0] + lead, new[1])
    middle_old, middle_new = (old[0], old[1] - trail), (new[0], new[1] - trail)
    op: Op = (
        "replace"
        if middle_old[0] < middle_old[1] and middle_new[0] < middle_new[1]
        else "delete"
        if middle_old[0] < middle_old[1]
        else "insert"
    )
    _push(stretches, Stretch(op, middle_old, middle_new, "substantive" if changed else "typographic"))
    _push(stretches, Stretch("equal", (middle_old[1], old[1]), (middle_new[1], new[1]), None))


def _common_space(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second or not first.isspace():
            break
        count += 1
    return count


def _push(stretches: list[Stretch], stretch: Stretch) -> None:
    """Append a stretch unless it is empty; grow the last one when it is of the same kind."""
    if stretch.old[0] == stretch.old[1] and stretch.new[0] == stretch.new[1]:
        return
    last = stretches[-1] if stretches else None
    if last is not None and last.op == stretch.op == "equal":
        stretches[-1] = Stretch("equal", (last.old[0], stretch.old[1]), (last.new[0], stretch.new[1]), None)
    else:
        stretches.append(stretch)


def cut_at_blocks(stretches: Sequence[Stretch], old: Passage, new: Passage) -> tuple[Hunk, ...]:
    """Cut stretches so that each hunk lies in one old and one new block; the breaks between blocks fall away."""
    hunks: list[Hunk] = []
    for stretch in stretches:
        if stretch.op == "equal":
            hunks.extend(_cut_equal(stretch, old, new))
            continue
        gone, come = _pieces(stretch.old, old), _pieces(stretch.new, new)
        if len(gone) == 1 and len(come) == 1:
            hunks.append(Hunk("replace", gone[0][0], gone[0][1], come[0][0], come[0][1], stretch.hunk_class))
            continue
        new_ref, new_at = _locate(stretch.new[0], new)
        old_ref, old_at = _locate(stretch.old[1], old)
        hunks.extend(Hunk("delete", ref, span, new_ref, (new_at, new_at), stretch.hunk_class) for ref, span in gone)
        hunks.extend(Hunk("insert", old_ref, (old_at, old_at), ref, span, stretch.hunk_class) for ref, span in come)
    return tuple(hunks)


def _cut_equal(stretch: Stretch, old: Passage, new: Passage) -> Iterator[Hunk]:
    """Cut an equal stretch at the borders of either side."""
    shift = stretch.new[0] - stretch.old[0]
    borders = {stretch.old[0], stretch.old[1]}
    for passage, offset, span in ((old, 0, stretch.old), (new, shift, stretch.new)):
        for border in (*passage.starts, *passage.ends):
            if span[0] < border < span[1]:
                borders.add(border - offset)
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        gone, come = _pieces((start, end), old), _pieces((start + shift, end + shift), new)
        if gone and come:
            yield Hunk("equal", gone[0][0], gone[0][1], come[0][0], come[0][1], None)


def _pieces(span: tuple[int, int], passage: Passage) -> list[tuple[str, tuple[int, int]]]:
    """Return the parts of a span that lie in blocks, with offsets in the block."""
    return [
        (ref, (max(span[0], start) - start, min(span[1], end) - start))
        for ref, start, end in zip(passage.refs, passage.starts, passage.ends, strict=True)
        if max(span[0], start) < min(span[1], end)
    ]


def _locate(position: int, passage: Passage) -> tuple[str, int]:
    """Return the block a position lies in or at the end of, and the offset in it; ("", 0) when the side is empty."""
    place = ("", 0)
    for ref, start, end in zip(passage.refs, passage.starts, passage.ends, strict=True):
        if start > position and place[0]:
            break
        place = (ref, max(0, min(position, end) - start))
    return place
