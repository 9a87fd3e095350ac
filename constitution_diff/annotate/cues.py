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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from constitution_diff.annotate.sentences import BARRIER, Sentence, Word
from constitution_diff.text import Folding, fold_word

GAPS = {"..": 4, "...": 15}
"""Signs for words left out, and how many at most."""


@dataclass(frozen=True, slots=True)
class Step:
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


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern, read."""

    source: str
    """As written in the lexicon."""
    steps: tuple[Step, ...]
    """What must stand, in order; the first is never forbidden and has no gap."""
    not_before: Step | None
    """What the word before must not be."""
    opens_sentence: bool
    """True when it matches at the first word only."""


@dataclass(frozen=True, slots=True)
class CueHit:
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
        steps.append(parse_step(piece.lstrip("!").split("|"), folding, gap, piece.startswith("!")))
        gap = 0
    not_before = steps.pop(0) if steps and steps[0].forbidden else None
    if gap or not steps or steps[0].gap or steps[0].forbidden:
        raise ValueError(f"not a cue: {source!r}")
    return Cue(source, tuple(steps), not_before, opens)


class CueIndex:
    """The cues of one vocabulary, filed under the beginnings of their first words."""

    def __init__(self, entries: Mapping[str, Iterable[str]], folding: Folding) -> None:
        """Read every cue of every entry; entries keep their order.

        Raises:
            ValueError: a cue cannot be read.
        """
        self._exact: dict[str, list[tuple[str, Cue]]] = {}
        self._stems: dict[str, list[tuple[str, Cue]]] = {}
        self._known: dict[str, tuple[tuple[str, Cue], ...]] = {}
        self._endings: dict[str, list[tuple[str, Cue]]] = {}
        for owner, sources in entries.items():
            for source in sources:
                cue = parse_cue(source, folding)
                for word in sorted(cue.steps[0].exact):
                    self._exact.setdefault(word, []).append((owner, cue))
                for stem in cue.steps[0].stems:
                    self._stems.setdefault(stem, []).append((owner, cue))
                for ending in cue.steps[0].endings:
                    self._endings.setdefault(ending, []).append((owner, cue))

    def find(self, sentence: Sentence) -> tuple[CueHit, ...]:
        """Return every place where a cue stands, in order of first word, then of last; the shortest match of each cue."""
        words = sentence.words
        hits = {
            CueHit(owner, cue.source, position, last)
            for position, word in enumerate(words)
            for owner, cue in self._candidates(word.norm)
            if (last := _match(cue, words, position)) is not None
        }
        return tuple(sorted(hits, key=lambda hit: (hit.first, hit.last, hit.owner, hit.cue)))

    def _candidates(self, norm: str) -> tuple[tuple[str, Cue], ...]:
        """Return the cues that may begin with a word; words come back often, so each is looked up once."""
        if norm not in self._known:
            lengths = range(1, len(norm) + 1)
            stems = [cue for length in lengths for cue in self._stems.get(norm[:length], ())]
            endings = [cue for length in lengths for cue in self._endings.get(norm[-length:], ())]
            self._known[norm] = (*self._exact.get(norm, ()), *stems, *endings)
        return self._known[norm]


def parse_step(alternatives: Iterable[str], folding: Folding, gap: int = 0, forbidden: bool = False) -> Step:
    """Read the alternatives for one word.

    Raises:
        ValueError: one of them is empty.
    """
    exact: set[str] = set()
    stems: set[str] = set()
    endings: set[str] = set()
    for alternative in alternatives:
        word = fold_word(alternative.strip("*"), folding)
        if not word:
            raise ValueError(f"nothing to look for in {alternative!r}")
        kind = stems if alternative.endswith("*") else endings if alternative.startswith("*") else exact
        kind.add(word)
    return Step(frozenset(exact), tuple(sorted(stems)), tuple(sorted(endings)), gap, forbidden)


def _match(cue: Cue, words: tuple[Word, ...], position: int) -> int | None:
    """Return the index of the last word when the cue stands at a position, None when it does not."""
    if cue.opens_sentence and position > 0:
        return None
    if cue.not_before and position and cue.not_before.accepts(words[position - 1].norm):
        return None
    return _match_rest(cue.steps, 1, words, position)


def _match_rest(steps: tuple[Step, ...], number: int, words: tuple[Word, ...], at: int) -> int | None:
    """Match the steps from ``number`` on; the one before stands at word ``at``."""
    if number == len(steps):
        return at
    step = steps[number]
    if step.forbidden:
        stands = at + 1 < len(words) and step.accepts(words[at + 1].norm)
        return None if stands else _match_rest(steps, number + 1, words, at)
    for place in range(at + 1, min(at + 2 + step.gap, len(words))):
        if words[place].norm == BARRIER:
            return None
        if step.accepts(words[place].norm):
            last = _match_rest(steps, number + 1, words, place)
            if last is not None:
                return last
    return None
