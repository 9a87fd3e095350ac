"""A DOCX file as a checked zip archive of checked XML parts: hostile until parsed."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from constitution_diff.errors import ReadError

MAX_UNPACKED = 256 * 2**20
"""Most bytes the whole archive may unpack to."""
MAX_RATIO = 300
"""Most bytes one packed byte of an archive over `_SMALL` may unpack to; the Kazakh text of 2026 has 40."""
MAX_PARTS = 10_000
"""Most files in the archive."""
_SMALL = 16 * 2**20
_DAMAGED = "open the file in a word processor and save it again as DOCX"
_MAIN_TYPE = "/officeDocument"

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}


@lru_cache(maxsize=4096)
def _short_name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(space[1:], '?')}:{local}"


def name_of(element: Any) -> str:
    """Return an element's name with the usual prefix, ``w:p``, alike in the transitional and the strict standard."""
    return _short_name(element.tag)


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute such as ``w:val``, None where it is absent."""
    for key, value in element.attrib.items():
        if _short_name(key) == name:
            return str(value)
    return None


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the child elements, or those with one of the names; of alternative contents one is taken, never two.

    The first choice is taken, or the fallback where the first choice has no text and the fallback has.
    """
    for child in element:
        name = name_of(child)
        if name == "mc:AlternateContent":
            yield from children(_alternative(child), *names)
        elif not names or name in names:
            yield child


def child(element: Any, *path: str) -> Any | None:
    """Return the first child along a path of names, None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = _first(element, name)
    return element


def _first(element: Any, name: str) -> Any | None:
    # A plain loop: it is asked fourteen thousand times of a constitution.
    for child in element:
        found = _short_name(child.tag)
        if found == name:
            return child
        if found == "mc:AlternateContent":
            inner = next(children(_alternative(child), name), None)
            if inner is not None:
                return inner
    return None


def _alternative(element: Any) -> Any:
    options = [option for option in element if name_of(option) in ("mc:Choice", "mc:Fallback")]
    with_text = [option for option in options if any(name_of(inner) == "w:t" for inner in option.iter("*"))]
    return next(iter(with_text or options), ())


class Package:
    """The parts of one DOCX file.

    Raises:
        ReadError: no readable zip archive, beyond a limit, encrypted, or without a main document.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise ReadError("the DOCX archive is damaged", hint=_DAMAGED) from error
        _check_sizes(self._zip.infolist())
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self.main = self._find_main()

    def _find_main(self) -> str:
        targets = [target for kind, target in self._relations("").values() if kind.endswith(_MAIN_TYPE)]
        for name in (*targets, "word/document.xml"):
            if name.lower() in self._names:
                return name
        raise ReadError(
            "the archive holds no main document (word/document.xml)", hint="give a DOCX file of a word processor"
        )

    def related(self, kind: str) -> list[str]:
        """Return the parts that the main document relates to as ``kind`` (``footnotes``), in order of name."""
        return sorted({target for found, target in self._relations(self.main).values() if found.endswith(f"/{kind}")})

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
            found[relation.get("Id", "")] = (relation.get("Type", ""), path)
        return found

    def parse(self, part: str) -> Any | None:
        """Return the root element of an XML part, None when the archive has no such part.

        Raises:
            ReadError: the part is damaged, has a document type (which DOCX never has), or is no XML.
        """
        name = self._names.get(part.lower())
        if name is None:
            return None
        try:
            data = self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error) as error:
            raise ReadError("this part of the DOCX archive is damaged", name, _DAMAGED) from error
        return _parse_xml(data, name)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("the DOCX archive is protected by a password", hint="save it without a password")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise ReadError("the DOCX archive is packed in a way that DOCX files never are", hint=_DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * packed):
        size = f"{len(parts)} files, {unpacked / 2**20:.0f} MiB out of {packed / 2**20:.2f} MiB"
        raise ReadError(
            f"the DOCX archive unpacks to more than is reasonable ({size})", hint="refused: it may be a zip bomb"
        )


def _parse_xml(data: bytes, name: str) -> Any:
    from lxml import etree  # noqa: PLC0415  loaded when a DOCX file is read

    # Entities and foreign files can be declared only in a document type; UTF-16 hides it behind NUL bytes.
    if b"<!doctype" in data.replace(b"\0", b"").lower():
        raise ReadError(
            "this part of the DOCX archive has a document type, which is never allowed there", name, _DAMAGED
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"this part of the DOCX archive is no valid XML: {error.msg}", name, _DAMAGED) from error
