"""Bytes to characters, and the format of a file by its content."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from constitution_diff.errors import ReadError
from constitution_diff.model import Notice

FORMATS = "DOCX, PDF with a text layer, HTML, plain text, Markdown, Akoma Ntoso XML"
"""What a person can give, for error messages."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16, little endian"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16, big endian"),
)
_SAMPLE = 4096
# Strings: `re` compiles and keeps them when a text is first looked at.
_RUSSIAN = "[А-Яа-яЁё«»„“”—–№…’§ ]"
_CONTROL = "[\x00-\x08\x0e-\x1f]"
_ROOT = r"(?is)(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?([a-z][\w.-]*)[\s/>]"
_HTML_ELEMENTS = (
    "html head body title meta link style script base main article section header nav div p h1 h2 h3 h4 h5 h6 "
    "table center font span a b i br hr ul ol dl blockquote pre form"
)
_MARKDOWN_HEADING = r"(?m)^ {0,3}#{1,6}[ \t]+\S"
_SAVE_AS = "open it in a word processor and save it as DOCX"


class Decoded(Struct, frozen=True):
    """Characters of a text file, and how the bytes were read."""

    text: str
    """The characters, without a byte order mark."""
    encoding: str
    """Python's name of the encoding."""
    notices: tuple[Notice, ...] = ()
    """One ``encoding`` notice when it was anything but plain UTF-8."""


def decode(data: bytes) -> Decoded:
    """Return the characters of a text file.

    A byte order mark decides. Without one: UTF-16 when nearly every second byte (90 %) is below 20 hex and the others
    mostly are not; then strict UTF-8; then Windows-1251 when 95 % of what is not ASCII comes out as Russian letters and
    punctuation, and most letters are Russian, more of them small than capital.

    Raises:
        ReadError: none of these; with the offset of the first byte that is no UTF-8.

    >>> decode("Статья 1".encode("cp1251")).encoding
    'cp1251'
    """
    for mark, encoding, name in _BOMS:
        if data.startswith(mark):
            return Decoded(_decode_strictly(data, encoding), encoding, _notice(name, "its byte order mark"))
    wide = _guess_utf16(data)
    if wide:
        return Decoded(_decode_strictly(data, wide), wide, _notice(wide.upper(), "the zeros in every second byte"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        text = _try_windows_1251(data)
        if text is None:
            raise _undecodable(error) from error
    return Decoded(text, "cp1251", _notice("Windows-1251", "its letters, which come out as Russian"))


def _notice(name: str, why: str) -> tuple[Notice, ...]:
    return (Notice("encoding", "file", f"read as {name}, recognised by {why}"),)


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error) from error


def _undecodable(error: UnicodeDecodeError) -> ReadError:
    return ReadError(
        f"the text cannot be decoded: at offset {error.start} byte 0x{error.object[error.start]:02x} "
        f"is not valid {error.encoding}",
        hint=f"save the text as UTF-8, or give one of: {FORMATS}",
    )


def _guess_utf16(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return ""
    low = [sum(byte < 0x20 for byte in half) / len(half) for half in (sample[0::2], sample[1::2])]
    if low[0] >= 0.9 and low[1] < 0.5:
        return "utf-16-be"
    return "utf-16-le" if low[1] >= 0.9 and low[0] < 0.5 else ""


def _try_windows_1251(data: bytes) -> str | None:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return None
    foreign = [sign for sign in text if sign > "\x7f"]
    known = re.findall(_RUSSIAN, text)
    small = sum(sign.islower() for sign in known)
    capital = sum(sign.isupper() for sign in known)
    letters = sum(sign.isalpha() for sign in text)
    fits = len(known) >= 0.95 * len(foreign) and 2 * (small + capital) > letters and small > capital
    return text if fits else None


def sniff_format(data: bytes, file_name: str = "") -> str:
    """Return the format of a file by its content: ``docx pdf html akn md txt``.

    The name's ending only parts md from txt: text is Markdown when its name says so, or when it has no telling name
    and two lines begin with ``#`` and a space.

    Raises:
        ReadError: empty, or a format not read here.

    >>> sniff_format(b"%PDF-1.7"), sniff_format(b"<!DOCTYPE html><p>Article 1</p>"), sniff_format(b"Article 1")
    ('pdf', 'html', 'txt')
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ReadError("the file is empty", hint=f"give one of: {FORMATS}")
    binary = _sniff_binary(data)
    return binary or _sniff_text(decode_leniently(data), file_name)


def _sniff_binary(data: bytes) -> str:
    start = data[:1024].lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"%PDF-") or (b"%PDF-" in start and b"%%EOF" in data[-2048:]):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data or b"[Content_Types].xml" in data:
            return "docx"
        raise ReadError("the file is a zip archive, but no DOCX", hint=f"give one of: {FORMATS}")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("the file is an old Word document (.doc) or protected by a password", hint=_SAVE_AS)
    if start.startswith(b"{\\rtf"):
        raise ReadError("the file is RTF, which is not read", hint=_SAVE_AS)
    return ""


def decode_leniently(data: bytes) -> str:
    """Return the characters for telling formats apart; raises ReadError only for what is no text at all."""
    try:
        text = decode(data).text
    except ReadError:
        text = data.decode("latin-1")  # an HTML page may declare an encoding that only its reader looks for
        if not re.match(_ROOT, text[:_SAMPLE]):
            raise
    if len(re.findall(_CONTROL, text)) > 0.1 * len(text):
        raise ReadError("the file is no text: one character in ten is a control code", hint=f"give one of: {FORMATS}")
    return text


def _sniff_text(text: str, file_name: str) -> str:
    root = re.match(_ROOT, text[: 16 * _SAMPLE])
    if root is not None:
        name = root.group(1)
        if name == "akomaNtoso":
            return "akn"
        if name.lower() in _HTML_ELEMENTS.split() or "<!doctype html" in root.group(0).lower():
            return "html"
        if text.lstrip().startswith("<?xml"):
            raise ReadError(
                f"the file is XML with the root element {name}, which is not read", hint=f"give one of: {FORMATS}"
            )
    ending = file_name.lower().rpartition(".")[2]
    if ending in ("md", "markdown", "txt", "text"):
        return "md" if ending.startswith("m") else "txt"
    return "md" if len(re.findall(_MARKDOWN_HEADING, text)) >= 2 else "txt"
