"""References and eIds of a tree of provisions: one to one, and the same in every language of an edition."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from constitution_diff.model import Kind, Notice, Provision

PREAMBLE = "preamble"
"""Both the reference and the eId of the preamble."""

SHORT_NAMES: dict[Kind, str] = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "paragraph": "para",
    "subparagraph": "subpara",
    "point": "point",
    "alinea": "al",
}
"""Abbreviations of the Akoma Ntoso Naming Convention 1.0, section 5."""

CONTAINERS = frozenset[Kind](("part", "chapter", "section"))
"""Kinds that group articles; a reference names them by their word, and articles inside do not carry their prefix."""

_NUMERAL_KINDS = CONTAINERS | {"article"}
# Roman numerals are typed with whatever looks right on the keyboard at hand: kz-2026:kk has part «І» in Cyrillic.
_LOOK_ALIKES = str.maketrans("ІӀХМСВҮѴΙΧΜ", "IIXMCVVVIXM")
_ROMAN = re.compile(r"(?=[MDCLXVI])M*(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?:-\w+)?")
# Not allowed in a number inside an eId: white space, "_" (it separates), the backslash, and what XML 1.0 cannot hold.
_NOT_IN_EID = "[\\s_\\\\\x00-\x1f\ufffe\uffff\ud800-\udfff]+"


def fold_numeral(num: str) -> str:
    """Return a Roman numeral in Latin letters; anything that is no Roman numeral comes back unchanged.

    >>> fold_numeral("ІХ"), fold_numeral("Ⅱ"), fold_numeral("3-1"), fold_numeral("Б")
    ('IX', 'II', '3-1', 'Б')
    """
    folded = unicodedata.normalize("NFKC", num).translate(_LOOK_ALIKES)
    return folded if _ROMAN.fullmatch(folded) else num


def eid_number(num: str) -> str:
    """Return a number as an eId carries it: white space and underscores become hyphens.

    >>> eid_number("5 bis")
    '5-bis'
    """
    if num.replace("-", "").isalnum() and not num.startswith("nn"):
        return num
    # "nn-1" is the convention's own way to say that there is no number.
    return re.sub(r"^nn-(?=\d+$)", "nn.", re.sub(_NOT_IN_EID, "-", num))


def identify(
    body: tuple[Provision, ...], preamble: Provision | None = None
) -> tuple[tuple[Provision, ...], tuple[Notice, ...]]:
    """Fill in the reference and the eId of every provision from kinds, numbers and places in the tree.

    Args:
        body: trees with kind, num and label set; refs and eIds in them are ignored.
        preamble: the preamble, where the text has one; its names are then not given away again.
    Returns:
        The same trees with ref, eid, and Roman numerals of containers and articles in Latin letters; and a notice
        ``number_repeated`` for each unit whose number an earlier unit in the same place has already.
        The first unnumbered paragraph of an article has the article's own names; every other pair is unique.
    Source: Akoma Ntoso Naming Convention 1.0, section 5; articles run through the text and carry no prefix.

    >>> paragraph = Provision("paragraph", "2", "2.", "", "")
    >>> article = Provision("article", "16", "Article 16", "", "", children=(paragraph,))
    >>> [(unit.ref, unit.eid) for top in identify((article,))[0] for unit in top.walk()]
    [('16', 'art_16'), ('16.2', 'art_16__para_2')]
    """
    names = _Names({PREAMBLE}, {PREAMBLE})
    if preamble is not None:
        names.take(preamble.ref, preamble.eid)
    named = _identify_siblings(body, None, names)
    return named, tuple(names.notices)


class _Names(Struct, dict=True):
    """The names given so far, while one tree is walked."""

    refs: set[str]
    """Every reference given."""
    eids: set[str]
    """Every eId given."""
    unnumbered: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """How many units without number a place has, by the place's eId and the unit's kind."""
    repeats: defaultdict[str, int] = field(default_factory=lambda: defaultdict(lambda: 1))
    """How often a reference was asked for."""
    notices: list[Notice] = field(default_factory=list)
    """One for each repeated number."""

    def are_free(self, ref: str, eid: str) -> bool:
        """Return True when no unit has either name yet."""
        return ref not in self.refs and eid not in self.eids

    def take(self, ref: str, eid: str) -> tuple[str, str]:
        """Give both names away."""
        self.refs.add(ref)
        self.eids.add(eid)
        return ref, eid


def _identify_siblings(units: tuple[Provision, ...], parent: Provision | None, names: _Names) -> tuple[Provision, ...]:
    """Name units that stand side by side, and everything below them."""
    named = []
    for unit in _fold_numerals(units):
        ref, eid = _name(unit, parent, names)
        # Not `replace`, which takes five times as long: every provision of a text comes by here.
        facts = (unit.kind, unit.num, unit.label, ref, eid, unit.heading, unit.text, unit.status)
        made = Provision(*facts)
        named.append(Provision(*facts, _identify_siblings(unit.children, made, names)) if unit.children else made)
    return tuple(named)


def _fold_numerals(units: tuple[Provision, ...]) -> Iterable[Provision]:
    """Fold the numerals of each kind, unless its siblings show that they are letters: «А, Б, В»."""
    kinds = {unit.kind for unit in units} & _NUMERAL_KINDS
    if not kinds:
        return units
    roman = {kind for kind in kinds if all(_is_number(unit.num) for unit in units if unit.kind == kind)}
    return (replace(unit, num=fold_numeral(unit.num)) if unit.kind in roman else unit for unit in units)


def _is_number(num: str) -> bool:
    return not num or num[0].isdigit() or bool(_ROMAN.fullmatch(fold_numeral(num)))


def _name(unit: Provision, parent: Provision | None, names: _Names) -> tuple[str, str]:
    """Return the reference and the eId of a unit, taken from the free ones."""
    if parent is not None and parent.kind == "article" and unit.kind == "paragraph" and not unit.num:
        return _name_unnumbered_paragraph(parent, names)
    ref, eid = _propose(unit, parent, names)
    if names.are_free(ref, eid):
        return names.take(ref, eid)
    variant = _next_free(ref, eid + "-repeat-", names)
    message = f"the number of this {unit.kind} is in use already; it is called {variant[0]} here"
    names.notices.append(Notice("number_repeated", variant[0], message))
    return variant


def _name_unnumbered_paragraph(article: Provision, names: _Names) -> tuple[str, str]:
    """The first shares its article's names; a further one is a variant of them."""
    names.unnumbered[article.eid, "paragraph"] += 1
    if names.unnumbered[article.eid, "paragraph"] == 1:
        return article.ref, article.eid
    return _next_free(article.ref, f"{article.eid}__{SHORT_NAMES['paragraph']}_nn-", names)


def _next_free(ref: str, eid: str, names: _Names) -> tuple[str, str]:
    """Take the first variant, ``5[2]`` and ``art_5-repeat-2`` or higher, that nothing has yet."""
    while True:
        names.repeats[ref] += 1
        count = names.repeats[ref]
        if names.are_free(f"{ref}[{count}]", f"{eid}{count}"):
            return names.take(f"{ref}[{count}]", f"{eid}{count}")


def _propose(unit: Provision, parent: Provision | None, names: _Names) -> tuple[str, str]:
    """Return the reference and the eId a unit would have if nothing else had them."""
    prefix = None if unit.kind == "article" else parent
    shown, number = unit.num, eid_number(unit.num)
    if not unit.num:
        count = _count_unnumbered(unit, prefix, names)
        shown, number = (str(count), str(count)) if unit.kind == "alinea" else (f"[{count}]", f"nn-{count}")
    eid = f"{SHORT_NAMES.get(unit.kind, unit.kind)}_{number}"
    return _ref(unit, shown, prefix), eid if prefix is None else f"{prefix.eid}__{eid}"


def _count_unnumbered(unit: Provision, parent: Provision | None, names: _Names) -> int:
    """Count units without number from 1; for continuations their parent's own text is the first block."""
    key = (parent.eid if parent is not None else "", unit.kind)
    if unit.kind == "alinea" and parent is not None and parent.text and key not in names.unnumbered:
        names.unnumbered[key] = 1
    names.unnumbered[key] += 1
    return names.unnumbered[key]


def _ref(unit: Provision, number: str, parent: Provision | None) -> str:
    """Return the short reference of contract section 2; ``parent`` is None where the parent is not named."""
    if unit.kind == "article" and unit.num:
        return number
    if parent is not None and unit.kind == "alinea":
        return f"{parent.ref}#{number}"
    mark = ")" if unit.kind in ("subparagraph", "point") else ""
    if parent is None:
        return f"{unit.kind} {number}{mark}"
    if unit.kind in CONTAINERS or parent.kind in CONTAINERS:
        return f"{parent.ref} {unit.kind} {number}{mark}"
    return f"{parent.ref}.{number}{mark}"
