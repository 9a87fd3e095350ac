"""A finding before it has its number, topic and explanation, and what a rule may ask about a group of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from constitution_diff.annotate.changes import Group, Surplus
from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.markers import MarkerHit
from constitution_diff.annotate.phrases import Phrase
from constitution_diff.annotate.stance import PROTECTIVE, Stance, stance_of
from constitution_diff.observations import Evidence, FindingKind, NumberChange, Side, Weight


class Draft(Struct, frozen=True, gc=False):
    """What a rule says about a group."""

    kind: FindingKind
    """Contract section 5."""
    rule: str
    """Id of the rule."""
    old: tuple[Evidence, ...] = ()
    """Words that went, or stood before."""
    new: tuple[Evidence, ...] = ()
    """Words that came."""
    weight: Weight = "major"
    """See `Finding.weight`."""


class Case(Struct):
    """One group under examination; rules note what they have spoken about, so that nothing is said twice."""

    group: Group
    """The sentences."""
    inherited: Stance = "rule"
    """What the rest of the provision does: a sentence without markers takes it over."""
    numbers: tuple[NumberChange, ...] = ()
    """Numbers that went, came or changed in these sentences."""
    code: str = ""
    """Code of their language."""
    used: set[str] = field(default_factory=set)
    """Families a rule has spoken about."""
    used_phrases: set[int] = field(default_factory=set)
    """``id`` of phrases a rule has spoken about."""
    known_stance: Stance | None = None
    """See `stance`; None before it was asked for."""

    @property
    def stance(self) -> Stance:
        """What the sentences do; of two answers the one that is not ``rule``, the old side first."""
        if self.known_stance is not None:
            return self.known_stance
        stances = (stance_of(clause) for clause in (*self.group.old, *self.group.new))
        stance = next((one for one in stances if one != "rule"), self.inherited)
        self.known_stance = stance
        return stance

    @property
    def is_protective(self) -> bool:
        """True for sentences a person can rely on."""
        return self.stance in PROTECTIVE

    def left(self, *families: str) -> tuple[Evidence, ...]:
        """Return the words of families that left, unless a rule has spoken about them."""
        return self._surplus(self.group.left, families)

    def entered(self, *families: str) -> tuple[Evidence, ...]:
        """Return the words of families that entered, unless a rule has spoken about them."""
        return self._surplus(self.group.entered, families)

    def _surplus(self, side: Surplus, families: Iterable[str]) -> tuple[Evidence, ...]:
        there = [name for name in families if name in side and name not in self.used] if side else ()
        return tuple([clause.quote(hit.start, hit.end) for name in there for clause, hit in side[name]])

    def use(self, *families: str) -> None:
        """Note that families have been spoken about."""
        self.used.update(families)

    def gone(self) -> tuple[Phrase, ...]:
        """Return the phrases that went and that no rule has spoken about."""
        return self._unused(self.group.gone)

    def come(self) -> tuple[Phrase, ...]:
        """Return the phrases that came and that no rule has spoken about."""
        return self._unused(self.group.come)

    def _unused(self, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        used = self.used_phrases
        return tuple([phrase for phrase in phrases if id(phrase) not in used]) if used else phrases

    def use_phrases(self, phrases: Iterable[Phrase]) -> None:
        """Note that phrases have been spoken about."""
        self.used_phrases.update(id(phrase) for phrase in phrases)

    def names(self, side: Side, *ids: str) -> bool:
        """Return True when a marker or sign stands on a side."""
        return any(clause.has(*ids) for clause in self.clauses(side))

    def has_family(self, side: Side, name: str) -> bool:
        """Return True when a marker or sign of a family stands on a side."""
        return any(name in clause.families for clause in self.clauses(side))

    def clauses(self, side: Side) -> tuple[Clause, ...]:
        """Return the sentences of a side."""
        return self.group.old if side == "old" else self.group.new

    def words(self, side: Side, *ids: str) -> tuple[Evidence, ...]:
        """Return the words of markers and signs on a side, changed or not."""
        return tuple(
            [
                clause.quote(hit.start, hit.end)
                for clause in self.clauses(side)
                if clause.has(*ids)
                for hit in clause.hits
                if (hit.marker if isinstance(hit, MarkerHit) else hit.sign) in ids
            ]
        )

    def segment(self, words: Evidence) -> Evidence:
        """Return the stretch between commas that words stand in."""
        clause = next(
            one
            for one in self.clauses(words.side)
            if one.ref == words.ref and one.sentence.start <= words.start < one.sentence.end
        )
        cuts = [
            clause.sentence.start,
            *(hit.end() for hit in re.finditer(r"[,;]\s*", clause.text)),
            clause.sentence.end,
        ]
        start = max(cut for cut in cuts if cut <= words.start)
        end = min(cut for cut in cuts if cut >= words.end)
        piece = clause.text[start:end].rstrip(" ,;.")
        return clause.quote(start, start + len(piece))


LONGEST_QUOTE = 240
"""Code points up to which words of one sentence are quoted with what stands between them."""


def span(words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return words of one side in order, without those inside others."""
    ordered = sorted(set(words), key=lambda one: (one.ref, one.start, -one.end))
    kept: list[Evidence] = []
    for one in ordered:
        if not (kept and kept[-1].ref == one.ref and one.end <= kept[-1].end):
            kept.append(one)
    return tuple(kept)


def is_inside(phrase: Phrase, words: Iterable[Evidence]) -> bool:
    """Return True when a phrase lies inside one of the quotes."""
    quote = phrase.quote()
    return any(one.ref == quote.ref and one.start <= quote.start and quote.end <= one.end for one in words)


def hull(words: Iterable[Evidence], case: Case) -> tuple[Evidence, ...]:
    """Return one quote from the first to the last of words in one sentence; words of several sentences as they are."""
    ordered = span(words)
    if not ordered or len({one.ref for one in ordered}) > 1:
        return ordered
    start, end = ordered[0].start, max(one.end for one in ordered)
    clauses = case.clauses(ordered[0].side)
    home = next(
        (
            one
            for one in clauses
            if one.ref == ordered[0].ref and one.sentence.start <= start and end <= one.sentence.end
        ),
        None,
    )
    return (home.quote(start, end),) if home is not None and end - start <= LONGEST_QUOTE else ordered
