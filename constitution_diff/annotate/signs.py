"""Signs: words beside the legal markers that tell which way a change goes, and words that carry nothing by themselves.

``lexicon/<code>/signs.toml`` holds the cues of one language; a language without the file has none. The signs are listed in
``docs/findings.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from constitution_diff.annotate.cues import CueIndex
from constitution_diff.annotate.lexicon import read_toml
from constitution_diff.annotate.sentences import Sentence
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of
from constitution_diff.resources import lexicon_file

SIGNS = (
    "nobody",
    "human",
    "patient",
    "state-measure",
    "permitted",
    "state-bearer",
    "otherwise",
    "only-where-provided",
    "threshold",
    "absolute",
    "inherent",
    "never",
    "any",
    "rest",
    "including",
    "loss",
    "consent",
    "joint",
    "light",
    "thing",
    "talk",
    "more",
    "title",
)
"""Every sign there is; `docs/findings.md` says what each is for."""


@dataclass(frozen=True, slots=True)
class SignHit:
    """One sign in one sentence."""

    sign: str
    """Id of the sign."""
    start: int
    """First code point of its words in the text."""
    end: int
    """One past their last code point."""


@lru_cache(maxsize=16)
def _index(code: str) -> CueIndex:
    path = lexicon_file(code, "signs.toml")
    data = read_toml(path) if path.is_file() else {}
    unknown = sorted(set(data) - set(SIGNS))
    if unknown:
        raise LexiconError(f"unknown sign: {', '.join(unknown)}", f"{code}/signs.toml", f"known: {', '.join(SIGNS)}")
    try:
        return CueIndex({sign: data[sign]["cues"] for sign in SIGNS if sign in data}, language_of(code).folding)
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/signs.toml", "see docs/lexicon.md"
        ) from error


def find_signs(sentence: Sentence, code: str) -> tuple[SignHit, ...]:
    """Return the signs of a sentence, in reading order; they may share words.

    Raises:
        LexiconError: the file of the language is not valid.
    """
    return tuple(
        SignHit(hit.owner, sentence.words[hit.first].start, sentence.words[hit.last].end)
        for hit in _index(code).find(sentence)
    )
