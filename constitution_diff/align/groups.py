"""From pairs to links: provisions that all belong to each other stand in one link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]
Group = tuple[tuple[str, ...], tuple[str, ...]]
Sizes = tuple[Mapping[str, int], Mapping[str, int]]


def group_pairs(pairs: Iterable[Pair], sizes: Sizes = ({}, {})) -> tuple[Group, ...]:
    """Group pairs into (old refs, new refs) such that the pairs of all groups are exactly the pairs given.

    A connected set in which every old ref pairs with every new one is one group. Otherwise each ref with several partners
    makes a group with them; a pair of two such refs goes to the smaller of the two, for which it is the larger part: a limb
    of a long provision that joined a short one is shown with the short one. Swapping the sides swaps the groups.

    Args:
        pairs: (old ref, new ref), in the order of the groups to come.
        sizes: words of old and of new refs; refs that are missing are empty.

    >>> group_pairs([("15.2", "17.2"), ("15.2", "17.3")])
    ((('15.2',), ('17.2', '17.3')),)
    >>> group_pairs([("17.1", "20.1"), ("18.1", "20.1"), ("18.1", "21.1")], ({"18.1": 16}, {"20.1": 8}))
    ((('17.1', '18.1'), ('20.1',)), (('18.1',), ('21.1',)))
    """
    groups: list[Group] = []
    for component in _components(list(dict.fromkeys(pairs))):
        olds = tuple(dict.fromkeys(old for old, _ in component))
        news = tuple(dict.fromkeys(new for _, new in component))
        is_complete = len(olds) * len(news) == len(component)
        groups.extend([(olds, news)] if is_complete else _stars(component, sizes))
    return tuple(groups)


def _stars(component: list[Pair], sizes: Sizes) -> list[Group]:
    """Cut a connected set into one group for each ref that several pairs belong to."""
    degree = (Counter(old for old, _ in component), Counter(new for _, new in component))
    stars: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for old, new in component:
        keys = (degree[0][old] > 1, -sizes[0].get(old, 0)), (degree[1][new] > 1, -sizes[1].get(new, 0))
        hub = (0, old) if keys[0] > keys[1] else (1, new)
        stars[hub].append((old, new))
    return [
        (tuple(dict.fromkeys(old for old, _ in members)), tuple(dict.fromkeys(new for _, new in members)))
        for members in stars.values()
    ]


def _components(pairs: Collection[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    by_old: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_new: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        by_old[pair[0]].append(pair)
        by_new[pair[1]].append(pair)
    order = {pair: index for index, pair in enumerate(pairs)}
    seen: set[tuple[str, str]] = set()
    components = []
    for pair in pairs:
        if pair in seen:
            continue
        component, queue = [], [pair]
        seen.add(pair)
        while queue:
            current = queue.pop()
            component.append(current)
            for neighbour in (*by_old[current[0]], *by_new[current[1]]):
                if neighbour not in seen:
                    seen.add(neighbour)
                    queue.append(neighbour)
        components.append(sorted(component, key=order.__getitem__))
    return components
