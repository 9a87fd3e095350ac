"""All cues of a language looked for at once: topics, markers, signs and majorities stand in one index.

The index is made of the lexicon's files once and kept beside them (`resources.keep`); a changed file makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from constitution_diff.annotate.accepting import WordTable
from constitution_diff.annotate.cue_index import CueIndex, Place
from constitution_diff.annotate.cue_tables import Table, compile_cues
from constitution_diff.annotate.lexicon import check_cues, read_entries, read_signs
from constitution_diff.annotate.number_words import load_number_words
from constitution_diff.annotate.sentences import Sentence
from constitution_diff.languages import language_of
from constitution_diff.resources import keep, lexicon_file

KINDS = ("topics", "markers", "signs", "majority")
"""Vocabularies of the index, as its cues' owners are marked: ``topics:life``."""
_FILES = ("topics.toml", "markers.toml", "signs.toml", "numbers.toml")
_FORM = "cues 8"
"""Changes with the form of a compiled index."""

Found = dict[str, list[Place]]
"""Places of one sentence by vocabulary, those of one in order of first word, then of last; owners as in the lexicon. A
vocabulary of which nothing was found is missing."""


def find_cues(sentences: Iterable[Sentence], code: str) -> list[Found]:
    """Return the cues of every sentence, none where a language has no lexicon.

    Raises:
        LexiconError: a file of the language is not valid.
    """
    places = _load(code).places
    return [_by_kind(places(sentence.norms)) for sentence in sentences]


def _by_kind(places: Iterable[Place]) -> Found:
    found: Found = {}
    for first, last, named, cue in places:
        kind, _, owner = _PARTED[named]
        if kind in found:
            found[kind].append((first, last, owner, cue))
        else:
            found[kind] = [(first, last, owner, cue)]
    return found


_PARTED = WordTable(lambda named: named.partition(":"))


@lru_cache(maxsize=16)
def _load(code: str) -> CueIndex:
    paths = [lexicon_file(code, name) for name in _FILES] if code.isalnum() else []
    contents = [path.read_bytes() for path in paths if path.is_file()]
    if not contents:
        return CueIndex({}, language_of(code).folding)
    source = b"\0".join([_FORM.encode(), repr(language_of(code).folding).encode(), *contents])
    return CueIndex.of_table(keep(lexicon_file(code, "cues"), "index", source, lambda: _compile(code)))


def _compile(code: str) -> Table:
    found = {kind: {one: entry.cues for one, entry in read_entries(kind, code).items()} for kind in KINDS[:2]}
    numbers = load_number_words(code)
    found |= {"signs": read_signs(code), "majority": {"majority": numbers.majority} if numbers else {}}
    try:
        entries = {f"{kind}:{one}": cues for kind, own in found.items() for one, cues in own.items()}
        return compile_cues(entries, language_of(code).folding)
    except (AttributeError, TypeError, ValueError):
        for kind, name in zip(KINDS, _FILES, strict=True):
            check_cues(f"{code}/{name}", (cue for cues in found[kind].values() for cue in cues), code)
        raise
