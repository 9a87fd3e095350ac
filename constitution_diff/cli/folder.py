"""Many files into one folder: each appears only when it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from constitution_diff.cli.output import write_result
from constitution_diff.errors import ReportError


def write_folder(files: Mapping[str, str | bytes], folder: str) -> None:
    """Write files under a folder, which is made when it is not there; files of other names in it stay.

    Args:
        files: content by path relative to the folder, with ``/`` between its steps.
        folder: where.
    Raises:
        ReportError: the folder or a file cannot be written.
    """
    root = Path(folder)
    for place in sorted({(root / name).parent for name in files}):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportError(f"cannot be made: {error.strerror}", str(place), "give another folder with -o") from error
    for name, content in files.items():
        write_result(content, str(root / name))


def is_folder(target: str) -> bool:
    """Return True for a name that ends in a slash, and for a folder that is there."""
    return target.endswith("/") or Path(target).is_dir()
