"""Terms of which one covers the other, such as a crime and any criminal offence: rules for a change from one to the other.

``lexicon/<code>/words.toml`` lists scales of terms, the narrowest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from constitution_diff.annotate.clauses import Clause
from constitution_diff.annotate.cue_index import CueIndex
from constitution_diff.annotate.drafts import Case, Draft
from constitution_diff.annotate.lexicon import find_file, read_toml
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of
from constitution_diff.observations import Evidence, FindingKind, Side
from constitution_diff.text import NO_FOLDING

_BOUND: dict[str, tuple[FindingKind, FindingKind]] = {
    "limit": ("restriction_added", "restriction_removed"),
    "restriction": ("restriction_added", "restriction_removed"),
    "interference": ("restriction_added", "restriction_removed"),
    "duty": ("duty_added", "duty_removed"),
}


@lru_cache(maxsize=16)
def load_scales(code: str) -> CueIndex:
    """Return the scales of a language as cues, whose owners are ``scale:place``, both counted from 0.

    Raises:
        LexiconError: the file is not valid.
    """
    path = find_file(code, "words.toml")
    if path is None:
        return CueIndex({}, NO_FOLDING)
    try:
        scales = read_toml(path)["scales"]
        cues = {
            f"{number}:{place:02}": terms for number, scale in enumerate(scales) for place, terms in enumerate(scale)
        }
        return CueIndex(cues, language_of(code).folding)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/words.toml", "see docs/lexicon.md"
        ) from error


def change_term(case: Case) -> Iterable[Draft]:
    """A term became a wider or a narrower one of its scale."""
    if not (case.gone() or case.come()) or (not case.is_protective and case.stance not in _BOUND):
        return
    old = _terms(case, "old")
    new = _terms(case, "new") if old else {}
    for gone, (scale, before) in old.items():
        came = [(place, words) for words, (other, place) in new.items() if other == scale and place != before]
        stays = (scale, before) in new.values() or any((scale, place) in old.values() for place, _ in came)
        if not came or stays:
            continue
        after, words = came[0]
        case.use_phrases(phrase for phrase in (*case.gone(), *case.come()) if _overlaps(phrase.quote(), (gone, words)))
        is_wider = after > before
        if case.is_protective and case.stance != "interference":
            kind: FindingKind = "guarantee_widened" if is_wider else "guarantee_narrowed"
        else:
            kind = _BOUND[case.stance][0 if is_wider else 1]
        yield Draft(kind, "term-wider" if is_wider else "term-narrower", (gone,), (words,), "minor")
        return


def _terms(case: Case, side: Side) -> dict[Evidence, tuple[int, int]]:
    """Return the terms of scales on a side, with scale and place; of terms that share words the longest."""
    return {words: place for clause in case.clauses(side) for words, place in _terms_of(clause, case.code)}


def _terms_of(clause: Clause, code: str) -> list[tuple[Evidence, tuple[int, int]]]:
    sentence = clause.sentence
    taken: set[int] = set()
    found = []
    for first, last, owner, _ in sorted(
        load_scales(code).places(sentence.norms), key=lambda place: (place[0] - place[1], place[0])
    ):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            scale, step = owner.split(":")
            found.append((clause.quote(sentence.starts[first], sentence.ends[last]), (int(scale), int(step))))
    return sorted(found, key=lambda one: one[0].start)


def _overlaps(quote: Evidence, others: Iterable[Evidence]) -> bool:
    return any(
        one.side == quote.side and one.ref == quote.ref and one.start < quote.end and quote.start < one.end
        for one in others
    )
