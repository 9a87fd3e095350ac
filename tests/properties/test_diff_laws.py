from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from constitution_diff.diff import diff_blocks
from constitution_diff.diff.tidy import MOST_RUNS
from constitution_diff.languages import Language, load_language
from constitution_diff.model import Hunk
from constitution_diff.text import fold_text, tokenize

Blocks = list[tuple[str, str]]
LANGUAGES = tuple(load_language(code) for code in ("en", "ru", "kk"))
# Few words, so that texts have much in common; with everything that is hard about words and spaces.
WORDS = (
    "и в the ёж Ёж Бiз Біз заң заңы вице-президент people's people’s 3-1 3–1 а\u00adб café cafe\u0301 XI ХІ שלום दिया "
    "می\u200cخواهم 日本 A B C D"
)
PIECES = [*WORDS.split(), ", ", ". ", " ", "  ", "\u00a0", "\n", " – ", "-", "\u200b", "«", "»", "(", ")", "; "]
words = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
texts = st.one_of(words, glued, st.text(max_size=40))
sides = st.lists(texts.filter(bool), max_size=3).map(
    lambda found: [(f"1.{number}", text) for number, text in enumerate(found, 1)]
)
languages = st.sampled_from(LANGUAGES)


# Sentences that share words and ends, split and joined in other places: what happens to paragraphs that were merged.
SENTENCES = (
    "Bread, tea and milk are free",
    "bread and tea are free by day",
    "Visitors may water the trees",
    "Visitors water the old trees at dusk",
    "the keeper shuts the gate at dusk",
    "Dogs wait outside the garden",
    "Dogs and cats wait outside",
    "no swan is fed by a visitor without the keeper",
)
pieces = st.tuples(st.sampled_from(SENTENCES), st.sampled_from([".", ".", ";", ","]), st.booleans())


def split_up(parts: list[tuple[str, str, bool]]) -> Blocks:
    """Return blocks of one or more sentences: each piece says whether its block ends after it."""
    text = "".join(f"{words}{end}{chr(10) if is_last else ' '}" for words, end, is_last in parts)
    return [(f"1.{number}", line.strip()) for number, line in enumerate(text.splitlines(), 1)]


blocks_alike = st.lists(pieces, min_size=1, max_size=6).map(split_up)


def spans(hunks: Sequence[Hunk], side: str) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hunk in hunks:
        start, end = getattr(hunk, side)
        if start < end:
            found[getattr(hunk, f"{side}_ref")].append((start, end))
    return found


def covers(hunks: Sequence[Hunk], blocks: Blocks, side: str) -> bool:
    """Return True when the spans of a side, in the order of the hunks, are its texts: nothing twice, nothing left out."""
    found = spans(hunks, side)
    rebuilt = {ref: "".join(text[slice(*span)] for span in found.get(ref, [])) for ref, text in blocks}
    in_order = all(one[1] == other[0] for cuts in found.values() for one, other in pairwise(cuts))
    return rebuilt == dict(blocks) and in_order and list(found) == [ref for ref, _ in blocks]


def mirror(hunk: Hunk) -> Hunk:
    op = {"insert": "delete", "delete": "insert"}.get(hunk.op, hunk.op)
    ends = {"old_ref": hunk.new_ref, "old": hunk.new, "new_ref": hunk.old_ref, "new": hunk.old}
    return replace(hunk, op=op, **ends)  # type: ignore[arg-type]


def marks(hunks: Iterable[Hunk]) -> list[str]:
    """Return what is said of each stretch of text; not where in the other text a mark of one side is drawn."""
    return sorted(
        repr(
            (
                hunk.op,
                [
                    (ref, span)
                    for ref, span in ((hunk.old_ref, hunk.old), (hunk.new_ref, hunk.new))
                    if span[0] < span[1]
                ],
                (hunk.hunk_class, hunk.class_sure, hunk.renaming),
                (hunk.other_ref, hunk.other),
            )
        )
        for hunk in hunks
    )


def place(hunk: Hunk) -> tuple[object, ...]:
    return hunk.old_ref, hunk.old, hunk.new_ref, hunk.new


@settings(max_examples=300)
@given(sides, sides, languages)
def test_the_marks_rebuild_both_texts(old: Blocks, new: Blocks, language: Language) -> None:
    """Without the new words a report shows the old text, without the old words the new one, to the last character."""
    hunks = diff_blocks(old, new, language)
    assert covers(hunks, old, "old") and covers(hunks, new, "new")


@given(sides, sides, languages)
def test_every_mark_says_what_it_is(old: Blocks, new: Blocks, language: Language) -> None:
    """What is unmarked is the same on both sides; what is marked as print alone reads the same."""
    before, after = dict(old), dict(new)
    for hunk in diff_blocks(old, new, language):
        gone, come = before.get(hunk.old_ref, "")[slice(*hunk.old)], after.get(hunk.new_ref, "")[slice(*hunk.new)]
        if hunk.op == "move":
            assert bool(gone) != bool(come) and hunk.other_ref and hunk.other[0] < hunk.other[1]
        else:
            sides = {"insert": (False, True), "delete": (True, False)}.get(hunk.op, (True, True))
            assert (bool(gone), bool(come)) == sides
        if hunk.op == "equal":
            assert gone == come and hunk.hunk_class is None
        else:
            assert hunk.hunk_class is not None
        if hunk.hunk_class == "typographic":
            assert fold_text(gone, language.folding) == fold_text(come, language.folding)


@given(sides, sides, languages)
def test_no_mark_cuts_a_word(old: Blocks, new: Blocks, language: Language) -> None:
    """A mark begins and ends between words, in every script, also beside hyphens, apostrophes and soft hyphens."""
    hunks = diff_blocks(old, new, language)
    for blocks, side in ((old, "old"), (new, "new")):
        cuts = {(ref, edge) for ref, found in spans(hunks, side).items() for span in found for edge in span}
        for ref, text in blocks:
            for token in tokenize(text, language.folding):
                assert not any((ref, edge) in cuts for edge in range(token.start + 1, token.end))


@given(sides, languages)
def test_a_text_against_itself_has_no_mark(blocks: Blocks, language: Language) -> None:
    """Where nothing changed, nothing is marked."""
    assert {hunk.op for hunk in diff_blocks(blocks, blocks, language)} <= {"equal"}


@given(sides, languages)
def test_a_text_in_another_print_has_no_mark_of_law(blocks: Blocks, language: Language) -> None:
    """Other spaces, dashes and quotes never count as a change of the law."""
    swaps = str.maketrans({" ": "\u00a0", "–": "—", "«": "“", "»": "”", "’": "'"})
    printed = [(ref, text.translate(swaps)) for ref, text in blocks]
    classes = {hunk.hunk_class for hunk in diff_blocks(blocks, printed, language)}
    assert classes <= {None, "typographic"}


@given(sides, sides, languages)
def test_the_same_texts_are_marked_alike_each_time(old: Blocks, new: Blocks, language: Language) -> None:
    """The marks depend on the two texts alone."""
    assert diff_blocks(old, new, language) == diff_blocks(old, new, language)


@given(words, words, languages)
def test_the_old_words_of_one_diff_are_the_new_words_of_the_other(old: str, new: str, language: Language) -> None:
    """Swapping the two texts swaps what is marked as gone and as come, and nothing else."""
    one, other = [("1", old)] if old else [], [("1", new)] if new else []
    swapped = map(mirror, diff_blocks(other, one, language))
    # Inside a change that holds moved words, what is gone comes first, whichever text it is gone from.
    assert sorted(swapped, key=place) == sorted(diff_blocks(one, other, language), key=place)


@settings(max_examples=200)
@given(blocks_alike, blocks_alike)
def test_split_and_merged_provisions_are_marked_alike_both_ways(old: Blocks, new: Blocks) -> None:
    """Swapping the two texts swaps the marks and nothing else, also where paragraphs were split, merged or put in."""
    language = load_language("en")
    assert marks(map(mirror, diff_blocks(new, old, language))) == marks(diff_blocks(old, new, language))


@settings(max_examples=100)
@given(sides, sides, languages)
def test_any_blocks_are_marked_alike_both_ways(old: Blocks, new: Blocks, language: Language) -> None:
    """The same of blocks of any words and signs."""
    assert marks(map(mirror, diff_blocks(new, old, language))) == marks(diff_blocks(old, new, language))


@given(words, words, languages)
def test_a_provision_is_never_chopped_into_confetti(old: str, new: str, language: Language) -> None:
    """At most fifteen changes of words are marked in one provision; more are joined."""
    runs, inside = 0, False
    for hunk in diff_blocks([("1", old)], [("1", new)], language):
        changed = hunk.hunk_class not in (None, "typographic")
        runs += changed and not inside
        inside = changed
    assert runs <= MOST_RUNS


SENTENCE_TEXT = "every visitor of the green garden may quietly water any young tree beside its deep pond at dusk"
SENTENCE = SENTENCE_TEXT.split()
FRESH = ("swans", "old lanterns", "seven grey stone benches", "тихий фонтан", "бақ")


def marked(old: str, new: str) -> list[tuple[str, str]]:
    hunks = diff_blocks([("1", old)], [("1", new)], load_language("en"))
    return [(old[slice(*hunk.old)].strip(), new[slice(*hunk.new)].strip()) for hunk in hunks if hunk.op != "equal"]


@given(st.sampled_from(FRESH), st.integers(0, len(SENTENCE)))
def test_words_that_were_put_in_are_the_words_marked(phrase: str, place: int) -> None:
    """One phrase put into a sentence, at any place, is marked as new: all of it, and nothing else."""
    old, new = " ".join(SENTENCE), " ".join([*SENTENCE[:place], phrase, *SENTENCE[place:]])
    assert marked(old, new) == [("", phrase)]
    assert marked(new, old) == [(phrase, "")]


@given(st.sampled_from(FRESH), st.integers(0, len(SENTENCE) - 1))
def test_a_word_that_was_replaced_is_the_word_marked(phrase: str, place: int) -> None:
    """One word replaced by a phrase is marked before and after, and nothing else."""
    new = " ".join([*SENTENCE[:place], phrase, *SENTENCE[place + 1 :]])
    assert marked(" ".join(SENTENCE), new) == [(SENTENCE[place], phrase)]


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_all_that_was_put_in_is_marked_in_a_long_text(seed: int, count: int) -> None:
    """However many words come into a long provision, every one of them is marked as new."""
    draw = random.Random(seed)
    old = [f"{draw.choice(SENTENCE)}{draw.randrange(40)}" for _ in range(60)]
    new, fresh = list(old), [f"fresh{number}" for number in range(count)]
    for word in fresh:
        new.insert(draw.randrange(len(new) + 1), word)
    come = " ".join(words for _, words in marked(" ".join(old), " ".join(new))).split()
    assert set(fresh) <= set(come)
