"""Cues: short patterns of words, written in the lexicon, and where they stand in a sentence.

    word        that very word                    dignity
    stem*       a word that begins so             dignit*
    *ending     a word that ends so               *меуге
    a|b*        one of several                    man|woman*
    ..          up to four words in between       rights .. others
    ...         up to fifteen words in between
    ^word       the first word of the sentence
    !word       must not stand here               !не может; право !на

Case, dashes, look-alike letters and ``ё`` are folded as everywhere; the halves of a hyphened word are two words; no cue
reaches over a semicolon or the end of a sentence. See ``docs/lexicon.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from constitution_diff.annotate.accepting import Accepting, WordTable
from constitution_diff.annotate.sentences import BARRIER, Sentence
from constitution_diff.text import Folding, fold_word

T = TypeVar("T")

GAPS = {"..": 4, "...": 15}
"""Signs for words left out, and how many at most."""


class Step(Struct, frozen=True):
    """One word of a cue."""

    exact: frozenset[str]
    """Folded words that match whole."""
    stems: tuple[str, ...]
    """Folded beginnings that match."""
    endings: tuple[str, ...] = ()
    """Folded endings that match."""
    gap: int = 0
    """Words that may stand before it, at most."""
    forbidden: bool = False
    """True when such a word must not stand here; it takes no place."""

    def accepts(self, norm: str) -> bool:
        """Return True when a folded word is one of those meant."""
        return norm in self.exact or norm.startswith(self.stems) or norm.endswith(self.endings)


class Cue(Struct, frozen=True):
    """One pattern, read."""

    source: str
    """As written in the lexicon."""
    steps: tuple[Step, ...]
    """What must stand, in order; the first is never forbidden and has no gap."""
    not_before: Step | None
    """What the word before must not be."""
    opens_sentence: bool
    """True when it matches at the first word only."""


class CueHit(Struct, frozen=True, gc=False):
    """A cue found in a sentence."""

    owner: str
    """Id of the entry the cue belongs to."""
    cue: str
    """The cue as written."""
    first: int
    """Index of its first word in the sentence."""
    last: int
    """Index of its last word."""


def parse_cue(source: str, folding: Folding) -> Cue:
    """Read one cue.

    Raises:
        ValueError: it is empty, begins or ends with a gap, or names nothing that must stand.
    """
    return _parse(source, partial(fold_word, folding=folding))


def _parse(source: str, fold: Callable[[str], str]) -> Cue:
    pieces = source.split()
    opens = bool(pieces) and pieces[0].startswith("^")
    if opens:
        pieces[0] = pieces[0][1:]
    steps: list[Step] = []
    gap = 0
    for piece in pieces:
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        steps.append(_step(piece.lstrip("!").split("|"), fold, gap, piece.startswith("!")))
        gap = 0
    not_before = steps.pop(0) if steps and steps[0].forbidden else None
    if gap or not steps or steps[0].gap or steps[0].forbidden:
        raise ValueError(f"not a cue: {source!r}")
    return Cue(source, tuple(steps), not_before, opens)


Filed = tuple[str, str, tuple[int, ...], tuple[int, ...], int, bool, frozenset[int]]
"""A cue compiled: its owner; the cue as written; for each step the number of what it accepts; for each step the words that
may stand before it, -1 where such a word must not stand; the number of what must not stand before it, else -1; whether it
opens a sentence; the numbers that must be there besides the first and the one it is filed under. Steps that accept the same
words have one number."""
Group = tuple[tuple[Filed, ...], frozenset[int], dict[int, tuple[Filed, ...]]]
"""Cues that begin with one number: those that need no other; the other numbers that the rest is filed under; the rest by
those numbers."""
Table = tuple[dict[int, Group], dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]
"""For each number the cues that begin with it; words, beginnings and endings with the numbers that accept them."""
Place = tuple[int, int, str, str]
"""Index of the first word and of the last, owner, the cue as written."""


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
    every = [_file(owner, _parse(source, fold), numbers) for owner, sources in texts.items() for source in sources]
    accepting: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    for key, number in numbers.items():
        for words, index in zip(key, accepting, strict=True):
            for word in sorted(words):
                index.setdefault(word, []).append(number)
    return _group(every), *accepting  # type: ignore[return-value]


def _group(every: Sequence[Filed]) -> dict[int, Group]:
    """Return the cues by the number they begin with, each under the one of its other numbers that fewest cues need."""
    needs = Counter(number for filed in every for number in filed[6])
    groups: dict[int, tuple[list[Filed], dict[int, list[Filed]]]] = {}
    for filed in every:
        alone, others = groups.setdefault(filed[2][0], ([], {}))
        if filed[6]:
            rarest = min(filed[6], key=lambda number: (needs[number], number))
            others.setdefault(rarest, []).append((*filed[:6], filed[6] - {rarest}))
        else:
            alone.append(filed)
    return {
        number: (tuple(alone), frozenset(others), {other: tuple(own) for other, own in others.items()})
        for number, (alone, others) in groups.items()
    }


_Words = tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]


def _file(owner: str, cue: Cue, numbers: dict[_Words, int]) -> Filed:
    def number(step: Step) -> int:
        return numbers.setdefault((step.exact, step.stems, step.endings), len(numbers))

    own = tuple(number(step) for step in cue.steps)
    gaps = tuple(-1 if step.forbidden else step.gap for step in cue.steps)
    needed = frozenset(one for one, gap in zip(own[1:], gaps[1:], strict=True) if gap >= 0)
    return owner, cue.source, own, gaps, number(cue.not_before) if cue.not_before else -1, cue.opens_sentence, needed


class CueIndex:
    """The cues of one or several vocabularies, filed under what their first words accept.

    Words come back often: what a word is accepted by is looked up once. A cue is tried where all its steps are accepted by
    some word of the sentence.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]], folding: Folding) -> None:
        """Read every cue of every entry.

        Raises:
            ValueError: a cue cannot be read.
        """
        self._fill(compile_cues(entries, folding))

    @classmethod
    def of_table(cls, table: Table) -> CueIndex:
        """Return the index of compiled cues."""
        index = cls.__new__(cls)
        index._fill(table)
        return index

    def _fill(self, table: Table) -> None:
        groups, *accepting = table
        find = Accepting(*accepting).find
        self._accepted = WordTable(lambda norm: frozenset(find(norm)))
        accepted = self._accepted
        self._begins = WordTable(lambda norm: tuple([groups[number] for number in accepted[norm] if number in groups]))

    def find(self, sentence: Sentence) -> tuple[CueHit, ...]:
        """Return every place where a cue stands, in order of first word, then of last; the shortest match of each cue."""
        return tuple(CueHit(owner, cue, first, last) for first, last, owner, cue in self.places(sentence.norms))

    def places(self, norms: Sequence[str]) -> list[Place]:
        """Return the same of the folded words of a sentence, as plain values."""
        accepted = list(map(self._accepted.__getitem__, norms))
        there = frozenset().union(*accepted)
        barriers = [place for place, norm in enumerate(norms) if norm == BARRIER] if BARRIER in norms else []
        found: list[Place] = []
        for position, groups in enumerate(map(self._begins.__getitem__, norms)):
            for alone, keys, others in groups:
                cues = alone
                for key in keys & there:
                    cues += others[key]
                for filed in cues:
                    if filed[6] <= there:
                        last = _match(filed, accepted, barriers, position)
                        if last >= 0:
                            found.append((position, last, filed[0], filed[1]))
        found.sort()
        return found


def parse_step(alternatives: Iterable[str], folding: Folding) -> Step:
    """Read the alternatives for one word.

    Raises:
        ValueError: one of them is empty.
    """
    return _step(alternatives, partial(fold_word, folding=folding))


class StepIndex(Generic[T]):
    """Steps with what each stands for; a word is looked up once."""

    def __init__(self, named: Iterable[tuple[T, Step]]) -> None:
        steps = list(named)
        owners = [owner for owner, _ in steps]
        tables: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        for number, (_, step) in enumerate(steps):
            for words, table in zip((step.exact, step.stems, step.endings), tables, strict=True):
                for word in words:
                    table.setdefault(word, []).append(number)
        accepting = Accepting(*tables)
        self._known = WordTable(lambda norm: tuple([owners[number] for number in sorted(set(accepting.find(norm)))]))

    def find(self, norm: str) -> tuple[T, ...]:
        """Return what the steps that accept a folded word stand for, in their order."""
        return self._known[norm]


def _step(alternatives: Iterable[str], fold: Callable[[str], str], gap: int = 0, forbidden: bool = False) -> Step:
    exact: set[str] = set()
    stems: set[str] = set()
    endings: set[str] = set()
    for alternative in alternatives:
        word = fold(alternative.strip("*"))
        if not word:
            raise ValueError(f"nothing to look for in {alternative!r}")
        kind = stems if alternative.endswith("*") else endings if alternative.startswith("*") else exact
        kind.add(word)
    return Step(frozenset(exact), tuple(sorted(stems)), tuple(sorted(endings)), gap, forbidden)


def _match(filed: Filed, accepted: Sequence[frozenset[int]], barriers: Sequence[int], position: int) -> int:
    """Return the index of the last word when the cue stands at a position, -1 when it does not.

    Args:
        accepted: for each word of the sentence the numbers that accept it.
        barriers: indices of the semicolons.
    """
    _, _, steps, gaps, not_before, opens, _ = filed
    if position and (opens or (not_before >= 0 and not_before in accepted[position - 1])):
        return -1
    if len(steps) == 1:
        return position
    limit = next((place for place in barriers if place > position), len(accepted))
    return _match_rest(steps, gaps, 1, accepted, limit, position)


def _match_rest(
    steps: Sequence[int], gaps: Sequence[int], number: int, accepted: Sequence[frozenset[int]], limit: int, at: int
) -> int:
    """Match the steps from ``number`` on before the word at ``limit``; the one before stands at word ``at``."""
    while number < len(steps):
        wanted, gap = steps[number], gaps[number]
        number += 1
        if gap < 0:
            if at + 1 < len(accepted) and wanted in accepted[at + 1]:
                return -1
        elif gap == 0:
            at += 1
            if at >= limit or wanted not in accepted[at]:
                return -1
        else:
            for place in range(at + 1, min(at + 2 + gap, limit)):
                if wanted in accepted[place]:
                    last = _match_rest(steps, gaps, number, accepted, limit, place)
                    if last >= 0:
                        return last
            return -1
    return at
