from __future__ import annotations

from collections import Counter

import pytest

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from constitution_diff.observations import LedgerEntry
from tests.builders import build
from tests.changes_of import observe
from tests.comparisons import connect, tie

OLD = """
    Part II Rights
      Article 1
        1. Everyone has the right to life. Torture is prohibited.
        2. Everyone has the right to work, rest and strike.
        3. Everyone has the right to rest.
        4. Every citizen has the right to clean water.
        5. Everyone is obliged to pay taxes.
      Article 2
        1. Everyone has the right to petition.
    Part III Courts
      Article 3
        1. Nobody is obliged to testify against themselves.
"""
NEW = """
    Part II Rights
      Article 1
        1. Everyone has the right to life. Torture shall be prohibited.
        2. Everyone has the right to work and rest.
        3. Everyone has the right to rest in accordance with law.
        4. Everyone has the right to clean water.
        5. Everyone is obliged to pay taxes.
        6. Nobody is obliged to testify against themselves.
"""
LINKS = (
    *(tie(f"1.{number}", f"1.{number}") for number in range(1, 6)),
    tie("3.1", "1.6", "unchanged", moved="other_part"),
    tie("2.1", "", "removed"),
)


def ledger() -> tuple[LedgerEntry, ...]:
    return annotate(connect(build(OLD), build(NEW), *LINKS), load_language("en")).ledger


def test_every_guarantee_has_one_fate_with_both_quotes() -> None:
    """Kept, reworded, narrowed, conditional, widened, gone, relocated: each old guarantee once, in old order."""
    fates = [(entry.ref, entry.quote.split()[0], entry.fate, entry.new) for entry in ledger()]
    assert fates == [
        ("1.1", "Everyone", "kept", ("1.1",)),
        ("1.1", "Torture", "reworded", ("1.1",)),
        ("1.2", "Everyone", "narrowed", ("1.2",)),
        ("1.3", "Everyone", "conditional", ("1.3",)),
        ("1.4", "Every", "widened", ("1.4",)),
        ("2.1", "Everyone", "gone", ()),
        ("3.1", "Nobody", "relocated", ("1.6",)),
    ]


def test_the_ledger_adds_up() -> None:
    """The fates together are as many as the guarantees; a duty is none of them."""
    entries = ledger()
    assert sum(Counter(entry.fate for entry in entries).values()) == len(entries) == 7
    assert not [entry for entry in entries if "taxes" in entry.quote]


def test_quotes_are_exact_and_only_what_is_gone_has_no_new_one() -> None:
    """The old quote stands in the old text, the new one in the new."""
    old, new = (" ".join(unit.text for unit in document.provisions()) for document in (build(OLD), build(NEW)))
    for entry in ledger():
        assert (entry.new_quote == "") == (entry.fate == "gone") == (entry.new == ())
        assert entry.quote in old
        assert all(piece in new for piece in entry.new_quote.split(" … "))


def test_an_entry_names_the_findings_it_rests_on() -> None:
    """A fate other than kept or reworded can be looked up among the findings."""
    observed = annotate(connect(build(OLD), build(NEW), *LINKS), load_language("en"))
    known = {finding.id: finding for finding in observed.findings}
    for entry in observed.ledger:
        assert all(number in known for number in entry.findings)
        if entry.fate not in ("kept", "reworded"):
            assert entry.findings


@pytest.mark.parametrize(
    ("language", "old", "new", "fate"),
    [
        ("ru", "Каждый имеет право на отдых.", "Каждый имеет право на отдых в соответствии с законом.", "conditional"),
        ("ru", "Обыск допускается только по решению суда.", "Обыск допускается по решению суда.", "narrowed"),
        ("ru", "Каждый имеет право на отдых.", "Каждый имеет право на отдых.", "kept"),
        ("kk", "Әркімнің демалуға құқығы бар.", "Әркімнің заңға сәйкес демалуға құқығы бар.", "conditional"),
        ("kk", "Азаматтардың таза суға құқығы бар.", "Әркімнің таза суға құқығы бар.", "widened"),
        ("kk", "Әркімнің демалуға құқығы бар.", "", "gone"),
    ],
)
def test_fates_in_other_languages(language: str, old: str, new: str, fate: str) -> None:
    """The same change has the same fate in Russian and Kazakh."""
    assert [entry.fate for entry in observe(old, new, language).ledger] == [fate]
