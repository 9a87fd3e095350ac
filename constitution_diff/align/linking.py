"""Builds the links of two documents: pairs, groups, relations, moves, reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from msgspec.structs import replace

from constitution_diff.align.groups import group_pairs
from constitution_diff.align.moves import Place, find_moves
from constitution_diff.align.pairs import LINK_SCORE, Scores, find_pairs
from constitution_diff.align.reasons import explain_link, explain_single
from constitution_diff.align.relations import relation_of
from constitution_diff.align.side_file import HandLink
from constitution_diff.align.sides import Evidence, Pair, prepare, score_units
from constitution_diff.align.similarity import Vector, cosine
from constitution_diff.align.terms import bag
from constitution_diff.align.units import Unit, collect_units
from constitution_diff.align.wordless import pair_wordless
from constitution_diff.languages import Language
from constitution_diff.model import Document, Link, Moved, Provision, Relation, RunnerUp

DOUBTFUL_SCORE = 0.3
"""A link with a lower cosine says that it should be checked."""
DOUBTFUL_LEAD = 0.85
"""So does one whose runner-up has more than this share of its score."""
RIVAL_SCORE = 0.16
"""So does an added or removed provision whose best candidate has this cosine: had that not been linked better, it would have
been linked with this one. A little below `pairs.LINK_SCORE`, since other words elsewhere shift it that much."""

_WEIGHT: dict[Evidence, float] = {"words": 2.0, "context": 2.0, "phrase": 0.5}
"""How much a kind of evidence counts when the place of a link of several provisions is told; sentences count 1."""

SURE_SENTENCE = 0.4
"""So does one that rests on two sentences with a lower cosine, which a little less would not have brought together; and one
of several items of the same two lists, when the lists as wholes are alike enough to be linked."""


class Linker:
    """Links two documents once."""

    def __init__(self, old: Document, new: Document, language: Language) -> None:
        self.documents = (old, new)
        self.language = language
        self.units = (collect_units(old), collect_units(new))
        self.by_ref: tuple[dict[str, Unit], dict[str, Unit]] = tuple(_by_ref(units) for units in self.units)  # type: ignore[assignment]
        self.around = tuple(_around(document.body) for document in (old, new))
        self.owner: tuple[dict[str, str], dict[str, str]] = tuple(_owners(units) for units in self.units)  # type: ignore[assignment]

    def link(self, by_hand: Sequence[HandLink]) -> tuple[Link, ...]:
        """Return the links, in new order, removals last."""
        taken = [
            {ref for line in by_hand if line.action == "link" for ref in getattr(line, side)} for side in ("old", "new")
        ]
        live = [
            [_without(unit, taken[side]) for unit in self.units[side] if unit.text and unit.ref not in taken[side]]
            for side in (0, 1)
        ]
        old, new, self.weights = prepare(live[0], live[1], self.language)
        self.vectors: tuple[dict[str, Vector], dict[str, Vector]] = tuple(  # type: ignore[assignment]
            {unit.ref: vector for unit, vector in zip(side.units, side.vectors, strict=True)} for side in (old, new)
        )
        self.searched = (len(old.units), len(new.units))
        scores = score_units(old, new, self.weights)
        self.near = _Near(scores, old.units, new.units)
        pairs = find_pairs(old, new, self.weights, scores, self._apart(by_hand))
        links = [*self._linked(pairs), *self._hand_links(by_hand)]
        links.extend(self._wordless(links))
        links.extend(self._singles(links))
        return self._order(self._mark_moves(links))

    def _apart(self, by_hand: Sequence[HandLink]) -> frozenset[tuple[str, str]]:
        """Return every pair ruled out by hand; ruling out a paragraph rules out its blocks."""
        lines = [line for line in by_hand if line.action == "unlink"]
        return frozenset(
            (old, new)
            for line in lines
            for old in _with_blocks(line.old, self.by_ref[0])
            for new in _with_blocks(line.new, self.by_ref[1])
        )

    # Links of each kind

    def _linked(self, pairs: Iterable[Pair]) -> list[Link]:
        by_refs = {(pair.old, pair.new): pair for pair in pairs}
        owners = Counter((self.owner[0].get(old, old), self.owner[1].get(new, new)) for old, new in by_refs)
        self.linked = set(owners)
        self.in_pieces = {refs for refs, count in owners.items() if count > 1 and refs not in by_refs}
        self.partners: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
        for refs in self.linked:
            for side in (0, 1):
                self.partners[side][refs[side]].append(refs[1 - side])
        self.strength = {refs: _WEIGHT.get(pair.evidence, 1.0) * pair.score for refs, pair in by_refs.items()}
        order = sorted(by_refs, key=lambda refs: (self._position(1, refs[1]), self._position(0, refs[0])))
        groups = [
            (self._outermost(0, olds), self._outermost(1, news))
            for olds, news in group_pairs(order, self._sizes(by_refs))
        ]
        return [self._make(olds, news, [by_refs[old, new] for old in olds for new in news]) for olds, news in groups]

    def _sizes(self, pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, int], dict[str, int]]:
        """Return the number of words of every linked provision."""
        sizes: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for refs in pairs:
            for side in (0, 1):
                sizes[side][refs[side]] = len(self.by_ref[side][refs[side]].text.split())
        return sizes

    def _make(self, olds: tuple[str, ...], news: tuple[str, ...], pairs: Sequence[Pair]) -> Link:
        olds, news = self._sorted(0, olds), self._sorted(1, news)
        old_vector, new_vector = self._combined(0, olds), self._combined(1, news)
        relation = self._relation(olds, news)
        score = 1.0 if relation == "unchanged" else cosine(old_vector, new_vector)
        runner_up = self._runner_up(olds, news)
        new_text = "\n".join(self.by_ref[1][ref].text for ref in news)
        reason = explain_link([pair.evidence for pair in pairs], score, old_vector, new_vector, new_text, self.language)
        doubtful = (
            any(self._is_weak(pair) for pair in pairs)
            or score < DOUBTFUL_SCORE
            or self._rival(olds, news) > DOUBTFUL_LEAD * score
        )
        return Link(olds, news, relation, None, round(score, 4), reason, runner_up, "method", doubtful)

    def _is_weak(self, pair: Pair) -> bool:
        """True for sentences that may be alike by chance, or whose whole paragraphs might as well be linked."""
        if pair.evidence != "sentence":
            return False
        owners = (self.owner[0].get(pair.old, pair.old), self.owner[1].get(pair.new, pair.new))
        whole = next((score for score, ref in self.near.of(0, owners[0]) if ref == owners[1]), 0.0)
        return pair.score < SURE_SENTENCE or (owners in self.in_pieces and whole >= RIVAL_SCORE)

    def _hand_links(self, by_hand: Sequence[HandLink]) -> list[Link]:
        links = []
        for line in by_hand:
            if line.action == "link":
                reason = f"Set by hand, line {line.line} of the links file" + (f": {line.note}" if line.note else ".")
                olds, news = (
                    self._outermost(side, self._sorted(side, refs)) for side, refs in ((0, line.old), (1, line.new))
                )
                links.append(Link(olds, news, self._relation(olds, news), None, 1.0, reason, None, "hand"))
        return links

    def _wordless(self, links: Sequence[Link]) -> list[Link]:
        """Return links between provisions of which both texts print only the number."""
        named = ({ref for link in links for ref in link.old}, {ref for link in links for ref in link.new})
        olds, news = (
            [unit for unit in self.units[side] if unit.text or unit.ref not in named[side]] for side in (0, 1)
        )
        pairs = pair_wordless(olds, news, [(one, other) for link in links for one in link.old for other in link.new])
        reason = "Both texts print only its number."
        return [Link((one,), (other,), "unchanged", None, 1.0, reason) for one, other in pairs]

    def _singles(self, links: Sequence[Link]) -> list[Link]:
        """Return a link for every paragraph that stands in none: added, removed, or repealed already."""
        linked = ({ref for link in links for ref in link.old}, {ref for link in links for ref in link.new})
        singles = []
        for side, relation in ((1, "added"), (0, "removed")):
            for unit in self.units[side]:
                if unit.ref not in linked[side]:
                    singles.append(self._single(side, relation, unit))
        return singles

    def _single(self, side: int, relation: str, unit: Unit) -> Link:
        refs = ((), (unit.ref,)) if side else ((unit.ref,), ())
        if not unit.text:
            what = (
                "Repealed before: the text prints only its number"
                if unit.status == "repealed"
                else "A unit without words"
            )
            return Link(refs[0], refs[1], "added" if side else "removed", None, 1.0, f"{what}.")
        best = next(self.near.of(side, unit.ref), None)
        runner_up = RunnerUp(best[1], round(best[0], 4)) if best else None
        scope = self.documents[1 - side].edition.left_out
        reason = explain_single(
            relation,
            self.searched[1 - side],
            f"without {scope}" if scope else "the whole of it",
            runner_up,
            self._partners(1 - side, runner_up.ref) if runner_up and runner_up.score >= LINK_SCORE else (),
        )
        score = round(1.0 - (runner_up.score if runner_up else 0.0), 4)
        doubtful = runner_up is not None and runner_up.score >= RIVAL_SCORE
        return Link(
            refs[0], refs[1], "added" if side else "removed", None, score, reason, runner_up, "method", doubtful
        )

    def _partners(self, side: int, ref: str) -> tuple[str, ...]:
        """Return what a provision is linked with, in order."""
        return self._sorted(1 - side, self.partners[side].get(ref, ()))

    def _outermost(self, side: int, refs: Sequence[str]) -> tuple[str, ...]:
        """Leave out what stands inside another provision of the same side: a link holds each word once."""
        held = set(refs)
        return tuple(ref for ref in refs if held.isdisjoint(self.around[side].get(ref, ())))

    # Facts about links

    def _relation(self, olds: Sequence[str], news: Sequence[str]) -> Relation:
        texts = [[self.by_ref[side][ref].text for ref in refs] for side, refs in ((0, olds), (1, news))]
        return relation_of(texts[0], texts[1], self.language)

    def _combined(self, side: int, refs: Sequence[str]) -> Vector:
        if len(refs) == 1 and refs[0] in self.vectors[side]:
            return self.vectors[side][refs[0]]
        return self.weights.weigh(bag("\n".join(self.by_ref[side][ref].text for ref in refs), self.language))

    def _runner_up(self, olds: Sequence[str], news: Sequence[str]) -> RunnerUp | None:
        """Return the best old candidate of the first new paragraph that is not linked with it, blocks and owners included."""
        chosen = {self.owner[0].get(ref, ref) for ref in olds}
        target = self.owner[1].get(news[0], news[0])
        for score, ref in self.near.of(1, target):
            if ref not in chosen and (ref, target) not in self.linked:
                return RunnerUp(ref, round(score, 4))
        return None

    def _rival(self, olds: Sequence[str], news: Sequence[str]) -> float:
        """Return the best cosine of a whole paragraph of the link, of either side, with one it is not linked with."""
        best = 0.0
        for side, refs in ((0, olds), (1, news)):
            for ref in refs:
                # What a list item could have been linked with is not known from the candidates of its whole paragraph.
                for score, other in self.near.of(side, ref) if ref not in self.owner[side] else ():
                    if ((other, ref) if side else (ref, other)) not in self.linked:
                        best = max(best, score)
                        break
        return best

    def _mark_moves(self, links: Sequence[Link]) -> list[Link]:
        """Mark the links all of whose pairs moved; a limb that went elsewhere does not make the rest a move."""
        pairs = [(index, old, new) for index, link in enumerate(links) for old in link.old for new in link.new]
        moves = find_moves([self._place(old, new) for _, old, new in pairs])
        by_link: dict[int, list[tuple[float, Moved | None]]] = defaultdict(list)
        for (index, old, new), moved in zip(pairs, moves, strict=True):
            by_link[index].append((-self.strength.get((old, new), 0.0), moved))
        return [replace(link, moved=_common_move(by_link[index])) for index, link in enumerate(links)]

    def _place(self, old_ref: str, new_ref: str) -> Place:
        old, new = self.by_ref[0][old_ref], self.by_ref[1][new_ref]
        tie = sum(crc32(unit.text.encode("utf-8", "surrogatepass")) for unit in (old, new))
        words = len(old.text.split()) + len(new.text.split())
        return Place(old.part, new.part, old.position, new.position, words, tie)

    def _position(self, side: int, ref: str) -> int:
        return self.by_ref[side][ref].position

    def _sorted(self, side: int, refs: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(refs, key=lambda ref: self._position(side, ref)))

    def _order(self, links: Iterable[Link]) -> tuple[Link, ...]:
        def key(link: Link) -> tuple[int, int, int]:
            new = self._position(1, link.new[0]) if link.new else 0
            old = self._position(0, link.old[0]) if link.old else 0
            return (0 if link.new else 1, new, old)

        return tuple(sorted(links, key=key))


def _common_move(moves: Sequence[tuple[float, Moved | None]]) -> Moved | None:
    """Return how the strongest pair of a link moved, None when any of them stayed."""
    return None if not moves or any(moved is None for _, moved in moves) else min(moves, key=lambda item: item[0])[1]


def _by_ref(units: Sequence[Unit]) -> dict[str, Unit]:
    return {inner.ref: inner for unit in units for inner in (*unit.inside, unit)}


def _owners(units: Sequence[Unit]) -> dict[str, str]:
    return {block.ref: unit.ref for unit in units for block in unit.inside}


def _without(unit: Unit, taken: set[str]) -> Unit:
    """Return a unit without the blocks a person linked."""
    if not any(block.ref in taken for block in unit.inside):
        return unit
    inside = tuple(block for block in unit.inside if block.ref not in taken)
    return replace(unit, inside=inside, text="\n".join(filter(None, [unit.own, *(block.own for block in inside)])))


def _around(provisions: Sequence[Provision], above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return for every provision that stands inside others which those are, outermost first.

    An article and its one paragraph without a number have one reference; neither is around the other.
    """
    found: dict[str, tuple[str, ...]] = {}
    for provision in provisions:
        found[provision.ref] = tuple(ref for ref in above if ref != provision.ref)
        found.update(_around(provision.children, (*above, provision.ref)))
    return found


def _with_blocks(refs: Sequence[str], units: dict[str, Unit]) -> list[str]:
    return [inner for ref in refs for inner in (ref, *(block.ref for block in units[ref].inside))]


class _Near:
    """The candidates of every provision, best first."""

    def __init__(self, scores: Scores, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self._scores = scores
        self._refs = ([unit.ref for unit in old], [unit.ref for unit in new])
        self._places = tuple({ref: place for place, ref in enumerate(refs)} for refs in self._refs)
        # Of every provision only the places of its candidates: there are some sixteen for each.
        self._near: tuple[dict[int, list[int]], dict[int, list[int]]] = (defaultdict(list), defaultdict(list))
        # Sorted twice, by place and then by score, without a key made for each pair.
        for row, column in sorted(sorted(scores), key=scores.__getitem__, reverse=True):
            self._near[0][row].append(column)
            self._near[1][column].append(row)

    def of(self, side: int, ref: str) -> Iterator[tuple[float, str]]:
        """Yield the cosine and the reference of each candidate that a provision of one side has on the other."""
        place = self._places[side].get(ref, -1)
        for other in self._near[side].get(place, ()):
            yield self._scores[(other, place) if side else (place, other)], self._refs[1 - side][other]
