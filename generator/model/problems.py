"""Problems with input, printed as `path:line:column: what is wrong; what to do`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.values import Value

UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters with which a line looks like another, or like several: controls, turns of direction, and what is no character."""
BYTES_IN_NAMES = 0xDC00
"""What Python adds to a byte of a file's name that is not UTF-8."""


class Where(Value, frozen=True, order=True):
    """A place in a file that people write. `path` is relative to the project, with forward slashes; counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{escaped(self.path)}:{self.line}:{self.column}"


NOWHERE = Where("")


class Problem(Value, frozen=True, order=True):
    """One thing that is wrong, and what to do about it."""

    where: Where
    wrong: str
    todo: str

    def __str__(self) -> str:
        return f"{self.where}: {escaped(self.wrong)}; {escaped(self.todo)}"


def escaped(text: str) -> str:
    """Return a text for a line that people read, with escapes in the place of characters that cannot be shown."""
    return text if text.isascii() and text.isprintable() else UNSHOWABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0x80 <= code - BYTES_IN_NAMES <= 0xFF:
        return f"\\x{code - BYTES_IN_NAMES:02x}"
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


class Stopped(Exception):  # noqa: N818 - says what happened
    """The work cannot go on, for a reason that is not in the input; says which, and what to do."""


class InputError(Exception):
    """The input has problems; nothing was written. Carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
