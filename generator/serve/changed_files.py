"""The files of a project that changed since the last check: compared by size and times, by content where those differ."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from generator.content.files import is_ignored
from generator.model.problems import escaped
from generator.runtime import fingerprints
from generator.runtime.cache import Stamp
from generator.runtime.project_files import CONFIG, FOLDERS

Hints = Collection[str] | None
"""Names of files and folders to check, from the root; None: check all."""
MAX_HINTS = 40
"""Hints up to which checking only what they name is quicker than checking all."""


def is_build_input(name: str) -> bool:
    """Return whether a build may read the file or folder of this name from the root; editors leave many others there."""
    parts = name.split("/")
    if parts[0] not in FOLDERS:
        return name == CONFIG
    checked = parts[1:] if parts[0] == "content" else parts[1:][-1:]
    return not any(map(is_ignored, checked))


class FileSnapshot:
    """The stamps of all files that a build reads as of the last check, or `known` from an earlier run. For one thread."""

    def __init__(self, root: Path, known: Mapping[str, Stamp] | None = None) -> None:
        self._prefix = f"{root}{os.sep}"
        self._root = root
        self._known: dict[str, Stamp] = dict(known or {})

    @property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamps of all files as of the last check; the next one changes this mapping."""
        return self._known

    def changed(self, hints: Hints) -> tuple[str, ...]:
        """Check the files; return the names of those that are new, different or gone."""
        before = self._known
        if hints is None or len(hints) > MAX_HINTS or any(map(self._is_behind_link, hints)):
            self._known = fingerprints.stamps_of_project(self._root, before)
            paths: Iterable[str] = before.keys() | self._known.keys()
        else:
            before, paths = self._check({str(self._root / hint) for hint in hints})
        no_file = Stamp(b"", "")
        now = self._known
        different = (path for path in paths if before.get(path, no_file).digest != now.get(path, no_file).digest)
        return tuple(sorted(name for path in different if (name := self._name(path))))

    def suspects(self) -> Iterator[Collection[str]]:
        """Yield names of files that may have changed, for a few of all files at a time."""
        for paths in fingerprints.suspects(self._root, self._known):
            yield [name for path in paths if (name := self._name(path))]

    def _check(self, hinted: set[str]) -> tuple[dict[str, Stamp], set[str]]:
        """Check some files, and all below some folders; return their stamps from before, and the paths of all checked."""
        hinted = set(map(escaped, hinted)) | hinted  # a name that cannot be shown is known by its escapes
        folders = tuple(f"{path}{os.sep}" for path in hinted if path not in self._known or Path(path).is_dir())
        paths = {path for path in hinted if path in self._known}
        paths |= {path for path in self._known if path.startswith(folders)} if folders else set()
        now = fingerprints.stamps_below(self._root, hinted, self._known)
        paths |= now.keys()
        before = {path: self._known[path] for path in paths if path in self._known}
        for path in paths - now.keys():
            self._known.pop(path, None)
        self._known |= now
        return before, paths

    def _is_behind_link(self, hint: str) -> bool:
        """Return whether a link lies on the way to a file: what is read of it then depends on more than the file."""
        path = f"{self._prefix}{hint}"
        return os.path.realpath(path) != path

    def _name(self, path: str) -> str:
        """Return a file's name from the root; "" where no build reads it. The program's own themes go by whole paths."""
        if not path.startswith(self._prefix):
            return "" if is_ignored(Path(path).name) else path
        name = path[len(self._prefix) :].replace(os.sep, "/")
        return name if is_build_input(name) else ""
