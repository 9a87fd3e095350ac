"""Checks of the bundled English editions against the official Russian, sentence by sentence."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from msgspec import Struct

from constitution_diff.model import Document
from constitution_diff.resources import find_folder

EDITIONS = {"old": "kz-1995", "new": "kz-2026"}
SCOPE_PARTS = frozenset({"I", "II"})
SCOPE_ARTICLES = {"old": frozenset({"77"}), "new": frozenset({"78"})}

GAP_ALLOWED = 0.15
GAP_SHARE = 0.9

FOLD = str.maketrans({"ё": "е", "–": "-", "—": "-", "−": "-", "‑": "-"})
RUSSIAN_WORD_NUMBERS = {"семидесяти двух": "72"}
ENGLISH_WORD_NUMBERS = {"seventy-two": "72"}
RUSSIAN_MONTHS = {"августа": "8"}
ENGLISH_MONTHS = {"august": "8"}

Texts = dict[str, str]


class Fault(Struct, frozen=True):
    """One broken promise of the translation."""

    check: str  # which check found it
    where: str  # the reference, or "old -> new"
    message: str  # what is wrong, with the words concerned


def read_russian(path: Path, articles: frozenset[str]) -> Texts:
    """Return the blocks in scope by reference, with headings of parts and the preamble."""
    document = json.loads(path.read_text(encoding="utf-8"))
    texts: Texts = {"title": document["title"]}
    if "adoption" in document:
        texts["adoption"] = document["adoption"]
    texts["preamble"] = document["preamble"]
    for part in document["parts"]:
        wanted = [a for a in part["articles"] if part["num"] in SCOPE_PARTS or a["num"] in articles]
        if wanted:
            texts[f"part {part['num']}"] = part["title"]
        for article in wanted:
            texts.update(_russian_blocks(article))
    return texts


def _russian_blocks(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for paragraph in article["paragraphs"]:
        for block in paragraph["blocks"]:
            yield block["id"].removesuffix("#1"), block["text"]


def read_english(document: Document) -> Texts:
    """Return the blocks of a bundled edition by reference, in reading order."""
    lines = [line for line in document.preface if line != "DRAFT"]
    texts: Texts = dict(zip(("title", "adoption"), lines, strict=False))
    for unit in document.provisions():
        if unit.kind == "part":
            texts[unit.ref] = unit.heading
        elif unit.text:
            texts[unit.ref] = unit.text
    return texts


def fold(text: str) -> str:
    """Return the text without dash shapes, ё, spaces and case."""
    return " ".join(text.casefold().translate(FOLD).split())


def words(text: str) -> list[str]:
    """Return the folded words of a text, without punctuation."""
    return re.findall(r"\w+(?:-\w+)*", fold(text))


def sentences(texts: Texts) -> list[tuple[str, str]]:
    """Return (reference, sentence) for every sentence; the last stop is not part of it."""
    found: list[tuple[str, str]] = []
    for ref, text in texts.items():
        units = [text] if ref.startswith("part ") else re.split(r"(?<=[.!?])\s+", text)
        found += [(ref, unit.rstrip(".;:")) for unit in units]
    return found


def numbers(text: str, spelt: Mapping[str, str], months: Mapping[str, str]) -> Counter[str]:
    """Count every number of a text, whether in figures, spelt out or the name of a month."""
    low = fold(text)
    count = Counter(re.findall(r"\d+", low))
    for table in (spelt, months):
        for name, value in table.items():
            count[value] += low.count(name)
    return +count


def references(text: str, article: str, paragraph: str) -> list[str]:
    """Return the articles a text refers to, "16" or "16.1", ranges spelt out, in its order."""
    low, found = fold(text), []
    number_list = r"\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*"
    for match in re.finditer(rf"(?:{paragraph} (\d+) )?(?:of )?{article} ({number_list})", low):
        for item in match[2].split(", "):
            first, _, last = item.partition("-")
            found += [str(n) for n in range(int(first), int(last or first) + 1)]
        if match[1]:
            found[-1] += f".{match[1]}"
    return found


def check_refs(side: str, russian: Texts, english: Texts) -> Iterator[Fault]:
    """Same references in the same order, nothing missing or spare, same lines in the preamble."""
    for ref in russian.keys() - english.keys():
        yield Fault("refs", f"{side} {ref}", "missing in English")
    for ref in english.keys() - russian.keys():
        yield Fault("refs", f"{side} {ref}", "not in the official text")
    if list(russian) != list(english) and russian.keys() == english.keys():
        yield Fault("refs", side, "the order differs")
    for ref in russian.keys() & english.keys():
        if len(russian[ref].splitlines()) != len(english[ref].splitlines()):
            yield Fault("refs", f"{side} {ref}", "number of printed lines differs")
        count = [len([1 for r, _ in sentences({ref: texts[ref]})]) for texts in (russian, english)]
        if count[0] != count[1]:
            yield Fault("refs", f"{side} {ref}", f"{count[0]} sentences became {count[1]}")


def check_numbers(side: str, russian: Texts, english: Texts) -> Iterator[Fault]:
    """Every number, date and article reference of the Russian is in the English, and no other."""
    for ref in russian.keys() & english.keys():
        ours = numbers(english[ref], ENGLISH_WORD_NUMBERS, ENGLISH_MONTHS)
        theirs = numbers(russian[ref], RUSSIAN_WORD_NUMBERS, RUSSIAN_MONTHS)
        if ours != theirs:
            yield Fault("numbers", f"{side} {ref}", f"{dict(theirs)} became {dict(ours)}")
        cited = references(russian[ref], r"стать\w+", r"пункт\w*")
        if cited != references(english[ref], r"articles?", r"paragraphs?"):
            yield Fault("numbers", f"{side} {ref}", f"references {cited} differ")


def check_identity(russian: Mapping[str, Texts], english: Mapping[str, Texts]) -> Iterator[Fault]:
    """Sentences of two editions are the same in English exactly when they are in Russian."""
    pairs = {side: list(zip(sentences(russian[side]), sentences(english[side]), strict=True)) for side in EDITIONS}
    for (old_ref, old_ru), (_, old_en) in pairs["old"]:
        for (new_ref, new_ru), (_, new_en) in pairs["new"]:
            same_ru, same_en = fold(old_ru) == fold(new_ru), fold(old_en) == fold(new_en)
            if same_ru != same_en:
                verdict = "English differs, Russian does not" if same_ru else "Russian differs, English does not"
                yield Fault("identity", f"{old_ref} -> {new_ref}", f"{verdict}: {old_en} | {new_en}")


def joined(texts: Texts, ref: str) -> str:
    """Return a paragraph with its continuations and subparagraphs as one text."""
    own = [text for key, text in texts.items() if key == ref or key.startswith((f"{ref}#", f"{ref}."))]
    return " ".join(own)


def changed(old: str, new: str) -> float:
    """Return the share of words changed between two texts: 0 none, 1 all."""
    return 1 - SequenceMatcher(None, words(old), words(new), autojunk=False).ratio()


def gaps(russian: Mapping[str, Texts], english: Mapping[str, Texts], links: list[list[str]]) -> list[tuple[float, str]]:
    """Return (gap, "old -> new") per linked pair: share changed in English less that in Russian."""
    found = []
    for old, new in links:
        ours, theirs = (changed(joined(texts["old"], old), joined(texts["new"], new)) for texts in (english, russian))
        found.append((ours - theirs, f"{old} -> {new}"))
    return found


def check_gaps(found: list[tuple[float, str]]) -> Iterator[Fault]:
    """Nine linked pairs in ten change as much in English as in Russian; the others are named."""
    wide = [(gap, where) for gap, where in found if abs(gap) > GAP_ALLOWED]
    if len(wide) > (1 - GAP_SHARE) * len(found):
        yield Fault("gap", "all", f"{len(wide)} of {len(found)} pairs are wider than {GAP_ALLOWED}")
    for gap, where in wide:
        yield Fault("gap", where, f"English changes by {gap:+.2f} more than Russian")


def check_glossary(side: str, russian: Texts, english: Texts, terms: list[dict[str, Any]]) -> Iterator[Fault]:
    """Where a Russian term stands, its English stands too; an exclusive one as often and nowhere else."""
    for term in terms:
        ru, en = (re.compile("|".join(f"(?:{p})" for p in term[key]), re.I) for key in ("ru", "en"))
        for ref in russian.keys() & english.keys():
            here, there = (len(p.findall(" ".join(t[ref].split()))) for p, t in ((ru, russian), (en, english)))
            name = f"{term['ru'][0]} ({here}) = {term['en'][0]} ({there})"
            if here and not there:
                yield Fault("glossary", f"{side} {ref}", f"term not rendered: {name}")
            elif term.get("exclusive") and here != there:
                yield Fault("glossary", f"{side} {ref}", f"exclusive term, counts differ: {name}")


def unused_terms(russian: Mapping[str, Texts], terms: list[dict[str, Any]]) -> Iterator[Fault]:
    """Every glossary pattern occurs somewhere in the texts translated."""
    everything = " ".join(" ".join(t.split()) for texts in russian.values() for t in texts.values())
    for term in terms:
        for pattern in term["ru"]:
            if not re.search(pattern, everything, re.I):
                yield Fault("glossary", "all", f"pattern never occurs: {pattern}")


def all_faults(shared: Path, english: Mapping[str, Texts]) -> list[Fault]:
    """Run every check and return what is wrong, exceptions included."""
    terms = tomllib.loads((find_folder("texts") / "glossary.toml").read_text(encoding="utf-8"))["term"]
    gold = shared / "gold"
    russian = {s: read_russian(gold / f"{n}-ru.json", SCOPE_ARTICLES[s]) for s, n in EDITIONS.items()}
    found: list[Fault] = []
    for side in EDITIONS:
        found += check_refs(side, russian[side], english[side])
        found += check_numbers(side, russian[side], english[side])
        found += check_glossary(side, russian[side], english[side], terms)
    found += unused_terms(russian, terms)
    if not any(fault.check == "refs" for fault in found):
        found += check_identity(russian, english)
    links = json.loads((gold / "part2.alignment.json").read_text(encoding="utf-8"))["pairs"]["paragraph"]
    found += check_gaps(gaps(russian, english, links))
    return found


def explained() -> dict[tuple[str, str], str]:
    """Return the reasons of the faults that are meant to stay, by check and place."""
    known = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text(encoding="utf-8")).get("exception", [])
    return {(entry["check"], entry["where"]): entry["reason"] for entry in known}
