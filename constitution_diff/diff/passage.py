"""The blocks of one side of a link as one text, and back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

BREAK = "\n"
"""Stands between the blocks of a side while they are compared as one text; it is no part of any provision."""


class Passage(Struct, frozen=True):
    """The blocks of one side of a link as one text."""

    text: str
    """Their texts joined by `BREAK`."""
    refs: tuple[str, ...]
    """Their references, in order."""
    starts: tuple[int, ...]
    """Where each begins in the text."""
    ends: tuple[int, ...]
    """Where each ends."""

    def cut(self, span: tuple[int, int]) -> list[tuple[str, tuple[int, int]]]:
        """Return the parts of a span that lie in blocks, with offsets in the block."""
        if len(self.refs) == 1:
            return [(self.refs[0], span)] if span[0] < span[1] else []
        return [
            (ref, (max(span[0], start) - start, min(span[1], end) - start))
            for ref, start, end in zip(self.refs, self.starts, self.ends, strict=True)
            if max(span[0], start) < min(span[1], end)
        ]

    def locate(self, position: int) -> tuple[str, int]:
        """Return the block a position lies in or at the end of, and the offset in it; ("", 0) when there is none."""
        place = ("", 0)
        for ref, start, end in zip(self.refs, self.starts, self.ends, strict=True):
            if start > position and place[0]:
                break
            place = (ref, max(0, min(position, end) - start))
        return place


def join_blocks(blocks: Sequence[tuple[str, str]]) -> Passage:
    """Make one text of (reference, text) blocks."""
    starts, ends, position = [], [], 0
    for _, text in blocks:
        starts.append(position)
        ends.append(position + len(text))
        position += len(text) + len(BREAK)
    return Passage(BREAK.join(text for _, text in blocks), tuple(ref for ref, _ in blocks), tuple(starts), tuple(ends))
