"""One side of a link as the diff sees it: words with their stems, their weight, and where sentences and blocks end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, repeat
from operator import mul

from msgspec import Struct

from constitution_diff.align.terms import stem
from constitution_diff.diff.passage import Passage, join_blocks
from constitution_diff.languages import Language
from constitution_diff.text import Memo, Token, tokenize

STRONG_END = frozenset(".!?…։।。؟۔")
"""Marks that end a sentence."""
_CLOSERS = frozenset("\"'»”’)]")


# no slots: the sums are made when a change is looked at; most sides of a long law have none
class Side(Struct, frozen=True, dict=True):
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
    flags: tuple[bool, ...]
    """True for each word or number, False for each mark."""
    blocks: tuple[int, ...]
    """Index of the block each token stands in."""
    ends: tuple[int, ...]
    """2 where a block ends after the token, 1 where a sentence does, else 0."""
    is_stemmed: bool
    """False where a stem is only the first letters of a word: forms of a short word have different ones then."""

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The indices of all words."""
        return tuple(compress(range(len(self.flags)), self.flags))

    @cached_property
    def word_stems(self) -> tuple[str, ...]:
        """The stems of all words, in order."""
        return tuple(compress(self.stems, self.flags))

    @cached_property
    def word_norms(self) -> tuple[str, ...]:
        """The compared forms of all words, in order."""
        return tuple(compress(self.norms, self.flags))

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The indices of the tokens that end a sentence or a block."""
        return tuple(compress(range(len(self.ends)), self.ends))

    @property
    def is_one_block(self) -> bool:
        """True for a side of one block."""
        return len(self.passage.refs) == 1

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Number of words before each token, and of all words: one longer than the tokens."""
        return tuple(accumulate(self.flags, initial=0))

    @cached_property
    def worth(self) -> tuple[int, ...]:
        """The same of the weights of the tokens."""
        return tuple(accumulate(self.weights, initial=0))

    @cached_property
    def worth_of_words(self) -> tuple[int, ...]:
        """The same of the weights of the words alone."""
        return tuple(accumulate(map(mul, self.weights, self.flags), initial=0))

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

    def words_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the indices of the words in a span of tokens."""
        return self.places[self.words[start] : self.words[end]]

    def norms_in(self, start: int, end: int) -> tuple[str, ...]:
        """Return the compared forms of the words in a span of tokens."""
        return self.word_norms[self.words[start] : self.words[end]]

    def weigh(self, start: int, end: int) -> int:
        """Return the worth of a span of tokens."""
        return self.worth[end] - self.worth[start]

    def weigh_words(self, start: int, end: int) -> int:
        """Return the worth of the words in a span of tokens, marks left out."""
        return self.worth_of_words[end] - self.worth_of_words[start]

    def cut(self, start: int, end: int) -> Side:
        """Return a span of tokens as a side of its own; its passage is that of the whole."""
        part = slice(start, end)
        return Side(
            self.passage,
            self.tokens[part],
            self.norms[part],
            self.stems[part],
            self.weights[part],
            self.flags[part],
            self.blocks[part],
            self.ends[part],
            self.is_stemmed,
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


def is_turned(old: Side, new: Side) -> bool:
    """Return True when the new side is to be looked at first, where nothing but an order can decide.

    So the same side comes first whichever of the two texts is called the old one.
    """
    return (len(new.norms), new.norms) < (len(old.norms), old.norms)


def prepare(blocks: Sequence[tuple[str, str]], language: Language) -> Side:
    """Cut the blocks of one side of a link into tokens.

    Args:
        blocks: (reference, text) in reading order.
        language: gives folding, stems and function words.
    """
    passage = join_blocks(blocks)
    parts = [_cut_block(text, language) for _, text in blocks]
    is_stemmed = bool(language.stemmer)
    if len(parts) == 1:
        (one,) = parts
        return Side(passage, one.tokens, one.norms, one.stems, one.weights, one.flags, one.blocks, one.ends, is_stemmed)
    tokens = list(parts[0].tokens) if parts else []
    for part, first in zip(parts[1:], passage.starts[1:], strict=True):
        tokens += [Token(one.text, one.norm, one.start + first, one.end + first) for one in part.tokens]
    return Side(
        passage,
        tuple(tokens),
        tuple(chain.from_iterable([part.norms for part in parts])),
        tuple(chain.from_iterable([part.stems for part in parts])),
        tuple(chain.from_iterable([part.weights for part in parts])),
        tuple(chain.from_iterable([part.flags for part in parts])),
        tuple(chain.from_iterable([repeat(block, len(part.tokens)) for block, part in enumerate(parts)])),
        tuple(chain.from_iterable([part.ends for part in parts])),
        is_stemmed,
    )


def forget_blocks() -> None:
    """Give back the memory of blocks that were cut: what follows a diff needs none of them."""
    _cut_block.cache_clear()


@lru_cache(maxsize=4096)  # what did not change stands on both sides, and a provision may stand in several links
def _cut_block(text: str, language: Language) -> Side:
    """Cut one block into tokens; its reference is left empty."""
    passage, tokens = Passage(text, ("",), (0,), (len(text),)), tokenize(text, language.folding)
    if not tokens:
        return Side(passage, (), (), (), (), (), (), (), False)
    norms = tuple([token.norm for token in tokens])
    stems, inside, flags = zip(*map(_lexicon(language).__getitem__, norms), strict=True)
    weights, marks = list(inside), [0] * len(tokens)
    for place, end in _ends(tokens, norms):
        marks[place] = end
        if not flags[place]:
            weights[place] = END_MARK
    return Side(passage, tokens, norms, stems, tuple(weights), flags, (0,) * len(tokens), tuple(marks), False)


@lru_cache(maxsize=2)
def _lexicon(language: Language) -> Memo[tuple[str, int, bool]]:
    """Return the stem of each folded token, its weight inside a sentence, and True for a word."""

    def look_up(norm: str) -> tuple[str, int, bool]:
        is_word = norm[:1].isalnum()
        return (stem(norm, language), _weight(norm, language), True) if is_word else (norm, MARK, False)

    return Memo(look_up)


def _weight(norm: str, language: Language) -> int:
    if norm.isdigit():
        return NUMBER
    return FUNCTION_WORD if norm in language.function_words else WORD


def _ends(tokens: Sequence[Token], norms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places in a block at which something ends, with what. A full stop before a small letter ends nothing."""
    final = len(tokens) - 1
    for place in [place for place, norm in enumerate(norms) if norm in STRONG_END]:
        last = place
        while last < final and tokens[last + 1].text in _CLOSERS:
            last += 1
        if last < final and not tokens[last + 1].text[0].islower():
            yield last, 1
    yield final, 2
