"""The comparative table of the official genre as DOCX: provision, old text, new text, one row a pair of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from constitution_diff.model import Comparison
from constitution_diff.reports.docx_package import language, pack, paragraph, run
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.to_markdown import list_findings
from constitution_diff.reports.view import build_view

View = dict[str, Any]
# Twentieths of a point: page A4 on its side within its margins.
_WIDTHS = (2538, 6300, 6300)
_LOOKS = {
    "equal": "",
    "del": '<w:strike/><w:color w:val="9C1C0C"/>',
    "ins": '<w:b/><w:u w:val="single"/><w:color w:val="0B4FA0"/>',
    "move": '<w:u w:val="dotted"/>',
}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def to_docx(comparison: Comparison, ui_lang: str = "en", command: str = "", version: str = "") -> bytes:
    """Return the comparison as a table of three columns.

    Removed words are struck through, added words bold and underlined, so that grey print keeps both; every unit of law
    of the compared parts stands once, as in the page.

    Args:
        comparison: two editions, linked and diffed.
        ui_lang: language of everything that is not law.
        command: the command line that makes this file again.
        version: of this program.
    Raises:
        UsageError, ReportError: see `to_html.to_html`.
    """
    view = build_view(comparison, load_labels(ui_lang), command, version)
    body = [*_head(view), _table(view), *_findings(view, comparison), *_tail(view)]
    return pack(body, view["head"]["page_title"], view["head"]["foot"], ui_lang, landscape=True)


def _head(view: View) -> Iterator[str]:
    head = view["head"]
    titles = "; ".join(title["text"] for title in head["title"])
    yield paragraph(run(f"{titles}. {head['compared']}"), "Title")
    for edition in head["editions"]:
        facts = [edition["wording"], edition["status"], edition["translation"]]
        yield paragraph(run(f"{edition['name']}: {'; '.join(filter(None, facts))}"), "Editor")
    yield paragraph(run(" ".join(filter(None, (head["lead"], head["doubtful"])))), "Editor")
    for sample in view["legend"]:
        yield paragraph(_pieces(sample["pieces"], "") + run(f" — {sample['words']}"), "Editor")


def _table(view: View) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    heads = (view["words"]["export.provision"], view["labels"]["old"], view["labels"]["new"])
    cells = "".join(_cell(paragraph(run(words, "<w:b/>"), "Editor"), n) for n, words in enumerate(heads))
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"]
    for group in view["groups"]:
        rows.append(_wide_row(paragraph(run(group["name"]), "Heading1")))
        for section in group["sections"]:
            rows.extend(_section(view, section))
    look = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _section(view: View, section: View) -> Iterator[str]:
    yield _wide_row(paragraph(run(section["title"]), "Heading2"))
    headings = section["headings"]
    if headings["old"] or headings["new"]:
        yield _row("", *("".join(map(_heading, headings[side])) for side in ("old", "new")))
    for item in section["items"]:
        if item["kind"] == "link":
            yield from _link(view, item)
        elif item["kind"] == "repealed":
            yield _row("", *(_units(cell) for cell in item["cells"]))
        else:
            yield _wide_row(paragraph(run(f"{item['words']} {item['target']}"), "Editor"))


def _link(view: View, item: View) -> Iterator[str]:
    lines = [item["title"], item["what"], item["moved_words"]]
    lines += [view["words"]["link.doubtful"]] if item["doubtful"] else []
    lines += [f"{pointer['words']} {pointer['target']}" for pointer in item["see"]]
    lines += [item["findings"], item["why"]["searched"]]
    first = "".join(paragraph(run(line), "Editor") for line in lines if line)
    for number, row in enumerate(item["rows"]):
        yield _row("" if number else first, _units(row["old"]), _units(row["new"]))


def _heading(heading: View) -> str:
    return paragraph(run(heading["words"], f"<w:b/>{language(heading['lang'])}"))


def _units(cell: View) -> str:
    law = "".join(_unit(unit) for unit in cell["units"])
    return law + (paragraph(run(cell["empty"], "<w:i/>"), "Editor") if cell["empty"] else "")


def _unit(unit: View) -> str:
    label = run(f"{unit['label']} ", language(unit["lang"])) if unit["label"] else ""
    indent = f'<w:ind w:left="{unit["depth"] * 284}"/>' if unit["depth"] else ""
    said = paragraph(run(unit["repealed"], "<w:i/>"), "Editor") if unit["repealed"] else ""
    return paragraph(label + _pieces(unit["pieces"], unit["lang"]), "", indent) + said


def _pieces(pieces: list[View], code: str) -> str:
    return "".join(run(piece["text"], _LOOKS[piece["op"]] + language(code)) for piece in pieces)


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(_cell(content, n) for n, content in enumerate(cells))}</w:tr>"


def _wide_row(content: str) -> str:
    look = f'<w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="{len(_WIDTHS)}"/>'
    return f"<w:tr><w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc></w:tr>"


def _cell(content: str, column: int) -> str:
    # A cell without a paragraph is no valid cell.
    return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTHS[column]}" w:type="dxa"/></w:tcPr>{content or paragraph("")}</w:tc>'


def _findings(view: View, comparison: Comparison) -> Iterator[str]:
    """Yield what the changes mean, one paragraph a finding; nothing when there are none."""
    found = list(list_findings(comparison, view["lang"]))
    if found:
        yield paragraph(run(view["words"]["export.findings"]), "Heading1")
    for name, ends, sentence in found:
        yield paragraph(run(f"{name} {ends}: ", "<w:b/>") + run(sentence), "Editor")


def _tail(view: View) -> Iterator[str]:
    yield paragraph(run(view["words"]["source.heading"]), "Heading1")
    for source in view["sources"]:
        yield paragraph(run(source["name"], "<w:b/>"), "Editor")
        for fact in source["facts"]:
            yield paragraph(run(f"{fact['name']}: {fact['value']}"), "Editor")
    yield paragraph(run(f"{view['head']['made_with']} {view['words']['footer.text']}"), "Editor")
