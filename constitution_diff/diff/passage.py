"""The blocks of one side of a link as one text, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

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
        first, last = max(0, bisect_right(self.starts, span[0]) - 1), bisect_left(self.starts, span[1])
        return [
            (ref, (max(span[0], start) - start, min(span[1], end) - start))
            for ref, start, end in zip(
                self.refs[first:last], self.starts[first:last], self.ends[first:last], strict=True
            )
            if max(span[0], start) < min(span[1], end)
        ]

    def locate(self, position: int) -> tuple[str, int]:
        """Return the block a position lies in or at the end of, and the offset in it; ("", 0) when there is none."""
        if not self.refs:
            return "", 0
        block = max(0, bisect_right(self.starts, position) - 1)
        return self.refs[block], max(0, min(position, self.ends[block]) - self.starts[block])


def join_blocks(blocks: Sequence[tuple[str, str]]) -> Passage:
    """Make one text of (reference, text) blocks."""
    if len(blocks) == 1:
        ((ref, text),) = blocks
        return Passage(text, (ref,), (0,), (len(text),))
    refs, texts = zip(*blocks, strict=True) if blocks else ((), ())
    starts = tuple(accumulate((len(text) + len(BREAK) for text in texts[:-1]), initial=0)) if blocks else ()
    ends = tuple([start + len(text) for start, text in zip(starts, texts, strict=True)])
    return Passage(BREAK.join(texts), refs, starts, ends)
