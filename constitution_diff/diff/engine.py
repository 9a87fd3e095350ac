"""The shortest script between two strings, by diff-match-patch without a time limit.

Where fast-diff-match-patch is installed (`constitution-diff[fast]`), the same code in C++, it is asked: it gives the same scripts
in a tenth of the time. It has no wheel for every system and every Python, and so is never needed.
Source: E. W. Myers, An O(ND) difference algorithm, 1986, as implemented by diff-match-patch (N. Fraser).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Literal

Script = list[tuple[Literal["=", "-", "+"], int]]
"""What stays, goes and comes, in order: each with a number of characters."""


def find_script(old: str, new: str) -> Script:
    """Return what makes one string of another.

    >>> find_script("abcd", "axcd")
    [('=', 1), ('-', 1), ('+', 1), ('=', 2)]
    """
    return _engine()(old, new)


@lru_cache(maxsize=1)
def _engine() -> Callable[[str, str], Script]:
    # Only a comparison needs either.
    try:
        from fast_diff_match_patch import diff  # noqa: PLC0415
    except ImportError:
        return plain_engine()
    return partial(diff, timelimit=0, checklines=False, cleanup="No")


def plain_engine() -> Callable[[str, str], Script]:
    """Return the engine that is there on every machine."""
    from diff_match_patch import diff_match_patch  # noqa: PLC0415

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return lambda old, new: [
        ("=" if operation == 0 else "-" if operation < 0 else "+", len(piece))
        for operation, piece in engine.diff_main(old, new, False)
    ]
