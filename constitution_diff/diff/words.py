"""One side of a link as the diff sees it: words with their stems, their weight, and where sentences and blocks end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, repeat
from operator import mul

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.align.terms import stem
from constitution_diff.diff.passage import Passage, join_blocks
from constitution_diff.languages import Language
from constitution_diff.text import Folding, Memo, Token, fold_word, tokenize

IS_WORD, IS_MEANING, IS_SMALL, IS_STRONG, IS_CLOSER, IS_CLAUSE_END, IS_OPENER = (1 << bit for bit in range(7))
"""What a token is, as bits: a word or number; a word of meaning; with a small letter first; a mark that ends a sentence, that
may follow such an end, that ends a clause, that opens a phrase."""
_STRONG_ENDS = frozenset(".!?…։।。؟۔")
_CLOSERS = frozenset("\"'»”’)]")
_CLAUSE_ENDS = frozenset(",;:–—-،؛、，；")
_OPENERS = frozenset('([{«“„"‘¿¡')

WORD = 20
"""Worth of a word of meaning that stays in place. The others count against it; whole numbers make every sum exact."""
FUNCTION_WORD = 5
"""Worth of a function word, and of bare digits: article 16 of the old text is not article 16 of the new one."""
MARK = 1
"""Worth of a punctuation mark."""
END_MARK = 20
"""Worth of a mark that ends a sentence: two sentences stay two."""

# By kind: 1 for a word, 1 for a mark that ends a sentence; what a token is worth inside a sentence.
_FLAGS = bytes(bool(kind & IS_WORD) for kind in range(256))
_STRONG = bytes(bool(kind & IS_STRONG) for kind in range(256))
_WEIGHTS = bytes(WORD if kind & IS_MEANING else FUNCTION_WORD if kind & IS_WORD else MARK for kind in range(256))


# No slots: the sums are made when a change is looked at, and dropped with `forget`. What each token has stands in bytes where
# its values are small: a long law has a million tokens, and all its links are at hand at once.
class Line(Struct, frozen=True, dict=True):
    """Tokens in order, as they are compared."""

    norms: tuple[str, ...]
    """The form each token is compared in."""
    stems: tuple[str, ...]
    """The stem of each word, and each other token's norm: equal for forms of one word, most of the time."""
    weights: bytes
    """What keeping a token in place is worth to a reader: a word of meaning `WORD`."""
    kinds: bytes
    """What each token is, by the bits above."""
    blocks: Sequence[int]
    """Index of the block each token stands in."""
    ends: bytes
    """2 where a block ends after the token, 1 where a sentence does, else 0."""
    is_one_block: bool
    """True for a side of one block, and each part of it."""
    is_stemmed: bool
    """False where a stem is only the first letters of a word: forms of a short word have different ones then."""

    def forget(self) -> None:
        """Drop what was worked out from the fields; it is made anew when it is asked for."""
        self.__dict__.clear()

    @cached_property
    def flags(self) -> bytes:
        """1 for each word or number, 0 for each mark."""
        return self.kinds.translate(_FLAGS)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The indices of all words."""
        return tuple(compress(range(len(self.flags)), self.flags))

    @cached_property
    def word_norms(self) -> tuple[str, ...]:
        """The compared forms of all words, in order."""
        return tuple(compress(self.norms, self.flags))

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The indices of the tokens that end a sentence or a block."""
        return tuple(compress(range(len(self.ends)), self.ends))

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

    def cut(self, start: int, end: int) -> Line:
        """Return a span of tokens by itself."""
        part = slice(start, end)
        return Line(
            self.norms[part],
            self.stems[part],
            self.weights[part],
            self.kinds[part],
            self.blocks[part],
            self.ends[part],
            self.is_one_block,
            self.is_stemmed,
        )


class Side(Line, frozen=True, dict=True):
    """The blocks of one side of a link, cut into tokens."""

    passage: Passage
    """Their texts as one."""
    texts: tuple[str, ...]
    """The text of each block."""
    folding: Folding
    """What the language treats as the same letter."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens as printed; their places count in their block."""
        if self.is_one_block:
            return tokenize(self.texts[0], self.folding)
        return tuple(chain.from_iterable([tokenize(text, self.folding) for text in self.texts]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of a span of tokens in the passage."""
        tokens = self.tokens
        if self.is_one_block:  # no sum: the tokens' own numbers are shared by all of a text
            return tokens[start].start, tokens[end - 1].end
        blocks, starts = self.blocks, self.passage.starts
        return starts[blocks[start]] + tokens[start].start, starts[blocks[end - 1]] + tokens[end - 1].end

    def place(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        """Return the provision a span of tokens begins in, and its code points there; what lies in later blocks is left out."""
        block = self.blocks[start]
        last = max(index for index in range(start, end) if self.blocks[index] == block)
        return self.passage.refs[block], (self.tokens[start].start, self.tokens[last].end)


def is_turned(old: Line, new: Line) -> bool:
    """Return True when the new side is to be looked at first, where nothing but an order can decide.

    So the same side comes first whichever of the two texts is called the old one.
    """
    return (len(new.norms), new.norms) < (len(old.norms), old.norms)


def prepare(blocks: Sequence[tuple[str, str]], language: Language, like: Side | None = None) -> Side:
    """Cut the blocks of one side of a link into tokens.

    Args:
        blocks: (reference, text) in reading order.
        language: gives folding, stems and function words.
        like: a side whose blocks have the same texts, if one is known: nothing is cut again.
    """
    passage = join_blocks(blocks)
    if like is not None:
        return replace(like, passage=passage)
    texts = tuple([text for _, text in blocks])
    found = [tokenize(text, language.folding) for text in texts]
    tokens = found[0] if len(found) == 1 else list(chain.from_iterable(found))
    look_up = _lexicon(language).__getitem__
    norms, stems, every_kind = (
        zip(*map(look_up, [token.text for token in tokens]), strict=True) if tokens else ((),) * 3
    )
    kinds, lengths = bytes(every_kind), [*map(len, found)]
    ends = _ends(kinds, lengths)
    return Side(
        norms,
        stems,
        _weigh(kinds, ends),
        kinds,
        _number(lengths),
        ends,
        len(blocks) == 1,
        bool(language.stemmer),
        passage,
        texts,
        language.folding,
    )


@lru_cache(maxsize=2)
def _lexicon(language: Language) -> Memo[tuple[str, str, int]]:
    """Return the norm, the stem and the kind of each printed token."""
    folding, function_words = language.folding, language.function_words

    def look_up(text: str) -> tuple[str, str, int]:
        norm, small = fold_word(text, folding), IS_SMALL * text[0].islower()
        if not norm[:1].isalnum():
            return norm, norm, small | _kind_of_mark(text, norm)
        has_meaning = norm not in function_words and not norm.isdigit()
        return norm, stem(norm, language), small | (IS_WORD | IS_MEANING if has_meaning else IS_WORD)

    return Memo(look_up)


def forget_words() -> None:
    """Give back the memory of what was looked up: what follows a diff needs none of it."""
    _lexicon.cache_clear()


def _kind_of_mark(text: str, norm: str) -> int:
    return (
        IS_STRONG * (norm in _STRONG_ENDS)
        | IS_CLOSER * (text in _CLOSERS)
        | IS_CLAUSE_END * (text in _CLAUSE_ENDS)
        | IS_OPENER * (text in _OPENERS)
    )


def _ends(kinds: bytes, lengths: Sequence[int]) -> bytes:
    """Return what ends after each token, of blocks of so many tokens: 2 for the block, 1 for a sentence.

    A full stop before a small letter ends nothing.
    """
    ends, strong, start = bytearray(len(kinds)), kinds.translate(_STRONG), 0
    for stop in accumulate(lengths):
        final = stop - 1
        place = strong.find(1, start, final)
        while place >= 0:
            last = place
            while last < final and kinds[last + 1] & IS_CLOSER:
                last += 1
            if last < final and not kinds[last + 1] & IS_SMALL:
                ends[last] = 1
            place = strong.find(1, place + 1, final)
        if start < stop:
            ends[final] = 2
        start = stop
    return bytes(ends)


def _weigh(kinds: bytes, ends: bytes) -> bytes:
    """Return what keeping each token is worth; a mark that ends something is worth more than one inside a sentence."""
    weights = bytearray(kinds.translate(_WEIGHTS))
    for place in compress(range(len(ends)), ends):
        if not kinds[place] & IS_WORD:
            weights[place] = END_MARK
    return bytes(weights)


def _number(lengths: Sequence[int]) -> Sequence[int]:
    """Return the number of the block that each token stands in, in bytes where there are no more of them than fit."""
    if len(lengths) == 1:
        return bytes(lengths[0])
    numbers = chain.from_iterable(map(repeat, range(len(lengths)), lengths))
    return bytes(numbers) if len(lengths) <= 256 else tuple(numbers)
