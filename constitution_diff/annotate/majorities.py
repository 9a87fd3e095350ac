"""Words for a majority of those who vote, whether or not a number says how large it must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from constitution_diff.annotate.cue_hits import Found
from constitution_diff.annotate.sentences import Sentence


def majorities_in(sentences: Iterable[Sentence], every: Sequence[Found]) -> tuple[tuple[int, int], ...]:
    """Return the spans of a text's words for a majority, in order; those that share words are one.

    Args:
        sentences: of the text.
        every: the cues of each.
    """
    if not any("majority" in cues for cues in every):
        return ()
    spans: list[tuple[int, int]] = []
    for sentence, cues in zip(sentences, every, strict=True):
        for first, last, _, _ in cues.get("majority", ()):
            start, end = sentence.starts[first], sentence.ends[last]
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
    return tuple(spans)
