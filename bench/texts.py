"""The texts that are measured with, made in a folder of their own: nothing of the official files stays behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bench.inputs import enlarge, print_text
from constitution_diff import Document, load

OFFICIAL = ("kz-1995-ru.pdf", "kz-2026-02-12-ru.docx")
"""Names of the official files, below ``texts/official`` of the shared folder."""


class Texts(Struct, frozen=True):
    """Two editions, to be printed at any size."""

    old: Document
    """The earlier edition, whole."""
    new: Document
    """The later edition, whole."""
    files: tuple[Path, Path] | None
    """The official files; None where they are not at hand."""

    def write(self, folder: Path, name: str, write: Callable[[Document, bool], str]) -> tuple[str, str]:
        """Write both texts and return the names of the files."""
        names = f"{name}-old.txt", f"{name}-new.txt"
        for file, document, is_new in ((names[0], self.old, False), (names[1], self.new, True)):
            (folder / file).write_text(write(document, is_new), encoding="utf-8")
        return names

    def write_whole(self, folder: Path) -> tuple[str, str]:
        """Write both texts as they are."""
        return self.write(folder, "whole", lambda document, _: print_text(document))

    def write_copies(self, folder: Path, times: int) -> tuple[str, str]:
        """Write both texts with their articles repeated; see `inputs.enlarge`."""
        return self.write(folder, f"x{times}", lambda document, is_new: enlarge(document, times, is_new))


def bundled() -> Texts:
    """Return the bundled pair."""
    return Texts(load("kz-1995"), load("kz-2026"), None)


def official(shared: Path) -> Texts | None:
    """Return the official pair, None where the shared folder does not have it."""
    files = tuple(shared / "texts" / "official" / name for name in OFFICIAL)
    if not all(path.is_file() for path in files):
        return None
    return Texts(load(str(files[0])), load(str(files[1])), (files[0], files[1]))


def only_part(texts: Texts, number: str) -> Texts:
    """Return both texts with one part alone."""
    old, new = (
        replace(document, preamble=None, body=tuple(top for top in document.body if top.num == number))
        for document in (texts.old, texts.new)
    )
    return replace(texts, old=old, new=new)
