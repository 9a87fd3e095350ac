"""From pairs to links: provisions that all belong to each other stand in one link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable


def group_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Group pairs into (old refs, new refs) such that the pairs of all groups are exactly the pairs given.

    A connected set in which every old ref pairs with every new one is one group. Otherwise each ref of the side with
    fewer refs makes a group with its partners, so that no pair is claimed that was not found.

    >>> group_pairs([("15.2", "17.2"), ("15.2", "17.3")])
    ((('15.2',), ('17.2', '17.3')),)
    >>> group_pairs([("17.1", "20.1"), ("18.1", "20.1"), ("18.1", "21.1")])
    ((('17.1', '18.1'), ('20.1',)), (('18.1',), ('21.1',)))
    """
    ordered = list(dict.fromkeys(pairs))
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for component in _components(ordered):
        olds = tuple(dict.fromkeys(old for old, _ in component))
        news = tuple(dict.fromkeys(new for _, new in component))
        if len(olds) * len(news) == len(component):
            groups.append((olds, news))
        elif len(news) <= len(olds):
            groups.extend((tuple(old for old, other in component if other == new), (new,)) for new in news)
        else:
            groups.extend(((old,), tuple(new for other, new in component if other == old)) for old in olds)
    return tuple(groups)


def _components(pairs: Collection[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    by_old: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_new: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        by_old[pair[0]].append(pair)
        by_new[pair[1]].append(pair)
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
        order = {item: index for index, item in enumerate(pairs)}
        components.append(sorted(component, key=order.__getitem__))
    return components
