"""Reading ``notes.toml``: what a newsroom says beside the provisions, in its own words."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from constitution_diff.errors import LexiconError
from constitution_diff.model import Document, EditorNote

_KEYS = ("ref", "old", "new", "text", "author", "date", "lang")
_REFS = ("ref", "old", "new")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_notes(data: bytes, name: str, old: Document, new: Document) -> tuple[EditorNote, ...]:
    """Return the notes of a file, in its order.

    Args:
        data: the file's bytes, TOML in UTF-8.
        name: its base name, for messages.
        old, new: the editions. ``old`` and ``new`` name provisions of each; ``ref`` one of the new text, or of the old text
            when only that has it.
    Raises:
        LexiconError: not TOML; an unknown key; a note without reference, text or author; a reference that does not exist.
            It names the note.
    """
    content = _parse(data, name)
    rows = content.pop("note", [])
    if content:
        raise LexiconError(f"unknown table: {', '.join(sorted(content))}", name, "a notes file has [[note]]")
    if not isinstance(rows, list) or not rows:
        raise LexiconError("no notes", name, "write each as [[note]] with ref, text and author")
    known = {"old": _refs_of(old), "new": _refs_of(new)}
    return tuple(_note(row, f"{name}, note {number}", known) for number, row in enumerate(rows, 1))


def _parse(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", name, "save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", name, "mend the line named") from error


def _note(row: object, place: str, known: dict[str, frozenset[str]]) -> EditorNote:
    if not isinstance(row, dict):
        raise LexiconError("not a table", place, "write each note as [[note]] with ref, text and author")
    unknown = sorted(set(row) - set(_KEYS))
    if unknown:
        raise LexiconError(f"unknown key: {', '.join(unknown)}", place, f"known: {', '.join(_KEYS)}")
    words = {key: _text(row, key, place) for key in ("text", "author", "date", "lang")}
    for key in ("text", "author"):
        if not words[key]:
            raise LexiconError(f"no {key}", place, "every note has a text and an author")
    if words["date"] and not _DATE.fullmatch(words["date"]):
        raise LexiconError(f"{words['date']!r} is no date", place, "write it as 2026-02-20")
    refs = _choose_sides(row, place, known)
    return EditorNote(refs["old"], refs["new"], words["text"], words["author"], words["date"], words["lang"])


def _choose_sides(row: dict[str, Any], place: str, known: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    refs = {key: _refs(row, key, place) for key in _REFS}
    if not any(refs.values()):
        raise LexiconError("no reference", place, 'say what the note is about: ref = "16.2", or old and new')
    for ref in refs["ref"]:
        side = "old" if ref in known["old"] and ref not in known["new"] else "new"
        refs[side] = (*refs[side], ref)
    for side in ("old", "new"):
        for ref in refs[side]:
            if ref not in known[side]:
                message = f"no provision {ref!r} in the {side} text"
                raise LexiconError(message, place, "references are written as 16.2, 34, 77.3.1)")
    return refs


def _refs(row: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = row.get(key, [])
    refs = value.split(";") if isinstance(value, str) else value
    if not isinstance(refs, list) or not all(isinstance(ref, str) for ref in refs):
        raise LexiconError(f"{key} is no reference", place, 'write it as "16.2", several as ["16.2", "18.1"]')
    return tuple(ref.strip() for ref in refs if ref.strip())


def _text(row: dict[str, Any], key: str, place: str) -> str:
    value = row.get(key, "")
    # TOML has dates of its own; a person who forgets the quotation marks means the same.
    if key == "date" and hasattr(value, "isoformat"):
        return str(value.isoformat())
    if not isinstance(value, str):
        raise LexiconError(f"{key} is not text", place, "put it in quotation marks")
    return value.strip()


def _refs_of(document: Document) -> frozenset[str]:
    return frozenset(unit.ref for unit in document.provisions())
