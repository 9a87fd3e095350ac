"""The files inside a DOCX, and the few WordprocessingML elements that our documents use; no clock, no chance.

Source: ECMA-376, Part 1 (WordprocessingML) and Part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from constitution_diff.reports.receipt import forbidden

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""Namespace of WordprocessingML."""
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The earliest date a ZIP file can hold: a document has no date of its own.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'


def clean(text: str) -> str:
    """Return a text as XML can hold it: forbidden characters replaced, markup escaped."""
    return escape(text.translate(forbidden()))


def run(text: str, properties: str = "", element: str = "t") -> str:
    """Return a run of text; line breaks and tabs are elements of their own.

    Args:
        text: as printed.
        properties: elements for ``w:rPr``.
        element: ``t``, or ``delText`` inside a tracked deletion.
    """
    inner = []
    for number, line in enumerate(text.split("\n")):
        inner += ["<w:br/>"] if number else []
        for place, piece in enumerate(line.split("\t")):
            inner += ["<w:tab/>"] if place else []
            inner += [f'<w:{element} xml:space="preserve">{clean(piece)}</w:{element}>'] if piece else []
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{''.join(inner)}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{look}{content}</w:p>"


def language(code: str) -> str:
    """Return the run property that names a language; nothing when it is not known."""
    return f"<w:lang w:val={quoteattr(clean(code))}/>" if code else ""


def pack(body: Iterable[str], title: str, foot: str, code: str, landscape: bool = False) -> bytes:
    """Return a whole DOCX file; the same input gives the same bytes.

    Args:
        body: block elements.
        title: title for the file's own metadata.
        foot: words at the foot of each page, before the page's number.
        code: language of the interface.
        landscape: whether pages lie on their side.
    """
    size = _LANDSCAPE if landscape else _PORTRAIT
    section = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>{size}'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="850" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{"".join(body)}{section}</w:body></w:document>'
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_R}/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _core(title, code),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations((f"{_R}/styles", "styles.xml"), (f"{_R}/footer", "footer1.xml")),
        "word/styles.xml": _styles(code),
        "word/footer1.xml": _footer(foot),
    }
    return _zip(files)


def _zip(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the archive would tell on which system it was made.
            entry.create_system = 3
            archive.writestr(entry, text.encode("utf-8"), compresslevel=9)
    return stream.getvalue()


def _content_types() -> str:
    parts = (
        ("/word/document.xml", f"{_OFFICE}.document.main+xml"),
        ("/word/styles.xml", f"{_OFFICE}.styles+xml"),
        ("/word/footer1.xml", f"{_OFFICE}.footer+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def _core(title: str, code: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{clean(title)}</dc:title><dc:creator>constitution-diff</dc:creator><dc:language>{clean(code)}</dc:language>"
        "</cp:coreProperties>"
    )


def _footer(foot: str) -> str:
    page = "".join(
        f'<w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>' + (run("/") if field == "PAGE" else "")
        for field in ("PAGE", "NUMPAGES")
    )
    return f'{_HEAD}<w:ftr xmlns:w="{W}">{paragraph(run(foot + "  ") + page, "Footer")}</w:ftr>'


def _styles(code: str) -> str:
    styles = (
        _style("Normal", "Normal", '<w:spacing w:after="80"/>', "", default=True),
        _style("Title", "Title", "", '<w:b/><w:sz w:val="32"/>'),
        _style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>'),
        _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="24"/>'),
        _style("Editor", "Editor", "", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="18"/>'),
        _style("Footer", "footer", "", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="16"/>'),
    )
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{language(code)}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f'{_HEAD}<w:styles xmlns:w="{W}">{defaults}{"".join(styles)}</w:styles>'


def _style(name: str, words: str, paragraphs: str, runs: str, default: bool = False) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{name}"><w:name w:val="{words}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )
