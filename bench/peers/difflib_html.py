"""The standard library's `difflib.HtmlDiff`: OLD NEW OUT, plain text in, HTML out."""

import difflib
import sys
from pathlib import Path

old, new = (Path(name).read_text(encoding="utf-8").splitlines() for name in sys.argv[1:3])
Path(sys.argv[3]).write_text(difflib.HtmlDiff().make_file(old, new), encoding="utf-8")
