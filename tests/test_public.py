"""What a program that imports `constitution_diff` may rely on, and that all of it is explained."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import constitution_diff

PUBLIC = [
    "ArticleLink",
    "Comparison",
    "ConstitutionDiffError",
    "Document",
    "Edition",
    "Hunk",
    "Link",
    "Note",
    "Notice",
    "Provision",
    "compare",
    "load",
    "parse",
    "render",
]
PACKAGE = Path(constitution_diff.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_the_public_names_are_these() -> None:
    """A name that a program imports today is there tomorrow; a new one is a decision, and there are 15 at most."""
    assert constitution_diff.__all__ == PUBLIC
    assert sorted(PUBLIC) == PUBLIC
    assert len(PUBLIC) <= 15


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_can_be_imported_and_is_explained(name: str) -> None:
    """`from constitution_diff import ...` works for every name, and `help` has something to say about it."""
    thing = getattr(constitution_diff, name)
    assert inspect.getdoc(thing)
    assert thing.__module__.startswith("constitution_diff.")


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """A mistyped name fails as in any other package."""
    with pytest.raises(AttributeError, match="no attribute 'comapre'"):
        constitution_diff.comapre  # noqa: B018 - looking is the test


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_public_function_and_class_says_what_it_does(path: Path) -> None:
    """Whoever opens the code finds a sentence at every door."""
    silent = [name for name, words in doors(ast.parse(path.read_text(encoding="utf-8"))) if not words]
    assert silent == []


def doors(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """The module itself and its public functions, classes and methods, each with its docstring."""
    yield "the module", ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node)
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", ast.get_docstring(inner)


def test_importing_the_package_is_quick() -> None:
    """`--version` and `--help` wait for no library that only a comparison needs."""
    slow = ["lxml", "jinja2", "rich.console", "pypdfium2", "Stemmer", "constitution_diff.pipeline"]
    slow += ["diff_match_patch", "fast_diff_match_patch"]
    script = f"import sys, constitution_diff.cli.app; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_version_is_that_of_the_project() -> None:
    """The version that the program says is the one that was released."""
    from constitution_diff.version import VERSION

    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION == constitution_diff.__version__


def test_a_report_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """A report as it is usually asked for does without the option parser, TOML, readers of other formats and tables."""
    slow = ["typer", "click", "importlib.metadata", "rich", "pypdfium2", "markdown_it", "cobalt", "argparse", "logging"]
    slow += ["typing_extensions", "csv", "constitution_diff.readers", "constitution_diff.annotate.claims"]
    arguments = ["report", "--part", "II", "-q", "-o", str(tmp_path / "report.html")]
    loaded = f"print([name for name in {slow} if name in sys.modules])"
    script = f"import sys; from constitution_diff.cli import run; run({arguments}); {loaded}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
