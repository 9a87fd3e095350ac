"""redlines: OLD NEW OUT, plain text in, Markdown with HTML out."""

import sys
from pathlib import Path

from redlines import Redlines

old, new = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
Path(sys.argv[3]).write_text(Redlines(old, new).output_markdown, encoding="utf-8")
