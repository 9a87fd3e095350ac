"""Phrases: neighbouring words of the matter that stand on one side of a link and in no form on the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from constitution_diff.annotate.clauses import Clause, Hit
from constitution_diff.annotate.markers import MarkerHit
from constitution_diff.annotate.stance import stance_of
from constitution_diff.annotate.words import Names
from constitution_diff.observations import Evidence

FAMILIES: dict[str, str] = {
    **dict.fromkeys(("according-to-law", "law-order", "regulated-by-law"), "by-law"),
    **dict.fromkeys(("right", "guaranteed", "recognised", "protected"), "grant"),
    **dict.fromkeys(("not-permitted", "prohibited", "no-right"), "ban"),
    "i-only": "only",
    "i-expressly": "expressly",
    "i-arbitrary": "arbitrary",
}
"""Markers and signs that may replace each other without a change of meaning are counted as one family."""


COUNTED = frozenset(
    {
        "by-law",
        "only",
        "expressly",
        "arbitrary",
        "court-control",
        "free-of-charge",
        "compensation",
        "competitive",
        "exception",
        "necessity",
        "time-limit",
        "treaty",
        "emergency",
        "lawfully",
        "only-by-law",
        "absolute",
        "inherent",
        "never",
        "any",
        "threshold",
        "otherwise",
        "only-where-provided",
        "ground-security",
        "ground-order",
        "ground-morals",
        "ground-health",
        "ground-constitutional-order",
        "ground-rights-of-others",
        "ground-territory",
    }
)
"""Families whose words are no matter of their own: they are compared by count, not word by word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Neighbouring words of the matter that went or came."""

    clause: Clause
    """Their sentence."""
    first: int
    """Index of the first word in the sentence."""
    last: int
    """Index of the last word."""
    is_item: bool
    """True when a comma or conjunction bounds it: a member of a list, not an attribute."""
    by_holder: bool
    """True when it touches the words for the person meant."""
    is_closed: bool
    """True when a comma, a conjunction or the end of the sentence follows: no word behind it belongs to it."""
    replaced: bool = False
    """True when other words stand in its place on the other side."""

    lead: int = -1
    """Index of the first of the small words that belong to it, such as its preposition; -1 when there are none."""

    def quote(self) -> Evidence:
        """Return its words, with what stands between them, and small words that lead to it."""
        words = self.clause.sentence.words
        return self.clause.quote(words[self.lead if self.lead >= 0 else self.first].start, words[self.last].end)

    @property
    def is_wording(self) -> bool:
        """True when other words stand in its place, unless they say who is meant."""
        return self.replaced and not self.by_holder

    @property
    def size(self) -> int:
        """Number of its words that carry matter."""
        return sum(not light for light in self.clause.is_light[self.first : self.last + 1])


def family(hit: Hit) -> str:
    """Return the family a marker or sign is counted in."""
    name = hit.marker if isinstance(hit, MarkerHit) else hit.sign
    return FAMILIES.get(name, name)


def phrases_of(clauses: Sequence[Clause], stays: set[int], names: Names) -> tuple[Phrase, ...]:
    """Return the phrases of sentences whose words are not among those that stay, given by number."""
    return tuple(phrase for clause in clauses for phrase in _phrases_in(clause, stays, names))


def _phrases_in(clause: Clause, stays: set[int], names: Names) -> Iterable[Phrase]:
    # In a ban on conduct, public order is a thing not to harm, like the others of its list.
    is_ban = stance_of(clause) == "restriction"
    counted = [
        (hit.start, hit.end)
        for hit in clause.hits
        if family(hit) in COUNTED and not (is_ban and family(hit).startswith("ground-"))
    ]
    words = clause.sentence.words
    runs: list[list[int]] = []
    is_open = False
    for index, word in enumerate(words):
        # Words in the gaps of a cue are no part of it: "in accordance with [this] law".
        taken = any(_belongs(clause, index, start, end) for start, end in counted)
        if (
            word.norm == ";"
            or taken
            or (clause.roots[index] and not clause.is_light[index] and names.number(word.norm) in stays)
        ):
            is_open = False
        elif clause.roots[index] and not clause.is_light[index]:
            if is_open:
                runs[-1].append(index)
            else:
                runs.append([index])
            is_open = True
    return [make_phrase(clause, run, _lead(clause, run[0], stays, names)) for run in runs]


REPLACED_RATIO = 4
"""A phrase so many times as long as what stood in its place says more than other words for the same."""


SHORT_HIT = 5
"""Words up to which a marker's words are all its own; in a longer one those between may be anybody's."""


def _belongs(clause: Clause, index: int, start: int, end: int) -> bool:
    word = clause.sentence.words[index]
    if word.start < start or word.end > end:
        return False
    is_short = len(clause.text[start:end].split()) <= SHORT_HIT
    return is_short or word.start == start or word.end == end or clause.is_light[index]


def _lead(clause: Clause, first: int, stays: set[int], names: Names) -> int:
    """Return the index from which small words lead to a word: prepositions, and light words that changed as well."""
    words = clause.sentence.words
    joints = {hit.start for hit in clause.signs if hit.sign == "joint"}
    lead = first
    while lead > 0:
        word = words[lead - 1]
        is_small = not clause.roots[lead - 1] and word.norm != ";"
        is_changed = clause.is_light[lead - 1] and names.number(word.norm) not in stays
        between = clause.text[word.end : words[lead].start]
        if word.start in joints or not (is_small or is_changed) or not between.isspace():
            break
        lead -= 1
    return lead if lead < first else -1


def make_phrase(clause: Clause, run: list[int], lead: int = -1) -> Phrase:
    """Return the phrase of words given by their indices, with what it touches."""
    first, last = run[0] if lead < 0 else lead, run[-1]
    words, text = clause.sentence.words, clause.text
    joints = {hit.start for hit in clause.signs if hit.sign == "joint"}
    before = text[words[first - 1].end : words[first].start] if first else ""
    after = text[words[last].end : words[last + 1].start] if last + 1 < len(words) else ""
    is_opened = any(mark in before for mark in ",;") or (first > 0 and words[first - 1].start in joints)
    is_cut = any(mark in after for mark in ",;") or (last + 1 < len(words) and words[last + 1].start in joints)
    holders = [(hit.start, hit.end) for hit in clause.markers if hit.effect == "holder" and hit.marker != "h-state"]
    start, end = words[first].start, words[last].end
    # Words after the holder that lead to a noun belong to it: "the citizens' annual leave".
    leads_on = last + 1 < len(words) and not clause.is_light[last + 1] and not after.strip(" ")
    near = not _only_rest(clause, run) and any(
        begin - 4 <= end and start <= stop + 4 and not (leads_on and stop <= start) for begin, stop in holders
    )
    including = _including(clause, words[run[0]].start)
    is_item = is_opened or is_cut or including is not None
    if including is not None and including < run[0]:
        lead = including if lead < 0 else min(lead, including)
    return Phrase(clause, run[0], last, is_item, near, is_cut or last + 1 == len(words), lead=lead)


def _including(clause: Clause, position: int) -> int | None:
    """Return the index of the word that says "including" between the same commas; None when there is none."""
    cuts = [*(hit.end() for hit in re.finditer(r"[,;]", clause.text)), clause.sentence.start, clause.sentence.end]
    start, end = max(cut for cut in cuts if cut <= position), min(cut for cut in cuts if cut > position)
    signs = [hit.start for hit in clause.signs if hit.sign == "including" and start <= hit.start and hit.end <= end]
    return next((index for index, word in enumerate(clause.sentence.words) if signs and word.start == signs[0]), None)


def tell_attributes(phrases: tuple[Phrase, ...], others: Sequence[Clause], names: Names) -> tuple[Phrase, ...]:
    """Return phrases with those told to be attributes that the other side shows to be: "…, annual leave", "…, leave".

    Where the words around a phrase stand there with a comma or conjunction between them, the list has as many members.
    """
    told = []
    for phrase in phrases:
        place = neighbours(phrase, names)
        is_attribute = (
            phrase.is_item and not phrase.is_closed and any(_are_listed(place, clause, names) for clause in others)
        )
        told.append(replace(phrase, is_item=False) if is_attribute else phrase)
    return tuple(told)


def _are_listed(place: tuple[int | None, int | None], clause: Clause, names: Names) -> bool:
    words = clause.sentence.words
    matter = [index for index, light in enumerate(clause.is_light) if not light]
    joints = {hit.start for hit in clause.signs if hit.sign == "joint"}
    for before, after in pairwise(matter):
        if (names.number(words[before].norm), names.number(words[after].norm)) == place:
            between = clause.text[words[before].end : words[after].start]
            return "," in between or any(words[before].end <= start < words[after].start for start in joints)
    return False


def mark_replaced(
    gone: tuple[Phrase, ...], come: tuple[Phrase, ...], names: Names
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Mark phrases that have the same neighbour on the other side where another phrase of their size stands."""
    sides = [[(phrase, neighbours(phrase, names)) for phrase in phrases] for phrases in (gone, come)]
    marked = [
        tuple(
            replace(
                phrase,
                replaced=_only_rest(phrase.clause, range(phrase.first, phrase.last + 1))
                or any(_stands_for(phrase, place, *other) for other in sides[1 - side]),
            )
            for phrase, place in sides[side]
        )
        for side in (0, 1)
    ]
    return marked[0], marked[1]


def _stands_for(
    one: Phrase, place: tuple[int | None, int | None], other: Phrase, elsewhere: tuple[int | None, int | None]
) -> bool:
    if one.is_item != other.is_item:
        return False
    shorter, longer = sorted((one.size, other.size))
    # An attribute may change sides: "bodies of national security", "special state bodies".
    pairs = [*zip(place, elsewhere, strict=True), *(() if one.is_item else zip(place, elsewhere[::-1], strict=True))]
    return any(here is not None and here == there for here, there in pairs) and longer <= REPLACED_RATIO * max(
        shorter, 1
    )


def _only_rest(clause: Clause, run: Iterable[int]) -> bool:
    """Return True for "other": it stands for something, and is nothing by itself."""
    spans = [(hit.start, hit.end) for hit in clause.signs if hit.sign == "rest"]
    matter = [clause.sentence.words[index] for index in run if not clause.is_light[index]]
    return all(any(start <= word.start and word.end <= end for start, end in spans) for word in matter)


def neighbours(phrase: Phrase, names: Names, *, light_too: bool = False) -> tuple[int | None, int | None]:
    """Return the numbers of the matter words before and after a phrase; with ``light_too`` of all but function words."""
    words = phrase.clause.sentence.words
    skipped = [not root for root in phrase.clause.roots] if light_too else phrase.clause.is_light
    before = next((index for index in range(phrase.first - 1, -1, -1) if not skipped[index]), None)
    after = next((index for index in range(phrase.last + 1, len(words)) if not skipped[index]), None)
    return tuple(None if index is None else names.number(words[index].norm) for index in (before, after))  # type: ignore[return-value]
