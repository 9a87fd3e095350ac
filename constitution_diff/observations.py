"""The nouns of what a change means: findings, the guarantee ledger, numbers, references, claims. Plain frozen values.

Quotes are exact substrings of the provision's text; a span is half-open, in code points of that text.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FindingKind = Literal[
    "guarantee_added",
    "guarantee_widened",
    "guarantee_narrowed",
    "guarantee_removed",
    "duty_added",
    "duty_removed",
    "restriction_added",
    "restriction_removed",
    "relocated",
    "nonderogable_changed",
    "terminology",
    "editorial",
]
Weight = Literal["major", "minor"]
Side = Literal["old", "new"]
Fate = Literal["kept", "reworded", "relocated", "widened", "narrowed", "conditional", "gone"]
Verdict = Literal["new", "widened", "narrowed", "restated", "moved", "reworded", "not_found", "overstated"]
Sentences = tuple[tuple[str, str], ...]
"""Language code and one plain sentence in it, sorted by code."""


class Evidence(Struct, frozen=True):
    """Words of the law that something rests on."""

    side: Side
    """Which edition."""
    ref: str
    """Provision the span counts in."""
    start: int
    """First code point of the words."""
    end: int
    """One past their last code point."""
    words: str
    """The words, as printed."""


class Finding(Struct, frozen=True):
    """What a change means for a right, by one rule."""

    id: str
    """``F001`` and so on, in reading order of the new edition; changes when the texts do."""
    kind: FindingKind
    """Contract section 5."""
    topic: str
    """Id of a topic of the lexicon, ``part_title`` for the heading of a part; empty where the words name none."""
    weight: Weight
    """``major`` when who has what, or when it may be limited, changed; ``minor`` for wording and aims."""
    old: tuple[str, ...]
    """Old provisions concerned, in order."""
    new: tuple[str, ...]
    """New provisions concerned, in order."""
    old_words: tuple[str, ...]
    """Exact words that went, or that stood before; empty for what only came."""
    new_words: tuple[str, ...]
    """Exact words that came; empty for what only went."""
    rule: str
    """Id of the rule, described in ``docs/findings.md``."""
    explanation: Sentences
    """One sentence a language."""
    evidence: tuple[Evidence, ...] = ()
    """Where the words stand, old side first."""
    link: int = -1
    """Index of the link in the comparison; -1 when the finding is about several."""


class LedgerEntry(Struct, frozen=True):
    """One guarantee of the old edition and what became of it."""

    ref: str
    """Old provision that holds it."""
    quote: str
    """Its old words: the sentence or clause."""
    markers: tuple[str, ...]
    """Ids of the markers that make it a guarantee, in reading order."""
    fate: Fate
    """What became of it; exactly one."""
    new: tuple[str, ...]
    """New provisions that hold it; empty when gone."""
    new_quote: str
    """Their words; empty when gone."""
    rule: str
    """By which rule the fate was told."""
    findings: tuple[str, ...] = ()
    """Ids of the findings about it."""


class NumberChange(Struct, frozen=True):
    """A number, date, duration, share or quorum that went, came, or was replaced inside a link."""

    old: tuple[str, ...]
    """Old provisions of the link; empty when added."""
    new: tuple[str, ...]
    """New provisions of the link; empty when removed."""
    change: Literal["gone", "come", "replaced"]
    """What happened to it."""
    old_value: str
    """The number as digits (``72``), empty when it came."""
    new_value: str
    """The number as digits, empty when it went."""
    unit: str
    """What is counted: ``hour year percent share`` …; empty for a bare number."""
    old_words: str
    """As printed, with the unit."""
    new_words: str
    """As printed, with the unit."""
    old_context: str
    """The clause around it, exact."""
    new_context: str
    """The clause around it, or the clause that now stands for it; empty when there is none."""
    left_to_law: bool
    """True when the new clause leaves to the law what the number said."""
    explanation: Sentences = ()
    """One sentence a language."""
    evidence: tuple[Evidence, ...] = ()
    """Where the words stand, old side first."""


class CitedProvision(Struct, frozen=True):
    """One provision a text cites, and whether the other edition's text cites its counterpart."""

    old: tuple[str, ...]
    """Cited old provisions, or the counterparts of the cited new one."""
    new: tuple[str, ...]
    """Cited new provisions, or the counterparts of the cited old one."""
    fate: Literal["kept", "renumbered", "left", "entered"]
    """``kept`` and ``renumbered`` are cited on both sides; ``left`` and ``entered`` on one."""


class ReferenceChange(Struct, frozen=True):
    """The citations of a linked provision, compared through the alignment and not as numbers."""

    old: tuple[str, ...]
    """Old provisions that cite."""
    new: tuple[str, ...]
    """New provisions that cite."""
    cited: tuple[CitedProvision, ...]
    """Every provision cited on either side, in order of the old text, then of the new."""
    nonderogable: bool
    """True when the citing sentence says that the rights cited may not be limited."""
    old_words: str
    """The citing words, exact; empty when there are none."""
    new_words: str
    """The citing words, exact; empty when there are none."""
    explanation: Sentences = ()
    """One sentence a language."""


class TopicTag(Struct, frozen=True):
    """The topics of one provision."""

    side: Side
    """Which edition."""
    ref: str
    """The provision."""
    topics: tuple[str, ...]
    """Ids, in order of the lexicon; empty when it is untagged."""
    words: tuple[str, ...]
    """For each topic the words that told it, exact."""


class ConditionCount(Struct, frozen=True):
    """How many "by law" clauses entered and left the guarantees of an article."""

    article: str
    """New article; the old one where the article is gone."""
    old: int
    """Clauses in the guarantees of the linked old provisions."""
    new: int
    """Clauses in the guarantees of its provisions."""
    entered: tuple[Evidence, ...]
    """Clauses that came."""
    left: tuple[Evidence, ...]
    """Clauses that went."""


class HolderShift(Struct, frozen=True):
    """A change of who holds a right or is meant by a rule."""

    old: tuple[str, ...]
    """Old provisions."""
    new: tuple[str, ...]
    """New provisions."""
    old_holders: tuple[str, ...]
    """Marker ids of the holders named before, such as ``h-citizen``; empty when none was named."""
    new_holders: tuple[str, ...]
    """Marker ids of the holders named now."""
    old_words: str
    """As printed."""
    new_words: str
    """As printed."""


class ClaimSource(Struct, frozen=True):
    """Who published the statements."""

    title: str
    """As printed there."""
    publisher: str = ""
    """Who published it."""
    date: str = ""
    """ISO date."""
    url: str = ""
    """Address, where there is one."""
    language: str = "en"
    """Two-letter code of the claims' texts."""


class Claim(Struct, frozen=True):
    """A published statement about the change, in the words of the claims file."""

    id: str
    """Unique in its file."""
    text: str
    """What is claimed."""
    old: tuple[str, ...] = ()
    """Old provisions a person named."""
    new: tuple[str, ...] = ()
    """New provisions a person named."""
    topic: str = ""
    """Topic a person named."""
    passage: str = ""
    """Which passage of the source it is about, such as ``section 3, sentence 2``."""
    verdict: Verdict | None = None
    """A person's verdict; it wins."""
    note: str = ""
    """A person's reason."""


class ClaimVerdict(Struct, frozen=True):
    """What the two texts say about a claim: a suggestion with its evidence, or a person's word."""

    claim: Claim
    """The claim."""
    verdict: Verdict
    """Contract section 7."""
    by: Literal["method", "hand"]
    """``hand`` when a person set it."""
    suggested: Verdict
    """What the rules say, also where a person said otherwise."""
    old: tuple[str, ...]
    """Old provisions compared."""
    new: tuple[str, ...]
    """New provisions compared."""
    old_quote: str
    """Words of the old text; empty when it says nothing on the matter."""
    new_quote: str
    """Words of the new text; empty when it says nothing on the matter."""
    rule: str
    """By which rule."""
    explanation: Sentences
    """The reason, one sentence a language."""
    findings: tuple[str, ...] = ()
    """Ids of the findings it touches."""


class Observations(Struct, frozen=True):
    """All that the comparison means, in reading order of the new edition."""

    findings: tuple[Finding, ...] = ()
    """What changes mean for rights."""
    ledger: tuple[LedgerEntry, ...] = ()
    """Every guarantee of the compared old provisions, once."""
    numbers: tuple[NumberChange, ...] = ()
    """Numbers that went, came or changed."""
    references: tuple[ReferenceChange, ...] = ()
    """Citations compared through the alignment."""
    topics: tuple[TopicTag, ...] = ()
    """Topics of every provision compared, old side first."""
    conditions: tuple[ConditionCount, ...] = ()
    """Articles whose guarantees gained or lost a "by law" clause."""
    holders: tuple[HolderShift, ...] = ()
    """Changes of who is meant."""
    claims: tuple[ClaimVerdict, ...] = ()
    """Claims checked, in the order of their file."""
    claim_source: ClaimSource | None = None
    """Who published the claims; None without a claims file."""
    unclaimed: tuple[str, ...] = ()
    """Ids of the substantive findings that no claim touches; empty without a claims file."""
