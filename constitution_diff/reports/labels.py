"""The words of the interface: one TOML file per language, with its plural forms and its way to write a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff.errors import UsageError
from constitution_diff.resources import find_folder, read_table

_PREFIX, _SUFFIX = "labels.", ".toml"


class Labels(Struct, frozen=True):
    """Every visible word of a report in one interface language."""

    language: str
    """Two-letter code of the interface: ``en``, ``ru``, ``kk``."""
    words: Mapping[str, str]
    """Sentences and words by dotted name (``mark.removed``), with ``{name}`` where a value goes."""
    plurals: Mapping[str, Mapping[str, str]]
    """Counted nouns by name, each with one form per plural category."""
    rules: Mapping[str, Mapping[str, list[int]]]
    """Plural categories in the order they are tried; each with the remainders it takes and leaves."""
    months: tuple[str, ...]
    """Names of the months as they stand in a date, January first."""

    def say(self, name: str, /, **values: object) -> str:
        """Return the words called ``name`` with the values filled in.

        Raises:
            KeyError: there is no such word, or a value is missing.
        """
        words = self.words[name]
        return words.format_map(values) if values or "{" in words or "}" in words else words

    def has(self, name: str) -> bool:
        """Return True when there are words called ``name``."""
        return name in self.words

    def choose(self, group: str, word: str) -> str:
        """Return the words for one value of a closed list (``relation.split``), or an unknown value itself."""
        return self.words.get(f"{group}.{word}", word)

    def count(self, name: str, number: int) -> str:
        """Return a number with its noun in the right form.

        >>> load_labels("ru").count("provision", 22)
        '22 положения'
        """
        forms = self.plurals[name]
        return forms[self._category(number)].format(n=number)

    def write_date(self, iso: str, form: str = "format") -> str:
        """Return an ISO date in words; what is no whole date comes back as it is.

        Args:
            iso: the date.
            form: ``format``, or ``short`` for a label that is repeated often.

        >>> load_labels("en").write_date("2026-02-12")
        '12 February 2026'
        """
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return self.say(f"date.{form}", day=day.day, month=self.months[day.month - 1], year=day.year)

    def _category(self, number: int) -> str:
        for category, rule in self.rules.items():
            takes = number in rule.get("is", [number])
            takes &= all(number % int(key[3:]) in rule[key] for key in rule if key.startswith("mod"))
            leaves = any(number % int(key[7:]) in rule[key] for key in rule if key.startswith("not_mod"))
            if takes and not leaves:
                return category
        raise KeyError(f"no plural category takes {number}")


def label_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the interface speaks, sorted."""
    names = (path.name for path in find_folder("templates").glob(f"{_PREFIX}*{_SUFFIX}"))
    return tuple(sorted(name.removeprefix(_PREFIX).removesuffix(_SUFFIX) for name in names))


@lru_cache(maxsize=8)
def load_labels(language: str) -> Labels:
    """Read the words of one interface language.

    Raises:
        UsageError: there is no file for that language.
    """
    path = find_folder("templates") / f"{_PREFIX}{language}{_SUFFIX}"
    # To list a folder takes longer than to read one file of it.
    if not language.isalpha() or not path.is_file():
        known = ", ".join(label_languages())
        raise UsageError(f"the interface does not speak {language!r}", "--ui-lang", f"choose one of {known}")
    return _read(path, language)


def _read(path: Path, language: str) -> Labels:
    table = read_table(path)
    rules = table.pop("plural_rules")
    plurals = table.pop("plurals")
    months = table["date"].pop("months")
    return Labels(language, dict(_flatten(table)), plurals, rules, tuple(months))


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs.extend(_flatten(value, f"{prefix}{key}."))
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
