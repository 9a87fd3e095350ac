"""`texts`: what the catalogue knows, and texts of the user's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from constitution_diff.errors import UsageError
from constitution_diff.library import Catalogue, Entry
from constitution_diff.model import Document


def run_texts(action: str, names: tuple[str, ...], lang: str) -> bool:
    """Carry out one action and print what came of it.

    Returns:
        False when `verify` found a text that does not match.
    Raises:
        UsageError: too few or too many names, an unknown edition, a text that is not there.
    """
    needed, act = _ACTIONS[action]
    if len(names) not in needed:
        raise UsageError(f"{len(names)} names given to {action}", "texts", _USAGE[action])
    return act(names, lang)


def _list(names: tuple[str, ...], lang: str) -> bool:
    del names, lang
    for entry in Catalogue.read().entries:
        print(f"{entry.name:12} {_where(entry):12} {entry.edition.status:10} {entry.edition.title}".rstrip())
    return True


def _show(names: tuple[str, ...], lang: str) -> bool:
    del lang
    print(_describe(_find(names[0])))
    return True


def _path(names: tuple[str, ...], lang: str) -> bool:
    del lang
    print(_find(names[0]).path)
    return True


def _add(names: tuple[str, ...], lang: str) -> bool:
    from constitution_diff.library.own import own_path
    from constitution_diff.pipeline import load

    file, name = names
    target = own_path(name)  # a name that is none is told before the file is read
    _keep(load(file, _language_of(name, lang)), name, target)
    return True


def _fetch(names: tuple[str, ...], lang: str) -> bool:
    """Get a text over the network and add it: from the address that the catalogue has, or from one that is given."""
    from posixpath import basename
    from urllib.parse import urlsplit

    from constitution_diff.cli.output import say
    from constitution_diff.library.digest import text_digest
    from constitution_diff.library.fetching import fetch
    from constitution_diff.library.own import own_path
    from constitution_diff.pipeline import MAXIMUM_BYTES, naming, parse

    name = names[0]
    target = own_path(name)
    entry = Catalogue.read().find(name)
    url = names[1] if len(names) > 1 else entry.url if entry else ""
    if not url:
        where = f"; its official text is at {entry.official}" if entry and entry.official else ""
        raise UsageError("the catalogue knows no address for it", name, f"give one: texts fetch {name} URL{where}")
    say(f"fetching {url}")
    with naming(url):
        document = parse(fetch(url, MAXIMUM_BYTES), basename(urlsplit(url).path), _language_of(name, lang))
    _keep(document, name, target)
    if entry and entry.text_sha256:
        same = text_digest(document) == entry.text_sha256
        print("these are the words that the tool was tested with" if same else _OTHER_WORDS)
    return True


_OTHER_WORDS = "not the words that the tool was tested with: the text was amended, or the page prints more than the law"


def _language_of(name: str, lang: str) -> str:
    """Return the language to read a text in: the one that was given, else the one that the edition's name says."""
    return name.partition(":")[2] if lang == "auto" else lang


def _keep(document: Document, name: str, target: Path) -> None:
    """Put a text among the user's own."""
    from msgspec.structs import replace

    from constitution_diff import akn
    from constitution_diff.cli.output import write_result
    from constitution_diff.pipeline import require_structure

    require_structure(document)
    identity, _, language = name.partition(":")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_result(
        akn.dump(replace(document, edition=replace(document.edition, id=identity, language=language))), str(target)
    )
    print(f"added {name}: {target}")


def _remove(names: tuple[str, ...], lang: str) -> bool:
    from constitution_diff.library.own import own_path

    del lang
    path = own_path(names[0])
    if not path.is_file():
        raise UsageError("no text of your own has this name", names[0], "`texts list` shows which you added")
    path.unlink()
    print(f"removed {names[0]}")
    return True


def _verify(names: tuple[str, ...], lang: str) -> bool:
    """Check the bundled texts, or one text, against the hashes of the texts the tool was tested with."""
    from constitution_diff.library.digest import text_digest
    from constitution_diff.pipeline import load

    entries = Catalogue.read().entries
    known = {entry.text_sha256: entry.name for entry in entries if entry.text_sha256}
    matches = True
    for name in names or tuple(entry.name for entry in entries if entry.file):
        digest = text_digest(load(name, lang))
        twin = known.get(digest)
        matches = matches and twin is not None
        which = f"the text of {twin} that" if twin else "another text than any"
        print(f"{name}: {which} the tool was tested with")
        print(f"  SHA-256 of its words: {digest}")
    return matches


_ACTIONS: dict[str, tuple[tuple[int, ...], Callable[[tuple[str, ...], str], bool]]] = {
    "list": ((0,), _list),
    "show": ((1,), _show),
    "path": ((1,), _path),
    "add": ((2,), _add),
    "fetch": ((1, 2), _fetch),
    "remove": ((1,), _remove),
    "verify": ((0, 1), _verify),
}
_USAGE = {
    "list": "texts list",
    "show": "texts show NAME",
    "path": "texts path NAME",
    "add": "texts add FILE NAME, such as: texts add constitution.pdf kz-1995:ru",
    "fetch": "texts fetch NAME, or texts fetch NAME URL",
    "remove": "texts remove NAME",
    "verify": "texts verify, or texts verify FILE",
}


def _find(name: str) -> Entry:
    catalogue = Catalogue.read()
    entry = catalogue.find(name)
    if entry is None:
        raise UsageError(f"no edition {name!r}", "texts", f"known: {', '.join(catalogue.names())}")
    return entry


def _where(entry: Entry) -> str:
    if entry.is_own:
        return "your own"
    return "bundled" if entry.file else "not bundled"


def _describe(entry: Entry) -> str:
    edition = entry.edition
    facts = [
        ("name", entry.name),
        ("title", edition.title),
        ("status", edition.status),
        *((name.replace("_", " "), date) for name, date in edition.dates),
        ("text", _where(entry)),
        ("without", edition.left_out),
        ("translation", edition.translation),
        ("source", edition.source),
        ("official text", entry.official),
        ("address", entry.url),
        ("file SHA-256", edition.sha256),
        ("text SHA-256", entry.text_sha256),
    ]
    return "\n".join(f"{name:14} {value}" for name, value in facts if value)
