"""Cues compiled: a table of plain values that is made of a lexicon once, and read quickly by each run.

A run meets few of the thousands of cues: they are packed, and those of a word are unpacked when the word is first met.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from constitution_diff.annotate.cues import Cue, Step, parse_folded
from constitution_diff.text import Folding, fold_word

Filed = tuple[str, str, tuple[int, ...], tuple[int, ...], int, bool, int, int]
"""A cue compiled: its owner; the cue as written; for each step the number of what it accepts; for each step the words that
may stand before it, -1 where such a word must not stand; the number of what must not stand before it, else -1; whether it
opens a sentence; how many words lie between its beginning and the word it is filed under, at least and at most. Steps that
accept the same words have one number."""
Table = tuple[dict[int, bytes], int, int, dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]
"""Cues, packed, under their number, or the one that texts have least often, as far as can be told; below which numbers lie
those that must be there besides; below which those that are asked for at all beside words; words, beginnings and endings with
the numbers that accept them."""
Unpacked = tuple[tuple[Filed, ...], tuple[tuple[int, Filed], ...]]
"""The cues of one word under a number; those of several, each with the number that must be there besides: of the others in the
cue the one that texts have least often; where there is no other, the same."""


def compile_cues(entries: Mapping[str, Iterable[str]], folding: Folding) -> Table:
    """Read every cue of every entry into a table of plain values.

    Raises:
        ValueError: a cue cannot be read.
    """
    texts = {owner: tuple(dict.fromkeys(sources)) for owner, sources in entries.items()}
    whole = " ".join(source for sources in texts.values() for source in sources)
    # Most lexicons are written in folded letters throughout; then no word of theirs needs to be folded.
    fold = str if fold_word(whole, folding) == whole else partial(fold_word, folding=folding)
    numbers: dict[_Words, int] = {}
    every = [_file(owner, parse_folded(source, fold), numbers) for owner, own in texts.items() for source in own]
    # Short words are frequent ones, as a rule.
    lengths = [min(len(word) for words in key for word in words) for key in numbers]
    placed = [_place(filed, lengths) for filed in every]
    besides = {beside for _, beside, filed in placed if len(filed[2]) > 1}
    asked = {number for _, _, filed in placed if len(filed[2]) > 1 for number in filed[2]}
    asked |= {filed[4] for _, _, filed in placed if filed[4] >= 0}
    order = sorted(range(len(numbers)), key=lambda number: (number not in besides, number not in asked))
    new = {-1: -1, **{old: place for place, old in enumerate(order)}}
    groups: dict[int, tuple[list[Filed], list[tuple[int, Filed]]]] = {}
    for number, beside, filed in placed:
        alone, several = groups.setdefault(new[number], ([], []))
        if len(filed[2]) > 1:
            several.append((new[beside], _renumbered(filed, new)))
        else:
            alone.append(_renumbered(filed, new))
    accepting: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    for key, number in numbers.items():
        for words, index in zip(key, accepting, strict=True):
            for word in sorted(words):
                index.setdefault(word, []).append(new[number])
    packed = {number: marshal.dumps((tuple(alone), tuple(several)), 2) for number, (alone, several) in groups.items()}
    return packed, len(besides), len(asked), *accepting  # type: ignore[return-value]


def _place(filed: Filed, lengths: Sequence[int]) -> tuple[int, int, Filed]:
    """Return the number that a cue is filed under, the one that must be there besides, and the cue with its place in it."""
    owner, source, steps, gaps, not_before, opens, _, _ = filed
    standing = {number for number, gap in zip(steps, gaps, strict=True) if gap >= 0}
    rarest, *others = sorted(standing, key=lambda number: (lengths[number], number), reverse=True)
    before = [gap for gap in gaps[1 : steps.index(rarest) + 1] if gap >= 0]
    most = len(before) + sum(before)
    cue = owner, source, steps, gaps, not_before, opens, len(before), most
    return rarest, others[0] if others else rarest, cue


def _renumbered(filed: Filed, new: dict[int, int]) -> Filed:
    owner, source, steps, gaps, not_before, opens, least, most = filed
    return owner, source, tuple([new[number] for number in steps]), gaps, new[not_before], opens, least, most


def unpack_cues(packed: bytes) -> Unpacked:
    """Return the cues that were packed together."""
    cues: Unpacked = marshal.loads(packed)  # noqa: S302 - made by `compile_cues`
    return cues


_Words = tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]


def _file(owner: str, cue: Cue, numbers: dict[_Words, int]) -> Filed:
    def number(step: Step) -> int:
        return numbers.setdefault((step.exact, step.stems, step.endings), len(numbers))

    own = tuple(number(step) for step in cue.steps)
    gaps = tuple(-1 if step.forbidden else step.gap for step in cue.steps)
    not_before = number(cue.not_before) if cue.not_before else -1
    return owner, cue.source, own, gaps, not_before, cue.opens_sentence, 0, 0
