"""Command lines as people mostly write them, read without the option parser, whose import takes longer than a small report.

What is not plain is left to the option parser, which knows every form and every error: options run together (``-qv``) or
with the value attached (``-oFILE``), values that begin with a dash, ``--``, ``--help``, and whatever is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from constitution_diff.cli.commands import COMMANDS, load_command
from constitution_diff.cli.declaring import Argument, Option


class Parameter(Struct, frozen=True):
    """One parameter of a command's function, as its annotation declares it."""

    name: str
    """Of the parameter."""
    declared: Argument | Option
    """What the annotation says."""
    kind: type
    """Of one value: ``str``, ``bool`` or ``int``."""
    words: tuple[str, ...]
    """The values there are; empty where any may be given."""
    is_many: bool
    """True where it may stand several times."""


def read_plain(arguments: list[str]) -> Callable[[], Any] | None:
    """Return the call that a command line asks for; None when the option parser has to read it.

    Args:
        arguments: without the program's name.
    """
    if not arguments or arguments[0] not in COMMANDS:
        return None
    function = load_command(arguments[0])
    values = _read(arguments[1:], parameters(function))
    required = function.__code__.co_argcount - len(function.__defaults__ or ())
    if values is None or any(name not in values for name in function.__code__.co_varnames[:required]):
        return None
    return lambda: function(**values)


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return what a command's function takes, in its order."""
    found = []
    for name, hint in get_type_hints(function, include_extras=True).items():
        if name != "return":
            annotated, declared = get_args(hint)
            found.append(Parameter(name, declared, *_kind(annotated)))
    return found


def _kind(annotated: Any) -> tuple[type, tuple[str, ...], bool]:
    """Return the type of one value, the values there are, and whether there may be many.

    >>> _kind(list[str] | None), _kind(Literal["xml", "json"])
    ((<class 'str'>, (), True), (<class 'str'>, ('xml', 'json'), False))
    """
    if get_origin(annotated) in (Union, UnionType):
        annotated = next(one for one in get_args(annotated) if one is not type(None))
    if get_origin(annotated) is Literal:
        return str, get_args(annotated), False
    return (get_args(annotated)[0], (), True) if get_origin(annotated) is list else (annotated, (), False)


def _read(words: list[str], known: list[Parameter]) -> dict[str, Any] | None:
    options = {name: one for one in known if isinstance(one.declared, Option) for name in one.declared.names}
    places = [one for one in known if isinstance(one.declared, Argument)]
    values: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            if not places:
                return None
            parameter, value = places[0] if places[0].is_many else places.pop(0), word
        else:
            name, has_value, value = word.partition("=") if word.startswith("--") else (word, "", "")
            if name not in options:
                return None
            parameter = options[name]
            if parameter.kind is bool:
                if has_value:
                    return None
                values[parameter.name] = True
                continue
            value = value if has_value else next(rest, "--")
        if not _put(values, parameter, value):
            return None
    return values


def _put(values: dict[str, Any], parameter: Parameter, word: str) -> bool:
    """Add a word to the values as what its parameter takes; False when it is none, or may be an option."""
    if word.startswith("-") and word != "-":
        return False
    if parameter.words and word not in parameter.words:
        return False
    value: Any = word
    if parameter.kind is int:
        if not (word.isascii() and word.isdigit()):
            return False
        value = int(word)
    if parameter.is_many:
        values.setdefault(parameter.name, []).append(value)
    else:
        values[parameter.name] = value
    return True
