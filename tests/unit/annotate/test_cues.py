from __future__ import annotations

import pytest

from constitution_diff.annotate.cues import CueIndex, parse_cue
from constitution_diff.annotate.sentences import clause_around, split_sentences
from constitution_diff.text import NO_FOLDING, Folding

RUSSIAN = Folding((("e", "е"), ("o", "о")), (("ё", "е"),))


def found(cue: str, text: str, folding: Folding = NO_FOLDING) -> list[str]:
    """The words that a cue covers in a text, one string for each place."""
    index = CueIndex({"entry": [cue]}, folding)
    return [
        text[sentence.words[hit.first].start : sentence.words[hit.last].end]
        for sentence in split_sentences(text, folding)
        for hit in index.find(sentence)
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
