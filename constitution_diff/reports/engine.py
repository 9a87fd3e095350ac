"""The one jinja2 environment, with templates that were compiled ahead.

To compile the templates takes longer than to compare two constitutions. A wheel brings them compiled, by jinja2's own
`compile_templates`; in a checkout jinja2's bytecode cache keeps them beside the templates, as Python keeps its own.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from constitution_diff.resources import find_folder, write_whole

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.bccache import Bucket

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""How the templates are written; every value that is not marked safe is escaped."""
COMPILED = "compiled"
"""Name of the folder, beside this module and only in a wheel, with the templates compiled by the jinja2 of `MADE_BY`."""
MADE_BY = "made-by.txt"
"""Name of the file in it that names that version: another one may write other code."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return what fills in the templates of pages."""
    # The other formats do not need it, and importing it takes longer than they take to write.
    from jinja2 import FileSystemLoader, ModuleLoader  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    folder, compiled = find_folder("templates"), Path(__file__).parent / COMPILED
    made_by = compiled / MADE_BY
    if made_by.is_file() and made_by.read_text(encoding="utf-8") == engine_version:
        return make_environment(ModuleLoader(compiled))
    return make_environment(FileSystemLoader(folder), folder / "__pycache__")


def make_environment(loader: BaseLoader, cache: Path | None = None) -> Environment:
    """Return an environment with our options.

    Args:
        loader: where the templates come from.
        cache: folder to keep compiled templates in; None for none.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    # S701: escaping is on, as OPTIONS says.
    made = Environment(loader=loader, undefined=StrictUndefined, **OPTIONS)  # noqa: S701
    if cache is not None:
        told = f"{engine_version} {sorted(OPTIONS.items())}"
        made.bytecode_cache = _make_cache(cache, hashlib.blake2b(told.encode(), digest_size=8).hexdigest())
    return made


def _make_cache(folder: Path, kind: str) -> Any:
    from jinja2 import BytecodeCache  # noqa: PLC0415 - as `environment`

    class Cache(BytecodeCache):
        """Keeps compiled templates; jinja2 itself refuses one of another source or another Python."""

        def load_bytecode(self, bucket: Bucket) -> None:
            """Fill a bucket from its file where there is one."""
            try:
                bucket.bytecode_from_string(_place(bucket).read_bytes())
            except (OSError, EOFError, ValueError, TypeError):
                bucket.reset()

        def dump_bytecode(self, bucket: Bucket) -> None:
            """Write a bucket's file, unless bytecode is not wanted or the folder cannot be written."""
            if not sys.dont_write_bytecode and not sys.pycache_prefix:
                write_whole(_place(bucket), bucket.bytecode_to_string())

    def _place(bucket: Bucket) -> Path:
        return folder / f"{bucket.key}.{kind}.{sys.implementation.cache_tag}"

    return Cache()


def compile_into(folder: Path, templates: Path) -> None:
    """Compile every template of pages into a folder, as a wheel brings them.

    Args:
        folder: an empty one.
        templates: folder of the templates.
    """
    from jinja2 import FileSystemLoader  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    made = make_environment(FileSystemLoader(templates))
    made.compile_templates(os.fspath(folder), extensions=["html"], zip=None, ignore_errors=False)
    (folder / MADE_BY).write_text(engine_version, encoding="utf-8")
