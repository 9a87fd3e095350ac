"""How values are written into the pages: what the compiled templates call a hundred thousand times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2.runtime
import markupsafe
from jinja2.utils import missing
from markupsafe import Markup


def _escape_plainly(text: str) -> str:
    return str(markupsafe.escape(text))


_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escape_plainly)
"""MarkupSafe's own escaping in C, without the `Markup` around it, which takes five times as long as the escaping."""


def escape(value: Any) -> str:
    """Return a value as HTML text, as `markupsafe.escape` does, but a plain text as a plain string: nothing escapes it again.

    >>> escape("a<b"), escape(Markup("<b>")), escape(3)
    ('a&lt;b', Markup('<b>'), '3')
    """
    if type(value) is str:
        return _escape_text(value)
    if type(value) is Markup:
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return _escape_text(str(value))


class Macro(jinja2.runtime.Macro):
    """A macro that is called as ours are: with values in their order, the last of them perhaps left out."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return what the macro writes; everything unusual is left to jinja2."""
        left_out = self._argument_count - len(args)
        if (
            left_out < 0
            or kwargs
            or self.caller
            or self.catch_kwargs
            or self.catch_varargs
            or not self._default_autoescape
        ):
            return super().__call__(*args, **kwargs)
        # `Markup()` would ask first whether it was given markup.
        return str.__new__(Markup, self._func(*args, *[missing] * left_out))
