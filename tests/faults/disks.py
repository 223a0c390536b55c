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
DISK_BYTES = 8 << 20
FREE_BYTES = tuple(n << 10 for n in (0, 4, 12, 36, 64, 100, 200, 800))
"""Bytes of free space, from none to almost enough."""


def _mount_small_disk(folder: Path) -> bool:
    """Mount a small disk in memory that only this process sees and that ends with it; return False where that is not allowed."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if system.unshare(CLONE_NEWNS) != 0:
        if system.unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0:
            return False
        for name, text in (("uid_map", f"{user} {user} 1"), ("setgroups", "deny"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text, encoding="utf-8")
    system.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    folder.mkdir()
    return bool(system.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=%d" % DISK_BYTES) == 0)


def _build_on_full_disk(project: Project, disk: Path) -> int:
    """Build on a disk with each amount of free space; return how many builds failed, each with the old site complete."""
    failed = 0
    filler = disk / "filler"
    for free in FREE_BYTES:
        project.edit()
        space = os.statvfs(disk)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(space.f_bavail * space.f_frsize - free, 1))
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


def _build_with_limited_files(project: Project) -> int:
    """Build with limits on the size of a file, where no disk can be mounted; return how many builds failed."""
    failed = 0
    for most in (0, 100, 1000, 3000, 5000):
        project.edit()
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        message = project.refused()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert "File too large" in message, message
        failed += 1
        project.rebuilt()
    return failed


def full(folder: str, what: str) -> None:
    """A full disk, which holds the site alone or the whole project."""
    root = Path(folder)
    disk = root.with_name("disk")
    if not _mount_small_disk(disk):
        print("no disk can be mounted here: files are limited instead")
        assert _build_with_limited_files(Project(root))
        return
    project = Project(root, disk / "site") if what == "site" else Project(disk / "project")
    assert 3 < _build_on_full_disk(project, disk) < len(FREE_BYTES)


def files_limited(folder: str) -> None:
    """Writes that store only a part of a file's bytes."""
    assert _build_with_limited_files(Project(Path(folder)))


FAULTS: dict[str, Callable[..., None]] = {"disk-full": full, "files-limited": files_limited}
