"""Processes that note what they use of the network and change on disk, by an audit hook, which nothing can take off again.

A use of the network fails, too. Workers are watched as well: every Python that starts with these variables has the hook.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOOK = """
import os, sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LOG = os.open(os.environ["BRIEFING_GUARD_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def note(path, folder=-1):
    if not isinstance(path, (str, bytes)):
        return
    base = os.readlink(f"/proc/self/fd/{folder}") if folder >= 0 and os.path.isdir("/proc/self/fd") else os.getcwd()
    os.write(LOG, os.fsencode("change\\t" + os.path.normpath(os.path.join(base, os.fsdecode(path))) + "\\n"))

def watch(event, arguments):
    if event.startswith("socket."):
        os.write(LOG, f"network\\t{event} {arguments!r}\\n".encode())
        raise PermissionError(f"{event}: the network is forbidden here")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        note(arguments[0])
    elif event == "sqlite3.connect" and arguments[0] != ":memory:":
        note(os.fsdecode(arguments[0]).removeprefix("file://").partition("?")[0])
    elif event in ("os.rename", "os.link"):
        note(arguments[0], arguments[2])
        note(arguments[1], arguments[3])
    elif event in ("os.remove", "os.rmdir") or event == "os.mkdir" and not os.path.isdir(arguments[0]):
        note(arguments[0], arguments[-1])
    elif event in ("os.symlink", "os.truncate", "os.chmod"):
        note(arguments[1 if event == "os.symlink" else 0])

sys.addaudithook(watch)
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """The variables of a watched process, and what was noted."""

    environment: dict[str, str]
    log: Path

    @property
    def network(self) -> list[str]:
        """Each use of the network."""
        return self._noted("network")

    def changed_outside(self, *folders: Path) -> list[str]:
        """Return the paths that were written, made, renamed or removed elsewhere than in these folders."""
        found = {path for path in self._noted("change") if not any(Path(path).is_relative_to(folder) for folder in folders)}
        return sorted(found - {os.devnull})

    def _noted(self, kind: str) -> list[str]:
        lines = (line.split("\t", 1) for line in self.log.read_text("utf-8", "surrogateescape").splitlines())
        return [what for noted, what in lines if noted == kind]


def guard(folder: Path) -> Guard:
    """Return the variables with which Python processes are watched; the folder is new, and has their temporary files."""
    for name in ("hook", "temporary"):
        (folder / name).mkdir(parents=True)
    (folder / "hook" / "sitecustomize.py").write_text(HOOK, "utf-8")
    log = folder / "log"
    told = {
        "PYTHONPATH": os.pathsep.join([str(folder / "hook"), os.environ.get("PYTHONPATH", "")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "BRIEFING_GUARD_LOG": str(log),
        "TMPDIR": str(folder / "temporary"),
    }
    return Guard({**os.environ, **told}, log)
