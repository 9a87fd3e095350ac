"""Our own dialect of Akoma Ntoso, as `dump` writes it, back into provisions without any interpretation."""

from __future__ import annotations

from lxml import etree

from constitution_diff.akn.characters import read_text, unescape_attribute
from constitution_diff.akn.drafts import Draft
from constitution_diff.akn.numbering import implied_number
from constitution_diff.akn.vocabulary import OWN, tag
from constitution_diff.model import Provision
from constitution_diff.structure.eids import PREAMBLE, SHORT_NAMES

_UNITS = {tag(kind): kind for kind in SHORT_NAMES}
_HEADS = frozenset((tag("num"), tag("heading")))
_HOLDERS = frozenset((tag("intro"), tag("content")))
_LINES = frozenset((tag("p"), tag("block"), *_HEADS))
_INLINES = frozenset((tag("docTitle"), tag("eol"), tag("inline")))
_EMPTY, _P, _NUM, _HEADING = tag("hcontainer"), tag("p"), tag("num"), tag("heading")
_REF, _EID, _TEXT, _OWN_NUM, _STATUS = (tag(name, OWN) for name in ("ref", "eid", "text", "num", "status"))


def is_own_dialect(act: etree._Element) -> bool:
    """Return True when a file holds nothing but what `dump` writes: then it can be read without interpretation."""
    if act.find(f"{tag('meta')}/{tag('proprietary')}/{tag('edition', OWN)}") is None:
        return False
    fronts = [part for part in _parts(act) if part.tag != tag("body")]
    bodies = act.findall(tag("body"))
    known = {tag(name) for name in ("meta", "preface", "preamble", "body", "conclusions")}
    return (
        len(bodies) == 1
        and all(part.tag in known for part in _parts(act))
        and all(_is_plain(line) for part in fronts if part.tag != tag("meta") for line in _parts(part))
        and all(_is_own_unit(unit) for unit in _parts(bodies[0]))
    )


def read_body(body: etree._Element) -> list[Draft]:
    """Return the drafts of everything in the body, without names."""
    return [_read_unit(element) for element in _parts(body) if element.tag in _UNITS]


def read_lines(container: etree._Element | None) -> tuple[str, ...]:
    """Return the blocks of a preface or of conclusions."""
    return () if container is None else tuple(read_text(line) for line in _parts(container))


def read_preamble(element: etree._Element | None) -> Provision | None:
    """Return the preamble, its lines joined again."""
    if element is None:
        return None
    blocks = {line.get("name"): read_text(line) for line in _parts(element) if line.tag == tag("block")}
    text = "\n".join(read_text(line) for line in _parts(element) if line.tag == _P)
    ref, eid = _stated_names(element) or (PREAMBLE, PREAMBLE)
    num, label = _own_fact(element, _OWN_NUM), blocks.get("num", "")
    return Provision("preamble", num, label, ref, eid, blocks.get("heading", ""), text, _status(element))


def _own_fact(element: etree._Element, name: str) -> str:
    """Return an attribute of our own namespace, by its full name; empty when it is not there."""
    return unescape_attribute(element.get(name, ""))


def _parts(element: etree._Element) -> list[etree._Element]:
    """Return the child elements, comments left out."""
    return [child for child in element if isinstance(child.tag, str)]


def _is_own_unit(element: etree._Element) -> bool:
    if element.tag == _EMPTY:
        return element.get("name") == "empty" and not len(element)
    if element.tag not in _UNITS or _has_loose_text(element):
        return False
    if sum([part.tag in _HOLDERS for part in element]) > 1:
        return False
    return all(_is_own_part(part) for part in _parts(element))


def _is_own_part(part: etree._Element) -> bool:
    if part.tag in _HEADS:
        return _is_plain(part)
    if part.tag in _HOLDERS:
        lines = _parts(part)
        return len(lines) == 1 and lines[0].tag == _P and not _has_loose_text(part) and _is_plain(lines[0])
    return part.tag in _UNITS and _is_own_unit(part)


def _is_plain(line: etree._Element) -> bool:
    """Return True for a text without foreign markup, and without line breaks of an editor that wraps lines."""
    if line.tag not in _LINES:
        return False
    if not len(line):  # as nearly every line
        return "\n" not in (line.text or "")
    if any("\n" in piece for piece in line.itertext()):
        return False
    return all(inner.tag in _INLINES for inner in line.iterdescendants() if isinstance(inner.tag, str))


def _has_loose_text(element: etree._Element) -> bool:
    return _is_loose(element.text) or any(_is_loose(child.tail) for child in element)


def _is_loose(text: str | None) -> bool:
    return text is not None and text != "" and not text.isspace()


def _read_unit(element: etree._Element) -> Draft:
    draft = Draft(_UNITS[element.tag], status=_status(element), eid=unescape_attribute(element.get("eId", "")))
    draft.names = _stated_names(element)
    owner = draft
    for part in _parts(element):
        if part.tag == _NUM:
            draft.label = read_text(part)
        elif part.tag == _HEADING:
            draft.heading = read_text(part)
        elif part.tag in _HOLDERS:
            if draft.kind == "article" and _own_fact(element, _TEXT) != "own":
                owner = Draft("paragraph", shares_element=True)
                draft.children.append(owner)
            owner.text = read_text(_parts(part)[0])
        else:
            owner.children.append(_read_unit(part))
    draft.num = _number(element, draft)
    return draft


def _number(element: etree._Element, draft: Draft) -> str:
    """Return the stated number, else the one the eId implies, else (a file edited by hand) the one on the label."""
    if element.get(_OWN_NUM) is not None:
        return _own_fact(element, _OWN_NUM)
    return implied_number(draft.kind, draft.label, draft.eid)


def _status(element: etree._Element) -> str:
    return "repealed" if element.get("status") == "removed" else _own_fact(element, _STATUS)


def _stated_names(element: etree._Element) -> tuple[str, str] | None:
    if element.get(_REF) is None:
        return None
    return _own_fact(element, _REF), _own_fact(element, _EID)
