"""The catalogue of editions: what is bundled, what is known, and where a user's own texts lie."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.errors import LexiconError, UsageError
from constitution_diff.library.own import own_folder
from constitution_diff.model import Edition
from constitution_diff.resources import find_folder, read_table

DEFAULT_LANGUAGE = "en"
"""Language of an edition named without one."""
BUNDLED_PAIR = ("kz-1995", "kz-2026")
"""What a command compares when it is given nothing."""


class Entry(Struct, frozen=True):
    """One edition in one language in the catalogue."""

    edition: Edition
    """What is known about it."""
    folder: Path
    """Folder of texts that the file's name is relative to."""
    file: str
    """Name of its Akoma Ntoso file; empty when the text is neither bundled nor added."""
    official: str
    """Where the official text is published."""
    url: str = ""
    """Where `texts fetch` gets it; empty when the catalogue knows no address."""
    text_sha256: str = ""
    """`digest.text_digest` of the text we tested with, 64 hex digits; empty when there is none."""
    is_own: bool = False
    """True for a text that the user added."""

    @property
    def name(self) -> str:
        """Return the name a command takes: ``kz-1995:ru``."""
        return f"{self.edition.id}:{self.edition.language}"

    @property
    def path(self) -> Path:
        """Return where its file lies.

        Raises:
            UsageError: the catalogue knows the edition but its text is not bundled.
        """
        if not self.file:
            hint = f"get the official file ({self.official}), then: constitution-diff texts add FILE {self.name}"
            if self.url:
                hint += f"; or, over the network: constitution-diff texts fetch {self.name}"
            raise UsageError("the catalogue knows this edition, but its text is not bundled", self.name, hint)
        return self.folder / self.file


class Catalogue(Struct, frozen=True):
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...]
    """One for each edition and language."""

    @staticmethod
    def read() -> Catalogue:
        """Read the bundled catalogue, with the texts that the user added in their place.

        Raises:
            LexiconError: it is damaged.
        """
        return _with_own(_read(find_folder("texts")), own_folder())

    def find(self, name: str) -> Entry | None:
        """Return the entry of ``kz-1995`` (default language) or ``kz-1995:ru``; None when it is not in the catalogue."""
        identity, _, language = name.partition(":")
        wanted = language or DEFAULT_LANGUAGE
        return next((e for e in self.entries if e.edition.id == identity and e.edition.language == wanted), None)

    def recognize(self, sha256: str) -> Edition | None:
        """Return the edition whose official file has these very bytes; None when it is unknown."""
        return next((e.edition for e in self.entries if e.edition.sha256 == sha256), None)

    def names(self) -> tuple[str, ...]:
        """Return the names of all entries."""
        return tuple(entry.name for entry in self.entries)


def _with_own(bundled: Catalogue, folder: Path) -> Catalogue:
    """Return the catalogue with an own file for every ``ID.LANGUAGE.xml`` in a user's folder."""
    if not folder.is_dir():
        return bundled
    own = {path.name[: -len(".xml")].rpartition(".")[::2]: path for path in sorted(folder.glob("*.*.xml"))}
    entries = [
        replace(entry, folder=folder, file=own.pop(key).name, is_own=True)
        if (key := (entry.edition.id, entry.edition.language)) in own
        else entry
        for entry in bundled.entries
    ]
    entries.extend(
        Entry(Edition(id=key[0], language=key[1]), folder, path.name, "", is_own=True) for key, path in own.items()
    )
    return Catalogue(tuple(entries))


@lru_cache(maxsize=4)
def _read(folder: Path) -> Catalogue:
    path = folder / "catalog.toml"
    try:
        data = read_table(path)
        return Catalogue(tuple(_entry(item, folder) for item in data["edition"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LexiconError(
            f"the catalogue cannot be read: {error}", str(path), "reinstall, or mend the file"
        ) from error


def _entry(item: dict[str, Any], folder: Path) -> Entry:
    facts = {key: value for key, value in item.items() if key in Edition.__match_args__ and key != "dates"}
    dates = tuple((name, str(date)) for name, date in item.get("dates", {}).items())
    return Entry(
        Edition(**facts, dates=dates),
        folder,
        item.get("file", ""),
        item.get("official", ""),
        item.get("url", ""),
        item.get("text_sha256", ""),
    )
