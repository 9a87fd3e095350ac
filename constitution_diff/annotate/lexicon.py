"""The lexicon, read: topics and legal markers with their labels, and the words of one language that point to them.

``lexicon/topics.toml`` and ``lexicon/markers.toml`` hold what is the same in every language; ``lexicon/<code>/`` holds the
cues, examples, number words and citation words of one language. See ``docs/lexicon.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff.annotate.cues import parse_cue
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of
from constitution_diff.resources import lexicon_codes, lexicon_file, read_table

SIGNS = (
    "nobody",
    "human",
    "patient",
    "state-measure",
    "permitted",
    "state-bearer",
    "office",
    "otherwise",
    "only-where-provided",
    "instrument",
    "threshold",
    "absolute",
    "inherent",
    "never",
    "any",
    "rest",
    "including",
    "loss",
    "consent",
    "joint",
    "light",
    "thing",
    "talk",
    "more",
    "title",
)
"""Every sign there is; `docs/findings.md` says what each is for."""

Labels = tuple[tuple[str, str], ...]


class Topic(Struct, frozen=True):
    """One matter that a provision may deal with."""

    id: str
    """Stable name, such as ``liberty-detention``."""
    group: str
    """Id of its group."""
    labels: Labels
    """Language code and label, sorted by code."""
    treaties: tuple[tuple[str, tuple[str, ...]], ...]
    """Treaty (``UDHR ICCPR ICESCR``) and the articles on the same subject; says nothing about compliance."""
    ccp: tuple[str, ...]
    """Identifiers of the Comparative Constitutions Project for the same subject."""


class Marker(Struct, frozen=True):
    """One kind of words with legal effect."""

    id: str
    """Stable name, such as ``court-control``."""
    effect: str
    """``guarantee duty prohibition limitation condition holder intensity``."""
    layer: str
    """Markers of one layer cannot share words: the one listed first has them. Empty: shares words with all."""
    labels: Labels
    """Language code and label, sorted by code."""


class Entry(Struct, frozen=True):
    """What one language knows about a topic or marker."""

    cues: tuple[str, ...]
    """Patterns of words; see `cues`."""
    examples: tuple[str, ...]
    """Sentences that have it."""
    counterexamples: tuple[str, ...]
    """Sentences that look like it and do not have it."""


# one object a language and vocabulary
class Vocabulary(Struct, frozen=True, eq=False):
    """Topics or markers of one language."""

    entries: dict[str, Entry]
    """By id."""


@lru_cache(maxsize=1)
def load_topics() -> tuple[Topic, ...]:
    """Return every topic, in the order of the file.

    Raises:
        LexiconError: the file is not valid.
    """
    path = lexicon_file("topics.toml")
    data = read_toml(path)
    try:
        return tuple(
            Topic(
                one["id"],
                one["group"],
                _labels(one["label"]),
                tuple((treaty, tuple(one.get(treaty.lower(), ()))) for treaty in ("UDHR", "ICCPR", "ICESCR")),
                tuple(one["ccp"]),
            )
            for one in data["topic"]
        )
    except (KeyError, TypeError) as error:
        raise _wrong(path, error) from error


@lru_cache(maxsize=1)
def topic_ranks() -> dict[str, int]:
    """Return the place of every topic in the order of the file, by id.

    Raises:
        LexiconError: the file is not valid.
    """
    path = lexicon_file("topics.toml")
    data = read_toml(path)
    try:
        return {one["id"]: rank for rank, one in enumerate(data["topic"])}
    except (KeyError, TypeError) as error:
        raise _wrong(path, error) from error


@lru_cache(maxsize=1)
def load_groups() -> tuple[tuple[str, Labels], ...]:
    """Return the groups of topics with their labels, in the order of the file."""
    return tuple((name, _labels(labels)) for name, labels in read_toml(lexicon_file("topics.toml"))["groups"].items())


@lru_cache(maxsize=1)
def load_markers() -> tuple[Marker, ...]:
    """Return every marker, in order of priority.

    Raises:
        LexiconError: the file is not valid.
    """
    path = lexicon_file("markers.toml")
    data = read_toml(path)
    try:
        return tuple(Marker(one["id"], one["effect"], one["layer"], _labels(one["label"])) for one in data["marker"])
    except (KeyError, TypeError) as error:
        raise _wrong(path, error) from error


@lru_cache(maxsize=64)
def load_vocabulary(name: str, code: str) -> Vocabulary:
    """Return the ``topics`` or ``markers`` of one language; empty when the language has none.

    Raises:
        LexiconError: the file is not valid, names an unknown entry, or has a cue that cannot be read.
    """
    entries = read_entries(name, code)
    check_cues(f"{code}/{name}.toml", (cue for entry in entries.values() for cue in entry.cues), code)
    return Vocabulary(entries)


def read_entries(name: str, code: str) -> dict[str, Entry]:
    """Return the entries of the ``topics`` or ``markers`` of one language, in the order of the common file; cues unread.

    Raises:
        LexiconError: the file is not valid, or names an unknown entry.
    """
    path = find_file(code, f"{name}.toml")
    known = [one.id for one in (load_topics() if name == "topics" else load_markers())]
    data = read_toml(path) if path is not None else {}
    unknown = sorted(set(data) - set(known))
    if unknown:
        hint = f"the entries are those of {name}.toml"
        raise LexiconError(f"unknown entry: {', '.join(unknown)}", f"{code}/{name}.toml", hint)
    try:
        return {
            one: Entry(*(tuple(data[one].get(key, ())) for key in ("cues", "examples", "counterexamples")))
            for one in known
            if one in data
        }
    except (AttributeError, TypeError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/{name}.toml", "see docs/lexicon.md"
        ) from error


def read_signs(code: str) -> dict[str, tuple[str, ...]]:
    """Return the cues of a language's signs by id, in the order of `SIGNS`, unread; none when it has no file.

    Raises:
        LexiconError: the file is not valid, or names an unknown sign.
    """
    path = find_file(code, "signs.toml")
    data = read_toml(path) if path is not None else {}
    unknown = sorted(set(data) - set(SIGNS))
    if unknown:
        raise LexiconError(f"unknown sign: {', '.join(unknown)}", f"{code}/signs.toml", f"known: {', '.join(SIGNS)}")
    try:
        return {sign: tuple(data[sign]["cues"]) for sign in SIGNS if sign in data}
    except (KeyError, TypeError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/signs.toml", "see docs/lexicon.md"
        ) from error


def check_cues(place: str, cues: Iterable[str], code: str) -> None:
    """Read cues, and name the file of one that cannot be read.

    Raises:
        LexiconError: such a cue.
    """
    try:
        for cue in cues:
            parse_cue(cue, language_of(code).folding)
    except (AttributeError, TypeError, ValueError) as error:
        raise LexiconError(f"entry missing or of the wrong form: {error}", place, "see docs/lexicon.md") from error


def find_file(code: str, name: str) -> Path | None:
    """Return a language's file of the lexicon, None when there is none; a code that is no plain word has none."""
    path = lexicon_file(code, name)
    return path if code.isalnum() and path.is_file() else None


@lru_cache(maxsize=4)
def read_explanations(name: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the sentences for changes of one kind, by language, of every language whose lexicon has a file of that name.

    Raises:
        LexiconError: a file is not valid TOML.
    """
    return tuple((code, read_toml(lexicon_file(code, name))["explanations"]) for code in lexicon_codes(name))


@lru_cache(maxsize=64)
def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file of the lexicon, which nobody changes: several modules read parts of one file.

    Raises:
        LexiconError: it is missing or not valid TOML.
    """
    try:
        return read_table(path)
    except FileNotFoundError as error:
        raise LexiconError("the file is missing", _place(path), "reinstall, or see docs/lexicon.md") from error
    except ValueError as error:
        raise LexiconError(f"not valid TOML: {error}", _place(path), "mend the file") from error


def _labels(data: dict[str, str]) -> Labels:
    return tuple(sorted(data.items()))


def _place(path: Path) -> str:
    return "/".join(path.parts[-2:])


def _wrong(path: Path, error: Exception) -> LexiconError:
    return LexiconError(f"entry missing or of the wrong form: {error}", _place(path), "see docs/lexicon.md")
