"""One pair of paragraphs, annotated: what the tests of the rules start from."""

from __future__ import annotations

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison
from constitution_diff.observations import Finding, Observations
from tests.builders import build
from tests.comparisons import connect, tie

PART = {"en": "Part II Rights", "ru": "Раздел II Права", "kk": "II бөлім Құқықтар", "und": "Part II Iura"}
ARTICLE = {"en": "Article 5", "ru": "Статья 5", "kk": "5-бап", "und": "Article 5"}


def compare_words(old: str, new: str, language: str = "en") -> Comparison:
    """A comparison of one paragraph with one other; an empty text stands for no paragraph."""
    documents = [
        build(f"{PART[language]}\n  {ARTICLE[language]}\n    1. {text or '.'}", language=language)
        for text in (old, new)
    ]
    return connect(
        *documents,
        tie("5.1" if old else "", "5.1" if new else "", "edited" if old and new else "added" if new else "removed"),
    )


def observe(old: str, new: str, language: str = "en") -> Observations:
    """What the program says about the pair."""
    return annotate(compare_words(old, new, language), load_language(language))


def findings(old: str, new: str, language: str = "en") -> tuple[Finding, ...]:
    """The findings about the pair."""
    return observe(old, new, language).findings


def rules(old: str, new: str, language: str = "en") -> set[tuple[str, str]]:
    """Kind and rule of each finding about the pair."""
    return {(finding.kind, finding.rule) for finding in findings(old, new, language)}
