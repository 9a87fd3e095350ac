"""Comparison -> one HTML file that needs nothing else: no script, no network, no second file."""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from typing import Any
from zlib import compress, decompress

from markupsafe import Markup

from constitution_diff.model import Comparison
from constitution_diff.reports.body import Body
from constitution_diff.reports.engine import environment
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.page import make_page
from constitution_diff.reports.receipt import replace_forbidden
from constitution_diff.reports.view import build_front, build_setting
from constitution_diff.resources import find_folder, keep

# A line break before a block says nothing to a browser; there are thousands of them. Inside the law none is touched.
_BETWEEN_BLOCKS = re.compile(
    r">\n+<(?=/?(?:div|li|[ou]l|section|h[1-6]|table|t[rdh]|thead|tbody|details|summary|header|nav|d[ldt]|figure)\b|p\b)"
)
_CHUNK = 100_000
"""Characters that are written at once."""
_MOST_PLAIN = 16 * 1024 * 1024
"""Bytes of a page that wait as they are until it is complete."""
_TEXTS = Markup()
"""Stands in the page for the texts of law."""
# What may be a character that no page may hold: controls, and the first bytes of the planes with characters that are none.
_SUSPECT = bytes([*range(9), *range(11, 32), 127, 0xEF, *range(0xF0, 0xF5)])
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


def to_html(comparison: Comparison, ui_lang: str = "en", command: str = "", version: str = "") -> str:
    """Return the report as one HTML page.

    Args:
        comparison: two editions, linked and diffed.
        ui_lang: language of the interface; the law keeps its own.
        command: the command line that makes this page again, printed at its end.
        version: the version of this program, printed at its end.
    Returns:
        The whole file as text, to be written as UTF-8; the same input gives the same characters.
    Raises:
        UsageError: the interface does not speak that language.
        ReportError: the comparison does not rebuild the texts it shows.
    """
    return b"".join(html_pieces(comparison, ui_lang, command, version)).decode("utf-8")


def html_pieces(comparison: Comparison, ui_lang: str = "en", command: str = "", version: str = "") -> Iterator[bytes]:
    """Return what `to_html` returns, in UTF-8 and in pieces: of a long text, the page is the largest thing in memory.

    The sections of law are made, written and dropped one at a time, and then what stands around them; all of it is made before
    this returns, so that no file is begun that would not be finished.
    """
    written, view = _write_texts(comparison, ui_lang, command, version)
    values = {**view, **_safe(view, write_style(view["head"]["foot"])), "texts": _TEXTS}
    around = environment().get_template("report-written.html").generate(values)
    whole = _Writer()
    whole.write(around, until=_TEXTS)
    whole.join(written)
    whole.write(around)
    return whole.finish()


def _write_texts(comparison: Comparison, ui_lang: str, command: str, version: str) -> tuple[_Writer, dict[str, Any]]:
    """Write the sections of law; return them, and the values of the rest of the page."""
    page = make_page(comparison, load_labels(ui_lang))
    body = Body(page)
    written = _Writer(">\n")
    texts = environment().get_template("partials/texts.html")
    written.write(texts.generate({**build_setting(page), "groups": body.groups()}))
    return written, build_front(page, body, command, version)


class _Writer:
    """Puts what the templates yield into pieces of the file."""

    def __init__(self, before: str = "") -> None:
        """Begin a text.

        Args:
            before: what stands before it, from the last tag on.
        """
        self._done: list[tuple[bytes, bool]] = []
        """What is written, piece by piece, each with whether it is packed."""
        self._plain = 0
        self._waiting = [before]
        self._length = 0

    def write(self, events: Iterable[str], until: str | None = None) -> None:
        """Write on; to the end, or up to the very object that is named."""
        for event in events:
            if event is until:
                break
            self._waiting.append(event)
            self._length += len(event)
            if self._length > _CHUNK:
                self._flush()

    def join(self, other: _Writer) -> None:
        """Write what another one wrote, for which the end of this text is `before`."""
        self._flush()
        self._done += other._done
        self._waiting = other._waiting

    def finish(self) -> Iterator[bytes]:
        """Return the whole text; write no more."""
        self._keep(_encode("".join(self._waiting)))
        return (decompress(piece) if is_packed else piece for piece, is_packed in self._done)

    def _flush(self) -> None:
        # Cut before the end of a tag, no line break between two tags is cut off from either of them.
        head, bracket, tail = "".join(self._waiting).rpartition(">")
        self._keep(_encode(head))
        self._waiting = [bracket + tail]
        self._length = 0

    def _keep(self, piece: bytes) -> None:
        # No law is as long. What is longer waits packed: the rest of the page stands in the memory that it saves.
        self._plain += len(piece)
        is_packed = self._plain > _MOST_PLAIN
        self._done.append((compress(piece, 1) if is_packed else piece, is_packed))


def _encode(text: str) -> bytes:
    """Return a piece of the page as it stands in the file."""
    squeezed = _BETWEEN_BLOCKS.sub("><", text)
    try:
        encoded = squeezed.encode("utf-8")
    except UnicodeEncodeError:
        return replace_forbidden(squeezed).encode("utf-8")
    # Nearly no text has any of these; to look for their bytes is several times faster than to look at each character.
    if len(encoded.translate(None, _SUSPECT)) < len(encoded) or _C1.search(encoded):
        return replace_forbidden(squeezed).encode("utf-8")
    return encoded


def _safe(view: dict[str, Any], style: str) -> dict[str, Any]:
    """The three texts of the head that are no HTML text: style, its digest in the policy, and the facts."""
    facts = replace_forbidden(view["facts"])
    policy = (
        f"default-src 'none'; style-src {csp_digest(style)}; script-src {csp_digest(facts)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # S704: the style is ours and its one foreign string is escaped, write_facts leaves no angle bracket.
    return {"style": Markup(style), "csp": policy, "facts": Markup(facts)}  # noqa: S704


def csp_digest(text: str) -> str:
    """Return how a content security policy names an inline style or script."""
    return f"'sha256-{b2a_base64(hashlib.sha256(text.encode()).digest(), newline=False).decode()}'"


def write_style(foot: str) -> str:
    """Return the style sheet with the words that stand at the foot of each printed page.

    Characters that a style sheet, or the HTML around it, could read as more than text are written as escapes.
    """
    escaped = re.sub(r"[^\w ,.:()-]", lambda match: f"\\{ord(match.group()):x} ", foot)
    path = find_folder("templates") / "style.css"
    source = path.read_bytes()
    sheet: str = keep(path, "squeezed", source, lambda: _squeeze(source.decode("utf-8")))
    return replace_forbidden(sheet.replace('"foot"', f'"{escaped}"'))


def _squeeze(sheet: str) -> str:
    """Leave out comments and indentation, which no reader of the page needs."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(?<=:) ", r"\1", re.sub(r"\s+", " ", bare)).strip()
