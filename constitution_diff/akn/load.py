"""Akoma Ntoso to `Document`: our own files without loss, files by others as far as they go."""

from __future__ import annotations

from lxml import etree
from msgspec.structs import replace

from constitution_diff.akn import facts, own
from constitution_diff.akn.drafts import Draft, name_as_stated, name_by_convention
from constitution_diff.akn.markup import Findings, elements, local_name, split_blocks
from constitution_diff.akn.parsing import line_of, parse
from constitution_diff.akn.vocabulary import tag
from constitution_diff.errors import StructureError
from constitution_diff.model import Document, Edition, Note, Provision
from constitution_diff.structure.eids import PREAMBLE

_BODIES = ("body", "mainBody")
_FRONT = ("coverPage", "preface")
_READ = frozenset(("meta", "preamble", *_FRONT, *_BODIES))


def load(data: bytes, file_name: str = "") -> Document:
    """Read Akoma Ntoso.

    Args:
        data: the file's bytes.
        file_name: base name of the file, for the edition and for errors; without it the edition is as the file says.
    Returns:
        What `dump` was given, for a file it wrote. For other files references and eIds follow our convention, whatever
        the file's own are; markup inside texts is lost, and what has no place in our tree is kept as text, with a
        notice.
    Raises:
        ReadError: the bytes are no well-formed XML, or carry a document type declaration.
        StructureError: the XML is no Akoma Ntoso, or has no text in it.
    """
    root = parse(data, file_name)
    act = next((child for child in elements(root) if _body_of(child) is not None), None)
    if act is None:
        advice = "give a file that holds one act, bill or other document with a body"
        raise StructureError("this Akoma Ntoso has no body, so there is no text to read", file_name, advice)
    drafts = own.read_body(act) if len(elements(root)) == 1 else None
    document = _load_foreign(root, act) if drafts is None else _load_own(act, drafts)
    if drafts is None and not (document.body or document.preamble or document.preface or document.conclusions):
        raise StructureError(
            "this Akoma Ntoso holds no text", f"{file_name}, line {line_of(act)}".lstrip(", "), "check the file"
        )
    return replace(document, edition=facts.add_file(document.edition, data, file_name))


def _body_of(act: etree._Element) -> etree._Element | None:
    return next((child for child in elements(act) if local_name(child) in _BODIES), None)


def _load_own(act: etree._Element, drafts: list[Draft]) -> Document:
    """Read a file in our own dialect: nothing is interpreted."""
    meta = act.find(tag("meta"))
    assert meta is not None
    preamble = own.read_preamble(act.find(tag("preamble")))
    units, corrections = name_as_stated(drafts, preamble)
    return Document(
        edition=facts.read_own_edition(meta) or Edition(),
        preface=own.read_lines(act.find(tag("preface"))),
        preamble=preamble,
        body=units,
        conclusions=own.read_lines(act.find(tag("conclusions"))),
        notes=facts.read_own_notes(meta, _refs_by_eid(drafts, units, preamble)),
        notices=(*facts.read_notices(meta), *corrections),
    )


def _load_foreign(root: etree._Element, act: etree._Element) -> Document:
    """Read a file by others, or one of ours that somebody has edited beyond our dialect."""
    from constitution_diff.akn.foreign import read_foreign_body  # noqa: PLC0415 - our own files do without

    meta = next((child for child in elements(act) if local_name(child) == "meta"), etree.Element("meta"))
    is_marked = facts.read_own_edition(meta) is not None
    findings = Findings({} if is_marked else facts.read_notes(meta))
    front = _Front(act, findings)
    body = _body_of(act)
    assert body is not None
    drafts = read_foreign_body(body, findings)
    units, repeats = name_by_convention(drafts, front.preamble)
    conclusions, last_notes = _read_rest(root, act, findings)
    refs = _refs_by_eid(drafts, units, front.preamble)
    last = units[-1].ref if units else ""
    printed = (*front.notes, *_notes_in(drafts, units), *(replace(note, after=last) for note in last_notes))
    stated = facts.read_own_notes(meta, refs) if is_marked else facts.place_notes(meta, findings.meta_notes, refs)
    order = {ref: place for place, ref in enumerate((PREAMBLE, *(one.ref for top in units for one in top.walk())))}
    return Document(
        edition=facts.read_own_edition(meta) or facts.describe(act, front.title),
        preface=front.preface,
        preamble=front.preamble,
        body=units,
        conclusions=conclusions,
        notes=tuple(sorted((*stated, *printed), key=lambda note: order.get(note.after, -1))),
        notices=(*facts.read_notices(meta), *findings.notices(), *repeats),
    )


class _Front:
    """What stands before the body of a file by others: preface, preamble, title, and the notes in them."""

    def __init__(self, act: etree._Element, findings: Findings) -> None:
        notes: list[Note] = []
        parts = {name: [child for child in elements(act) if local_name(child) == name] for name in (*_FRONT, PREAMBLE)}
        fronts = [split_blocks(child, findings, notes) for name in _FRONT for child in parts[name]]
        self.preface = tuple(block for blocks in fronts for block in blocks)
        self.notes = list(notes)
        notes.clear()
        lines = [line for child in parts[PREAMBLE] for line in split_blocks(child, findings, notes)]
        self.preamble = Provision("preamble", "", "", PREAMBLE, PREAMBLE, text="\n".join(lines)) if lines else None
        self.notes += [replace(note, after=PREAMBLE if lines else "") for note in notes]
        title = next((one for name in _FRONT for child in parts[name] for one in child.iter("{*}docTitle")), None)
        self.title = "" if title is None else " ".join("".join(map(str, title.itertext())).split())


def _read_rest(root: etree._Element, act: etree._Element, findings: Findings) -> tuple[tuple[str, ...], list[Note]]:
    """Return the blocks of everything after the body; attachments get a notice that they are only text here."""
    notes: list[Note] = []
    blocks: list[str] = []
    body = _body_of(act)
    rest = [
        child
        for child in elements(act)
        if local_name(child) not in _READ or (local_name(child) in _BODIES and child is not body)
    ]
    for element in (*rest, *(child for child in elements(root) if child is not act)):
        if local_name(element) != "conclusions":
            findings.meet(element, "it is kept as plain text after the last article")
        blocks.extend(split_blocks(element, findings, notes))
    return tuple(blocks), notes


def _notes_in(drafts: list[Draft], units: tuple[Provision, ...]) -> list[Note]:
    """Return the notes met inside units, in order of print, with their places."""
    walked = zip(
        (one for draft in drafts for one in draft.walk()), (one for unit in units for one in unit.walk()), strict=True
    )
    return [replace(note, after=unit.ref) for draft, unit in walked for note in draft.notes]


def _refs_by_eid(drafts: list[Draft], units: tuple[Provision, ...], preamble: Provision | None) -> dict[str, str]:
    """Return the reference of each eId: those of the file, and those that our convention gives."""
    walked = list(
        zip(
            (one for draft in drafts for one in draft.walk()),
            (one for unit in units for one in unit.walk()),
            strict=True,
        )
    )
    refs = {draft.eid: unit.ref for draft, unit in walked if draft.eid}
    refs |= {unit.eid: unit.ref for _, unit in walked}
    return refs if preamble is None else {preamble.eid: preamble.ref, **refs}
