"""The exchange of two folders in one step, so that no reader ever sees half of either."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system in one step; False where the system cannot. Raises OSError."""
    exchange_folders = _exchange_function()
    if exchange_folders is None:
        return False
    if exchange_folders(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


@lru_cache(maxsize=1)
def _exchange_function() -> Callable[[bytes, bytes], int] | None:
    """Return renameat2(2) of Linux or renamex_np(2) of macOS; None elsewhere."""
    if sys.platform not in {"linux", "darwin"}:
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: int(swap(one, other, ctypes.c_uint(RENAME_SWAP))))
    rename = getattr(library, "renameat2", None)
    return rename and (lambda one, other: int(rename(AT_FDCWD, one, AT_FDCWD, other, ctypes.c_uint(RENAME_EXCHANGE))))


def sync_folders(*folders: Path) -> None:
    """Write the names in folders to disk, where the system can. Raises OSError."""
    if os.name == "nt":  # folders cannot be opened there
        return
    for folder in folders:
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in UNSUPPORTED | {errno.EACCES}:  # a folder may be written that may not be read
                raise OSError(error.errno, error.strerror, str(folder)) from error


def sync(folder: Path) -> None:
    """Write the file system of a folder to disk, before its files are published. Raises OSError."""
    if sys.platform == "linux" and (syncfs := getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if syncfs(descriptor) != 0:
                code = ctypes.get_errno()
                raise OSError(code, os.strerror(code), str(folder))
        finally:
            os.close(descriptor)
    elif hasattr(os, "sync"):
        os.sync()
