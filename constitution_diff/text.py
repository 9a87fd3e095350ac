"""Words of a text: tokens with their place, and the normal form in which two prints of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
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


# Unicode calls Georgian letters small, but their capitals do not begin sentences or names.
_UNICASE = frozenset(map(chr, range(0x10D0, 0x1100)))


def is_small(letter: str) -> bool:
    """Return True for a small letter of a script in which sentences begin with a capital.

    >>> is_small("a"), is_small("A"), is_small("ა"), is_small("")
    (True, False, False, False)
    """
    return letter.islower() and letter not in _UNICASE


class Token(Struct, frozen=True):
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
    plain = unicodedata.normalize("NFC", word).translate(_PLAIN)
    if lookalikes and not foreign.isdisjoint(plain):
        is_native = any(letter.isalpha() and letter not in foreign and ord(letter) > 0x24F for letter in plain)
        is_small = plain.islower() and all(letter in foreign for letter in plain)
        if is_native or is_small:
            plain = plain.translate(lookalikes)
    return plain.casefold().translate(equal)


class _Pieces(dict[str, tuple[tuple[str, str, int, int], ...]]):
    """What stands between two spaces, cut: text, norm, start and end of each token in it.

    No token goes over a space, and a law prints most of its words again and again: each is cut and folded once.
    """

    def __init__(self, folding: Folding) -> None:
        super().__init__()
        self._folding = folding

    def __missing__(self, piece: str) -> tuple[tuple[str, str, int, int], ...]:
        cut: list[tuple[str, str, int, int]] = []
        for match in token_pattern(piece).finditer(piece):
            word = match.group()
            norm = fold_word(word, self._folding)
            # Most words are their own normal form: one string for all their places.
            cut.append((norm if norm == word else word, norm, *match.span()))
        return keep(self, piece, tuple(cut))


class _Folded(dict[str, str]):
    """What stands between white space, in its compared form."""

    def __init__(self, folding: Folding) -> None:
        super().__init__()
        self._folding = folding

    def __missing__(self, piece: str) -> str:
        return keep(self, piece, "".join(norm for _, norm, _, _ in pieces_of(self._folding)[piece]))


def keep(kept: dict[str, _Value], piece: str, value: _Value) -> _Value:
    """Keep what was found out about a piece of text, and return it; long pieces and too many of them are not kept."""
    if len(piece) <= _LONGEST_KEPT:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[piece] = value
    return value


@lru_cache(maxsize=16)
def pieces_of(folding: Folding) -> Mapping[str, tuple[tuple[str, str, int, int], ...]]:
    """Return what cuts a piece of text without spaces: by the piece, the text, norm, start and end of each token in it."""
    return _Pieces(folding)


@lru_cache(maxsize=16)
def _folded(folding: Folding) -> _Folded:
    return _Folded(folding)


@lru_cache(maxsize=16384)  # each stage cuts the same provisions again; ten constitutions' worth of them
def tokenize(text: str, folding: Folding = NO_FOLDING) -> tuple[Token, ...]:
    """Cut a text into words, numbers and punctuation marks, in order.

    >>> [token.text for token in tokenize("Articles 3-1, 16.")]
    ['Articles', '3-1', ',', '16', '.']
    """
    tokens: list[Token] = []
    pieces = pieces_of(folding)
    start = 0
    for piece in text.split(" "):
        for word, norm, first, end in pieces[piece]:
            tokens.append(Token(word, norm, start + first, start + end))
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
