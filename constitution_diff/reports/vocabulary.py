"""Names of topics and legal markers in the words of an interface: read from the lexicon that travels with the program."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import Struct

from constitution_diff.resources import lexicon_file, read_table


class TopicName(Struct, frozen=True):
    """A topic as a page names it."""

    group: str
    """Id of its group."""
    name: str
    """Its label."""


@lru_cache(maxsize=8)
def topic_names(language: str) -> dict[str, TopicName]:
    """Return every topic by its id, in the order of the lexicon."""
    return {one["id"]: TopicName(one["group"], _choose(one["label"], language)) for one in _read("topics")["topic"]}


@lru_cache(maxsize=8)
def group_names(language: str) -> dict[str, str]:
    """Return the label of every group of topics by its id, in the order of the lexicon."""
    return {name: _choose(labels, language) for name, labels in _read("topics")["groups"].items()}


@lru_cache(maxsize=8)
def marker_names(language: str) -> dict[str, str]:
    """Return the label of every legal marker by its id."""
    return {one["id"]: _choose(one["label"], language) for one in _read("markers")["marker"]}


def _choose(labels: dict[str, str], language: str) -> str:
    return labels.get(language) or labels["en"]


@lru_cache(maxsize=4)
def _read(name: str) -> dict[str, Any]:
    return read_table(lexicon_file(f"{name}.toml"))
