"""One plain sentence per finding in every language that has templates: ``lexicon/<code>/explanations.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from constitution_diff.annotate.lexicon import read_toml
from constitution_diff.errors import LexiconError
from constitution_diff.observations import Finding, Sentences
from constitution_diff.resources import lexicon_codes, lexicon_file

MOST_QUOTES = 4
"""Quotes of one side that a sentence shows; the finding has them all."""
MOST_REFS = 6
"""References that a sentence shows."""


class Templates(Struct, frozen=True):
    """The templates of one language."""

    quotes: tuple[str, str]
    """Marks around the words of the law."""
    rules: dict[str, tuple[str, str]]
    """Rule to its sentence, and to the one for words on both sides (empty: the same)."""
    claims: dict[str, str]
    """Rule of a verdict to its sentence."""


@lru_cache(maxsize=32)
def load_templates(code: str) -> Templates:
    """Return the templates of a language.

    Raises:
        LexiconError: the file is missing or not valid.
    """
    data = read_toml(lexicon_file(code, "explanations.toml"))
    try:
        rules = {rule: (entry["text"], entry.get("both", "")) for rule, entry in data["rules"].items()}
        return Templates((data["quotes"][0], data["quotes"][1]), rules, dict(data["claims"]))
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise LexiconError(
            f"entry missing or of the wrong form: {error}", f"{code}/explanations.toml", "see docs/findings.md"
        ) from error


def explain(finding: Finding) -> Sentences:
    """Return a finding's sentence in every language, sorted by code; the words of the law stay in theirs.

    Raises:
        LexiconError: a language has no template for the rule.
    """
    return tuple((code, fill(code, finding.rule, finding)) for code in lexicon_codes("explanations.toml"))


def fill(code: str, rule: str, finding: Finding) -> str:
    """Return one sentence in one language."""
    templates = load_templates(code)
    name = _variant(rule, finding)
    if name not in templates.rules:
        raise LexiconError(f"no template for the rule {name!r}", f"{code}/explanations.toml", "add one")
    text, both = templates.rules[name]
    template = both if both and finding.old_words and finding.new_words else text
    said = template.format(
        old=_quote(finding.old_words, templates.quotes),
        new=_quote(finding.new_words, templates.quotes),
        old_refs=_refs(_subjects(rule, finding, finding.old)),
        new_refs=_refs(_subjects(rule, finding, finding.new)),
    )
    return said.replace(" ….", " …")  # an ellipsis ends a sentence by itself


def _subjects(rule: str, finding: Finding, refs: Sequence[str]) -> Sequence[str]:
    """Return the provisions a sentence is about: those on a list, not the one that holds the list."""
    if rule not in ("nonderogable-left", "nonderogable-entered"):
        return refs
    holding = {words.ref for words in finding.evidence}
    return [ref for ref in refs if ref not in holding]


def _variant(rule: str, finding: Finding) -> str:
    """Return the template's name: some rules say another thing where words only went."""
    gone = {"renaming": "renaming-gone", "wording-only": "wording-gone"}
    return gone.get(rule, rule) if finding.old_words and not finding.new_words else rule


def _quote(words: Sequence[str], marks: tuple[str, str]) -> str:
    shown = [f"{marks[0]}{one.rstrip('.;')}{marks[1]}" for one in words[:MOST_QUOTES]]
    return ", ".join(shown) + (" …" if len(words) > MOST_QUOTES else "")


def _refs(refs: Sequence[str]) -> str:
    return ", ".join(refs[:MOST_REFS]) + (" …" if len(refs) > MOST_REFS else "")


def fill_claim(rule: str, old: Sequence[str], new: Sequence[str], old_quote: str, new_quote: str) -> Sentences:
    """Return the reason for a verdict in every language, sorted by code.

    Raises:
        LexiconError: a language has no template for the rule.
    """
    return tuple(
        (code, _fill_claim(code, rule, old, new, old_quote, new_quote)) for code in lexicon_codes("explanations.toml")
    )


def _fill_claim(code: str, rule: str, old: Sequence[str], new: Sequence[str], old_quote: str, new_quote: str) -> str:
    templates = load_templates(code)
    if rule not in templates.claims:
        raise LexiconError(f"no template for the verdict {rule!r}", f"{code}/explanations.toml", "add one")
    quotes = [_quote([words] if words else [], templates.quotes) for words in (old_quote, new_quote)]
    return templates.claims[rule].format(old=quotes[0], new=quotes[1], old_refs=_refs(old), new_refs=_refs(new))
