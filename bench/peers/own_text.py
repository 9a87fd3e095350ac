"""Our own reader alone: FILE OUT, bytes in, the text of its printed paragraphs out."""

import sys
from pathlib import Path

from constitution_diff.readers import read

source = read(Path(sys.argv[1]).read_bytes(), sys.argv[1])
Path(sys.argv[2]).write_text("\n".join(block.text for block in source.blocks), encoding="utf-8")
