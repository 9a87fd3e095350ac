"""Small files of every format, built in code: no test needs a file of somebody else."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from msgspec import Struct

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _relations(targets: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _make_docx(body: str, **parts: str) -> bytes:
    """Return a DOCX file: the inside of its body, and the inside of further parts by their kind (``numbering="..."``)."""
    roots = {"comments": "comments", "header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _relations({f"{kind}.xml": kind for kind in parts}),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind, inside in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>"
    return make_zip(files)


def make_zip(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


class Row(Struct, frozen=True):
    """One printed line of a PDF page made for a test."""

    text: str
    x: float = 50
    gap: float = 16
    size: float = 12
    colour: str = "0 0 0"
    bold: bool = False
    y: float | None = None
    tail: str = ""
    """More text on the line, in black."""


def _make_pdf(pages: Sequence[Sequence[Row | str]], title: str = "", picture: bool = False) -> bytes:
    """Return a PDF in Helvetica; a row stands ``gap`` points below the one before it, or at height ``y``."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + title.encode("latin-1") + b") >>",
    ]
    for number, rows in enumerate(pages):
        content = (b"0 0 0 rg 100 100 300 300 re f\n" if picture else b"") + _content(rows)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
            b"/Contents %d 0 R >>" % (7 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _pdf_file(objects)


def _content(rows: Sequence[Row | str]) -> bytes:
    y = 800.0
    parts = []
    for given in rows:
        row = Row(given) if isinstance(given, str) else given
        y = row.y if row.y is not None else y - row.gap
        font = "F2" if row.bold else "F1"
        part = f"BT /{font} {row.size} Tf 1 0 0 1 {row.x} {y} Tm {row.colour} rg ({_quote(row.text)}) Tj"
        part += f" 0 0 0 rg ({_quote(row.tail)}) Tj" if row.tail else ""
        parts.append(part + " ET\n")
    return "".join(parts).encode("cp1252")


def _quote(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    return _make_docx


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return _make_pdf


@pytest.fixture
def row() -> type[Row]:
    return Row


@pytest.fixture
def zipped() -> Callable[[dict[str, str | bytes]], bytes]:
    return make_zip


@pytest.fixture
def para() -> Callable[..., str]:
    def make(text: str, properties: str = "", run: str = "") -> str:
        """Return a ``w:p`` with one run of text."""
        inside = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"

    return make


@pytest.fixture
def shared() -> Path:
    """Folder of official texts and gold files; a test that asks for it is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[4] / "shared"
    folder = Path(os.environ.get("CONSTITUTION_DIFF_SHARED") or beside)
    if not (folder / "texts" / "official").is_dir():
        pytest.skip("the shared folder with official texts is absent; set CONSTITUTION_DIFF_SHARED to its path")
    return folder
