"""Problems with input, printed as `path:line:column: what is wrong; what to do`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file that people write. `path` is relative to the project, with forward slashes; counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Where("")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and what to do about it."""

    where: Where
    wrong: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong}; {self.todo}"


class Stopped(Exception):  # noqa: N818 - says what happened
    """The work cannot go on, for a reason that is not in the input; says which, and what to do."""


class InputError(Exception):
    """The input has problems; nothing was written. Carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
