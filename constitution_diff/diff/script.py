"""The shortest word script between two token lists, by diff-match-patch without a time limit.

Only words and numbers are given to the engine, each as one character, as its authors advise for line diffs: a comma or a
full stop that two sentences share by chance must not decide which of their words pair. Punctuation follows the words.
Source: E. W. Myers, An O(ND) difference algorithm, 1986, as implemented by diff-match-patch (N. Fraser).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    @property
    def rows(self) -> int:
        """Number of old tokens in it."""
        return self.old_end - self.old_start

    @property
    def columns(self) -> int:
        """Number of new tokens in it."""
        return self.new_end - self.new_start


def diff_norms(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return the changes that make ``new`` of ``old``, in order, parted by at least one equal token.

    Swapping the two lists mirrors the result.

    >>> diff_norms(["a", ",", "b"], ["a", ",", "c", ",", "b"])
    [Change(old_start=2, old_end=2, new_start=2, new_end=4)]
    """
    rows = [index for index, norm in enumerate(old) if norm[:1].isalnum()]
    columns = [index for index, norm in enumerate(new) if norm[:1].isalnum()]
    kept = _pair_norms([old[index] for index in rows], [new[index] for index in columns])
    pairs = [(rows[row], columns[column]) for row, column in kept]
    return _changes_between(list(_with_marks(pairs, old, new)), len(old), len(new))


def pair_items(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places (row, column) of a longest common subsequence, in order; swapped lists give mirrored places."""
    return _pair_norms(old, new)


def _pair_norms(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    # The engine's choice among equally short scripts depends on which list comes first: always the same one here.
    if (len(new), list(new)) < (len(old), list(old)):
        return [(row, column) for column, row in _pair_norms(new, old)]
    alphabet: dict[str, str] = {}
    encoded = ["".join(alphabet.setdefault(norm, _letter(len(alphabet))) for norm in norms) for norms in (old, new)]
    pairs: list[tuple[int, int]] = []
    row = column = 0
    for operation, letters in _engine().diff_main(encoded[0], encoded[1], False):
        if operation == 0:
            pairs.extend((row + step, column + step) for step in range(len(letters)))
        row += len(letters) if operation <= 0 else 0
        column += len(letters) if operation >= 0 else 0
    return pairs


def _with_marks(pairs: Sequence[tuple[int, int]], old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Add to the paired words the marks that stand on both sides right after or right before them."""
    row = column = 0
    for next_row, next_column in (*pairs, (len(old), len(new))):
        while row < next_row and column < next_column and old[row] == new[column]:
            yield row, column
            row, column = row + 1, column + 1
        back = 0
        while (
            next_row - back > row
            and next_column - back > column
            and old[next_row - back - 1] == new[next_column - back - 1]
        ):
            back += 1
        yield from ((next_row - step, next_column - step) for step in range(back, 0, -1))
        if next_row < len(old):
            yield next_row, next_column
        row, column = next_row + 1, next_column + 1


def _changes_between(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> list[Change]:
    changes: list[Change] = []
    row = column = 0
    for next_row, next_column in (*pairs, (rows, columns)):
        if next_row > row or next_column > column:
            changes.append(Change(row, next_row, column, next_column))
        row, column = next_row + 1, next_column + 1
    return changes


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
