"""The layout that a reader of the code can rely on: arrows point one way, modules are small, only the command line prints."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "constitution_diff"
NAME = PACKAGE.name
# From left to right; a layer imports from those to its left and from itself. Layers of one row do not know each other.
ROWS = (
    ("version",),
    ("errors", "observations"),
    ("model",),
    ("resources", "text"),
    ("languages",),
    ("readers",),
    ("structure",),
    ("akn",),
    ("library",),
    ("align",),
    ("diff",),
    ("annotate",),
    ("pipeline",),
    ("reports",),
    ("rendering",),
    ("verification",),
    ("cli",),
)
ROW_OF = {layer: row for row, layers in enumerate(ROWS) for layer in layers}
SEEN_BY_REPORTS = {"errors", "model", "observations", "text", "resources", "reports"}
"""A report shows what it is given: it reads, aligns and diffs nothing."""
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "core"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    """`align` for align/pairs.py, `text` for text.py, `` for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and layer of each import from our own package, wherever in the file it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(f"{NAME}."):
            names = [node.value.partition(":")[0]]  # a table of modules that load when they are first used
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == NAME and rest:
                yield node.lineno, rest.partition(".")[0]


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)
each_module_inside = pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path)], ids=name_of)


def test_every_module_is_in_a_layer() -> None:
    """No part of the code stands outside the drawing in the README."""
    assert {layer_of(path) for path in MODULES} - {""} <= ROW_OF.keys()


@each_module_inside
def test_arrows_point_one_way(path: Path) -> None:
    """A module uses only layers to its left: a reader of one stage need not know the stages after it."""
    own = layer_of(path)
    allowed = {layer for layer, row in ROW_OF.items() if row < ROW_OF[own]} | {own}
    if own == "reports":
        allowed = SEEN_BY_REPORTS
    elif own not in ("rendering", "verification", "cli"):
        allowed -= {"reports"}
    wrong = [
        f"line {line}: {layer}" for line, layer in imports(parse(path)) if layer in ROW_OF and layer not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize("path", [path for path in MODULES if layer_of(path) not in ("cli", "")], ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    """As a library the package writes to no stream, reads no arguments and never ends the program."""
    wrong = []
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Name) and node.id in ("print", "input", "exit", "quit", "SystemExit", "breakpoint"):
            wrong.append(f"line {node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in ("sys.exit", "sys.argv", "sys.stdout", "sys.stderr", "os._exit"):
                wrong.append(f"line {node.lineno}: {name}")
    assert not wrong


@each_module_inside
def test_stages_know_no_clock_chance_or_network(path: Path) -> None:
    """The same input gives the same output: nothing asks for the time, a random number or another computer."""
    forbidden = {"random", "secrets", "time", "datetime", "socket", "urllib", "http", "ssl", "uuid", "requests"}
    found = set()
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    # Dates are parsed, addresses taken apart; that asks nobody. `--profile` asks the clock, for standard error alone.
    harmless = {"urllib.parse"} | ({"datetime"} if not asks_the_clock(path) else set())
    harmless |= {"time"} if name_of(path) == "cli/profiling.py" else set()
    # `texts fetch` asks a server, when a person says so; no other module reaches it.
    harmless |= {"urllib.request", "urllib.error"} if name_of(path) == "library/fetching.py" else set()
    assert "constitution_diff.library.fetching" not in found or name_of(path) == "cli/catalogue.py"
    assert not {name for name in found - harmless if name.partition(".")[0] in forbidden}


def asks_the_clock(path: Path) -> bool:
    attributes = {node.attr for node in ast.walk(parse(path)) if isinstance(node, ast.Attribute)}
    return bool(attributes & {"now", "today", "utcnow"})


@each_module
def test_modules_are_named_for_what_is_in_them(path: Path) -> None:
    """A name says what a module is about, and never hides a module of Python's own."""
    names = set(path.relative_to(PACKAGE.parent).with_suffix("").parts) - {"__init__"}
    assert not names & EMPTY_NAMES
    assert not names & sys.stdlib_module_names


@each_module
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    """A module has 400 lines at most, a function 60."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert [name for name, length in functions(path) if length > 60] == []


def test_most_functions_are_short() -> None:
    """Half of all functions have ten lines at most, their docstrings counted."""
    assert statistics.median(length for path in MODULES for _, length in functions(path)) <= 10


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function, decorators left out."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_each_field_of_a_value_is_explained() -> None:
    """Every field of a public value has a line that says what it holds."""
    silent = []
    for path in MODULES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and is_value(node):
                silent += [f"{name_of(path)}: {node.name}.{field}" for field in fields_without_words(node)]
    assert not silent


def is_value(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base) in ("Struct", "NamedTuple") for base in node.bases)


def fields_without_words(node: ast.ClassDef) -> Iterator[str]:
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            has_words = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            if not has_words and not statement.target.id.startswith("_"):
                yield statement.target.id
