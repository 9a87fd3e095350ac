from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from constitution_diff.align.assignment import assign
from constitution_diff.align.leaf_links import (
    EXPLAINED,
    FORMULA_SHARE,
    HOMELESS_SCORE,
    OWN_PARTNER,
    SENTENCE_SCORE,
    STRONG_LEAD,
    STRONG_SENTENCE,
    link_leaves,
)
from constitution_diff.align.pairs import LINK_SCORE
from constitution_diff.align.sides import Side, prepare, score_units
from constitution_diff.align.similarity import containment, cosine
from constitution_diff.align.units import collect_units
from constitution_diff.languages import load_language
from tests.properties.constitutions import amend, constitution

Key = tuple[int, int]


def link_plainly(old: Side, new: Side, matched: dict[int, int]) -> dict[Key, float]:
    """The rules of `link_leaves` applied to every sentence of the one text and every one of the other."""
    sides = (old.sentences, new.sentences)
    partners = (matched, {column: row for row, column in matched.items()})
    places = [range(len(side.leaves)) for side in sides]
    units = [[leaf.unit for leaf in side.leaves] for side in sides]
    scores = {
        (row, column): cosine(sides[0].vector(row), sides[1].vector(column))
        for row in places[0]
        for column in places[1]
    }

    def is_home(key: Key) -> bool:
        return matched.get(units[0][key[0]]) == units[1][key[1]]

    def explained(side: int, place: int) -> bool:
        partner = partners[side].get(units[side][place])
        whole = {} if partner is None else sides[1 - side].units[partner]
        return partner is not None and containment(sides[side].vector(place), whole) >= EXPLAINED

    def best(side: int, place: int, unit: int | None, at_home: bool) -> float:
        keys = [(place, other) if side == 0 else (other, place) for other in places[1 - side]]
        if at_home:
            return max((scores[key] for key in keys if is_home(key)), default=0.0)
        return max((scores[key] for key in keys if units[1 - side][key[1 - side]] != unit), default=0.0)

    def is_movable(key: Key) -> bool:
        score, unit = scores[key], (units[0][key[0]], units[1][key[1]])
        if is_home(key) or score <= SENTENCE_SCORE:
            return False
        if any(score * FORMULA_SHARE <= best(side, key[side], unit[1 - side], False) for side in (0, 1)):
            return False
        if score < HOMELESS_SCORE and (unit[0] in partners[0]) != (unit[1] in partners[1]):
            return False
        home = max(best(side, key[side], None, True) for side in (0, 1))
        is_loose = not any(explained(side, key[side]) for side in (0, 1))
        return is_loose or score >= max(STRONG_SENTENCE, STRONG_LEAD + home)

    gains = {
        key: score - SENTENCE_SCORE + (OWN_PARTNER if is_home(key) else 0.0)
        for key, score in scores.items()
        if is_home(key) or is_movable(key)
    }
    return {key: scores[key] for key in assign(gains).items() if not is_home(key)}


@settings(max_examples=6, derandomize=True, deadline=None)
@given(st.integers(0, 1000), st.sampled_from(["en", "ru", "kk"]))
def test_looking_at_few_sentences_finds_what_looking_at_all_would(seed: int, code: str) -> None:
    """Which sentences went elsewhere does not depend on most of them never being compared."""
    first = constitution(seed, 8, code)
    texts = [[unit for unit in collect_units(text) if unit.text] for text in (first, amend(first, seed + 1))]
    old, new, weights = prepare(texts[0], texts[1], load_language(code))
    scores = score_units(old, new, weights)
    matched = assign({key: score - LINK_SCORE for key, score in scores.items()})
    for wrong in list(matched)[::3]:  # their sentences are loose, and many of them are moved
        del matched[wrong]
    found = link_leaves(old.sentences, new.sentences, matched, scores)
    places = [{id(leaf): place for place, leaf in enumerate(side.sentences.leaves)} for side in (old, new)]
    pairs = {(places[0][id(one)], places[1][id(other)]): score for one, other, score in found}
    assert pairs and pairs == link_plainly(old, new, matched)
