"""One build at a time in one output folder. The system lets the lock go when its holder ends, however it ends.

The library `filelock` (4.3) does not keep what is promised here. Its lock fails with FileNotFoundError for whoever waits while
the holder removes the folder, as `clean` does; where a file system has no locks, it leaves a marker file that outlives a killed
process; and loading it (it brings asyncio along) takes longer than a build that has nothing to do may.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

POLL_INTERVAL_SECONDS = 0.05
HASH_CHARACTERS = 24
NO_LOCKS_ERRORS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def held(path: Path, wait: float, say: Callable[[str], None], what: str) -> Iterator[None]:
    """Hold the lock of a file. Who has to wait says so once; after so many seconds raises BlockingIOError."""
    path = _lockable(path)
    until = time.monotonic() + wait
    told = False
    while (descriptor := _try(path)) is None:
        if time.monotonic() >= until:
            wrong = "another build is still writing here; wait until it has ended, or end it"
            raise BlockingIOError(errno.EWOULDBLOCK, wrong, what)
        if not told:
            say(f"Another build is writing to {what}; waiting for it.")
            told = True
        time.sleep(POLL_INTERVAL_SECONDS)
    try:
        yield
    finally:
        os.close(descriptor)


def _lockable(path: Path) -> Path:
    """Return the file to be locked: one of this machine's temporary folder where the disk of the given one has no locks."""
    try:
        if (descriptor := _try(path)) is not None:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in NO_LOCKS_ERRORS:
            raise
        from tempfile import gettempdir

        name = sha256(os.fsencode(path.resolve())).hexdigest()[:HASH_CHARACTERS]
        return Path(gettempdir(), f"briefing-{os.getuid() if hasattr(os, 'getuid') else ''}-{name}.lock")
    return path


def _try(path: Path) -> int | None:
    """The open file if nobody else holds it. One that was removed meanwhile is nobody's lock any more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if _taken(descriptor) and os.stat(path).st_ino == os.fstat(descriptor).st_ino:  # noqa: PTH116
            return descriptor
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
