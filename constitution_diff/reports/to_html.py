"""Comparison -> one HTML file that needs nothing else: no script, no network, no second file."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from constitution_diff.model import Comparison
from constitution_diff.reports.engine import environment
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.receipt import forbidden, replace_forbidden
from constitution_diff.reports.view import build_view
from constitution_diff.resources import find_folder, keep

# A line break before a block says nothing to a browser; there are thousands of them. Inside the law none is touched.
_BETWEEN_BLOCKS = re.compile(
    r">\n+<(?=/?(?:div|li|[ou]l|section|h[1-6]|table|t[rdh]|thead|tbody|details|summary|header|nav|d[ldt]|figure)\b|p\b)"
)


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
    view = build_view(comparison, load_labels(ui_lang), command, version)
    style = write_style(view["head"]["foot"])
    page = environment().get_template("report.html").render({**view, **_safe(view, style)})
    return replace_forbidden(_BETWEEN_BLOCKS.sub("><", page))


def _safe(view: dict[str, Any], style: str) -> dict[str, Any]:
    """The three texts of the head that are no HTML text: style, its digest in the policy, and the facts."""
    from markupsafe import Markup  # noqa: PLC0415 - needed only here

    facts = view["facts"].translate(forbidden())
    policy = (
        f"default-src 'none'; style-src {csp_digest(style)}; script-src {csp_digest(facts)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # S704: the style is ours and its one foreign string is escaped, write_facts leaves no angle bracket.
    return {"style": Markup(style), "csp": policy, "facts": Markup(facts)}  # noqa: S704


def csp_digest(text: str) -> str:
    """Return how a content security policy names an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
