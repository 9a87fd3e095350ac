"""`texts fetch`: an official text comes over the network, when a person asks for it, and only whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from constitution_diff import cli, pipeline
from constitution_diff.errors import ReadError, UsageError
from constitution_diff.library import fetching
from constitution_diff.library.own import own_folder, own_path

TEXT = b"Constitution of Ruritania\n\nArticle 1. The State\n\nRuritania is a kingdom.\n"
SHORT = b"Article 1\n\nRuritania.\n"
"""Too short to tell by it which language it is in."""


class Site(BaseHTTPRequestHandler):
    """A small site: a text, a page that is none, and addresses that lead elsewhere."""

    leads_to: ClassVar[dict[str, str]] = {
        "/moved": "/constitution.txt",
        "/outside": "http://example.org/constitution.txt",
        "/disk": "file:///etc/hostname",
    }

    def do_GET(self) -> None:
        """Answer one request."""
        pages = {
            "/constitution.txt": TEXT,
            "/short.txt": SHORT,
            "/empty": b"",
            "/login": b"<html><body><p>Please log in.</p></body></html>",
        }
        if self.path in self.leads_to:
            self.send_response(302)
            self.send_header("Location", self.leads_to[self.path])
            self.end_headers()
        elif self.path in pages:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(pages[self.path])
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The site's address; texts go to a folder of this test."""
    monkeypatch.setenv("CONSTITUTION_DIFF_TEXTS", str(tmp_path / "own"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("page", ["/constitution.txt", "/moved"])
def test_a_text_is_fetched_and_can_be_compared(page: str, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    """After it the edition has a text, which every command takes by its name."""
    assert cli.run(["texts", "fetch", "ruritania-1900:en", site + page]) == 0
    assert str(own_path("ruritania-1900:en")) in capsys.readouterr().out
    (article,) = pipeline.load("ruritania-1900:en").body
    assert [unit.text for unit in article.walk() if unit.text] == ["Ruritania is a kingdom."]


@pytest.mark.parametrize("action", ["add", "fetch"])
def test_the_name_says_which_language_a_text_is_in(action: str, site: str, tmp_path: Path) -> None:
    """Where nobody names another, a text is read in the language that it is filed under."""
    (tmp_path / "short.txt").write_bytes(SHORT)
    file, url = str(tmp_path / "short.txt"), f"{site}/short.txt"
    names = [file, "ruritania-1900:en"] if action == "add" else ["ruritania-1900:en", url]
    assert cli.run(["texts", action, *names]) == 0
    assert [unit.ref for unit in pipeline.load("ruritania-1900:en").provisions() if unit.text] == ["1"]
    assert cli.run(["texts", action, *names, "--lang", "pt"]) == 4


def test_what_is_not_the_tested_text_is_said(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever fetches an edition of the catalogue learns whether its words are those the program was tested with."""
    assert cli.run(["texts", "fetch", "kz-1995:en", f"{site}/constitution.txt"]) == 0
    assert "not the words that the tool was tested with" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "code", "advice"),
    [
        ("/missing", 3, "404"),
        ("/outside", 3, "http://example.org"),
        ("/disk", 3, "file:///etc/hostname"),
        ("/empty", 3, "empty"),
        ("/login", 4, "no article"),
    ],
)
def test_what_is_no_constitution_is_not_kept(
    page: str, code: int, advice: str, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of the server, another kind of address, a page without law: a message, an exit code, no file."""
    assert cli.run(["texts", "fetch", "ruritania-1900:en", site + page]) == code
    error = capsys.readouterr().err
    assert advice in error
    assert "Traceback" not in error
    assert not list(own_folder().glob("*"))


@pytest.mark.parametrize(
    "url", ["http://example.org/a.txt", "ftp://example.org/a", "file:///etc/hostname", "a.txt", "https://["]
)
def test_only_https_is_asked(url: str) -> None:
    """Nothing is read from the disk, or in the clear, by an address."""
    with pytest.raises(UsageError, match="not an https address"):
        fetching.fetch(url, 100)


def test_a_large_file_is_refused(site: str) -> None:
    """However much a server sends, no more than the limit is taken."""
    with pytest.raises(ReadError, match="larger than"):
        fetching.fetch(f"{site}/constitution.txt", len(TEXT) - 1)
    assert fetching.fetch(f"{site}/constitution.txt", len(TEXT)) == TEXT


def test_no_answer_is_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a network, or with the server down, a person reads what failed and what to do."""
    assert cli.run(["texts", "fetch", "ruritania-1900:en", "http://127.0.0.1:9/constitution.txt"]) == 3
    error = capsys.readouterr().err
    assert "cannot be fetched" in error
    assert "texts add FILE NAME" in error


def test_an_edition_without_an_address_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue says where the official text is published."""
    assert cli.run(["texts", "fetch", "kz-2026:ru"]) == 2
    error = capsys.readouterr().err
    assert "texts fetch kz-2026:ru URL" in error
    assert "adilet.zan.kz" in error
