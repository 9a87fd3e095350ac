"""The shortest word script between two token lists, by diff-match-patch without a time limit.

Words become single characters, as its authors advise for line diffs; the result cannot depend on the machine's speed.
Source: E. W. Myers, An O(ND) difference algorithm, 1986, as implemented by diff-match-patch (N. Fraser).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_FIRST_SURROGATE, _AFTER_SURROGATES = 0xD800, 0xE000


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch where the two lists differ; between two changes they are equal, token by token."""

    old_start: int
    """Index of the first old token in it."""
    old_end: int
    """One past its last old token."""
    new_start: int
    """Index of the first new token in it."""
    new_end: int
    """One past its last new token."""


def diff_norms(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return the changes that make ``new`` of ``old``, in order, parted by at least one equal token.

    Where several scripts are shortest, the same one is taken in both directions: old and new swapped is the mirror image.
    """
    if list(new) < list(old):
        changes = _shortest(new, old)
        return [Change(change.new_start, change.new_end, change.old_start, change.old_end) for change in changes]
    return _shortest(old, new)


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    alphabet: dict[str, str] = {}
    encoded = ["".join(alphabet.setdefault(norm, _letter(len(alphabet))) for norm in norms) for norms in (old, new)]
    changes: list[Change] = []
    row = column = 0
    for operation, letters in _engine().diff_main(encoded[0], encoded[1], False):
        rows, columns = (len(letters) if operation <= 0 else 0), (len(letters) if operation >= 0 else 0)
        if operation:
            _extend(changes, Change(row, row + rows, column, column + columns))
        row, column = row + rows, column + columns
    return changes


def _extend(changes: list[Change], change: Change) -> None:
    last = changes[-1] if changes else None
    if last is not None and last.old_end == change.old_start and last.new_end == change.new_start:
        changes[-1] = Change(last.old_start, change.old_end, last.new_start, change.new_end)
    else:
        changes.append(change)


def _letter(number: int) -> str:
    code = number + 1
    return chr(code if code < _FIRST_SURROGATE else code + _AFTER_SURROGATES - _FIRST_SURROGATE)


_ENGINES: list[Any] = []


def _engine() -> Any:
    if not _ENGINES:
        from diff_match_patch import diff_match_patch  # noqa: PLC0415 - only a comparison needs it

        engine = diff_match_patch()
        engine.Diff_Timeout = 0
        _ENGINES.append(engine)
    return _ENGINES[0]
