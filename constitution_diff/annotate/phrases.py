"""Phrases: neighbouring words of the matter that stand on one side of a link and in no form on the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.annotate.clauses import FAMILIES, MATTER, SMALL, Clause, Hit
from constitution_diff.annotate.markers import MarkerHit
from constitution_diff.annotate.sentences import BARRIER
from constitution_diff.annotate.stance import stance_of
from constitution_diff.annotate.words import Names
from constitution_diff.observations import Evidence

_MARK = re.compile(r"[,;]")
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


class Phrase(Struct, frozen=True, gc=False):
    """Neighbouring words of the matter that went or came."""

    clause: Clause
    """Their sentence."""
    first: int
    """Index of the first word in the sentence."""
    last: int
    """Index of the last word."""
    matter: tuple[int, ...]
    """Indices of its words that carry matter."""
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
        starts, ends, text = self.clause.sentence.starts, self.clause.sentence.ends, self.clause.text
        first, last = self.lead if self.lead >= 0 else self.first, self.last
        # Half of a hyphened word is no quote.
        while first > 0 and ends[first - 1] + 1 == starts[first] and not text[ends[first - 1]].isspace():
            first -= 1
        while last + 1 < len(ends) and ends[last] + 1 == starts[last + 1] and not text[ends[last]].isspace():
            last += 1
        return self.clause.quote(starts[first], ends[last])

    @property
    def is_wording(self) -> bool:
        """True when other words stand in its place, unless they say who is meant."""
        return self.replaced and not self.by_holder

    @property
    def size(self) -> int:
        """Number of its words that carry matter."""
        return len(self.matter)


def family(hit: Hit) -> str:
    """Return the family a marker or sign is counted in."""
    name = hit.marker if isinstance(hit, MarkerHit) else hit.sign
    return FAMILIES.get(name, name)


def phrases_of(clauses: Sequence[Clause], stays: frozenset[int], names: Names) -> tuple[Phrase, ...]:
    """Return the phrases of sentences whose words are not among those that stay, given by number."""
    return tuple([phrase for clause in clauses for phrase in _phrases_in(clause, stays, names)])


def _phrases_in(clause: Clause, stays: frozenset[int], names: Names) -> list[Phrase]:
    numbers = names.every(clause)
    if stays.issuperset([numbers[index] for index in clause.matter]):
        return []
    counted = _counted(clause)
    breaks = sorted(counted) if BARRIER not in clause.sentence.norms else _with_barriers(clause, counted)
    runs: list[list[int]] = []
    is_open = False
    for index in clause.matter:
        if numbers[index] in stays or index in counted:
            is_open = False
        elif is_open and bisect_left(breaks, index) == bisect_left(breaks, runs[-1][-1]):
            runs[-1].append(index)
        else:
            runs.append([index])
            is_open = True
    return [
        phrase
        for run in runs
        for phrase in _split_persons(make_phrase(clause, run, _lead(clause, run[0], stays, numbers)))
    ]


def _with_barriers(clause: Clause, counted: set[int]) -> list[int]:
    barriers = [index for index, norm in enumerate(clause.sentence.norms) if norm == BARRIER]
    return sorted({*counted, *barriers})


def _counted(clause: Clause) -> set[int]:
    """Return the indices of the words that are compared by count: those of a cue, without the words in a long one's gaps."""
    # In a ban on conduct, public order is a thing not to harm, like the others of its list.
    is_ban = stance_of(clause) == "restriction"
    found: set[int] = set()
    starts, ends = clause.sentence.starts, clause.sentence.ends
    for name, hit in zip(clause.families, clause.hits, strict=True):
        if name in COUNTED and not (is_ban and name.startswith("ground-")):
            # A hit begins and ends with a word.
            first = bisect_left(starts, hit.start)
            last = bisect_left(ends, hit.end, first)
            inside = range(first, last + 1)
            if len(clause.text[hit.start : hit.end].split()) <= SHORT_HIT:
                found.update(inside)
            else:
                # "In accordance with [this] law".
                found.update((first, last), [index for index in inside if clause.weights[index] != MATTER])
    return found


def _split_persons(phrase: Phrase) -> list[Phrase]:
    """Return a phrase that touches the person meant cut at its commas: "arrested, | accused of a crime"."""
    if not phrase.by_holder:
        return [phrase]
    clause, starts, ends = phrase.clause, phrase.clause.sentence.starts, phrase.clause.sentence.ends
    runs: list[list[int]] = [[]]
    for index in range(phrase.first, phrase.last + 1):
        # "Who" and "which" after a comma go on about the same person.
        if runs[-1] and clause.weights[index] != SMALL and "," in clause.text[ends[index - 1] : starts[index]]:
            runs.append([])
        if clause.weights[index] == MATTER:
            runs[-1].append(index)
    if len(runs) == 1 or not all(runs):
        return [phrase]
    pieces = [make_phrase(clause, run) for run in runs]
    return [replace(piece, is_item=piece.is_closed, by_holder=True) for piece in pieces]


SHORT_HIT = 5
"""Words up to which a marker's words are all its own; in a longer one those between may be anybody's."""


def _lead(clause: Clause, first: int, stays: frozenset[int], numbers: Sequence[int]) -> int:
    """Return the index from which small words lead to a word: prepositions, and light words that changed as well."""
    sentence, weights = clause.sentence, clause.weights
    lead = first
    while lead > 0:
        before = lead - 1
        is_small = weights[before] == SMALL and sentence.norms[before] != BARRIER
        is_changed = weights[before] != MATTER and numbers[before] not in stays
        if sentence.starts[before] in clause.joints or not (is_small or is_changed):
            break
        if not clause.text[sentence.ends[before] : sentence.starts[lead]].isspace():
            break
        lead -= 1
    return lead if lead < first else -1


def make_phrase(clause: Clause, run: Sequence[int], lead: int = -1) -> Phrase:
    """Return the phrase of neighbouring words of the matter, given by their indices, with what it touches."""
    first, last = run[0] if lead < 0 else lead, run[-1]
    starts, ends, text, joints = clause.sentence.starts, clause.sentence.ends, clause.text, clause.joints
    start, end = starts[first], ends[last]
    is_first, is_last = first == 0, last + 1 == len(starts)
    before = "" if is_first else text[ends[first - 1] : start]
    after = "" if is_last else text[end : starts[last + 1]]
    # Whether a conjunction stands beside it.
    joins_before = not is_first and starts[first - 1] in joints
    joins_after = not is_last and starts[last + 1] in joints
    is_opened = "," in before or ";" in before or joins_before
    is_cut = "," in after or ";" in after or joins_after
    including = _including(clause, starts[run[0]])
    is_item = is_opened or is_cut or including is not None
    if including is not None and including < run[0]:
        lead = including if lead < 0 else min(lead, including)
    return Phrase(
        clause,
        run[0],
        last,
        tuple(run),
        is_item or _is_in_new_member(clause, run),
        _is_by_holder(clause, run, (start, end), after),
        is_cut or _is_at_end(clause, last),
        (before.isspace() and not joins_before, after.isspace() and not joins_after),
        lead=lead,
    )


def _is_by_holder(clause: Clause, run: Sequence[int], span: tuple[int, int], after: str) -> bool:
    """Return True when words touch those for the person meant; ``after`` stands between them and the next word."""
    holders = [(hit.start, hit.end) for hit in clause.markers if hit.effect == "holder" and hit.marker != "h-state"]
    if not holders or only_rest(clause, run):
        return False
    start, end, last = *span, run[-1]
    # Words after the holder that lead to a noun belong to it: "the citizens' annual leave".
    leads_on = last + 1 < len(clause.weights) and clause.weights[last + 1] == MATTER and not after.strip(" ")
    return any(begin - 4 <= end and start <= stop + 4 and not (leads_on and stop <= start) for begin, stop in holders)


def _member(clause: Clause, index: int) -> tuple[int, int]:
    """Return the first and last word of the stretch between marks and conjunctions that a word stands in."""
    ends = _member_ends(clause)
    place = bisect_left(ends, index)
    return (ends[place - 1] + 1 if place else 0), ends[place]


@lru_cache(maxsize=256)
def _member_ends(clause: Clause) -> tuple[int, ...]:
    """Return the last word of every stretch between marks and conjunctions."""
    sentence = clause.sentence
    starts, last = sentence.starts, len(sentence.starts) - 1
    # No mark stands inside a word: the word before it is the last that begins before it.
    marks = [match.start() for match in _MARK.finditer(clause.text, sentence.start, sentence.end)]
    found = {bisect_right(starts, mark) - 1 for mark in marks}
    for start in clause.joints:
        joint = bisect_left(starts, start)
        found.update((joint - 1, joint))
    return (*sorted(index for index in found if 0 <= index < last), last)


def _is_at_end(clause: Clause, last: int) -> bool:
    """Return True when only words without matter follow in the same member of a list."""
    following = bisect_right(clause.matter, last)
    return following == len(clause.matter) or clause.matter[following] > _member(clause, last)[1]


def _is_in_new_member(clause: Clause, run: Sequence[int]) -> bool:
    """Return True when the other words of the member of a list are said a second time: the member is new as a whole."""
    first, last = _member(clause, run[0])
    if first == 0:
        return False
    matter, heads = clause.matter, _heads(clause)
    begin, end = bisect_left(matter, first), bisect_right(matter, last)
    inside = {heads[place] for place in range(begin, end) if matter[place] not in run}
    return bool(inside) and inside.issubset((*heads[:begin], *heads[end:]))


@lru_cache(maxsize=256)
def _heads(clause: Clause) -> tuple[str, ...]:
    """Return the first letters of the words that carry matter."""
    norms = clause.sentence.norms
    return tuple([norms[index][:4] for index in clause.matter])


def _including(clause: Clause, position: int) -> int | None:
    """Return the index of the word that says "including" between the same commas; None when there is none."""
    if "including" not in clause.ids:
        return None
    sentence = clause.sentence
    marks = _MARK.finditer(clause.text, sentence.start, sentence.end)
    cuts = [sentence.start, *[mark.end() for mark in marks], sentence.end]
    place = bisect_right(cuts, position)
    start, end = cuts[place - 1], cuts[place]
    signs = [hit.start for hit in clause.signs if hit.sign == "including" and start <= hit.start and hit.end <= end]
    return bisect_left(sentence.starts, signs[0]) if signs else None


def only_rest(clause: Clause, run: Iterable[int]) -> bool:
    """Return True for "other": it stands for something, and is nothing by itself."""
    matter = [index for index in run if clause.weights[index] == MATTER]
    if "rest" not in clause.ids:
        return not matter
    spans = [(hit.start, hit.end) for hit in clause.signs if hit.sign == "rest"]
    starts, ends = clause.sentence.starts, clause.sentence.ends
    return all(any(start <= starts[index] and ends[index] <= end for start, end in spans) for index in matter)


Neighbours = tuple[int | None, int | None]
"""Numbers of the words before and after a phrase; None at the ends."""


def neighbours(phrase: Phrase, names: Names) -> Neighbours:
    """Return the numbers of the matter words before and after a phrase."""
    return words_beside(phrase.clause.matter, phrase.first, phrase.last, names.every(phrase.clause))


def words_beside(chosen: Sequence[int], first: int, last: int, numbers: Sequence[int]) -> Neighbours:
    """Return the numbers of the words nearest to a stretch of words.

    Args:
        chosen: indices of the words that count.
        first, last: the stretch.
        numbers: the number of each word.
    """
    before, after = bisect_left(chosen, first), bisect_right(chosen, last)
    return (
        numbers[chosen[before - 1]] if before else None,
        numbers[chosen[after]] if after < len(chosen) else None,
    )
