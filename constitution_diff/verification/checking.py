"""One question after another, and the answers in order."""

from __future__ import annotations

from constitution_diff.errors import ReadError, UsageError
from constitution_diff.model import Document
from constitution_diff.reports.labels import Labels, label_languages, load_labels
from constitution_diff.verification.against import check_against
from constitution_diff.verification.itself import TERMS, UNSETTLED, check_itself
from constitution_diff.verification.page import Phrases, read_page
from constitution_diff.verification.record import read_record
from constitution_diff.verification.stated import Check, Stated

MAXIMUM_BYTES = 16 * 1024 * 1024
"""Largest report that is read; the whole of India's constitution against itself makes about 9 MB."""


def verify(data: bytes, documents: tuple[Document, Document] | None = None) -> tuple[Check, ...]:
    """Check a report that anyone made: against itself, and against the two texts when they are given.

    Args:
        data: an HTML report, an embed page or a JSON report. No script in it is run, nothing it names is opened.
        documents: the old and the new text, read from the files that the report says it compares.
    Returns:
        One answer a question, in fixed order. What stands as ``altered`` does not match, and its details say where.
    Raises:
        ReadError: too large, not UTF-8, or no report.
    """
    stated = read_report(data)
    labels = _labels(stated)
    checks = check_itself(stated, labels)
    if documents is not None:
        # What a report alone leaves open, the texts settle.
        checks = [check for check in checks if check.name not in (UNSETTLED, TERMS)]
        checks += check_against(stated, documents, labels)
    return tuple(checks)


def read_report(data: bytes) -> Stated:
    """Read a report of either format, told by its first character.

    Raises:
        ReadError: see `verify`.
    """
    if len(data) > MAXIMUM_BYTES:
        raise ReadError(f"larger than {MAXIMUM_BYTES // 2**20} MiB", "", "this is no report")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("not UTF-8", f"byte {error.start}", "reports are UTF-8; take an unaltered copy") from error
    if text.lstrip().startswith("{"):
        return read_record(text)
    return read_page(text, _phrases())


def _phrases() -> Phrases:
    every = [load_labels(code) for code in label_languages()]
    names = ("mark.removed", "mark.added", "mark.moved", "mark.end")
    return Phrases(
        frozenset(labels.say(name) for labels in every for name in names),
        frozenset(labels.say("why.by_hand") for labels in every),
    )


def _labels(stated: Stated) -> Labels:
    try:
        return load_labels(stated.ui_lang)
    except UsageError as error:
        raise ReadError(f"the page's language is {stated.ui_lang!r}", "", "this is no page of this program") from error
