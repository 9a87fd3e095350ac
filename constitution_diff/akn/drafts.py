"""Provisions while a file is read: trees that can still grow, and their names once they are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from constitution_diff.akn.numbering import FIRST_UNNUMBERED
from constitution_diff.model import Kind, Note, Notice, Provision
from constitution_diff.structure.eids import identify


class Draft(Struct, eq=False, dict=True):
    """A provision that is being read; the fields of `Provision` and what the file says about its name."""

    kind: Kind
    """As in `Provision`."""
    num: str = ""
    """As in `Provision`."""
    label: str = ""
    """As in `Provision`."""
    heading: str = ""
    """As in `Provision`."""
    text: str = ""
    """As in `Provision`."""
    status: str = ""
    """As in `Provision`."""
    children: list[Draft] = field(default_factory=list)
    """Units inside it, in reading order."""
    eid: str = ""
    """The eId in the file, empty when it has none."""
    names: tuple[str, str] | None = None
    """Reference and eId that the file states in our own namespace, against the convention."""
    shares_element: bool = False
    """True for a paragraph that has no element of its own: its article is its element."""
    notes: list[Note] = field(default_factory=list)
    """Notes printed in it, their place not yet known."""

    def freeze(self) -> Provision:
        """Return the provision and all below it, without names."""
        children = tuple(child.freeze() for child in self.children)
        return Provision(self.kind, self.num, self.label, "", "", self.heading, self.text, self.status, children)

    def walk(self) -> Iterator[Draft]:
        """Yield this draft and all below it, in the order of `Provision.walk`."""
        yield self
        for child in self.children:
            yield from child.walk()


def name_by_convention(
    drafts: Iterable[Draft], preamble: Provision | None
) -> tuple[tuple[Provision, ...], tuple[Notice, ...]]:
    """Return the provisions with the names that their numbers and places give them, and notices about repeats."""
    return identify(tuple(draft.freeze() for draft in drafts), preamble)


def name_as_stated(
    drafts: Iterable[Draft], preamble: Provision | None
) -> tuple[tuple[Provision, ...], tuple[Notice, ...]]:
    """Return the provisions with the names that our own file states.

    A name in the file that does not follow the convention, and is not marked as meant so, is replaced, with a notice
    ``eid_corrected``: somebody has edited the file by hand. Repeats are named only then; otherwise the file holds
    the notices of the time when it was made.
    """
    drafts = tuple(drafts)
    named, repeats = name_by_convention(drafts, preamble)
    corrections: list[Notice] = []
    adopted = tuple(_adopt(draft, unit, corrections) for draft, unit in zip(drafts, named, strict=True))
    corrected = {notice.where for notice in corrections}
    return adopted, (*corrections, *(notice for notice in repeats if notice.where in corrected))


def _adopt(draft: Draft, named: Provision, corrections: list[Notice]) -> Provision:
    """Return the provision of a draft with its own number, and the stated or the conventional name."""
    ref, eid = draft.names or (named.ref, named.eid)
    if not draft.names and not draft.shares_element and draft.eid not in (eid, eid + FIRST_UNNUMBERED):
        stated = f"the file calls this unit {draft.eid!r}" if draft.eid else "the file gives this unit no eId"
        corrections.append(Notice("eid_corrected", ref, f"{stated}; by its number and place it is called {eid!r} here"))
    pairs = zip(draft.children, named.children, strict=True)
    children = tuple(_adopt(child, unit, corrections) for child, unit in pairs)
    # Not `replace`, which takes five times as long: every provision of a text comes by here.
    return Provision(named.kind, draft.num, named.label, ref, eid, named.heading, named.text, named.status, children)
