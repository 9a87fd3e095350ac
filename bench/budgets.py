"""The budgets, row by row: what was promised, what is aimed at, what was measured."""

from __future__ import annotations

import math

from msgspec import Struct


class Row(Struct, frozen=True):
    """One budget with its measurement."""

    what: str
    """What was measured."""
    must: float
    """Most that is allowed."""
    aim: float
    """What is aimed at."""
    unit: str
    """What the numbers count: ``× PY``, ``MiB``, or empty for an exponent."""
    measured: float | None
    """Median; None where it could not be measured."""
    least: float | None = None
    """Least of the rounds."""
    greatest: float | None = None
    """Greatest of the rounds."""
    note: str = ""
    """Why it could not be measured, or what else there is to say."""

    @property
    def verdict(self) -> str:
        """``aim``, ``must``, ``over`` or ``not measured``."""
        if self.measured is None:
            return "not measured"
        if self.measured <= self.aim:
            return "aim"
        return "must" if self.measured <= self.must else "over"


def exponent(small: float, large: float, start: float, factor: float) -> float | None:
    """Return the exponent of growth of a time, net of the interpreter's start.

    Args:
        small, large: seconds for a text and for one ``factor`` times as long.
        start: seconds that every run takes.
        factor: how much longer the text is.

    >>> exponent(1.5, 10.5, 0.5, 10)
    1.0
    """
    if small <= start or large <= start:
        return None
    return math.log((large - start) / (small - start), factor)
