from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.align.terms import bag
from constitution_diff.annotate.citations import find_citations
from constitution_diff.annotate.counterparts import OWN_SHARE, pairs_of
from constitution_diff.annotate.reference_changes import compare_references
from constitution_diff.annotate.references import dangling, find_references
from constitution_diff.languages import load_language
from constitution_diff.observations import ReferenceChange
from constitution_diff.pipeline import compare
from tests.builders import build
from tests.comparisons import connect, tie
from tests.official import compare_official, parse_official

OLD = """
    Part II Rights
      Article 1
        1. Everyone has the right to life.
      Article 2
        1. The person is inviolable.
        2. Nobody may be detained without a court.
      Article 3
        1. Honour is protected.
      Article 4
        1. The rights in Articles 1 and 2 may in no case be limited.
"""
NEW = """
    Part II Rights
      Article 1
        1. The home is inviolable.
      Article 5
        1. Everyone has the right to life.
      Article 6
        1. The person is inviolable.
      Article 7
        1. Nobody may be detained without a court.
      Article 8
        1. Honour is protected.
      Article 9
        1. The rights in Articles 5, 6 and 8 may in no case be limited.
"""
LINKS = [
    tie("1.1", "5.1"),
    tie("2.1", "6.1"),
    tie("2.2", "7.1"),
    tie("3.1", "8.1"),
    tie("4.1", "9.1"),
    tie("", "1.1", "added"),
]


def fates(change: ReferenceChange) -> set[tuple[str, str, str]]:
    return {(" ".join(one.old), " ".join(one.new), one.fate) for one in change.cited}


def test_a_renumbered_provision_is_still_cited_and_a_number_on_both_sides_proves_nothing() -> None:
    """Citations are compared through the alignment: what was renumbered stays, what is no longer named has left."""
    (change,) = compare_references(connect(build(OLD), build(NEW), *LINKS))
    assert fates(change) == {
        ("1", "5", "renumbered"),
        ("2", "6", "renumbered"),
        ("2.2", "7.1", "left"),
        ("3.1", "8", "entered"),
    }
    assert change.nonderogable
    assert (change.old_words, change.new_words) == ("Articles 1 and 2", "Articles 5, 6 and 8")


def test_the_explanation_names_what_left_and_what_entered_in_every_language() -> None:
    """One plain sentence a language."""
    (change,) = compare_references(connect(build(OLD), build(NEW), *LINKS))
    sentences = dict(change.explanation)
    assert sorted(sentences) == ["en", "kk", "ru"]
    assert all("2.2" in sentence and "7.1" in sentence and sentence.endswith(".") for sentence in sentences.values())


def test_the_same_citations_are_no_change() -> None:
    """A list that names the same provisions by the same numbers is not mentioned."""
    links = [tie(ref, ref) for ref in ("1.1", "2.1", "2.2", "3.1", "4.1")]
    assert compare_references(connect(build(OLD), build(OLD), *links)) == ()


def test_a_sentence_without_a_ban_on_limits_is_no_list_of_protected_rights() -> None:
    """Only "may in no case be limited" and its like make a non-derogable list."""
    old, new = (text.replace("may in no case be limited", "are described by law") for text in (OLD, NEW))
    (change,) = compare_references(connect(build(old), build(new), *LINKS))
    assert not change.nonderogable


def test_a_citation_of_what_is_not_there_is_a_notice() -> None:
    """A dangling reference is named with its place and left as it is."""
    document = build("Article 1\n  1. As set out in Articles 1, 7 and paragraph 3 of Article 1.")
    references = find_references(document)
    assert [one.targets for one in references] == [("1",), ()]
    notices = dangling(references)
    assert [(one.code, one.where) for one in notices] == [("unresolved_reference", "1.1")] * 2
    assert "7" in notices[0].message and "1.3" in notices[1].message


def test_a_comparison_says_which_text_has_a_dangling_citation() -> None:
    """The report prints the doubt with its edition."""
    old = build("Article 1\n  1. See Article 9.")
    new = build("Article 1\n  1. See Article 1.")
    assert [one.where for one in compare(old, new).notices] == ["old 1.1"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Article 5 of the Civil Code and section 7 of Act No. 3"),
        (
            "ru",
            "статьей 5 Уголовно-процессуального кодекса, статьями 5, 7 и пунктом 2 статьи 9 Конституционного закона",
        ),
        ("ru", "пунктами 12-15 статьи 64 Конституции, принятой 28 января 1993 года"),
        ("kk", "Азаматтық кодекстің 5-бабында, 7-бабында"),
        ("kk", "1993 жылғы 28 қаңтарда қабылданған Конституцияның 64-бабының 12-тармағы"),
        ("ru", "отдельные его статьи, в части расходов, одной пятой части депутатов"),
    ],
)
def test_citations_of_other_laws_are_left_alone(code: str, text: str) -> None:
    """Another law's article 5 is not ours."""
    assert find_citations(text, code) == ()


@pytest.mark.shared
@pytest.mark.parametrize("edition", ["kz-1995", "kz-2026"])
def test_every_citation_of_the_official_texts_leads_somewhere_and_alike_in_both_languages(
    edition: str, official: dict[str, Path]
) -> None:
    """The Russian and the Kazakh text cite the same provisions, and none that is not there."""
    cited: list[dict[str, set[str]]] = []
    for code in ("ru", "kk"):
        references = find_references(parse_official(official[f"{edition}:{code}"]))
        assert dangling(references) == ()
        targets: dict[str, set[str]] = {}
        for one in references:
            targets.setdefault(one.ref, set()).update(one.targets)
        cited.append(targets)
    assert cited[0] == cited[1]


@pytest.mark.shared
@pytest.mark.parametrize("code", ["ru", "kk"])
def test_the_list_of_rights_that_may_not_be_limited(code: str, official: dict[str, Path]) -> None:
    """39.3 to 41.3: liberty, property and inheritance left, honour entered, seven were only renumbered."""
    comparison = compare_official(official[f"kz-1995:{code}"], official[f"kz-2026:{code}"])
    (change,) = [one for one in compare_references(comparison) if one.nonderogable]
    assert (change.old, change.new) == (("39.3",), ("41.3",))
    renumbered = {"11": "14", "13": "12", "14": "16", "15": "17", "17": "20", "19": "22", "22": "25"}
    assert fates(change) == {
        ("16.1", "18.1", "left"),
        ("26.2", "29.2", "left"),
        ("18.1", "20.1", "entered"),
        *((old, new, "renumbered") for old, new in renumbered.items()),
    }


BLOCKS = st.lists(st.lists(st.sampled_from(["суд", "закон", "право", "труд"]), max_size=4).map(" ".join), max_size=5)


@given(BLOCKS, BLOCKS, st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_blocks_asked_for_are_paired_as_if_all_were(
    old: list[str], new: list[str], old_asked: set[int], new_asked: set[int]
) -> None:
    """Looking only at what is cited puts together the same blocks as comparing every one with every other."""
    language = load_language("ru")
    sides = [
        [(f"{side}{number}", text) for number, text in enumerate(texts)] for side, texts in (("a", old), ("b", new))
    ]
    bags = {ref: bag(text, language) for blocks in sides for ref, text in blocks}

    def best(ref: str, others: list[tuple[str, str]]) -> str:
        ranked = []
        for other, _ in others:
            total = bags[ref].total() + bags[other].total()
            ranked.append((2 * (bags[ref] & bags[other]).total() / total if total else 0.0, other))
        return max(((share, other) for share, other in ranked if share >= OWN_SHARE), default=(0, ""))[1]

    asked = {f"a{number}" for number in old_asked}, {f"b{number}" for number in new_asked}
    plain = [
        (one, other)
        for one, _ in sides[0]
        for other in [best(one, sides[1])]
        if other and best(other, sides[0]) == one and (one in asked[0] or other in asked[1])
    ]
    assert sorted(pairs_of(*sides, asked, language)) == plain
