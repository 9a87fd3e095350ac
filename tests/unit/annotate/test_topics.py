from __future__ import annotations

from pathlib import Path

import pytest

from constitution_diff.annotate.topics import tag_provisions, topics_of, untagged
from constitution_diff.model import Document
from tests.builders import build
from tests.official import parse_official

TEXT = """
    Part I State
      Article 1
        The flag of the town is green.
    Part II Rights
      Article 2. The home
        1. It is inviolable.
        2. Nobody may be evicted without a decision of a court.
      Article 3
        1. Everyone may:
          1) profess any religion;
          2) form trade unions.
        2. The gate is white.
"""


def tags(document: Document, *parts: str) -> dict[str, tuple[str, ...]]:
    return {tag.ref: tag.topics for tag in tag_provisions(document, "new", parts)}


def test_a_paragraph_is_tagged_with_all_below_it() -> None:
    """A list belongs to the paragraph that introduces it."""
    assert tags(build(TEXT), "II")["3.1"] == ("conscience-religion", "trade-unions-strike")


def test_a_paragraph_that_names_nothing_is_tagged_by_the_title_of_its_article() -> None:
    """ "It is inviolable" under "The home" is about the home."""
    found = {tag.ref: tag for tag in tag_provisions(build("Article 2. Right to life\n  1. It is holy."), "old")}
    assert found["2.1"].topics == ("life",)
    assert found["2.1"].words == ("Right to life",)


def test_what_names_no_topic_is_listed_and_never_guessed() -> None:
    """A reader sees which provisions the vocabulary has no word for."""
    found = tag_provisions(build(TEXT), "new", ["II"])
    assert untagged(found) == ("2.1", "3.2")
    assert "1" not in {tag.ref for tag in found}


def test_the_words_that_told_a_topic_are_quoted() -> None:
    """Every tag can be checked against the text."""
    document = build(TEXT)
    texts = {unit.ref: " ".join(one.text for one in unit.walk()) for unit in document.provisions()}
    for tag in tag_provisions(document, "new"):
        assert len(tag.words) == len(tag.topics)
        assert all(words in texts[tag.ref] or words == "The home" for words in tag.words)


@pytest.mark.parametrize(
    ("code", "text", "topics"),
    [
        # Grounds of discrimination are named in passing: they are not what the provision is about.
        (
            "en",
            "No one may be discriminated against on grounds of sex, race, language or religion.",
            {"non-discrimination"},
        ),
        ("ru", "Никто не подвергается дискриминации по мотивам пола, расы, языка и религии.", {"non-discrimination"}),
        ("kk", "Жынысына, нәсіліне, тіліне және дініне байланысты ешкімді кемсітуге болмайды.", {"non-discrimination"}),
        # So are the reasons for which a right may be limited.
        (
            "en",
            "Rights and freedoms may be limited by law to protect public order, health and morals.",
            {"limitation-clause"},
        ),
        (
            "ru",
            "Права могут быть ограничены законом для защиты порядка, здоровья и нравственности.",
            {"limitation-clause"},
        ),
        (
            "kk",
            "Құқықтар халықтың денсаулығы мен имандылығын сақтау мақсатында шектелуі мүмкін.",
            {"limitation-clause"},
        ),
    ],
)
def test_what_is_named_in_passing_is_no_topic(code: str, text: str, topics: set[str]) -> None:
    """A provision is tagged with what it is about."""
    assert set(topics_of(text, code)) == topics


@pytest.mark.shared
@pytest.mark.parametrize("edition", ["kz-1995", "kz-2026"])
def test_both_language_versions_of_a_rights_part_have_the_same_topics(edition: str, official: dict[str, Path]) -> None:
    """A reader of the Kazakh report finds the matters that a reader of the Russian one finds, article by article."""
    found: dict[str, dict[str, set[str]]] = {}
    for code in ("ru", "kk"):
        for tag in tag_provisions(parse_official(official[f"{edition}:{code}"]), "old", ["II"]):
            assert tag.topics, f"{code} {tag.ref} is untagged"
            found.setdefault(tag.ref.split(".")[0], {"ru": set(), "kk": set()})[code].update(tag.topics)
    shares = [len(one["ru"] & one["kk"]) / len(one["ru"] | one["kk"]) for one in found.values()]
    assert len(shares) == 30
    assert sum(shares) / len(shares) >= 0.95
