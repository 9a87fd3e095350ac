from __future__ import annotations

from pathlib import Path

import pytest

from constitution_diff.akn import dump, load, validate
from constitution_diff.model import Document
from constitution_diff.pipeline import parse


@pytest.fixture(scope="module", params=["kz-1995:ru", "kz-1995:kk", "kz-2026:ru", "kz-2026:kk"])
def document(request: pytest.FixtureRequest, official: dict[str, Path]) -> Document:
    path = official[request.param]
    return parse(path.read_bytes(), path.name)


def test_a_real_constitution_is_valid_and_comes_back(document: Document) -> None:
    """Each official text is valid Akoma Ntoso, and nothing of it is lost on the way there and back."""
    data = dump(document)
    assert validate(data) == ()
    assert load(data) == document


def test_a_real_constitution_needs_nothing_of_ours_to_be_read(document: Document) -> None:
    """Another tool that knows only Akoma Ntoso sees the same provisions: without our own facts the structure is the same."""
    data = dump(document)
    start, end = data.index(b"<proprietary"), data.index(b"</proprietary>") + len(b"</proprietary>")
    plain = load(data[:start] + data[end:])
    assert (plain.preamble, plain.body, plain.preface) == (document.preamble, document.body, document.preface)
    assert [(note.after, note.text) for note in plain.notes] == [
        (note.after, " ".join(note.text.split())) for note in document.notes
    ]
