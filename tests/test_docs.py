"""The documents say what is so: their commands run, their links lead somewhere, their numbers are those of the code."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from constitution_diff import compare, load
from tests.files import make_docx, make_pdf
from tests.test_layers import ROWS

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "constitution_diff"
README = CHECKOUT / "README.md"
METHOD = CHECKOUT / "docs" / "method.md"
HARD_CASES = CHECKOUT / "docs" / "hard-cases.md"
DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md"), *CHECKOUT.glob("texts/*.md")])
MARK = "<!-- thresholds: rewritten by `make golden` -->\n"
OLD = ["Article 1. The State", "Ruritania is a kingdom; its king swears to keep this law."]
NEW = ["Article 1. The State", "Ruritania is a republic; its president swears to keep this law."]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def runs(path: Path) -> list[tuple[str, str]]:
    """The commands of a document's console blocks, each with the output that stands below it."""
    parts = [part for block in blocks(path, "console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the documents' commands name."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "old.docx").write_bytes(make_docx(OLD))
    (folder / "new.pdf").write_bytes(make_pdf(NEW))
    return folder


@pytest.mark.parametrize(("command", "shown"), runs(README), ids=[command for command, _ in runs(README)])
def test_the_commands_of_the_readme_run(command: str, shown: str, folder: Path) -> None:
    """Whoever types a command of the README sees what the README shows; three dots stand for any lines."""
    program, *arguments = shlex.split(command)
    path = Path(sys.executable).parent / program
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run([path, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pattern = ".*".join(re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE))
    assert not shown or re.fullmatch(pattern, done.stdout, re.DOTALL), done.stdout


def test_the_readme_has_the_commands_that_a_newcomer_needs() -> None:
    """Two commands set everything up, and both exist; the program's own verbs are shown."""
    (setup,) = blocks(README, "sh")
    assert setup.split("\n")[:2] == ["make report", "make test"]
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    words = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for target in re.findall(r"(?:^|`)make (\w+)(?:`|$)", words, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target} is promised"
    verbs = {command.split()[1] for command, _ in runs(README)}
    assert {"report", "diff", "align", "parse", "validate"} <= verbs


def test_the_readme_draws_the_layers_as_they_are() -> None:
    """The line of arrows in the README is the one that the code obeys."""
    (line,) = blocks(README, "text")
    assert [tuple(row.split(", ")) for row in line.strip().split(" < ")] == list(ROWS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_links_lead_somewhere(path: Path) -> None:
    """No link of a document leads to a file or a heading that is not there."""
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        assert file.is_file(), f"{target} is not there"
        assert not anchor or anchor in headings(file), f"{target} has no such heading"


def headings(path: Path) -> set[str]:
    """The anchors that a web view gives to a document's headings."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_paths_named_in_the_documents_exist() -> None:
    """A file of the project that a document names in backticks is where it says."""
    for path in DOCUMENTS:
        for name in re.findall(
            r"`((?:constitution_diff|templates|texts|tests|docs)/[\w./-]*)`", path.read_text(encoding="utf-8")
        ):
            assert any(CHECKOUT.glob(name.replace("CODE", "*").rstrip("/"))), f"{path.name} names {name}"


def test_every_language_entry_is_explained() -> None:
    """docs/languages.md explains each entry that a language file may have."""
    words = (CHECKOUT / "docs" / "languages.md").read_text(encoding="utf-8")
    source = (PACKAGE / "languages" / "__init__.py").read_text(encoding="utf-8")
    for entry in re.findall(r"data(?:\.get\(|\[)\"(\w+)\"", source):
        assert entry in words
    for entry in re.findall(
        r"^(\w+) = ", (PACKAGE / "languages" / "ru.toml").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert f"`{entry}`" in words


def hard_links() -> list[list[str]]:
    """The first three cells of each row about a link: old, new, what the program says."""
    (section,) = re.findall(r"^## Links$(.*?)^## ", HARD_CASES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")][:3] for line in section.splitlines() if line[:1] == "|"
    ]
    return rows[2:]


@pytest.fixture(scope="module")
def links() -> dict[tuple[str, str], str]:
    """What the program says of each link of the bundled pair, in the words of docs/hard-cases.md."""
    words = {"edited": "reworded", "merged": "joined"}
    moved = {"within_part": ", moved within its part", "other_part": ", moved between parts", None: ""}
    return {
        (", ".join(link.old) or "–", ", ".join(link.new) or "–"): words.get(link.relation, link.relation)
        + moved[link.moved]
        + (", doubtful" if link.doubtful else "")
        for link in compare(load("kz-1995"), load("kz-2026"), ("II",)).links
    }


@pytest.mark.parametrize(("old", "new", "said"), hard_links(), ids=[f"{old}-{new}" for old, new, _ in hard_links()])
def test_hard_cases_are_still_answered_as_written(
    old: str, new: str, said: str, links: dict[tuple[str, str], str]
) -> None:
    """docs/hard-cases.md says what the program makes of a provision today, right or wrong."""
    assert links.get((old, new)) == said


def test_thresholds_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    """Each number that decides something stands in docs/method.md as it stands in the code."""
    text = METHOD.read_text(encoding="utf-8")
    head, mark, _ = text.partition(MARK)
    assert mark, "docs/method.md has lost the place for its thresholds"
    fresh = head + mark + table()
    if request.config.getoption("--rewrite-golden"):
        METHOD.write_text(fresh, encoding="utf-8")
    assert METHOD.read_text(encoding="utf-8") == fresh, "run `make golden`, and read what changed"
    for name in re.findall(r"`([A-Z]+_[A-Z_]+)`", head):
        assert f"| `{name}` |" in fresh, f"{name} is explained, but no longer in the code"


def table() -> str:
    rows = [
        f"| `{name}` | {value} | `{path.relative_to(PACKAGE).as_posix()}` | {words} |"
        for folder in ("structure", "align", "diff")
        for path in sorted((PACKAGE / folder).glob("*.py"))
        for name, value, words in constants(path)
    ]
    return "\n".join(["", "| name | value | where | what it is |", "|---|---|---|---|", *rows]) + "\n"


def constants(path: Path) -> Iterator[tuple[str, str, str]]:
    """Name, value and first sentence of every public number of a module."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for statement, following in zip(body, [*body[1:], None], strict=True):
        if not isinstance(statement, ast.Assign):
            continue
        target, value = statement.targets[0], statement.value
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        has_words = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        words = " ".join(str(following.value.value).split()) if has_words else ""
        for one, number in zip(names, values, strict=False):
            is_number = isinstance(number, ast.Constant) and isinstance(number.value, int | float)
            if isinstance(one, ast.Name) and is_number and re.fullmatch(r"[A-Z][A-Z_]+", one.id):
                yield one.id, str(number.value), re.split(r"(?<=[a-z0-9)])[.:;] ", words)[0].rstrip(".")
