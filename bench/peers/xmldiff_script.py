"""xmldiff with fast matching: OLD NEW OUT, plain text in as XML of one element a line, an edit script out."""

import sys
from html import escape
from pathlib import Path

from xmldiff import main

old, new = (
    "<text>"
    + "".join(f"<p>{escape(line)}</p>" for line in Path(name).read_text(encoding="utf-8").splitlines())
    + "</text>"
    for name in sys.argv[1:3]
)
script = main.diff_texts(old, new, diff_options={"fast_match": True})
Path(sys.argv[3]).write_text("\n".join(map(str, script)), encoding="utf-8")
