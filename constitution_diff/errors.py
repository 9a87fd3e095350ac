"""What can go wrong, as a tree; each branch has the exit code that the command line returns.

    ConstitutionDiffError            1   never raised itself
    ├── UsageError                   2   a name, reference or option that does not exist
    ├── ReadError                    3   unknown format, damaged file, no text layer, refused input
    ├── StructureError               4   no structure found, invalid Akoma Ntoso
    ├── AlignmentError               5   nothing to compare, languages differ
    ├── LexiconError                 6   a language file or a side file (links, notes, claims) is wrong
    └── ReportError                  7   a report could not be made or written

Misuse by a programmer stays ValueError or TypeError. A doubt is no error: see `model.Notice`.
"""

from __future__ import annotations


class ConstitutionDiffError(Exception):
    """A fault the tool knows: what failed, where, and what to do next.

    Args:
        message: what failed, one sentence without a full stop.
        where: file, and page, line or provision where known; empty when there is no place.
        hint: what the person can do next.
    """

    exit_code = 1

    def __init__(self, message: str, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{advice}"


class UsageError(ConstitutionDiffError):
    """An edition, part or option that does not exist."""

    exit_code = 2


class ReadError(ConstitutionDiffError):
    """Bytes that are no readable text: unknown format, damaged or hostile file, no text layer."""

    exit_code = 3


class StructureError(ConstitutionDiffError):
    """A text without recognisable structure, or Akoma Ntoso that is not valid."""

    exit_code = 4


class AlignmentError(ConstitutionDiffError):
    """Two documents that cannot be compared."""

    exit_code = 5


class LexiconError(ConstitutionDiffError):
    """A language file or a person's side file that contradicts itself or the texts."""

    exit_code = 6


class ReportError(ConstitutionDiffError):
    """A report that cannot be made or written, or that does not rebuild both texts."""

    exit_code = 7
