from __future__ import annotations

import re
from typing import get_args

import pytest

from constitution_diff.align.reasons import explain_link, explain_single
from constitution_diff.align.sides import Evidence
from constitution_diff.languages import load_language
from constitution_diff.model import RunnerUp
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.reasons import tell_reason

STEPS: tuple[Evidence, ...] = get_args(Evidence)


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("step", STEPS)
def test_every_reason_of_the_alignment_is_told_in_the_words_of_the_page(language: str, step: Evidence) -> None:
    """Whatever a link was made by, a reader of a Russian or Kazakh page reads why in that language."""
    english = load_language("en")
    for steps in ([step], [step, "words"]):
        reason = explain_link(steps, 0.5, {"tax": 1.0}, {"tax": 1.0}, "The tax.", english)
        told, spoken = tell_reason(reason, load_labels(language))
        assert spoken == language
        assert "«tax»" in told
        assert not re.search(r"[A-Za-z]{4}", told)


@pytest.mark.parametrize("best", [None, RunnerUp("12.1", 0.2)])
@pytest.mark.parametrize("relation", ["added", "removed"])
def test_a_claim_that_nothing_was_found_says_with_how_much_it_was_compared(
    relation: str, best: RunnerUp | None
) -> None:
    """The number of provisions searched is told, in the right form."""
    reason = explain_single(relation, 21, "the whole of it", best)
    assert tell_reason(reason, load_labels("ru")) == ("Сопоставлено с 21 положением.", "ru")
    assert tell_reason(reason, load_labels("en")) == ("Compared with 21 provisions.", "en")


def test_a_candidate_that_another_provision_took_is_said_to_be_taken() -> None:
    """Who wonders why the nearest provision was not chosen reads what it is linked with."""
    reason = explain_single("added", 2, "the whole of it", RunnerUp("12.1", 0.6), ("14.1", "14.2"))
    assert tell_reason(reason, load_labels("en")) == (
        "Compared with 2 provisions. The nearest one is linked with 14.1, 14.2.",
        "en",
    )


def test_the_word_of_a_person_is_kept_as_it_is() -> None:
    """A note in a links file is printed beside its line, in the person's own words; an unknown sentence stays as it is."""
    labels = load_labels("ru")
    assert tell_reason("Set by hand, line 7 of the links file: checked by N.", labels)[0].endswith(
        "7 файла связей. checked by N."
    )
    assert tell_reason("Set by hand, line 7 of the links file.", labels) == ("Строка 7 файла связей.", "ru")
    assert tell_reason("Another reason.", labels) == ("Another reason.", "en")
