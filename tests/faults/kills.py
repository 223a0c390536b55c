"""Builds that are killed at any moment. They are forked from this process, which has built before, so that many are affordable."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator import publish
from generator.publish import swap
from tests.faults.project import Build, Project, Stage, forked

CLOSE = 6
"""Number of kills after the exchange that still count as close to it."""
DISK_EVENTS = ("open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.listdir")


class Kills:
    """Rounds of an edit, a build that is killed, a check of the site, and a build that completes."""

    def __init__(self, project: Project, *, always_whole: bool = True) -> None:
        self.project = project
        self.always_whole = always_whole
        self.seen = {"old": 0, "new": 0, "ended": 0}

    def round(self, kill: Callable[[Build], bool]) -> None:
        before = self.project.whole()
        self.project.edit()
        self.seen["ended"] += kill(self.project.build)
        if not self.always_whole:
            with publish.edition(self.project.site):
                pass
        after = self.project.whole()
        self.project.let_a_minute_pass()
        assert forked(self.project.build), "the next build failed"
        new = self.project.whole()
        assert [] == self.project.leftovers()
        assert after in (before, new), "the site is of no edition"
        self.seen["old" if after == before else "new"] += 1


def at_random(folder: str, rounds: str, seed: str) -> None:
    """Kill builds at random moments of the whole build and, every second time, of its publishing."""
    project = Project(Path(folder))
    chance = random.Random(int(seed))
    kills = Kills(project)
    whole, publishing = _durations(project)
    for number in range(int(rounds)):
        if number % 2:
            kills.round(lambda work: _killed_publishing(work, chance.random() * publishing))
        else:
            kills.round(lambda work: _killed_after(work, chance.random() * whole))
    print(json.dumps(kills.seen))


def at_every_step(folder: str, way: str, before: str, after: str) -> None:
    """Kill builds before each disk operation of publishing, or before every nth one: `before` and `after` the exchange.

    `way`: by exchange; by renaming, where folders cannot be exchanged; or inside the site's folder, file by file, where that
    is a mount. The last two have moments when the site is not whole until the next build begins.
    """
    project = Project(Path(folder))
    if way == "rename":
        swap._exchange_function = lambda: None  # type: ignore[assignment]
    if way == "inside":
        site = os.path.realpath(project.site)
        os.path.ismount = lambda path: str(path) == site
        publish.clean(project.site)
        project.build()
    kills = Kills(project, always_whole=way == "exchange")
    step = 0
    while not kills.seen["ended"]:
        kills.round(lambda work, at=step: forked(lambda: work(_killing(at))))  # type: ignore[misc]
        step += int(before if kills.seen["new"] < CLOSE else after)
    print(json.dumps(kills.seen))


def _durations(project: Project) -> tuple[float, float]:
    """Return the seconds of a build and of its publishing."""
    times: dict[str, float] = {}
    for _ in range(3):
        project.edit()
        began = time.perf_counter()
        project.build(lambda name: times.update({name: time.perf_counter()}))
    ended = time.perf_counter()
    return (ended - began), (ended - times["publish"])


def _killed_after(work: Build, seconds: float) -> bool:
    def kill(child: int) -> None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)

    return forked(work, kill)


def _killed_publishing(work: Build, seconds: float) -> bool:
    ours, theirs = os.pipe()

    def kill(child: int) -> None:
        os.close(theirs)
        os.read(ours, 1)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)

    def stage(name: str) -> None:
        if name == "publish":
            os.write(theirs, b".")

    try:
        return forked(lambda: work(stage), kill)
    finally:
        os.close(ours)


def _killing(step: int) -> Stage:
    """Kill this process before the step of that number after publishing began."""
    left: list[int] = []

    def count(event: str, _arguments: object) -> None:
        if left and event in DISK_EVENTS:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    def stage(name: str) -> None:
        if name == "publish":
            left.append(step)

    sys.addaudithook(count)
    return stage


FAULTS = {"killed-at-random": at_random, "killed-at-every-step": at_every_step}
