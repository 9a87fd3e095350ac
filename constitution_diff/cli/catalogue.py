"""`texts`: what the catalogue knows."""

from __future__ import annotations

from constitution_diff.errors import UsageError
from constitution_diff.library import Catalogue, Entry


def print_texts(action: str, name: str | None) -> None:
    """Print the catalogue, one entry, or the path of its file.

    Raises:
        UsageError: unknown action or edition, or the text is not bundled.
    """
    if action not in ("list", "show", "path"):
        raise UsageError(f"no action {action!r}", "texts", "one of list, show, path")
    catalogue = Catalogue.read()
    if action == "list":
        for entry in catalogue.entries:
            where = "bundled" if entry.file else "not bundled"
            print(f"{entry.name:12} {where:12} {entry.edition.status:10} {entry.edition.title}")
        return
    found = catalogue.find(name or "")
    if found is None:
        raise UsageError(f"no edition {name!r}", "texts", f"known: {', '.join(catalogue.names())}")
    print(found.path if action == "path" else _describe(found))


def _describe(entry: Entry) -> str:
    edition = entry.edition
    facts = [
        ("name", entry.name),
        ("title", edition.title),
        ("status", edition.status),
        *edition.dates,
        ("text", "bundled" if entry.file else "not bundled"),
        ("includes", f"without {edition.left_out}" if edition.left_out else "the whole text"),
        ("translation", edition.translation),
        ("source", edition.source),
        ("official text", entry.official),
        ("sha256", edition.sha256),
    ]
    return "\n".join(f"{name:14} {value}" for name, value in facts if value)
