from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from constitution_diff.model import Comparison
from constitution_diff.pipeline import compare
from constitution_diff.rendering import BOM, Choices, render
from constitution_diff.reports.to_markdown import SIGNS, escape, to_markdown
from tests.builders import build
from tests.comparisons import comparison, editions, words_of

HOSTILE = (
    "# no heading",
    "- no list",
    "12. no list",
    "*a* _b_ `c` ~~d~~ | e",
    "<script>x</script> &amp;",
    "[a](b) ![c](d)",
    "===",
)


def shown(markdown: str) -> str:
    """What a reader of the rendered page sees."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    assert "<script" not in html and "<img" not in html and "<a " not in html
    text = re.sub(r"<[^<>]*>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def sides(text: str) -> tuple[str, str]:
    """The words of the old and of the new text: each without the other's marks."""
    signs = {op: [re.escape(sign) for sign in pair] for op, pair in SIGNS.items()}
    old = re.sub(rf"{signs['ins'][0]}.*?{signs['ins'][1]}", "", text, flags=re.DOTALL)
    new = re.sub(rf"{signs['del'][0]}.*?{signs['del'][1]}", "", text, flags=re.DOTALL)
    strip = "|".join(sign for pair in signs.values() for sign in pair if sign)
    return re.sub(strip, "", old), re.sub(strip, "", new)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_both_texts_are_there_to_the_letter(language: str) -> None:
    """Rendered, the file shows every unit of both texts; dropping the marks of one side leaves the other."""
    made = comparison()
    old, new = (" ".join(text.split()) for text in sides(shown(to_markdown(made, language))))
    for text in words_of(made.old).values():
        assert " ".join(text.split()) in old
    for text in words_of(made.new).values():
        assert " ".join(text.split()) in new


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_the_law_stays_text(text: str) -> None:
    """Signs that Markdown or HTML would read are shown as they are."""
    assert shown(escape(text)).strip() == text


def test_a_hostile_law_makes_no_heading_of_its_own() -> None:
    """A law full of markup gives the same headings as a harmless one."""

    def made(words: str) -> Comparison:
        texts = [build(f"Article 1\n  1. {words} Peace and freedom belong to all people {n}") for n in ("old", "new")]
        return compare(texts[0], texts[1])

    headings = [
        re.findall(r"<h\d>", MarkdownIt().render(to_markdown(made(words)))) for words in ("harmless", "# <h1>x</h1>")
    ]
    assert headings[0] == headings[1]


def test_status_counts_and_digests_are_said() -> None:
    """The draft is called a draft, the counts and both SHA-256 stand in it."""
    made = comparison(("II",))
    text = to_markdown(made)
    assert "draft" in text
    assert made.old.edition.sha256 in text and made.new.edition.sha256 in text
    assert "| reworded |" in text


def test_findings_are_listed_in_the_language_of_the_interface() -> None:
    """An annotated comparison lists every finding with its provisions and its sentence."""
    made = compare(*editions(), ("II",))
    assert made.observations is not None and made.observations.findings
    text = shown(to_markdown(made, "ru"))
    for finding in made.observations.findings:
        assert finding.id in text
        assert " ".join(dict(finding.explanation)["ru"].split()) in " ".join(text.split())


def test_the_same_input_gives_the_same_text() -> None:
    """Two files of one comparison do not differ; a byte order mark only on request."""
    assert to_markdown(comparison()) == to_markdown(comparison())
    text = render(comparison(), "md", Choices(bom=True))
    assert isinstance(text, str) and text.startswith(BOM)
