"""Gets an official text over the network. Nothing else in this package does, and this only when a person asks for it."""

from __future__ import annotations

from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from constitution_diff.errors import ReadError, UsageError
from constitution_diff.version import VERSION

TIMEOUT = 60
"""Seconds to wait for a server that does not answer."""
_OWN_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))
# The server of adilet.zan.kz answers only what calls itself a browser.
_AGENT = f"Mozilla/5.0 (compatible; constitution-diff/{VERSION})"
_HINT = (
    "check the address and the network; or save the file with a browser, then: constitution-diff texts add FILE NAME"
)


class _SafeRedirects(HTTPRedirectHandler):
    """Follows a server to another address only where that would be taken from a person too."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not _is_safe(newurl):
            raise ReadError("the server leads to an address that is not https", newurl, _HINT)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, most: int) -> bytes:
    """Return the content of a web address.

    Args:
        url: begins with ``https://``; with ``http://`` only on this very machine.
        most: bytes from which a file is refused.
    Raises:
        UsageError: another kind of address.
        ReadError: there is no answer, or it is an error, or too large.
    """
    if not _is_safe(url):
        raise UsageError("not an https address", url, "write it in full: https://…")
    request = Request(url, headers={"User-Agent": _AGENT})  # noqa: S310 - which kinds are taken was said above
    try:
        with build_opener(_SafeRedirects).open(request, timeout=TIMEOUT) as answer:
            content: bytes = answer.read(most + 1)
    except HTTPError as error:
        raise ReadError(f"the server answers {error.code} {error.reason}", url, _HINT) from error
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", "") or error
        raise ReadError(f"cannot be fetched: {reason}", url, _HINT) from error
    if len(content) > most:
        raise ReadError(f"larger than {most // 2**20} MiB", url, "give the text alone, without images")
    return content


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _OWN_MACHINE)
        )
    except ValueError:  # brackets that hold no address
        return False
