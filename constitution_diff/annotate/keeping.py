"""What is read of a text is kept while a comparison is annotated: sentences, cues and numbers are asked for several times.

A cache of a fixed size would serve nobody once the texts are more than it holds, as each step goes through them in
order; so what is kept grows with the texts, and much of it is dropped at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

MOST_TEXTS = 8192
"""Texts of which more than one comparison may profit, in a batch; about ten constitutions."""


class _Keeping(Protocol):
    def cache_info(self) -> Any: ...

    def cache_clear(self) -> None: ...


_kept: list[_Keeping] = []


def keep_per_text(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that says what it said before of the same text."""
    keeping = lru_cache(maxsize=None)(function)
    _kept.append(keeping)
    return keeping


def forget_texts() -> None:
    """Drop what was kept where it is of more texts than `MOST_TEXTS`."""
    for one in _kept:
        if one.cache_info().currsize > MOST_TEXTS:
            one.cache_clear()
