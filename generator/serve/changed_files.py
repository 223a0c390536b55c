"""Which of a project's files changed since the last look: by size and times first, by content where those differ."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from generator.content.files import is_passed_over
from generator.runtime import fingerprints
from generator.runtime.cache import Stamp
from generator.runtime.fingerprints import CONFIG, FOLDERS

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


class FileSnapshot:
    """All that a build reads, as it stood at the last look, or in `known` when an earlier run looked. For one thread."""

    def __init__(self, root: Path, known: Mapping[str, Stamp] | None = None) -> None:
        self._prefix = f"{root}{os.sep}"
        self._root = root
        self._known: dict[str, Stamp] = dict(known or {})

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """All files as they stood at the last look; the next one changes it."""
        return self._known

    def changed(self, hints: Hints) -> tuple[str, ...]:
        """The names of files that are new, other or gone."""
        before = self._known
        if hints is None or len(hints) > MANY:
            self._known = fingerprints.stamps_of_project(self._root, before)
            paths: Iterable[str] = before.keys() | self._known.keys()
        else:
            before, paths = self._looked_at({str(self._root / hint) for hint in hints})
        nothing = Stamp(b"", "")
        now = self._known
        different = (path for path in paths if before.get(path, nothing).digest != now.get(path, nothing).digest)
        return tuple(sorted(name for path in different if (name := self._name(path))))

    def suspects(self) -> Iterator[Collection[str]]:
        """Names at which something may have changed, a few files of all at a time."""
        for paths in fingerprints.suspects(self._root, self._known):
            yield [name for path in paths if (name := self._name(path))]

    def _looked_at(self, hinted: set[str]) -> tuple[dict[str, Stamp], set[str]]:
        """Look at some files and at all below some folders: how they stood before, and which they are."""
        folders = tuple(f"{path}{os.sep}" for path in hinted if path not in self._known or Path(path).is_dir())
        paths = {path for path in hinted if path in self._known}
        paths |= {path for path in self._known if path.startswith(folders)} if folders else set()
        now = fingerprints.stamps_below(hinted, self._known)
        paths |= now.keys()
        before = {path: self._known[path] for path in paths if path in self._known}
        for path in paths - now.keys():
            self._known.pop(path, None)
        self._known |= now
        return before, paths

    def _name(self, path: str) -> str:
        """A file's name from the root; "" where no build reads it. The program's own themes keep their whole path."""
        if not path.startswith(self._prefix):
            return "" if is_passed_over(Path(path).name) else path
        name = path[len(self._prefix) :].replace(os.sep, "/")
        return name if concerns(name) else ""
