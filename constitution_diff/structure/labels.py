"""Printed labels: ``Article 16``, ``VIII бөлім``, ``3-1.``, ``1)``. The forms come from the language files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from constitution_diff.languages import LabelRule, Language, NumberForm
from constitution_diff.model import Kind
from constitution_diff.text import fold_word, is_small

# Cyrillic capitals that are printed where a Roman numeral is meant.
_ROMAN_LOOKALIKES = str.maketrans({"І": "I", "Х": "X", "С": "C", "М": "M", "Ү": "V", "Ⅰ": "I", "Ⅴ": "V", "Ⅹ": "X"})
_ROMAN = "[IVXLCDMІХСМҮ]+"
_SMALL_ROMAN = "[ivxlc]+"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
# An inserted unit is 3-1, 3¹ or 3A, by the habit of its country.
_ARABIC = rf"\d{{1,5}}(?:\s?[-\u2010-\u2014]\s?\d{{1,3}}|{_RAISED.pattern}|(?![ºª])[^\W\d_](?!\w))?"
# Portuguese and Spanish print ordinals: Artigo 5.º.
_ORDINAL = r"(?:\.?[ºª°])?"
# "Artículo 1.- De la ley", "ART. 2. – De la loi": a full stop and a dash are one mark.
_TAIL = r"(?P<mark>\s*[.:։\u2013\u2014](?:\s?[-\u2013\u2014](?=\s|\Z|[^\W\d_]))?|\s*-(?=[\s(]))?(?P<rest>.*)\Z"
_LATIN_ENDINGS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
_DASH = re.compile(r"\s?[-\u2010-\u2014]\s?")
_SENTENCE_END = re.compile(r"[.;!?։؟]['\"»”)]*$")
_APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\u00b4`"
_LONGEST_LABEL = 200
"""Signs in which a label and its number stand, when the number may come first, in words."""
_INDENT = 20
"""Signs of white space that may stand before a label; readers leave none."""
LONGEST_HEADING = 300
"""In code points. The longest heading in kz-1995 and kz-2026 has 67; in a sample of translated constitutions 160."""


class Label(Struct, frozen=True):
    """A label found at the start of a block."""

    kind: Kind
    """What it opens."""
    num: str
    """The number in its compared form: Latin Roman numerals, plain hyphen, digits for number words."""
    printed: str
    """The label as printed, marks included."""
    rest: str
    """The block's text after it."""
    separated: bool = False
    """True when a full stop, colon, dash or line break parts the label from the rest."""


def match_heading(text: str, language: Language) -> Label | None:
    """Return the label when a block opens a part, chapter, section or article; None when it does not.

    A block such as "Article 5 shall not apply" is no heading: what follows a bare label must begin with a capital.
    """
    start = text[: _reach(language)].lstrip().casefold().translate(_alike(language))
    for form in _heading_forms(language):
        match = form.match(text, start)
        if match is None:
            continue
        rest = match["rest"]
        body = rest.strip()
        # A label that ends in a sign ("5 §", "2 kap.") is parted from what follows by that sign.
        by_sign = match.start("rest") > match.end("num") and not text[match.start("rest") - 1].isalnum()
        separated = bool(match["mark"]) or by_sign or rest.startswith("\n")
        if not _may_follow_label(rest, body, separated):
            continue
        num = normalize_number(match["num"], language)
        return Label(form.kind, num, text[: match.start("rest")].strip(), body, separated)
    return None


def match_number(text: str, language: Language) -> Label | None:
    """Return the label when a block begins with the number of a paragraph, subparagraph or point, else None."""
    for kind, pattern in _number_patterns(language):
        match = pattern.match(text)
        # "1.The city": a space may be missing before a capital.
        if match is not None and not is_small(match["rest"][:1]):
            num = normalize_number(match["num"], language)
            return Label(kind, num, text[: match.start("rest")].strip(), match["rest"].strip(), True)
    return None


def is_sentence(text: str) -> bool:
    """Return True when a text ends like a sentence or is too long for a heading."""
    return len(text) > LONGEST_HEADING or bool(_SENTENCE_END.search(text))


def normalize_number(printed: str, language: Language) -> str:
    """Return a printed number as citations have it.

    >>> from constitution_diff.languages import load_language
    >>> [normalize_number(printed, load_language("kk")) for printed in ("ІІ", "3 – 1", "5¹")]
    ['II', '3-1', '5-1']
    """
    if printed.isascii() and printed.isdigit():
        return printed
    # A raised digit marks an inserted unit: article 5¹ came in after article 5, and is not article 51.
    plain = _RAISED.sub(lambda raised: "-" + raised[0].translate(_SUPERSCRIPTS), printed.strip())
    plain = _DASH.sub("-", plain)
    words = dict(language.number_words)
    folded = "".join(fold_word(piece, language.folding) for piece in re.split(r"(\s+)", plain)) if words else plain
    if folded in words:
        return words[folded]
    ending = re.fullmatch(r"(\d+)[\s-]?([^\W\d_]{2,})", plain)
    if ending and ending[2].casefold() in language.suffixes:
        return f"{ending[1]}-{ending[2].casefold()}"
    if re.fullmatch(_ROMAN + "[A-Z]?", plain):
        return plain.translate(_ROMAN_LOOKALIKES)
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in plain)  # ١٢ is 12


def next_number(current: str, following: str) -> bool:
    """Return True when ``following`` may come right after ``current``: 2 after 1, 3-1 or 3A after 3, 4 after 3-1.

    >>> next_number("3", "3-1"), next_number("3-1", "4"), next_number("3", "5")
    (True, True, False)
    >>> next_number("h", "i"), next_number("i", "ii"), next_number("b", "i")
    (True, True, False)
    """
    if current.isdecimal() and following.isdecimal():
        return int(following) == int(current) + 1
    now, then = _number_keys(current), _number_keys(following)
    return any(
        then[row] in ((number + 1, 0), (number, inserted + 1)) for row, (number, inserted) in now.items() if row in then
    )


def is_first_number(num: str) -> bool:
    """Return True when a list may begin with a number: 1, I, i, a, or А in any script."""
    return num.casefold() in ("1", "i", "a", "а", "α", "א")


def is_point(label: Label, language: Language) -> bool:
    """Return True when a label could as well be a point's small Roman numeral: ``(i)`` is a letter and a number."""
    return any(
        form.kind == "point"
        and form.digits == "roman"
        and label.printed == f"{form.before}{label.num}{form.after}"
        and re.fullmatch(_SMALL_ROMAN, label.num)
        for form in language.numbers
    )


def _number_keys(num: str) -> dict[str, tuple[int, int]]:
    """Return the place of a number in every row of numbers that it can belong to."""
    main, _, inserted = num.partition("-")
    keys: dict[str, tuple[int, int]] = {}
    if main.isdecimal() and (not inserted or inserted.isdecimal()):
        keys["arabic"] = (int(main), int(inserted or 0))
    if main.isdecimal() and inserted in _LATIN_ENDINGS:
        keys["arabic"] = (int(main), _LATIN_ENDINGS.index(inserted) + 1)
    if main[:-1].isdecimal() and main[-1].isalpha():
        first = "a" if main[-1].isascii() else "а"
        keys["arabic"] = (int(main[:-1]), ord(main[-1].casefold()) - ord(first) + 1)
    if re.fullmatch("[IVXLCDM]+", main) or re.fullmatch(_SMALL_ROMAN, main):
        keys["roman"] = (_roman_value(main.upper()), 0)
    if len(num) == 1 and num.isalpha():
        keys["letter"] = (ord(num.casefold()), 0)
    return keys


def _roman_value(numeral: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = values[letter]
        total += -value if following and values[following] > value else value
    return total


def _may_follow_label(rest: str, body: str, separated: bool) -> bool:
    if not body or rest.startswith("\n"):
        return True
    first = body[0]
    if separated:
        return not is_small(first)
    # A bare label glued or spaced to its heading ("V бөлімҮкімет"): a capital, and no sentence.
    return (first.isupper() or first in '«"“') and not is_sentence(body) and "," not in body


class _HeadingForm:
    """One way in which one kind of heading is printed."""

    def __init__(self, rule: LabelRule, words_first: bool, language: Language) -> None:
        self.kind = rule.kind
        self.words_first = words_first
        self._rule = rule
        self._language = language
        self._words = _first_words(rule.words, language)
        self._number_words = _first_words([word for word, _ in language.number_words], language)

    # To compile a pattern takes as long as to classify a constitution, and most texts need two of a dozen.
    @cached_property
    def _in_digits(self) -> re.Pattern[str]:
        return _heading_pattern(self, self._rule, self._language, with_words=False)

    @cached_property
    def _in_words(self) -> re.Pattern[str]:
        return _heading_pattern(self, self._rule, self._language, with_words=True)

    def match(self, text: str, start: str) -> re.Match[str] | None:
        """Return the match when a block begins with such a label.

        Args:
            text: the block.
            start: its first signs, as `match_heading` folds them; they tell quickly that there is no label.
        """
        if not (start.startswith(self._words) if self.words_first else any(word in start for word in self._words)):
            return None
        match = self._in_digits.match(text)
        if match is None and any(word in start for word in self._number_words):
            match = self._in_words.match(text)
        return match


def _first_words(entries: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(entry.split(" ")[0].casefold().translate(_alike(language)) for entry in entries)


@lru_cache(maxsize=64)
def _reach(language: Language) -> int:
    """Return how many signs of a block must be looked at to see that it does not begin with a label."""
    if any(rule.first != "label" for rule in language.labels):
        return _LONGEST_LABEL
    return _INDENT + max((len(word) for rule in language.labels for word in rule.words), default=0)


@lru_cache(maxsize=64)
def _alike(language: Language) -> Mapping[int, str | None]:
    """Return, for signs in small letters, the one that stands for all that a pattern takes for the same."""
    table: dict[int, str | None] = {**dict.fromkeys(map(ord, _APOSTROPHES), "'"), ord("ı"): "i", 0x307: None}
    groups: dict[str, set[str]] = {}
    for pair in language.folding.lookalikes + language.folding.equal:
        # A letter may pass for two others: kz-1995:kk has h for both һ and Н.
        joined = set[str]().union(*(groups.get(letter.casefold(), {letter.casefold()}) for letter in pair))
        groups.update(dict.fromkeys(joined, joined))
    table |= {ord(letter): min(group) for letter, group in groups.items() if len(letter) == 1}
    return table


@lru_cache(maxsize=64)
def _heading_forms(language: Language) -> tuple[_HeadingForm, ...]:
    return tuple(
        _HeadingForm(rule, words_first, language)
        for rule in language.labels
        for words_first in (True, False)
        if rule.first != ("number" if words_first else "label")
    )


def _heading_pattern(form: _HeadingForm, rule: LabelRule, language: Language, with_words: bool) -> re.Pattern[str]:
    """Return what finds a label and its number, in the order in which they are printed."""
    number = _number_source(language, with_words)
    words = {word: _spell(word, language) for word in sorted(rule.words, key=len, reverse=True)}
    if form.words_first:
        # A sign may stand close to its number: §5.
        spaced = "|".join(spelled + (r"\s+" if word[-1].isalnum() else r"\s*") for word, spelled in words.items())
        source = rf"\s*(?i:{spaced})(?:№\s*)?(?P<open>\()?{number}(?(open)\))(?![\w)]|-[^\s(])"
    else:
        source = rf"\s*{number}[\s.-]*(?i:{'|'.join(words.values())})(?![a-zа-яёәғқңөұүһі-])"
    return re.compile(source + _TAIL, re.DOTALL)


def _number_source(language: Language, with_words: bool) -> str:
    words = ""
    if with_words:
        known = sorted((word for word, _ in language.number_words), key=len, reverse=True)
        words = "|(?i:" + "|".join(_spell(word, language) for word in known) + ")"
    # Case is spelled out where it matters not: a Roman numeral must be in capitals, or "d" in "статья d" were 500.
    endings = "|".join(map(re.escape, language.suffixes))
    suffix = rf"(?:[\s-]?(?i:{endings})(?!\w))?" if endings else ""
    return rf"(?P<num>{_ARABIC}{suffix}|{_ROMAN}(?:[A-Z](?!\w))?{words}){_ORDINAL}"


@lru_cache(maxsize=64)
def _number_patterns(language: Language) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    digits = {"arabic": _ARABIC, "letter": r"[^\W\d_]", "roman": _SMALL_ROMAN, "capital_roman": _ROMAN}
    return tuple((form.kind, _number_pattern(form, digits[form.digits])) for form in language.numbers)


def _number_pattern(form: NumberForm, digits: str) -> re.Pattern[str]:
    glued = r"|(?=[^\W\d_])" if form.digits == "arabic" else ""
    number = rf"{re.escape(form.before)}(?P<num>{digits}){re.escape(form.after)}"
    return re.compile(rf"\s*{number}(?P<rest>(?:\s|\Z{glued}).*)\Z", re.DOTALL)


def _spell(word: str, language: Language) -> str:
    """Return a pattern for a word in which each letter may be printed as a look-alike, or as one that is compared alike."""
    others: dict[str, str] = {}
    for letter, native in language.folding.lookalikes + language.folding.equal:
        others[native] = others.get(native, "") + letter
    return "".join(_spell_sign(sign, others.get(sign, "")) for sign in word)


def _spell_sign(sign: str, others: str) -> str:
    if sign == " ":
        return r"\s+"
    alike = (_APOSTROPHES if sign == "'" else sign) + others
    return f"[{re.escape(alike)}]" if len(alike) > 1 else re.escape(sign)
