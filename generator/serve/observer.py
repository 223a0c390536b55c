"""The system's watches on a project's folders, renewed when a folder goes and comes back."""

from __future__ import annotations

import logging
import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator.runtime.fingerprints import FOLDERS, PROGRAM
from generator.serve.changed_files import concerns

CHANGES = frozenset({"created", "modified", "moved", "deleted", "attrib"})
"""Kinds of event that call for a look. That files were opened or closed does not."""
ENDS = frozenset({"closed", "moved"})
"""Kinds of event after which a file is whole."""
SETTLING = 1.0
"""Seconds after new watches within which changes may go untold."""
Identity = tuple[int, int] | None
# A folder that is moved out and back is watched twice by watchdog, which replaces the one by the other and then warns of it.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
# It also logs an error for every watch that ends while it is asked for events, as all do when a folder goes.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class Watches:
    """Watches on the root itself and on all below `content` and `themes`.

    `hint` is told names, from the root, of what may have changed; `end`, of files that nobody writes any more.
    """

    def __init__(self, root: Path, hint: Callable[[str], None], end: Callable[[str], None]) -> None:
        self._root, self._hint, self._end = root, hint, end
        self._observer: BaseObserver | None = None
        self._seen: list[Identity] = []
        self._renewed = 0.0

    def renew(self) -> bool:
        """See to it that the folders that there are now are watched; whether they are others than before.

        A deleted folder takes its watch with it, and an observer says nothing of that. Raises OSError when the system gives
        no watches.
        """
        folders = [self._root, *(self._root / name for name in FOLDERS)]
        there = list(map(_identity, folders))
        if there == self._seen:
            return False
        self.drop()
        self._seen = there
        self._renewed = time.monotonic()
        self._observer = observer = Observer()
        try:
            observer.start()
            for folder, is_there in zip(folders, there, strict=True):
                if is_there:
                    listener = _Listener(self._root, self._hint, self._end)
                    observer.schedule(listener, str(folder), recursive=folder != self._root, follow_symlink=True)
            # When watches run out within a folder, nothing is said. The next one asked for is refused aloud.
            observer.schedule(FileSystemEventHandler(), str(PROGRAM))
        except FileNotFoundError:
            self._seen = []  # it went just now; the next look starts again
        except OSError:
            self.drop()
            raise
        return True

    def settled(self) -> bool:
        """Whether every change of late should have been told of."""
        return time.monotonic() - self._renewed > SETTLING

    def drop(self) -> None:
        """Watch nothing any more."""
        observer, self._observer, self._seen = self._observer, None, []
        if observer:
            observer.stop()
            observer.join(1)


class _Listener(FileSystemEventHandler):
    """Turns events into hints: the names, from the root, of what a build may read."""

    def __init__(self, root: Path, hint: Callable[[str], None], end: Callable[[str], None]) -> None:
        self._prefix, self._hint, self._end = f"{root}{os.sep}", hint, end

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hint at what was changed. That a folder was modified says no more than the events of what lies in it."""
        is_change = event.event_type in CHANGES and not (event.is_directory and event.event_type == "modified")
        if not is_change and event.event_type not in ENDS:
            return
        for path in (event.src_path, event.dest_path):
            name = os.fsdecode(path).removeprefix(self._prefix).replace(os.sep, "/")
            if name and concerns(name):
                if is_change:
                    self._hint(name)
                if event.event_type in ENDS and not event.is_directory:
                    self._end(name)


def _identity(folder: Path) -> Identity:
    """What tells a folder from another of its name; None when it is not there. A link stands for where it leads."""
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino
