from __future__ import annotations

import re

import pytest

from constitution_diff.annotate.explanations import fill, fill_claim, load_templates
from constitution_diff.errors import LexiconError
from constitution_diff.observations import Finding
from constitution_diff.resources import lexicon_codes
from tests.changes_of import findings
from tests.unit.annotate.test_findings import EXAMPLES

JUDGING = {
    "en": re.compile(r"\b(improve|worsen|weaken|strengthen|progressive)", re.IGNORECASE),
    "ru": re.compile(r"\b(улучш|ухудш|ослаб|усил)", re.IGNORECASE),
    "kk": re.compile(r"\b(жақсар|нашарла|әлсіре|күшей)", re.IGNORECASE),
}
"""Words that judge; see the acceptance criteria of the reports."""
CODES = ("en", "kk", "ru")


def test_every_language_has_every_template() -> None:
    """Findings and verdicts are explained in English, Russian and Kazakh alike."""
    assert lexicon_codes("explanations.toml") == CODES
    rules = [(set(load_templates(code).rules), set(load_templates(code).claims)) for code in CODES]
    assert rules[0] == rules[1] == rules[2]


@pytest.mark.parametrize("code", CODES)
def test_no_template_judges(code: str) -> None:
    """Nothing is called better or worse, in any language."""
    templates = load_templates(code)
    sentences = [*templates.claims.values(), *(text for pair in templates.rules.values() for text in pair)]
    assert [text for text in sentences if any(words.search(text) for words in JUDGING.values())] == []


@pytest.mark.parametrize("code", CODES)
def test_templates_are_single_plain_sentences(code: str) -> None:
    """A template ends with one full stop, has at most 25 words of its own, and uses known places only."""
    templates = load_templates(code)
    for text in [*templates.claims.values(), *(text for pair in templates.rules.values() for text in pair if text)]:
        assert text.endswith("."), text
        assert text.count(". ") == 0, text
        assert len(text.split()) <= 25, text
        assert set(re.findall(r"\{(\w+)\}", text)) <= {"old", "new", "old_refs", "new_refs"}, text


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EXAMPLES[::4])
def test_an_explanation_quotes_the_exact_words(rule: str, kind: str, language: str, old: str, new: str) -> None:
    """Every word that went or came is in the sentence, in every language of explanations."""
    for finding in findings(old, new, language):
        assert tuple(code for code, _ in finding.explanation) == CODES
        for _, sentence in finding.explanation:
            for words in (*finding.old_words, *finding.new_words):
                assert words.rstrip(".;") in sentence


def test_long_lists_are_cut_and_say_so() -> None:
    """A sentence shows four quotes and six references at most; the finding has them all."""
    refs = tuple(str(number) for number in range(1, 10))
    finding = Finding("F1", "terminology", "", "minor", refs, refs, tuple("abcdef"), tuple("ghijkl"), "renaming", ())
    assert fill("en", "renaming", finding) == (
        "The wording changed the same way throughout: “a”, “b”, “c”, “d” … became “g”, “h”, “i”, “j” …"
    )


def test_a_rule_without_template_is_named() -> None:
    """A missing template is an error that says where it belongs."""
    finding = Finding("F1", "editorial", "", "minor", (), (), (), (), "unheard-of", ())
    with pytest.raises(LexiconError) as caught:
        fill("ru", "unheard-of", finding)
    assert "ru/explanations.toml" in str(caught.value)
    with pytest.raises(LexiconError):
        fill_claim("unheard-of", (), (), "", "")
