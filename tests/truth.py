"""Provisions edited by a program that keeps book, and what the word diff says was done to them.

`python -m tests.truth` prints the table that docs/method.md shows; `tests/properties/test_diff_truth.py` holds the program to it.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from constitution_diff.diff import diff_blocks
from constitution_diff.languages import load_language
from constitution_diff.text import tokenize

KINDS = ("put in", "taken out", "moved")
CASES = 400
"""Edited provisions that are measured in each language."""
COMMON = {
    code: words.split()
    for code, words in {
        "en": ("the of and in to for with by at from"),
        "ru": ("и в на с к по для из от за"),
        "kk": ("мен және үшін туралы бойынша арқылы дейін кейін осы сол"),
    }.items()
}
MEANING = {
    code: words.split()
    for code, words in {
        "en": (
            "garden pond swan bench gate keeper visitor bread apple tree path lantern winter evening bell fence "
            "stone basket market bridge river orchard wall window roof candle shepherd meadow harvest barrel "
            "ladder rope kettle blanket violin drum picnic umbrella compass feather pebble thunder whistle "
            "pepper saddle acorn magnet sculptor"
        ),
        "ru": (
            "сад пруд лебедь скамья ворота сторож гость хлеб яблоко дерево тропа фонарь зима вечер колокол забор "
            "камень корзина рынок мост река стена окно крыша свеча пастух луг урожай бочка лестница веревка "
            "чайник одеяло скрипка барабан зонт компас перо галька гром свисток перец седло желудь магнит "
            "скульптор облако поляна ведро пчела"
        ),
        "kk": (
            "бақ тоған аққу орындық қақпа күзетші қонақ нан алма ағаш жол шам қыс кеш қоңырау қоршау тас себет "
            "базар көпір өзен қабырға терезе шатыр бақташы шабындық егін бөшке саты арқан шәйнек көрпе домбыра "
            "дабыл қолшатыр бұлт шелек ара қауырсын найзағай ысқырық бұрыш ер магнит мүсінші қайық теңіз тау құм "
            "гүл"
        ),
    }.items()
}
FRESH = {
    code: words.split()
    for code, words in {
        "en": ("zeppelin quartz bamboo flamingo gazebo tulip walnut yacht origami volcano"),
        "ru": ("дирижабль кварц бамбук фламинго беседка тюльпан орех яхта оригами вулкан"),
        "kk": ("дирижабль кварц бамбук фламинго күрке қызғалдақ жаңғақ яхта оригами вулкан"),
    }.items()
}


# each word is itself: two of the same spelling are two
class Word(Struct, eq=False):
    """A word of the old text, or a fresh one."""

    text: str
    comma: bool = False


Sentence = list[Word]


class Edit(Struct):
    """A provision before and after, with the truth."""

    old: str
    new: str
    truth: dict[str, Counter[str]] = field(default_factory=dict)


class Author:
    """Writes a provision and edits it, keeping book."""

    def __init__(self, code: str, seed: int, is_crowded: bool = False) -> None:
        self.code, self.random, self.is_crowded = code, random.Random(seed), is_crowded
        self.fresh = list(FRESH[code])
        self.text = [self._sentence() for _ in range(self.random.randint(2, 5))]
        self.before = [list(sentence) for sentence in self.text]
        self.moved: list[Word] = []
        self.new: list[Word] = []
        self.touched: set[int] = set()

    def _sentence(self) -> Sentence:
        words = [
            Word(self.random.choice(COMMON[self.code] if n % 3 == 2 else MEANING[self.code]))
            for n in range(self.random.randint(8, 16))
        ]
        for word in words[3:-2:5]:
            word.comma = self.random.random() < 0.5
        return words

    # Edits: each takes a sentence that no edit has touched

    def put_in(self) -> None:
        sentence = self._untouched()
        if sentence is None:
            return
        place = self.random.randint(0, len(sentence))
        phrase = [Word(self.fresh.pop()) for _ in range(min(len(self.fresh), self.random.randint(1, 3)))]
        sentence[place:place] = phrase
        self.new.extend(phrase)

    def take_out(self) -> None:
        sentence = self._untouched()
        if sentence is None:
            return
        start = self.random.randint(0, len(sentence) - 4)
        del sentence[start : start + self.random.randint(1, 3)]

    def put_in_another_place(self) -> None:
        """Replace words by fresh ones."""
        sentence = self._untouched()
        if sentence is None:
            return
        start = self.random.randint(0, len(sentence) - 4)
        phrase = [Word(self.fresh.pop()) for _ in range(min(len(self.fresh), self.random.randint(1, 2)))]
        sentence[start : start + self.random.randint(1, 2)] = phrase
        self.new.extend(phrase)

    def move_phrase(self) -> None:
        """Move four words or more to another place in the same sentence."""
        sentence = self._untouched()
        if sentence is None:
            return
        length = min(self.random.randint(4, 6), len(sentence) // 3 + 1)
        start = self.random.randint(0, len(sentence) - length)
        phrase = sentence[start : start + length]
        del sentence[start : start + length]
        places = [place for place in range(len(sentence) + 1) if abs(place - start) > length]
        place = self.random.choice(places) if places else start
        sentence[place:place] = phrase
        if place != start:
            self.moved.extend(phrase)

    def move_sentence(self) -> None:
        """Move a short sentence past a longer one, which so is the one that stays."""
        if len(self.text) < 2:
            return
        order = sorted(range(len(self.text)), key=lambda index: len(self.text[index]))
        index, other = order[0], order[-1]
        if len(self.text[index]) == len(self.text[other]) or abs(index - other) != 1 or self.touched & {index, other}:
            return
        self.touched |= {index, other}
        self.moved.extend(self.text[index])
        self.text[index], self.text[other] = self.text[other], self.text[index]

    def _untouched(self) -> Sentence | None:
        free = [
            index
            for index in range(len(self.text))
            if len(self.text[index]) > 6 and (self.is_crowded or index not in self.touched)
        ]
        if not free:
            return None
        index = self.random.choice(free)
        self.touched.add(index)
        return self.text[index]

    def done(self) -> Edit:
        old = [word for sentence in self.before for word in sentence]
        new = {id(word) for sentence in self.text for word in sentence}
        truth = {
            "put in": Counter(word.text for word in self.new if id(word) in new),
            "taken out": Counter(word.text for word in old if id(word) not in new),
            "moved": Counter(word.text for word in self.moved if id(word) in new),
        }
        return Edit(_print(self.before), _print(self.text), truth)


def _print(text: Iterable[Sentence]) -> str:
    sentences = [
        " ".join(word.text + "," * word.comma for word in sentence).rstrip(",") for sentence in text if sentence
    ]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


EDITS: tuple[Callable[[Author], None], ...] = (
    Author.put_in,
    Author.take_out,
    Author.put_in_another_place,
    Author.move_phrase,
    Author.move_sentence,
)


def edit(code: str, seed: int, *steps: Callable[[Author], None], is_crowded: bool = False) -> Edit:
    author = Author(code, seed, is_crowded)
    most = 5 if is_crowded else 3
    for step in steps or [author.random.choice(EDITS) for _ in range(author.random.randint(1, most))]:
        step(author)
    return author.done()


def reported(one: Edit, code: str) -> dict[str, Counter[str]]:
    """What the tool says was put in, taken out and moved; of moved words, those at the new place."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for op, gone, come in _marks(one, code):
        found["moved" if op == "move" else "put in"] += come
        if op != "move":
            found["taken out"] += gone
    return found


def marked(one: Edit, code: str) -> tuple[Counter[str], Counter[str]]:
    """All words that stand in a mark, in the old text and in the new one."""
    marks = list(_marks(one, code))
    return sum((gone for _, gone, _ in marks), Counter()), sum((come for _, _, come in marks), Counter())


def _marks(one: Edit, code: str) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    """Yield what each mark is called, with its old and its new words; marks of print left out."""
    language = load_language(code)
    for hunk in diff_blocks([("1", one.old)], [("1", one.new)], language):
        if hunk.op == "equal" or hunk.hunk_class == "typographic":
            continue
        gone, come = (
            Counter(token.norm for token in tokenize(text[slice(*span)], language.folding) if token.is_word)
            for text, span in ((one.old, hunk.old), (one.new, hunk.new))
        )
        yield hunk.op, gone, come


def measure(code: str, is_crowded: bool) -> dict[str, tuple[float, float]]:
    """Precision and recall of each kind over `CASES` edited provisions, counted in words."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for seed in range(CASES):
        one = edit(code, seed, is_crowded=is_crowded)
        found = reported(one, code)
        for kind in KINDS:
            right[kind] += (found[kind] & one.truth[kind]).total()
            said[kind] += found[kind].total()
            true[kind] += one.truth[kind].total()
    return {kind: (right[kind] / said[kind], right[kind] / true[kind]) for kind in KINDS}


def print_table() -> None:
    """Print precision and recall as a Markdown table: one line for each language and kind of edit."""
    sys.stdout.write("| edits | language | put in | taken out | moved |\n|---|---|---:|---:|---:|\n")
    for is_crowded in (False, True):
        for code in MEANING:
            figures = measure(code, is_crowded)
            cells = " | ".join(f"{precision:.3f} / {recall:.3f}" for precision, recall in figures.values())
            sys.stdout.write(f"| {'crowded' if is_crowded else 'apart'} | {code} | {cells} |\n")


if __name__ == "__main__":
    print_table()
