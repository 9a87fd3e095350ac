"""Tables that were read once are kept, and a kept table is never a wrong one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from constitution_diff import resources

TABLE = 'title = "Constitution"\nadopted = 1995-08-30\n[words]\nlist = ["a", "b"]\n[examples]\nnone = 1\n'
READ = {"title": "Constitution", "adopted": "1995-08-30", "words": {"list": ["a", "b"]}}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table, where bytecode may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.toml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def read(path: Path) -> object:
    return resources.read_table(path, "\n[examples]\n")


def kept(path: Path) -> list[Path]:
    return sorted((path.parent / "__pycache__").glob("*"))


def test_a_table_is_the_same_before_and_after_it_was_kept(file: Path) -> None:
    """The second reading gives what the first gave; dates are ISO text both times."""
    assert read(file) == READ
    assert len(kept(file)) == 1
    assert read(file) == READ


def test_a_kept_table_is_used(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run does not read TOML again that it has read before."""
    read(file)
    monkeypatch.setattr(resources, "_parse_table", lambda data: pytest.fail("read again"))
    assert read(file) == READ


def test_a_changed_file_is_read_anew_even_within_the_same_second(file: Path) -> None:
    """Whoever edits a table sees the change, whatever the clock says."""
    read(file)
    before = file.stat()
    file.write_text(TABLE.replace('"a"', '"c"'), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read(file) == {**READ, "words": {"list": ["c", "b"]}}


@pytest.mark.parametrize(
    "spoil", [lambda data: b"", lambda data: data[:-3], lambda data: data[:-1] + b"\0", lambda data: b"x" * 99]
)
def test_a_spoilt_copy_counts_for_nothing(file: Path, spoil: object) -> None:
    """A copy that a full disk cut off, or that something else wrote, is made again."""
    read(file)
    copy = kept(file)[0]
    copy.write_bytes(spoil(copy.read_bytes()))  # type: ignore[operator]
    assert read(file) == READ
    assert read(file) == READ


def test_nothing_is_kept_where_bytecode_is_not_wanted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`PYTHONDONTWRITEBYTECODE` holds for this too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read(file) == READ
    assert kept(file) == []


def test_a_folder_that_cannot_be_written_does_no_harm(file: Path) -> None:
    """An installation that belongs to somebody else works; it says nothing about it."""
    (file.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert read(file) == READ
    assert sorted(path.name for path in file.parent.iterdir()) == ["__pycache__", "words.toml"]


@pytest.mark.parametrize("text", ["a = ", "a = 1\na = 2\n"])
def test_a_wrong_table_is_a_value_error_each_time(file: Path, text: str) -> None:
    """A table with a mistake is refused, and not kept."""
    file.write_text(text, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ValueError, match=r"value|overwrite"):
            read(file)
    assert kept(file) == []
