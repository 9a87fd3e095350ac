"""Where the data that travels with the program lies: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from constitution_diff.errors import ConstitutionDiffError

_PACKAGE = Path(__file__).resolve().parent


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
