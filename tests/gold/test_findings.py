from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from constitution_diff.observations import ClaimSource, Observations
from tests.gold.findings import SUBSTANTIVE, agreement, compare_part, read_claims, read_gold, score_findings

FLOORS = {"recall": 0.95, "kind": 0.95, "precision": 0.95}
"""Figures on the half of the reader's findings that is for development; the promise for the other half is 0.85, 0.75, 0.8."""
AGREEMENT = {"en": 0.97, "kk": 0.95}
"""Share of the Russian findings that must stand in the report of another language, and of its own in the Russian one."""
WHOLE = 0.82
"""The same for the whole constitution, Russian and Kazakh, whose links differ too."""

PATHS: dict[str, Path] = {}


@cache
def observed(language: str) -> Observations:
    return compare_part(PATHS, language).observations or Observations()


@pytest.fixture(autouse=True)
def _paths(official: dict[str, Path]) -> None:
    PATHS.update(official)


@pytest.mark.shared
def test_findings_agree_with_a_careful_reader(shared: Path) -> None:
    """What a reader is sure of is found, of the same kind, and little is said that the reader did not see."""
    score = score_findings(observed("ru").findings, read_gold(shared))
    assert score.recall >= FLOORS["recall"], score.missed
    assert score.kind >= FLOORS["kind"]
    assert score.precision >= FLOORS["precision"]


@pytest.mark.shared
@pytest.mark.parametrize("language", AGREEMENT)
def test_reports_in_two_languages_say_the_same(language: str) -> None:
    """A change is the same change whichever official language is read: references and kinds agree."""
    assert agreement(observed("ru"), observed(language)) >= AGREEMENT[language]
    assert agreement(observed(language), observed("ru")) >= AGREEMENT[language]


@pytest.mark.shared
def test_reports_about_the_whole_constitution_say_much_the_same() -> None:
    """Outside the part on rights, too, a change is mostly the same change in both official languages."""
    russian, kazakh = (compare_part(PATHS, code, ()).observations or Observations() for code in ("ru", "kk"))
    assert min(agreement(russian, kazakh), agreement(kazakh, russian)) >= WHOLE


@pytest.mark.shared
def test_powers_of_organs_are_not_told_as_rights_of_persons() -> None:
    """A journalist reads the findings on the whole text: few of them are about a president's or a chamber's powers."""
    comparison = compare_part(PATHS, "ru", ())
    rights = {unit.ref for top in comparison.new.body if top.ref == "part II" for unit in top.walk()}
    findings = (comparison.observations or Observations()).findings
    told = [one for one in findings if one.kind in SUBSTANTIVE - {"relocated"} and not rights.intersection(one.new)]
    assert len(told) <= 30


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_seventy_two_hours_are_told_as_left_to_the_law(language: str) -> None:
    """The cap on detention that the old 16.2 set and the new 18.2 leaves to the law is found in every language."""
    (finding,) = [one for one in observed(language).findings if one.rule == "number-left-to-law"]
    assert (finding.old, finding.new, finding.kind) == (("16.2",), ("18.2",), "guarantee_narrowed")


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_list_of_rights_that_may_not_be_limited_is_read_through_the_alignment(language: str) -> None:
    """Liberty and property left the list, honour entered it; the others are only renumbered."""
    rows = [one for one in observed(language).findings if one.rule in ("nonderogable-left", "nonderogable-entered")]
    assert {(one.rule, one.old[1:], one.new[1:]) for one in rows} == {
        ("nonderogable-left", ("16.1",), ("18.1",)),
        ("nonderogable-left", ("26.2",), ("29.2",)),
        ("nonderogable-entered", ("18.1",), ("20.1",)),
    }


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_ledger_of_part_two_adds_up(language: str) -> None:
    """Every guarantee of the old part stands once, with a fate, and only those that are gone have no new words."""
    ledger = observed(language).ledger
    assert len({(entry.ref, entry.quote) for entry in ledger}) == len(ledger) > 60
    assert all((entry.fate == "gone") == (not entry.new_quote) for entry in ledger)


@pytest.mark.shared
def test_claims_agree_with_a_careful_reader(shared: Path) -> None:
    """The reader's verdicts come out without references, or one that the reader would defend too."""
    marked = read_claims(shared)
    comparison = compare_part(PATHS, "en")
    claims = (ClaimSource("Summary"), tuple(claim for claim, _, _ in marked))
    verdicts = annotate(comparison, load_language("en"), claims).claims
    right = sum(one.verdict == verdict for one, (_, verdict, _) in zip(verdicts, marked, strict=True))
    assert right / len(marked) >= 0.9
