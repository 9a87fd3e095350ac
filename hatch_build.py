"""Puts into the wheel what a checkout makes when it first runs: templates compiled, tables already read.

An installation may lie where its user cannot write; without this each run would compile the templates anew.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = {
    "constitution_diff": "constitution_diff",
    "templates": "constitution_diff/templates",
    "texts": "constitution_diff/texts",
}
"""Folders of the checkout, and where they lie in the wheel."""


class CustomBuildHook(BuildHookInterface[Any]):
    """The hook that hatchling calls."""

    _made: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel; an editable installation makes its own."""
        if version == "editable":
            return
        # A copy of the checkout that has never run keeps what it makes now, and nothing older.
        made = self._made = Path(mkdtemp(prefix="constitution-diff-"))
        for folder in FOLDERS:
            copytree(Path(self.root, folder), made / folder, ignore=ignore_patterns("__pycache__"))
        (made / "pyproject.toml").touch()
        sys.path.insert(0, str(made))
        sys.dont_write_bytecode, before = False, sys.dont_write_bytecode
        warm_up(made)
        sys.dont_write_bytecode = before
        for folder, inside in FOLDERS.items():
            for path in sorted((made / folder).glob("**/__pycache__/*.*")):
                if path.suffix in (".table", ".index", ".squeezed"):
                    build_data["force_include"][str(path)] = f"{inside}/{path.relative_to(made / folder).as_posix()}"
        build_data["force_include"][str(made / "compiled")] = "constitution_diff/reports/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel, which has it now."""
        del version, build_data, artifact_path
        if self._made is not None:
            rmtree(self._made)


def warm_up(folder: Path) -> None:
    """Do once in a copy of the checkout what a run keeps the results of.

    Args:
        folder: the copy, which is imported from here on.
    """
    from constitution_diff import languages, resources  # noqa: PLC0415 - of the copy
    from constitution_diff.reports.engine import compile_into  # noqa: PLC0415

    compile_into(folder / "compiled", folder / "templates")
    languages.common_words()
    for code in (*languages.known_languages(), languages.NEUTRAL):
        languages.load_language(code)
    tables = (
        folder.glob("constitution_diff/lexicon/**/*.toml"),
        folder.glob("templates/*.toml"),
        (folder / "texts" / "catalog.toml",),
    )
    for path in (one for found in tables for one in found):
        resources.read_table(path)
    # Where a dependency is not at hand while the wheel is built, the first run makes the rest.
    with suppress(ImportError):
        from constitution_diff.annotate.cue_hits import find_cues  # noqa: PLC0415
        from constitution_diff.reports.to_html import write_style  # noqa: PLC0415

        write_style("")
        for code in resources.lexicon_codes("topics.toml"):
            find_cues("", code)
