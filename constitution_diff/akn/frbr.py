"""What a document is, in the terms of FRBR: addresses, dates, authors and language of work, expression and file.

All of it is derived from the edition and read back only from files by others; our own facts stand unshortened in
``proprietary``. Dates are never today's. Without a date the address says year 0001, and the date is named ``unknown``.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree
from msgspec import Struct

from constitution_diff.akn.characters import escape_attribute
from constitution_diff.akn.vocabulary import OWN, UNKNOWN_COUNTRY, UNKNOWN_DATE, tag, three_letters
from constitution_diff.model import Edition

_PRECISIONS = {4: "year", 7: "month"}
_PRESCRIPTIVE = {"in force": "true", "adopted": "true", "repealed": "true", "draft": "false"}


class Dated(Struct, frozen=True):
    """A date as the schema wants it."""

    day: str
    """ISO date; the first day of the year or month when no more is known."""
    name: str
    """What happened on it."""
    precision: str = ""
    """``year`` or ``month`` when the day is filled in; empty for a whole date."""


def work_uri(edition: Edition) -> str:
    """Return the address of the work.

    >>> work_uri(Edition(country="kz", dates=(("adopted", "1995-08-30"),)))
    '/akn/kz/act/1995/constitution'
    """
    return f"/akn/{country_code(edition)}/act/{_work_date(edition).day[:4]}/constitution"


def expression_uri(edition: Edition) -> str:
    """Return the address of the wording: language, and the date of the version where it is known.

    >>> expression_uri(Edition(country="kz", language="kk", version_date="2026-02-12"))
    '/akn/kz/act/2026/constitution/kaz@2026-02-12'
    """
    version = f"@{edition.version_date}" if _dated(edition.version_date, "") else ""
    return f"{work_uri(edition)}/{three_letters(edition.language)}{version}"


def country_code(edition: Edition) -> str:
    """Return the two-letter code in lower case, ``zz`` when there is none."""
    code = edition.country.lower()
    return code if re.fullmatch("[a-z]{2}", code) else UNKNOWN_COUNTRY


def identification(edition: Edition) -> etree._Element:
    """Return the element that names work, expression and manifestation."""
    root = etree.Element(tag("identification"), source="#tool")
    root.append(_work(edition))
    root.append(_expression(edition))
    root.append(_manifestation(edition))
    return root


def references(edition: Edition) -> etree._Element:
    """Return the element that says who ``#tool``, ``#author`` and ``#translator`` are."""
    root = etree.Element(tag("references"), source="#tool")
    place = f"/akn/ontology/organization/{country_code(edition)}"
    people = {"tool": "constitution-diff", "author": "not stated"}
    if edition.translation:
        people["translator"] = edition.translation
    for eid, name in people.items():
        _add(root, "TLCOrganization", eId=eid, href=f"{place}/{eid}", showAs=escape_attribute(name))
    for role in ("author", "editor"):
        _add(root, "TLCRole", eId=role + "_role", href=f"/akn/ontology/role/{role}", showAs=role)
    return root


def _work(edition: Edition) -> etree._Element:
    uri = work_uri(edition)
    level = _level("FRBRWork", f"{uri}/!main", uri)
    if edition.title:
        _add(level, "FRBRalias", name="title", value=escape_attribute(edition.title))
    _add_origin(level, _work_date(edition), "author")
    _add(level, "FRBRcountry", value=country_code(edition))
    _add(level, "FRBRsubtype", value="constitution")
    if edition.status in _PRESCRIPTIVE:
        _add(level, "FRBRprescriptive", value=_PRESCRIPTIVE[edition.status])
    return level


def _expression(edition: Edition) -> etree._Element:
    uri = expression_uri(edition)
    level = _level("FRBRExpression", f"{uri}/!main", uri)
    _add_origin(level, _expression_date(edition), "translator" if edition.translation else "author")
    if edition.translation:
        _add(level, "FRBRauthoritative", value="false")
    elif _PRESCRIPTIVE.get(edition.status) == "true":
        _add(level, "FRBRauthoritative", value="true")
    _add(level, "FRBRlanguage", language=three_letters(edition.language))
    return level


def _manifestation(edition: Edition) -> etree._Element:
    uri = expression_uri(edition)
    level = _level("FRBRManifestation", f"{uri}/!main.xml", f"{uri}.akn")
    _add_origin(level, _expression_date(edition), "tool")
    _add(level, "FRBRformat", value="application/akn+xml")
    return level


def _level(name: str, this: str, uri: str) -> etree._Element:
    level = etree.Element(tag(name))
    _add(level, "FRBRthis", value=this)
    _add(level, "FRBRuri", value=uri)
    return level


def _add_origin(level: etree._Element, dated: Dated, author: str) -> None:
    """Add date and author, which every level must have."""
    element = _add(level, "FRBRdate", date=dated.day, name=escape_attribute(dated.name))
    if dated.precision:
        element.set(tag("precision", OWN), dated.precision)
    role = "#author_role" if author == "author" else "#editor_role"
    _add(level, "FRBRauthor", **{"href": f"#{author}", "as": role})


def _add(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag(element), attributes)


def _work_date(edition: Edition) -> Dated:
    """Return the date of adoption, else the first date the edition has, else that of the wording."""
    named = sorted(edition.dates, key=lambda pair: pair[0] != "adopted")
    found = (_dated(day, name) for name, day in (*named, ("version", edition.version_date)))
    return next((one for one in found if one), Dated(UNKNOWN_DATE, "unknown"))


def _expression_date(edition: Edition) -> Dated:
    return _dated(edition.version_date, "version") or _work_date(edition)


def _dated(text: str, name: str) -> Dated | None:
    """Return a year, month or day as a whole date; None when the text is no such thing."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return None
    whole = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        date.fromisoformat(whole)
    except ValueError:
        return None
    return Dated(whole, name, _PRECISIONS.get(len(text), ""))
