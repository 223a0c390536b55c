"""Changes in content, theme and configuration. An event says when to look, never what changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

WATCHED = ("content", "themes", "briefing.toml")
CHANGES = frozenset({"created", "modified", "moved", "deleted"})
QUIET = 0.05


class _Listener(FileSystemEventHandler):
    """Wakes the builder on changes to what a build reads; what it writes itself is not among them."""

    def __init__(self, root: Path, wake: threading.Event) -> None:
        self.root = root
        self.wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake, unless files were only looked at, or lie outside of what is watched."""
        if event.event_type in CHANGES and any(map(self._is_watched, (event.src_path, event.dest_path))):
            self.wake.set()

    def _is_watched(self, path: str | bytes) -> bool:
        name = path.decode(errors="surrogateescape") if isinstance(path, bytes) else path
        if not name:
            return False
        try:
            parts = Path(name).relative_to(self.root).parts
        except ValueError:
            return False
        return bool(parts) and parts[0] in WATCHED and parts[:2] != ("content", "derived")


@contextmanager
def watching(root: Path, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed` after every burst of changes below a project's folder, until the block ends."""
    wake, stop = threading.Event(), threading.Event()
    folder = root.resolve()

    def work() -> None:
        while not stop.is_set():
            if wake.wait(0.5):
                while wake.is_set():
                    wake.clear()
                    stop.wait(QUIET)
                changed()

    observer = Observer()
    observer.schedule(_Listener(folder, wake), str(folder), recursive=True)
    builder = threading.Thread(target=work, name="briefing-builder", daemon=True)
    observer.start()
    builder.start()
    try:
        yield
    finally:
        stop.set()
        observer.stop()
        observer.join()
        builder.join(5)
