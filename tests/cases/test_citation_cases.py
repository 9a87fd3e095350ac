from __future__ import annotations

from collections.abc import Iterator

import pytest

from constitution_diff.annotate.references import dangling, find_references
from constitution_diff.model import Block, SourceText
from constitution_diff.structure import parse_source
from tests.cases.titled import Case, read_cases


def show(case: Case) -> Iterator[str]:
    """Yield one line for every citation, then one for every notice, as the case files print them."""
    blocks = tuple(Block(line, f"line {number}") for number, line in enumerate(case.sections["text"], 1))
    references = find_references(parse_source(SourceText(blocks, "txt", ""), case.facts["language"]))
    for one in references:
        yield f"{one.ref}: {one.words} = {' '.join(one.targets) or 'nothing'}"
    for notice in dangling(references):
        yield f"notice: {notice.code} at {notice.where}"


@pytest.mark.parametrize("case", read_cases("citations"))
def test_a_citation_names_the_provisions_a_lawyer_would_turn_to(case: Case) -> None:
    """Every citation in tests/cases/citations is resolved as its file says."""
    assert list(show(case)) == list(case.sections["expected"])
