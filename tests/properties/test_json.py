from __future__ import annotations

import json

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from constitution_diff.model import Document
from constitution_diff.reports.to_json import document_json, dump_json, read_schema
from tests.properties.test_akn import documents

SCHEMA = Draft202012Validator(read_schema("document"))


@settings(max_examples=100, deadline=None)
@given(documents())
def test_the_json_of_any_document_obeys_its_schema(document: Document) -> None:
    """Whatever a text looks like, its JSON has the documented form and holds every text of it."""
    value = json.loads(dump_json(document_json(document)).encode("utf-8"))
    SCHEMA.validate(value)
    shown = {(one["ref"], one["kind"]): one["text"] for one in value["provisions"]}
    units = [unit for top in document.body for unit in top.walk() if unit.kind != "part" or unit.text]
    assert all(shown[unit.ref, unit.kind] == unit.text for unit in units)
