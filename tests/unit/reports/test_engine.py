"""Templates compiled ahead give the page that templates read anew give, and are never stale."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined, UndefinedError
from markupsafe import Markup
from markupsafe import escape as markupsafe_escape

from constitution_diff import pipeline
from constitution_diff.reports import engine
from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.view import build_view
from constitution_diff.reports.writing import escape as engine_escape
from constitution_diff.resources import find_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template, where bytecode may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.html").write_text("<p>{{ word }}</p>\n", encoding="utf-8")
    return tmp_path


def fill(folder: Path) -> str:
    """The template filled in by a fresh environment."""
    made = engine.make_environment(engine.loader_of(folder))
    return made.get_template("page.html").render(word="a<b")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_page_of_a_wheel_is_the_page_of_a_checkout(language: str, tmp_path: Path) -> None:
    """Compiled ahead or not, every byte of the report is the same, in every interface language."""
    comparison = pipeline.compare(pipeline.load("kz-1995"), pipeline.load("kz-2026"), ("II",))
    view = build_view(comparison, load_labels(language), "command", "1")
    values = {**view, "style": Markup("p{}"), "csp": "none", "facts": Markup("{}")}
    engine.compile_into(tmp_path, find_folder("templates"))
    plain = Environment(loader=FileSystemLoader(find_folder("templates")), undefined=StrictUndefined, **engine.OPTIONS)
    ahead = engine.make_environment(ModuleLoader(tmp_path))
    page = plain.get_template("report.html").render(values)
    assert ahead.get_template("report.html").render(values) == page
    assert engine.environment().get_template("report.html").render(values) == page


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads what the first compiled."""
    assert fill(folder) == "<p>a&lt;b</p>\n"
    assert len(list((folder / "__pycache__").iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert fill(folder) == "<p>a&lt;b</p>\n"


def test_a_changed_template_is_seen(folder: Path) -> None:
    """Whoever edits a template sees the change in the next run."""
    fill(folder)
    (folder / "page.html").write_text("<i>{{ word }}</i>\n", encoding="utf-8")
    assert fill(folder) == "<i>a&lt;b</i>\n"


@pytest.mark.parametrize("content", [b"", b"nonsense", b"j2" * 40])
def test_a_spoilt_copy_counts_for_nothing(folder: Path, content: bytes) -> None:
    """A copy that was cut off is made again."""
    fill(folder)
    next((folder / "__pycache__").iterdir()).write_bytes(content)
    assert fill(folder) == "<p>a&lt;b</p>\n"


def test_nothing_is_kept_where_it_cannot_or_may_not(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written, or `PYTHONDONTWRITEBYTECODE`, costs time and nothing else."""
    (folder / "__pycache__").write_text("no folder", encoding="utf-8")
    assert fill(folder) == "<p>a&lt;b</p>\n"
    (folder / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert fill(folder) == "<p>a&lt;b</p>\n"
    assert [path.name for path in folder.iterdir()] == ["page.html"]


def test_a_missing_value_is_an_error_in_either_way(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A template that asks for what nobody gave it fails, compiled ahead or not."""
    compiled = tmp_path_factory.mktemp("compiled")
    engine.compile_into(compiled, folder)
    for made in (engine.make_environment(ModuleLoader(compiled)), engine.make_environment(FileSystemLoader(folder))):
        with pytest.raises(UndefinedError):
            made.get_template("page.html").render()


@pytest.mark.parametrize("value", ["", "a<b>&\"'c", "Свобода", Markup("<b>"), 3, None, 0.5, ("<",)])
def test_values_are_escaped_as_the_library_escapes_them(value: object) -> None:
    """A text that holds markup is shown as the text it is, whatever kind of value carries it."""
    assert engine_escape(value) == str(markupsafe_escape(value))


def test_a_missing_key_is_an_error(folder: Path) -> None:
    """A template that asks a record for what it does not have writes no page with a hole in it."""
    (folder / "page.html").write_text("<p>{{ word['length'] }}</p>\n", encoding="utf-8")
    with pytest.raises(KeyError):
        engine.make_environment(engine.loader_of(folder)).get_template("page.html").render(word={})


def test_macros_are_called_as_the_library_calls_them(folder: Path) -> None:
    """Whoever edits a template may use macros in every way that jinja2 knows, and gets the same page."""
    (folder / "page.html").write_text(
        "{% macro one(a, b='<', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
        "{% macro rest(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro wrap(a) %}[{{ a }}{{ caller() }}]{% endmacro %}"
        "{{ one(word) }} {{ one(word, c=2) }} {{ one(word, '&', 3) }} {{ one(*[word, 1]) }} {{ rest(1, 2, d='>') }}"
        "{% call wrap(word) %}{{ one('\\'') }}{% endcall %} {{ [word, 'b']|map('upper')|join(', ') }} {{ word[1:] }}",
        encoding="utf-8",
    )
    plain = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, **engine.OPTIONS)
    assert fill(folder) == plain.get_template("page.html").render(word="a<b")


@pytest.mark.parametrize("call", ["one()", "one(1, 2)", "one(b=2)"])
def test_a_macro_without_its_value_is_an_error(folder: Path, call: str) -> None:
    """A template that calls a macro wrongly writes no page."""
    (folder / "page.html").write_text(
        f"{{% macro one(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ {call} }}}}", encoding="utf-8"
    )
    with pytest.raises((TypeError, UndefinedError)):
        fill(folder)
