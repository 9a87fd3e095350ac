"""What is known about each language and how its law is printed: one TOML file a language, no code.

What each entry says and what it is for: ``docs/languages.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from msgspec import Struct

from constitution_diff.errors import LexiconError, UsageError
from constitution_diff.resources import language_files, read_table
from constitution_diff.text import Folding

LabelKind = Literal["part", "chapter", "section", "article"]
LABEL_KINDS: tuple[LabelKind, ...] = ("part", "section", "chapter", "article")
Order = Literal["label", "number", "either"]
NEUTRAL = "und"
"""The file for texts in a language nothing is known about: ISO 639-2 has ``und`` for an undetermined language."""
_TABLE = "\n["
_EXAMPLES = "\n[examples]\n"


class LabelRule(Struct, frozen=True):
    """How one kind of heading is printed."""

    kind: LabelKind
    """The Akoma Ntoso element it opens."""
    words: tuple[str, ...]
    """Label words, as compared."""
    first: Order
    """What is printed first: ``number`` for ``16-бап``, ``label`` for ``Article 16``, ``either`` where both occur."""


class NumberForm(Struct, frozen=True):
    """How a number inside an article is printed, and what it opens."""

    kind: Literal["paragraph", "subparagraph", "point"]
    """The Akoma Ntoso element it opens."""
    before: str
    """Printed before the number, such as ``(``."""
    digits: Literal["arabic", "letter", "roman", "capital_roman"]
    """What the number is made of."""
    after: str
    """Printed after it, such as ``.`` or ``)``."""


# one object a language: compared and hashed by identity, which is fast
class Language(Struct, frozen=True, eq=False):
    """One language file, read."""

    code: str
    """Two-letter code."""
    iso3: str
    """Three-letter code, for Akoma Ntoso."""
    name: str
    """English name."""
    folding: Folding
    """Letters that are the same in print."""
    labels: tuple[LabelRule, ...]
    """Headings, outermost first: in the order of the file."""
    numbers: tuple[NumberForm, ...]
    """Numbers inside an article."""
    number_words: tuple[tuple[str, str], ...]
    """Number words that headings may use, with their digits."""
    suffixes: tuple[str, ...]
    """Words after a number that make it another one, in their order: ``bis`` and ``ter`` in ``5 bis``, ``5 ter``."""
    note_openers: tuple[str, ...]
    """First words of an editorial note."""
    repealed: tuple[str, ...]
    """First words, after the number, of a line that stands for a repealed unit; also sought in notes on articles."""
    draft: tuple[str, ...]
    """Lines that say the text is a draft."""
    preamble: tuple[str, ...]
    """First words of a preamble."""
    preamble_headings: tuple[str, ...]
    """Headings of a preamble."""
    function_words: frozenset[str]
    """Common words without meaning of their own: they tell the language and count little in comparison."""
    stemmer: str
    """Name of the Snowball algorithm that strips endings; empty where there is none."""
    stem_length: int
    """Letters of a word that are compared where there is no stemmer."""
    lemmatizer: str = ""
    """What tells the forms of one word: ``pymorphy3``, ``simplemma``, ``snowball`` (with `inflections`), or nothing."""
    inflections: tuple[tuple[str, ...], ...] = ()
    """Endings that forms of one word may have in each other's place, for ``snowball``, whose stems join too much."""
    joiners: frozenset[str] = frozenset()
    """Words that only join others (``and``, ``or``)."""
    never_minor: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words whose coming or going is never a small change, in groups: negation, "only", modal words, numbers."""


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, sorted."""
    return tuple(path.stem for path in language_files() if path.stem != NEUTRAL)


@lru_cache(maxsize=64)
def language_of(code: str) -> Language:
    """Return what is known about the language of a text, whatever it is: without a file of its own, the neutral one."""
    return load_language(code if code in known_languages() else NEUTRAL)


@lru_cache(maxsize=64)
def load_language(code: str) -> Language:
    """Read the file of one language, or the neutral one for ``und``.

    Raises:
        UsageError: there is no such file.
        LexiconError: the file is not valid TOML, or lacks an entry.
    """
    for path in language_files():
        if path.stem == code:
            return _build(code, path, _read(path))
    known = ", ".join(known_languages())
    raise UsageError(f"no language {code!r}", "languages", f"known: {known}; a new language is a new TOML file")


def common_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language by its code, sorted; cheaper than to load them all."""
    return {path.stem: _common_words(path) for path in language_files() if path.stem != NEUTRAL}


@lru_cache(maxsize=64)
def _common_words(path: Path) -> frozenset[str]:
    # What stands before the first table is a fifth of the file.
    words = _read(path, _TABLE).get("function_words")
    if not isinstance(words, list):
        raise LexiconError("entry missing or of the wrong form: function_words", path.name, "see docs/languages.md")
    return frozenset(str(word).casefold() for word in words)


def _read(path: Path, end: str = _EXAMPLES) -> dict[str, Any]:
    """Read a file up to a mark: the examples, which are more than half of it, are for tests only."""
    try:
        return read_table(path, end)
    except ValueError as error:
        raise LexiconError(f"not valid TOML: {error}", path.name, "mend the file") from error


def _build(code: str, path: Path, data: dict[str, Any]) -> Language:
    try:
        folding = _folding(data.get("fold", {}))
        fold = _folder(folding)
        return Language(
            code=code,
            iso3=data["iso3"],
            name=data["name"],
            folding=folding,
            labels=_labels(data["labels"], fold),
            numbers=tuple(NumberForm(**form) for form in data["numbers"]),
            number_words=tuple((fold(word), digits) for word, digits in data.get("number_words", {}).items()),
            suffixes=tuple(map(fold, data.get("suffixes", ()))),
            note_openers=tuple(map(fold, data["notes"]["openers"])),
            repealed=tuple(map(fold, data["notes"]["repealed"])),
            draft=tuple(map(fold, data.get("draft", ()))),
            preamble=tuple(map(fold, data["preamble"]["openers"])),
            preamble_headings=tuple(map(fold, data["preamble"]["headings"])),
            function_words=frozenset(map(fold, data["function_words"])),
            stemmer=data.get("stemmer", ""),
            stem_length=int(data.get("stem_length", 6)),
            lemmatizer=data.get("lemmatizer", ""),
            inflections=tuple(tuple(endings) for endings in data.get("inflections", ())),
            joiners=frozenset(map(fold, data.get("joiners", ()))),
            never_minor=tuple((group, tuple(map(fold, words))) for group, words in data.get("never_minor", {}).items()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", path.name, "see docs/languages.md"
        ) from error


def _folding(data: dict[str, Any]) -> Folding:
    foreign, native = data.get("lookalikes", ["", ""])
    pairs = tuple(zip(foreign, native, strict=True))
    return Folding(lookalikes=pairs, equal=tuple((a, b) for a, b in data.get("equal", ())))


def _folder(folding: Folding) -> Callable[[str], str]:
    """Return what makes an entry, written as it is printed, an entry as it is compared: Greek ``της``, Turkish ``kısım``."""
    equal = {ord(a): b for a, b in folding.equal}
    return lambda entry: entry.casefold().translate(equal)


def _labels(data: dict[str, Any], fold: Callable[[str], str]) -> tuple[LabelRule, ...]:
    unknown = sorted(set(data) - set(LABEL_KINDS))
    if unknown:
        raise ValueError(f"no label {', '.join(unknown)}")
    orders: dict[object, Order] = {False: "label", True: "number", "either": "either"}
    rules: list[LabelRule] = []
    divisions = cast(list[LabelKind], [kind for kind in data if kind != "article"])
    for kind in (*divisions, "article"):
        order = orders[data[kind].get("number_first", False)]
        rules.append(LabelRule(kind, tuple(map(fold, data[kind]["words"])), order))
    return tuple(rules)
