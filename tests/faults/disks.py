"""Disks without room."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.project import Project

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_REC, MS_PRIVATE = 16384, 1 << 18
DISK = 8 << 20
ROOM = tuple(n << 10 for n in (0, 4, 12, 36, 64, 100, 200, 800))
"""Bytes that are left, from none to almost enough."""


def _mounted(folder: Path) -> bool:
    """Mount a small disk in memory that only this process sees, and that goes with it; False where that is not allowed."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if system.unshare(CLONE_NEWNS) != 0:
        if system.unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0:
            return False
        for name, text in (("uid_map", f"{user} {user} 1"), ("setgroups", "deny"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)
    system.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    folder.mkdir()
    return bool(system.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=%d" % DISK) == 0)


def _full(project: Project, disk: Path) -> int:
    """Builds on a disk with less and less room; how many of them failed, the old site standing."""
    failed = 0
    filler = disk / "filler"
    for room in ROOM:
        project.edit()
        looks = os.statvfs(disk)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(looks.f_bavail * looks.f_frsize - room, 1))
        before = project.whole()
        try:
            project.build()
        except OSError:
            failed += 1
            assert before == project.whole(), "the old site does not stand"
        else:
            project.whole()
        filler.unlink()
        project.edit()
        project.rebuilt()
    return failed


def _limited(project: Project) -> int:
    """The same where no disk can be mounted: the system takes no more than so many bytes of a file, and says so."""
    failed = 0
    for most in (0, 100, 1000, 3000, 5000):
        project.edit()
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        said = project.refused()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert "File too large" in said, said
        failed += 1
        project.rebuilt()
    return failed


def full(folder: str, what: str) -> None:
    """A disk that is full, which holds the site alone or the whole project."""
    root = Path(folder)
    disk = root.with_name("disk")
    if not _mounted(disk):
        print("no disk can be mounted here: files are limited instead")
        assert _limited(Project(root))
        return
    project = Project(root, disk / "site") if what == "site" else Project(disk / "project")
    assert 3 < _full(project, disk) < len(ROOM)


def files_limited(folder: str) -> None:
    """A write that takes only a part of a file's bytes."""
    assert _limited(Project(Path(folder)))


FAULTS: dict[str, Callable[..., None]] = {"disk-full": full, "files-limited": files_limited}
