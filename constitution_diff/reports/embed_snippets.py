"""What an editor copies: a frame, a frame that fits its height, a card that survives filters, a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

View = dict[str, Any]

CARD_BYTES = 4096
"""Largest card: what editors of newsletters take in one block."""
FRAME_CHARACTERS = 600
"""Longest frame snippet."""
HEIGHT_SCRIPT = (
    "(function(){var last=0,m=/[?&]childId=([\\w-]+)/.exec(location.search),id=m?m[1]:'constitution-diff',p=parent;"
    "function post(){var h=Math.ceil(document.documentElement.getBoundingClientRect().height),d={};if(h===last)return;last=h;"
    "d[id]=h;p.postMessage({type:'constitution-diff:height',height:h},'*');p.postMessage({'datawrapper-height':d},'*');"
    "p.postMessage('pymxPYMx'+id+'xPYMxheightxPYMx'+h,'*');p.postMessage({sentinel:'amp',type:'embed-size',height:h},'*')}"
    "if(p!==window){new ResizeObserver(post).observe(document.documentElement);addEventListener('load',post)}})()"
)
"""What the page of a fitted frame runs: it tells its height in our own protocol and in those of Datawrapper, pym and AMP."""
_HOST_SCRIPT = (
    "<script>addEventListener('message',function(e){var d=e.data||{},h=d.type==='constitution-diff:height'?d.height:0;"
    "if(typeof h==='number'&&h>0&&h<=20000)document.querySelectorAll('iframe[data-constitution-diff]').forEach(function(f){"
    "if(f.contentWindow===e.source)f.style.height=Math.ceil(h)+'px'})})</script>"
)
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_DIGEST = re.compile(r"[,;]?\s*\(?(?:SHA-?\d+:?\s*)?\b[0-9a-f]{40,}\b\)?")
_WORD = re.compile(r"\S+\s*")


def frame(address: str, title: str, height: int) -> str:
    """Return a frame without any script, and a plain link after it for pages that drop frames.

    >>> frame("https://example.org/a.html", "16.2", 480)[:46]
    '<iframe src="https://example.org/a.html" title'
    """
    source, words = escape(address), escape(_short(title))
    return (
        f'<iframe src="{source}" title="{words}" width="100%" height="{height}" loading="lazy" sandbox="{_SANDBOX}" '
        f'style="border:0"></iframe>\n<p><a href="{source}">{words}</a></p>'
    )


def fitted_frame(address: str, title: str, height: int) -> str:
    """Return a frame that follows the height of its page, with the helper that listens; without scripts it stays as high."""
    source, words = escape(address), escape(_short(title))
    return (
        f'<iframe data-constitution-diff src="{source}" title="{words}" width="100%" height="{height}" loading="lazy" '
        f'sandbox="allow-scripts {_SANDBOX}" style="border:0"></iframe>\n<p><a href="{source}">{words}</a></p>\n{_HOST_SCRIPT}'
    )


def _short(title: str, longest: int = 110) -> str:
    return title if len(title) <= longest else f"{title[: longest - 1]}…"


def height_of(characters: int) -> int:
    """Return how many pixels a page with so many letters of law needs at 600 pixels of width, within bounds."""
    return min(1000, 560 + characters // 40 * 12)


def shorten_source(source: str, longest: int = 110) -> str:
    """Return where a text comes from in a line: without digests, which the report has, cut between two words.

    >>> shorten_source("the official file, SHA-256 " + "0af1" * 16 + ", of 12 February")
    'the official file, of 12 February'
    """
    plain = _DIGEST.sub("", source)
    if len(plain) <= longest:
        return plain
    return plain[: longest - 1].rpartition(" ")[0].rstrip(",;:.") + "…"


def card(item: View, words: dict[str, str], origin: View) -> str:
    """Return one change as plain HTML whose marks are words, so that any filter may take any of its elements.

    Args:
        item: a link of the view.
        words: of the interface.
        origin: ``title``, ``old``, ``new`` (date and status of each text), ``sources``, ``address`` of the page.
    Returns:
        A blockquote of at most `CARD_BYTES` bytes. Where that is too little for all words, those far from a change are left
        out first, then whole changes, each place with an ellipsis; the link leads to all of them.
    """
    for around in (None, 30, 15, 8, 4, 2):
        text = _card(item, words, origin, around, None)
        if len(text.encode()) <= CARD_BYTES:
            return text
    for marks in (12, 8, 6, 4, 3, 2, 1):
        text = _card(item, words, origin, 2, marks)
        if len(text.encode()) <= CARD_BYTES:
            return text
    return _card(item, words, origin, 2, 1, longest=40)


def _card(
    item: View, words: dict[str, str], origin: View, around: int | None, marks: int | None, longest: int = 2000
) -> str:
    lines = [f"<p><strong>{escape(item['title'])}: {escape(item['what'])}</strong></p>"]
    for side in ("old", "new"):
        units = [unit for row in item["rows"] for unit in row[side]["units"]]
        body = " ".join(filter(None, (_unit(unit, words, around, marks, longest) for unit in units)))
        empty = next((row[side]["empty"] for row in item["rows"] if row[side]["empty"]), "")
        lines.append(f"<p><em>{escape(origin[side])}:</em> {body or escape(empty)}</p>")
    link = f'<a href="{escape(origin["address"])}">{escape(origin["address"])}</a>'
    cite = f"{escape(origin['title'])}. {escape(origin['sources'])} {link}"
    return "<blockquote>\n{}\n<p><cite>{}</cite></p>\n</blockquote>".format("\n".join(lines), cite)


def _unit(unit: View, words: dict[str, str], around: int | None, marks: int | None, longest: int) -> str:
    pieces, left = unit["pieces"], marks
    out = [escape(f"{unit['label']} ") if unit["label"] else ""]
    changed = any(piece["op"] != "equal" for piece in pieces)
    for number, piece in enumerate(pieces):
        if piece["op"] == "equal":
            out.append(escape(_excerpt(piece["text"], around, number > 0, number < len(pieces) - 1, changed)))
        elif left is None or left > 0:
            left = None if left is None else left - 1
            out.append(_marked(piece, words, longest))
        else:
            out.append("…")
    return re.sub(r"(?:\s*…\s*)+", " … ", "".join(out)).strip()


def _excerpt(text: str, around: int | None, before: bool, after: bool, changed: bool) -> str:
    """Return the words next to a mark; all of them when ``around`` is None or they are few."""
    found = _WORD.findall(text)
    if around is None or len(found) <= 2 * around:
        return text
    if not changed:
        return "".join(found[:around]) + "…"
    head = "".join(found[:around]) if before else ""
    tail = "".join(found[-around:]) if after else ""
    # White space before the first word belongs to no word of it.
    lead = text[: len(text) - len(text.lstrip())] if before else ""
    return f"{lead}{head}… {tail}"


def _marked(piece: View, words: dict[str, str], longest: int) -> str:
    name, element = {"del": ("removed", "del"), "ins": ("added", "ins"), "move": ("moved", "strong")}[piece["op"]]
    text = piece["text"] if len(piece["text"]) <= longest else f"{piece['text'][:longest]}…"
    # Spaces stand outside the brackets, where a reader expects them.
    core = text.strip() or text
    before, _, after = text.partition(core)
    marked = f"<{element}>{escape(words[f'mark.{name}'])}{escape(core)}{escape(words['mark.end'])}</{element}>"
    return f"{escape(before)}{marked}{escape(after)}"


def quotations(item: View, citations: dict[tuple[str, str], str]) -> Iterator[View]:
    """Yield every unit of the new text (of the old one where it is gone) with the line that cites it.

    Args:
        item: a link of the view.
        citations: citation by side and paragraph.
    """
    side = "new" if any(row["new"]["units"] for row in item["rows"]) else "old"
    for row in item["rows"]:
        for unit in row[side]["units"]:
            text = "".join(piece["text"] for piece in unit["pieces"])
            if text:
                yield {"text": text, "lang": unit["lang"], "citation": citations.get((side, unit["ref"]), "")}


def quote_text(quotes: list[View]) -> str:
    """Return quotations as plain text: the words of the law, then who says so."""
    return "\n\n".join(f"{quote['text']}\n— {quote['citation']}" for quote in quotes)
