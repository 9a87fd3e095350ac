"""What the changes mean, for the page: findings by topic, each with its words and its way to both texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from constitution_diff.observations import Finding, FindingKind, Observations, Sentences
from constitution_diff.reports.page import Page, find_href
from constitution_diff.reports.units import SideName
from constitution_diff.reports.vocabulary import group_names, topic_names

View = dict[str, Any]
_QUOTED_WORDS = 12
# More numbers than this in one line hide the sentence after them.
_SHOWN_REFS = 3
# What the marks in the text, and the list of what moved, show by themselves: their places are enough.
_QUIET: tuple[FindingKind, ...] = ("relocated", "terminology", "editorial")
_STOPS = ".;:,"
_QUOTED = re.compile(r"(?<=[“«])[^“”«»]+(?=[”»])")
OTHER = "other"
"""Group of the findings whose words name no topic."""


def observed(page: Page) -> Observations:
    """Return what was observed; nothing when the comparison was only linked and diffed."""
    return page.comparison.observations or Observations()


def build_findings(page: Page) -> View:
    """Return the findings under the groups of their topics, in the order of the lexicon; major ones before minor ones."""
    findings = observed(page).findings
    named = {finding.topic for finding in findings}
    groups: dict[str, list[Finding]] = {name: [] for name in (*group_names(page.labels.language), OTHER)}
    for finding in findings:
        groups[group_of(page, finding)].append(finding)
    order = list(topic_names(page.labels.language))
    rank = {topic: place for place, topic in enumerate(order)}
    return {
        "groups": [
            {
                "id": name,
                "name": group_name(page, name),
                "numbers": Counter(finding.weight for finding in found),
                **_by_weight(page, sorted(found, key=lambda one: rank.get(one.topic, len(rank)))),
            }
            for name, found in groups.items()
            if found
        ],
        "total": page.labels.count("finding", len(findings)) if findings else "",
        "kinds": _kinds(page, findings),
        "topics": [topic for topic in order if topic in named],
    }


def group_of(page: Page, finding: Finding) -> str:
    """Return the group of a finding's topic."""
    topic = topic_names(page.labels.language).get(finding.topic)
    return topic.group if topic else OTHER


def group_name(page: Page, name: str) -> str:
    """Return the name of a group of topics."""
    return group_names(page.labels.language).get(name) or page.labels.say("findings.other")


def _by_weight(page: Page, findings: list[Finding]) -> View:
    major = [one for one in findings if one.weight == "major"]
    quiet: list[Finding] = []
    minor: list[Finding] = []
    for one in findings:
        if one.weight != "major":
            (quiet if one.kind in _QUIET and find_link(page, one) else minor).append(one)
    return {
        "quiet": [
            {
                "name": page.labels.say(f"kind.{kind}"),
                "findings": [_show_quiet(page, one) for one in quiet if one.kind == kind],
            }
            for kind in _QUIET
            if any(one.kind == kind for one in quiet)
        ],
        "major": _by_place(page, major),
        "minor": _by_place(page, minor),
        "minor_title": page.labels.count("minor", len(minor)) if minor else "",
    }


def _show_quiet(page: Page, finding: Finding) -> View:
    """Return a finding that its place alone tells."""
    return {
        "id": finding.id,
        "kind": finding.kind,
        "topic": finding.topic,
        "href": find_link(page, finding),
        "ref": _shorten_refs(page, finding.new or finding.old),
    }


def _shorten_refs(page: Page, refs: tuple[str, ...]) -> str:
    more = len(refs) - _SHOWN_REFS
    shown = ", ".join(map(page.write_ref, refs[:_SHOWN_REFS]))
    return f"{shown} {page.labels.say('findings.more', n=more)}" if more > 0 else shown


def find_link(page: Page, finding: Finding) -> str:
    """Return the address in the page of the link that a finding is about; of the table of renamings for one of these;
    else empty."""
    if finding.link in page.anchors:
        return f"#{page.anchors[finding.link]}"
    return "#renamings" if page.comparison.renamings and "renaming" in finding.rule else ""


def _by_place(page: Page, findings: list[Finding]) -> list[View]:
    """Set findings of one topic about the same provisions under one line that names both."""
    names = topic_names(page.labels.language)
    places: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        places.setdefault((finding.topic, finding.old, finding.new), []).append(finding)
    return [
        {
            "topic": names[topic].name if topic in names else "",
            **show_place(page, old, new),
            "findings": [show_finding(page, finding) for finding in found],
        }
        for (topic, old, new), found in places.items()
    ]


def _kinds(page: Page, findings: tuple[Finding, ...]) -> list[View]:
    """How many findings of each kind there are, kinds that occur only."""
    count = Counter((finding.kind, finding.weight) for finding in findings)
    return [
        {
            "kind": kind,
            "name": page.labels.say(f"kind.{kind}"),
            "meaning": page.labels.say(f"kind_means.{kind}"),
            "major": count[kind, "major"],
            "minor": count[kind, "minor"],
        }
        for kind in get_args(FindingKind)
        if count[kind, "major"] or count[kind, "minor"]
    ]


def show_finding(page: Page, finding: Finding) -> View:
    """Return one finding: what kind, why, and those of its words that the sentence does not quote itself."""
    said = sentence(finding.explanation, page.labels.language)
    return {
        "id": finding.id,
        "kind": finding.kind,
        "topic": finding.topic,
        "name": page.labels.say(f"kind.{finding.kind}"),
        "said": said,
        "explanation": cut_quotes(said, (*finding.old_words, *finding.new_words)),
        "rule": finding.rule,
        "old_words": quote(_unsaid(finding.old_words, said)),
        "new_words": quote(_unsaid(finding.new_words, said)),
    }


def _unsaid(words: tuple[str, ...], said: str) -> tuple[str, ...]:
    return tuple(one for one in words if one.rstrip(_STOPS) not in said)


def cut_quotes(said: str, words: tuple[str, ...]) -> list[View]:
    """Cut a sentence of ours at the words of the law that it quotes, so that these can be set in the law's typeface.

    Args:
        said: the sentence, with the law's words inside quotation marks.
        words: what it may quote; anything else inside quotation marks is ours.

    >>> [(part["text"], part["law"]) for part in cut_quotes("Gone: “free of charge”.", ("free of charge.",))]
    [('Gone: “', False), ('free of charge', True), ('”.', False)]
    """
    parts: list[View] = []
    end = 0
    for match in _QUOTED.finditer(said):
        if any(match[0] in one for one in words):
            parts += [{"text": said[end : match.start()], "law": False}, {"text": match[0], "law": True}]
            end = match.end()
    return [*parts, {"text": said[end:], "law": False}]


def show_refs(page: Page, side: SideName, refs: tuple[str, ...]) -> View:
    """Return references with the way to each provision that the page shows, and how many more there are."""
    shown = [{"ref": page.write_ref(ref), "href": find_href(page, side, ref)} for ref in refs[:_SHOWN_REFS]]
    more = len(refs) - len(shown)
    return {"refs": shown, "more": page.labels.say("findings.more", n=more) if more else ""}


def show_place(page: Page, old: tuple[str, ...], new: tuple[str, ...]) -> View:
    """Return both ends of something observed.

    Returns:
        ``old`` and ``new`` references with their addresses; ``at``: the address of the one link that shows them all, where
        there is one; ``title``: all of them as one text.
    """
    placed, (before, after) = page.placement.home, page.texts
    homes = {placed.get(("old", block)) for ref in old for block in before.below.get(ref, ())}
    homes |= {placed.get(("new", block)) for ref in new for block in after.below.get(ref, ())}
    home = homes.pop() if len(homes) == 1 else None
    ends = [_shorten_refs(page, refs) for refs in (old, new) if refs]
    return {
        "old": show_refs(page, "old", old),
        "new": show_refs(page, "new", new),
        "at": "" if home is None else f"#{page.anchors[home]}",
        "title": " → ".join(ends),
    }


def quote(words: tuple[str, ...]) -> str:
    """Return words of the law one after the other; long ones are cut, which three dots say.

    >>> quote(("all citizens", "any person"))
    'all citizens … any person'
    """
    return " … ".join(filter(None, (shorten(one) for one in words)))


def shorten(words: str) -> str:
    """Return the first words of a passage, with three dots when more follow."""
    split = words.split()
    return " ".join(split[:_QUOTED_WORDS]) + (" …" if len(split) > _QUOTED_WORDS else "")


def sentence(sentences: Sentences, language: str) -> str:
    """Return the sentence of a language; the English one where it is missing."""
    said = dict(sentences)
    return said.get(language) or said.get("en", "")


def findings_by_link(page: Page) -> dict[int, list[Finding]]:
    """Return the findings that a link names in short, by its index."""
    found: dict[int, list[Finding]] = {}
    for finding in observed(page).findings:
        # A move stands in the heading of its link, a change of wording in its marks.
        if finding.link in page.anchors and finding.kind not in _QUIET:
            found.setdefault(finding.link, []).append(finding)
    return found


def name_findings(page: Page, item: View, findings: Sequence[Finding]) -> None:
    """Let a link on the page name its findings in short."""
    if findings:
        item["findings"] = ", ".join(dict.fromkeys([page.labels.say(f"kind.{finding.kind}") for finding in findings]))
        item["finding"] = f"#{findings[0].id}"
