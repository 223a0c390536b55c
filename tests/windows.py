"""The file system of Windows, as far as it can be played elsewhere.

Files that are open can be neither renamed nor removed, nor a folder with one in it; names may not differ by case alone, be kept
for devices, or end in a dot or a blank; paths have at most 259 characters; there is no `fcntl`, and no exchange of two folders.
"""

from __future__ import annotations

import errno
import fcntl
import importlib
import os
import re
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish import files, swap
from generator.runtime import lock

LONGEST_PATH = 259
WINDOWS_ROOT_CHARACTERS = 60
"""What a project's folder may take of that; that of a test stands for it."""
FORBIDDEN = re.compile(
    r"[<>:\"|?*\\\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE
)


def windows_files(root: Path, patch: pytest.MonkeyPatch) -> None:
    """Let the file system below a folder behave as that of Windows does, for this process."""
    played = _Files(str(root))
    for names, play in (
        (("open", "mkdir"), played.making),
        (("unlink", "remove", "rmdir"), played.removing),
        (("rename", "replace"), played.moving),
    ):
        for name in names:
            patch.setattr(os, name, play(name, getattr(os, name)))
    patch.setattr(files, "CAN_REMOVE_OPEN_FILES", False)
    patch.setattr(files, "BUSY_WAIT_SECONDS", 2.0)
    patch.setattr(swap, "sys", types.SimpleNamespace(platform="win32"))
    swap._exchange_function.cache_clear()
    patch.setattr(lock, "_taken", windows_lock(patch))


class _Files:
    """The functions of `os` as they are on Windows, below one folder."""

    def __init__(self, root: str) -> None:
        self._below = f"{root}/"

    def making(self, name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def made(path: Any, *arguments: Any, dir_fd: int | None = None, **named: Any) -> Any:
            if name == "mkdir" or (arguments and arguments[0] & os.O_CREAT):
                self._check_name(_absolute(path, dir_fd))
            return whole(path, *arguments, dir_fd=dir_fd, **named)

        return made

    def removing(self, _name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def removed(path: Any, *, dir_fd: int | None = None) -> None:
            self._check_use(_absolute(path, dir_fd))
            whole(path, dir_fd=dir_fd)

        return removed

    def moving(self, name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def moved(source: Any, target: Any, **named: Any) -> None:
            self._check_use(_absolute(source))
            self._check_use(_absolute(target))
            if name == "rename" and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "it is there already", str(target))
            self._check_name(_absolute(target))
            whole(source, target, **named)

        return moved

    def _check_name(self, path: str) -> None:
        if not path.startswith(self._below):
            return
        inner = path.removeprefix(self._below)
        if any(FORBIDDEN.search(part) for part in inner.split("/")):
            raise OSError(errno.EINVAL, "the name is invalid on Windows", path)
        if len(inner) + WINDOWS_ROOT_CHARACTERS > LONGEST_PATH:
            raise FileNotFoundError(errno.ENOENT, "the path is too long on Windows", path)
        above, name = os.path.split(path)
        beside = os.listdir(above) if os.path.isdir(above) else []
        if near := [other for other in beside if other.casefold() == name.casefold() and other != name]:
            raise FileExistsError(errno.EEXIST, f"on Windows, this is {near[0]!r}", path)

    def _check_use(self, path: str) -> None:
        if path.startswith(self._below) and any(used == path or used.startswith(f"{path}/") for used in _open_files()):
            raise in_use(path)


def _absolute(path: Any, folder: int | None = None) -> str:
    base = os.readlink(f"/proc/self/fd/{folder}") if folder is not None else ""
    return os.path.abspath(os.path.join(base, os.fsdecode(path)))


def windows_lock(patch: pytest.MonkeyPatch) -> Callable[[int], bool]:
    """Return the lock of Windows, from the module's own branch, over a stand-in of `msvcrt`."""

    def locking(descriptor: int, _mode: int, _bytes: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None

    with patch.context() as there:
        there.setattr(sys, "platform", "win32")
        there.setitem(sys.modules, "fcntl", None)
        there.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
        specification = importlib.util.find_spec("generator.runtime.lock")
        assert specification
        assert specification.loader
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
    taken: Callable[[int], bool] = module._taken
    return taken


def in_use(path: str) -> PermissionError:
    """Return the error of Windows for a file that another program has open."""
    error = PermissionError(
        errno.EACCES, "The process cannot access the file because it is being used by another process", path
    )
    error.winerror = 32  # type: ignore[attr-defined]
    return error


def _open_files() -> list[str]:
    """Return what this process has open."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:  # the listing itself
            continue
    return found
