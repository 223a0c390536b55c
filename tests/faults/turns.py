"""Two builds of one site at once."""

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
    """A build that comes while another is at work says so, and goes on when that one has ended."""
    project = Project(Path(folder))
    project.edit()
    ours, theirs = os.pipe()

    def meanwhile(first: int) -> None:
        assert os.WIFSTOPPED(os.waitpid(first, os.WUNTRACED)[1])
        project.edit()

        def told(_second: int) -> None:
            said = os.read(ours, 1000).decode()
            assert said == f"Another build is writing to {project.site}; waiting for it.", said
            os.kill(first, signal.SIGCONT)

        assert forked(lambda: project.build(say=lambda words: _tell(theirs, words)), told)

    before = project.whole()
    assert forked(lambda: project.build(_pausing(at)), meanwhile)
    assert before != project.whole()
    assert f"articles/only-{project.editions}.html" in project.whole()
    assert [] == project.leftovers()


def one_gives_up(folder: str) -> None:
    """A build that has waited for long says so, and ends; the other one is not disturbed."""
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


def _tell(descriptor: int, words: str) -> None:
    os.write(descriptor, words.encode())


FAULTS: dict[str, Callable[..., None]] = {"one-waits": one_waits, "one-gives-up": one_gives_up}
