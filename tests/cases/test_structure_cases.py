from __future__ import annotations

from collections.abc import Iterator

import pytest

from constitution_diff.model import Block, BlockHint, Document, SourceText
from constitution_diff.structure import parse_source
from tests.cases.titled import Case, escape, read_cases

HINTS: tuple[BlockHint, ...] = ("note", "heading")


def blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        hint = next((hint for hint in HINTS if line.startswith(f"{hint}> ")), "text")
        yield Block(line.removeprefix(f"{hint}> "), f"line {number}", hint)  # type: ignore[arg-type]


def parse_case(case: Case) -> Document:
    source = SourceText(tuple(blocks(case.sections["text"])), "txt", "", "case.txt")
    return parse_source(source, case.facts["language"])


def show(document: Document) -> Iterator[str]:
    """Yield one line for everything that a document holds, as the case files print it."""
    if document.edition.status:
        yield f"status: {document.edition.status}"
    for text in document.preface:
        yield f"preface: {escape(text)}"
    for unit in document.provisions():
        marks = [unit.kind, unit.ref]
        if unit.label:
            marks.append(f"[{unit.label}]")
        if unit.status:
            marks.append(f"({unit.status})")
        if unit.heading:
            marks.append(f"<{unit.heading}>")
        yield " ".join([*marks, escape(unit.text)]).strip()
    for text in document.conclusions:
        yield f"conclusion: {escape(text)}"
    for note in document.notes:
        yield f"{note.kind} after {note.after or 'nothing'}: {escape(note.text)}"
    for notice in document.notices:
        yield f"notice: {notice.code} at {notice.where}"


@pytest.mark.parametrize("case", read_cases("structure"))
def test_a_printed_text_becomes_the_provisions_a_lawyer_would_cite(case: Case) -> None:
    """Every case in tests/cases/structure is read as its file says, with its references, notes and notices."""
    assert list(show(parse_case(case))) == [escape(line) for line in case.sections["expected"]]


@pytest.mark.parametrize("case", read_cases("references"))
def test_every_unit_is_cited_in_the_form_of_the_contract(case: Case) -> None:
    """The reference and the eId of every unit are those that the case files in tests/cases/references say."""
    shown = [f"{unit.ref} = {unit.eid}" for unit in parse_case(case).provisions()]
    assert shown == list(case.sections["expected"])
