"""One hash for what a text says, whatever file it came in."""

from __future__ import annotations

import hashlib
import unicodedata

from constitution_diff.model import Document


def text_digest(document: Document) -> str:
    """Return the SHA-256 of the provisions of a document: references, headings, words; 64 hex digits.

    The same for PDF, DOCX and XML of one text: no notes, no labels, NFC, white space collapsed, one line for each provision.
    """
    lines = (f"{unit.ref}\t{unit.heading}\t{unit.text}" for unit in document.provisions() if unit.heading or unit.text)
    collapsed = (" ".join(unicodedata.normalize("NFC", line).split()) for line in lines)
    return hashlib.sha256("\n".join(collapsed).encode("utf-8")).hexdigest()
