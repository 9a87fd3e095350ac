"""What kind of change a stretch is: typographic, grammatical, terminology or substantive.

A change is substantive unless something proves it less. It is typographic when both sides have the same letters; grammatical
when they have the same words in other forms or in another order, or no words at all; terminology when renamed terms are all
that differs. Words that are never minor (`minor`) must balance in each of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from constitution_diff.diff.lemmas import are_forms, can_tell, may_be_forms
from constitution_diff.diff.minor import Balance
from constitution_diff.diff.renames import Term
from constitution_diff.diff.reordering import Move
from constitution_diff.diff.script import Change
from constitution_diff.diff.words import Side
from constitution_diff.languages import Language
from constitution_diff.model import HunkClass
from constitution_diff.text import Memo

CONTEXT = 5
"""Equal words looked at on either side of a change, where it may be part of a renamed term ("Republic [of Kazakhstan]")."""
MOST_WORDS = 40
"""Words of a change above which it is not looked into: no list of renamed terms is that long."""


class Verdict(Struct, frozen=True):
    """The class of a change."""

    hunk_class: HunkClass
    """What kind of change."""
    is_sure: bool = True
    """False when it may be less than ``substantive``, but nothing tells the forms of a word in this language."""
    renaming: str = ""
    """Ids of the renamings that are all that happened, parted by spaces."""


JOINING_GROUP = "or"
"""The group of ``never_minor`` whose words mean the same in another order."""
AIMING_GROUPS = frozenset(("not", "only"))
"""The groups whose words mean the word after them."""
SUBSTANTIVE = Verdict("substantive")
GRAMMATICAL = Verdict("grammatical")
TYPOGRAPHIC = Verdict("typographic")


class Judge:
    """Tells the class of changes in one language, with the renamings of two editions."""

    def __init__(self, language: Language, terms: Sequence[Term] = ()) -> None:
        self._language = language
        self._balance = Balance(language)
        self._terms: dict[str, list[Term]] = {}
        for term in terms:
            self._terms.setdefault(term.old[0], []).append(term)
        # Some stems were shortened by a letter (`renames.SPELLING`).
        known = self._terms
        self._beginning_with = Memo(lambda stem: (*known.get(stem, ()), *known.get(stem[:-1], ())))
        """The terms whose first old word has a stem."""

    def judge(self, change: Change, old: Side, new: Side) -> Verdict:
        """Return the class of a change, and whether it is sure."""
        gone, come = old.norms_in(change.old_start, change.old_end), new.norms_in(change.new_start, change.new_end)
        is_long = max(len(gone), len(come)) > MOST_WORDS
        if is_long and not _is_printed_alike(change, old, new):
            return SUBSTANTIVE
        if (gone or come) and not self._balance.is_kept(gone, come):
            return SUBSTANTIVE
        if is_long or _is_printed_alike(change, old, new):
            return TYPOGRAPHIC
        if not gone and not come:
            return SUBSTANTIVE if _parts_numbers(change, old) or _parts_numbers(_swap(change), new) else GRAMMATICAL
        if "".join(gone) == "".join(come):
            return GRAMMATICAL  # one word or two: only the space between them came or went
        return self._judge_forms(gone, come) or self._judge_terms(change, old, new) or self._doubt(gone, come)

    def judge_move(self, move: Move, old: Side, new: Side) -> HunkClass:
        """Return the class of words that stand elsewhere in the same link: the order of words is grammar.

        Unless they hold a word that is never minor, or "only" or "not" now stands before another word.
        """
        gone, come = old.norms_in(*move.old), new.norms_in(*move.new)
        if any(name != JOINING_GROUP for name in self._balance.names(gone)):
            return "substantive"
        is_same = gone == come or self._judge_forms(gone, come) is not None
        aims = self._aims(old, move.old_start), self._aims(new, move.new_start)
        return "grammatical" if is_same and aims[0] == aims[1] else "substantive"

    def _aims(self, side: Side, token: int) -> Counter[tuple[str, str]]:
        """Return the words, by their stems, that "only" and "not" stand before in the sentence of a token."""
        words = side.words_in(*side.sentence_at(token))
        if AIMING_GROUPS.isdisjoint(self._balance.names([side.norms[word] for word in words])):
            return Counter()  # as in most sentences
        names = [self._balance.names([side.norms[word]]) for word in words]
        return Counter(
            (group, side.stems[following])
            for groups, following in zip(names, words[1:], strict=False)
            for group in groups
            if group in AIMING_GROUPS
        )

    # Grammar

    def _judge_forms(self, gone: Sequence[str], come: Sequence[str]) -> Verdict | None:
        if len(gone) != len(come) or not gone:
            return None
        if all(self._is_same(one, other) for one, other in zip(gone, come, strict=True)):
            return GRAMMATICAL
        # In another order "only" or "not" may belong to another word; so may words that no list of theirs names.
        if (
            len(gone) == 1
            or not self._language.never_minor
            or any(name != JOINING_GROUP for name in self._balance.names(gone))
            or not self._are_shuffled(gone, come)
        ):
            return None
        return GRAMMATICAL

    def _is_same(self, one: str, other: str) -> bool:
        return one == other or are_forms(one, other, self._language)

    def _are_shuffled(self, gone: Sequence[str], come: Sequence[str]) -> bool:
        counts = Counter(gone), Counter(come)
        left = list((counts[1] - counts[0]).elements())
        for one in (counts[0] - counts[1]).elements():
            match = next((other for other in left if self._is_same(one, other)), None)
            if match is None:
                return False
            left.remove(match)
        return not left

    def _doubt(self, gone: Sequence[str], come: Sequence[str]) -> Verdict:
        """Say that it cannot be told where every word may be a form of its counterpart, and no lemmatizer knows."""
        if can_tell(self._language) or len(gone) != len(come):
            return SUBSTANTIVE
        is_doubtful = all(one == other or may_be_forms(one, other) for one, other in zip(gone, come, strict=True))
        return Verdict("substantive", is_sure=not is_doubtful)

    # Terms

    def _judge_terms(self, change: Change, old: Side, new: Side) -> Verdict | None:
        if not self._terms:
            return None
        # Most changes have no renamed word near them: that is soon told, before their context is.
        near = old.stems[max(0, change.old_start - CONTEXT) : change.old_end + CONTEXT]
        if not any(map(self._beginning_with.__getitem__, near)):
            return None
        before, after = _context(change, old, new)
        rows = old.words_in(change.old_start - before, change.old_end + after)
        if not any(self._beginning_with[old.stems[row]] for row in rows):
            return None
        columns = new.words_in(change.new_start - before, change.new_end + after)
        found = self._take_apart(_Words(old, rows), _Words(new, columns), 0, 0)
        if found is None or not found.terms:
            return None
        if not self._language.never_minor:
            return Verdict("substantive", is_sure=False)
        has_more = found.has_forms or _marks_in(change, old) != _marks_in(_swap(change), new)
        return Verdict("terminology", True, "" if has_more else " ".join(dict.fromkeys(found.terms)))

    def _take_apart(self, old: _Words, new: _Words, row: int, column: int) -> _Parts | None:
        """Explain two stretches of words as renamed terms, equal words and forms of one word, from a place on."""
        has_forms = False
        while row < len(old.rows):
            for term in self._beginning_with[old.stem(row)]:
                if old.has(term.old, row) and new.has(term.new, column):
                    rest = self._take_apart(old, new, row + len(term.old), column + len(term.new))
                    if rest is not None:
                        return _Parts((term.id, *rest.terms), has_forms or rest.has_forms)
            if column == len(new.rows):
                return None
            one, other = old.norm(row), new.norm(column)
            if one != other:
                if not are_forms(one, other, self._language):
                    return None
                has_forms = True
            row, column = row + 1, column + 1
        return _Parts((), has_forms) if column == len(new.rows) else None


class _Parts(Struct, frozen=True):
    """What a change was taken apart into."""

    terms: tuple[str, ...] = ()
    """Ids of the renamings in it."""
    has_forms: bool = False
    """True when words in other forms are part of it too."""


class _Words(Struct, frozen=True):
    """Words of a side, by their place among the words looked at."""

    side: Side
    """Where they stand."""
    rows: Sequence[int]
    """Their tokens."""

    def norm(self, index: int) -> str:
        return self.side.norms[self.rows[index]]

    def stem(self, index: int) -> str:
        return self.side.stems[self.rows[index]]

    def has(self, phrase: Sequence[str], start: int) -> bool:
        """True when a phrase stands at a place, without a mark between its words."""
        rows = self.rows[start : start + len(phrase)]
        if len(rows) < len(phrase) or rows[-1] - rows[0] != len(phrase) - 1:
            return False
        return all(
            stem in (found, found[:-1])
            for stem, found in zip(phrase, (self.side.stems[row] for row in rows), strict=True)
        )


def _is_printed_alike(change: Change, old: Side, new: Side) -> bool:
    """True when both sides of a change have the same letters, with white space in the same places."""
    rows, columns = (change.old_start, change.old_end), (change.new_start, change.new_end)
    # Without their spaces two prints are soon compared.
    is_alike = "".join(old.norms[slice(*rows)]) == "".join(new.norms[slice(*columns)])
    return is_alike and _print(*rows, old) == _print(*columns, new)


def _print(start: int, end: int, side: Side) -> str:
    """Return a span of tokens as compared: one space wherever white space is."""
    spans = [side.span(token, token + 1) for token in range(start, end)]
    gaps = ["" if one[1] == other[0] else " " for one, other in pairwise(spans)]
    return "".join([f"{norm}{gap}" for norm, gap in zip(side.norms[start:end], [*gaps, ""], strict=False)])


def _marks_in(change: Change, side: Side) -> list[str]:
    """Return the punctuation of the old side of a change."""
    span = range(change.old_start, change.old_end)
    return [side.norms[token] for token in span if not side.flags[token]]


def _parts_numbers(change: Change, side: Side) -> bool:
    """True when a number stands right before or right after the change: "1, 5" and "1-5" are not one number less or more."""
    around = (
        side.norms[max(0, change.old_start - 1) : change.old_start] + side.norms[change.old_end : change.old_end + 1]
    )
    return any(norm[:1].isdigit() for norm in around)


def _swap(change: Change) -> Change:
    return Change(change.new_start, change.new_end, change.old_start, change.old_end)


def _context(change: Change, old: Side, new: Side) -> tuple[int, int]:
    """Return how many equal words stand right before and right after a change on both sides, `CONTEXT` at most."""
    starts = change.old_start, change.new_start
    before = range(1, min(CONTEXT, *starts) + 1)
    after = range(min(CONTEXT, len(old.norms) - change.old_end, len(new.norms) - change.new_end))
    return (
        _count_equal_words(old, new, [(starts[0] - step, starts[1] - step) for step in before]),
        _count_equal_words(old, new, [(change.old_end + step, change.new_end + step) for step in after]),
    )


def _count_equal_words(old: Side, new: Side, places: Sequence[tuple[int, int]]) -> int:
    """Return how many places hold equal words before one that does not."""
    for count, (row, column) in enumerate(places):
        if not old.flags[row] or old.norms[row] != new.norms[column]:
            return count
    return len(places)
