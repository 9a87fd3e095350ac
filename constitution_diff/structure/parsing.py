"""The steps from printed paragraphs to a document, in their order."""

from __future__ import annotations

import re

from msgspec.structs import replace

from constitution_diff.languages import load_language
from constitution_diff.model import Block, Document, Edition, Notice, SourceText
from constitution_diff.structure.checks import check_language, check_numbering, check_scripts
from constitution_diff.structure.detect import detect_language
from constitution_diff.structure.eids import identify
from constitution_diff.structure.front import sort_front
from constitution_diff.structure.items import classify
from constitution_diff.structure.tree import TreeBuilder

_NO_BREAKS = "\u00a0\u2007\u202f"
_NO_BREAK = re.compile(f"[{_NO_BREAKS}]")


def parse_source(source: SourceText, language: str = "auto", edition: Edition | None = None) -> Document:
    """Make a document of what a reader read.

    Args:
        source: printed paragraphs in order.
        language: two-letter code, or ``auto`` to tell it by the text; ``und`` where none is known.
        edition: what is known about it from elsewhere (a catalogue); its empty fields are filled from the text.
    Returns:
        Every block of the source is in it once: as preface, provision, note or conclusion. Any text parses; a text
        without headings has an empty body and the notice ``no_structure``.
    Raises:
        UsageError: there is no such language.
    """
    code = detect_language(source) if language == "auto" else language
    knowledge = load_language(code)
    blocks, spaces = _plain_spaces(source.blocks)
    items = classify(blocks, knowledge)
    first = next((index for index, item in enumerate(items) if item.kind == "heading"), len(items))
    front = sort_front(tuple(item.block for item in items[:first] if item.kind not in ("note", "imprint")), knowledge)
    builder = TreeBuilder(
        tuple(item for item in items[:first] if item.kind in ("note", "imprint")) + items[first:], knowledge
    )
    builder.build()
    body, repeats = identify(tuple(node.freeze() for node in builder.body), front.preamble)
    nodes = [node for top in builder.body for node in top.walk()]
    refs = {id(node): unit.ref for node, unit in zip(nodes, (u for top in body for u in top.walk()), strict=True)}
    document = Document(
        edition=_describe(edition or Edition(), source, code, front.title, front.is_draft),
        preface=front.preface,
        preamble=front.preamble,
        body=body,
        conclusions=tuple(builder.imprint),
        notes=builder.resolve_notes(refs),
    )
    doubts = (*source.notices, *spaces, *builder.notices, *repeats, *check_numbering(body))
    scripts = (*check_language(code, source.file_name), *check_scripts(document, knowledge))
    empty = (
        ()
        if body
        else (
            Notice(
                "no_structure", source.file_name, "no part, chapter or article was found; all text is kept as preface"
            ),
        )
    )
    return replace(document, notices=(*doubts, *scripts, *empty))


def _plain_spaces(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Return the blocks with no-break spaces read as spaces: they are typesetting, and no citation keeps them."""
    count = sum(block.text.count(sign) for block in blocks for sign in _NO_BREAKS)
    if not count:
        return blocks, ()
    plain = (replace(block, text=_NO_BREAK.sub(" ", block.text).strip()) for block in blocks)
    message = f"{count} no-break spaces were read as spaces"
    return tuple(block for block in plain if block.text), (Notice("no_break_space", "whole text", message),)


def _describe(edition: Edition, source: SourceText, language: str, title: str, is_draft: bool) -> Edition:
    return replace(
        edition,
        id=edition.id or source.file_name.rsplit(".", 1)[0] or "stdin",
        title=edition.title or title or source.title,
        language=edition.language or language,
        status=edition.status or ("draft" if is_draft else ""),
        file_name=edition.file_name or source.file_name,
        sha256=edition.sha256 or source.sha256,
    )
