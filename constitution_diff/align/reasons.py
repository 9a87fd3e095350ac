"""What a link says for itself: by which evidence it was made, in one English sentence."""

from __future__ import annotations

from collections.abc import Sequence

from constitution_diff.align.sides import Evidence
from constitution_diff.align.similarity import Vector, shared_terms
from constitution_diff.align.terms import FUNCTION_MARK, roots_by_piece, stem
from constitution_diff.languages import Language
from constitution_diff.model import RunnerUp
from constitution_diff.text import pieces_of

_BASIS: dict[Evidence, str] = {
    "words": "Best one-to-one choice over all provisions",
    "context": "Few words in common, but the other paragraphs of both articles are linked with each other",
    "sentence": "A sentence left unexplained in the one stands in the other",
    "phrase": "A rare phrase left unexplained in the one stands in the other",
    "hand": "Set by hand in the links file",
}


def explain_link(
    evidence: Sequence[Evidence], score: float, old: Vector, new: Vector, text: str, language: Language
) -> str:
    """Say by which steps a link was found, its cosine, and the shared words that count most, as printed in ``text``."""
    steps = "; ".join(_BASIS[step] for step in dict.fromkeys(evidence))
    words = print_terms(shared_terms(old, new), text, language)
    shared = f" on “{'”, “'.join(words)}”" if words else ""
    return f"{steps}: cosine {score:.2f}{shared}."


def explain_single(
    relation: str, searched: int, scope: str, best: RunnerUp | None, partners: Sequence[str] = ()
) -> str:
    """Say for an added or removed provision what was searched and which candidate came nearest.

    Args:
        relation: ``added`` or ``removed``.
        searched: how many provisions of the other text were.
        scope: of how much of that text.
        best: the best candidate, None when there is none.
        partners: what that is linked with, when it would have been near enough.
    """
    other = "old" if relation == "added" else "new"
    if best is None:
        nearest = "none shares a rare word"
    else:
        why = f"but is linked with {', '.join(partners)}" if partners else "which is too little"
        nearest = f"the nearest, {best.ref}, has cosine {best.score:.2f}, {why}"
    return f"Searched {searched} provisions of the {other} text ({scope}): {nearest}."


def print_terms(terms: Sequence[str], text: str, language: Language) -> tuple[str, ...]:
    """Return terms as the words of ``text`` they stand for, single words that a pair holds left out."""
    pairs = {word for term in terms if " " in term for word in term.split()}
    kept = [term.split() for term in terms if " " in term or term not in pairs]
    printed = _find_prints({word for words in kept for word in words}, text, language)
    return tuple([" … ".join([printed.get(word, word) for word in words]) for words in kept])


def _find_prints(wanted: set[str], text: str, language: Language) -> dict[str, str]:
    """Return how the first word with each of these stems is printed in a text."""
    printed: dict[str, str] = {}
    pieces = pieces_of(language.folding)
    left = wanted.union([FUNCTION_MARK + word for word in wanted])
    for piece, roots in zip(text.split(), roots_by_piece(text, language), strict=True):
        if left.isdisjoint(roots):
            continue
        for word, norm, _, _ in pieces[piece]:
            root = stem(norm, language) if norm[:1].isalnum() else ""
            if root in wanted and root not in printed:
                printed[root] = word
                left -= {root, FUNCTION_MARK + root}
        if not left:
            break
    return printed
