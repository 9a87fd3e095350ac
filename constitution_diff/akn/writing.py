"""`Document` to Akoma Ntoso 3.0: one file per language, valid against the strict schema, the same bytes every time."""

from __future__ import annotations

import re

from lxml import etree

from constitution_diff.akn import frbr
from constitution_diff.akn.characters import escape_attribute, fill, fill_own
from constitution_diff.akn.numbering import FIRST_UNNUMBERED, implied_number
from constitution_diff.akn.vocabulary import AKN, OWN, tag
from constitution_diff.model import Document, Edition, Note, Provision
from constitution_diff.structure.eids import PREAMBLE, SHORT_NAMES, identify

_ROOT = f'<akomaNtoso xmlns="{AKN}" xmlns:cd="{OWN}"/>'
_HEADER = b'<?xml version="1.0" encoding="UTF-8"?>\n'
# The schema takes nearly any character in an eId, but not in a link to it.
_PLAIN = re.compile(r"[\w.-]+")
_TEXT_ELEMENTS = frozenset(tag(name) for name in ("p", "num", "heading", "block")) | frozenset(
    tag(name, OWN) for name in ("notice", "date", *(one for one in Edition.__struct_fields__ if one != "dates"))
)


def dump(document: Document) -> bytes:
    """Write a document as Akoma Ntoso.

    Args:
        document: any document, with names as `structure.eids.identify` gives them; other names are kept too.
    Returns:
        UTF-8 with an XML declaration. `load` gives the same document back. An article whose only child is a paragraph
        without number holds that paragraph's text itself; a repealed unit has ``status="removed"``; editorial notes
        stand in ``meta/notes`` with the eId they follow; what Akoma Ntoso has no place for is in our own namespace.
    Raises:
        ValueError: a preamble has children, or stands in the body.
    Source: OASIS LegalDocML, Akoma Ntoso Version 1.0 Part 2: Specifications, and Naming Convention 1.0.

    >>> dump(Document(Edition(language="kk", country="kz")))[:38]
    b'<?xml version="1.0" encoding="UTF-8"?>'
    """
    root = etree.fromstring(_ROOT)
    act = etree.SubElement(root, tag("act"), name="constitution", contains="singleVersion")
    act.append(_meta(document))
    _add_blocks(act, "preface", document.preface, document.edition.title)
    if document.preamble is not None:
        act.append(_preamble(document.preamble))
    act.append(_body(document))
    _add_blocks(act, "conclusions", document.conclusions)
    _indent(root, 0)
    return _HEADER + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


# About the text


def _meta(document: Document) -> etree._Element:
    meta = etree.Element(tag("meta"))
    meta.append(frbr.identification(document.edition))
    meta.append(frbr.references(document.edition))
    if document.notes:
        meta.append(_notes(document))
    proprietary = etree.SubElement(meta, tag("proprietary"), source="#tool")
    _add_edition(proprietary, document.edition)
    if document.notices:
        notices = etree.SubElement(proprietary, tag("notices", OWN))
        for notice in document.notices:
            facts = {"code": escape_attribute(notice.code), "where": escape_attribute(notice.where)}
            fill_own(etree.SubElement(notices, tag("notice", OWN), facts), notice.message)
    return meta


def _add_edition(parent: etree._Element, edition: Edition) -> None:
    """Write every field that is not empty, under its own name."""
    element = etree.SubElement(parent, tag("edition", OWN))
    for name in Edition.__struct_fields__:
        if name != "dates" and getattr(edition, name):
            fill_own(etree.SubElement(element, tag(name, OWN)), getattr(edition, name))
    for name, day in edition.dates:
        fill_own(etree.SubElement(element, tag("date", OWN), name=escape_attribute(name)), day)


def _notes(document: Document) -> etree._Element:
    notes = etree.Element(tag("notes"), source="#tool")
    eids = _eids_by_ref(document)
    for number, note in enumerate(document.notes, 1):
        element = etree.SubElement(notes, tag("note"), eId=f"note_{number}")
        place = _place(note, eids)
        if _PLAIN.fullmatch(place.get("after", "")):
            element.set("placementBase", f"#{place['after']}")
        _set_own(element, kind=note.kind, **place)
        fill(etree.SubElement(element, tag("p")), note.text)
    return notes


def _place(note: Note, eids: dict[str, str]) -> dict[str, str]:
    if note.after in eids:
        return {"after": eids[note.after]}
    return {"after_ref": note.after} if note.after else {}


def _eids_by_ref(document: Document) -> dict[str, str]:
    """Return the eId of each reference, where a reader can find the way back."""
    refs = {unit.eid: unit.ref for unit in document.provisions()}
    return {ref: eid for eid, ref in refs.items() if eid}


# The text


def _add_blocks(act: etree._Element, name: str, blocks: tuple[str, ...], title: str = "") -> None:
    if not blocks:
        return
    container = etree.SubElement(act, tag(name))
    for block in blocks:
        paragraph = etree.SubElement(container, tag("p"))
        fill(etree.SubElement(paragraph, tag("docTitle")) if title and block == title else paragraph, block)


def _preamble(preamble: Provision) -> etree._Element:
    """Write the preamble, a line to a ``p``."""
    if preamble.kind != "preamble" or preamble.children:
        raise ValueError("a preamble is one provision of kind preamble without children")
    element = etree.Element(tag("preamble"))
    _set_names(element, preamble, PREAMBLE, Provision("preamble", "", "", PREAMBLE, PREAMBLE))
    _set_own(element, num=preamble.num)
    for name, text in (("num", preamble.label), ("heading", preamble.heading)):
        if text:
            fill(etree.SubElement(element, tag("block"), name=name), text)
    for line in preamble.text.split("\n"):
        fill(etree.SubElement(element, tag("p")), line)
    return element


def _body(document: Document) -> etree._Element:
    body = etree.Element(tag("body"))
    named, _ = identify(document.body, document.preamble)
    for unit, expected in zip(document.body, named, strict=True):
        body.append(_unit(unit, expected, unit.eid))
    if not document.body:
        # The schema wants a child; `load` reads this one as nothing.
        etree.SubElement(body, tag("hcontainer"), eId="hcontainer_1", name="empty")
    return body


def _unit(unit: Provision, expected: Provision, eid: str) -> etree._Element:
    """Write one provision and all below it.

    Args:
        unit: the provision.
        expected: the same one with the names that a reader works out from the tree; other names are written out.
        eid: the eId for the XML, where it must differ from the provision's.
    """
    if unit.kind not in SHORT_NAMES:
        raise ValueError(f"a provision of kind {unit.kind} has no place in the body")
    element = etree.Element(tag(unit.kind))
    _set_names(element, unit, eid, expected)
    _add_number(element, unit, eid)
    if unit.heading:
        fill(etree.SubElement(element, tag("heading")), unit.heading)
    if _is_one_block(unit, expected):
        (block,), (expected_block,) = unit.children, expected.children
        _add_content(element, block, expected_block, always=True)
    else:
        if unit.kind == "article" and unit.text:
            _set_own(element, text="own")
        _add_content(element, unit, expected)
    return element


def _is_one_block(unit: Provision, expected: Provision) -> bool:
    """Return True for an article that is one paragraph without number: they share an element as they share a name."""
    if unit.kind != "article" or unit.text or len(unit.children) != 1:
        return False
    (child,) = unit.children
    plain = Provision("paragraph", "", "", child.ref, child.eid, "", child.text, "", child.children)
    named = (expected.children[0].ref, expected.children[0].eid)
    return child == plain and (child.ref, child.eid) == named


def _add_content(element: etree._Element, unit: Provision, expected: Provision, always: bool = False) -> None:
    """Write the own text of a provision and its children; ``always`` writes an empty text too."""
    if unit.text or always:
        holder = etree.SubElement(element, tag("intro" if unit.children else "content"))
        fill(etree.SubElement(holder, tag("p")), unit.text)
    for child, expected_child in zip(unit.children, expected.children, strict=True):
        shared = child.kind == "paragraph" and not child.num and child.eid == unit.eid
        # Two elements must not have one eId; `load` gives the paragraph its article's name again.
        eid = child.eid + FIRST_UNNUMBERED if shared else child.eid
        element.append(_unit(child, expected_child, eid))


def _add_number(element: etree._Element, unit: Provision, eid: str) -> None:
    """Write the printed label, and the number where it does not follow from the eId."""
    if unit.label or unit.num:
        fill(etree.SubElement(element, tag("num")), unit.label)
    if unit.num != implied_number(unit.kind, unit.label, eid):
        element.set(tag("num", OWN), escape_attribute(unit.num))


def _set_names(element: etree._Element, unit: Provision, eid: str, expected: Provision) -> None:
    if eid:
        element.set("eId", escape_attribute(eid))
    if (unit.ref, unit.eid) != (expected.ref, expected.eid):
        element.set(tag("ref", OWN), escape_attribute(unit.ref))
        element.set(tag("eid", OWN), escape_attribute(unit.eid))
    if unit.status == "repealed":
        element.set("status", "removed")
    elif unit.status:
        element.set(tag("status", OWN), escape_attribute(unit.status))


def _set_own(element: etree._Element, **facts: str) -> None:
    for name, fact in facts.items():
        if fact:
            element.set(tag(name, OWN), escape_attribute(fact))


def _indent(element: etree._Element, depth: int) -> None:
    """Break lines between elements, never inside a text."""
    if element.tag in _TEXT_ELEMENTS or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
