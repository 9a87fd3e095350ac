"""Editorial notes: which blocks are no part of the law, and which of them say that a unit is repealed."""

from __future__ import annotations

from constitution_diff.languages import Language
from constitution_diff.model import Block
from constitution_diff.structure.labels import Label, match_number
from constitution_diff.text import fold_text


def is_note(block: Block, language: Language) -> bool:
    """Return True when a block is an editorial note by its markup or by its first words."""
    if block.hint == "note":
        return True
    start = fold_text(block.text[:60], language.folding)
    return any(
        _starts_with_word(start, opener) and start[len(opener) : len(opener) + 1] in ".:!"
        for opener in language.note_openers
    )


def note_kind(text: str, language: Language) -> str:
    """Return ``footnote`` for the language's first opener (history of the wording), else ``remark``."""
    start = fold_text(text[:60], language.folding)
    return "footnote" if start.startswith(language.note_openers[:1]) else "remark"


def match_repealed(text: str, language: Language) -> Label | None:
    """Return the number label of a line such as ``4. Repealed by ...``; None when the block is no such line."""
    label = match_number(text, language)
    if label is None:
        return None
    start = fold_text(label.rest[:60], language.folding)
    return label if any(_starts_with_word(start, word) for word in language.repealed) else None


def says_repealed(text: str, language: Language) -> bool:
    """Return True when a note says somewhere that what it speaks of is repealed."""
    words = f" {fold_text(text, language.folding)} "
    return any(f" {word} " in words for word in language.repealed)


def _starts_with_word(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()
