"""What a page states about its words is one digest for one set of texts, however they come."""

from __future__ import annotations

import hashlib
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from constitution_diff.reports.receipt import digest_of, forbidden, plain

NAMES = st.text("12.#)a\t ", max_size=4)
TEXTS = st.text(st.sampled_from("aé e\u0301\u0301\u00a0\u00ad\u2028\x00\x85\ufffe\n\t Ж"), max_size=6)


@given(st.lists(st.tuples(NAMES, TEXTS), max_size=6))
def test_the_digest_is_that_of_the_sorted_lines(pairs: list[tuple[str, str]]) -> None:
    """Anyone can compute it anew from its description, whatever the names: all lines, sorted, joined, in UTF-8."""
    lines = sorted(f"{name}\t{plain(text)}" for name, text in pairs if plain(text))
    assert digest_of(pairs) == hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


@given(TEXTS)
def test_texts_are_compared_as_a_page_holds_them(text: str) -> None:
    """White space and composition are those of the page: a text and its page give one digest."""
    assert plain(text) == " ".join(unicodedata.normalize("NFC", text.translate(forbidden())).split())
