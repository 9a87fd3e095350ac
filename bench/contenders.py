"""Who is measured: the yardsticks that anyone can rebuild, ourselves, and the peers that are there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from msgspec import Struct

from bench.processes import Contender, environment, find

PY = "PY"
"""``python -c pass`` in our own environment."""
GIT = "git word diff"
"""With PY before it: C+py, a word diff in C behind an interpreter's start."""
OURS = "constitution-diff"
_HERE = Path(__file__).resolve().parent
_GIT = (
    "diff", "--no-index", "--no-color", "-U99999999", "--word-diff=porcelain",
    "--word-diff-regex=[[:alnum:]]+|[^[:space:]]", "--",
)  # fmt: skip


class Tools(Struct, frozen=True):
    """Where the programs are."""

    python: Path
    """Of the environment that the program is installed in."""
    peers: Path | None
    """Of the environment of the peers; None without one."""

    @property
    def ours(self) -> str:
        """The installed command."""
        return str(self.python.parent / OURS)


def yardsticks(tools: Tools, old: str, new: str) -> list[Contender]:
    """Return PY and git's word diff of two text files."""
    git = Contender(GIT, (find("git"), *_GIT, old, new), "git.out")
    return [Contender(PY, (str(tools.python), "-c", "pass")), git]


def own_report(tools: Tools, *arguments: str) -> Contender:
    """Return our report of two editions as a page."""
    return Contender(OURS, (tools.ours, "report", *arguments, "-q", "-o", "own.html"))


def peers(tools: Tools, old: str, new: str) -> tuple[list[Contender], list[str]]:
    """Return the peers that are there for two text files, and the names of those that are not, each with the reason."""
    there: list[Contender] = []
    missing: list[str] = []
    for name, options in (("wdiff", ()), ("dwdiff", ("-P",))):
        if find(name):
            there.append(Contender(name, (find(name), *options, old, new), f"{name}.out"))
        else:
            missing.append(f"{name}: not installed (a package of Debian)")
    there.append(_script(tools.python, "difflib.HtmlDiff", "difflib_html", old, new))
    for name, script, module in PEERS:
        if tools.peers is not None and _imports(tools.peers, module):
            there.append(_script(tools.peers, name, script, old, new))
        else:
            missing.append(f"{name}: not in the environment of the peers, or it does not import")
    return there, missing


PEERS = (
    ("lxml htmldiff", "lxml_htmldiff", "lxml.html.diff"),
    ("redlines", "redlines_markdown", "redlines"),
    ("xmldiff", "xmldiff_script", "xmldiff.main"),
    ("xml_diff", "xml_diff_marks", "xml_diff"),
)
"""Name, script and the module that it needs."""
MUST_BEAT = ("redlines", "xmldiff", "xml_diff", "difflib.HtmlDiff")
"""Peers that the whole report must be faster than."""


def readers(tools: Tools, pdf: Path, docx: Path) -> list[Contender]:
    """Return what reads the official files: ourselves, pdftotext and python-docx where they are there."""
    found = [
        Contender("read PDF", (str(tools.python), str(_HERE / "peers" / "own_text.py"), str(pdf), "own-pdf.txt")),
        Contender("read DOCX", (str(tools.python), str(_HERE / "peers" / "own_text.py"), str(docx), "own-docx.txt")),
    ]
    if find("pdftotext"):
        found.append(Contender("pdftotext", (find("pdftotext"), "-layout", str(pdf), "pdftotext.txt")))
    if tools.peers is not None and _imports(tools.peers, "docx"):
        script = str(_HERE / "peers" / "python_docx_text.py")
        found.append(Contender("python-docx", (str(tools.peers), script, str(docx), "python-docx.txt")))
    return found


def versions(tools: Tools) -> dict[str, str]:
    """Return what each program says of its version."""
    told = {name: _first_line([find(name), "--version"]) for name in ("git", "wdiff", "dwdiff") if find(name)}
    if find("pdftotext"):
        told["pdftotext"] = _first_line([find("pdftotext"), "-v"])
    told["python"] = _first_line([str(tools.python), "--version"])
    told[OURS] = _first_line([tools.ours, "--version"])
    # Where there is no wheel of it, the engine in Python does the same work in ten times its time.
    engine = (
        "import importlib.util as there; print(('not ' * (not there.find_spec('fast_diff_match_patch'))) + 'installed')"
    )
    told["fast-diff-match-patch"] = _first_line([str(tools.python), "-c", engine])
    if tools.peers is not None:
        listed = subprocess.run(
            [str(tools.peers), "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        wanted = ("redlines", "xmldiff", "xml_diff", "lxml", "python-docx")
        pairs = (line.partition("==")[::2] for line in listed.stdout.splitlines())
        told.update({name: version for name, version in pairs if name in wanted})
    return told


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().splitlines()[0]


def _script(python: Path, name: str, script: str, old: str, new: str) -> Contender:
    return Contender(name, (str(python), str(_HERE / "peers" / f"{script}.py"), old, new, f"{script}.out"))


def _imports(python: Path, module: str) -> bool:
    done = subprocess.run([str(python), "-c", f"import {module}"], capture_output=True, env=environment(), check=False)
    return done.returncode == 0
