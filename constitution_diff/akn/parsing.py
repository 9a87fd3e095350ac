"""Bytes from anywhere to an XML tree, without letting the file reach for anything outside itself."""

from __future__ import annotations

from lxml import etree

from constitution_diff.errors import ReadError, StructureError

_NAMESPACES = ("http://docs.oasis-open.org/legaldocml/ns/akn/", "http://www.akomantoso.org/")


def parse(data: bytes, file_name: str = "") -> etree._Element:
    """Return the root element of an Akoma Ntoso file.

    Args:
        data: the file's bytes, in any encoding that XML declares.
        file_name: named in errors.
    Raises:
        ReadError: the bytes are no well-formed XML, or carry a document type declaration.
        StructureError: the XML is no Akoma Ntoso.
    """
    # A declaration is the way in for entity bombs and outside files; Akoma Ntoso needs none.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        where = _place(file_name, error.lineno)
        raise ReadError(f"this is no well-formed XML: {error.msg}", where, "repair the file at this line") from error
    except ValueError as error:
        raise ReadError(f"this is no well-formed XML: {error}", file_name, "check how the file was saved") from error
    if _has_doctype(root):
        advice = "remove the DOCTYPE line and the entities it defines"
        raise ReadError("the XML carries a document type declaration, which is refused for safety", file_name, advice)
    name = etree.QName(root)
    if name.localname != "akomaNtoso" or not (name.namespace or "").startswith(_NAMESPACES):
        advice = "the outermost element must be akomaNtoso in an Akoma Ntoso namespace"
        raise StructureError(f"this XML is no Akoma Ntoso: it begins with {name.localname!r}", file_name, advice)
    return root


def line_of(element: etree._Element) -> int:
    """Return the line an element begins on, 0 when it is not known."""
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _has_doctype(root: etree._Element) -> bool:
    return root.getroottree().docinfo.internalDTD is not None


def _place(file_name: str, line: int | None) -> str:
    return ", ".join(part for part in (file_name, f"line {line}" if line else "") if part)
