"""Signs: words beside the legal markers that tell which way a change goes, and words that carry nothing by themselves.

``lexicon/<code>/signs.toml`` holds the cues of one language; a language without the file has none. The signs are listed in
``docs/findings.md``.
"""

from __future__ import annotations

from msgspec import Struct

from constitution_diff.annotate.cue_hits import find_cues
from constitution_diff.annotate.sentences import Sentence


class SignHit(Struct, frozen=True):
    """One sign in one sentence."""

    sign: str
    """Id of the sign."""
    start: int
    """First code point of its words in the text."""
    end: int
    """One past their last code point."""


def find_signs(text: str, sentence: Sentence, code: str) -> tuple[SignHit, ...]:
    """Return the signs of one sentence of a text, in reading order; they may share words.

    Raises:
        LexiconError: the file of the language is not valid.
    """
    return tuple(
        SignHit(hit.owner, sentence.words[hit.first].start, sentence.words[hit.last].end)
        for hit in find_cues(text, code)[sentence.index]["signs"]
    )
