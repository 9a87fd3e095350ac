from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from constitution_diff.diff import diff_blocks
from constitution_diff.languages import load_language
from constitution_diff.model import Hunk
from tests.cases.titled import Case, escape, read_cases

Blocks = Sequence[tuple[str, str]]


def named(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return one block a line, under the references 1, 1#2, 1#3."""
    return [("1" if number == 1 else f"1#{number}", line) for number, line in enumerate(lines, 1)]


def show(hunks: Sequence[Hunk], old: Blocks, new: Blocks) -> str:
    """Return one text with the changes marked in it, as the case files print it."""
    return "".join(_pieces(hunks, dict(old), dict(new)))


def _pieces(hunks: Sequence[Hunk], old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    place = {"old": next(iter(old), ""), "new": next(iter(new), "")}
    for hunk in hunks:
        gone, come = old.get(hunk.old_ref, "")[slice(*hunk.old)], new.get(hunk.new_ref, "")[slice(*hunk.new)]
        steps = [bool(gone) and place["old"] != hunk.old_ref, bool(come) and place["new"] != hunk.new_ref]
        if any(steps):
            yield {(True, True): "¶", (True, False): "{-¶-}", (False, True): "{+¶+}"}[steps[0], steps[1]]
        place["old"], place["new"] = (hunk.old_ref if gone else place["old"]), (hunk.new_ref if come else place["new"])
        if hunk.op == "equal":
            yield gone
        elif hunk.hunk_class == "typographic":
            yield f"{{~{gone}|{come}~}}"
        else:
            yield f"{{-{gone}-}}" * bool(gone) + f"{{+{come}+}}" * bool(come)


@pytest.mark.parametrize("case", read_cases("diff"))
def test_a_change_is_marked_as_a_reader_would_mark_it(case: Case) -> None:
    """Every case in tests/cases/diff is marked as its file says: {-gone-}, {+come+}, {~old print|new print~}, ¶ a new block."""
    old, new = named(case.sections["old"]), named(case.sections["new"])
    hunks = diff_blocks(old, new, load_language(case.facts["language"]))
    assert escape(show(hunks, old, new)) == escape(case.sections["expected"][0])
