"""Where a user's own texts lie, and how they get there: Akoma Ntoso files named ``ID.LANGUAGE.xml``."""

from __future__ import annotations

import os
import re
from pathlib import Path

from constitution_diff.errors import UsageError

_NAME = r"[a-z0-9][a-z0-9-]*:[a-z]{2,3}"


def own_folder() -> Path:
    """Return the folder of texts that the user added; it need not exist.

    ``CONSTITUTION_DIFF_TEXTS`` names it; else it is ``constitution-diff/texts`` in the user's data folder (XDG).
    """
    named = os.environ.get("CONSTITUTION_DIFF_TEXTS")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "constitution-diff" / "texts"


def own_path(name: str) -> Path:
    """Return the file of an own text by its name, ``kz-1995:ru``.

    Raises:
        UsageError: the name is not of that form.
    """
    if not re.fullmatch(_NAME, name):
        raise UsageError(
            f"{name!r} is no name for an edition", "texts", "write id:language in small letters, such as kz-1995:ru"
        )
    identity, _, language = name.partition(":")
    return own_folder() / f"{identity}.{language}.xml"
