"""Words of a text: tokens with their place, and the normal form in which two prints of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from operator import eq
from typing import TypeVar

from msgspec import Struct

# \w leaves out the marks that many scripts write vowels and tones with; these are Unicode 14's outside the blocks below.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd"
    r"\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff\u0f18\u0f19"
    r"\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6\u135d-\u135f\u1712-\u1715\u1732-\u1734"
    r"\u1752\u1753\u1772\u1773\u180b-\u180d\u180f\u1885\u1886\u18a9\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1aff"
    r"\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8"
    r"\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f"
    r"\u3099\u309a\ua66f\ua674-\ua67d\ua69e\ua69f\ua6f0\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880\ua881\ua8b4-\ua8c5"
    r"\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaa7b-\uaa7d"
    r"\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e\ufe00-\ufe0f"
    r"\ufe20-\ufe2f"
)
_MARKED_BLOCKS = r"\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Persian and Sinhala join letters inside a word with invisible characters; others stray into words from typesetting.
_JOINERS = r"\u00ad\u200c\u200d\u2060\ufeff"
_LETTER = rf"[\w{_MARKS}{_MARKED_BLOCKS}{_JOINERS}]"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Hyphens and apostrophes belong to the word only between two letters.
_INNER = r"[-\u2010\u2011'\u2018\u2019\u02bc]"
_PLAIN_TOKEN = re.compile(rf"\w+(?:{_INNER}\w+)*|\S")
_PLAIN_WORD = re.compile(rf"\w+(?:{_INNER}\w+)*")
# Letters, digits and signs of Latin, Greek and Cyrillic, and the signs that print adds to them, without those that only a
# longer pattern tells from words: it takes ten times as long to build as to cut a whole constitution with the short one.
_PLAIN_TEXT = re.compile(
    r"[\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2000-\u200b\u200e-\u205f\u2070-\u20cf\u2100-\u2bff\u1e00-\u1fff]*"
)


@lru_cache(maxsize=1)
def _token_of_any_script() -> re.Pattern[str]:
    # Chinese and Japanese have no spaces: a sign, with its voicing mark, is a word.
    return re.compile(
        rf"[{_IDEOGRAPH}][\u3099\u309a]*|(?:(?![{_IDEOGRAPH}]){_LETTER})+"
        rf"(?:{_INNER}(?:(?![{_IDEOGRAPH}]){_LETTER})+)*|[^\s]"
    )


def token_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern that cuts a text into words, numbers and signs; on a text that both can cut, both give the same."""
    return _PLAIN_TOKEN if _PLAIN_TEXT.fullmatch(text) else _token_of_any_script()


# A full stop ends a sentence when a capital follows, or at the end of a line or text: "ст. 5" and "No. 5" do not.
# It begins with a set of signs, for which a text is searched without trying the pattern at each letter.
SENTENCE_END = re.compile(r"[.!?…։።।。\n](?:(?<!\n)[\"'»”)]*\s+(?=[\"'«“(]*[^\W\d_a-zа-яёәғқңөұүһі])|(?<=\n)\n*)")
"""What stands between two sentences: a line break, or the last sign of one and the space behind it."""
_PLACES = tuple(range(4096))
"""Places in a provision: most are shorter."""
SPACES = re.compile(r"\s+")
_Value = TypeVar("_Value")
_LONGEST_KEPT, _MOST_KEPT = 64, 65536
"""Letters of the longest piece of text, and number of pieces, of which the words are kept."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_QUOTES = {
    **dict.fromkeys(map(ord, "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bb\u02bc\u2039\u203a\u2032\u00b4\u0060"), "'"),
}
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_PLAIN = str.maketrans({**_DASHES, **_QUOTES, **_INVISIBLE})
_FINAL_SIGNS = frozenset(".,;:")


# Unicode calls Georgian letters small, but their capitals do not begin sentences or names.
_UNICASE = frozenset(map(chr, range(0x10D0, 0x1100)))


def is_small(letter: str) -> bool:
    """Return True for a small letter of a script in which sentences begin with a capital.

    >>> is_small("a"), is_small("A"), is_small("ა"), is_small("")
    (True, False, False, False)
    """
    return letter.islower() and letter not in _UNICASE


# gc=False, and places are shared numbers: a long law has more of these than of anything else
class Token(Struct, frozen=True, gc=False):
    """A word, number or punctuation mark of one provision; spaces are the gaps between tokens."""

    text: str
    """As printed."""
    norm: str
    """As compared: equal for two prints of the same word."""
    start: int
    """First code point in the provision's text."""
    end: int
    """One past its last code point."""

    @property
    def is_word(self) -> bool:
        """True for words and numbers, False for punctuation and symbols."""
        return self.norm[:1].isalnum()


# one object a language: compared and hashed by identity, which is fast
class Folding(Struct, frozen=True, eq=False):
    """What a language treats as the same letter."""

    lookalikes: tuple[tuple[str, str], ...] = ()
    """Foreign letters that pass for a letter of the language's script (Latin ``i`` for Cyrillic ``і``), each with
    that letter."""
    equal: tuple[tuple[str, str], ...] = ()
    """Letters that may replace each other in print (``ё``, ``е``): the first is compared as the second."""


NO_FOLDING = Folding()
"""For texts in a language nothing is known about."""


@lru_cache(maxsize=16)
def _tables(folding: Folding) -> tuple[dict[int, str], dict[int, str], frozenset[str]]:
    lookalikes = {ord(a): b for a, b in folding.lookalikes}
    equal = {ord(a): b for a, b in folding.equal}
    return lookalikes, equal, frozenset(a for a, _ in folding.lookalikes)


@lru_cache(maxsize=65536)
def fold_word(word: str, folding: Folding = NO_FOLDING) -> str:
    """Return the form in which two prints of a word are equal: case, dashes, quotes, look-alike letters, soft hyphens.

    A look-alike letter is folded only beside a letter of the language's own script, or when the whole lower-case word
    is made of look-alikes: ``XI`` stays a Roman numeral.

    >>> fold_word("Бiз", Folding((("i", "і"),))) == fold_word("біз")
    True
    """
    lookalikes, equal, foreign = _tables(folding)
    plain = word if word.isascii() else unicodedata.normalize("NFC", word)
    # Few words hold a letter that is folded: to look for one is quicker than to translate every word.
    if not plain.isalpha() or "\u02bb" in plain or "\u02bc" in plain:  # apostrophes that pass for letters
        plain = plain.translate(_PLAIN)
    if lookalikes and not foreign.isdisjoint(plain):
        is_native = any(letter.isalpha() and letter not in foreign and ord(letter) > 0x24F for letter in plain)
        is_small = plain.islower() and all(letter in foreign for letter in plain)
        if is_native or is_small:
            plain = plain.translate(lookalikes)
    plain = plain.casefold()
    for letter, _ in folding.equal:
        if letter in plain:
            return plain.translate(equal)
    return plain


class Memo(dict[str, _Value]):
    """What is found out about pieces of text: a law prints most of its words again and again, and each is looked at once."""

    def __init__(self, find: Callable[[str], _Value], most: int = _MOST_KEPT, longest: int = _LONGEST_KEPT) -> None:
        """Make a table that is filled by asking, keeps pieces of so many letters, and begins anew when it has so many."""
        super().__init__()
        self._find = find
        self._most = most
        self._longest = longest

    def __missing__(self, piece: str) -> _Value:
        value = self._find(piece)
        if len(piece) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[piece] = value
        return value


Cut = tuple[str, str, int, int]
"""Text, norm, start and end of a token in its piece."""


@lru_cache(maxsize=16)
def pieces_of(folding: Folding) -> Memo[tuple[Cut, ...]]:
    """Return the tokens of what stands between two spaces: no token goes over a space."""

    def cut(piece: str) -> tuple[Cut, ...]:
        # Most pieces are one word, or one word and a sign.
        if piece[-1:] in _FINAL_SIGNS and piece[-2:-1].isalnum():
            end = len(piece)
            return (*pieces[piece[:-1]], (piece[-1], fold_word(piece[-1], folding), end - 1, end))
        if piece.isalpha() and _PLAIN_TEXT.fullmatch(piece):
            norm = fold_word(piece, folding)
            return ((norm if norm == piece else piece, norm, 0, len(piece)),)
        tokens: list[Cut] = []
        for match in token_pattern(piece).finditer(piece):
            word = match.group()
            norm = fold_word(word, folding)
            # Most words are their own normal form: one string for all their places.
            tokens.append((norm if norm == word else word, norm, *match.span()))
        return tuple(tokens)

    pieces = Memo(cut)
    return pieces


@lru_cache(maxsize=16)
def _folded(folding: Folding) -> Memo[str]:
    pieces = pieces_of(folding)
    return Memo(lambda piece: "".join([norm for _, norm, _, _ in pieces[piece]]))


@lru_cache(maxsize=16384)  # each stage cuts the same provisions again; ten constitutions' worth of them
def tokenize(text: str, folding: Folding = NO_FOLDING) -> tuple[Token, ...]:
    """Cut a text into words, numbers and punctuation marks, in order.

    >>> [token.text for token in tokenize("Articles 3-1, 16.")]
    ['Articles', '3-1', ',', '16', '.']
    """
    tokens: list[Token] = []
    pieces = pieces_of(folding)
    places = _PLACES if len(text) < len(_PLACES) else range(len(text) + 1)
    start = 0
    for piece in text.split(" "):
        for word, norm, first, end in pieces[piece]:
            tokens.append(Token(word, norm, places[start + first], places[start + end]))
        start += len(piece) + 1
    return tuple(tokens)


def count_words(text: str) -> int:
    """Return how many words a text has, punctuation left out.

    >>> count_words("Articles 3-1, 16.")
    3
    """
    # In plain print every letter or digit stands in a word, and an underscore alone can begin what is none.
    if "_" not in text and _PLAIN_TEXT.fullmatch(text):
        return len(_PLAIN_WORD.findall(text))
    # A word may begin with a sign that cannot be seen; only then is its compared form asked.
    return sum(word[:1].isalnum() or fold_word(word)[:1].isalnum() for word in token_pattern(text).findall(text))


def fold_text(text: str, folding: Folding = NO_FOLDING) -> str:
    """Return a whole text in its compared form: folded tokens, one space wherever white space was.

    >>> fold_text("«A  –\\u00a0b»")
    '"a - b"'
    """
    return " ".join(map(_folded(folding).__getitem__, text.split()))


def is_same_text(one: str, other: str, folding: Folding = NO_FOLDING) -> bool:
    """Return True when the compared forms of two texts are equal.

    >>> is_same_text("A  –\\u00a0b", "a - B"), is_same_text("A b", "a, b")
    (True, False)
    """
    if one == other:
        return True
    first, second = one.split(), other.split()
    folded = _folded(folding).__getitem__
    return len(first) == len(second) and all(map(eq, map(folded, first), map(folded, second)))


def norms_of(text: str, folding: Folding = NO_FOLDING) -> list[str]:
    """Return the words and numbers of a text in order, as compared.

    >>> norms_of("Articles 3-1, 16.")
    ['articles', '3-1', '16']
    """
    pieces = pieces_of(folding)
    return [norm for piece in text.split() for _, norm, _, _ in pieces[piece] if norm[:1].isalnum()]


def mixed_script_words(text: str, folding: Folding) -> tuple[Token, ...]:
    """Return the words that hold letters of a foreign script beside those of the language's own.

    >>> [word.text for word in mixed_script_words("Бiз халық", Folding((("i", "і"),)))]
    ['Бiз']
    """
    _, _, foreign = _tables(folding)
    return tuple(
        token
        for token in tokenize(text, folding)
        if not foreign.isdisjoint(token.text)
        and any(letter.isalpha() and letter not in foreign and ord(letter) > 0x24F for letter in token.text)
    )
