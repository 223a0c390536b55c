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
from generator.serve.changed_files import is_build_input

CHANGE_EVENTS = frozenset({"created", "modified", "moved", "deleted", "attrib"})
"""Kinds of event after which files are checked. That files were opened or closed is none."""
CLOSE_EVENTS = frozenset({"closed", "moved"})
"""Kinds of event after which a file is written in full."""
SETTLING_SECONDS = 1.0
"""Seconds after watches were renewed within which changes may go unreported."""
FolderIdentity = tuple[int, int] | None
"""Device and inode of a folder, by which it differs from another of its name; None where there is no folder."""
# A folder that is moved out and back is watched twice by watchdog, which replaces one watch by the other and warns of it.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
# It also logs an error for every watch that ends while it is asked for events, as all do when a folder goes.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class FolderObserver:
    """Watches on the root itself and on all below `content` and `themes`.

    `hint` is called with the names, from the root, of files and folders that may have changed; `close` with those of files that
    nobody writes any more.
    """

    def __init__(self, root: Path, hint: Callable[[str], None], close: Callable[[str], None]) -> None:
        self._root, self._hint, self._close = root, hint, close
        self._observer: BaseObserver | None = None
        self._watched: list[FolderIdentity] = []
        self._renewed_at = 0.0

    def renew(self) -> bool:
        """Watch the folders that there are now; return whether they are others than before.

        The watch of a deleted folder is lost, and the observer does not report that. Raises OSError when the system has no
        watches left.
        """
        folders = [self._root, *(self._root / name for name in FOLDERS)]
        present = list(map(_identity, folders))
        if present == self._watched:
            return False
        self.stop()
        self._watched = present
        self._renewed_at = time.monotonic()
        self._observer = observer = Observer()
        try:
            observer.start()
            for folder, identity in zip(folders, present, strict=True):
                if identity:
                    listener = _Listener(self._root, self._hint, self._close)
                    observer.schedule(listener, str(folder), recursive=folder != self._root, follow_symlink=True)
            # Watches that run out within a folder are not reported; one more that is requested then raises an error.
            observer.schedule(FileSystemEventHandler(), str(PROGRAM))
        except FileNotFoundError:
            self._watched = []  # a folder was removed just now; the next call starts again
        except OSError:
            self.stop()
            raise
        return True

    def is_settled(self) -> bool:
        """Return whether the watches are so old that every recent change should have been reported."""
        return time.monotonic() - self._renewed_at > SETTLING_SECONDS

    def stop(self) -> None:
        """Remove all watches."""
        observer, self._observer, self._watched = self._observer, None, []
        if observer:
            observer.stop()
            observer.join(1)


class _Listener(FileSystemEventHandler):
    """Turns events into hints: the names, from the root, of what a build may read."""

    def __init__(self, root: Path, hint: Callable[[str], None], close: Callable[[str], None]) -> None:
        self._prefix, self._hint, self._close = f"{root}{os.sep}", hint, close

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the names of changed files. That a folder was modified says no more than the events of the files in it."""
        is_change = event.event_type in CHANGE_EVENTS and not (event.is_directory and event.event_type == "modified")
        if not is_change and event.event_type not in CLOSE_EVENTS:
            return
        for path in (event.src_path, event.dest_path):
            name = os.fsdecode(path).removeprefix(self._prefix).replace(os.sep, "/")
            if name and is_build_input(name):
                if is_change:
                    self._hint(name)
                if event.event_type in CLOSE_EVENTS and not event.is_directory:
                    self._close(name)


def _identity(folder: Path) -> FolderIdentity:
    """Return the identity of a folder; that of its target where it is a link."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
