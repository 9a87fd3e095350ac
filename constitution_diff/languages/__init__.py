"""What is known about each language and how its law is printed: one TOML file a language, no code.

What each entry says and what it is for: ``docs/languages.md``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from constitution_diff.errors import LexiconError, UsageError
from constitution_diff.resources import language_files
from constitution_diff.text import Folding

LabelKind = Literal["part", "chapter", "section", "article"]
LABEL_KINDS: tuple[LabelKind, ...] = ("part", "section", "chapter", "article")


@dataclass(frozen=True, slots=True)
class LabelRule:
    """How one kind of heading is printed."""

    kind: LabelKind
    """The Akoma Ntoso element it opens."""
    words: tuple[str, ...]
    """Label words in lower case, as compared (look-alikes folded)."""
    number_first: bool
    """True for ``16-бап``, False for ``Article 16``."""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a number inside an article is printed, and what it opens."""

    kind: Literal["paragraph", "subparagraph", "point"]
    """The Akoma Ntoso element it opens."""
    before: str
    """Printed before the number, such as ``(``."""
    digits: Literal["arabic", "letter", "roman"]
    """What the number is made of."""
    after: str
    """Printed after it, such as ``.`` or ``)``."""


@dataclass(frozen=True, slots=True, eq=False)  # one object a language: compared and hashed by identity, which is fast
class Language:
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
    """Headings, outermost first."""
    numbers: tuple[NumberForm, ...]
    """Numbers inside an article."""
    number_words: tuple[tuple[str, str], ...]
    """Number words that headings may use, with their digits."""
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


def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, sorted."""
    return tuple(path.stem for path in language_files())


@lru_cache(maxsize=32)
def load_language(code: str) -> Language:
    """Read the file of one language.

    Raises:
        UsageError: there is no such file.
        LexiconError: the file is not valid TOML, or lacks an entry.
    """
    for path in language_files():
        if path.stem == code:
            return _build(code, path, _read(path))
    known = ", ".join(known_languages())
    raise UsageError(f"no language {code!r}", "languages", f"known: {known}; a new language is a new TOML file")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", path.name, "mend the file") from error


def _build(code: str, path: Path, data: dict[str, Any]) -> Language:
    try:
        return Language(
            code=code,
            iso3=data["iso3"],
            name=data["name"],
            folding=_folding(data.get("fold", {})),
            labels=_labels(data["labels"]),
            numbers=tuple(NumberForm(**form) for form in data["numbers"]),
            number_words=tuple(data.get("number_words", {}).items()),
            note_openers=tuple(data["notes"]["openers"]),
            repealed=tuple(data["notes"]["repealed"]),
            draft=tuple(data.get("draft", ())),
            preamble=tuple(data["preamble"]["openers"]),
            preamble_headings=tuple(data["preamble"]["headings"]),
            function_words=frozenset(data["function_words"]),
            stemmer=data.get("stemmer", ""),
            stem_length=int(data.get("stem_length", 6)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", path.name, "see docs/languages.md"
        ) from error


def _folding(data: dict[str, Any]) -> Folding:
    foreign, native = data.get("lookalikes", ["", ""])
    pairs = tuple(zip(foreign, native, strict=True))
    return Folding(lookalikes=pairs, equal=tuple((a, b) for a, b in data.get("equal", ())))


def _labels(data: dict[str, Any]) -> tuple[LabelRule, ...]:
    return tuple(
        LabelRule(kind, tuple(data[kind]["words"]), bool(data[kind].get("number_first", False)))
        for kind in LABEL_KINDS
        if kind in data
    )
