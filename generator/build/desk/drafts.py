"""Edits of one file in the making, and what comes of them: the file before and after, and the lines that differ."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.desk.refusals import refused
from generator.content import files
from generator.content.editing import edits
from generator.content.editing.edits import Edit
from generator.content.editing.lines import spliced_as_written, with_plain_ends
from generator.content.editing.styles import Value
from generator.content.front_matter import Refused
from generator.content.keys import Keys
from generator.model.decisions import Hunk
from generator.model.problems import InputError, Problem
from generator.runtime.fingerprints import digest

CONTEXT_LINES = 2
"""Lines that a diff shows around those that differ."""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file as it is and as it is to be; `before` is None where it is made, `after` where it is removed.

    `seen` is the hash of the file as it was read: it is written only while it is that.
    """

    path: str
    before: str | None
    after: str | None
    seen: str

    @property
    def diff(self) -> tuple[str, ...]:
        """The lines that differ, as a unified diff has them, with a few around them."""
        before, after = (with_plain_ends(text or "").splitlines() for text in (self.before, self.after))
        found = difflib.unified_diff(before, after, self.path, self.path, n=CONTEXT_LINES, lineterm="")
        return tuple(line for number, line in enumerate(found) if number > 1)  # the first two name the file


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is being edited: `raw` are its characters by now, `hunks` the edits so far, `keys` those that it may have."""

    path: str
    read: str | None
    raw: str
    keys: Keys
    hunks: tuple[Hunk, ...] = ()

    def with_value(self, key: str, value: str) -> Draft:
        """Return the draft with a key set."""
        return self._with(lambda text, order: edits.set_value(self.path, text, key, value, order))

    def with_name(self, key: str, value: str) -> Draft:
        """Return the draft with a text more in the list of a key."""
        return self._with(lambda text, order: edits.append(self.path, text, key, value, order))

    def with_mapping(self, key: str, mapping: Mapping[str, Value]) -> Draft:
        """Return the draft with a mapping more in the list of a key."""
        given = {name: value for name, value in mapping.items() if value}
        return self._with(lambda text, order: edits.append_mapping(self.path, text, key, given, order))

    def finished(self) -> FileEdit:
        """Return the file before and after."""
        return FileEdit(self.path, self.read, self.raw, digest((self.read or "").encode()))

    def made(self) -> Draft:
        """Return the draft of a file that was not there, as one edit that is all of it."""
        return replace(self, hunks=(Hunk("", self.raw),))

    def _with(self, edit: Callable[[str, Sequence[str]], Edit]) -> Draft:
        try:
            done = edit(with_plain_ends(self.raw), tuple(row.name for row in self.keys))
        except Refused as wrong:
            raise InputError([wrong.problem]) from wrong
        return replace(self, raw=spliced_as_written(self.raw, done.splice), hunks=(*self.hunks, done.hunk))


def draft_of(root: Path, path: str, keys: Keys) -> Draft:
    """Read a file to be edited. Raises InputError."""
    problems: list[Problem] = []
    read = files.bytes_of(root / path, path, problems)
    if read is None:
        raise InputError(problems)
    try:
        raw = read.decode()
    except UnicodeDecodeError as error:
        raise refused(path, "the file is not UTF-8", "save it as UTF-8") from error
    return Draft(path, raw, raw, keys)
