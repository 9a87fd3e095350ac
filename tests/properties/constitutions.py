"""Invented constitutions of realistic shape, and amended editions of them with known truth; the same for the same seed.

Words are made of syllables and drawn as in real law: a few function words everywhere, institutions in many articles, and for
each article words of its own. A paragraph is one to three sentences; some paragraphs have a list.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from constitution_diff.model import Document, Edition, Provision
from constitution_diff.structure.eids import identify

SYLLABLES = {
    "en": "ba co de fi gu la me no pu ra se ti vo wa zo bre cla dro flu gri plo sta tru",
    "ru": "ба во гу де жи зо ка ле ми но пу ра се ти фу ха цо че ша стра кло вре гну",
    "kk": "ба қа ғы де жі зо кө ле мү нұ пә ра се ті өң ұл қо шы жа тұр құл бер сың",
}
FUNCTION = {
    "en": "the of and to in or by for with on as which that is are not",
    "ru": "и в на с по о от за из для не его их который к или",
    "kk": "және немесе үшін мен осы бұл оның туралы бойынша болып да де емес деп ол",
}


class Vocabulary(Struct, frozen=True):
    """The words of one invented state."""

    function: Sequence[str]
    """Words that stand everywhere."""
    common: Sequence[str]
    """Institutions and legal words, the first of them most often."""
    rare: Sequence[str]
    """Words of meaning, for single articles."""

    @staticmethod
    def invent(draw: random.Random, language: str) -> Vocabulary:
        syllables = SYLLABLES[language].split()
        words = list(dict.fromkeys("".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(4000)))
        return Vocabulary(FUNCTION[language].split(), words[:60], words[60:])

    def sentence(self, draw: random.Random, topic: Sequence[str]) -> str:
        """Return a sentence about a topic."""
        words = [self._word(draw, topic) for _ in range(draw.randint(7, 22))]
        if draw.random() < 0.3:
            words.insert(draw.randint(2, len(words) - 2), words.pop(0) + ",")
        return " ".join(words).capitalize() + "."

    def _word(self, draw: random.Random, topic: Sequence[str]) -> str:
        kind = draw.random()
        if kind < 0.3:
            return draw.choice(self.function)
        if kind < 0.55:
            return self.common[min(int(draw.expovariate(0.08)), len(self.common) - 1)]
        return draw.choice(topic) if kind < 0.85 else draw.choice(self.rare)


def constitution(seed: int, articles: int = 30, language: str = "en") -> Document:
    """Return an invented constitution of three parts."""
    draw = random.Random(seed)
    words = Vocabulary.invent(draw, language)
    found = [_article(draw, words, number) for number in range(1, articles + 1)]
    cuts = sorted(draw.sample(range(1, articles), 2))
    pieces = (found[: cuts[0]], found[cuts[0] : cuts[1]], found[cuts[1] :])
    parts = [
        Provision("part", num, f"{num}.", "", "", words.sentence(draw, words.common).rstrip("."), children=tuple(piece))
        for num, piece in zip(("I", "II", "III"), pieces, strict=True)
    ]
    preamble = Provision("preamble", "", "", "preamble", "preamble", text=words.sentence(draw, words.rare[:9]))
    return rename(Document(Edition(language=language), preamble=preamble, body=tuple(parts)))


def _article(draw: random.Random, words: Vocabulary, number: int) -> Provision:
    topic = draw.sample(words.rare, 10)
    count = draw.choice((1, 2, 2, 3, 3, 4, 5))
    places = [""] if count == 1 else [str(place) for place in range(1, count + 1)]
    children = tuple(_paragraph(draw, words, topic, place) for place in places)
    return Provision("article", str(number), f"{number}.", "", "", children=children)


def _paragraph(draw: random.Random, words: Vocabulary, topic: Sequence[str], num: str) -> Provision:
    sentences = [words.sentence(draw, topic) for _ in range(draw.choice((1, 1, 2, 3)))]
    if draw.random() < 0.1:
        # A formula such as "the procedure is set by law", which stands in many articles.
        sentences.append(f"{' '.join(words.common[:5])} {draw.choice(topic)}.".capitalize())
    items: list[Provision] = []
    if draw.random() < 0.15:
        texts = [words.sentence(draw, topic) for _ in range(draw.randint(2, 5))]
        items = [Provision("subparagraph", str(n), f"{n})", "", "", text=text) for n, text in enumerate(texts, 1)]
    label = f"{num}." if num else ""
    return Provision("paragraph", num, label, "", "", text=" ".join(sentences), children=tuple(items))


def amend(document: Document, seed: int) -> Document:
    """Return a later edition: words replaced, paragraphs cut in two, joined, gone, added; articles moved, gone, added."""
    draw = random.Random(seed)
    words = Vocabulary.invent(draw, document.edition.language)
    parts = [[_amend_article(article, draw, words) for article in part.children] for part in document.body]
    for articles in parts:
        if len(articles) > 2 and draw.random() < 0.6:
            articles.insert(draw.randrange(len(articles)), articles.pop(draw.randrange(len(articles))))
        if draw.random() < 0.7:
            articles.insert(draw.randrange(len(articles) + 1), _article(draw, words, 0))
        if len(articles) > 3 and draw.random() < 0.7:
            articles.pop(draw.randrange(len(articles)))
    if len(parts[0]) > 1:
        parts[2].append(parts[0].pop(0))
    body = tuple(replace(part, children=tuple(articles)) for part, articles in zip(document.body, parts, strict=True))
    return renumber(replace(document, body=body), 0)


def _amend_article(article: Provision, draw: random.Random, words: Vocabulary) -> Provision:
    children = [_amend_words(child, draw, words) for child in article.children]
    if len(children) > 1:
        change = draw.choice(("", "", "", "gone", "added", "split", "joined"))
        if change == "gone":
            children.pop(draw.randrange(len(children)))
        elif change == "added":
            children.append(_paragraph(draw, words, draw.sample(words.rare, 10), "9"))
        elif change == "split":
            children = [half for child in children for half in _halves(child)]
        elif change == "joined" and not children[0].children:
            children[:2] = [replace(children[1], text=f"{children[0].text} {children[1].text}")]
    return replace(article, children=tuple(children))


def _halves(paragraph: Provision) -> list[Provision]:
    """Cut a paragraph after its first sentence."""
    first, stop, rest = paragraph.text.partition(". ")
    if not stop or paragraph.children:
        return [paragraph]
    return [replace(paragraph, text=f"{first}."), replace(paragraph, text=rest)]


def _amend_words(provision: Provision, draw: random.Random, words: Vocabulary) -> Provision:
    share = draw.choice((0.0, 0.0, 0.05, 0.15, 0.4))
    kept = [draw.choice(words.rare) if draw.random() < share else word for word in provision.text.split()]
    children = tuple(_amend_words(child, draw, words) for child in provision.children)
    return replace(provision, text=" ".join(kept), children=children)


def rename(document: Document) -> Document:
    """Return a document with references and eIds that fit its numbers."""
    body, notices = identify(document.body, document.preamble)
    return replace(document, body=body, notices=notices)


def renumber(document: Document, shift: int) -> Document:
    """Return a document whose articles count from 1 + shift, and whose paragraphs do too where they have numbers."""
    numbers = iter(range(1 + shift, 100_000))
    parts = []
    for part in document.body:
        articles = (_renumber(article, next(numbers), shift) for article in part.children)
        parts.append(replace(part, children=tuple(articles)))
    return rename(replace(document, body=tuple(parts)))


def _renumber(article: Provision, number: int, shift: int) -> Provision:
    children = tuple(
        replace(child, num=str(place), label=f"{place}.") if child.num else child
        for place, child in enumerate(article.children, 1 + shift)
    )
    return replace(article, num=str(number), label=f"{number}.", children=children)


def shuffle_articles(document: Document, seed: int) -> Document:
    """Return a document whose articles stand in another order within each part, each under its own number."""
    draw = random.Random(seed)
    return replace(document, body=tuple(_shuffle(part, draw) for part in document.body))


def _shuffle(part: Provision, draw: random.Random) -> Provision:
    """Shuffle the articles of a part or chapter, at whatever depth, among the places of articles."""
    children = [_shuffle(child, draw) if child.kind != "article" else child for child in part.children]
    places = [index for index, child in enumerate(children) if child.kind == "article"]
    articles = [children[index] for index in places]
    draw.shuffle(articles)
    for index, article in zip(places, articles, strict=True):
        children[index] = article
    return replace(part, children=tuple(children))


def without_article(document: Document, num: str) -> Document:
    """Return a document without one article; all others keep their numbers."""

    def prune(unit: Provision) -> Provision:
        kept = (child for child in unit.children if not (child.kind == "article" and child.num == num))
        return replace(unit, children=tuple(prune(child) for child in kept))

    return replace(document, body=tuple(prune(top) for top in document.body))


def article_numbers(document: Document) -> list[str]:
    """Return the numbers of all articles."""
    return [unit.num for top in document.body for unit in top.walk() if unit.kind == "article"]


def paragraph_refs(document: Document) -> Iterator[str]:
    """Yield the references that a report owes the reader: the preamble, every paragraph, every empty article."""
    for unit in document.provisions():
        if unit.kind in ("preamble", "paragraph") or (unit.kind == "article" and not unit.children):
            yield unit.ref
