from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.annotate.cue_index import CueIndex
from constitution_diff.annotate.cues import Cue, parse_cue
from constitution_diff.annotate.sentences import clause_around, split_sentences
from constitution_diff.text import NO_FOLDING, Folding

RUSSIAN = Folding((("e", "е"), ("o", "о")), (("ё", "е"),))


def found(cue: str, text: str, folding: Folding = NO_FOLDING) -> list[str]:
    """The words that a cue covers in a text, one string for each place."""
    index = CueIndex({"entry": [cue]}, folding)
    return [
        text[sentence.starts[first] : sentence.ends[last]]
        for sentence in split_sentences(text, folding)
        for first, last, _, _ in index.places(sentence.norms)
    ]


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        ("dignity", "Dignity and indignity.", ["Dignity"]),
        ("dignit*", "dignity, dignitaries, indignity", ["dignity", "dignitaries"]),
        ("*ness", "illness or health", ["illness"]),
        ("man|woman*", "man, men, womanhood", ["man", "womanhood"]),
        ("human dignity", "Human dignity; human and dignity", ["Human dignity"]),
        ("rights .. others", "rights and all freedoms of others", ["rights and all freedoms of others"]),
        ("rights .. others", "rights one two three four five others", []),
        ("rights ... others", "rights one two three four five others", ["rights one two three four five others"]),
        ("^state", "State bodies of the state.", ["State"]),
        ("!not entitled", "entitled, but not entitled", ["entitled"]),
        ("right !to", "right to vote, right of way", ["right"]),
    ],
)
def test_a_cue_finds_the_words_it_describes(cue: str, text: str, words: list[str]) -> None:
    """Each sign of the cue language does what docs/lexicon.md says."""
    assert found(cue, text) == words


def test_case_look_alike_letters_and_hyphens_do_not_matter() -> None:
    """A text typed with foreign look-alike letters, capitals, ё or hyphens is read like any other."""
    assert found("расчет", "РАСЧЁТ рaсчeт".replace("a", "а"), RUSSIAN) == ["РАСЧЁТ", "расчeт"]
    assert found("self incrimination", "self-incrimination") == ["self-incrimination"]


def test_no_cue_reaches_into_another_clause_or_sentence() -> None:
    """What stands behind a semicolon or a full stop belongs to another statement."""
    assert found("rights .. others", "rights of all; of others") == []
    assert found("rights .. others", "All have rights. Others pay taxes.") == []


def test_an_abbreviation_ends_no_sentence() -> None:
    """A full stop ends a sentence only before a capital."""
    assert len(split_sentences("See art. 5 of it. Then go.", NO_FOLDING)) == 2


@pytest.mark.parametrize("cue", ["", "..", "a ..", ".. a", "!a", "a|", "*"])
def test_a_cue_that_says_nothing_is_refused(cue: str) -> None:
    """A slip in the lexicon is an error, never a cue that matches nothing or everything."""
    with pytest.raises(ValueError, match=r"cue|look for"):
        parse_cue(cue, NO_FOLDING)


def test_the_clause_around_a_word_ends_at_stops() -> None:
    """A quote shows the clause, from stop to stop, without the white space around it."""
    text = "First; the second, long one. Third\nfourth"
    assert text[slice(*clause_around(text, text.index("long"), text.index("long") + 4))] == "the second, long one."
    assert text[slice(*clause_around(text, text.index("fourth"), len(text)))] == "fourth"


def plain_match(cue: Cue, norms: Sequence[str], step: int, at: int) -> int | None:
    """The last word of a cue whose steps before ``step`` stand up to word ``at``, as docs/lexicon.md says it."""
    if step == len(cue.steps):
        return at
    wanted = cue.steps[step]
    if wanted.forbidden:
        stands = at + 1 < len(norms) and wanted.accepts(norms[at + 1])
        return None if stands else plain_match(cue, norms, step + 1, at)
    for place in range(at + 1, min(at + 2 + wanted.gap, len(norms))):
        if norms[place] == ";":
            return None
        if wanted.accepts(norms[place]):
            last = plain_match(cue, norms, step + 1, place)
            if last is not None:
                return last
    return None


def plain_places(cues: Sequence[str], norms: Sequence[str]) -> list[tuple[int, int, str, str]]:
    """Every place where cues stand, each cue tried at each word."""
    found = set()
    for source in cues:
        cue = parse_cue(source, NO_FOLDING)
        for position, norm in enumerate(norms):
            is_kept_out = position and (
                cue.opens_sentence or (cue.not_before and cue.not_before.accepts(norms[position - 1]))
            )
            if cue.steps[0].accepts(norm) and not is_kept_out:
                last = plain_match(cue, norms, 1, position)
                if last is not None:
                    found.add((position, last, "entry", source))
    return sorted(found)


WORDS = ("a", "ab", "abc", "abcd", "bc", "bcd", "cd", "d")
PIECES = st.tuples(
    st.sampled_from(("", "!", ".. ", "... ")),
    st.lists(
        st.builds(lambda word, form: form.format(word), st.sampled_from(WORDS), st.sampled_from(("{}", "{}*", "*{}"))),
        min_size=1,
        max_size=3,
    ).map("|".join),
).map("".join)
CUES = st.tuples(st.sampled_from(("", "^")), st.lists(PIECES, min_size=1, max_size=4).map(" ".join)).map("".join)


def is_cue(source: str) -> bool:
    """True for what the lexicon takes."""
    try:
        parse_cue(source, NO_FOLDING)
    except ValueError:
        return False
    return True


@given(
    st.lists(CUES.filter(is_cue), min_size=1, max_size=6),
    st.lists(st.sampled_from((*WORDS, ";")), min_size=1, max_size=9),
)
def test_the_index_finds_what_trying_every_cue_at_every_word_finds(cues: list[str], norms: list[str]) -> None:
    """That cues are tried only where their words stand leaves nothing out, and adds nothing."""
    assert CueIndex({"entry": cues}, NO_FOLDING).places(norms) == plain_places(cues, norms)
