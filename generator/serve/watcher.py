"""Watching a project's folder: its files are checked soon after the system reports a change, and every few seconds anyway.

An event is only a hint where to check, never proof of a change: a save is a dozen events, a folder that is moved goes on
reporting under its old name, and some changes the system does not report at all.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.serve.observer import FolderObserver

QUIET_SECONDS = 0.015
"""Seconds without an event after which a burst is over."""
QUIET_SECONDS_OF_ONE_FILE = 0.003
"""The same where a single file was written, and was closed or moved to its place."""
MAX_BURST_SECONDS = 0.25
"""Seconds after which files are checked though the burst goes on."""
SWEEP_INTERVAL_SECONDS = 1.0
"""Seconds between sweeps over all files while the system reports changes: so late is seen what it does not report."""
POLL_INTERVAL_SECONDS = 0.5
"""Seconds between sweeps over all files where it does not."""
PAUSE_PER_SWEEP_SECOND = 20
"""Least number of seconds between sweeps for each second that a sweep takes."""
CALM_SECONDS = 0.5
"""Seconds without idle work after a check: browsers request the page, and an editor may save again."""
IDLE_STEP_SECONDS = 0.01
"""Seconds in which a hint may come between two pieces of idle work."""
Check = Callable[[Collection[str]], Collection[str]]
"""Checks the files that hints name, and returns the names of those that changed."""
Sweep = Callable[[], Iterator[Collection[str]]]
"""Names at which something may have changed, a few of all files at a time."""


class HintQueue:
    """Hints, collected until a burst of them is over. For any number of threads."""

    def __init__(
        self,
        quiet: float = QUIET_SECONDS,
        quiet_of_one_file: float = QUIET_SECONDS_OF_ONE_FILE,
        max_burst: float = MAX_BURST_SECONDS,
    ) -> None:
        self._quiet, self._quiet_of_one_file, self._max_burst = quiet, quiet_of_one_file, max_burst
        self._changed = threading.Condition()
        self._names: set[str] = set()
        self._open: set[str] = set()
        self._first = self._last = 0.0
        self._ended = False

    def add(self, name: str) -> None:
        """Add a hint."""
        with self._changed:
            self._last = time.monotonic()
            if not self._names:
                self._first = self._last
            self._names.add(name)
            self._open.add(name)
            self._changed.notify()

    def close(self, name: str) -> None:
        """Note that nothing more is being written to a file; this is no hint by itself."""
        with self._changed:
            self._open.discard(name)
            self._changed.notify()

    def end(self) -> None:
        """Wake whoever waits, for good."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def wait(self, timeout: float) -> frozenset[str]:
        """Return the hints of a burst once it is over; none when none came within `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._names or self._ended, timeout)
            while self._names and not self._ended and (seconds := self._seconds_left()) > 0:
                self._changed.wait(seconds)
            names, self._names, self._open = frozenset(self._names), set(), set()
            return names

    def _seconds_left(self) -> float:
        quiet = self._quiet_of_one_file if len(self._names) == 1 and not self._open else self._quiet
        return min(self._last + quiet, self._first + self._max_burst) - time.monotonic()


class Watcher:
    """The thread that checks the files. `say` prints that the system reports no events, or not all of them.

    Sweeps and `work_when_idle` are done in pieces; a hint that comes meanwhile is checked before the next piece.
    """

    def __init__(
        self,
        root: Path,
        check: Check,
        sweep: Sweep,
        say: Callable[[str], None],
        *,
        work_when_idle: Callable[[], bool] = lambda: False,
        poll: bool = False,
    ) -> None:
        self.polling = poll
        self._check, self._sweep, self._work_when_idle, self._say = check, sweep, work_when_idle, say
        self._hints = HintQueue()
        self._observer = FolderObserver(root, self._hints.add, self._hints.close)
        self._unreported: frozenset[str] = frozenset()
        """Names that the last sweep found to have changed, and that no event has named yet."""
        self._current_sweep: Iterator[Collection[str]] | None = None
        self._suspects: set[str] = set()
        self._sweep_seconds = 0.0
        self._next_sweep = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="briefing-watcher", daemon=True)

    def start(self) -> None:
        """Start watching."""
        self._renew()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()
        self._hints.end()
        self._thread.join(1)  # a build that is running is cut off: it leaves the old site or the new one
        self._observer.stop()

    def _work(self) -> None:
        has_idle_work, calm_until = True, 0.0
        while True:
            now = time.monotonic()
            is_busy = has_idle_work or self._current_sweep
            timeout = max(IDLE_STEP_SECONDS, calm_until - now) if is_busy else max(0.0, self._next_sweep - now)
            hints = self._hints.wait(timeout)
            if self._stopped.is_set():
                return
            try:
                if self._renew():
                    self._current_sweep, self._next_sweep = None, 0.0
                if hints:
                    self._unreported = frozenset(name for name in self._unreported if not _is_hinted(name, hints))
                    self._check(hints)
                    has_idle_work, calm_until = True, time.monotonic() + CALM_SECONDS
                elif has_idle_work:
                    has_idle_work = self._work_when_idle()
                elif self._current_sweep or time.monotonic() >= self._next_sweep:
                    has_idle_work = self._continue_sweep()
            except Exception:  # noqa: BLE001 - one check that fails is no reason to stop checking
                traceback.print_exc()
                self._current_sweep, self._next_sweep = None, time.monotonic() + SWEEP_INTERVAL_SECONDS

    def _continue_sweep(self) -> bool:
        """Do one piece of a sweep, and check the suspects at its end; return whether files changed: idle work follows."""
        began = time.monotonic()
        if self._current_sweep is None:
            self._current_sweep, self._sweep_seconds, self._suspects = self._sweep(), 0.0, set()
        names = next(self._current_sweep, None)
        self._suspects.update(names or ())
        self._sweep_seconds += time.monotonic() - began
        if names is not None:
            return False
        self._current_sweep = None
        changed = frozenset(self._check(self._suspects))
        interval = POLL_INTERVAL_SECONDS if self.polling else SWEEP_INTERVAL_SECONDS
        self._next_sweep = time.monotonic() + max(interval, self._sweep_seconds * PAUSE_PER_SWEEP_SECOND)
        self._poll_if_events_are_missing(changed)
        return bool(changed)

    def _renew(self) -> bool:
        """Observe the folders that there are now; return whether they are others than before."""
        if self.polling:
            return False
        try:
            return self._observer.renew()
        except OSError as error:
            self._poll(f"The system does not tell of changes ({error.strerror or error})")
            return True

    def _poll_if_events_are_missing(self, changed: frozenset[str]) -> None:
        """Poll, if no event has named what the sweep before found. Events for what this one found may still come."""
        if self._unreported and not self.polling:
            self._poll(f"The system did not tell of a change to {min(self._unreported)}")
        self._unreported = changed if self._observer.is_settled() else frozenset()

    def _poll(self, reason: str) -> None:
        self.polling = True
        self._observer.stop()
        self._say(f"{reason}: looking at all files every {POLL_INTERVAL_SECONDS:g} s instead.")


def _is_hinted(name: str, hints: frozenset[str]) -> bool:
    """Return whether a hint names a file, or a folder that it lies in."""
    return any(part in hints for part in (name, *map(str, PurePosixPath(name).parents)))


@contextmanager
def watching(
    root: Path,
    check: Check,
    sweep: Sweep,
    *,
    work_when_idle: Callable[[], bool] = lambda: False,
    poll: bool = False,
    say: Callable[[str], None] | None = None,
) -> Iterator[Watcher]:
    """Check files at every change below a project's folder, until the block ends; `root` is absolute."""
    watcher = Watcher(root, check, sweep, say or _say, work_when_idle=work_when_idle, poll=poll)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
