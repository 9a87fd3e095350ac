"""Files of other formats, made in code from a few lines: no test needs a file of somebody else."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx


def make_docx(lines: Sequence[str]) -> bytes:
    """A DOCX file with one paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_pdf(lines: Sequence[str]) -> bytes:
    """A PDF of one page, a line below the other; without lines it has a black square and no text, as a scan has."""
    shown = b"".join(
        b"BT /F1 11 Tf 50 %d Td (%s) Tj ET\n" % (780 - 26 * row, quote(line)) for row, line in enumerate(lines)
    )
    content = shown or b"0 0 0 rg 100 100 300 300 re f\n"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def quote(line: str) -> bytes:
    """Return a line as it stands in a PDF string."""
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
