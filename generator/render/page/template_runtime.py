"""The functions that compiled templates call: printing, joining, macros and loops, each in as few steps as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jinja2
from jinja2.runtime import Macro, markup_join
from markupsafe import Markup, escape

from generator.theme.texts import escape_text, safe

Writer = Callable[..., None]
"""A macro's own code: appends what it writes to a list, which it has before its arguments."""


class Entries(dict[str, Any]):
    """A dictionary that a template writes out, whose entries are read as attributes too."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Return an entry. Raises AttributeError."""
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error


def printed(value: Any) -> str:
    """Return a value as it stands in HTML. Raises UndefinedError for what a template forgot to test."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is Markup:
        markup: Markup = value
        return markup
    if value is None:
        raise jinja2.UndefinedError("a template prints a value that is not there (None)")
    return escape(value)


def joined(parts: tuple[Any, ...]) -> str:
    """Return parts as one text, escaped where one of them is HTML."""
    for part in parts:
        if type(part) is not str:
            return markup_join(parts)
    return "".join(parts)


class QuickMacro(Macro):
    """A macro that was given its code as a writer. It is called by position and by name."""

    def __init__(self, write: Writer, *described: Any) -> None:
        environment, *others = described
        super().__init__(environment, returning(write), *others)

    def into(self, parts: list[str], *arguments: Any) -> None:
        """Append what the macro writes."""
        parts.append(self(*arguments))

    def _invoke(self, arguments: list[Any], _autoescape: bool) -> str:
        return self._func(*arguments)


def returning(write: Writer) -> Callable[..., Markup]:
    """Return the function that returns what a macro writes; its arguments are given by position."""

    def written(*arguments: Any) -> Markup:
        parts: list[str] = []
        write(parts, *arguments)
        return safe("".join(parts))

    return written


def as_function(write: Writer, *described: Any) -> Callable[..., Markup]:
    """Return a macro as a function, to be called by position, with what Jinja lets templates ask of a macro."""
    macro, function = QuickMacro(write, *described), returning(write)
    for name in ("name", "arguments", "catch_kwargs", "catch_varargs", "caller"):
        setattr(function, name, getattr(macro, name))
    function.macro, function.into = macro, write  # type: ignore[attr-defined]
    return function


def called_by_name(function: Any) -> Any:
    """Return what takes arguments by their names: of a macro's own function the macro."""
    return getattr(function, "macro", function)


class Loop:
    """The counters of a loop in which a template looks neither ahead nor back."""

    __slots__ = ("_changing", "first", "index", "index0", "last", "length")

    index: int
    index0: int
    first: bool
    last: bool

    def __init__(self, length: int) -> None:
        self.length = length
        self._changing: object = None

    def changed(self, *values: Any) -> bool:
        """Return whether values are others than in the last round."""
        if values == self._changing:
            return False
        self._changing = values
        return True


def counted(values: Iterable[Any], _undefined: object) -> Iterator[tuple[Any, Loop]]:
    """Yield values, each with the loop as it stands."""
    known = values if isinstance(values, (tuple, list)) else list(values)
    loop = Loop(len(known))
    last = loop.length - 1
    for number, value in enumerate(known):
        loop.index0, loop.index, loop.first, loop.last = number, number + 1, number == 0, number == last
        yield value, loop
