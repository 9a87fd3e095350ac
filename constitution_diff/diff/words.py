"""One side of a link as the diff sees it: words with their stems, their weight, and where sentences and blocks end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from constitution_diff.align.terms import stem
from constitution_diff.diff.passage import Passage, join_blocks
from constitution_diff.languages import Language
from constitution_diff.text import Token, tokenize

STRONG_END = frozenset(".!?…։।。؟۔")
"""Marks that end a sentence."""
_CLOSERS = frozenset("\"'»”’)]")


@dataclass(frozen=True, slots=True)
class Side:
    """The blocks of one side of a link, cut into tokens."""

    passage: Passage
    """Their texts as one."""
    tokens: tuple[Token, ...]
    """Words, numbers and punctuation marks, in order."""
    norms: tuple[str, ...]
    """The form each token is compared in."""
    stems: tuple[str, ...]
    """The stem of each word, and each other token's norm: equal for forms of one word, most of the time."""
    weights: tuple[int, ...]
    """What keeping a token in place is worth to a reader: a word of meaning `WORD`."""
    blocks: tuple[int, ...]
    """Index of the block each token stands in."""
    ends: tuple[int, ...]
    """2 where a block ends after the token, 1 where a sentence does, else 0."""
    words: tuple[int, ...]
    """Number of words before each token, and of all words: one longer than the tokens."""
    worth: tuple[int, ...]
    """The same of the weights of the tokens."""
    worth_of_words: tuple[int, ...]
    """The same of the weights of the words alone."""

    def count_words(self, start: int, end: int) -> int:
        """Return the number of words, numbers among them, in a span of tokens."""
        return self.words[end] - self.words[start]

    def block_at(self, index: int) -> int:
        """Return the block a token stands in; past the last token, the last block."""
        return self.blocks[min(index, len(self.blocks) - 1)] if self.blocks else 0

    def place(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        """Return the provision a span of tokens begins in, and its code points there; what lies in later blocks is left out."""
        block = self.blocks[start]
        last = max(index for index in range(start, end) if self.blocks[index] == block)
        first = self.passage.starts[block]
        return self.passage.refs[block], (self.tokens[start].start - first, self.tokens[last].end - first)

    def sentence_at(self, token: int) -> tuple[int, int]:
        """Return the span of the sentence a token stands in."""
        start = token
        while start and not self.ends[start - 1]:
            start -= 1
        end = token
        while not self.ends[end]:
            end += 1
        return start, end + 1

    def words_in(self, start: int, end: int) -> list[int]:
        """Return the indices of the words in a span of tokens."""
        return [index for index in range(start, end) if self.words[index] < self.words[index + 1]]

    def weigh(self, start: int, end: int) -> int:
        """Return the worth of a span of tokens."""
        return self.worth[end] - self.worth[start]

    def weigh_words(self, start: int, end: int) -> int:
        """Return the worth of the words in a span of tokens, marks left out."""
        return self.worth_of_words[end] - self.worth_of_words[start]

    def cut(self, start: int, end: int) -> Side:
        """Return a span of tokens as a side of its own; its passage is that of the whole."""
        part = slice(start, end)
        return _make(
            self.passage, self.tokens[part], self.stems[part], self.weights[part], self.blocks[part], self.ends[part]
        )


WORD = 20
"""Worth of a word of meaning that stays in place. The others count against it; whole numbers make every sum exact."""
FUNCTION_WORD = 5
"""Worth of a function word."""
NUMBER = 5
"""Worth of bare digits: article 16 of the old text is not article 16 of the new one."""
MARK = 1
"""Worth of a punctuation mark."""
END_MARK = 20
"""Worth of a mark that ends a sentence: two sentences stay two."""


def prepare(blocks: Sequence[tuple[str, str]], language: Language) -> Side:
    """Cut the blocks of one side of a link into tokens.

    Args:
        blocks: (reference, text) in reading order.
        language: gives folding, stems and function words.
    """
    passage = join_blocks(blocks)
    tokens = tokenize(passage.text, language.folding)
    places = _places(tokens, passage)
    ends = _ends(tokens, places)
    stems: list[str] = []
    weights: list[int] = []
    for token, end in zip(tokens, ends, strict=True):
        if not token.is_word:
            stems.append(token.norm)
            weights.append(END_MARK if end else MARK)
        else:
            stems.append(stem(token.norm, language))
            weights.append(_weight(token.norm, language))
    return _make(passage, tokens, tuple(stems), tuple(weights), places, ends)


def _make(
    passage: Passage,
    tokens: tuple[Token, ...],
    stems: tuple[str, ...],
    weights: tuple[int, ...],
    blocks: tuple[int, ...],
    ends: tuple[int, ...],
) -> Side:
    norms = tuple([token.norm for token in tokens])
    flags = [token.is_word for token in tokens]
    words = tuple(accumulate(flags, initial=0))
    worth = tuple(accumulate(weights, initial=0))
    of_words = tuple(
        accumulate((weight if flag else 0 for weight, flag in zip(weights, flags, strict=True)), initial=0)
    )
    return Side(passage, tokens, norms, stems, weights, blocks, ends, words, worth, of_words)


def _places(tokens: Sequence[Token], passage: Passage) -> tuple[int, ...]:
    if len(passage.refs) == 1:
        return (0,) * len(tokens)
    places: list[int] = []
    block = 0
    for token in tokens:
        while token.start >= passage.ends[block]:
            block += 1
        places.append(block)
    return tuple(places)


def _weight(norm: str, language: Language) -> int:
    if norm.isdigit():
        return NUMBER
    return FUNCTION_WORD if norm in language.function_words else WORD


def _ends(tokens: Sequence[Token], places: Sequence[int]) -> tuple[int, ...]:
    """Return what ends after each token. A full stop before a small letter (an abbreviation) ends nothing."""
    ends = [0] * len(tokens)
    is_closed = False
    for index, token in enumerate(tokens):
        is_closed = token.text in STRONG_END or (is_closed and token.text in _CLOSERS)
        if index + 1 == len(tokens) or places[index] != places[index + 1]:
            ends[index], is_closed = 2, False
        elif is_closed:
            following = tokens[index + 1].text
            ends[index] = int(following not in _CLOSERS and not following[0].islower())
    return tuple(ends)
