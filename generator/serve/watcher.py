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

from generator.serve.observer import Watches

QUIET, ENDED, LONGEST = 0.015, 0.003, 0.25
"""Seconds without an event after which a burst is over, and after which it is when one file alone was written, and closed or
moved to where it is; seconds after which it is looked at though it goes on."""
SWEEP, POLL = 3.0, 0.5
"""Seconds between sweeps over all files: beside events, and instead of them."""
SHARE = 20
"""Sweeps take at most this part of the time."""
CALM = 0.5
"""Seconds after a look in which nothing is done that can wait: browsers ask for the page, and an editor may save again."""
PACE = 0.01
"""Seconds in which a hint may come between two pieces of work that can wait."""
Look = Callable[[Collection[str]], Collection[str]]
"""Look where the hints say, and say which files had changed."""
Sweep = Callable[[], Iterator[Collection[str]]]
"""Names at which something may have changed, a few of all files at a time."""


class Gathered:
    """Hints, held until a burst of them is over."""

    def __init__(self, quiet: float = QUIET, ended: float = ENDED, longest: float = LONGEST) -> None:
        self._quiet, self._short, self._longest = quiet, ended, longest
        self._some = threading.Condition()
        self._names: set[str] = set()
        self._open: set[str] = set()
        self._first = self._last = 0.0
        self._ended = False

    def add(self, name: str) -> None:
        """Take in a hint."""
        with self._some:
            self._last = time.monotonic()
            if not self._names:
                self._first = self._last
            self._names.add(name)
            self._open.add(name)
            self._some.notify()

    def close(self, name: str) -> None:
        """Nothing more is being written there; no hint by itself."""
        with self._some:
            self._open.discard(name)
            self._some.notify()

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
            names, self._names, self._open = frozenset(self._names), set(), set()
            return names

    def _left(self) -> float:
        quiet = self._short if len(self._names) == 1 and not self._open else self._quiet
        return min(self._last + quiet, self._first + self._longest) - time.monotonic()


class Watcher:
    """The thread that looks. `say` is told when the system's events cannot be had, or cannot be relied on.

    Sweeps, and what `rest` does of all that can wait, are done in pieces, and a hint that comes is seen to first.
    """

    def __init__(
        self,
        root: Path,
        look: Look,
        sweep: Sweep,
        say: Callable[[str], None],
        *,
        rest: Callable[[], bool] = lambda: False,
        poll: bool = False,
    ) -> None:
        self.polling = poll
        self._look, self._sweep, self._rest, self._say = look, sweep, rest, say
        self._gathered = Gathered()
        self._watches = Watches(root, self._gathered.add, self._gathered.close)
        self._missed: frozenset[str] = frozenset()
        self._swept: Iterator[Collection[str]] | None = None
        self._suspects: set[str] = set()
        self._took = 0.0
        self._due = 0.0
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
        self._thread.join(1)  # a build that goes on is cut off: it leaves the old site or the new one
        self._watches.drop()

    def _work(self) -> None:
        is_resting, calm = True, 0.0
        while True:
            now = time.monotonic()
            patience = max(PACE, calm - now) if is_resting or self._swept else max(0.0, self._due - now)
            hints = self._gathered.wait(patience)
            if self._stop.is_set():
                return
            try:
                if self._renew():
                    self._swept, self._due = None, 0.0
                if hints:
                    self._missed = frozenset(name for name in self._missed if not _is_told(name, hints))
                    self._look(hints)
                    is_resting, calm = True, time.monotonic() + CALM
                elif is_resting:
                    is_resting = self._rest()
                elif self._swept or time.monotonic() >= self._due:
                    is_resting = self._sweep_on()
            except Exception:  # noqa: BLE001 - one look that fails is no reason to look no more
                traceback.print_exc()
                self._swept, self._due = None, time.monotonic() + SWEEP

    def _sweep_on(self) -> bool:
        """One piece of a sweep; at its end a look where it found something. Whether that is to be seen to further."""
        began = time.monotonic()
        if self._swept is None:
            self._swept, self._took, self._suspects = self._sweep(), 0.0, set()
        some = next(self._swept, None)
        self._suspects.update(some or ())
        self._took += time.monotonic() - began
        if some is not None:
            return False
        self._swept = None
        found = frozenset(self._look(self._suspects))
        self._due = time.monotonic() + max(POLL if self.polling else SWEEP, self._took * SHARE)
        self._judge(found)
        return bool(found)

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
def watching(
    root: Path,
    look: Look,
    sweep: Sweep,
    *,
    rest: Callable[[], bool] = lambda: False,
    poll: bool = False,
    say: Callable[[str], None] | None = None,
) -> Iterator[Watcher]:
    """Look after every change below a project's folder, until the block ends; `root` is absolute."""
    watcher = Watcher(root, look, sweep, say or _say, rest=rest, poll=poll)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
