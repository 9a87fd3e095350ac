"""Moves between links: words shared by two links that hold one provision, and phrases that left one link for another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import eq

from msgspec import Struct

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.moves import LEAST_MEANING, LEAST_WORDS, MOST_COMMON, Pairs, find_moves
from constitution_diff.diff.reordering import Move
from constitution_diff.diff.words import WORD, Side

MOST_ENDS = 3
"""Links a phrase may have left, or come into, for one of them to be told by nearness."""
NEAR = 12
"""Provisions, old and new distance together, within which a phrase of the law may be told from a formula of its language."""
FAR_MEANING = 5
"""Words of meaning from which on a phrase may have come from farther away."""
NEAR_MEANING = 3
"""Words of meaning that a phrase must have to have gone from one link to another at all."""
WHOLE_FROM = 0.5
"""Share of a block's words that stay in another link from which the whole block is shown as standing there."""

Trigram = tuple[str, str, str]


class Place(Struct, frozen=True):
    """Where a link stands in both editions; None on an empty side."""

    old: int | None
    """Position of its first provision in the old edition."""
    new: int | None
    """The same in the new edition."""


class Wandering:
    """Phrases that left one link and came into another: soon told which links may have any, found when they are asked for."""

    def __init__(
        self, drawings: Sequence[Drawing], places: Sequence[Place], wanted: Iterable[int], common: Pairs
    ) -> None:
        """Look where rare runs of words went.

        Args:
            drawings, places: every link of two editions, in one order.
            wanted: numbers of the links whose moves are asked for.
            common: how often each pair of stems stands in both editions.
        """
        self._drawings, self._places, self._common = drawings, places, common
        self._lost, self._gained = _exchanged(drawings, common)
        asked = frozenset(wanted)
        found = {
            (source, target)
            for trigram, sources in self._lost.items()
            for source in sources
            for target in self._gained[trigram]
            if source != target and (source in asked or target in asked)
            if _is_the_one(source, target, sources, self._gained[trigram], places)
        }
        self._pairs = sorted(pair for pair in found if not _share_block(drawings[pair[0]], drawings[pair[1]]))
        self.links = frozenset(chain.from_iterable(self._pairs))
        """Numbers of the links that such a phrase may have left, or come into."""

    def moves(self) -> Iterator[tuple[int, int, Move]]:
        """Yield the phrases as (number of the link they left, of the link they came into, move)."""
        drawings, places = self._drawings, self._places
        for source, target in self._pairs:
            for move in find_moves(drawings[source], drawings[target], self._common):
                trigrams = _trigrams(drawings[source].old, move.old_start, move.old_end)
                ends = [(self._lost[trigram], self._gained[trigram]) for trigram in trigrams if trigram in self._lost]
                if not _is_near(drawings[source].old, move, _distance(places[source], places[target])):
                    continue
                if any(_is_the_one(source, target, left, came, places) for left, came in ends):
                    yield source, target, move


def _exchanged(drawings: Sequence[Drawing], common: Pairs) -> tuple[dict[Trigram, set[int]], dict[Trigram, set[int]]]:
    """Return, of the rare runs of three words that a link lost and a link gained, the links that did: two equal key sets."""
    # As tuples: sets of a few runs each would take four times the room of the runs.
    changed: list[tuple[int, tuple[Trigram, ...], tuple[Trigram, ...]]] = []
    for number, drawing in enumerate(drawings):
        if drawing.old.norms != drawing.new.norms:
            olds, news = set(_all_trigrams(drawing.old)), set(_all_trigrams(drawing.new))
            changed.append((number, tuple(olds - news), tuple(news - olds)))
    everywhere: tuple[set[Trigram], set[Trigram]] = set(), set()
    for _, gone, come in changed:
        everywhere[0].update(gone)
        everywhere[1].update(come)
    rare = {
        trigram
        for trigram in everywhere[0] & everywhere[1]
        if min(common.get(trigram[:2], 0), common.get(trigram[1:], 0)) <= MOST_COMMON
    }
    lost: dict[Trigram, set[int]] = defaultdict(set)
    gained: dict[Trigram, set[int]] = defaultdict(set)
    for number, gone, come in changed:
        for found, trigrams in ((lost, gone), (gained, come)):
            for trigram in filter(rare.__contains__, trigrams):
                found[trigram].add(number)
    return lost, gained


def _all_trigrams(side: Side) -> Iterator[Trigram]:
    stems = tuple(compress(side.stems, side.flags))
    trigrams = zip(stems, stems[1:], stems[2:], strict=False)
    if side.is_one_block:
        return trigrams
    blocks = tuple(compress(side.blocks, side.flags))
    return compress(trigrams, map(eq, blocks, blocks[2:]))


def _trigrams(side: Side, start: int, end: int) -> list[Trigram]:
    words = side.words_in(start, end)
    return [
        (side.stems[one], side.stems[two], side.stems[three])
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
        if side.blocks[one] == side.blocks[three]
    ]


def _share_block(one: Drawing, other: Drawing) -> bool:
    return not (
        set(one.old.passage.refs).isdisjoint(other.old.passage.refs)
        and set(one.new.passage.refs).isdisjoint(other.new.passage.refs)
    )


def _is_the_one(source: int, target: int, left: set[int], came: set[int], places: Sequence[Place]) -> bool:
    """True when a phrase left one link and came into one, or when of a few these two are clearly the nearest."""
    if len(left) == len(came) == 1:
        return True
    if max(len(left), len(came)) > MOST_ENDS:
        return False
    mine = _distance(places[source], places[target])
    others = [_distance(places[source], places[end]) for end in came - {target}]
    others.extend(_distance(places[end], places[target]) for end in left - {source})
    return all(2 * mine < other for other in others)


def _is_near(side: Side, move: Move, distance: float) -> bool:
    meaning = sum(side.weights[word] == WORD for word in side.words_in(*move.old))
    return meaning >= (NEAR_MEANING if distance <= NEAR else FAR_MEANING)


def _distance(one: Place, other: Place) -> float:
    """Return how far two links stand from each other, in provisions of the editions that both have; without one, far."""
    pairs = ((one.old, other.old), (one.new, other.new))
    steps = [abs(first - second) for first, second in pairs if first is not None and second is not None]
    return sum(steps) if steps else math.inf


# Provisions in two links


class Held(Struct, frozen=True):
    """Words of a block that stay in another link."""

    start: int
    """First token, on the side that is asked about."""
    end: int
    """One past the last token."""
    other_ref: str
    """Provision of the other edition where they stand."""
    other: tuple[int, int]
    """Span there, in code points."""


def find_held(drawing: Drawing, others: Sequence[tuple[Drawing, Sequence[Move]]], side: str) -> Iterator[Held]:
    """Yield the words that a link marks on one side, but that stay where another link with the same provision shows them.

    Args:
        drawing: the link.
        others: links that hold one of its blocks on that side too, with the moves within them.
        side: ``old`` or ``new``.
    """
    mine: Side = getattr(drawing, side)
    marked = drawing.gone if side == "old" else drawing.come
    for block, ref in enumerate(mine.passage.refs):
        tokens = [token for token, number in enumerate(mine.blocks) if number == block]
        if not tokens or not any(marked[token] for token in tokens):
            continue
        stays = max((_stays(other, moves, ref, side) for other, moves in others), key=len, default={})
        yield from _held_runs(mine, tokens, marked, stays)


Stays = Mapping[int, tuple[str, tuple[int, int]]]


def _stays(drawing: Drawing, moves: Sequence[Move], ref: str, side: str) -> Stays:
    """Return, for each token of a block that stays in a link, by its offset in the block: where it stands on the other side."""
    mine: Side = getattr(drawing, side)
    if ref not in mine.passage.refs:
        return {}
    block = mine.passage.refs.index(ref)
    kept = dict(drawing.kept)
    for move in moves:
        kept.update(zip(drawing.old.words_in(*move.old), drawing.new.words_in(*move.new), strict=False))
    pairs = kept.items() if side == "old" else ((new, old) for old, new in kept.items())
    theirs = drawing.new if side == "old" else drawing.old
    return {mine.tokens[one].start: theirs.place(other, other + 1) for one, other in pairs if mine.blocks[one] == block}


def _held_runs(mine: Side, tokens: Sequence[int], marked: Sequence[int], stays: Stays) -> Iterator[Held]:
    held = [token for token in tokens if mine.tokens[token].start in stays]
    words = sum(mine.flags[token] for token in tokens)
    kept = sum(mine.flags[token] for token in held)
    if all(marked[token] for token in tokens) and kept and kept >= WHOLE_FROM * words:
        yield _held(tokens[0], tokens[-1] + 1, [stays[mine.tokens[token].start] for token in held])
        return
    run: list[int] = []
    for token in (*held, -1):
        if run and (token != run[-1] + 1 or not marked[token] or marked[token] != marked[run[-1]]):
            if _is_enough(mine, run):
                yield _held(run[0], run[-1] + 1, [stays[mine.tokens[one].start] for one in run])
            run = []
        if token >= 0 and marked[token]:
            run.append(token)


def _is_enough(side: Side, run: Sequence[int]) -> bool:
    words = [token for token in run if side.flags[token]]
    return len(words) >= LEAST_WORDS and sum(side.weights[word] == WORD for word in words) >= LEAST_MEANING


def _held(start: int, end: int, places: Sequence[tuple[str, tuple[int, int]]]) -> Held:
    ref = max({ref for ref, _ in places}, key=lambda name: (sum(one == name for one, _ in places), name))
    spans = [span for one, span in places if one == ref]
    return Held(start, end, ref, (min(span[0] for span in spans), max(span[1] for span in spans)))
