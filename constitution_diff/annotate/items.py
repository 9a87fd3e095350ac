"""Rules for what a sentence names: members of lists and attributes that came or went; what it means depends on the stance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from constitution_diff.annotate.clauses import MATTER
from constitution_diff.annotate.drafts import Case, Draft, is_inside
from constitution_diff.annotate.phrases import Phrase
from constitution_diff.observations import Evidence, FindingKind

LONG_ITEM = 5
"""Words of matter from which a list item is a finding of its own; shorter ones of a sentence are one finding together."""


LONGEST_WORDS = 3
"""Words of matter up to which words that are no item of a list describe what is banned already."""


def name_items(case: Case) -> Iterable[Draft]:
    """Something named in a list or attribute came or went; what that means depends on what the sentence does."""
    for draft in _gone_items(case):
        yield draft
    for draft in _come_items(case):
        yield draft


_ITEM_KINDS: dict[str, tuple[FindingKind, FindingKind, str]] = {
    "limit": ("restriction_removed", "restriction_added", "limits"),
    "restriction": ("restriction_removed", "restriction_added", "ban"),
    "interference": ("restriction_removed", "restriction_added", "interference"),
    "duty": ("duty_removed", "duty_added", "duty"),
}


def _gone_items(case: Case) -> Iterable[Draft]:
    bundles = join_phrases([phrase for phrase in case.gone() if not phrase.is_wording])
    if case.is_protective and case.stance != "interference":
        for bundle in bundles:
            # "Additional forms" that became "other forms": the list is open as before.
            if any(phrase.is_item for phrase in bundle) or not case.entered("rest"):
                yield _gone_from_guarantee(case, bundle)
    elif case.stance in _ITEM_KINDS:
        kind, _, name = _ITEM_KINDS[case.stance]
        phrases = [phrase for bundle in bundles for phrase in bundle]
        measures = [phrase for phrase in phrases if case.stance == "interference" and _is_measure(case, phrase)]
        # A measure that is named no more is not allowed any more, nor bound to the conditions: they cover less.
        for words in _bundles(measures):
            yield Draft("guarantee_narrowed", "measure-left-conditions", words, (), "minor")
        for words in _bundles([phrase for phrase in phrases if phrase not in measures]):
            yield Draft(kind, f"item-left-{name}", words, (), "minor")


def _gone_from_guarantee(case: Case, bundle: tuple[Phrase, ...]) -> Draft:
    words = _joined(bundle)
    is_item = any(phrase.is_item for phrase in bundle)
    if bundle[0].by_holder:
        if is_item:
            return Draft("guarantee_narrowed", "holder-item-left", words, (), "minor")
        return Draft("guarantee_widened", "holder-attribute-left", words, (), "minor")
    if _is_covered(bundle[-1]):
        return Draft("terminology", "item-still-covered", words, (), "minor")
    if is_item and case.stance == "right":
        return Draft("guarantee_removed", "item-left-guarantee", words)
    return Draft("guarantee_narrowed", "words-left-guarantee", words)


def _is_covered(phrase: Phrase) -> bool:
    """Return True when the list goes on with "and other …" right behind it: what is no longer named is still meant."""
    clause, end = phrase.clause, phrase.clause.sentence.ends[phrase.last]
    follows = [hit.start for hit in clause.signs if hit.sign == "rest" and hit.start >= end]
    return phrase.is_item and bool(follows) and len(clause.text[end : min(follows)].split()) <= 2


def _come_items(case: Case) -> Iterable[Draft]:
    bundles = join_phrases([phrase for phrase in case.come() if not phrase.is_wording])
    if case.is_protective and case.stance != "interference":
        for bundle in bundles:
            yield _come_to_guarantee(case, bundle)
    elif case.stance in _ITEM_KINDS:
        _, kind, name = _ITEM_KINDS[case.stance]
        phrases = [phrase for bundle in bundles for phrase in bundle if not _names_measure(case, phrase)]
        # "Primary and basic" before "education is compulsory" says which education: the duty covers less.
        attributes = [phrase for phrase in phrases if case.stance == "duty" and _is_attribute(phrase)]
        for phrase in attributes:
            yield Draft("duty_removed", "attribute-entered-duty", (), (phrase.quote(),))
        for words in _bundles([phrase for phrase in phrases if phrase not in attributes]):
            inside = [phrase for phrase in phrases if is_inside(phrase, words)]
            # "Citizenship of another state" that became "dual citizenship": what is banned is described in other words.
            is_described = bool(case.group.gone) and not any(
                phrase.is_item or phrase.size > LONGEST_WORDS for phrase in inside
            )
            yield Draft(
                kind,
                f"{'words' if is_described else 'item'}-entered-{name}",
                (),
                words,
                "minor" if is_described else "major",
            )


def _is_attribute(phrase: Phrase) -> bool:
    """Return True when a word of the matter follows at once."""
    index = phrase.last + 1
    return not phrase.is_item and index < len(phrase.clause.weights) and phrase.clause.weights[index] == MATTER


def _names_measure(case: Case, phrase: Phrase) -> bool:
    """Return True when the words name a measure and as many measures stood there before: it has another name now."""
    counts = [_stretches(case.words(side, "state-measure")) for side in ("old", "new")]
    return case.stance == "interference" and counts[1] <= counts[0] and _is_measure(case, phrase)


def _is_measure(case: Case, phrase: Phrase) -> bool:
    """Return True for words that name what the State does to a person."""
    quote = phrase.quote()
    hits = [one for one in case.words(quote.side, "state-measure") if one.ref == quote.ref]
    return any(one.start < quote.end and quote.start < one.end for one in hits)


def _stretches(words: Sequence[Evidence]) -> int:
    """Return how many there are, those side by side counted once: "by force" and "expropriation"."""
    ordered = sorted(words, key=lambda one: (one.ref, one.start))
    return sum(
        not any(other.ref == one.ref and other.start < one.start <= other.end + 1 for other in ordered)
        for one in ordered
    )


def _come_to_guarantee(case: Case, bundle: tuple[Phrase, ...]) -> Draft:
    words = _joined(bundle)
    if bundle[0].by_holder:
        if any(phrase.is_item for phrase in bundle):
            return Draft("guarantee_widened", "holder-item-entered", (), words)
        return Draft("guarantee_narrowed", "holder-attribute-entered", (), words, "minor")
    if (
        case.stance == "right"
        and all(phrase.is_item and phrase.is_closed for phrase in bundle)
        and not _only_includes(bundle[0])
    ):
        return Draft("guarantee_added", "item-entered-guarantee", (), words)
    return Draft("guarantee_widened", "words-entered-guarantee", (), words)


def _only_includes(phrase: Phrase) -> bool:
    """Return True when the phrase says what a thing named before includes: "…, including digital means"."""
    clause, quote = phrase.clause, phrase.quote()
    hits = [
        hit.start
        for hit in clause.signs
        if hit.sign == "including" and quote.start <= hit.start and hit.end <= quote.end
    ]
    starts = clause.sentence.starts
    matter = [index for index in range(phrase.first, phrase.last + 1) if clause.weights[index] == MATTER]
    before = [index for index in matter if hits and starts[index] < min(hits)]
    if hits and (cut := clause.text.find(",", min(hits))) >= 0 and not clause.text[min(hits) : cut].count(" ") > 1:
        # "Digital means included, personal data": the words behind the comma are what includes.
        before = [index for index in matter if starts[index] > cut]
    return bool(hits) and len(before) <= 3


def join_phrases(phrases: Sequence[Phrase]) -> list[tuple[Phrase, ...]]:
    """Put phrases of a sentence together that have at most two words of the matter between them.

    Phrases by the person meant stay alone: they say who, not what.
    """
    bundles: list[list[Phrase]] = []
    for phrase in phrases:
        last = bundles[-1][-1] if bundles else None
        if (
            last is not None
            and last.clause is phrase.clause
            and not (last.by_holder or phrase.by_holder)
            and _gap(last, phrase) <= 2
        ):
            bundles[-1].append(phrase)
        else:
            bundles.append([phrase])
    return [tuple(bundle) for bundle in bundles]


def _gap(one: Phrase, other: Phrase) -> int:
    return one.clause.weights[one.last + 1 : other.first].count(MATTER)


def _joined(bundle: Sequence[Phrase]) -> tuple[Evidence, ...]:
    return tuple(phrase.quote() for phrase in bundle)


def _longest_piece(phrase: Phrase) -> int:
    """Return the number of words of matter in the longest stretch of a phrase without a comma."""
    clause, sentence = phrase.clause, phrase.clause.sentence
    sizes = [0]
    for index in range(phrase.first, phrase.last + 1):
        if index > phrase.first and "," in clause.text[sentence.ends[index - 1] : sentence.starts[index]]:
            sizes.append(0)
        sizes[-1] += clause.weights[index] == MATTER
    return max(sizes)


def _bundles(phrases: Sequence[Phrase]) -> list[tuple[Evidence, ...]]:
    """Return the short items of each sentence together, long ones apart."""
    result: list[tuple[Evidence, ...]] = []
    short: dict[int, list[Evidence]] = {}
    for phrase in phrases:
        if _longest_piece(phrase) >= LONG_ITEM:
            result.append((phrase.quote(),))
        else:
            short.setdefault(id(phrase.clause), []).append(phrase.quote())
    return [*result, *(_touching(words) for words in short.values())]


def _touching(words: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return quotes of one sentence in order, those with nothing but a space between them as one."""
    joined: list[Evidence] = []
    for one in words:
        last = joined[-1] if joined else None
        if last is not None and one.start <= last.end + 1:
            kept = last.words + " " * (one.start - last.end) + one.words[max(last.end - one.start, 0) :]
            joined[-1] = replace(last, end=one.end, words=kept) if one.end > last.end else last
        else:
            joined.append(one)
    return tuple(joined)
