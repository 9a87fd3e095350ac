"""Reading ``claims.toml``: who published what, in a person's words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any, get_args

from constitution_diff.annotate.lexicon import load_topics
from constitution_diff.errors import LexiconError
from constitution_diff.model import Document
from constitution_diff.observations import Claim, ClaimSource, Verdict

_SOURCE_KEYS = ("title", "publisher", "date", "url", "language")
_CLAIM_KEYS = ("id", "text", "old", "new", "topic", "passage", "verdict", "note")


def read_claims(data: bytes, name: str, old: Document, new: Document) -> tuple[ClaimSource, tuple[Claim, ...]]:
    """Return the source and the claims of a file.

    Args:
        data: the file's bytes, TOML in UTF-8.
        name: its base name, for messages.
        old, new: the editions; references must exist in them.
    Raises:
        LexiconError: not TOML; a key, topic, verdict or reference that does not exist; an id given twice. It names the claim.
    """
    content = _parse(data, name)
    unknown = sorted(set(content) - {"source", "claim"})
    if unknown:
        raise LexiconError(f"unknown table: {', '.join(unknown)}", name, "a claims file has [source] and [[claim]]")
    source = _source(content.get("source"), name)
    rows = content.get("claim", [])
    if not isinstance(rows, list) or not rows:
        raise LexiconError("no claims", name, "write each as [[claim]] with id and text")
    refs = {"old": _refs_of(old), "new": _refs_of(new)}
    claims = tuple(_claim(row, f"{name}, claim {number}", refs) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise LexiconError(f"the id {claim.id!r} is given twice", name, "give every claim an id of its own")
        seen.add(claim.id)
    return source, claims


def _parse(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", name, "save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", name, "mend the line named") from error


def _source(table: object, name: str) -> ClaimSource:
    place = f"{name}, [source]"
    if not isinstance(table, dict):
        raise LexiconError("no [source]", name, "say who published the claims: title, publisher, date, url, language")
    _check_keys(table, _SOURCE_KEYS, place)
    if not table.get("title"):
        raise LexiconError("no title", place, "give the title of what was published")
    return ClaimSource(**{key: _text(table, key, place) for key in _SOURCE_KEYS if key in table})


def _claim(row: object, place: str, refs: dict[str, frozenset[str]]) -> Claim:
    if not isinstance(row, dict):
        raise LexiconError("not a table", place, "write each claim as [[claim]] with id and text")
    place = f"{place} ({row['id']})" if isinstance(row.get("id"), str) else place
    _check_keys(row, _CLAIM_KEYS, place)
    texts = {key: _text(row, key, place) for key in ("id", "text", "topic", "passage", "verdict", "note")}
    for key in ("id", "text"):
        if not texts[key].strip():
            raise LexiconError(f"no {key}", place, "every claim has an id and a text")
    _check_word(texts["topic"], [topic.id for topic in load_topics()], "topic", place)
    _check_word(texts["verdict"], get_args(Verdict), "verdict", place)
    return Claim(
        id=texts["id"],
        text=texts["text"],
        old=_refs(row, "old", place, refs),
        new=_refs(row, "new", place, refs),
        topic=texts["topic"],
        passage=texts["passage"],
        verdict=texts["verdict"] or None,  # type: ignore[arg-type]
        note=texts["note"],
    )


def _check_keys(table: dict[str, Any], known: Iterable[str], place: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise LexiconError(f"unknown key: {', '.join(unknown)}", place, f"known: {', '.join(known)}")


def _check_word(word: str, known: Iterable[str], what: str, place: str) -> None:
    if word and word not in known:
        raise LexiconError(f"unknown {what}: {word!r}", place, f"known: {', '.join(known)}")


def _text(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        # TOML has dates of its own; a person who forgets the quotation marks means the same.
        if key == "date" and hasattr(value, "isoformat"):
            return str(value.isoformat())
        raise LexiconError(f"{key} is not text", place, "put it in quotation marks")
    return value


def _refs(row: dict[str, Any], side: str, place: str, known: dict[str, frozenset[str]]) -> tuple[str, ...]:
    value = row.get(side, [])
    refs = [one.strip() for one in value.split(";")] if isinstance(value, str) else value
    if not isinstance(refs, list) or not all(isinstance(ref, str) for ref in refs):
        raise LexiconError(f"{side} is no list of references", place, 'write it as ["16.2", "18.1"]')
    for ref in refs:
        if ref and ref not in known[side]:
            raise LexiconError(
                f"no provision {ref!r} in the {side} text", place, "references are written as 16.2, 34, 77.3.1)"
            )
    return tuple(ref for ref in refs if ref)


def _refs_of(document: Document) -> frozenset[str]:
    return frozenset(unit.ref for unit in document.provisions())
