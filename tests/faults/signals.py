"""Builds that a signal ends at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from generator.commands.main import main
from tests.faults.project import Project

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ended_by_signals(folder: str, rounds: str, seed: str) -> None:
    """End builds by one signal after the other at random moments; each cleans up after itself and ends with that signal's code."""
    project = Project(Path(folder))
    chance = random.Random(int(seed))
    began = time.perf_counter()
    project.edit()
    assert _build(project, None, 0.0) == (0, "")
    longest = (time.perf_counter() - began) * 1.2
    seen: Counter[str] = Counter()
    for number in range(int(rounds)):
        which = SIGNALS[number % len(SIGNALS)]
        before = project.whole()
        project.edit()
        code, said = _build(project, which, chance.random() * longest)
        assert code in {0, 128 + which}, (which, code, said)
        assert "Traceback" not in said, said
        assert not code or said.endswith("stopped.\n"), said
        after = project.whole()
        assert [] == project.leftovers(), project.leftovers()
        project.build()
        assert after in (before, project.whole()), "the site is of no edition"
        seen["stopped" if code else "done"] += 1
    print(json.dumps(seen))


def _build(project: Project, which: signal.Signals | None, seconds: float) -> tuple[int, str]:
    """Run the command in a child process and send it a signal; return its code, and what it said on stderr."""
    said = project.root.with_name("said")
    said.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(descriptor, 2)
            code = main(["-C", str(project.root), "build", "--jobs", "1", "--profile" if which else "--quiet", "--quiet"])
        finally:
            os._exit(code)
    if which:
        while not (said.exists() and said.stat().st_size) and not _has_ended(child):  # it has begun once it tells of a stage
            time.sleep(0.001)
        time.sleep(seconds)
        os.kill(child, which)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.read_text()


def _has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


FAULTS: dict[str, Callable[..., None]] = {"ended-by-signals": ended_by_signals}
