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


class _ForeignError(Exception):
    """A file holds something that `dump` does not write."""


def read_body(act: etree._Element) -> list[Draft] | None:
    """Return the drafts of everything in the body, without names.

    None when the file holds anything but what `dump` writes: then it cannot be read without interpretation.
    """
    body = _own_body(act)
    if body is None:
        return None
    try:
        return [_read_unit(element) for element in _parts(body) if not _is_empty(element)]
    except _ForeignError:
        return None


def _own_body(act: etree._Element) -> etree._Element | None:
    """Return the body of a file with our own metadata, and nothing unknown around the body; else None."""
    if act.find(f"{tag('meta')}/{tag('proprietary')}/{tag('edition', OWN)}") is None:
        return None
    bodies = act.findall(tag("body"))
    fronts = {tag(name) for name in ("preface", "preamble", "conclusions")}
    for part in _parts(act):
        if part.tag in fronts:
            if not all(map(_is_plain, _parts(part))):
                return None
        elif part.tag not in (tag("meta"), tag("body")):
            return None
    return bodies[0] if len(bodies) == 1 else None


def _is_empty(element: etree._Element) -> bool:
    """Return True for what stands in a body without provisions."""
    return element.tag == _EMPTY and element.get("name") == "empty" and not len(element)


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


def _is_plain(line: etree._Element) -> bool:
    """Return True for a text without foreign markup, and without line breaks of an editor that wraps lines."""
    if line.tag not in _LINES:
        return False
    if not len(line):  # as nearly every line
        return "\n" not in (line.text or "")
    if any("\n" in piece for piece in line.itertext()):
        return False
    return all(inner.tag in _INLINES for inner in line.iterdescendants() if isinstance(inner.tag, str))


def _is_loose(text: str | None) -> bool:
    return text is not None and text != "" and not text.isspace()


def _read_unit(element: etree._Element) -> Draft:
    """Return the draft of a unit and all below it.

    Raises:
        _ForeignError: there is something in it that `dump` does not write.
    """
    kind = _UNITS.get(element.tag)
    if kind is None or _is_loose(element.text):
        raise _ForeignError
    draft = Draft(kind, status=_status(element), eid=unescape_attribute(element.get("eId", "")))
    draft.names = _stated_names(element)
    owner, has_text = draft, False
    for part in element:
        if _is_loose(part.tail):
            raise _ForeignError
        if part.tag == _NUM:
            draft.label = _read_line(part)
        elif part.tag == _HEADING:
            draft.heading = _read_line(part)
        elif part.tag in _HOLDERS and not has_text:
            if kind == "article" and _own_fact(element, _TEXT) != "own":
                owner = Draft("paragraph", shares_element=True)
                draft.children.append(owner)
            owner.text, has_text = _read_held(part), True
        else:
            owner.children.append(_read_unit(part))
    draft.num = _number(element, draft)
    return draft


def _read_held(holder: etree._Element) -> str:
    """Return the text of the one line inside ``content`` or ``intro``."""
    if len(holder) != 1 or holder[0].tag != _P or _is_loose(holder.text) or _is_loose(holder[0].tail):
        raise _ForeignError
    return _read_line(holder[0])


def _read_line(line: etree._Element) -> str:
    if not _is_plain(line):
        raise _ForeignError
    return read_text(line)


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
