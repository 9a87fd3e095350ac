"""Editorial notes: which blocks are no part of the law, and which of them say that a unit is repealed."""

from __future__ import annotations

from functools import lru_cache

from constitution_diff.languages import Language
from constitution_diff.model import Block
from constitution_diff.structure.labels import Label, match_number
from constitution_diff.text import fold_text, fold_word, token_pattern, tokenize


def is_note(block: Block, language: Language) -> bool:
    """Return True when a block is an editorial note by its markup or by its first words."""
    if block.hint == "note":
        return True
    if not _may_start(block.text, language, language.note_openers):
        return False
    start = fold_text(block.text[:60], language.folding)
    return any(
        _starts_with_word(start, opener) and start[len(opener) : len(opener) + 1] in ".:!"
        for opener in language.note_openers
    )


def note_kind(text: str, language: Language) -> str:
    """Return ``footnote`` for the language's first opener (history of the wording), else ``remark``."""
    start = fold_text(text[:60], language.folding)
    return "footnote" if start.startswith(language.note_openers[:1]) else "remark"


def is_repealed(label: Label, language: Language) -> bool:
    """Return True when what stands after a number says that it is repealed: ``4. Repealed by ...``."""
    if not _may_start(label.rest, language, language.repealed):
        return False
    start = fold_text(label.rest[:60], language.folding)
    return any(_starts_with_word(start, word) for word in language.repealed)


def match_repealed(text: str, language: Language) -> Label | None:
    """Return the number label of a line such as ``4. Repealed by ...``; None when the block is no such line."""
    label = match_number(text, language)
    return label if label is not None and is_repealed(label, language) else None


def says_repealed(text: str, language: Language) -> bool:
    """Return True when a note says somewhere that what it speaks of is repealed."""
    words = f" {fold_text(text, language.folding)} "
    return any(f" {word} " in words for word in language.repealed)


def _may_start(text: str, language: Language, openers: tuple[str, ...]) -> bool:
    """Return False when the first word of a text cannot be that of any opener: cheaper than to fold its beginning."""
    first = token_pattern(text[:60]).search(text[:60])
    folded = fold_word(first.group(), language.folding) if first else ""
    return not folded or folded.startswith(_first_words(openers, language))


@lru_cache(maxsize=64)
def _first_words(openers: tuple[str, ...], language: Language) -> tuple[str, ...]:
    return tuple(next((token.norm for token in tokenize(opener, language.folding)), "") for opener in openers)


def _starts_with_word(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()
