"""Words that say the same, and forms of one word that begin differently: ``lexicon/<code>/words.toml``.

The file holds groups of words, each written like one word of a cue (``stem*``, ``*ending``). A language without the file has
none: then two words are one when they are forms of each other.
"""

from __future__ import annotations

from functools import lru_cache

from constitution_diff.annotate.cues import StepIndex, parse_step
from constitution_diff.annotate.lexicon import find_file, read_toml
from constitution_diff.errors import LexiconError
from constitution_diff.languages import language_of


@lru_cache(maxsize=32)
def load_synonyms(code: str) -> StepIndex[int]:
    """Return the groups of words of a language that are compared as one word.

    >>> groups = load_synonyms("en")
    >>> groups.find("honour") == groups.find("honor"), groups.find("hour")
    (True, ())

    Raises:
        LexiconError: the file is not valid.
    """
    path = find_file(code, "words.toml")
    if path is None:
        return StepIndex(())
    try:
        folding = language_of(code).folding
        return StepIndex((number, parse_step(group, folding)) for number, group in enumerate(read_toml(path)["same"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/words.toml", "see docs/lexicon.md"
        ) from error
