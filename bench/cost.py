"""What a command costs: time on the clock, time on the processors, and the most memory that it held. Linux only.

Memory is what the process and all its descendants hold together at one moment. What is theirs alone is the sum of Pss_Anon,
which shares a page out among those that hold it, so that forked workers' pages count once. What lies in files (programs,
libraries) is what the one with most of it holds: its share would hang on who else on the machine runs the same interpreter.

A thread that sleeps looks every five milliseconds, and more seldom where looking takes long (the kernel walks the page tables):
it never takes more than a fiftieth of one core, whoever is looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

OFTENEST = 0.005
REST = 50
"""How many times as long as it looked the watcher sleeps."""
HELD = re.compile(rb"^(Rss|Anonymous|Pss_Anon):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Live:
    """What a server took, in seconds: to its first page, and from each save to the page, and to the words on screen.

    `before` and `after` are bytes that it held before the first edit and after the last.
    """

    start: float
    edits: tuple[float, ...]
    seen: tuple[float, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of all its processes on the processors, and bytes at the peak."""

    wall: float
    cpu: float
    memory: int


class Failed(Exception):  # noqa: N818 - it tells what happened
    """A command that ended otherwise than well, with what it printed."""


def cost(command: Sequence[str], printed: Path) -> Cost:
    """Run a command; what it prints goes into a file. Raises Failed."""
    with printed.open("wb") as out, ThreadPoolExecutor(1) as watcher:
        ended = Event()
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        peak = watcher.submit(_peak, process.pid, ended)
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        finally:
            ended.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = printed.read_text("utf-8", "replace")
        raise Failed(f"`{' '.join(command)}` ended with {process.returncode}:\n{said}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak.result())


def _peak(root: int, ended: Event) -> int:
    """The most that a process and its descendants held at any of the moments when somebody looked."""
    peak, pause = 0, 0.0
    while not ended.wait(pause):
        began = time.perf_counter()
        held = [_held(pid) for pid in _family(root)]
        peak = max(peak, sum(own for own, _ in held) + max(in_files for _, in_files in held))
        pause = max(OFTENEST, REST * (time.perf_counter() - began))
    return peak


def _family(pid: int) -> Iterator[int]:
    """A process and all its descendants; those that end meanwhile are passed over."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for child in (thread / "children").read_text("ascii").split():
                    yield from _family(int(child))


def _held(pid: int) -> tuple[int, int]:
    """What a process has to itself, and what it has of files, in bytes; nothing of one that ended."""
    with suppress(OSError):
        held = {name: int(size) << 10 for name, size in HELD.findall(Path(f"/proc/{pid}/smaps_rollup").read_bytes())}
        if held:
            return held[b"Pss_Anon"], held[b"Rss"] - held[b"Anonymous"]
    return 0, 0
