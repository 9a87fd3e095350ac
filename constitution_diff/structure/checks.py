"""Doubts about a parsed text: gaps in numbering, mixed scripts, nothing found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from constitution_diff.languages import Language, known_languages
from constitution_diff.model import Document, Kind, Notice, Provision
from constitution_diff.structure.labels import is_first_number, next_number
from constitution_diff.text import mixed_script_words

EXAMPLES = 5
"""How many words a notice about mixed scripts quotes."""


_COUNTED: tuple[Kind, ...] = ("part", "chapter", "section", "paragraph", "subparagraph", "point")


def check_numbering(body: tuple[Provision, ...]) -> tuple[Notice, ...]:
    """Return a notice for every number that does not follow the one before it; repeats are named by `eids.identify`."""
    articles = [unit for top in body for unit in top.walk() if unit.kind == "article"]
    notices = list(_gaps(articles, "article"))
    for top in body:
        for unit in top.walk():
            there = {child.kind for child in unit.children if child.num}
            for kind in _COUNTED if there else ():
                if kind in there:
                    notices.extend(_gaps([child for child in unit.children if child.kind == kind and child.num], kind))
    notices.extend(_gaps([top for top in body if top.kind == "part"], "part"))
    return tuple(notices)


def check_language(code: str, where: str) -> tuple[Notice, ...]:
    """Return one notice when a text is in a language that has no file, or none."""
    if code in known_languages():
        return ()
    message = (
        f"the language {code} has no file: words are compared by their first letters, and labels and notes in the text "
        "may go unseen; name a known language with --lang, or add a file (docs/languages.md)"
    )
    return (Notice("unknown_language", where or "whole text", message),)


def check_scripts(document: Document, language: Language) -> tuple[Notice, ...]:
    """Return one notice with the count of words that mix letters of two scripts, or none."""
    foreign = frozenset(letter for letter, _ in language.folding.lookalikes)
    if not foreign:
        return ()
    odd = re.compile(f"[{re.escape(''.join(sorted(foreign)))}]")
    places = [
        *(("preface", text) for text in document.preface),
        *((unit.ref, text) for unit in document.provisions() for text in (unit.label, unit.heading, unit.text)),
        *((f"note after {note.after}", note.text) for note in document.notes),
    ]
    found = [
        (where, word.text)
        for where, text in places
        if odd.search(text)
        for word in mixed_script_words(text, language.folding)
    ]
    if not found:
        return ()
    examples = ", ".join(f"{word} ({ref})" for ref, word in found[:EXAMPLES])
    what = f"{len(found)} words mix look-alike letters of two scripts"
    message = f"{what}; they are kept in print and compared as one script: {examples}"
    return (Notice("mixed_script", found[0][0], message),)


def _gaps(units: list[Provision], kind: str) -> Iterator[Notice]:
    previous = ""
    for unit in units:
        expected = next_number(previous, unit.num) if previous else is_first_number(unit.num)
        if not expected and unit.num != previous and unit.num:
            after = f"after {previous}" if previous else "at the start"
            yield Notice(
                "numbering_gap", unit.ref, f"{kind} {unit.num} stands {after}: the numbering has a gap or a step back"
            )
        previous = unit.num or previous
