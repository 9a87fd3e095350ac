"""pymorphy3, made ready in a third of the time: without a search for dictionaries, and without taking 5,500 tags apart.

This module loads pymorphy3; it is imported where a pair of Russian words is asked about (`lemmas`).
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from pymorphy3 import MorphAnalyzer, tagset
from pymorphy3_dicts_ru import get_path  # type: ignore[import-untyped]

_FORMAT = "opencorpora-int"
"""The form of tags that pymorphy3 reads, by its name in pymorphy3's own table."""
_LOCK = Lock()


class _LateTag(tagset.OpencorporaTag):  # type: ignore[misc]  # the package has no types
    """A tag that is taken apart when something of it is asked for: a text has some hundred of the dictionary's 5,500."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __str__(self) -> str:
        return self._name

    def __getattr__(self, attribute: str) -> Any:
        """Fill the slots; Python asks for those alone that are empty."""
        super().__init__(self._name)
        return object.__getattribute__(self, attribute)


def load_analyzer() -> Any:
    """Return an analyzer of Russian whose parses are plain tuples: word, tag, normal form, score, methods."""
    with _LOCK:
        registry = tagset.registry
        known = registry[_FORMAT]
        registry[_FORMAT] = _LateTag
        try:
            # A path saves the look through the entry points of all installed packages: 20 ms where there are many.
            return MorphAnalyzer(path=get_path(), lang="ru", result_type=None)
        finally:
            registry[_FORMAT] = known
