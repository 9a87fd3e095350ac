from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from constitution_diff.akn import dump, load, validate
from constitution_diff.model import Document, Edition, Kind, Note, Notice, Provision
from constitution_diff.structure.eids import identify

# Everything a text may hold, with what XML and XML tools trip over in good measure.
TRICKY = (
    " \n\t\r\0\x01\x0b\x1f\x7f\x85\u00a0\u2028\u2029\ufffe\uffff\ufeff\u202e\u2066\u200f\ud800\U0001f1f0"
    "<>&\"'\\]_-.:;#()[]Ііёq1"
)
characters = st.one_of(st.sampled_from(TRICKY), st.characters(codec=None))
texts = st.one_of(st.just(""), st.text(characters, max_size=25))
numbers = st.one_of(
    st.sampled_from(
        ["", "1", "2", "3-1", "II", "ІІ", "IV", "5 bis", "5-bis", "5_bis", "a", "А", "В", "nn-1", "1-repeat-2"]
    ),
    st.text(characters, max_size=4),
)
labels = st.one_of(numbers, numbers.map("Article {}".format), numbers.map("{})".format), texts)
statuses = st.sampled_from(["", "", "", "repealed", "suspended \0"])
INSIDE: dict[Kind, tuple[Kind, ...]] = {
    "part": ("chapter", "section", "article", "paragraph", "alinea"),
    "chapter": ("section", "article", "paragraph"),
    "section": ("article", "paragraph"),
    "article": ("paragraph", "paragraph", "subparagraph", "alinea", "section"),
    "paragraph": ("subparagraph", "alinea"),
    "subparagraph": ("point", "alinea"),
    "point": ("point", "alinea"),
    "alinea": ("subparagraph",),
}


@st.composite
def units(draw: st.DrawFn, kinds: tuple[Kind, ...], depth: int = 4) -> Provision:
    kind = draw(st.sampled_from(kinds))
    plain = draw(st.booleans())
    num, label, heading = ("", "", "") if plain else (draw(numbers), draw(labels), draw(texts))
    children = draw(st.lists(units(INSIDE[kind], depth - 1), max_size=3)) if depth else []
    return Provision(kind, num, label, "", "", heading, draw(texts), draw(statuses), tuple(children))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    preamble = None
    if draw(st.booleans()):
        preamble = Provision(
            "preamble", draw(numbers), draw(labels), "preamble", "preamble", draw(texts), draw(texts), draw(statuses)
        )
    body, notices = identify(tuple(draw(st.lists(units(tuple(INSIDE)), max_size=4))), preamble)
    refs = [one.ref for top in body for one in top.walk()] + ["", "preamble", "no such place"]
    places = st.one_of(st.sampled_from(refs), texts)
    return Document(
        edition=draw(editions()),
        preface=tuple(draw(st.lists(texts, max_size=3))),
        preamble=preamble,
        body=body,
        conclusions=tuple(draw(st.lists(texts, max_size=2))),
        notes=tuple(draw(st.lists(st.builds(Note, places, texts, texts), max_size=3))),
        notices=tuple(draw(st.lists(st.builds(Notice, texts, texts, texts), max_size=2))) + notices,
    )


def editions() -> st.SearchStrategy[Edition]:
    days = st.one_of(st.sampled_from(["", "1995-08-30", "1995", "1995-08", "1995-02-30", "2026-02-12"]), texts)
    languages = st.one_of(st.sampled_from(["", "en", "ru", "kk", "uig", "zz"]), texts)
    return st.builds(
        Edition,
        id=texts,
        title=texts,
        language=languages,
        country=st.one_of(st.sampled_from(["", "kz", "KZ"]), texts),
        status=st.one_of(st.sampled_from(["", "draft", "in force"]), texts),
        version_date=days,
        source=texts,
        file_name=texts,
        sha256=texts,
        dates=st.lists(st.tuples(texts, days), max_size=2).map(tuple),
        translation=texts,
        left_out=texts,
    )


@settings(max_examples=200, deadline=None)
@given(documents())
def test_a_document_survives_being_written_and_read(document: Document) -> None:
    """Saving a text as Akoma Ntoso loses nothing, whatever characters and numbers it has, and the file is valid."""
    data = dump(document)
    assert load(data) == document
    assert validate(data) == ()


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    """Writing a document twice, or writing what was read, gives the very same file."""
    assert dump(load(dump(document))) == dump(document) == dump(replace(document))


@settings(max_examples=100, deadline=None)
@given(documents(), st.data())
def test_names_against_the_convention_survive(document: Document, data: st.DataObject) -> None:
    """A part of a text keeps the references it has in the whole, even where alone it would get others."""
    kept = tuple(top for top in document.body if data.draw(st.booleans()))
    part = replace(document, body=kept)
    assert load(dump(part)) == part
