from __future__ import annotations

import pytest

from constitution_diff.annotate.notes_file import read_notes
from constitution_diff.errors import LexiconError
from constitution_diff.model import EditorNote
from tests.comparisons import editions


def read(text: str) -> tuple[EditorNote, ...]:
    return read_notes(text.encode(), "notes.toml", *editions())


def test_a_note_is_read_with_its_author_and_date() -> None:
    """What the newsroom wrote comes back as written, whether the date is a TOML date or text."""
    rows = '[[note]]\nref = "11.4"\ntext = "See the ruling."\nauthor = "A. Editor"\nlang = "en"\n'
    expected = EditorNote((), ("11.4",), "See the ruling.", "A. Editor", "2026-02-20", "en")
    assert read(rows + "date = 2026-02-20\n") == read(rows + 'date = "2026-02-20"\n') == (expected,)


def test_a_reference_finds_its_side() -> None:
    """A bare reference means the new text, or the old one when only that has it; both sides can be named."""
    rows = "".join(
        f'[[note]]\n{refs}\ntext = "x"\nauthor = "y"\n'
        for refs in ('ref = "10"', 'ref = "20.2.2)"', 'old = "10.1"\nnew = ["11.1", "11.2"]')
    )
    assert [(note.old, note.new) for note in read(rows)] == [
        ((), ("10",)),
        (("20.2.2)",), ()),
        (("10.1",), ("11.1", "11.2")),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("[[note", "not valid TOML"),
        ("", "no notes"),
        ('[source]\ntitle = "x"', "unknown table: source"),
        ('[[note]]\nref = "99"\ntext = "x"\nauthor = "y"', "no provision '99' in the new text"),
        ('[[note]]\nold = "10.9"\ntext = "x"\nauthor = "y"', "no provision '10.9' in the old text"),
        ('[[note]]\ntext = "x"\nauthor = "y"', "no reference"),
        ('[[note]]\nref = "10"\nauthor = "y"', "no text"),
        ('[[note]]\nref = "10"\ntext = "x"', "no author"),
        ('[[note]]\nref = "10"\ntext = "x"\nauthor = "y"\ndate = "soon"', "'soon' is no date"),
        ('[[note]]\nref = "10"\ntext = "x"\nauthor = "y"\ncolour = "red"', "unknown key: colour"),
        ('[[note]]\nref = 10\ntext = "x"\nauthor = "y"', "ref is no reference"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(rows: str, message: str) -> None:
    """Who made a mistake in the file learns what it is, in which note, and what to do."""
    with pytest.raises(LexiconError, match=message) as caught:
        read(rows)
    assert caught.value.where.startswith("notes.toml")
    assert caught.value.hint
