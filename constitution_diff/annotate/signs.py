"""Signs: words beside the legal markers that tell which way a change goes, and words that carry nothing by themselves.

``lexicon/<code>/signs.toml`` holds the cues of one language; a language without the file has none. The signs are listed in
``docs/findings.md``.
"""

from __future__ import annotations

from msgspec import Struct

from constitution_diff.annotate.cue_hits import Found
from constitution_diff.annotate.sentences import Sentence

WITHOUT_PLACE = frozenset(("patient", "permitted", "state-bearer", "office", "joint", "light", "thing"))
"""Signs of which no rule asks where they stand, or how often: most signs of a text are such."""


class SignHit(Struct, frozen=True, gc=False):
    """One sign in one sentence."""

    sign: str
    """Id of the sign."""
    start: int
    """First code point of its words in the text."""
    end: int
    """One past their last code point."""


def signs_in(sentence: Sentence, found: Found) -> tuple[SignHit, ...]:
    """Return the signs of a sentence that have a place, in reading order, by the cues found in it; they may share words."""
    starts, ends = sentence.starts, sentence.ends
    return tuple(
        [
            SignHit(owner, starts[first], ends[last])
            for first, last, owner, _ in found.get("signs", ())
            if owner not in WITHOUT_PLACE
        ]
    )
