"""Laws for any input: it is read or refused with a known error, and no letter is lost."""

from __future__ import annotations

import hashlib
import html
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from constitution_diff.errors import ReadError
from constitution_diff.readers import READERS, read

_HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04word/",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{\\rtf",
    b"<?xml version='1.0'?>",
]
_PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_HEADS), st.binary(max_size=400))
@example(b"", b"\x00\x01")
@example(b"<html>", b"&#0;&#xD800;&#x110000;<p>")
def test_any_bytes_are_read_or_refused_with_a_known_error(head, body):
    try:
        source = read(head + body)
    except ReadError as error:
        assert error.message
    except ValueError as error:
        assert "akn.load" in str(error)
    else:
        assert source.blocks
        assert source.sha256 == hashlib.sha256(head + body).hexdigest()


def letters(text):
    return [sign for sign in text if sign.isalnum()]


@settings(max_examples=100, deadline=None)
@given(st.lists(_PROSE, min_size=1, max_size=8))
def test_every_letter_of_a_plain_text_survives(paragraphs):
    text = "\n\n".join(["Law", *paragraphs])
    source = read(text.encode(), "law.txt")
    assert letters("".join(block.text for block in source.blocks)) == letters(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PROSE, min_size=1, max_size=8))
def test_every_letter_of_a_web_page_survives(paragraphs):
    body = "".join(f"<p>{html.escape(text)}</p>" for text in ["Law", *paragraphs])
    source = read(f"<!DOCTYPE html><html><meta charset=utf-8><body>{body}".encode())
    assert letters("".join(block.text for block in source.blocks)) == letters("Law" + "".join(paragraphs))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PROSE, min_size=1, max_size=8))
def test_every_letter_of_a_word_document_survives(make_docx, para, paragraphs):
    source = read(make_docx("".join(map(para, ["Law", *paragraphs]))))
    assert letters("".join(block.text for block in source.blocks)) == letters("Law" + "".join(paragraphs))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcdefghij KLMNOP.,;()0123", min_size=1, max_size=70), min_size=1, max_size=30))
def test_every_letter_of_a_pdf_survives(make_pdf, lines):
    source = read(make_pdf([["Law", *lines]]))
    assert letters("".join(block.text for block in source.blocks)) == letters("Law" + "".join(lines))


def test_the_same_bytes_give_the_same_blocks_and_notices(make_docx, para):
    data = make_docx(para("The law rules.") + para("and all obey"))
    assert read(data, "a.docx") == read(data, "a.docx")


def test_folders_before_a_name_are_left_off():
    assert read(b"Law.", "/home/me/law.txt").file_name == "law.txt"
    assert read(b"Law.", "C:\\texts\\law.txt").file_name == "law.txt"


def test_libraries_are_loaded_only_by_the_reader_that_needs_them():
    code = "import sys, constitution_diff.readers as r; r.read(b'Law.')\n"
    code += "print([m for m in ('lxml', 'pypdfium2', 'markdown_it') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_reader_in_the_table_exists(name):
    module, function = READERS[name].split(":")
    assert callable(getattr(__import__(module, fromlist=[function]), function))
