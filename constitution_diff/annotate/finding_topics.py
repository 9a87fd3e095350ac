"""The topic of a finding: that of its words, else of their sentence, else of the provision."""

from __future__ import annotations

from constitution_diff.annotate.placing import Placed, texts_of
from constitution_diff.annotate.topics import find_topics
from constitution_diff.languages import Language
from constitution_diff.model import Comparison


class TopicFinder:
    """Tells the topic of a draft: of its words, else of their sentence, else of the provision."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._texts = texts_of(comparison)
        self._code = language.code

    def of(self, placed: Placed) -> str:
        """Return the id of a topic, empty when the words name none."""
        if placed.draft.rule == "part-title":
            return "part_title"
        evidence = (*placed.draft.new, *placed.draft.old)
        for words in evidence:
            text = self._texts[words.side].get(words.ref, "")
            near = [hit for hit in find_topics(text, self._code) if hit.start < words.end and words.start < hit.end]
            if near:
                return near[0].topic
        for side, refs in (("new", placed.new), ("old", placed.old)):
            for ref in (*[one.ref for one in evidence if one.side == side], *refs):
                hits = find_topics(self._texts[side].get(ref, ""), self._code)
                if hits:
                    return hits[0].topic
        return ""
