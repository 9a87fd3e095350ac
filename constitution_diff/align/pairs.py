"""Which old and new provisions belong together, pair by pair, each with its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from constitution_diff.align.assignment import assign
from constitution_diff.align.leaf_links import link_leaves
from constitution_diff.align.leaves import Leaf
from constitution_diff.align.phrases import find_phrase_pairs
from constitution_diff.align.sides import Pair, Side
from constitution_diff.align.similarity import Weights
from constitution_diff.align.units import Unit

LINK_SCORE = 0.18
"""Cosine that a one-to-one pair must exceed. kz-1995/kz-2026 Part II, Russian, 2026-11-22: 0.10 to 0.20 tried, the same 75 pairs,
none false."""
CONTEXT_GAIN = 0.10
"""What it is worth that all other paragraphs of the two articles are linked with each other; with part of them, that share."""
CONTEXT_FLOOR = 0.04
"""Cosine below which no context makes a pair."""
WEAK_LINK = 0.45
"""A link with a lower cosine is given up when every sentence of one of its sides is found elsewhere."""
WHOLE_SHARE = 0.5
"""Share of a unit's sentences in one other unit from which the whole unit is linked, not the sentences' blocks."""

Scores = Mapping[tuple[int, int], float]


def find_pairs(
    old: Side, new: Side, weights: Weights, scores: Scores, apart: frozenset[tuple[str, str]]
) -> tuple[Pair, ...]:
    """Find every pair: whole paragraphs first, then paragraphs, sentences and phrases that went into others.

    Args:
        old, new: the prepared editions.
        weights: what each term counts in them.
        scores: cosine of every candidate pair of units, by indices.
        apart: pairs of references that a person ruled out.
    Returns:
        Pairs without order; a reference may occur in several.
    """
    allowed = scores
    if apart:
        allowed = {
            key: score for key, score in scores.items() if (old.units[key[0]].ref, new.units[key[1]].ref) not in apart
        }
    first = assign({key: score - LINK_SCORE for key, score in allowed.items() if score > LINK_SCORE})
    matched, by_context = _with_context(old, new, allowed, first)
    moved = link_leaves(old.sentences, new.sentences, matched, allowed)
    emptied = _emptied(old, new, allowed, matched, moved)
    if any(emptied):
        # Whoever was linked with an emptied provision may belong to another one.
        rest = {key: score for key, score in allowed.items() if key[0] not in emptied[0] and key[1] not in emptied[1]}
        kept = {row: column for row, column in matched.items() if (row, column) in rest}
        matched, by_context = _with_context(old, new, rest, kept)
    pairs = [
        Pair(
            old.units[row].ref, new.units[column].ref, allowed[row, column], "context" if row in by_context else "words"
        )
        for row, column in matched.items()
    ]
    pairs.extend(_sentence_pairs(old, new, moved))
    pairs.extend(find_phrase_pairs(old, new, allowed, matched, weights))
    return tuple(pair for pair in pairs if (pair.old, pair.new) not in apart)


def _with_context(old: Side, new: Side, scores: Scores, matched: Mapping[int, int]) -> tuple[dict[int, int], set[int]]:
    """Assign again with a small gain for pairs whose articles are linked otherwise; say which rows needed it."""
    context = _article_shares(old.units, new.units, matched)
    gains: dict[tuple[int, int], float] = {}
    articles = ([unit.article for unit in old.units], [unit.article for unit in new.units])
    floor = max(CONTEXT_FLOOR, LINK_SCORE - CONTEXT_GAIN)
    for pair, score in scores.items():
        # Below, no context makes a gain.
        if score >= floor:
            share = context.get((articles[0][pair[0]], articles[1][pair[1]]), 0.0)
            gains[pair] = score + CONTEXT_GAIN * share - LINK_SCORE
    chosen = assign(gains)
    return chosen, {row for row, column in chosen.items() if scores[row, column] <= LINK_SCORE}


def _article_shares(
    old: Sequence[Unit], new: Sequence[Unit], matched: Mapping[int, int]
) -> dict[tuple[str, str], float]:
    """Return for every pair of articles the share of their linked paragraphs that are linked with each other."""
    together: Counter[tuple[str, str]] = Counter()
    linked_old: Counter[str] = Counter()
    linked_new: Counter[str] = Counter()
    for row, column in matched.items():
        pair = (old[row].article, new[column].article)
        if all(pair):
            together[pair] += 1
            linked_old[pair[0]] += 1
            linked_new[pair[1]] += 1
    return {pair: 2 * count / (linked_old[pair[0]] + linked_new[pair[1]]) for pair, count in together.items()}


def _emptied(
    old: Side, new: Side, scores: Scores, matched: Mapping[int, int], moved: Sequence[tuple[Leaf, Leaf, float]]
) -> tuple[set[int], set[int]]:
    """Return the weakly linked units of either side all of whose sentences went elsewhere."""
    gone = (Counter(leaf.unit for leaf, _, _ in moved), Counter(leaf.unit for _, leaf, _ in moved))
    sizes = [Counter(leaf.unit for leaf in side.sentences.leaves) for side in (old, new)]
    weak = [pair for pair in matched.items() if scores[pair] < WEAK_LINK]
    rows = {row for row, _ in weak if gone[0][row] >= sizes[0][row]}
    return rows, {column for _, column in weak if gone[1][column] >= sizes[1][column]}


def _sentence_pairs(old: Side, new: Side, moved: Sequence[tuple[Leaf, Leaf, float]]) -> list[Pair]:
    """Return pairs of provisions for sentences that stand in another unit than those their own unit is linked with."""
    groups: dict[tuple[int, int], list[tuple[Leaf, Leaf, float]]] = defaultdict(list)
    for pair in moved:
        groups[pair[0].unit, pair[1].unit].append(pair)
    sizes = [Counter(leaf.unit for leaf in side.sentences.leaves) for side in (old, new)]
    pairs: dict[tuple[str, str], Pair] = {}
    for (row, column), members in groups.items():
        old_whole = len({id(leaf) for leaf, _, _ in members}) >= WHOLE_SHARE * sizes[0][row]
        new_whole = len({id(leaf) for _, leaf, _ in members}) >= WHOLE_SHARE * sizes[1][column]
        for one, other, score in members:
            key = (_ref(old.units[row], one, old_whole), _ref(new.units[column], other, new_whole))
            if key not in pairs or pairs[key].score < score:
                pairs[key] = Pair(*key, score, "sentence")
    return list(pairs.values())


def _ref(unit: Unit, leaf: Leaf, is_whole: bool) -> str:
    """Return the reference a sentence stands for: its block's, or its unit's when most of that went along."""
    return unit.ref if is_whole or not unit.inside else leaf.ref
