from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from constitution_diff.annotate import annotate
from constitution_diff.languages import load_language
from constitution_diff.model import Comparison
from constitution_diff.observations import Claim, ClaimSource
from constitution_diff.reports.to_findings_json import SCHEMAS, claims_json, findings_json
from constitution_diff.reports.to_json import dump_json, read_schema, report_json
from tests.comparisons import comparison


def observed() -> Comparison:
    from msgspec.structs import replace

    made = comparison(("II",))
    claims = (ClaimSource("A summary"), (Claim("1", "The presumption of innocence stands among the rights."),))
    return replace(made, observations=annotate(made, load_language("en"), claims))


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_written_obeys_its_schema(name: str) -> None:
    """Findings and claims have the documented form, every field stands in the schema."""
    made = observed()
    value = json.loads(dump_json({"findings": findings_json, "claims": claims_json}[name](made)))
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(value)
    assert value["schema"] == f"constitution-diff/{name}/1"
    assert value[name]
    for row in value[name]:
        assert list(row) == list(schema["$defs"][name.removesuffix("s")]["properties"])


def test_a_report_holds_all_of_it() -> None:
    """The JSON report has the findings and claims of the comparison, and obeys its schema."""
    made = observed()
    value = json.loads(dump_json(report_json(made)))
    Draft202012Validator(read_schema("report")).validate(value)
    assert value["findings"] == json.loads(dump_json(findings_json(made)))["findings"]
    assert value["claims"] == json.loads(dump_json(claims_json(made)))["claims"]
    assert {row["fate"] for row in value["ledger"]} >= {"kept"}


def test_a_comparison_that_was_not_annotated_has_empty_lists() -> None:
    """Nothing observed is no error."""
    value = findings_json(comparison())
    assert value["findings"] == value["ledger"] == value["numbers"] == []
    assert claims_json(comparison())["source"] is None


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_explanation_is_in_the_language_asked_for(language: str) -> None:
    """`explanation` is one sentence in that language; `explanations` has all three."""
    rows = findings_json(observed(), language)["findings"]
    assert all(row["explanation"] == row["explanations"][language] for row in rows)
