"""The words of Akoma Ntoso that this package uses: namespaces, element names, language codes."""

from __future__ import annotations

import re

from constitution_diff.structure.eids import SHORT_NAMES

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""Namespace of Akoma Ntoso 3.0 (OASIS Standard of 29 August 2018)."""

OWN = "urn:constitution-diff:1"
"""Namespace of what Akoma Ntoso has no place for; the schema allows foreign attributes on its elements."""

UNKNOWN_DATE = "0001-01-01"
"""Stands where the schema asks for a date and the edition has none."""

UNKNOWN_COUNTRY = "zz"
"""Stands in addresses where the country is not known: ISO 3166 leaves ZZ to users, Unicode CLDR reads it as unknown."""

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2 code for an undetermined language."""

# ISO 639-1 : ISO 639-2/T, for languages in which a constitution in force is written, or often translated.
_CODES = """
    af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu dv:div dz:dzo
    el:ell en:eng es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv ht:hat
    hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm ko:kor ku:kur ky:kir la:lat lb:ltz lo:lao
    lt:lit lv:lav mg:mlg mi:mri mk:mkd mn:mon ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor pa:pan
    pl:pol ps:pus pt:por qu:que ro:ron ru:rus rw:kin si:sin sk:slk sl:slv so:som sq:sqi sr:srp st:sot sv:swe
    sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie
    xh:xho zh:zho zu:zul
"""
LANGUAGE_CODES: dict[str, str] = dict(re.findall(r"(\w\w):(\w{3})", _CODES))
"""Three-letter codes by two-letter codes."""

HIERARCHY = {
    **{str(kind): short for kind, short in SHORT_NAMES.items()},
    "book": "book",
    "tome": "tome",
    "title": "title",
    "subtitle": "subtitle",
    "division": "dvs",
    "subdivision": "subdvs",
    "subpart": "subpart",
    "subchapter": "subchp",
    "subsection": "subsec",
    "clause": "cl",
    "subclause": "subcl",
    "rule": "rule",
    "subrule": "subrule",
    "list": "list",
    "sublist": "sublist",
    "indent": "indent",
    "level": "level",
    "proviso": "proviso",
    "transitional": "transitional",
    "hcontainer": "hcontainer",
}
"""Hierarchical elements of Akoma Ntoso and their short names in an eId (Naming Convention 1.0, section 5)."""

NEEDS_NUMBER = frozenset(("part", "chapter", "section", "article", "paragraph", "subparagraph", "point"))
"""Elements that carry a ``num``, unless their eId says ``nn``: without number."""


def tag(name: str, namespace: str = AKN) -> str:
    """Return a name as lxml writes it."""
    return f"{{{namespace}}}{name}"


def three_letters(language: str) -> str:
    """Return the three-letter code of a language; a code of three letters is taken as it is.

    >>> three_letters("kk"), three_letters("uig"), three_letters("q?")
    ('kaz', 'uig', 'und')
    """
    code = language.lower()
    return code if re.fullmatch("[a-z]{3}", code) else LANGUAGE_CODES.get(code, UNKNOWN_LANGUAGE)


def two_letters(language: str) -> str:
    """Return the two-letter code of a language, or its three-letter code where it has none; empty for ``und``."""
    code = language.lower().partition("-")[0]
    if code == UNKNOWN_LANGUAGE:
        return ""
    return next((short for short, long in LANGUAGE_CODES.items() if long == code), code)
