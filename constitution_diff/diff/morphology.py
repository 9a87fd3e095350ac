"""pymorphy3, made ready in a third of the time and a quarter of the memory: without a search for dictionaries, without taking
5,500 tags apart, and with the dictionary mapped into memory, of which a text needs a few pages.

This module loads pymorphy3; it is imported where a pair of Russian words is asked about (`lemmas`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from threading import Lock
from typing import Any, BinaryIO, Literal

from dawg_python import wrapper  # type: ignore[import-untyped]  # the package has no types
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


def _map(file: BinaryIO, width: int, code: Literal["B", "I"]) -> memoryview:
    """Return the table that begins here in a file, without reading it, and go to its end.

    Args:
        file: at the number of units, four bytes; the table follows.
        width: bytes of a unit.
        code: of the numbers in the table, as in `struct`.
    """
    (units,) = struct.unpack("=I", file.read(4))
    start = file.tell()
    end = file.seek(start + units * width)
    return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[start:end].cast(code)


def _map_dictionary(self: Any, file: BinaryIO) -> None:
    self._units = _map(file, 4, "I")


def _map_guide(self: Any, file: BinaryIO) -> None:
    self._units = _map(file, 2, "B")


@contextmanager
def _shortcuts() -> Iterator[None]:
    """Let pymorphy3 make late tags and map its tables while it loads; after that both packages are as they were."""
    registry, readers = tagset.registry, (wrapper.Dictionary.read, wrapper.Guide.read)
    known = registry[_FORMAT]
    registry[_FORMAT] = _LateTag
    wrapper.Dictionary.read, wrapper.Guide.read = _map_dictionary, _map_guide
    try:
        yield
    finally:
        registry[_FORMAT] = known
        wrapper.Dictionary.read, wrapper.Guide.read = readers


def load_analyzer() -> Any:
    """Return an analyzer of Russian whose parses are plain tuples: word, tag, normal form, score, methods."""
    with _LOCK, _shortcuts():
        # A path saves the look through the entry points of all installed packages: 20 ms where there are many.
        return MorphAnalyzer(path=get_path(), lang="ru", result_type=None)
