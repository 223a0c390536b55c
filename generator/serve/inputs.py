"""Which of a project's files changed since the last look: by size and times first, by content where those differ."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from generator import inputs
from generator.inputs import CONFIG, FOLDERS
from generator.memo import Stamp
from generator.read import is_passed_over

Hints = Collection[str] | None
"""Names of files and folders to look at, from the root; None: look at everything."""
MANY = 40
"""Hints from which on looking at everything is as quick."""


def concerns(name: str) -> bool:
    """Whether a build may read what goes by this name from the root; editors leave much beside that it does not."""
    parts = name.split("/")
    if parts[0] not in FOLDERS:
        return name == CONFIG
    seen = parts[1:] if parts[0] == "content" else parts[1:][-1:]
    return not any(map(is_passed_over, seen))


class Inputs:
    """All that a build reads, as it stood at the last look. For one thread."""

    def __init__(self, root: Path) -> None:
        self._prefix = f"{root}{os.sep}"
        self._root = root
        self._known: dict[str, Stamp] = {}

    @property
    def stamps(self) -> dict[str, Stamp]:
        """All files as they stood at the last look."""
        return self._known

    def changed(self, hints: Hints) -> tuple[str, ...]:
        """The names of files that are new, other or gone."""
        before = self._known
        if hints is None or len(hints) > MANY:
            self._known = inputs.stamped(self._root, before)
        else:
            paths = {str(self._root / hint) for hint in hints}
            below = tuple(f"{path}{os.sep}" for path in paths)
            kept = {path: stamp for path, stamp in before.items() if path not in paths and not path.startswith(below)}
            self._known = kept | inputs.stamped_below(paths, before)
        return tuple(sorted(name for path in self._differing(before) if (name := self._name(path))))

    def _differing(self, before: dict[str, Stamp]) -> Iterator[str]:
        nothing = Stamp(b"", "")
        yield from (path for path, stamp in self._known.items() if stamp.digest != before.get(path, nothing).digest)
        yield from before.keys() - self._known.keys()

    def _name(self, path: str) -> str:
        """A file's name from the root; "" where no build reads it. The program's own themes keep their whole path."""
        if not path.startswith(self._prefix):
            return "" if is_passed_over(Path(path).name) else path
        name = path[len(self._prefix) :].replace(os.sep, "/")
        return name if concerns(name) else ""
