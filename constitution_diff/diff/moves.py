"""Phrases that left one place and stand in another: in the same link, or in two.

A move is never guessed from a few common words. Inside a link a phrase must have two words of meaning or more, and be rare
unless it is long. Between links it must besides have left one provision and come into one other: of several, the one that
is clearly nearest, or none. What only changed its endings on the way has moved all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, pairwise

from constitution_diff.diff.drawing import Drawing
from constitution_diff.diff.reordering import Move, find_reordered
from constitution_diff.diff.words import WORD, Side, is_turned

LEAST_MEANING = 2
"""Words of meaning in a phrase that may have moved."""
LEAST_WORDS = 3
"""Words in it, function words among them."""
LEAST_MARKED = 2
"""Words of it, and half of them, that must be marked where it left and where it came."""
LONG_PHRASE = 4
"""Words of meaning from which on a phrase may be common and still have moved within its link."""
MOST_COMMON = 8
"""Places in both editions together at which a shorter phrase is too common to tell that it moved."""
LONGEST_GAP = 2
"""Words that may have been edited between two parts of one moved phrase."""
LEAST_PART = 2
"""Words in each further part of a moved phrase."""
SENTENCE_SHARE = 0.5
"""Share of the shorter sentence a phrase must make where both sentences, the one it left and the one it came into, are marked
from end to end: two rewritten sentences share phrases by chance."""

# Words edited on the old and the new side between two parts, the nearest first; of equal ones by the one or the other side.
_GAPS = [
    sorted(
        [(down, over) for down in range(LONGEST_GAP + 1) for over in range(LONGEST_GAP + 1) if down or over],
        key=lambda gap: (sum(gap), abs(gap[0] - gap[1]), gap[side]),
    )
    for side in (0, 1)
]

Pairs = Mapping[tuple[str, str], int]


def count_pairs(sides: Iterable[Side]) -> dict[tuple[str, str], int]:
    """Count the pairs of neighbouring words, by their stems: how common a phrase is at most.

    Returns:
        The pairs that stand in more than `MOST_COMMON` places, which are few.
    """
    stems = (tuple(compress(side.stems, side.flags)) for side in sides)
    counts = Counter(chain.from_iterable(map(pairwise, stems)))
    return {pair: count for pair, count in counts.items() if count > MOST_COMMON}


def find_moves(source: Drawing, target: Drawing, common: Pairs) -> list[Move]:
    """Return the phrases that the changes of one link take from its old side and those of another bring to its new side.

    Args:
        source, target: the links; the same one for moves within it.
        common: how often each pair of stems stands in both editions.
    Returns:
        Moves that do not overlap, in old order. Each word of them is marked on at least one side; a phrase may end in a
        word that stands in the new text for another reason.
    """
    chosen = find_reordered(source) if source is target else []
    if not _may_move(source, target):
        return sorted(chosen)
    runs = _Runs(source, target)
    rare = [move for move in runs.find() if runs.is_rare(move, common)]
    for move in sorted(rare, key=lambda move: (-runs.worth(move), *_order(move), runs.turn(move))):
        if not any(_overlap(move, other) for other in chosen):
            parts = runs.with_neighbours(move, chosen)
            if runs.is_phrase(parts) and not runs.is_by_chance(parts):
                chosen.extend(parts)
    return sorted(runs.with_end_mark(move) for move in chosen)


def _may_move(source: Drawing, target: Drawing) -> bool:
    """True when enough words are marked on both sides, and a word of meaning among them on both; many links end here."""
    if source is target and len(source.changes) < 2:
        return False
    gone, come = _marked(source.old, source.gone), _marked(target.new, target.come)
    return min(len(gone), len(come)) >= LEAST_MARKED and any(
        source.old.weights[token] == WORD and source.old.stems[token] in come for token in gone.values()
    )


def _marked(side: Side, owners: Sequence[int]) -> dict[str, int]:
    """Return the stems of the marked words of a side, each with a token that has it, a word of meaning if any."""
    found: dict[str, int] = {}
    for token in compress(side.places, compress(owners, side.flags)):
        if side.stems[token] not in found or side.weights[token] == WORD:
            found[side.stems[token]] = token
    return found


class _Runs:
    """Equal runs of words between what left one link and what came into another."""

    def __init__(self, source: Drawing, target: Drawing) -> None:
        self.old, self.new = source.old, target.new
        self.gone, self.come = source.gone, target.come
        self.is_same = source is target
        self._is_turned = is_turned(self.old, self.new)
        self.rows, self.columns = self.old.places, self.new.places

    def find(self) -> Iterator[Move]:
        """Yield every longest run that holds a word of meaning marked on both sides, once."""
        index: dict[str, list[int]] = defaultdict(list)
        for column, token in compress(enumerate(self.columns), compress(self.come, self.new.flags)):
            index[self.new.stems[token]].append(column)
        reached: dict[int, int] = {}  # by how far a column is from its row: the last row of the last run there
        for row, token in compress(enumerate(self.rows), compress(self.gone, self.old.flags)):
            if self.old.weights[token] == WORD:
                for column in index.get(self.old.stems[token], ()):
                    if reached.get(column - row, -1) < row and self._fits(row, column):
                        first, last = self._reach(row, column)
                        reached[column - row] = row + last
                        yield self._move(row - first, row + last, column - first, column + last)

    def _grow(self, row: int, column: int) -> Move | None:
        if not self._fits(row, column):
            return None
        first, last = self._reach(row, column)
        return self._move(row - first, row + last, column - first, column + last)

    def _reach(self, row: int, column: int) -> tuple[int, int]:
        """Return how many words before two equal ones, and after them, are equal too."""
        first = 0
        while self._fits(row - first - 1, column - first - 1) and self._is_joined(row - first - 1, column - first - 1):
            first += 1
        last = 0
        while self._fits(row + last + 1, column + last + 1) and self._is_joined(row + last, column + last):
            last += 1
        return first, last

    def _fits(self, row: int, column: int) -> bool:
        """True for equal stems, marked on one side at least, and not by one and the same change of one link."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
            return False
        one, other = self.rows[row], self.columns[column]
        gone, come = self.gone[one], self.come[other]
        if self.old.stems[one] != self.new.stems[other] or not (gone or come):
            return False
        return not (self.is_same and gone == come)

    def _is_joined(self, row: int, column: int) -> bool:
        """True when no block ends after a word on either side."""
        return not self._ends_block(self.old, self.rows, row) and not self._ends_block(self.new, self.columns, column)

    @staticmethod
    def _ends_block(side: Side, words: Sequence[int], index: int) -> bool:
        return side.blocks[words[index]] != side.blocks[words[index + 1]]

    def _move(self, row: int, last_row: int, column: int, last_column: int) -> Move:
        return Move(self.rows[row], self.rows[last_row] + 1, self.columns[column], self.columns[last_column] + 1)

    # What counts

    def turn(self, move: Move) -> Move:
        """Return a move with its ends in the order of the sides."""
        return Move(*move.new, *move.old) if self._is_turned else move

    def worth(self, move: Move) -> int:
        """Return what the words of a move are worth."""
        return min(
            self.old.weigh_words(move.old_start, move.old_end), self.new.weigh_words(move.new_start, move.new_end)
        )

    def is_rare(self, move: Move, common: Pairs) -> bool:
        """True for a run of words that does not stand all over the law."""
        words = self.old.words_in(*move.old)
        if len(words) < LEAST_PART:
            return False
        rarest = min(common.get((self.old.stems[one], self.old.stems[other]), 0) for one, other in pairwise(words))
        meaning = sum(self.old.weights[word] == WORD for word in words)
        return rarest <= MOST_COMMON or (self.is_same and meaning >= LONG_PHRASE)

    def is_phrase(self, parts: Sequence[Move]) -> bool:
        """True for enough words, and enough of them marked at both ends."""
        words = [word for part in parts for word in self.old.words_in(*part.old)]
        gone = sum(self.gone[word] > 0 for word in words)
        come = sum(self.come[word] > 0 for part in parts for word in self.new.words_in(*part.new))
        if sum(self.old.weights[word] == WORD for word in words) < LEAST_MEANING or len(words) < LEAST_WORDS:
            return False
        return min(gone, come) >= max(LEAST_MARKED, len(words) / 2)

    def is_by_chance(self, parts: Sequence[Move]) -> bool:
        """True for a small part of two sentences that have nothing else in place."""
        sentences = (
            self.old.sentence_at(parts[0].old_start),
            self.new.sentence_at(parts[0].new_start),
        )
        if self._has_kept(self.old, self.gone, sentences[0]) or self._has_kept(self.new, self.come, sentences[1]):
            return False
        words = sum(self.old.count_words(*part.old) for part in parts)
        shorter = min(self.old.count_words(*sentences[0]), self.new.count_words(*sentences[1]))
        return words < SENTENCE_SHARE * shorter

    @staticmethod
    def _has_kept(side: Side, marked: Sequence[int], span: tuple[int, int]) -> bool:
        return any(not marked[word] for word in side.words_in(*span))

    # Edits inside

    def with_neighbours(self, move: Move, chosen: Sequence[Move]) -> list[Move]:
        """Return a move with the runs beside it that belong to the same phrase: a word or two between them was edited."""
        found = [move]
        for step in (-1, 1):
            while True:
                edge = min(found) if step < 0 else max(found)
                following = self._next(edge, step)
                if following is None or any(_overlap(following, other) for other in (*chosen, *found)):
                    break
                found.append(following)
        return found

    def with_end_mark(self, move: Move) -> Move:
        """Return a move with the full stop after it, where that went along."""
        row, column = move.old_end, move.new_end
        if row == len(self.old.norms) or column == len(self.new.norms) or self.old.norms[row] != self.new.norms[column]:
            return move
        is_mark = self.old.ends[row] and self.new.ends[column] and not self.old.flags[row]
        is_along = self.gone[row] and self.gone[row] == self.gone[row - 1] and self.come[column]
        if is_mark and is_along and self.come[column] == self.come[column - 1]:
            return Move(move.old_start, row + 1, move.new_start, column + 1)
        return move

    def _next(self, move: Move, step: int) -> Move | None:
        rows, columns = self.rows, self.columns
        row = rows.index(move.old_start if step < 0 else self.old.words_in(move.old_start, move.old_end)[-1])
        column = columns.index(move.new_start if step < 0 else self.new.words_in(move.new_start, move.new_end)[-1])
        for down, over in _GAPS[self._is_turned]:
            one, other = row + step * (1 + down), column + step * (1 + over)
            if self._fits(one, other) and self._is_marked(one, other) and self._is_beside(row, one, column, other):
                part = self._grow_part(one, other, down + over)
                if part is not None:
                    return part
        return None

    def _is_marked(self, row: int, column: int) -> bool:
        return bool(self.gone[self.rows[row]] and self.come[self.columns[column]])

    def _is_beside(self, row: int, one: int, column: int, other: int) -> bool:
        """True for two places in the same sentences as two others."""
        return self._is_near(row, one, self.old, self.rows) and self._is_near(column, other, self.new, self.columns)

    def _grow_part(self, row: int, column: int, gap: int) -> Move | None:
        """Return the run at two places, if it is large enough: beside a single edited word, one word of meaning is."""
        run = self._grow(row, column)
        if run is None or self.old.count_words(*run.old) >= LEAST_PART:
            return run
        return run if gap == 1 and self.old.weights[run.old_start] == WORD else None

    @staticmethod
    def _is_near(one: int, other: int, side: Side, words: Sequence[int]) -> bool:
        """True for two words of one sentence."""
        first, last = sorted((words[one], words[other]))
        return not any(side.ends[first:last])


def _order(move: Move) -> tuple[int, int]:
    """Rank moves of equal worth the same way when old and new are swapped."""
    return move.old_start + move.new_start, abs(move.old_start - move.new_start)


def _overlap(one: Move, other: Move) -> bool:
    return (one.old_start < other.old_end and other.old_start < one.old_end) or (
        one.new_start < other.new_end and other.new_start < one.new_end
    )
