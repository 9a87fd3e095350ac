"""Where results and messages go: standard output or a file written whole or not at all; messages to standard error."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from constitution_diff.errors import ConstitutionDiffError, ReportError


def write_result(content: str | bytes | Iterable[bytes], target: str) -> None:
    """Write to standard output (``-`` or empty) or to a file, which appears only when it is complete.

    Args:
        content: text, to be written as UTF-8; bytes, or pieces of them.
        target: path of the file.
    Raises:
        ReportError: the file cannot be written; what was there before is untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    pieces = [data] if isinstance(data, bytes) else data
    if target in ("", "-"):
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        # mkstemp makes files that only their owner can read; a report is made to be shared.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OSError as error:
        raise ReportError(
            f"cannot be written: {error.strerror}", target, "check the folder and its permissions, or give -o"
        ) from error
    finally:
        # Also after an interrupt; once the file is in its place there is nothing of that name.
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def say(message: str, quiet: bool = False) -> None:
    """Write a line to standard error unless asked to be quiet."""
    if not quiet:
        print(message, file=sys.stderr)


def report_error(error: ConstitutionDiffError) -> None:
    """Print what failed, where, and what to do next."""
    print(f"error: {error.message}", file=sys.stderr)
    if error.where:
        print(f"  where: {error.where}", file=sys.stderr)
    if error.hint:
        print(f"  try: {error.hint}", file=sys.stderr)


def use_color(color: str) -> bool:
    """Return True when output may carry colours: asked for, or a terminal that does not say NO_COLOR."""
    if color != "auto":
        return color == "always"
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
