"""What a file says about its text, besides the text: edition, notices, notes."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from lxml import etree
from msgspec.structs import replace

from constitution_diff.akn.characters import read_text, unescape_attribute
from constitution_diff.akn.vocabulary import OWN, UNKNOWN_COUNTRY, UNKNOWN_DATE, tag, two_letters
from constitution_diff.model import Edition, Note, Notice


def read_own_edition(meta: etree._Element) -> Edition | None:
    """Return the edition as `dump` wrote it; None in a file by others."""
    element = meta.find(f"{tag('proprietary')}/{tag('edition', OWN)}")
    if element is None:
        return None
    names = set(Edition.__struct_fields__) - {"dates"}
    found = {etree.QName(child).localname: read_text(child) for child in element if isinstance(child.tag, str)}
    dates = tuple(
        (unescape_attribute(day.get("name", "")), read_text(day)) for day in element.findall(tag("date", OWN))
    )
    return Edition(**{name: text for name, text in found.items() if name in names}, dates=dates)


def read_notices(meta: etree._Element) -> tuple[Notice, ...]:
    """Return the notices as `dump` wrote them."""
    return tuple(
        Notice(unescape_attribute(one.get("code", "")), unescape_attribute(one.get("where", "")), read_text(one))
        for one in meta.findall(f"{tag('proprietary')}/{tag('notices', OWN)}/{tag('notice', OWN)}")
    )


def read_own_notes(meta: etree._Element, refs: dict[str, str]) -> tuple[Note, ...]:
    """Return the notes as `dump` wrote them; ``refs`` are the references by eId."""
    return tuple(_read_own_note(note, refs) for note in meta.findall(f"{tag('notes')}/{tag('note')}"))


def _read_own_note(note: etree._Element, refs: dict[str, str]) -> Note:
    eid = unescape_attribute(note.get(tag("after", OWN), ""))
    after = refs.get(eid, "") if eid else unescape_attribute(note.get(tag("after_ref", OWN), ""))
    lines = [read_text(line) for line in note if isinstance(line.tag, str)]
    return Note(after, "\n".join(lines), unescape_attribute(note.get(tag("kind", OWN), "")))


def read_notes(meta: etree._Element) -> dict[str, str]:
    """Return the texts of the notes in the metadata of a file by others, by eId, in order."""
    notes = [note for note in meta.iter("{*}note") if isinstance(note.tag, str)]
    return {note.get("eId") or note.get("id") or str(index): _plain(note) for index, note in enumerate(notes)}


def place_notes(meta: etree._Element, left: dict[str, str], refs: dict[str, str]) -> tuple[Note, ...]:
    """Return the notes that no place in the text refers to; the element they name as their base is their place."""
    bases = {
        note.get("eId") or note.get("id"): note.get("placementBase", "").lstrip("#") for note in meta.iter("{*}note")
    }
    return tuple(Note(refs.get(bases.get(eid, ""), ""), text, "footnote") for eid, text in left.items())


def _plain(element: etree._Element) -> str:
    return " ".join(read_text(element).split())


def describe(act: etree._Element, title: str) -> Edition:
    """Return the edition that a file by others describes in the terms of FRBR.

    Args:
        act: the document element, namespaces taken off or Akoma Ntoso 3.0.
        title: the title found in its preface, empty when there is none.
    """
    work, expression = _find(act, "FRBRWork"), _find(act, "FRBRExpression")
    country = _value(work, "FRBRcountry", "value").lower()
    dates = tuple((one.get("name", ""), one.get("date", "")) for one in _all(work, "FRBRdate"))
    translation = _find(expression, "FRBRtranslation")
    return Edition(
        title=title or _value(work, "FRBRalias", "value"),
        language=two_letters(_value(expression, "FRBRlanguage", "language")),
        country="" if country == UNKNOWN_COUNTRY else country,
        version_date=_known(_value(expression, "FRBRdate", "date")),
        source=_value(expression, "FRBRuri", "value") or _value(work, "FRBRuri", "value"),
        dates=tuple((name, day) for name, day in dates if _known(day)),
        translation=""
        if translation is None
        else f"translated from {translation.get('fromLanguage', 'another language')}",
    )


def add_file(edition: Edition, data: bytes, file_name: str) -> Edition:
    """Return the edition with its empty fields about the file filled in, when a file is named."""
    if not file_name:
        return edition
    return replace(
        edition,
        id=edition.id or PurePosixPath(file_name).stem,
        file_name=edition.file_name or PurePosixPath(file_name).name,
        sha256=edition.sha256 or hashlib.sha256(data).hexdigest(),
    )


def _known(day: str) -> str:
    return "" if day == UNKNOWN_DATE else day


def _find(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_all(element, name)), None)


def _all(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.iter(f"{{*}}{name}"))


def _value(element: etree._Element | None, name: str, attribute: str) -> str:
    found = _find(element, name)
    return "" if found is None else found.get(attribute, "")
