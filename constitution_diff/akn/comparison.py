"""A comparison as Akoma Ntoso: an editorial document about two editions, which enacts nothing.

Our correspondences stand in ``otherAnalysis``, in our own namespace, never as a ``textualMod``: nobody enacted that one
article became another. The editions themselves are files of their own, as `dump` writes them, without any mark.
"""

from __future__ import annotations

from lxml import etree

from constitution_diff.akn import frbr
from constitution_diff.akn.characters import escape_attribute, fill, fill_own
from constitution_diff.akn.vocabulary import OWN, UNKNOWN_DATE, tag, three_letters
from constitution_diff.model import Comparison, Document, Edition, Link

_HEADER = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_ROOT = f'<akomaNtoso xmlns="{etree.QName(tag("x")).namespace}" xmlns:cd="{OWN}"/>'
_COLUMNS = ("old", "new", "relation", "moved")
_SIDES = ("old", "new")


def dump_comparison(comparison: Comparison) -> bytes:
    """Write a comparison as Akoma Ntoso, valid against the strict schema.

    Returns:
        A ``doc`` that names both editions by their FRBR addresses. Its analysis holds one ``link`` in our namespace for each
        link, with the eIds of both ends, relation, move, score, evidence and every hunk; its body is the concordance
        as a table that any reader shows. ``FRBRauthoritative`` is ``false``.
    Source: OASIS LegalDocML, Akoma Ntoso Version 1.0 Part 2, ``otherAnalysis``.
    """
    root = etree.fromstring(_ROOT)
    doc = etree.SubElement(root, tag("doc"), name="comparison", contains="singleVersion")
    doc.append(_meta(comparison))
    doc.append(_preface(comparison))
    doc.append(_body(comparison))
    etree.indent(root)
    return _HEADER + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


def comparison_uri(comparison: Comparison) -> str:
    """Return the address of the comparison as a work, in the country and of the year of the new edition."""
    new = comparison.new.edition
    return f"/akn/{frbr.country_code(new)}/doc/{_day(new)[:4]}/constitution-comparison"


def _day(edition: Edition) -> str:
    date = frbr.identification(edition).find(f"{tag('FRBRExpression')}/{tag('FRBRdate')}")
    return UNKNOWN_DATE if date is None else date.get("date", UNKNOWN_DATE)


def _meta(comparison: Comparison) -> etree._Element:
    meta = etree.Element(tag("meta"))
    meta.append(_identification(comparison))
    analysis = etree.SubElement(meta, tag("analysis"), source="#tool")
    other = etree.SubElement(analysis, tag("otherAnalysis"), source="#tool")
    other.append(_correspondences(comparison))
    meta.append(_references(comparison))
    return meta


def _identification(comparison: Comparison) -> etree._Element:
    uri, day = comparison_uri(comparison), _day(comparison.new.edition)
    language = three_letters(comparison.new.edition.language)
    root = etree.Element(tag("identification"), source="#tool")
    work = _level(root, "FRBRWork", f"{uri}/!main", uri, day)
    _add(work, "FRBRcountry", value=frbr.country_code(comparison.new.edition))
    _add(work, "FRBRauthoritative", value="false")
    expression = _level(root, "FRBRExpression", f"{uri}/{language}/!main", f"{uri}/{language}", day)
    _add(expression, "FRBRauthoritative", value="false")
    _add(expression, "FRBRlanguage", language=language)
    file = _level(root, "FRBRManifestation", f"{uri}/{language}/!main.xml", f"{uri}/{language}.akn", day)
    _add(file, "FRBRformat", value="application/akn+xml")
    return root


def _level(root: etree._Element, name: str, this: str, uri: str, day: str) -> etree._Element:
    level = _add(root, name)
    _add(level, "FRBRthis", value=this)
    _add(level, "FRBRuri", value=uri)
    _add(level, "FRBRdate", date=day, name="unknown" if day == UNKNOWN_DATE else "version of the new text")
    _add(level, "FRBRauthor", **{"href": "#tool", "as": "#editor_role"})
    return level


def _references(comparison: Comparison) -> etree._Element:
    root = etree.Element(tag("references"), source="#tool")
    for side in _SIDES:
        edition: Edition = getattr(comparison, side).edition
        name = edition.title or edition.id or side
        _add(root, "original", eId=side, href=frbr.expression_uri(edition), showAs=escape_attribute(name))
    place = f"/akn/ontology/organization/{frbr.country_code(comparison.new.edition)}"
    _add(root, "TLCOrganization", eId="tool", href=f"{place}/tool", showAs="constitution-diff")
    _add(root, "TLCRole", eId="editor_role", href="/akn/ontology/role/editor", showAs="editor")
    return root


def _add(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag(element), attributes)


# What belongs together


def _correspondences(comparison: Comparison) -> etree._Element:
    root = etree.Element(tag("comparison", OWN), parts=" ".join(map(escape_attribute, comparison.parts)))
    for side in _SIDES:
        edition: Edition = getattr(comparison, side).edition
        facts = {"side": side, "href": frbr.expression_uri(edition), "sha256": edition.sha256, "status": edition.status}
        _own(root, "edition", **{name: fact for name, fact in facts.items() if fact})
    eids = (_eids(comparison.old), _eids(comparison.new))
    for link in comparison.links:
        root.append(_link(link, eids))
    return root


def _eids(document: Document) -> dict[str, str]:
    return {unit.ref: unit.eid for unit in document.provisions()}


def _link(link: Link, eids: tuple[dict[str, str], dict[str, str]]) -> etree._Element:
    element = etree.Element(tag("link", OWN))
    for name, refs, known in zip(_SIDES, (link.old, link.new), eids, strict=True):
        element.set(name, escape_attribute(" ".join(known.get(ref, ref) for ref in refs)))
    facts = {"relation": link.relation, "moved": link.moved or "", "score": f"{link.score:.4f}", "by": link.by}
    for name, fact in facts.items():
        if fact:
            element.set(name, fact)
    if link.doubtful:
        element.set("doubtful", "true")
    fill_own(etree.SubElement(element, tag("reason", OWN)), link.reason)
    if link.runner_up:
        _own(element, "candidate", ref=escape_attribute(link.runner_up.ref), score=f"{link.runner_up.score:.4f}")
    for hunk in link.hunks:
        spans = {"old": hunk.old, "new": hunk.new}
        ends = {name: f"{start} {end}" for name, (start, end) in spans.items()}
        places = {"oldEId": eids[0].get(hunk.old_ref, ""), "newEId": eids[1].get(hunk.new_ref, "")}
        facts = {"op": hunk.op, **ends, **places, "class": hunk.hunk_class or ""}
        _own(element, "hunk", **{name: escape_attribute(fact) for name, fact in facts.items() if fact})
    return element


def _own(parent: etree._Element, name: str, /, **facts: str) -> etree._Element:
    return etree.SubElement(parent, tag(name, OWN), facts)


# What a reader without knowledge of our namespace shows


def _preface(comparison: Comparison) -> etree._Element:
    preface = etree.Element(tag("preface"))
    for side in _SIDES:
        edition: Edition = getattr(comparison, side).edition
        facts = (edition.title or edition.id, edition.version_date, edition.status)
        line = etree.SubElement(preface, tag("p"))
        fill(line, f"{side}: {', '.join(filter(None, facts)) or 'not stated'}")
    return preface


def _body(comparison: Comparison) -> etree._Element:
    body = etree.Element(tag("mainBody"))
    table = etree.SubElement(body, tag("table"), eId="table_1")
    _row(table, "th", _COLUMNS)
    for link in comparison.links:
        _row(table, "td", (", ".join(link.old), ", ".join(link.new), link.relation, link.moved or ""))
    return body


def _row(table: etree._Element, kind: str, cells: tuple[str, ...]) -> None:
    row = etree.SubElement(table, tag("tr"))
    for words in cells:
        fill(etree.SubElement(etree.SubElement(row, tag(kind)), tag("p")), words)
