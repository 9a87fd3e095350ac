from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.align.probes import find_like, find_mates, index_probes, make_probe
from constitution_diff.align.similarity import CANDIDATES, Vector, cosine, index_texts

TERMS = "abcdefghijkl"
ORDER = {term: place for place, term in enumerate(TERMS[:-2])}
"""The last two are function words: they count, and no text is looked for by them."""


def unit(weights: dict[str, float]) -> Vector:
    """Return a bag of weighed terms as a vector of length 1."""
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    return {term: value / length for term, value in weights.items()}


vectors = st.dictionaries(st.sampled_from(TERMS), st.floats(0.01, 3.0), min_size=1).map(unit)
texts = st.lists(st.tuples(vectors, st.floats(0.2, 1.0)), min_size=1, max_size=CANDIDATES)


@given(texts, texts)
def test_no_text_that_is_like_enough_is_missed(
    old: list[tuple[Vector, float]], new: list[tuple[Vector, float]]
) -> None:
    """Texts are looked for by their rarest words alone, yet every two that are as like as both need are found."""
    sides = [
        {place: make_probe(vector, place, least, ORDER) for place, (vector, least) in enumerate(side)}
        for side in (old, new)
    ]
    index = index_probes(sides[1].values())
    for row, (vector, least) in enumerate(old):
        hits, is_all = find_mates(sides[0][row], 0, index, sides[1])
        most = {place: bound for bound, place in hits}
        assert is_all
        for column, (other, needed) in enumerate(new):
            shared = [term for term in vector if term in other and term in ORDER]
            if shared and cosine(vector, other) >= max(least, needed) + 1e-6:
                assert most[column] >= cosine(vector, other) - 1e-6


@given(vectors, st.floats(0.2, 1.0), st.lists(vectors, max_size=CANDIDATES))
def test_what_is_like_one_text_is_found_among_all(vector: Vector, least: float, others: list[Vector]) -> None:
    """A sentence that stands elsewhere too is known for a formula, whatever that other sentence needs for itself."""
    found = find_like(make_probe(vector, 0, least, ORDER), 0, index_texts(others, ORDER))
    for place, other in enumerate(others):
        if any(term in other and term in ORDER for term in vector) and cosine(vector, other) >= least + 1e-6:
            assert place in found
