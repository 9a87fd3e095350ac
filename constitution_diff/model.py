"""The nouns every stage speaks: plain frozen values, in reading order, without behaviour that needs other modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from constitution_diff.observations import Observations

BlockHint = Literal["text", "heading", "note"]
Kind = Literal["part", "chapter", "section", "article", "paragraph", "subparagraph", "point", "alinea", "preamble"]
Relation = Literal["unchanged", "edited", "rewritten", "split", "merged", "added", "removed"]
Moved = Literal["within_part", "other_part"]
Op = Literal["equal", "insert", "delete", "replace", "move"]
Only = Literal["renaming", "typographic", "grammatical"]
HunkClass = Literal["typographic", "grammatical", "terminology", "substantive"]


class Notice(Struct, frozen=True):
    """A doubt about a text, for a person to look at: never an exception, printed by every report."""

    code: str
    """Stable snake_case name, such as ``numbering_gap``."""
    where: str
    """A reference (``30.4``), or a place in the source (``page 3``, ``line 12``)."""
    message: str
    """One English sentence that names what was seen and what was done about it."""


class Block(Struct, frozen=True):
    """One printed paragraph of a source, wrapped lines joined."""

    text: str
    """As printed; a line break that the author set stands as one ``\\n``."""
    where: str
    """Its place in the source: ``page 3, line 12``, ``line 40``, ``paragraph 17``."""
    hint: BlockHint = "text"
    """What the source's markup says: ``heading`` (heading style), ``note`` (editorial colour or class, footnote)."""


class SourceText(Struct, frozen=True):
    """What a reader makes of bytes: printed paragraphs in order, nothing interpreted yet."""

    blocks: tuple[Block, ...]
    """Every printed paragraph, empty ones left out."""
    format: str
    """``docx pdf html txt md``."""
    sha256: str
    """Of the bytes read, 64 hex digits."""
    file_name: str = ""
    """Base name of the file, empty for a stream; never a path."""
    notices: tuple[Notice, ...] = ()
    """What the reader skipped, guessed or repaired."""
    title: str = ""
    """The title in the file's own metadata, where it says one."""


class Edition(Struct, frozen=True):
    """One text of one constitution in one language: what a citation needs."""

    id: str = ""
    """Name in the catalogue (``kz-1995``), or the file's base name."""
    title: str = ""
    """As printed at its head."""
    language: str = ""
    """Two-letter code: ``en``, ``ru``, ``kk``."""
    country: str = ""
    """Two-letter country code in lower case, where known."""
    status: str = ""
    """``in force``, ``repealed``, ``draft``, ``adopted``, or empty when the source does not say."""
    version_date: str = ""
    """ISO date of the wording, where known."""
    source: str = ""
    """Publisher and address, or what it was translated from."""
    file_name: str = ""
    """Base name of the file it was read from."""
    sha256: str = ""
    """Of the file's bytes, 64 hex digits."""
    dates: tuple[tuple[str, str], ...] = ()
    """Named ISO dates, such as ``("adopted", "1995-08-30")``, in order."""
    translation: str = ""
    """Empty for an original; otherwise who translated, and that it is unofficial."""
    left_out: str = ""
    """What this file does not include of the edition, in words; empty when it is whole."""


class Provision(Struct, frozen=True):
    """Any unit of a constitution, by its Akoma Ntoso name."""

    kind: Kind
    """Its Akoma Ntoso element."""
    num: str
    """The number as a citation has it (``16``, ``3-1``, ``IV``, ``1``); empty when it has none."""
    label: str
    """The printed number with its word and marks: ``Article 16``, ``3-1.``, ``1)``; empty when it has none."""
    ref: str
    """Short reference, contract section 2: ``16.2``, ``46.2)#2``; parts ``part II``."""
    eid: str
    """The same in the Akoma Ntoso naming convention: ``art_16__para_2``. A paragraph that is all of its article has the
    article's."""
    heading: str = ""
    """Its title, without the label."""
    text: str = ""
    """Its own block of text, without the label; continuations are children of kind ``alinea``."""
    status: str = ""
    """``repealed``, or empty."""
    children: tuple[Provision, ...] = ()
    """Units inside it, in reading order."""

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Note(Struct, frozen=True):
    """An editorial note: no part of the law, kept apart with its place."""

    after: str
    """Reference of the provision it is printed after; empty before the first."""
    text: str
    """The whole note, label words included."""
    kind: str = "remark"
    """``footnote`` (history of amendments), ``remark``, ``repeal`` (a repealed unit's line), ``translator``."""


class Document(Struct, frozen=True):
    """One edition with its structure: provisions, notes and notices together account for every character of it."""

    edition: Edition
    """What it is."""
    preface: tuple[str, ...] = ()
    """Printed blocks before the preamble: status line, title, line of adoption."""
    preamble: Provision | None = None
    """The preamble, its lines joined by ``\\n``; None when the text has none."""
    body: tuple[Provision, ...] = ()
    """Parts, or chapters or articles where the text has no parts."""
    conclusions: tuple[str, ...] = ()
    """Printed blocks after the last article, such as a signature."""
    notes: tuple[Note, ...] = ()
    """Editorial notes in order of print."""
    notices: tuple[Notice, ...] = ()
    """Doubts of the reader and of the parser."""

    def provisions(self) -> Iterator[Provision]:
        """Yield every provision in reading order: preamble, then parts, articles and all below."""
        if self.preamble is not None:
            yield self.preamble
        for top in self.body:
            yield from top.walk()


class Hunk(Struct, frozen=True):
    """One stretch of a link's word diff, inside one old and one new provision at most."""

    op: Op
    """What happened to the old words."""
    old_ref: str
    """Provision the old offsets count in."""
    old: tuple[int, int]
    """Half-open span in code points of that provision's text; empty for an insertion."""
    new_ref: str
    """Provision the new offsets count in."""
    new: tuple[int, int]
    """Half-open span in code points of that provision's text; empty for a deletion."""
    hunk_class: HunkClass | None = None
    """What kind of change; None for ``equal``."""
    class_sure: bool = True
    """False when it may be less than ``substantive``, but nothing tells the forms of a word in this language."""
    renaming: str = ""
    """Id of the `Renaming` when that is all that happened here, several parted by spaces; else empty."""
    other_ref: str = ""
    """For a ``move``: provision of the other edition where the words now stand, or stood; it may lie in another link."""
    other: tuple[int, int] = (0, 0)
    """Half-open span of these words there, in code points of that provision's text."""


class RunnerUp(Struct, frozen=True):
    """The best candidate that was not chosen."""

    ref: str
    """Its reference in the other edition."""
    score: float
    """Its score, same measure as the link's."""


class Link(Struct, frozen=True):
    """Old provisions and the new ones they went to; all old refs pair with all new refs."""

    old: tuple[str, ...]
    """Refs in the old edition; empty when added."""
    new: tuple[str, ...]
    """Refs in the new edition; empty when removed."""
    relation: Relation
    """By the measured rule of contract section 5."""
    moved: Moved | None
    """None when only renumbered."""
    score: float
    """0 to 1; for added and removed the score of the best rejected candidate's complement."""
    reason: str
    """One English sentence: by which evidence."""
    runner_up: RunnerUp | None = None
    """The best candidate not chosen, None when nothing else shares a word."""
    by: Literal["method", "hand"] = "method"
    """``hand`` when a side file says so."""
    doubtful: bool = False
    """True when a person should check it."""
    hunks: tuple[Hunk, ...] = ()
    """Word diff, in reading order; rebuilds the texts of all its provisions exactly. Either end of a move is a hunk."""
    only: Only | None = None
    """What kind of change this is when all of it is of one kind below ``substantive``; else None."""


class RenamingPlace(Struct, frozen=True):
    """One place where a term was renamed."""

    old_ref: str
    """Provision with the old words."""
    old: tuple[int, int]
    """Half-open span of them in code points of that provision's text."""
    new_ref: str
    """Provision with the new words."""
    new: tuple[int, int]
    """Half-open span of them in code points of that provision's text."""


class Renaming(Struct, frozen=True):
    """A term that was renamed throughout the two editions."""

    id: str
    """Name by which hunks cite it: ``renaming-1``."""
    old: str
    """The old words, in the form that stands in most places, or in the form a dictionary lists."""
    new: str
    """The new words."""
    count: int
    """Places where the old words gave way to the new ones."""
    total: int
    """Places where the old words stood without the new ones, in old provisions that have a new one."""
    places: tuple[RenamingPlace, ...]
    """Every place, in the order of the links."""


class ArticleLink(Struct, frozen=True):
    """Articles that share linked paragraphs."""

    old: tuple[str, ...]
    """Old article numbers."""
    new: tuple[str, ...]
    """New article numbers."""
    score: float
    """Share of the words of both sides that stand in linked paragraphs, 0 to 1."""


class EditorNote(Struct, frozen=True):
    """What a newsroom says beside a provision, from its notes file: no part of the law, and not the program's word."""

    old: tuple[str, ...]
    """Old provisions it is about."""
    new: tuple[str, ...]
    """New provisions it is about."""
    text: str
    """As written."""
    author: str
    """Who says it."""
    date: str
    """ISO date, empty when not given."""
    language: str = ""
    """Two-letter code of the text, empty when not given."""


class Comparison(Struct, frozen=True):
    """Two editions, linked and diffed."""

    old: Document
    """The earlier edition, whole."""
    new: Document
    """The later edition, whole."""
    links: tuple[Link, ...]
    """New order, removals last; every paragraph of the compared parts occurs at least once."""
    articles: tuple[ArticleLink, ...] = ()
    """Article level, new order, removals last."""
    parts: tuple[str, ...] = ()
    """Numbers of the parts compared; empty for the whole texts."""
    notices: tuple[Notice, ...] = field(default=())
    """Doubts about the comparison itself."""
    renamings: tuple[Renaming, ...] = ()
    """Terms renamed throughout, most places first; counted in all links of both whole texts, whatever parts are compared."""
    editor_notes: tuple[EditorNote, ...] = ()
    """What a notes file says, in its order."""
    observations: Observations | None = None
    """What it means: findings, ledger, numbers, references, claims; None when only linked and diffed."""
