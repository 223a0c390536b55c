"""A cache of a function's last result, for the same objects: the steps of a derivation ask the same of one report."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


def keep_last(function: Callable[[*Arguments], Result]) -> Callable[[*Arguments], Result]:
    """Return a function that keeps its last result while it is called with the same objects.

    These are compared by identity, since hashing all mentions of a report takes longer than most rules. They must not change.
    """
    kept: tuple[tuple[*Arguments], Result] | None = None

    @wraps(function)
    def last(*arguments: *Arguments) -> Result:
        nonlocal kept
        known = kept  # another thread may keep another one meanwhile
        if known is None or not all(map(is_, known[0], arguments)):
            known = kept = arguments, function(*arguments)
        return known[1]

    return last
