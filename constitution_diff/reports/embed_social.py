"""The picture that social media show beside a link: SVG of our own, and PNG where the optional converter is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any
from xml.sax.saxutils import escape

from constitution_diff.reports.page import visible

FEW = 16
"""Pictures from which more than one process is worth its start, about a third of a second."""
WIDTH, HEIGHT = 1200, 630
"""Pixels, as the networks ask for."""
# Mean width of a letter of DejaVu Sans in ems, Cyrillic and Latin text alike, rounded up so that no line runs out of the picture.
_LETTER = 0.57
_FONT = "DejaVu Sans, Noto Sans, Segoe UI, Arial, sans-serif"
_COLOURS = {"del": ("#ffe3dc", "#9c1c0c"), "ins": ("#dbe9ff", "#0b4fa0")}


def draw_card(title: str, name: str, editions: Iterable[str], marks: list[tuple[str, str, str]], foot: str) -> str:
    """Return the picture of one change.

    Args:
        title: title of the texts.
        name: the change: ``16.2 → 18.2: reworded``.
        editions: a line for each text with its date and its status.
        marks: ``del`` or ``ins``, what it is called, and the words; the first three are drawn.
        foot: a line at the end.
    Returns:
        SVG of 1200 by 630, words as text, without style, script, font or reference.
    """
    lines = [*_write(title, 70, 26), *_write(name, 140, 44)]
    y = 200
    for edition in editions:
        lines += _write(edition, y, 26)
        y += 38
    y += 20
    for op, called, words in marks[:3]:
        block, y = _block(op, called, words, y)
        lines += block
    lines += _write(foot, 600, 22)
    described = escape(visible(f"{title}. {name}"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{described}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/><rect width="16" height="{HEIGHT}" fill="#1a1a1a"/>'
        f"{''.join(lines)}</svg>\n"
    )


def has_converter() -> bool:
    """Return True when the optional package resvg-py is installed."""
    return find_spec("resvg_py") is not None


def convert_all(pictures: Sequence[str], jobs: int = 1) -> list[bytes]:
    """Return pictures as PNG, in their order; none when the optional package resvg-py is not installed.

    The same picture with the same fonts gives the same bytes, whatever the number of processes.

    Args:
        pictures: SVG.
        jobs: processes that draw at the same time; a few pictures are drawn in this one.
    """
    if not has_converter():
        return []
    if jobs < 2 or len(pictures) < FEW:
        return [_convert(picture) for picture in pictures]
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a folder without pictures does without
    from multiprocessing import get_context  # noqa: PLC0415

    # A process of its own for each: the converter does not let other threads run meanwhile.
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        return list(pool.map(_convert, pictures, chunksize=FEW // 2))


def _convert(svg: str) -> bytes:
    import resvg_py  # noqa: PLC0415 - an optional extra

    data: Any = resvg_py.svg_to_bytes(svg_string=svg, font_family="DejaVu Sans", sans_serif_family="DejaVu Sans")
    return bytes(data)


def _block(op: str, called: str, words: str, y: int) -> tuple[list[str], int]:
    tint, rule = _COLOURS[op]
    lines = wrap(f"{called} {words}", 34, 2)
    height = len(lines) * 46 + 22
    drawn = [
        f'<rect x="56" y="{y}" width="1088" height="{height}" fill="{tint}"/>',
        f'<rect x="56" y="{y}" width="8" height="{height}" fill="{rule}"/>',
    ]
    drawn += [_text(line, 84, y + 46 * number + 48, 34) for number, line in enumerate(lines)]
    return drawn, y + height + 14


def _write(words: str, y: int, size: int) -> list[str]:
    return [_text(line, 56, y, size) for line in wrap(words, size, 1)]


def _text(words: str, x: int, y: int, size: int) -> str:
    return f'<text x="{x}" y="{y}" font-family="{_FONT}" font-size="{size}" fill="#1a1a1a">{escape(words)}</text>'


def wrap(words: str, size: int, lines: int) -> list[str]:
    """Break words into lines that fit the picture; what does not fit ends with an ellipsis.

    >>> wrap("a b", 34, 2)
    ['a b']
    """
    room = int(1040 / (size * _LETTER))
    found: list[str] = []
    for word in visible(words).split():
        if found and len(found[-1]) + 1 + len(word) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word[:room])
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1][: room - 1]}…"]
    return found
