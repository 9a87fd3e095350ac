"""xml_diff with fast-diff-match-patch: OLD NEW OUT, plain text in as XML of one element a line, both with marks out."""

import sys
from html import escape
from pathlib import Path

import lxml.etree
from xml_diff import compare

old, new = (
    lxml.etree.fromstring(
        "<text>"
        + "".join(f"<p>{escape(line)}</p>" for line in Path(name).read_text(encoding="utf-8").splitlines())
        + "</text>"
    )
    for name in sys.argv[1:3]
)
compare(old, new)  # it marks both in their places
Path(sys.argv[3]).write_bytes(lxml.etree.tostring(old) + lxml.etree.tostring(new))
