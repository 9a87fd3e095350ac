"""Texts to measure with: documents printed as plain text, and copies of them made larger by a seeded recipe.

A copy of a text repeats the articles of every part, gives them running numbers, and replaces about one word in five of
each repetition, the same way in the old and in the new text, so that every repetition still has one true counterpart.
The new text gets about one further edit in a hundred words. This is a stress test: the repetitions share most of their
words, which the articles of no real constitution do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from constitution_diff.model import Document, Provision

REPLACED = 5
"""In each repetition, one word of this many is replaced."""
EDITED = 100
"""On the new side, one word of this many is edited besides."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d+(?:-\d+)?")


def print_text(document: Document) -> str:
    """Return a document as plain text, a line a block, in the form that the reader of plain text takes in again."""
    lines = list(document.preamble.text.split("\n")) if document.preamble else []
    for top in document.body:
        lines.extend(_print_unit(top))
    return "\n".join(lines) + "\n"


def aligned_texts(
    old: Document, new: Document, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> tuple[str, str]:
    """Return the words of two documents with linked provisions on equal lines, as a differ of lines and words likes it.

    Args:
        old, new: the documents.
        pairs: references that belong together, old and new; one side may be empty.
    """
    texts = [{unit.ref: "\n".join(_own_blocks(unit)) for unit in side.provisions()} for side in (old, new)]
    sides = [
        "\n".join("\n".join(text[ref] for ref in pair[index]) for pair in pairs) + "\n"
        for index, text in enumerate(texts)
    ]
    return sides[0], sides[1]


def enlarge(document: Document, times: int, is_new: bool) -> str:
    """Return a document's text with the articles of each part repeated, renumbered and edited.

    Args:
        document: the text to begin with.
        times: how many repetitions; 1 changes no word.
        is_new: the new side, which gets further edits.
    """
    vocabulary = sorted({word for top in document.body for unit in top.walk() for word in _WORD.findall(unit.text)})
    lines: list[str] = []
    number = 0
    for top in document.body:
        articles = [unit for unit in top.walk() if unit.kind == "article"]
        lines.extend(line for unit in top.walk() if unit.kind == "part" for line in _print_head(unit))
        for copy in range(times):
            for article in articles:
                number += 1
                edit = _Editor(vocabulary, copy, is_new and times > 1, number)
                head, *rest = _print_unit(article)
                lines.append(_NUMBER.sub(str(number), head, count=1))
                lines.extend(edit.change(line) for line in rest)
    return "\n".join(lines) + "\n"


def vary(document: Document, seed: int) -> str:
    """Return a document's text with about one word in five replaced: another constitution, of another country.

    Args:
        document: the text to begin with.
        seed: 1 or more; each gives another text.
    """
    vocabulary = sorted({word for top in document.body for unit in top.walk() for word in _WORD.findall(unit.text)})
    edit = _Editor(vocabulary, seed, False, seed)
    lines: list[str] = []
    for top in document.body:
        lines.extend(line for unit in top.walk() if unit.kind == "part" for line in _print_head(unit))
        for article in (unit for unit in top.walk() if unit.kind == "article"):
            head, *rest = _print_unit(article)
            lines.extend((head, *map(edit.change, rest)))
    return "\n".join(lines) + "\n"


class _Editor:
    """Replaces words of one article of one repetition; the same word always gives way to the same other word."""

    def __init__(self, vocabulary: Sequence[str], copy: int, is_new: bool, number: int) -> None:
        self.vocabulary = vocabulary
        self.copy = copy
        self.is_new = is_new
        self.number = number
        self.seen = 0

    def change(self, line: str) -> str:
        """Return a line with its words replaced."""
        return _WORD.sub(lambda match: self._replace(match.group()), line)

    def _replace(self, word: str) -> str:
        self.seen += 1
        place = f"{self.number}/{self.seen}"
        if self.is_new and _draw("edit", place) % EDITED == 0:
            return self._other("edit", place)
        if self.copy and _draw("copy", f"{self.copy}/{word}") % REPLACED == 0:
            return self._other("word", f"{self.copy}/{word}")
        return word

    def _other(self, purpose: str, key: str) -> str:
        return self.vocabulary[_draw(purpose + "!", key) % len(self.vocabulary)]


def _draw(purpose: str, key: str) -> int:
    """Return a number that looks drawn at random and is always the same for the same key."""
    return int.from_bytes(blake2b(f"{purpose}:{key}".encode(), digest_size=6).digest(), "big")


def _print_unit(unit: Provision) -> list[str]:
    lines = list(_print_head(unit)) if unit.kind in ("part", "chapter", "section", "article") else []
    own = list(_own_blocks(unit))
    if unit.kind not in ("part", "chapter", "section", "article") and unit.label:
        own = [f"{unit.label} {own[0]}" if own else unit.label, *own[1:]]
    lines.extend(own)
    for child in unit.children:
        lines.extend(_print_unit(child))
    return lines


def _print_head(unit: Provision) -> Iterator[str]:
    if unit.kind == "article":
        yield " ".join(filter(None, (unit.label.rstrip("."), unit.heading)))
    else:
        yield from filter(None, (unit.label, unit.heading))


def _own_blocks(unit: Provision) -> Iterator[str]:
    yield from (line for line in unit.text.split("\n") if line)
