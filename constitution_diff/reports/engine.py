"""The one jinja2 environment, with templates that were compiled ahead.

To compile the templates takes longer than to compare two constitutions. A wheel brings them compiled, by jinja2's own
`compile_templates`; in a checkout their bytecode is kept beside the templates, all in one file, as Python keeps its own.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from constitution_diff.resources import find_folder, keep

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.compiler import CodeGenerator, Frame
    from jinja2.nodes import Call, Getitem, Include, Template

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
"""How the templates are written; every value that is not marked safe is escaped."""
COMPILED = "compiled"
"""Name of the folder, beside this module and only in a wheel, with the templates compiled by the jinja2 of `MADE_BY`."""
MADE_BY = "made-by.txt"
"""Name of the file in it that names that version: another one may write other code."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return what fills in the templates of pages."""
    # The other formats do not need it, and importing it takes longer than they take to write.
    from jinja2 import ModuleLoader  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    compiled = Path(__file__).parent / COMPILED
    made_by = compiled / MADE_BY
    if made_by.is_file() and made_by.read_text(encoding="utf-8") == engine_version:
        return make_environment(ModuleLoader(compiled))
    return make_environment(loader_of(find_folder("templates")))


def make_environment(loader: BaseLoader) -> Environment:
    """Return an environment with our options.

    Args:
        loader: where the templates come from.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    # S701: escaping is on, as OPTIONS says. No run lasts so long that a template could change under it.
    made = Environment(loader=loader, undefined=StrictUndefined, auto_reload=False, **OPTIONS)  # noqa: S701
    made.code_generator_class = _code_generator()
    return made


@lru_cache(maxsize=1)
def _code_generator() -> type[CodeGenerator]:
    from jinja2.compiler import CodeGenerator  # noqa: PLC0415 - as `environment`
    from jinja2.nodes import Const, Slice  # noqa: PLC0415

    class Generator(CodeGenerator):
        """Writes what a page needs a hundred thousand times in its shortest form; all else is jinja2's."""

        def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja2 calls it so
            """Write the module of a template, with our own way to escape a value and to call a macro."""
            super().visit_Template(node, frame)
            self.writeline("from constitution_diff.reports.writing import Macro, escape")

        def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802 - the same
            """Write ``one['key']`` as it is: our values are dicts, and a key that is missing is an error at once."""
            if isinstance(node.arg, Slice):
                super().visit_Getitem(node, frame)
                return
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")

        def visit_Include(self, node: Include, frame: Frame) -> None:  # noqa: N802 - the same
            """Let an included template write one text: jinja2 hands each of its pieces through every template around it."""
            is_plain = node.with_context and not node.ignore_missing
            if not (is_plain and isinstance(node.template, Const) and isinstance(node.template.value, str)):
                super().visit_Include(node, frame)
                return
            self.writeline(f"template = environment.get_template({node.template.value!r}, {self.name!r})", node)
            inner = f"template.new_context(context.get_all(), True, {self.dump_local_context(frame)})"
            self.writeline(f"event = concat(template.root_render_func({inner}))")
            self.simple_write("event", frame)

        def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - the same
            """Write ``macro(one)`` as it is: what we call asks for no context, which jinja2 would look for each time."""
            if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
                super().visit_Call(node, frame, forward_caller=forward_caller)
                return
            self.visit(node.node, frame)
            self.write("(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")

    return Generator


def loader_of(folder: Path) -> BaseLoader:
    """Return what finds the templates of a folder; their bytecode is kept in its ``__pycache__`` where that can be written.

    A kept copy counts only for the same templates, the same jinja2, the same Python and the same code of ours.

    Args:
        folder: the templates, named by their paths in it.
    """
    from jinja2 import FileSystemLoader, TemplateNotFound  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    class Loader(FileSystemLoader):
        """Loads all templates at once: there are thirty small ones, and a page needs nearly all of them."""

        codes: dict[str, bytes] | None = None

        def load(self, environment: Environment, name: str, globals: Any = None) -> Any:  # noqa: A002 - jinja2's name
            """Return a template made of its bytecode."""
            if self.codes is None:
                self.codes = _read_codes(environment)
            if name not in self.codes:
                raise TemplateNotFound(name)
            # S302: compiled by us, or kept under a digest as Python keeps its own bytecode.
            code = marshal.loads(self.codes[name])  # noqa: S302
            return environment.template_class.from_code(environment, code, {} if globals is None else globals)

    def _read_codes(environment: Environment) -> dict[str, bytes]:
        names = sorted(_names_in(folder))
        sources = [Path(folder, name).read_bytes() for name in names]
        told = repr((engine_version, sorted(OPTIONS.items()), names, list(map(len, sources)))).encode()

        def compile_all() -> dict[str, bytes]:
            texts = zip(names, (source.decode("utf-8") for source in sources), strict=True)
            codes = {name: environment.compile(text, name, os.fspath(folder / name)) for name, text in texts}
            return {name: marshal.dumps(code) for name, code in codes.items()}

        kind, made_by = f"{sys.implementation.cache_tag}.compiled", Path(__file__).read_bytes()
        made: dict[str, bytes] = keep(folder / "templates", kind, b"".join([told, made_by, *sources]), compile_all)
        return made

    return Loader(folder)


def _names_in(folder: Path, above: str = "") -> Iterator[str]:
    with os.scandir(folder / above) as entries:
        for entry in entries:
            if entry.name.endswith(".html"):
                yield above + entry.name
            elif entry.is_dir() and not entry.name.startswith("_"):
                yield from _names_in(folder, f"{above}{entry.name}/")


def compile_into(folder: Path, templates: Path) -> None:
    """Compile every template of pages into a folder, as a wheel brings them.

    Args:
        folder: an empty one.
        templates: folder of the templates.
    """
    from jinja2 import FileSystemLoader  # noqa: PLC0415
    from jinja2 import __version__ as engine_version  # noqa: PLC0415

    made = make_environment(FileSystemLoader(templates))
    made.compile_templates(os.fspath(folder), extensions=["html"], zip=None, ignore_errors=False)
    (folder / MADE_BY).write_text(engine_version, encoding="utf-8")
