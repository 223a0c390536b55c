"""The system's watches on a project's folders, renewed when a folder goes and comes back."""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator.runtime.fingerprints import PROGRAM
from generator.runtime.project_files import CONFIG, FOLDERS, Bounds, walk
from generator.serve.changed_files import is_build_input

CHANGE_EVENTS = frozenset({"created", "modified", "moved", "deleted", "attrib"})
"""Kinds of event after which files are checked. That files were opened or closed is none."""
CLOSE_EVENTS = frozenset({"closed", "moved"})
"""Kinds of event after which a file is written in full."""
REPLACING_EVENTS = frozenset({"created", "moved", "deleted"})
"""Kinds of event after which a watched folder may be another than the one that is watched."""
SETTLING_SECONDS = 1.0
"""Seconds after watches were renewed within which changes may go unreported."""
FolderIdentity = tuple[int, int] | None
"""Device and inode of a folder, by which it mostly differs from another of its name; None where there is no folder.

File systems give the inode of a deleted folder to the next one, so a folder is another one too after an event that says so.
"""
# A folder that is moved out and back is watched twice by watchdog, which replaces one watch by the other and warns of it.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
# It also logs an error for every watch that ends while it is asked for events, as all do when a folder goes.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class FolderObserver:
    """Watches on the root itself, on all below `content` and `themes`, and on the folders to which links there lead.

    `hint` is called with the names, from the root, of files and folders that may have changed; `close` with those of files that
    nobody writes any more.
    """

    def __init__(self, root: Path, hint: Callable[[str], None], close: Callable[[str], None]) -> None:
        self._root, self._hint, self._close = root, hint, close
        self._folders = (root, *(root / name for name in FOLDERS))
        self._observer: BaseObserver | None = None
        self._is_replaced = threading.Event()
        self._watched: list[FolderIdentity] = []
        self._renewed_at = 0.0

    def renew(self) -> bool:
        """Watch the folders that there are now; return whether they are others than before.

        The watch of a deleted folder is lost, and the observer does not report that. Raises OSError when the system has no
        watches left.
        """
        is_replaced = self._is_replaced.is_set()
        self._is_replaced.clear()  # first: what is replaced from here on is seen, or told again
        present = list(map(_identity, self._folders))
        if present == self._watched and not is_replaced:
            return False
        self.stop()
        self._watched = present
        self._renewed_at = time.monotonic()
        self._observer = observer = Observer()
        try:
            observer.start()
            for folder, name in self._watched_folders():
                listener = _Listener(folder, name, self._hint, self._close, self._note_replaced)
                observer.schedule(listener, folder, recursive=bool(name))
            # Watches that run out within a folder are not reported; one more that is requested then raises an error.
            observer.schedule(FileSystemEventHandler(), str(PROGRAM))
        except FileNotFoundError:
            # A folder was removed just now: the next call starts again. Without the root there is nothing to start.
            self._watched = present if present[0] is None else []
        except OSError:
            self.stop()
            raise
        return True

    def _watched_folders(self) -> Iterator[tuple[str, str]]:
        """Yield the real path and the name of the root and of each folder that is watched. No watch goes through a link."""
        yield str(self._root), ""
        bounds = Bounds(self._root)
        for name in FOLDERS:
            folder = self._root / name
            linked: list[tuple[str, str]] = []
            is_refused = any(one.refused and not one.inner for one in walk(str(folder), bounds, linked=linked))
            if folder.is_dir() and not is_refused:
                yield os.path.realpath(folder), name
            for path, real in linked:
                yield real, Path(path).relative_to(self._root).as_posix()

    def is_settled(self) -> bool:
        """Return whether the watches are so old that every recent change should have been reported."""
        return time.monotonic() - self._renewed_at > SETTLING_SECONDS

    def _note_replaced(self, path: str) -> None:
        """Have the folders watched anew where one of them is named; the hint wakes whoever does it."""
        if Path(path) in self._folders:
            self._is_replaced.set()
            self._hint(CONFIG)

    def stop(self) -> None:
        """Remove all watches."""
        observer, self._observer, self._watched = self._observer, None, []
        if observer:
            observer.stop()
            observer.join(1)


class _Listener(FileSystemEventHandler):
    """Turns events into hints: the names, from the root, of what a build may read."""

    def __init__(
        self,
        folder: str,
        name: str,
        hint: Callable[[str], None],
        close: Callable[[str], None],
        replaced: Callable[[str], None],
    ) -> None:
        self._folder, self._within, self._hint, self._close, self._replaced = folder, name, hint, close, replaced

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the names of changed files. That a folder was modified says no more than the events of the files in it."""
        is_change = event.event_type in CHANGE_EVENTS and not (event.is_directory and event.event_type == "modified")
        if not is_change and event.event_type not in CLOSE_EVENTS:
            return
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            if event.is_directory and event.event_type in REPLACING_EVENTS:
                self._replaced(path)
            name = self._name(path)
            if name and is_build_input(name):
                if is_change:
                    self._hint(name)
                if event.event_type in CLOSE_EVENTS and not event.is_directory:
                    self._close(name)

    def _name(self, path: str) -> str:
        """Return a path's name from the root; "" for the root itself, and for what lies elsewhere."""
        if path == self._folder:
            return self._within
        prefix = f"{self._folder}{os.sep}"
        inner = path.removeprefix(prefix).replace(os.sep, "/") if path.startswith(prefix) else ""
        return f"{self._within}/{inner}" if inner and self._within else inner


def _identity(folder: Path) -> FolderIdentity:
    """Return the identity of a folder; that of its target where it is a link."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
