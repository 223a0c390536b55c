"""Two builds of one site at the same time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator import publish
from tests.faults.project import Project, Stage, forked


def _pausing(at: str) -> Stage:
    def stage(name: str) -> None:
        if name == at:
            os.kill(os.getpid(), signal.SIGSTOP)

    return stage


def one_waits(folder: str, at: str) -> None:
    """A build that finds another at work says so, and continues when that one has ended."""
    project = Project(Path(folder))
    project.edit()
    ours, theirs = os.pipe()

    def meanwhile(first: int) -> None:
        assert os.WIFSTOPPED(os.waitpid(first, os.WUNTRACED)[1])
        project.edit()

        def continue_first(_second: int) -> None:
            message = os.read(ours, 1000).decode()
            assert message == f"Another build is writing to {project.site}; waiting for it.", message
            os.kill(first, signal.SIGCONT)

        assert forked(lambda: project.build(say=lambda message: _send(theirs, message)), continue_first)

    before = project.whole()
    assert forked(lambda: project.build(_pausing(at)), meanwhile)
    assert before != project.whole()
    assert f"articles/only-{project.editions}.html" in project.whole()
    assert [] == project.leftovers()


def one_gives_up(folder: str) -> None:
    """A build that has waited for long says so, and ends; the other build is not disturbed."""
    project = Project(Path(folder))
    project.edit()
    publish.edition = partial(publish.edition, wait=0.2)

    def meanwhile(first: int) -> None:
        assert os.WIFSTOPPED(os.waitpid(first, os.WUNTRACED)[1])
        assert "another build is still writing here" in project.refused()
        os.kill(first, signal.SIGCONT)

    before = project.whole()
    assert forked(lambda: project.build(_pausing("publish")), meanwhile)
    assert before != project.whole()
    assert [] == project.leftovers()


def _send(descriptor: int, message: str) -> None:
    os.write(descriptor, message.encode())


FAULTS: dict[str, Callable[..., None]] = {"one-waits": one_waits, "one-gives-up": one_gives_up}
