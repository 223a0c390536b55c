"""When to look at the files: soon after the system tells of a change, and every few seconds whatever it tells.

An event is a hint where to look, never what changed: a save is a dozen events, a folder that is moved goes on telling under
its old name, and of much the system says nothing at all.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.serve.inputs import Hints
from generator.serve.watches import Watches

QUIET, LONGEST = 0.015, 0.25
"""Seconds without an event after which a burst is over; seconds after which it is looked at though it goes on."""
SWEEP, POLL = 3.0, 0.5
"""Seconds between looks at everything: beside events, and instead of them."""
SHARE = 20
"""A look at everything takes at most this part of the time."""
Look = Callable[[Hints], Collection[str]]
"""Look where the hints say, and say which files had changed."""


class Gathered:
    """Hints, held until a burst of them is over."""

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        self._quiet, self._longest = quiet, longest
        self._some = threading.Condition()
        self._names: set[str] = set()
        self._first = self._last = 0.0
        self._ended = False

    def add(self, name: str) -> None:
        """Take in a hint."""
        with self._some:
            self._last = time.monotonic()
            if not self._names:
                self._first = self._last
                self._some.notify()
            self._names.add(name)

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._some:
            self._ended = True
            self._some.notify()

    def wait(self, patience: float) -> frozenset[str]:
        """The hints of a burst once it is over; none when none came in time."""
        with self._some:
            self._some.wait_for(lambda: self._names or self._ended, patience)
            while self._names and not self._ended and (left := self._left()) > 0:
                self._some.wait(left)
            names, self._names = frozenset(self._names), set()
            return names

    def _left(self) -> float:
        return min(self._last + self._quiet, self._first + self._longest) - time.monotonic()


class Watcher:
    """The thread that looks. `say` is told when the system's events cannot be had, or cannot be relied on."""

    def __init__(self, root: Path, look: Look, say: Callable[[str], None], *, poll: bool = False) -> None:
        self.polling = poll
        self._look, self._say = look, say
        self._gathered = Gathered()
        self._watches = Watches(root, self._gathered.add)
        self._missed: frozenset[str] = frozenset()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="briefing-watcher", daemon=True)

    def start(self) -> None:
        """Watch from now on."""
        self._renew()
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()
        self._gathered.end()
        self._thread.join(5)
        self._watches.drop()

    def _work(self) -> None:
        took, due = 0.0, time.monotonic()
        while not self._stop.is_set():
            hints = self._gathered.wait(max(0.0, due - time.monotonic()))
            if self._stop.is_set():
                return
            everything = self._renew() or time.monotonic() >= due
            self._missed = frozenset(name for name in self._missed if not _is_told(name, hints))
            began = time.monotonic()
            try:
                found = self._look(None if everything else hints)
            except Exception:  # noqa: BLE001 - one look that fails is no reason to look no more
                traceback.print_exc()
                found = ()
            if everything:
                self._judge(frozenset(name for name in found if not _is_told(name, hints)))
                took = time.monotonic() - began if not found else took
                due = time.monotonic() + max(POLL if self.polling else SWEEP, took * SHARE)

    def _renew(self) -> bool:
        """Watch the folders that there are now; whether they are others than before."""
        if self.polling:
            return False
        try:
            return self._watches.renew()
        except OSError as error:
            self._poll(f"The system does not tell of changes ({error.strerror or error})")
            return True

    def _judge(self, found: frozenset[str]) -> None:
        """Poll, if what the last sweep found has not been told of until now. What this one found may be told of yet."""
        if self._missed and not self.polling:
            self._poll(f"The system did not tell of a change to {min(self._missed)}")
        self._missed = found if self._watches.settled() else frozenset()

    def _poll(self, why: str) -> None:
        self.polling = True
        self._watches.drop()
        self._say(f"{why}: looking at all files every {POLL:g} s instead.")


def _is_told(name: str, hints: frozenset[str]) -> bool:
    """Whether a hint names a file, or a folder that it lies in."""
    return any(part in hints for part in (name, *map(str, PurePosixPath(name).parents)))


@contextmanager
def watching(root: Path, look: Look, *, poll: bool = False, say: Callable[[str], None] | None = None) -> Iterator[Watcher]:
    """Look after every change below a project's folder, until the block ends; `root` is absolute."""
    watcher = Watcher(root, look, say or _say, poll=poll)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
