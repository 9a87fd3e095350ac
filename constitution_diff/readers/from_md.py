"""Markdown, read by markdown-it-py: headings, paragraphs, list items with their numbers, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from constitution_diff.errors import ReadError
from constitution_diff.model import Block, BlockHint, Notice
from constitution_diff.readers.encoding import decode
from constitution_diff.readers.joining import Hyphens, mend_stray_breaks
from constitution_diff.readers.reading import MAX_CHARACTERS, Reading, make_block

if TYPE_CHECKING:
    from markdown_it.token import Token

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:\s*")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[\w-]+:.*\n|[ \t]+.*\n|#.*\n)+?)---[ \t]*\n")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MAX_NESTING = 200
"""Deepest nesting read; the library goes one call deeper for each and drops what lies below."""
_MAX_BRACKETS = 2000
"""Most opening brackets without a link; beyond, links stay as text, since the library's time grows with their square."""


def read_md(data: bytes) -> Reading:
    """Return the headings and paragraphs of a Markdown text.

    An item of a numbered list begins with its number as written in the source; a bullet is markup and is left out. Raw
    HTML and reference lines stay as text. A paragraph ``[^1]: ...`` is a note, and the marks ``[^1]`` that cite it are
    left out. Wrapped lines are joined; two spaces or a backslash at a line end are a line break.

    Source: CommonMark 0.31, with tables.

    Raises:
        ReadError: bytes in no known encoding, or beyond the limit of characters.
    """
    decoded = decode(data)
    if len(decoded.text) > MAX_CHARACTERS:
        raise ReadError(f"the text has more than {MAX_CHARACTERS} characters", hint="give the constitution alone")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    skipped = front.group(0) if front else ""
    blocks, fixed = _read_tokens(_parse("\n" * skipped.count("\n") + text[len(skipped) :]))
    mended, stray = mend_stray_breaks(blocks, fixed)
    title = _TITLE.search(skipped)
    notices = (*decoded.notices, *_front_notice(skipped), *_markup_notice(text[len(skipped) :], blocks), *stray)
    return Reading(mended, notices, title.group(1) if title else "")


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415  loaded when Markdown is read

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    if text.count("[") - text.count("](") > _MAX_BRACKETS:
        parser.disable(["link", "image"])
    # A line "[^1]: word" is a link reference to CommonMark, and would vanish.
    return parser.disable("reference").parse(text)


def _read_tokens(tokens: Sequence[Token]) -> tuple[list[Block], frozenset[int]]:
    blocks: list[Block] = []
    fixed: set[int] = set()
    label, where, hint = "", "line 1", "text"
    inside = 0
    for token in tokens:
        where = f"line {token.map[0] + 1}" if token.map else where
        if token.type in ("list_item_open", "list_item_close"):
            label = f"{token.info}{token.markup} " if token.nesting == 1 and token.info else ""
            inside += token.nesting
        elif token.type in ("td_open", "td_close", "th_open", "th_close"):
            inside += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            hint = "heading" if token.nesting == 1 else "text"
        elif token.type in ("inline", "code_block", "fence", "html_block"):
            text = label + (_read_inline(token.children or []) if token.type == "inline" else token.content)
            if label or inside:
                fixed.add(len(blocks))
            label = ""
            blocks += _make_blocks(text, where, "heading" if hint == "heading" else "text")
    return blocks, frozenset(fixed)


def _make_blocks(text: str, where: str, hint: BlockHint) -> tuple[Block, ...]:
    footnote = _FOOTNOTE.match(text)
    if footnote:
        return make_block(text[footnote.end() :], where, "note")
    return make_block(_FOOTNOTE_MARK.sub("", text), where, hint)


def _read_inline(tokens: Sequence[Token]) -> str:
    """Return the printed text of a paragraph: emphasis and link addresses gone, wrapped lines joined."""
    lines = [""]
    for text in _pieces(tokens):
        if text is None:
            lines.append("")
        else:
            lines[-1] += text
    return Hyphens().join_all([line.strip() for line in lines])


def _pieces(tokens: Sequence[Token]) -> Iterator[str | None]:
    """Yield the texts of inline tokens; None where a line of the source was wrapped."""
    for token in tokens:
        if token.type == "softbreak":
            yield None
        elif token.type == "hardbreak" or (token.type == "html_inline" and _LINE_BREAK.fullmatch(token.content)):
            yield "\n"
        elif token.type == "image":
            yield from _pieces(token.children or [])
        else:
            yield token.content


def _front_notice(front: str) -> tuple[Notice, ...]:
    if not front:
        return ()
    return (
        Notice("front_matter", "line 1", f"the block of metadata at the head was left out, {len(front)} characters"),
    )


def _markup_notice(source: str, blocks: Sequence[Block]) -> tuple[Notice, ...]:
    missing = sum(map(str.isalnum, source)) - sum(sum(map(str.isalnum, block.text)) for block in blocks)
    if missing <= 0:
        return ()
    message = f"{missing} letters and digits of markup (link addresses, footnote marks, entities) are not printed"
    return (Notice("markup", "file", message),)
