from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from constitution_diff.cli import run
from constitution_diff.errors import ReadError
from constitution_diff.model import Comparison, Document
from constitution_diff.pipeline import compare, load
from constitution_diff.rendering import Choices, render
from constitution_diff.verification import MAXIMUM_BYTES, verify
from tests.comparisons import editions

COMMAND = "constitution-diff report old.txt new.txt"
LANGUAGES = ("en", "ru", "kk")


@lru_cache(maxsize=4)
def made(parts: tuple[str, ...] = ("II",)) -> Comparison:
    return compare(*editions(), parts)


@lru_cache(maxsize=16)
def report(kind: str = "html", language: str = "en", parts: tuple[str, ...] = ("II",)) -> str:
    text = render(made(parts), kind, Choices(language, COMMAND))
    assert isinstance(text, str)
    return text


def altered(text: str, documents: tuple[Document, Document] | None = None) -> dict[str, tuple[str, ...]]:
    """What is found altered, with the sentences that say where."""
    return {one.name: one.details for one in verify(text.encode(), documents) if one.state == "altered"}


def swap(text: str, old: str, new: str) -> str:
    """The text with the one place changed that must be there."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


@pytest.mark.parametrize("parts", [("II",), ()], ids=["part", "whole"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["html", "json"])
def test_a_report_matches_itself_and_its_texts(kind: str, language: str, parts: tuple[str, ...]) -> None:
    """A report as the program wrote it is confirmed in every format, language and scope, down to the last character."""
    text = report(kind, language, parts)
    assert altered(text, editions()) == {}
    states = {one.name: one.state for one in verify(text.encode(), editions())}
    assert set(states.values()) == {"matches"}
    assert "whole file" in states


@pytest.mark.parametrize("kind", ["html", "json"])
def test_a_changed_word_of_the_law_is_found(kind: str) -> None:
    """One word of either text exchanged is found without the texts, and named with them."""
    for word, other in (("taxes", "tithes"), ("peacefully", "silently")):
        text = report(kind).replace(word, other)
        assert "digests" in altered(text)
        assert any(other in line for line in altered(text, editions())["words against the files"])


def test_a_changed_word_is_found_wherever_it_stands_once() -> None:
    """Each word inside a unit of law, changed alone, is found: no corner of the text escapes the digest."""
    page = report()
    laws = list(re.finditer(r'data-voice="law"[^>]*>([^<]{3,})<', page))
    assert len(laws) > 20
    for match in laws:
        assert altered(page[: match.start(1)] + "X" + page[match.start(1) + 1 :]), match[0]


@pytest.mark.parametrize("kind", ["html", "json"])
def test_a_forger_who_mends_the_digest_is_found_with_the_texts(kind: str) -> None:
    """Who changes the law and the stated digest with it is found as soon as the texts are given."""
    text = report(kind).replace("taxes", "tithes")
    from constitution_diff.reports.receipt import digest_of
    from constitution_diff.verification.checking import read_report

    stated = read_report(text.encode())
    for side in ("old", "new"):
        digest = digest_of((unit.ref, unit.text) for unit in stated.units[side].values())  # type: ignore[index]
        text = text.replace(stated.digests[side], digest)  # type: ignore[index]
    assert "digests" not in altered(text)
    assert "words against the files" in altered(text, editions())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("counts", r'(<tr data-status="edited">.*?<td class="n">)(\d+)', r"\g<1>99"),
        ("counts", r'(<tr class="sum".*?<td class="n">)(\d+)', r"\g<1>99"),
        ("counts", r'(class="tile is-edited".*?<b>)(\d+)', r"\g<1>99"),
        ("counts", r"(has )(\d+)( provisions in Part II)", r"\g<1>99\3"),
        ("counts", r'("edited": \{"old": )(\d+)', r"\g<1>99"),
        ("statuses", r'data-relation="edited"', 'data-relation="rewritten"'),
        ("statuses", r'(<span class="what">)[^<]*', r"\1unchanged"),
        ("changes", r"(data-ref=[^>]*>(?:[^<]|<(?!/p))*?)(<ins[^>]*>)", r"\1<del>x</del>\2"),
        ("changes", r'data-class="substantive"', 'data-class="typographic"'),
        ("digests", r'(data-heading="art_10"[^>]*>)[^<]*', r"\1Article 99"),
        ("digests", r"(<span data-num[^>]*>)[^<]*", r"\g<1>7."),
        ("quotations", r'(<span class="quote"[^>]*>)', r"\1Nobody "),
        ("file", r'(data-ref=[^>]*>(?:[^<]|<(?!/p))*?)<i class="mk">\[added: ', r'\1<i class="mk">[never: '),
        ("file", r'(data-was=")', r"\1Nobody "),
        ("file", r'(data-was=")[^"]*', r"\1"),
        ("file", r'class="link apart"', 'class="link"'),
        ("file", r'(data-side="both" data-old=")[^"]*', r"\g<1>9.9"),
        ("file", r"</main>", "<script>document.title</script></main>"),
        ("file", r"</style>", "del { display: none }</style>"),
        ("file", r"<p (id=[^>]* data-ref)", r"<p hidden \1"),
        ("file", r"</main>", '<p onclick="x()">x</p></main>'),
    ],
)
def test_what_was_altered_is_named(name: str, old: str, new: str) -> None:
    """A count, a status, a mark, a heading, a quotation altered by hand is found in the page alone, by its name."""
    page, times = re.subn(old, new, report(), count=1, flags=re.DOTALL)
    assert times == 1
    assert name in altered(page)


def first_change(value: dict[str, Any]) -> dict[str, Any]:
    """The first hunk that is a change of substance."""
    hunks = [hunk for link in value["links"] for hunk in link["hunks"]]
    return next(hunk for hunk in hunks if hunk["op"] in ("replace", "insert") and hunk["class"] == "substantive")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("counts", lambda value: value["counts"].update(edited=99)),
        ("counts", lambda value: value["counts"].update(moved=99)),
        ("statuses", lambda value: value["links"][0].update(relation="rewritten")),
        ("changes", lambda value: value["links"][0]["hunks"].pop()),
        ("changes", lambda value: first_change(value).update({"class": None, "op": "equal"})),
        ("changes", lambda value: first_change(value).update({"class": "grammatical"})),
        ("digests", lambda value: value["provisions"]["old"][1].update(heading="Other")),
        ("digests", lambda value: value["provisions"]["new"].pop()),
    ],
)
def test_what_was_altered_in_a_record_is_named(name: str, change: object) -> None:
    """The same in a JSON report: a count, a status, a hunk, a heading, a provision that is missing."""
    value = json.loads(report("json"))
    change(value)  # type: ignore[operator]
    assert name in altered(json.dumps(value))


def test_with_the_texts_every_other_word_is_compared_too() -> None:
    """With both texts the whole page is made again: an altered sentence of the editor's voice is found as well."""
    page = swap(report(), "No counterpart was found", "A counterpart was found")
    assert altered(page) == {}
    assert list(altered(page, editions())) == ["whole file"]


def test_a_link_left_out_or_invented_is_found_with_the_texts() -> None:
    """With both texts a link is found that the program would not make, and one that the report hides."""
    value = json.loads(report("json"))
    value["links"] = value["links"][1:]
    assert any(
        "leaves this link out" in line for line in altered(json.dumps(value), editions())["links against the files"]
    )


def test_other_texts_than_the_stated_ones_do_not_match() -> None:
    """A report held against the wrong texts says so by their digests."""
    old, new = editions()
    assert "sources" in altered(report(), (new, old))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"\xff\xfe",
        b'{"schema": "constitution-diff/alignment/1"}',
        b'{"schema": "constitution-diff/report/1"}',
        b"{" * 100_000,
        b"[" * 100_000,
        b"<p>" * 100_000,
        b"<div " + b"a" * 100_000,
        b'<script type="application/ld+json">{"parts": 1}</script>',
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b" " * (MAXIMUM_BYTES + 1),
    ],
    ids=lambda data: data[:30].decode("latin-1"),
)
def test_what_is_no_report_is_refused(data: bytes) -> None:
    """Anything else, however large or deep, is refused with one sentence, quickly."""
    with pytest.raises(ReadError):
        verify(data)


def test_the_command_says_what_matches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`verify` prints each answer, exits with 0 when all matches, 1 when something was altered, 3 for what is no report."""
    page = tmp_path / "report.html"
    page.write_text(report(), encoding="utf-8")
    assert run(["verify", str(page)]) == 0
    assert "agrees with itself" in capsys.readouterr().out
    page.write_text(report().replace("taxes", "tithes\x1b[2J"), encoding="utf-8")
    assert run(["verify", str(page)]) == 1
    out = capsys.readouterr().out
    assert "ALTERED" in out and "\x1b" not in out
    page.write_text("nothing", encoding="utf-8")
    assert run(["verify", str(page)]) == 3


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_bundled_report_has_a_receipt(kind: str, tmp_path: Path) -> None:
    """The report of the bundled pair matches both texts, through the command line."""
    target = tmp_path / f"report.{kind}"
    assert run(["report", "-q", "-o", str(target)]) == 0
    assert run(["verify", "-q", str(target), "kz-1995", "kz-2026"]) == 0


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_official_texts_have_a_receipt(official: dict[str, Path], language: str, tmp_path: Path) -> None:
    """Reports of the official files agree with themselves and with the files; the changes of one word are found."""
    documents = tuple(load(str(official[f"{name}:{language}"])) for name in ("kz-1995", "kz-2026"))
    text = render(compare(documents[0], documents[1], ("II",)), "html", Choices(language))
    assert isinstance(text, str)
    assert altered(text, (documents[0], documents[1])) == {}
    assert "digests" in altered(swap(text, "</ins> ", "</ins>  x"))
