"""Two documents in, links out: every paragraph is linked by what it says with where it came from or went to."""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.align.articles import link_articles
from constitution_diff.align.linking import Linker
from constitution_diff.align.side_file import HandLink, read_links
from constitution_diff.errors import AlignmentError
from constitution_diff.languages import Language
from constitution_diff.model import Document, Link

__all__ = ["HandLink", "align", "link_articles", "read_links"]


def align(old: Document, new: Document, language: Language, by_hand: Sequence[HandLink] = ()) -> tuple[Link, ...]:
    """Link every paragraph of the new edition with the old paragraphs it came from.

    Args:
        old: the earlier edition, n paragraphs.
        new: the later edition, m paragraphs, same language.
        language: what is known about their language.
        by_hand: lines of a links file; they are obeyed, the rest is aligned around them.
    Returns:
        In new order, removals last, without hunks; each of the n + m paragraphs, the preambles among them, occurs at
        least once. A subparagraph or continuation has a link of its own where only that moved. Scores: cosine, 0 to 1.
    Raises:
        AlignmentError: the languages differ.
    Source: tf-idf and cosine, Manning et al. 2008, ch. 6; assignment, Jonker and Volgenant 1987.
    """
    if old.edition.language != new.edition.language:
        languages = f"{old.edition.language} and {new.edition.language}"
        raise AlignmentError(f"the languages differ: {languages}", "", "compare editions in one language")
    return Linker(old, new, language).link(by_hand)
