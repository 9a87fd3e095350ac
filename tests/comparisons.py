"""Comparisons for tests: links written by hand, their word diff made by the program."""

from __future__ import annotations

from msgspec.structs import replace

from constitution_diff.diff import diff_blocks
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison, Document, Link, Notice, Relation, RunnerUp
from tests.builders import build

DIGESTS = {"old": "0" * 63 + "a", "new": "0" * 63 + "b"}


def tie(old: str, new: str, relation: Relation = "edited", score: float = 0.9, **facts: object) -> Link:
    """A link between references, given as words: ``tie("18.1", "20.1 21.1", "split")``."""
    return Link(
        tuple(old.split()), tuple(new.split()), relation, facts.pop("moved", None), score, "shared words", **facts
    )  # type: ignore[arg-type]


def connect(old: Document, new: Document, *links: Link, parts: tuple[str, ...] = ()) -> Comparison:
    """A comparison with these links, each with the hunks that the program's own diff gives."""
    language = load_language(old.edition.language)
    diffed = (
        replace(link, hunks=diff_blocks(_blocks(old, link.old), _blocks(new, link.new), language)) for link in links
    )
    return Comparison(old, new, tuple(diffed), (), parts)


def _blocks(document: Document, refs: tuple[str, ...]) -> list[tuple[str, str]]:
    named = {one.ref: one for one in document.provisions() if one.kind != "article"}
    return [(block.ref, block.text) for ref in refs for block in named[ref].walk() if block.text]


OLD = """
    preface: Constitution of Freedonia
    preamble: We, the people,
    preamble: adopt this law.
    Part I General
      Article 1. The State
        1. The State is secular.
        2. Power belongs to the people.
    Part II Rights
      note: The title was changed in 1999.
      Article 10
        1. Everyone has the right to life.
        2. Nobody may be punished twice. The death penalty is prohibited.
        note footnote: Amended in 2007.
      Article 11
        Everyone may assemble peacefully and without weapons.
      Article 12
        1. Citizens owe the following duties:
          1) to pay taxes;
          2) to protect nature;
          3) [repealed]
          + These duties bind everyone.
        2. [repealed]
        note repeal: Paragraph 2 was repealed in 2017.
        3. Titles of honour are abolished.
      Article 13. Anthem
        1. The anthem is sung standing.
        2. The flag is blue.
      Article 14 [repealed]
    Part III Courts
      note: Courts have notes too.
      Article 20
        1. Judges are independent.
        2. Judges follow these principles:
          1) a person is innocent until a court finds guilt;
          2) nobody is a judge in their own case.
        note: About judges.
    conclusion: Signed by the assembly.
"""
NEW = """
    preface: DRAFT
    preface: Constitution of Freedonia
    preamble: We, the free people,
    preamble: adopt this law.
    Part I General
      Article 1. The State
        1. The State is secular.
        2. All power belongs to the people.
    Part II Freedoms and duties
      Article 10
        Everyone may assemble peacefully.
      Article 11
        1. Everyone has the right to life.
        2. Nobody may be punished twice.
        3. The death penalty is prohibited.
        4. A person is innocent until a court finds guilt.
      Article 12
        1. Citizens owe the following duties:
          1) to pay taxes and fees;
          2) to protect nature;
          + These duties bind all citizens.
        2. Data about a person are protected.
    Part III Courts
      Article 20
        1. Judges are independent.
        2. Judges follow these principles:
          1) nobody is a judge in their own case.
"""
LINKS = (
    tie("preamble", "preamble"),
    tie("1.1", "1.1", "unchanged"),
    tie("1.2", "1.2"),
    tie("11", "10", moved="within_part"),
    tie("10.1", "11.1", "unchanged", runner_up=RunnerUp("11.2", 0.11)),
    tie("10.2", "11.2 11.3", "split"),
    tie("20.2.1)", "11.4", "edited", 0.8, moved="other_part", doubtful=True),
    tie("12.1", "12.1"),
    tie("", "12.2", "added", 0.7, runner_up=RunnerUp("10.1", 0.3)),
    tie("20.1", "20.1", "unchanged"),
    tie("20.2", "20.2"),
    tie("12.3", "", "removed", 0.8, runner_up=RunnerUp("1.1", 0.2)),
    tie("13.1", "", "removed", 0.9),
    tie("13.2", "", "removed", 0.9),
)


def editions() -> tuple[Document, Document]:
    """An old and a new text with every kind of change, repeal, note and block."""
    facts = {"title": "Constitution of Freedonia", "country": "fr", "source": "The Gazette"}
    old = build(
        OLD,
        id="fr-1990",
        sha256=DIGESTS["old"],
        file_name="old.txt",
        version_date="1990-05-01",
        status="in force",
        **facts,
    )
    new = build(
        NEW,
        id="fr-2020",
        sha256=DIGESTS["new"],
        file_name="new.txt",
        version_date="2020-06-21",
        status="draft",
        **facts,
    )
    return old, new


def comparison(parts: tuple[str, ...] = (), links: tuple[Link, ...] = LINKS) -> Comparison:
    """The two editions linked, with a notice; ``parts`` limits what is shown."""
    made = connect(*editions(), *links, parts=parts)
    return replace(made, notices=(Notice("weak_pair", "11.4", "The best two candidates are close."),))


def words_of(document: Document) -> dict[str, str]:
    """The text of every block of an edition, by reference; an empty article counts as a block."""
    blocks = (one for one in document.provisions() if one.kind not in ("part", "article") or not one.children)
    return {one.ref: one.text for one in blocks}
