"""Printed lines put together to paragraphs: hyphens at line ends, breaks inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.model import Block, Notice
from constitution_diff.readers.reading import quote_ends, shorten
from constitution_diff.text import is_small

_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_LAST_WORD = re.compile(rf"{_WORD.pattern}(?=[-\u2010]$)")
_COUNT = r"\d{1,3}(?:-\d{1,3})?|[ivxlc]{1,6}|[IVXLC]{1,6}"
# A letter that is not Latin before a full stop is more often an abbreviation, such as "г." for a city.
_LABEL = re.compile(rf"(?:\(?(?:{_COUNT}|[^\W\d_])\)|(?:{_COUNT}|[A-Za-z])\.)(?=\s|$)")
_CLOSING = tuple(",.;:!?)]}»”’")
_ELLIPSIS = ("..", "…")
_HYPHENS = ("-", "\u2010")
_MOST_STRAY = 8
_MOST_STRAY_SHARE = 0.1
"""Most stray breaks of a text, by number and by share of its paragraphs; the Kazakh PDF of 1995 has 8 in 743."""
TITLE = re.compile(
    r"[^\W\d_]+ (?:\d{1,4}(?:-\d{1,3})?|[IVXLC]{1,6})\s*(?:$|[.:–—-])|\d{1,4}(?:-\d{1,3})?-[^\W\d_]+\.?$"
)
"""A line that is a word and a number: ``Article 5``, ``Part II.``, ``5-бап``; something may follow a mark after it."""
SOFT_HYPHEN = "\u00ad"


class Hyphens(Struct, frozen=True):
    """Decides which hyphens at line ends belong to the word, by the words the same text has inside its lines."""

    words: frozenset[str] = frozenset()
    """Words of the text in lower case, compounds with their hyphen; words that a line end may have cut left out."""
    undo_unknown: bool = False
    """What is done when neither form occurs: True when this text nearly always cuts words at line ends."""

    def decide(self, first: str, second: str) -> Literal["undo", "keep", "unknown"]:
        """Tell what to do with the hyphen that ends the line ``first``, before the line ``second``.

        A hyphen before a capital or beside a digit belongs to the word (``14-`` / ``НП``).

        >>> Hyphens(frozenset({"inheritance"})).decide("the law of in-", "heritance.")
        'undo'
        """
        left, right = _LAST_WORD.search(first), _WORD.match(second)
        if left is None or right is None or not left.group()[-1].isalpha() or not is_small(second[0]):
            return "keep"
        if f"{left.group()}-{right.group()}".lower().replace("\u2010", "-") in self.words:
            return "keep"
        return "undo" if f"{left.group()}{right.group()}".lower() in self.words else "unknown"

    def join(self, first: str, second: str) -> str:
        """Return two neighbouring lines as one text: the hyphen undone or kept, else one space between them.

        No space stands before closing punctuation.

        >>> Hyphens().join("the legislative", ", executive and judicial")
        'the legislative, executive and judicial'
        """
        return self.join_all((first, second))

    def join_all(self, lines: Sequence[str]) -> str:
        """Return wrapped lines as one text."""
        parts = list(lines[:1])
        for first, second in pairwise(lines):
            cut, between = self._seam(first, second)
            parts[-1] = parts[-1][: len(parts[-1]) - cut]
            parts.append(between + second)
        return "".join(parts)

    def _seam(self, first: str, second: str) -> tuple[int, str]:
        """Return how many characters go from the end of a line, and what stands between it and the next."""
        if first.endswith(SOFT_HYPHEN):
            return 1, ""
        if first.endswith(_HYPHENS) and first[-2:-1].isalnum():
            verdict = self.decide(first, second)
            return int(verdict == "undo" or (verdict == "unknown" and self.undo_unknown)), ""
        return 0, "" if second.startswith(_CLOSING) and not second.startswith(_ELLIPSIS) else " "


def learn_hyphens(lines: Sequence[str]) -> tuple[Hyphens, tuple[Notice, ...]]:
    """Return how this text uses hyphens at line ends, and notices that name every word so treated.

    Where the text has neither form of a word inside a line, the hyphen stays, unless at least four of five decided
    cases (and three at least) were cut words.
    """
    hyphens = Hyphens(_collect_words(lines))
    cut: dict[str, list[str]] = {"undo": [], "keep": [], "unknown": [], "soft": []}
    for first, second in pairwise(lines):
        if first.endswith(SOFT_HYPHEN):
            cut["soft"].append(_quote_cut(first, second))
        elif first.endswith(_HYPHENS) and first[-2:-1].isalpha() and is_small(second[:1]):
            cut[hyphens.decide(first, second)].append(_quote_cut(first, second))
    undo_unknown = len(cut["undo"]) >= max(3, 4 * len(cut["keep"]))
    learned = replace(hyphens, undo_unknown=undo_unknown)
    undone = [*cut["soft"], *cut["undo"], *(cut["unknown"] if undo_unknown else [])]
    kept = [] if undo_unknown else cut["unknown"]
    return learned, (
        *_hyphen_notice(undone, "words cut at a line end were put together, without the hyphen"),
        *_hyphen_notice(kept, "words with a hyphen at a line end keep it, since the text does not show them elsewhere"),
    )


def _quote_cut(first: str, second: str) -> str:
    return f"{shorten(first.rsplit(' ', maxsplit=1)[-1])}/{shorten(second.split(' ', maxsplit=1)[0])}"


def _hyphen_notice(words: list[str], message: str) -> tuple[Notice, ...]:
    return (Notice("hyphenation", "line ends", f"{message}: {len(words)} ({', '.join(words)})"),) if words else ()


def _collect_words(lines: Iterable[str]) -> frozenset[str]:
    words: set[str] = set()
    after_cut = False
    for line in lines:
        found = _WORD.findall(line.lower().replace("\u2010", "-"))
        ends_cut = line.endswith((*_HYPHENS, SOFT_HYPHEN))
        words.update(found[1 if after_cut else 0 : len(found) - ends_cut])
        after_cut = ends_cut
    return frozenset(words)


def starts_with_label(text: str) -> bool:
    """Tell whether a line begins with a list label: ``1.``, ``3-1)``, ``a)``, ``(ii)``.

    >>> [starts_with_label(line) for line in ("3-1. Text", "(iv) text", "1995. Text", "it. Text")]
    [True, True, False, False]
    """
    return _LABEL.match(text) is not None


def is_stray_break(first: str, second: str) -> bool:
    """Tell whether a break between two printed paragraphs stands inside a sentence.

    It does when the first ends in a letter, and not in a word all in capitals or a Roman numeral (a heading, a
    label), and the second begins with a lower-case letter that is no list label. Text in scripts without case never
    matches.

    >>> is_stray_break("Adult children shall care for", "their parents."), is_stray_break("Part II", "of citizens")
    (True, False)
    """
    if not first or not second or not is_small(second[0]) or not first[-1].isalpha() or starts_with_label(second):
        return False
    return not first.rsplit(maxsplit=1)[-1].isupper()


def mend_stray_breaks(
    blocks: Sequence[Block], fixed: frozenset[int] = frozenset()
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Join paragraphs, and lines inside them, that a stray break has cut in the middle of a sentence.

    A stray break is an exception: where more than eight paragraphs and more than a tenth of all would be joined, the
    text is simply written so, and all paragraphs stay as printed.

    Args:
        blocks: printed paragraphs in order.
        fixed: indexes of blocks that their markup says begin for themselves: list items, table cells.
    Returns:
        The blocks, and one notice ``stray_break`` per break with both its ends.
    """
    stray = {
        index
        for index, (first, second) in enumerate(pairwise(blocks), 1)
        if index not in fixed and first.hint == second.hint != "heading" and is_stray_break(first.text, second.text)
    }
    notices: list[Notice] = []
    if len(stray) > max(_MOST_STRAY, len(blocks) * _MOST_STRAY_SHARE):
        message = (
            f"{len(stray)} paragraphs begin with a small letter after one without closing punctuation; left as printed"
        )
        notices.append(Notice("stray_break", blocks[min(stray)].where, message))
        stray = set()
    groups: list[list[Block]] = []
    for index, whole in enumerate(blocks):
        block, found = _mend_lines(whole)
        notices += found
        if index in stray:
            notices.append(_stray_notice(block.where, groups[-1][-1].text, block.text, "a paragraph break"))
            groups[-1].append(block)
        else:
            groups.append([block])
    mended = (
        group[0] if len(group) == 1 else replace(group[0], text=" ".join(block.text for block in group))
        for group in groups
    )
    return tuple(mended), tuple(notices)


def _mend_lines(block: Block) -> tuple[Block, list[Notice]]:
    if "\n" not in block.text:
        return block, []
    lines = block.text.split("\n")
    parts, notices = lines[:1], []
    for first, second in pairwise(lines):
        stray = is_stray_break(first, second)
        if stray:
            notices.append(_stray_notice(block.where, first, second, "a line break"))
        parts.append((" " if stray else "\n") + second)
    return replace(block, text="".join(parts)), notices


def _stray_notice(where: str, first: str, second: str, what: str) -> Notice:
    ends = f"“{quote_ends(first)}” and “{shorten(second, 30)}”"
    return Notice("stray_break", where, f"{what} in the middle of a sentence, between {ends}, was read as a space")
