from __future__ import annotations

from pathlib import Path

import pytest

from constitution_diff import pipeline
from constitution_diff.annotate import annotate
from constitution_diff.annotate.claim_file import read_claims
from constitution_diff.errors import LexiconError
from constitution_diff.languages import load_language
from constitution_diff.observations import Claim, ClaimSource, ClaimVerdict, Observations
from constitution_diff.resources import find_folder
from tests.builders import build
from tests.comparisons import connect, tie

OLD = """
    Part II Persons
      Article 1
        1. Everyone has the right to life.
        2. The secrecy of letters and telephone calls is protected.
        3. Paid annual leave is guaranteed to workers.
        4. The home is inviolable.
        5. Foreign titles are not recognised for citizens.
    Part III Courts
      Article 2
        1. A person is presumed innocent until a court verdict.
"""
NEW = """
    Part II Rights and duties
      Article 1
        1. Everyone has the inalienable right to life.
        2. The secrecy of letters, bank accounts and telephone calls is protected.
        3. Paid leave is guaranteed to workers.
        4. The home is inviolable.
        5. Foreign titles are not recognised for citizens.
        6. Everyone has the right to compensation for harm done by officials.
        7. A person is presumed innocent until a court verdict.
"""
LINKS = (
    tie("1.1", "1.1"),
    tie("1.2", "1.2"),
    tie("1.3", "1.3"),
    tie("1.4", "1.4", "unchanged"),
    tie("1.5", "1.5", "unchanged"),
    tie("", "1.6", "added"),
    tie("2.1", "1.7", "unchanged", moved="other_part"),
)
HEAD = '[source]\ntitle = "A summary"\n'


def check(*claims: Claim, language: str = "en") -> Observations:
    comparison = connect(build(OLD), build(NEW), *LINKS, parts=("II",))
    return annotate(comparison, load_language("en"), (ClaimSource("A summary", language=language), claims))


def verdict_of(text: str, **facts: object) -> ClaimVerdict:
    (verdict,) = check(Claim("C", text, **facts)).claims  # type: ignore[arg-type]
    return verdict


@pytest.mark.parametrize(
    ("text", "verdict", "new"),
    [
        ("Officials pay compensation for harm.", "new", ("1.6",)),
        ("Bank accounts are secret.", "new", ("1.2",)),
        ("The right to life is inalienable.", "widened", ("1.1",)),
        ("The home is inviolable.", "restated", ("1.4",)),
        ("Letters and telephone calls are secret.", "restated", ("1.2",)),
        ("A person is presumed innocent.", "moved", ("1.7",)),
        ("The part is renamed.", "reworded", ("part II",)),
        ("The climate of mountains is monitored by satellites.", "not_found", ()),
        ("Guarantees of paid leave for workers are strengthened.", "overstated", ("1.3",)),
    ],
)
def test_the_verdict_follows_from_the_link(text: str, verdict: str, new: tuple[str, ...]) -> None:
    """Nowhere before is new, there before is restated, elsewhere is moved, more is widened, and so on."""
    found = verdict_of(text)
    assert (found.verdict, found.suggested, found.by, found.new) == (verdict, verdict, "method", new)


def test_a_verdict_has_both_quotes_and_a_reason_in_three_languages() -> None:
    """A reader can check it: what the old text said, what the new one says, and why."""
    found = verdict_of("The home is inviolable.")
    assert (found.old_quote, found.new_quote) == ("The home is inviolable.", "The home is inviolable.")
    assert [code for code, _ in found.explanation] == ["en", "kk", "ru"]
    assert all("The home is inviolable" in sentence for _, sentence in found.explanation)


def test_a_persons_verdict_wins_and_is_marked() -> None:
    """The suggestion stays beside it."""
    found = verdict_of("The home is inviolable.", verdict="overstated", note="See the police law.")
    assert (found.verdict, found.suggested, found.by) == ("overstated", "restated", "hand")


def test_given_references_are_obeyed() -> None:
    """A claim that names a provision is read against it, whatever its words."""
    assert verdict_of("This is protected.", new=("1.4",)).new == ("1.4",)
    assert verdict_of("This is protected.", old=("2.1",)).old == ("2.1",)


def test_what_no_claim_mentions_is_listed() -> None:
    """Beside the claims stand the substantive findings that none of them is about."""
    observed = check(Claim("C", "Bank accounts are secret."))
    rules = {finding.rule for finding in observed.findings if finding.id in observed.unclaimed}
    assert "words-left-guarantee" in rules
    assert "item-entered-guarantee" not in rules


def test_claims_in_another_language_are_matched_by_topic() -> None:
    """Words do not match across languages; topics and references do."""
    (found,) = check(Claim("C", "Жилище неприкосновенно.", new=("1.4",)), language="ru").claims
    assert (found.verdict, found.new) == ("restated", ("1.4",))


def read(text: str) -> tuple[ClaimSource, tuple[Claim, ...]]:
    return read_claims(text.encode("utf-8"), "claims.toml", build(OLD), build(NEW))


def test_a_claims_file_is_read_whole() -> None:
    """Source, references as a list or one string, a person's verdict and note."""
    source, claims = read(
        '[source]\ntitle = "A"\npublisher = "B"\ndate = 2026-02-16\nurl = "https://example.org"\nlanguage = "en"\n'
        '[[claim]]\nid = "1"\ntext = "T"\nnew = "1.1; 1.2"\nold = ["2.1"]\ntopic = "life"\n'
        'verdict = "new"\nnote = "N"\npassage = "P"\n'
    )
    assert source == ClaimSource("A", "B", "2026-02-16", "https://example.org", "en")
    assert claims == (Claim("1", "T", ("2.1",), ("1.1", "1.2"), "life", "P", "new", "N"),)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[source", "claims.toml", "not valid TOML"),
        ('[[claim]]\nid = "1"\ntext = "T"\n', "claims.toml", "no [source]"),
        (HEAD, "claims.toml", "no claims"),
        (HEAD + '[[claim]]\ntext = "T"\n', "claim 1", "no id"),
        (HEAD + '[[claim]]\nid = "1"\n', "claim 1 (1)", "no text"),
        (HEAD + '[[claim]]\nid = "1"\ntext = "T"\nnew = ["99.1"]\n', "claim 1 (1)", "'99.1'"),
        (HEAD + '[[claim]]\nid = "1"\ntext = "T"\nverdict = "lie"\n', "claim 1 (1)", "'lie'"),
        (HEAD + '[[claim]]\nid = "1"\ntext = "T"\ntopic = "dragons"\n', "claim 1 (1)", "'dragons'"),
        (HEAD + '[[claim]]\nid = "1"\ntext = "T"\nverdikt = "new"\n', "claim 1 (1)", "verdikt"),
        (HEAD + '[[claim]]\nid = "1"\ntext = "T"\n[[claim]]\nid = "1"\ntext = "U"\n', "claims.toml", "twice"),
        (HEAD + '[[claim]]\nid = "1"\ntext = 5\n', "claim 1 (1)", "not text"),
        (HEAD + 'claim = "many"\n', "[source]", "claim"),
    ],
)
def test_a_wrong_claims_file_says_where(text: str, place: str, message: str) -> None:
    """The message names the claim and what is wrong with it; the exit code is that of side files."""
    with pytest.raises(LexiconError) as caught:
        read(text)
    assert place in caught.value.where
    assert message in caught.value.message
    assert caught.value.exit_code == 6


def test_the_claims_of_the_official_summary_are_bundled_in_our_own_words() -> None:
    """Every claim names the passage it is about, references exist, and every claim gets a verdict with its reason."""
    file = find_folder("texts") / "claims" / "summary-2026-02-16.toml"
    comparison = pipeline.compare(
        pipeline.load("kz-1995"), pipeline.load("kz-2026"), ["II"], None, (file.read_bytes(), file.name)
    )
    observed = comparison.observations
    assert observed is not None
    assert observed.claim_source is not None
    assert observed.claim_source.date == "2026-02-16"
    assert len(observed.claims) >= 20
    assert all(one.claim.passage and one.explanation and one.by == "method" for one in observed.claims)
    assert all(one.new_quote for one in observed.claims if one.verdict != "not_found")
    assert observed.unclaimed


@pytest.mark.shared
def test_no_sentence_of_the_summary_is_copied(shared: Path) -> None:
    """The claims are told in our own words: no eight words in a row are those of the source."""
    summary = (shared / "seed" / "summary-2026-02-16.txt").read_text(encoding="utf-8").lower().split()
    known = {tuple(summary[start : start + 8]) for start in range(len(summary))}
    file = find_folder("texts") / "claims" / "summary-2026-02-16.toml"
    words = file.read_text(encoding="utf-8").lower().split()
    assert not [words[start : start + 8] for start in range(len(words)) if tuple(words[start : start + 8]) in known]


@pytest.mark.shared
def test_claims_are_checked_in_their_own_language_and_shown_in_the_texts(official: dict[str, Path]) -> None:
    """English claims against the Russian texts: verdicts from the English edition, quotes from the Russian."""
    file = find_folder("texts") / "claims" / "summary-2026-02-16.toml"
    names = [str(official[f"{name}:ru"]) for name in ("kz-1995", "kz-2026")]
    russian = pipeline.compare(
        pipeline.load(names[0]), pipeline.load(names[1]), ["II"], None, (file.read_bytes(), file.name)
    )
    english = pipeline.compare(
        pipeline.load("kz-1995"), pipeline.load("kz-2026"), ["II"], None, (file.read_bytes(), file.name)
    )
    assert russian.observations is not None
    assert english.observations is not None
    assert [one.verdict for one in russian.observations.claims] == [one.verdict for one in english.observations.claims]
    quotes = [one.new_quote for one in russian.observations.claims if one.new_quote]
    assert all(any("а" <= letter <= "я" for letter in quote) for quote in quotes)
