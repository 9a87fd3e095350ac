"""A tiny language that builds test documents: indented lines in, `Document` out.

    preface: DRAFT                       one block before the preamble
    preamble: We, the people,            one line of the preamble; more of them are joined by line breaks
    Part II Rights                       also Chapter, Section; Russian and Kazakh words work too
      Article 10. Citizenship            the heading may be missing
        1. Everyone has rights.          a numbered paragraph
          1) the first;                  a subparagraph; below a subparagraph it is a point
          + A second block.              a continuation (alinea) of what it is indented under
        2. [repealed]                    a repealed unit, kept without text; works for articles too
        note: Amended in 2007.           an editorial note after the provision above it; `note footnote:` names its kind
      Article 11
        Any other text under an article is its unnumbered paragraph.
    conclusion: Signed.                  one block after the last article

Indentation says what belongs to what. ``\\n`` in a line stands for a line break. References, eIds and notices about
repeated numbers come from `constitution_diff.structure.eids`, as they do for real texts.
"""

from __future__ import annotations

import re
import textwrap

from msgspec import Struct, field

from constitution_diff.model import Document, Edition, Kind, Note, Provision
from constitution_diff.structure.eids import PREAMBLE, identify

NUMBER = r"\d+(?:-\d+)?|[IVXLCІХ]+(?:-\d+)?"
FIELD = re.compile(r"(?P<name>preface|preamble|conclusion|note(?: \w+)?): ?(?P<text>.*)")
WORDS: tuple[tuple[Kind, str, str], ...] = (
    ("part", "Part|Раздел", "бөлім"),
    ("chapter", "Chapter|Глава", "тарау"),
    ("section", "Section|Подраздел", "бөлімше"),
    ("article", "Article|Статья", "бап"),
)
RULES = tuple(
    (
        kind,
        re.compile(
            rf"(?P<label>(?:(?:{before}) (?P<num>{NUMBER})|(?P<num2>{NUMBER})[ -](?:{after}))\.?)(?: (?P<rest>.*))?$"
        ),
    )
    for kind, before, after in WORDS
)
PARAGRAPH = re.compile(r"(?P<label>(?P<num>\d+(?:-\d+)?)\.)(?: (?P<rest>.*))?$")
SUBPARAGRAPH = re.compile(r"(?P<label>(?P<num>\d+(?:-\d+)?|[a-zа-я])\))(?: (?P<rest>.*))?$")
REPEALED = "[repealed]"


class Line(Struct, eq=False):
    """A provision while its lines are read."""

    indent: int
    kind: Kind
    num: str = ""
    label: str = ""
    heading: str = ""
    text: str = ""
    status: str = ""
    children: list[Line] = field(default_factory=list)

    def freeze(self) -> Provision:
        children = tuple(child.freeze() for child in self.children)
        return Provision(self.kind, self.num, self.label, "", "", self.heading, self.text, self.status, children)

    def walk(self) -> list[Line]:
        return [self, *(line for child in self.children for line in child.walk())]


def build(text: str, language: str = "en", **edition: object) -> Document:
    """Return the document that the lines describe; ``edition`` sets further fields of its `Edition`."""
    fields: dict[str, list[str]] = {"preface": [], "preamble": [], "conclusion": []}
    notes: list[tuple[Line | None, str, str]] = []
    top: list[Line] = []
    path: list[Line] = []
    last: Line | None = None
    for printed in textwrap.dedent(text).splitlines():
        content = printed.strip().replace("\\n", "\n")
        if not content:
            continue
        if match := FIELD.match(content):
            name, value = match["name"], content[match.start("text") :]
            if name.startswith("note"):
                notes.append((last, value, name.removeprefix("note").strip() or "remark"))
            else:
                fields[name].append(value)
            continue
        indent = len(printed) - len(printed.lstrip())
        while path and path[-1].indent >= indent:
            path.pop()
        last = read_line(content, indent, path[-1] if path else None)
        (path[-1].children if path else top).append(last)
        path.append(last)
    preamble = None
    if fields["preamble"]:
        preamble = Provision("preamble", "", "", PREAMBLE, PREAMBLE, text="\n".join(fields["preamble"]))
    body, notices = identify(tuple(line.freeze() for line in top), preamble)
    units = [unit for provision in body for unit in provision.walk()]
    refs = {id(line): unit.ref for line, unit in zip((line for one in top for line in one.walk()), units, strict=True)}
    return Document(
        edition=Edition(language=language, **edition),  # type: ignore[arg-type]
        preface=tuple(fields["preface"]),
        preamble=preamble,
        body=body,
        conclusions=tuple(fields["conclusion"]),
        notes=tuple(Note(refs[id(line)] if line else "", value, kind) for line, value, kind in notes),
        notices=notices,
    )


def read_line(content: str, indent: int, parent: Line | None) -> Line:
    """Return the provision that one line opens."""
    for kind, pattern in RULES:
        if match := pattern.match(content):
            rest, status = read_rest(match["rest"])
            return Line(indent, kind, match["num"] or match["num2"], match["label"], rest, "", status)
    if parent is None:
        raise ValueError(f"no part, chapter or article is open for the line {content!r}")
    if content.startswith("+ "):
        return Line(indent, "alinea", text=content[2:])
    below: Kind = "point" if parent.kind in ("subparagraph", "point") else "subparagraph"
    for kind, pattern in (("paragraph", PARAGRAPH), (below, SUBPARAGRAPH)):
        if match := pattern.match(content):
            rest, status = read_rest(match["rest"])
            return Line(indent, kind, match["num"], match["label"], "", rest, status)
    if parent.kind not in ("article", "part", "chapter", "section"):
        raise ValueError(f"text under a {parent.kind} begins with '+ ': {content!r}")
    text, status = read_rest(content)
    return Line(indent, "paragraph", text=text, status=status)


def read_rest(rest: str | None) -> tuple[str, str]:
    """Return the text and the status of what follows a label."""
    return ("", "repealed") if rest == REPEALED else (rest or "", "")
