"""Encodings and formats are told by content, and said."""

from __future__ import annotations

import pytest

from constitution_diff.errors import ReadError
from constitution_diff.readers import read, sniff_format
from constitution_diff.readers.encoding import decode

_RUSSIAN = "Статья 1\n1. Республика Казахстан является унитарным государством – «единым».\n"
_ENGLISH = "Article 1\nThe Republic is a unitary state.\n"


@pytest.mark.parametrize("text", [_RUSSIAN, _ENGLISH], ids=["ru", "en"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_every_encoding_gives_the_same_text_and_all_but_plain_utf8_are_said(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    plain = encoding == "utf-8" or (encoding == "cp1251" and text == _ENGLISH)
    assert [notice.code for notice in decoded.notices] == ([] if plain else ["encoding"])


def test_bytes_that_are_no_text_are_refused_with_the_offset():
    with pytest.raises(ReadError, match="at offset 9 byte 0xe9") as error:
        read("La libert\u00e9".encode("cp1252"), "loi.txt")
    assert "UTF-8" in error.value.hint
    assert error.value.where == "loi.txt"


def test_an_old_russian_encoding_is_not_taken_for_windows_1251():
    for encoding in ("koi8-r", "cp866"):
        with pytest.raises(ReadError):
            decode((_RUSSIAN.replace("–", "-").replace("«", '"').replace("»", '"')).encode(encoding))


def test_half_a_utf16_character_is_refused():
    with pytest.raises(ReadError, match="at offset"):
        decode(_RUSSIAN.encode("utf-16") + b"\x04")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\xef\xbb\xbf \n%PDF-1.4\n", "pdf"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
        ("<HTML><p>x</p>".encode("utf-16"), "html"),
        (b"<p>Article 1</p>", "html"),
        (b"<html><meta charset=koi8-r><p>\xfa\xc1\xcb\xcf\xce</p>", "html"),
        (b"<?xml version='1.0'?><akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>", "akn"),
        (b"<akn:akomaNtoso xmlns:akn='x'/>", "akn"),
        (b"<Everyone> is free.", "txt"),
        (b"Article 1", "txt"),
    ],
)
def test_the_format_is_told_by_content_whatever_the_name(data, name):
    assert sniff_format(data, "law.bin") == name


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Word document"),
        (b"{\\rtf1 law}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "cannot be decoded"),
        (b"\x01\x02\x03\x04law", "control code"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "root element svg"),
        (b"PK\x03\x04 a spreadsheet", "no DOCX"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(data, word):
    with pytest.raises(ReadError, match=word) as error:
        read(data, "folder/law.bin")
    assert error.value.where.startswith("law.bin")
    assert error.value.hint


def test_akoma_ntoso_is_sent_to_its_own_reader():
    with pytest.raises(ValueError, match=r"akn\.load"):
        read(b"<akomaNtoso/>")
