"""Topics: which matters a provision deals with, told by its words; a provision without any is listed, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from constitution_diff.annotate.clauses import TopicHit, read_text
from constitution_diff.annotate.lexicon import topic_ranks
from constitution_diff.languages import language_of
from constitution_diff.model import Document, Provision
from constitution_diff.observations import Side, TopicTag


def find_topics(text: str, language_code: str) -> tuple[TopicHit, ...]:
    """Return every place where a text names a topic, in reading order.

    >>> [hit.topic for hit in find_topics("The death penalty is prohibited.", "en")]
    ['death-penalty']
    """
    return read_text(text, language_of(language_code)).topics


def topics_of(text: str, language_code: str) -> tuple[str, ...]:
    """Return the topics a text names, each once, in the order of the vocabulary."""
    named = {hit.topic for hit in find_topics(text, language_code)}
    return tuple(sorted(named, key=topic_ranks().__getitem__))


def tag_provisions(document: Document, side: Side, parts: Sequence[str] = ()) -> tuple[TopicTag, ...]:
    """Return the topics of every paragraph of a document, with the words that told them, in reading order.

    A paragraph is tagged by its own words and those below it; one whose words name nothing, by the heading of its article.

    Args:
        document: one edition.
        side: which edition of the comparison it is.
        parts: numbers of the parts to tag; empty for the whole text.
    Returns:
        One entry a paragraph that has words; without topics when nothing names one (see `untagged`).
    """
    code = document.edition.language
    tops = [top for top in document.body if not parts or (top.kind == "part" and top.num in parts)]
    return tuple(
        _tag(side, unit.ref, [one.text for one in unit.walk()], heading, code)
        for top in tops
        for heading, unit in _paragraphs(top, "")
    )


def untagged(tags: Iterable[TopicTag]) -> tuple[str, ...]:
    """Return the references of the provisions that no topic was found for: they are listed, never guessed."""
    return tuple(tag.ref for tag in tags if not tag.topics)


def _paragraphs(unit: Provision, heading: str) -> Iterator[tuple[str, Provision]]:
    """Yield the paragraphs below a unit, each with the heading of its article."""
    for child in unit.children:
        if child.kind in ("paragraph", "subparagraph", "alinea", "point"):
            if any(one.text for one in child.walk()):
                yield unit.heading or heading, child
        else:
            yield from _paragraphs(child, child.heading)


def _tag(side: Side, ref: str, texts: Sequence[str], heading: str, code: str) -> TopicTag:
    words: dict[str, str] = {}
    for text in [*texts, *([] if any(find_topics(text, code) for text in texts) else [heading])]:
        for hit in find_topics(text, code):
            words.setdefault(hit.topic, text[hit.start : hit.end])
    named = sorted(words, key=topic_ranks().__getitem__)
    return TopicTag(side, ref, tuple(named), tuple(words[topic] for topic in named))
