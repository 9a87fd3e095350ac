"""The one place where the stages meet: bytes to a document, two documents to a comparison."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from constitution_diff.errors import AlignmentError, ReadError, StructureError, UsageError
from constitution_diff.languages import NEUTRAL, Language, known_languages, language_of, load_language
from constitution_diff.library import Catalogue
from constitution_diff.model import Comparison, Document, Edition, Link, Notice
from constitution_diff.observations import Observations

MAXIMUM_BYTES = 64 * 1024 * 1024
"""Largest file that is read; kz-1995 as PDF has 0.24 MB, the longest constitution in force (India) about 2 MB as
text."""
_OWN_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso '
"""How Akoma Ntoso begins that this program wrote: it is known without a look at the rest, or the readers for it."""


def load(name: str, language: str = "auto") -> Document:
    """Read an edition by its name in the catalogue, from a file, or from standard input.

    Args:
        name: ``kz-1995``, ``kz-1995:ru``, a path, or ``-``.
        language: two-letter code for files, or ``auto``.
    Raises:
        UsageError: no such edition or file.
        ReadError, StructureError: see `parse`.
    """
    entry = Catalogue.read().find(name)
    if entry is not None and not Path(name).is_file():
        return parse(read_bytes(str(entry.path)), entry.path.name, entry.edition.language, entry.edition)
    with naming(name):
        return parse(read_bytes(name), "" if name == "-" else Path(name).name, language)


def read_bytes(name: str) -> bytes:
    """Return the content of a file, or of standard input for ``-``.

    Raises:
        UsageError: there is no such file.
        ReadError: it cannot be read, or is larger than `MAXIMUM_BYTES`.
    """
    return _read_stream() if name == "-" else _read_file(Path(name))


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put a file's name before the place of an error that does not name the file: ``old.xml, line 3``."""
    try:
        yield
    except (ReadError, StructureError) as error:
        file = "standard input" if name == "-" else name
        if Path(file).name in error.where:
            raise
        raise type(error)(error.message, ", ".join(filter(None, (file, error.where))), error.hint) from error


def parse(data: bytes, file_name: str = "", language: str = "auto", edition: Edition | None = None) -> Document:
    """Make a document of a file's bytes, whatever its format; the format is told by the content.

    Args:
        data: the whole file.
        file_name: its base name, for the record.
        language: two-letter code, or ``auto``.
        edition: what is known about it; without it the catalogue is asked whether it knows these very bytes.
    Raises:
        ReadError: unknown format, damaged or hostile file, no text layer.
        StructureError: Akoma Ntoso that is not valid.
    """
    if data.startswith(_OWN_HEAD):
        return _read_akn(data, file_name, language)
    from constitution_diff.readers import read, sniff_format  # noqa: PLC0415 - each loads where it is used

    found = sniff_format(data, file_name)
    if found == "akn":
        return _read_akn(data, file_name, language)
    from constitution_diff.structure import parse_source  # noqa: PLC0415

    source = read(data, file_name, found)
    known = edition or Catalogue.read().recognize(source.sha256)
    if known is not None and language == "auto":
        language = known.language
    return parse_source(source, language, known)


def _read_akn(data: bytes, file_name: str, language: str) -> Document:
    from constitution_diff import akn  # noqa: PLC0415

    return _with_language(akn.load(data, file_name), language)


def _with_language(document: Document, language: str) -> Document:
    """Return a document of another tool's Akoma Ntoso, which may not say its language, with the one that a person named."""
    named = NEUTRAL if language == "auto" else load_language(language).code
    stated = document.edition.language
    code = named if stated in ("", NEUTRAL) else stated
    is_told = any(notice.code == "unknown_language" for notice in document.notices)
    notices: tuple[Notice, ...] = ()
    if not is_told and code not in known_languages():
        from constitution_diff.structure.checks import check_language  # noqa: PLC0415 - as `parse_source`

        notices = check_language(code, document.edition.file_name)
    return replace(document, edition=replace(document.edition, language=code), notices=(*document.notices, *notices))


def compare(
    old: Document,
    new: Document,
    parts: Sequence[str] = (),
    links: tuple[bytes, str] | None = None,
    claims: tuple[bytes, str] | None = None,
    observe: bool = True,
) -> Comparison:
    """Link and diff two documents, and say what the changes mean.

    Args:
        old, new: the editions, same language.
        parts: numbers of the parts to compare (``II``), empty for all; both whole texts are searched all the same.
        links: content and name of a links file.
        claims: content and name of a claims file.
        observe: False for links and hunks alone, in two thirds of the time.
    Returns:
        Links that touch the parts on either side, in new order, removals last, each with its hunks; with its observations
        unless they are not wanted.
    Raises:
        AlignmentError: the languages differ.
        StructureError: a text has no provisions.
        UsageError: neither text has such a part.
        LexiconError: the links or claims file is wrong.
    """
    from constitution_diff import align as aligning  # noqa: PLC0415 - `load` and `parse` do without
    from constitution_diff.annotate.blocks import linkable_blocks  # noqa: PLC0415
    from constitution_diff.diff import diff_links  # noqa: PLC0415

    language = _common_language(old, new)
    by_hand = aligning.read_links(links[0], links[1], old, new) if links else ()
    every = aligning.align(old, new, language, by_hand)
    chosen = _limit(every, old, new, parts)
    diffed, renamings = diff_links(every, chosen, linkable_blocks(old), linkable_blocks(new), language)
    articles = aligning.link_articles(diffed, old, new)
    comparison = Comparison(old, new, diffed, articles, tuple(parts), _dangling(old, new), renamings=renamings)
    return replace(comparison, observations=_observe(comparison, language, claims)) if observe else comparison


def _dangling(old: Document, new: Document) -> tuple[Notice, ...]:
    from constitution_diff.annotate.references import check_references  # noqa: PLC0415 - `load` and `parse` do without

    return check_references(old, new)


def _observe(comparison: Comparison, language: Language, claims: tuple[bytes, str] | None) -> Observations:
    """Say what a comparison means; claims in another language are read against the same editions in theirs, if at hand."""
    from constitution_diff.annotate import annotate  # noqa: PLC0415 - `load` and `parse` do without

    if claims is None:
        return annotate(comparison, language)
    from constitution_diff.annotate.claim_file import read_claims  # noqa: PLC0415
    from constitution_diff.annotate.claims import transfer_claims  # noqa: PLC0415 - few reports check claims

    published = read_claims(claims[0], claims[1], comparison.old, comparison.new)
    code = published[0].language
    editions = [_in_language(document.edition, code) for document in (comparison.old, comparison.new)]
    old, new = editions
    if code == language.code or old is None or new is None:
        return annotate(comparison, language, published)
    theirs = compare(old, new, comparison.parts, None, claims).observations
    return (
        transfer_claims(comparison, annotate(comparison, language), theirs)
        if theirs
        else annotate(comparison, language)
    )


def _in_language(edition: Edition, code: str) -> Document | None:
    """Return the same edition in another language where the catalogue has its text."""
    entry = Catalogue.read().find(f"{edition.id}:{code}") if edition.id and edition.language != code else None
    return load(entry.name) if entry is not None and entry.file else None


def is_empty(document: Document) -> bool:
    """Return True when no provision has words."""
    return not any(unit.text for unit in document.provisions())


def require_structure(document: Document) -> None:
    """Raise a StructureError when a document has no article with words."""
    if not any(unit.text for top in document.body for unit in top.walk()):
        where = document.edition.file_name or document.edition.id
        hint = "check that headings such as “Article 1” stand on lines of their own; see docs/languages.md"
        raise StructureError("no article was found in the text", where, hint)


def _common_language(old: Document, new: Document) -> Language:
    for document in (old, new):
        require_structure(document)
    if old.edition.language != new.edition.language:
        languages = f"{old.edition.language} and {new.edition.language}"
        raise AlignmentError(f"the languages differ: {languages}", "", "compare two editions in one language")
    return language_of(old.edition.language)


def _limit(links: Sequence[Link], old: Document, new: Document, parts: Sequence[str]) -> tuple[Link, ...]:
    """Return the links that touch one of the parts on either side."""
    if not parts:
        return tuple(links)
    inside = (_refs_in(old, parts), _refs_in(new, parts))
    if not any(inside):
        there = ", ".join(top.num for top in old.body if top.kind == "part") or "none"
        raise UsageError(f"neither text has a part {', '.join(parts)}", "--part", f"parts of the old text: {there}")
    return tuple(link for link in links if not inside[0].isdisjoint(link.old) or not inside[1].isdisjoint(link.new))


def _refs_in(document: Document, parts: Sequence[str]) -> set[str]:
    return {unit.ref for top in document.body if top.kind == "part" and top.num in parts for unit in top.walk()}


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise ReadError(
                f"larger than {MAXIMUM_BYTES // 2**20} MiB", path.name, "give the text alone, without images"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        known = ", ".join(Catalogue.read().names())
        raise UsageError(
            "no such edition or file", str(path), f"editions: {known}; or give the path of a file"
        ) from error
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", str(path), "check the path and its permissions") from error


def _read_stream() -> bytes:
    data = sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    if len(data) > MAXIMUM_BYTES:
        raise ReadError(
            f"larger than {MAXIMUM_BYTES // 2**20} MiB", "standard input", "give the text alone, without images"
        )
    return data
