"""Why a link was made, in the words of the interface: the alignment gives its reasons in English sentences of fixed form."""

from __future__ import annotations

import re

from constitution_diff.reports.labels import Labels

_STEPS = {
    "Best one-to-one choice over all provisions": "words",
    "Few words in common, but the other paragraphs of both articles are linked with each other": "context",
    "A sentence left unexplained in the one stands in the other": "sentence",
    "A rare phrase left unexplained in the one stands in the other": "phrase",
    "Set by hand in the links file": "hand",
}
_USUAL = "words"
# Strings: `re` compiles and keeps them when a reason of that form is met.
_LINKED = r"(?s)(?P<steps>[^:“]+): cosine [\d.]+(?: on (?P<words>“.*”))?\."
_SINGLE = (
    r"(?s)Searched (?P<number>\d+) provisions of the (?:old|new) text \(.*\): "
    r"(?:the nearest, .*, (?:which is too little|but is linked with (?P<partners>.+))|none shares a rare word)\."
)
_BY_HAND = r"(?s)Set by hand, line (?P<line>\d+) of the links file(?:: (?P<note>.*)|\.)"
_BARE = "Both texts print only its number."


def tell_reason(reason: str, labels: Labels) -> tuple[str, str]:
    """Return the reason of a link and the language it is in.

    How most pairs are found, and the score, stand elsewhere on the page and are not said again. The text that was searched
    and the best candidate of an added or removed provision are facts of the link.

    Returns:
        Words of the interface with its language; a sentence of another form as it is, with ``en``.
    """
    told = _tell(reason, labels)
    return (reason, "en") if told is None else (told, labels.language)


def _tell(reason: str, labels: Labels) -> str | None:
    if reason == _BARE:
        return labels.say("reason.bare")
    if reason.startswith("Searched") and (match := re.fullmatch(_SINGLE, reason)):
        taken = labels.say("reason.taken", refs=match["partners"]) if match["partners"] else ""
        return " ".join(filter(None, (labels.count("searched", int(match["number"])), taken)))
    if reason.startswith("Set by hand") and (match := re.fullmatch(_BY_HAND, reason)):
        return " ".join(filter(None, (labels.say("reason.line", line=match["line"]), match["note"])))
    match = re.fullmatch(_LINKED, reason)
    steps = match["steps"].split("; ") if match else []
    if match is None or not all(step in _STEPS for step in steps):
        return None
    told = [labels.say(f"reason.{_STEPS[step]}") for step in steps if _STEPS[step] != _USUAL]
    if match["words"]:
        quotes = labels.say("reason.quotes")
        words = match["words"].replace("“", quotes[0]).replace("”", quotes[1])
        told.append(labels.say("reason.shared", words=words))
    return " ".join(told)
