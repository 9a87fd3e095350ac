"""python-docx: DOCX OUT, the text of paragraphs and of tables."""

import sys
from pathlib import Path

from docx import Document

document = Document(sys.argv[1])
lines = [paragraph.text for paragraph in document.paragraphs]
lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
Path(sys.argv[2]).write_text("\n".join(lines), encoding="utf-8")
