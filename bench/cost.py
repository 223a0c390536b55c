"""The cost of a command: wall time, processor time, and peak memory. Linux only.

Memory is that of the process and all its descendants at one moment. Anonymous memory is the sum of Pss_Anon, which divides a
page among the processes that share it, so that pages of forked workers count once. File-backed memory (programs, libraries) is
that of the process with most of it: its Pss would depend on other processes of the machine that run the same interpreter.

A thread samples it every five milliseconds, or less often where a sample takes long (the kernel walks the page tables):
sampling never takes more than a fiftieth of one core.

Commands run as installed programs do, with the bytecode of their modules on disk, whatever the shell says that starts the
bench.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

MIN_PAUSE_SECONDS = 0.005
PAUSE_RATIO = 50
"""The sampler sleeps so many times as long as a sample took."""
STAGE = re.compile(r"^ *(\d+\.\d{3}) s  (.+)$", re.MULTILINE)
"""A line of `briefing build --profile`."""
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""The variable of the environment with which each start of a Python program compiles all that it imports."""
MEMORY_LINES = re.compile(rb"^(Rss|Anonymous|Pss_Anon):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ServerCost:
    """Seconds from a server's start to its first page, and from each save to the page over HTTP and to the words on screen.

    `before` and `after` are bytes of memory before the first edit and after the last.
    """

    start: float
    edits: tuple[float, ...]
    on_screen: tuple[float, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time, seconds of processor time of all its processes, and bytes of memory at the peak.

    `stages` are the seconds of wall time of each stage, as far as the command says so.
    """

    wall: float
    cpu: float
    memory: int
    stages: Mapping[str, float] = field(default_factory=dict)


class CommandError(Exception):
    """A command that ended with an error, with its output."""


def environment() -> dict[str, str]:
    """Return the variables that commands are run with."""
    return {name: value for name, value in os.environ.items() if name != NO_BYTECODE}


def cost(command: Sequence[str], printed: Path) -> Cost:
    """Run a command; its output goes into a file. Raises CommandError."""
    with printed.open("wb") as out, ThreadPoolExecutor(1) as sampler:
        ended = Event()
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - ours
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment()
        )
        peak = sampler.submit(_peak, process.pid, ended)
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        finally:
            ended.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    output = printed.read_text("utf-8", "replace")
    if process.returncode:
        raise CommandError(f"`{' '.join(command)}` ended with {process.returncode}:\n{output}")
    stages = {name: float(seconds) for seconds, name in STAGE.findall(output)}
    return Cost(wall, used.ru_utime + used.ru_stime, peak.result(), stages)


def _peak(root: int, ended: Event) -> int:
    """Return the most memory of a process and its descendants in any sample, in bytes."""
    peak, pause = 0, 0.0
    while not ended.wait(pause):
        began = time.perf_counter()
        sizes = [_memory_of(pid) for pid in _process_tree(root)]
        peak = max(peak, sum(anonymous for anonymous, _ in sizes) + max(in_files for _, in_files in sizes))
        pause = max(MIN_PAUSE_SECONDS, PAUSE_RATIO * (time.perf_counter() - began))
    return peak


def _process_tree(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants; those that end meanwhile are left out."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for child in (thread / "children").read_text("ascii").split():
                    yield from _process_tree(int(child))


def _memory_of(pid: int) -> tuple[int, int]:
    """Return the anonymous and the file-backed memory of a process, in bytes; zeros for one that ended."""
    with suppress(OSError):
        sizes = {name: int(size) << 10 for name, size in MEMORY_LINES.findall(Path(f"/proc/{pid}/smaps_rollup").read_bytes())}
        if sizes:
            return sizes[b"Pss_Anon"], sizes[b"Rss"] - sizes[b"Anonymous"]
    return 0, 0
