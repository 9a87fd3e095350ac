"""One side of a link as the diff sees it: words with their stems, their weight, and where sentences and blocks end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, repeat
from operator import itemgetter, mul, sub

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.align.terms import stem
from constitution_diff.diff.passage import Passage, join_blocks
from constitution_diff.languages import Language
from constitution_diff.text import Memo, pieces_of

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
    steps: Sequence[int]
    """Code points up to the first token, from the start of each to that of the next, and from the last to one past the end."""
    lengths: Sequence[int]
    """Code points of each token."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The place of each token in the passage, in code points, and what is one past its end."""
        return tuple(accumulate(self.steps))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of a span of tokens in the passage."""
        return self.starts[start], self.starts[end - 1] + self.lengths[end - 1]

    def place(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        """Return the provision a span of tokens begins in, and its code points there; what lies in later blocks is left out."""
        block = self.blocks[start]
        last = max(index for index in range(start, end) if self.blocks[index] == block)
        first, (begin, finish) = self.passage.starts[block], self.span(start, last + 1)
        return self.passage.refs[block], (begin - first, finish - first)


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
    look_up = _pieces(language).__getitem__
    lines = [[*map(look_up, text.split(" "))] for _, text in blocks]
    pieces = lines[0] if len(lines) == 1 else list(chain.from_iterable(lines))
    norms, stems, kinds, steps, lengths = zip(*pieces, strict=True) if pieces else ((),) * 5
    every_kind = b"".join(kinds)
    by_block = [every_kind] if len(lines) == 1 else [b"".join(map(itemgetter(2), line)) for line in lines]
    ends = b"".join(map(_ends, by_block))
    return Side(
        tuple(chain.from_iterable(norms)),
        tuple(chain.from_iterable(stems)),
        _weigh(every_kind, ends),
        every_kind,
        _number([*map(len, by_block)]),
        ends,
        len(blocks) == 1,
        bool(language.stemmer),
        passage,
        *(_measure(passage, language) if None in steps else (b"\0" + b"".join(steps), b"".join(lengths))),
    )


_Piece = tuple[tuple[str, ...], tuple[str, ...], bytes, bytes | None, bytes]
"""Of the tokens between two spaces: norms, stems, kinds, steps and lengths as in `Side`; no steps where they cannot be joined."""
_LONGEST = 255
"""Code points between two spaces that can be counted in a byte."""
_BYTES = tuple(bytes([value]) for value in range(256))


@lru_cache(maxsize=2)
def _pieces(language: Language) -> Memo[_Piece]:
    """Return what is known of the tokens between two spaces."""
    cuts = pieces_of(language.folding)
    function_words = language.function_words

    def describe(text: str, norm: str) -> tuple[str, int]:
        small = IS_SMALL * text[0].islower()
        if not norm[:1].isalnum():
            return norm, small | _kind_of_mark(text, norm)
        has_meaning = norm not in function_words and not norm.isdigit()
        return stem(norm, language), small | (IS_WORD | IS_MEANING if has_meaning else IS_WORD)

    def look_up(piece: str) -> _Piece:
        cut, length = cuts[piece], len(piece)
        if len(cut) == 1 and cut[0][2:] == (0, length) and length < _LONGEST:  # so it is with most
            text, norm, _, _ = cut[0]
            root, kind = describe(text, norm)
            return (norm,), (root,), _BYTES[kind], _BYTES[length + 1], _BYTES[length]
        norms = tuple([norm for _, norm, _, _ in cut])
        described = [describe(text, norm) for text, norm, _, _ in cut]
        stems, kinds = tuple([root for root, _ in described]), bytes([kind for _, kind in described])
        starts = [start for _, _, start, _ in cut]
        if length >= _LONGEST or starts[:1] != [0]:
            return norms, stems, kinds, None, b""
        steps = bytes(map(sub, (*starts[1:], length + 1), starts))
        return norms, stems, kinds, steps, bytes([end - start for _, _, start, end in cut])

    return Memo(look_up)


def _measure(passage: Passage, language: Language) -> tuple[Sequence[int], Sequence[int]]:
    """Return steps and lengths of the tokens of a passage, whatever white space it has."""
    cuts = pieces_of(language.folding)
    starts, lengths = [], []
    for start, end in zip(passage.starts, passage.ends, strict=True):
        at = start
        for piece in passage.text[start:end].split(" "):
            starts += [at + first for _, _, first, _ in cuts[piece]]
            lengths += [last - first for _, _, first, last in cuts[piece]]
            at += len(piece) + 1
    return tuple(map(sub, (*starts, len(passage.text) + 1), (0, *starts))), tuple(lengths)


def forget_words() -> None:
    """Give back the memory of what was looked up: what follows a diff needs none of it."""
    _pieces.cache_clear()


def _kind_of_mark(text: str, norm: str) -> int:
    return (
        IS_STRONG * (norm in _STRONG_ENDS)
        | IS_CLOSER * (text in _CLOSERS)
        | IS_CLAUSE_END * (text in _CLAUSE_ENDS)
        | IS_OPENER * (text in _OPENERS)
    )


def _ends(kinds: bytes) -> bytes:
    """Return what ends after each token of a block: 2 for the block, 1 for a sentence.

    A full stop before a small letter ends nothing.
    """
    ends, final = bytearray(len(kinds)), len(kinds) - 1
    strong = kinds.translate(_STRONG)
    place = strong.find(1)
    while place >= 0:
        last = place
        while last < final and kinds[last + 1] & IS_CLOSER:
            last += 1
        if last < final and not kinds[last + 1] & IS_SMALL:
            ends[last] = 1
        place = strong.find(1, place + 1)
    ends[-1:] = b"\2" * bool(kinds)
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
