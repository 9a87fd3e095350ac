from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from constitution_diff import cli

OLD = "Article 1\n1. Everyone has the right to work, rest and strike.\n2. The home is inviolable.\n"
NEW = "Article 1\n1. Everyone has the right to work and rest.\n2. The home is inviolable.\n"
CLAIMS = '[source]\ntitle = "A summary"\n[[claim]]\nid = "A"\ntext = "The home is inviolable."\n'


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    paths = [tmp_path / name for name in ("old.txt", "new.txt", "claims.toml")]
    for path, text in zip(paths, (OLD, NEW, CLAIMS), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1]), str(paths[2])


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["constitution-diff", *words])
    return cli.run(list(words))


def test_findings_in_every_format(
    files: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A table for people, JSON and CSV for programs, all with the same finding."""
    old, new, _ = files
    assert run(monkeypatch, "findings", old, new, "-q") == 0
    table = capfdbinary.readouterr().out.decode()
    assert "guarantee removed" in table
    assert "strike" in table
    assert run(monkeypatch, "findings", old, new, "-q", "--format", "json") == 0
    (finding,) = json.loads(capfdbinary.readouterr().out)["findings"]
    assert (finding["kind"], finding["rule"]) == ("guarantee_removed", "item-left-guarantee")
    assert run(monkeypatch, "findings", old, new, "-q", "--format", "csv", "--ui-lang", "ru") == 0
    rows = list(csv.DictReader(capfdbinary.readouterr().out.decode().splitlines()))
    assert rows[0]["explanation"].startswith("Гарантия больше не называет")


def test_claims_in_every_format(
    files: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The verdict with its reason; what no claim is about is counted on standard error."""
    old, new, claims = files
    assert run(monkeypatch, "claims", claims, old, new) == 0
    printed = capfdbinary.readouterr()
    assert "restated" in printed.out.decode()
    assert "no claim is about" in printed.err.decode()
    assert run(monkeypatch, "claims", claims, old, new, "-q", "--format", "json") == 0
    value = json.loads(capfdbinary.readouterr().out)
    assert [row["verdict"] for row in value["claims"]] == ["restated"]
    assert [row["rule"] for row in value["unclaimed"]] == ["item-left-guarantee"]
    assert run(monkeypatch, "claims", claims, old, new, "-q", "--format", "csv") == 0
    assert capfdbinary.readouterr().out.decode().splitlines()[0].startswith("id,text,verdict,by,old,new")


def test_a_wrong_claims_file_leaves_with_six(
    files: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The error names the claim; nothing is written to standard output."""
    old, new, claims = files
    Path(claims).write_text(CLAIMS + 'new = ["99.9"]\n', encoding="utf-8")
    assert run(monkeypatch, "claims", claims, old, new) == 6
    printed = capfdbinary.readouterr()
    assert printed.out == b""
    assert "claim 1 (A)" in printed.err.decode()
    assert run(monkeypatch, "claims", claims + ".missing", old, new) == 6


def test_a_report_takes_claims(
    files: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`report --claims` puts the verdicts into the report."""
    old, new, claims = files
    assert run(monkeypatch, "report", old, new, "-q", "--format", "json", "--claims", claims) == 0
    value = json.loads(capfdbinary.readouterr().out)
    assert [row["id"] for row in value["claims"]] == ["A"]
    assert value["claim_source"]["title"] == "A summary"
