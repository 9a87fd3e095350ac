"""Where the data that travels with the program lies, and how it is read: in a checkout beside the package, in a wheel inside it.

TOML is slow to read, and a run reads a dozen tables of the same package every time. What was read is kept beside the
file, in ``__pycache__``, as Python keeps its bytecode: named by a digest of the file, so that no stale copy is ever used;
written whole or not at all; left out without a word where the folder cannot be written or bytecode is not wanted.
Nothing but the package's own files is kept: no text, no comparison.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from constitution_diff.errors import ConstitutionDiffError

_PACKAGE = Path(__file__).resolve().parent
_FORM = b"constitution-diff kept 2\n"
"""What a kept copy begins with; after it the digest of what it was made of, and the sum of what it holds."""
_SUM_SIZE = 4
_FORMAT = 2
"""Of `marshal`: one that every Python reads, and in which the same value gives the same bytes."""


def find_folder(name: str) -> Path:
    """Return the folder of data called ``name``: ``templates`` or ``texts``.

    Looks beside the package first (a checkout), then inside it (an installed wheel).

    Raises:
        ConstitutionDiffError: neither place has it; the installation is damaged.
    """
    for folder in (_PACKAGE.parent / name, _PACKAGE / name):
        # A stranger's folder of the same name beside site-packages must not win over our own.
        if folder.is_dir() and (folder.parent == _PACKAGE or (_PACKAGE.parent / "pyproject.toml").is_file()):
            return folder
    raise ConstitutionDiffError(f"the folder {name!r} is missing from the installation", str(_PACKAGE), "reinstall it")


@lru_cache(maxsize=1)
def language_files() -> tuple[Path, ...]:
    """Return the TOML files of the languages, sorted by code."""
    return tuple(sorted((_PACKAGE / "languages").glob("*.toml")))


def lexicon_file(*names: str) -> Path:
    """Return the path of a TOML file of the lexicon, such as ``lexicon_file("ru", "topics.toml")``; it may not exist."""
    return _PACKAGE.joinpath("lexicon", *names)


@lru_cache(maxsize=16)
def lexicon_codes(name: str) -> tuple[str, ...]:
    """Return the codes of the languages whose lexicon has a file of that name, sorted."""
    return tuple(sorted(path.parent.name for path in (_PACKAGE / "lexicon").glob(f"*/{name}")))


def read_table(path: Path, end: str = "") -> dict[str, Any]:
    """Return the content of a TOML file of the package; dates stand as ISO text.

    Args:
        path: a file that travels with the program.
        end: where to stop reading, a mark such as ``\\n[examples]\\n``; empty for the whole file.
    Raises:
        OSError: it cannot be read.
        ValueError: it is not UTF-8, or no valid TOML.
    """
    data = path.read_bytes().partition(end.encode())[0] if end else path.read_bytes()
    table: dict[str, Any] = keep(path, f"{len(end)}.table", data, lambda: _parse_table(data))
    return table


def _parse_table(data: bytes) -> Any:
    import tomllib  # noqa: PLC0415 - not needed when the table was kept

    return _plain(tomllib.loads(data.decode("utf-8")))


def _plain(value: Any) -> Any:
    """Return what TOML gave with its dates as text: `marshal` takes no dates."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def keep(path: Path, kind: str, source: bytes, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns, from the copy kept beside a file when it was made of the same source.

    Args:
        path: the file, or a name in the folder, that the copy belongs to.
        kind: ending of the copy's name; one for each way to make something of the file.
        source: everything that the result depends on.
        make: makes it; only values that `marshal` can write are kept.
    """
    copy = path.parent / "__pycache__" / f"{path.name}.{kind}"
    # SHA-256, which processors have built in: a run looks at a megabyte of these.
    head = _FORM + hashlib.sha256(source).digest()
    try:
        content = copy.read_bytes()
    except OSError:
        content = b""
    held = content[len(head) + _SUM_SIZE :]
    # The sum is for a copy that a full disk or another program has spoilt: marshal trusts what it reads.
    if content.startswith(head) and content[len(head) : len(head) + _SUM_SIZE] == _sum(held):
        return marshal.loads(held)  # noqa: S302 - our own copy, trusted as Python trusts the bytecode beside it
    made = make()
    if not sys.dont_write_bytecode and not sys.pycache_prefix:
        held = marshal.dumps(made, _FORMAT)
        write_whole(copy, head + _sum(held) + held)
    return made


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_SUM_SIZE, "big")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and its folder; what cannot be written is left out without a word."""
    temporary = Path(f"{path}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        handle = os.open(temporary, os.O_EXCL | os.O_CREAT | os.O_WRONLY, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.replace(path)
        except OSError:
            temporary.unlink()
