"""Named tuples made from their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


def rows(kind: type[Row], *columns: Iterable[Any]) -> Iterator[Row]:
    """Return a named tuple of a kind for each row of its columns, without a call of Python for each."""
    make: Any = partial(tuple.__new__, kind)
    made: Iterator[Row] = map(make, zip(*columns, strict=True))
    return made
