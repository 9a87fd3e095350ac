"""Words for a majority of those who vote, whether or not a number says how large it must be."""

from __future__ import annotations

from constitution_diff.annotate.cue_hits import find_cues
from constitution_diff.annotate.sentences import split_sentences
from constitution_diff.languages import language_of


def majority_spans(text: str, code: str) -> list[tuple[int, int]]:
    """Return the spans of a text's words for a majority, in order; those that share words are one."""
    every = find_cues(text, code)
    if not any("majority" in cues for cues in every):
        return []
    spans: list[tuple[int, int]] = []
    for sentence, cues in zip(split_sentences(text, language_of(code).folding), every, strict=True):
        for first, last, _, _ in cues.get("majority", ()):
            start, end = sentence.starts[first], sentence.ends[last]
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
    return spans
