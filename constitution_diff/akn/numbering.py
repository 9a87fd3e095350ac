"""Numbers on printed labels and in eIds."""

from __future__ import annotations

import re
from functools import lru_cache

from constitution_diff.structure.eids import SHORT_NAMES, eid_number, fold_numeral

FIRST_UNNUMBERED = f"__{SHORT_NAMES['paragraph']}_nn-1"
"""End of the eId of a paragraph without number that has an element of its own beside its article's."""

_REPEAT = re.compile(r"-repeat-\d+$")
_UNNUMBERED = re.compile(r"nn-\d+$")
_DASH = re.compile(r"\s?[\u2010-\u2014-]\s?")
_ARABIC = re.compile(r"\d+(?:(?:\s?[\u2010-\u2014-]\s?|\.)\d+)*(?:[^\W\d_]{1,2}\b)?")
_ROMAN = re.compile(r"(?<!\w)[IVXLCDMІХСМӀΙⅠ-Ⅿ]+(?!\w)")
_LETTERS = r"\W*([^\W\d_]{1,5})\W*$"  # compiled when a label without number is met


def last_number(eid: str) -> str:
    """Return the number in the last step of an eId; empty for a unit without number.

    >>> last_number("art_3__para_3-1"), last_number("art_5-repeat-2"), last_number("part_nn-1")
    ('3-1', '5', '')
    """
    number = _last_step(eid)
    return "" if _UNNUMBERED.match(number) else _REPEAT.sub("", number)


def states_no_number(eid: str) -> bool:
    """Return True when an eId says that its unit has no number: ``para_nn-1``."""
    return bool(_UNNUMBERED.match(_last_step(eid)))


def fits(eid: str, num: str) -> bool:
    """Return True when the last step of an eId carries this number.

    >>> fits("art_5-bis", "5 bis"), fits("art_5-repeat-2", "5"), fits("art_6", "5")
    (True, True, False)
    """
    step = _last_step(eid)
    return bool(_UNNUMBERED.match(step)) if not num else eid_number(num) in (step, _REPEAT.sub("", step))


def implied_number(kind: str, label: str, eid: str) -> str:
    """Return the number of a unit that states none: the eId's, or the label's where that shows another."""
    if kind == "alinea" or states_no_number(eid):
        return ""
    number = last_number(eid)
    return read_number(label) if label and (not eid or contradicts(label, number)) else number


def read_number(label: str, eid: str = "") -> str:
    """Return the number on a printed label.

    Args:
        label: as printed: ``Article 16``, ``§ 3-1.``, ``(a)``, ``Раздел ІІ``.
        eid: where the label shows several numbers or none, the eId's own number decides.
    Returns:
        The number as citations have it. Without any number or single letter on the label or in the eId: the label,
        its outer marks taken off.

    >>> read_number("Article 16."), read_number("3 – 1."), read_number("(a)"), read_number("Раздел ІІ")
    ('16', '3-1', 'a', 'II')
    >>> read_number("Amendment XIV (1868)", "art_XIV"), read_number("First", "art_1")
    ('XIV', '1')
    """
    shown = _shown(label)
    own = last_number(eid)
    if own and (own in shown or not (shown or re.match(_LETTERS, label))):
        return own
    if shown:
        return shown[0]
    letters = re.match(_LETTERS, label)
    if letters and (len(letters[1]) < 3 or not own):
        return letters[1]
    return own or label.strip(" \t\n\u00a0.:;()[]")


def contradicts(label: str, number: str) -> bool:
    """Return True when a printed label shows numbers and none of them is this one.

    >>> contradicts("Раздел ІІ", "II"), contradicts("Article the first", "1"), contradicts("Article 4", "5")
    (False, False, True)
    """
    shown = _shown(label)
    return bool(shown) and number not in {eid_number(one) for one in shown}


@lru_cache(maxsize=1024)  # most labels are "1." and "2."
def _shown(label: str) -> tuple[str, ...]:
    """Return the Arabic numbers on a label and then the Roman ones, in Latin letters."""
    arabic = [_DASH.sub("-", one) for one in _ARABIC.findall(label)]
    return (*arabic, *[fold_numeral(one) for one in _ROMAN.findall(label)])


def _last_step(eid: str) -> str:
    return eid.rpartition("__")[2].partition("_")[2]
