"""Faults at single system calls of a build, by strace: it is killed before one, or the system refuses one.

strace counts calls by name from the moment that it is attached, so that a call of a recorded build is found again in the next.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import publish
from generator.commands.main import main
from generator.publish import swap
from tests.faults.kills import Kills
from tests.faults.project import Project, Stage

CHANGING = re.compile(
    r"(write|pwrite64|link|linkat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|fsync|fdatasync|syncfs|ftruncate"
    r"|f?chmod|fchmodat|utimensat|symlinkat)\(|open(at)?\(.*O_(WRONLY|RDWR|CREAT)"
)
OPENING = re.compile(r"open(at)?\(.*O_(WRONLY|RDWR|CREAT|DIRECTORY)")
CALL = re.compile(r"(?:\d+ +)?(\w+)\(")
ERRORS = {
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"),
    "openat": ("ENOSPC", "EMFILE", "EROFS", "EIO", "EDQUOT", "EACCES"),
    "mkdir": ("ENOSPC", "EROFS", "EDQUOT", "EIO"),
    "link": ("ENOSPC", "EIO", "EROFS", "EDQUOT"),
    "linkat": ("ENOSPC", "EIO", "EROFS", "EDQUOT"),
    "rename": ("ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES"),
    "renameat2": ("EIO", "ENOSPC", "EROFS", "EXDEV"),
    "syncfs": ("EIO", "ENOSPC", "EDQUOT"),
    "fsync": ("EIO", "ENOSPC", "EDQUOT"),
    "fdatasync": ("EIO", "ENOSPC"),
    "unlink": ("EIO", "EROFS", "EACCES"),
    "unlinkat": ("EIO", "EROFS", "EACCES"),
    "rmdir": ("EIO", "EROFS"),
    "ftruncate": ("EIO", "ENOSPC"),
    "close": ("EIO", "ENOSPC", "EDQUOT"),
}
"""The errors that each call is refused with, one after the other."""


class Call(NamedTuple):
    """A system call: its name, its number among those of that name, and the line in which strace tells of it."""

    name: str
    number: int
    line: str


class Ended(NamedTuple):
    """The end of a traced child: its status as waitpid(2) has it, its calls, and what it printed on stderr."""

    status: int
    calls: tuple[Call, ...]
    said: str


def traced(
    folder: Path, work: Callable[[Stage], object], at: str, *options: str, stopped: Callable[[], object] = lambda: None
) -> Ended:
    """Run work in a child process that strace is attached to from the stage `at` on; `stopped` is called just before that."""
    log, said = folder.with_name("calls"), folder.with_name("said")
    for file in (log, said):
        file.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _run(work, at, said)
    assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1]), "the build ended before that stage"
    stopped()
    command = ["strace", "-y", "-p", str(child), "-o", str(log), "-e", "signal=none", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        attached = tracer.stderr.readline()
        assert "attached" in attached, attached
        os.kill(child, signal.SIGCONT)
        status = os.waitpid(child, 0)[1]
    return Ended(status, tuple(_calls(log)), said.read_text())


def _run(work: Callable[[Stage], object], at: str, said: Path) -> None:
    """Run work in this process, which stops itself once at a stage, and end with its code."""
    code = 1
    left = [at]

    def stage(name: str) -> None:
        if left and name == left[0]:
            left.clear()
            os.kill(os.getpid(), signal.SIGSTOP)

    try:
        descriptor = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(descriptor, 2)
        os.close(descriptor)
        code = int(work(stage) or 0)  # type: ignore[call-overload]
    except BaseException:  # noqa: BLE001 - the parent is told
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def _calls(log: Path) -> Iterator[Call]:
    seen: Counter[str] = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := CALL.match(line):
            seen[found[1]] += 1
            yield Call(found[1], seen[found[1]], line)


def prepared(folder: str, way: str) -> Project:
    """Return a project whose site is published in one of three ways: by exchange, by renames, or file by file inside it."""
    project = Project(Path(folder))
    if way == "rename":
        swap._exchange_function = lambda: None  # type: ignore[assignment]
    if way == "unsynchronised":
        swap.sync = lambda folder: None  # noqa: ARG005
        swap.sync_folders = lambda *_folders: None
    if way == "inside":
        site = os.path.realpath(project.site)
        os.path.ismount = lambda path: str(path) == site
        publish.clean(project.site)
        project.build()
    return project


def killed(folder: str, way: str, rounds: str) -> None:
    """Kill builds before each system call of publishing that changes something; which is after the one before it, too.

    Of more calls than `rounds`, the ones around the exchange are taken all, the others at equal distances.
    """
    project = prepared(folder, way)
    project.edit()
    calls = traced(project.root, project.build, "publish").calls
    kills = Kills(project, always_whole=way == "exchange")
    changing = [call for call in calls if CHANGING.match(call.line)]
    for call in _chosen(changing, int(rounds)):
        kills.round(lambda work, call=call: _survived(project, work, call))  # type: ignore[misc]
    print(json.dumps(kills.seen | {"calls": len(changing)}))


def _survived(project: Project, work: Callable[[Stage], object], call: Call) -> bool:
    ended = traced(project.root, work, "publish", "-e", f"inject={call.name}:signal=SIGKILL:when={call.number}")
    assert os.WIFSIGNALED(ended.status) or not ended.status, ended.said
    return not ended.status


def _chosen(calls: Sequence[Call], most: int) -> list[Call]:
    """Return so many calls: all that rename or synchronise, with their neighbours, and others at equal distances."""
    close = {
        near
        for at, call in enumerate(calls)
        if re.match("rename|syncfs|fsync", call.name)
        for near in range(at - 1, at + 3)
        if near < len(calls)
    }
    rest = [at for at in range(len(calls)) if at not in close]
    wanted = max(most - len(close), 1)
    return [calls[at] for at in sorted(close | set(rest[:: max(len(rest) // wanted, 1)]))]


def refused(folder: str, way: str, rounds: str, lasting: str = "") -> None:
    """Have the system refuse one call of a whole `briefing build`, or with `lasting` that call and all of its name after it."""
    project = prepared(folder, way)
    command = ["-C", str(project.root), "build", "--jobs", "1", "--quiet"]

    def build(stage: Stage) -> int:
        stage("begin")
        return main(command)

    project.edit()
    calls = [call for call in traced(project.root, build, "begin").calls if _can_be_refused(call)]
    seen = {"refused": 0, "done": 0, "calls": len(calls)}
    turn: Counter[str] = Counter()
    for call in calls[:: max(len(calls) // int(rounds), 1)]:
        error = ERRORS[call.name][turn[call.name] % len(ERRORS[call.name])]
        turn[call.name] += 1
        before = project.whole()
        project.edit()
        inject = f"inject={call.name}:error={error}:when={call.number}{lasting}"
        ended = traced(project.root, build, "begin", "-e", inject)
        where = f"{inject} {call.line[:300]}\n{ended.said}"
        code = os.waitstatus_to_exitcode(ended.status)
        assert code in {0, 1}, where
        assert "Traceback" not in ended.said, where
        cannot_say = bool(lasting) and call.name == "write"  # to the terminal neither
        assert code == 0 or cannot_say or re.search(r".+: .+; .+", ended.said), where
        _check(project, before, code, where)
        seen["refused" if code else "done"] += 1
    print(json.dumps(seen))


def _can_be_refused(call: Call) -> bool:
    return call.name in ERRORS and (call.name != "openat" or bool(OPENING.match(call.line))) and "<pipe" not in call.line


def _check(project: Project, before: dict[str, str], code: int, where: str) -> None:
    """Assert that a site is of one edition, or is so again once the next build begins, and that this one leaves nothing."""
    after = _whole_or_recovered(project)
    project.let_a_minute_pass()
    project.build()
    new = project.whole()
    assert after in (before, new), f"the site is of no edition: {where}"
    assert code or after == new, f"the site is not what the build said: {where}"
    assert [] == project.leftovers(), where


def _whole_or_recovered(project: Project) -> dict[str, str]:
    try:
        return project.whole()
    except AssertionError:
        assert not swap._exchange_function() or os.path.ismount(os.path.realpath(project.site)), "the site is not whole"
        with publish.edition(project.site):
            pass
        return project.whole()


FAULTS: dict[str, Callable[..., None]] = {"killed-at-calls": killed, "refused-calls": refused}
assert sys.platform != "win32", "strace is of Linux"
