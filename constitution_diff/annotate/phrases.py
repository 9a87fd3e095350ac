"""Phrases: neighbouring words of the matter that stand on one side of a link and in no form on the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

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


class Phrase(Struct, frozen=True):
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
    is_bound: tuple[bool, bool] = (False, False)
    """For the words before and after it True when neither a mark nor a conjunction parts them from it."""
    replaced: bool = False
    """True when other words stand in its place on the other side."""
    lead: int = -1
    """Index of the first of the small words that belong to it, such as its preposition; -1 when there are none."""

    def quote(self) -> Evidence:
        """Return its words, with what stands between them, and small words that lead to it."""
        words, text = self.clause.sentence.words, self.clause.text
        first, last = self.lead if self.lead >= 0 else self.first, self.last
        # Half of a hyphened word is no quote.
        while first > 0 and words[first - 1].end + 1 == words[first].start and not text[words[first - 1].end].isspace():
            first -= 1
        while (
            last + 1 < len(words)
            and words[last].end + 1 == words[last + 1].start
            and not text[words[last].end].isspace()
        ):
            last += 1
        return self.clause.quote(words[first].start, words[last].end)

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


def phrases_of(clauses: Sequence[Clause], stays: Set[int], names: Names) -> tuple[Phrase, ...]:
    """Return the phrases of sentences whose words are not among those that stay, given by number."""
    return tuple(phrase for clause in clauses for phrase in _phrases_in(clause, stays, names))


def _phrases_in(clause: Clause, stays: Set[int], names: Names) -> Iterable[Phrase]:
    counted = _counted(clause)
    runs: list[list[int]] = []
    is_open = False
    for index, word in enumerate(clause.sentence.words):
        is_matter = bool(clause.roots[index]) and not clause.is_light[index]
        if not is_matter and not is_open:
            continue
        if (
            word.norm == ";"
            or (is_matter and names.number(word.norm) in stays)
            or any(_belongs(clause, index, *span) for span in counted)
        ):
            is_open = False
        elif is_matter:
            if is_open:
                runs[-1].append(index)
            else:
                runs.append([index])
            is_open = True
    return [
        phrase
        for run in runs
        for phrase in _split_persons(make_phrase(clause, run, _lead(clause, run[0], stays, names)))
    ]


def _counted(clause: Clause) -> list[tuple[int, int, bool]]:
    """Return the spans of words that are compared by count, each with whether all words in it are its own."""
    # In a ban on conduct, public order is a thing not to harm, like the others of its list.
    is_ban = stance_of(clause) == "restriction"
    return [
        (hit.start, hit.end, len(clause.text[hit.start : hit.end].split()) <= SHORT_HIT)
        for hit in clause.hits
        if (name := family(hit)) in COUNTED and not (is_ban and name.startswith("ground-"))
    ]


def _split_persons(phrase: Phrase) -> list[Phrase]:
    """Return a phrase that touches the person meant cut at its commas: "arrested, | accused of a crime"."""
    clause, words = phrase.clause, phrase.clause.sentence.words
    runs: list[list[int]] = [[]]
    for index in range(phrase.first, phrase.last + 1):
        # "Who" and "which" after a comma go on about the same person.
        if runs[-1] and clause.roots[index] and "," in clause.text[words[index - 1].end : words[index].start]:
            runs.append([])
        if not clause.is_light[index]:
            runs[-1].append(index)
    if not phrase.by_holder or len(runs) == 1 or not all(runs):
        return [phrase]
    pieces = [make_phrase(clause, run) for run in runs]
    return [replace(piece, is_item=piece.is_closed, by_holder=True) for piece in pieces]


SHORT_HIT = 5
"""Words up to which a marker's words are all its own; in a longer one those between may be anybody's."""


def _belongs(clause: Clause, index: int, start: int, end: int, is_short: bool) -> bool:
    """Return True for a word of a cue; words in its gaps are no part of it: "in accordance with [this] law"."""
    word = clause.sentence.words[index]
    if word.start < start or word.end > end:
        return False
    return is_short or word.start == start or word.end == end or clause.is_light[index]


def _lead(clause: Clause, first: int, stays: Set[int], names: Names) -> int:
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
    is_bound = (
        first > 0 and before.isspace() and words[first - 1].start not in joints,
        last + 1 < len(words) and after.isspace() and words[last + 1].start not in joints,
    )
    is_opened = any(mark in before for mark in ",;") or (first > 0 and words[first - 1].start in joints)
    is_cut = any(mark in after for mark in ",;") or (last + 1 < len(words) and words[last + 1].start in joints)
    holders = [(hit.start, hit.end) for hit in clause.markers if hit.effect == "holder" and hit.marker != "h-state"]
    start, end = words[first].start, words[last].end
    # Words after the holder that lead to a noun belong to it: "the citizens' annual leave".
    leads_on = last + 1 < len(words) and not clause.is_light[last + 1] and not after.strip(" ")
    near = not only_rest(clause, run) and any(
        begin - 4 <= end and start <= stop + 4 and not (leads_on and stop <= start) for begin, stop in holders
    )
    including = _including(clause, words[run[0]].start)
    is_item = is_opened or is_cut or including is not None
    if including is not None and including < run[0]:
        lead = including if lead < 0 else min(lead, including)
    is_item = is_item or _is_in_new_member(clause, run)
    return Phrase(clause, run[0], last, is_item, near, is_cut or _is_at_end(clause, last), is_bound, lead=lead)


def _member(clause: Clause, index: int) -> tuple[int, int]:
    """Return the first and last word of the stretch between marks and conjunctions that a word stands in."""
    ends = _member_ends(clause)
    place = bisect_left(ends, index)
    return (ends[place - 1] + 1 if place else 0), ends[place]


@lru_cache(maxsize=256)
def _member_ends(clause: Clause) -> tuple[int, ...]:
    """Return the last word of every stretch between marks and conjunctions."""
    words, text = clause.sentence.words, clause.text
    joints = {hit.start for hit in clause.signs if hit.sign == "joint"}
    inner = [
        index
        for index, (one, other) in enumerate(pairwise(words))
        if one.start in joints
        or other.start in joints
        or "," in (between := text[one.end : other.start])
        or ";" in between
    ]
    return (*inner, len(words) - 1)


def _is_at_end(clause: Clause, last: int) -> bool:
    """Return True when only words without matter follow in the same member of a list."""
    return all(clause.is_light[last + 1 : _member(clause, last)[1] + 1])


def _is_in_new_member(clause: Clause, run: Sequence[int]) -> bool:
    """Return True when the other words of the member of a list are said a second time: the member is new as a whole."""
    words = clause.sentence.words
    first, last = _member(clause, run[0])
    matter = [index for index, light in enumerate(clause.is_light) if not light]
    inside = [words[index].norm[:4] for index in matter if first <= index <= last and index not in run]
    outside = {words[index].norm[:4] for index in matter if not first <= index <= last}
    return first > 0 and bool(inside) and outside.issuperset(inside)


def _including(clause: Clause, position: int) -> int | None:
    """Return the index of the word that says "including" between the same commas; None when there is none."""
    cuts = [*(hit.end() for hit in re.finditer(r"[,;]", clause.text)), clause.sentence.start, clause.sentence.end]
    start, end = max(cut for cut in cuts if cut <= position), min(cut for cut in cuts if cut > position)
    signs = [hit.start for hit in clause.signs if hit.sign == "including" and start <= hit.start and hit.end <= end]
    return next((index for index, word in enumerate(clause.sentence.words) if signs and word.start == signs[0]), None)


def only_rest(clause: Clause, run: Iterable[int]) -> bool:
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
