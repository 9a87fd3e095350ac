"""What is read of a text is kept while a comparison is annotated: sentences, cues and numbers are asked for several times.

A cache of a fixed size would serve nobody once the texts are more than it holds, as each step goes through them in
order; so what is kept grows with the texts, and much of it is dropped at the end.

The values of this stage hold no circles, and Python is told not to look for any in them (``gc=False``): a long text has
hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from constitution_diff.model import Document
from constitution_diff.text import tokenize

T = TypeVar("T")

MOST_TEXTS = 8192
"""Texts of which more than one comparison may profit, in a batch; about ten constitutions."""


_of_texts: list[dict[Any, dict[str, Any]]] = []
_of_documents: list[list[tuple[Document, Any]]] = []


def keep_per_text(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that says what it said before of the same text."""
    # By what is asked besides, then by the text itself: Python's own cache would make a key of both for every text.
    kept: dict[Any, dict[str, T]] = {}
    _of_texts.append(kept)

    @wraps(function)
    def keeping(text: str, *besides: Any) -> T:
        texts = kept.get(besides)
        if texts is None:
            texts = kept[besides] = {}
        if text in texts:
            return texts[text]
        told = texts[text] = function(text, *besides)
        return told

    return keeping


def keep_per_document(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Return a function that says what it said before of one of the last two documents; documents are too long to compare."""
    known: list[tuple[Document, T]] = []
    _of_documents.append(known)

    @wraps(function)
    def keeping(document: Document) -> T:
        for one, told in known:
            if one is document:
                return told
        told = function(document)
        known.append((document, told))
        del known[:-2]
        return told

    return keeping


def forget_texts() -> None:
    """Drop what was kept of documents, and of texts, their words too, where they are more than `MOST_TEXTS`."""
    for known in _of_documents:
        known.clear()
    for kept in _of_texts:
        if sum(map(len, kept.values())) > MOST_TEXTS:
            kept.clear()
    if tokenize.cache_info().currsize > MOST_TEXTS:
        tokenize.cache_clear()
