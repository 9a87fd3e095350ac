"""`lxml.html.diff.htmldiff`: OLD NEW OUT, plain text in, HTML out."""

import sys
from html import escape
from pathlib import Path

from lxml.html.diff import htmldiff

old, new = (
    "".join(f"<p>{escape(line)}</p>" for line in Path(name).read_text(encoding="utf-8").splitlines())
    for name in sys.argv[1:3]
)
Path(sys.argv[3]).write_text(htmldiff(old, new), encoding="utf-8")
