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

from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from constitution_diff.annotate.accepting import Accepting, WordTable
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


def parse_cue(source: str, folding: Folding) -> Cue:
    """Read one cue.

    Raises:
        ValueError: it is empty, begins or ends with a gap, or names nothing that must stand.
    """
    return parse_folded(source, partial(fold_word, folding=folding))


def parse_folded(source: str, fold: Callable[[str], str]) -> Cue:
    """Read one cue whose words are folded by ``fold``; see `parse_cue`."""
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
        self._find = Accepting(*tables).find

        def tell(norm: str) -> tuple[T, ...]:
            numbers = self._find(norm)
            return tuple([owners[number] for number in sorted(set(numbers))]) if numbers else ()

        self._known = WordTable(tell)

    def find(self, norm: str) -> tuple[T, ...]:
        """Return what the steps that accept a folded word stand for, in their order."""
        return self._known[norm]

    def accepts(self, norm: str) -> bool:
        """Return True when one of the steps accepts a folded word."""
        return bool(self._find(norm))


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
