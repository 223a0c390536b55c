"""Files and folders on disk: where an edition is put together, what stands in a folder, writing whole files."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.ENOSYS})


@dataclass(frozen=True, slots=True)
class Place:
    """An output folder, and the folder where its next edition is put together.

    `inside`: the workshop lies within the output folder, which is a mount or has a parent that may not be written. Then
    the two cannot change places.
    """

    site: Path
    workshop: Path
    inside: bool

    @property
    def lock(self) -> Path:
        """The file whose lock a build holds."""
        return self.workshop / "lock"

    @property
    def next(self) -> Path:
        """The edition as it grows; after the exchange, the old site."""
        return self.workshop / "next"

    @property
    def old(self) -> Path:
        """The old site, where folders cannot be exchanged and are renamed one after the other."""
        return self.workshop / "old"

    @property
    def swapping(self) -> Path:
        """Says which folder was the old site when an exchange began."""
        return self.workshop / "swapping"

    @property
    def looks(self) -> Path:
        """How the files of the site looked when they were written."""
        return self.workshop / "looks.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A file, a folder (`is_folder`) or a link below a folder, as it looks; links are not followed."""

    path: str
    size: int
    changed: int
    inode: int
    is_folder: bool


def place(site: Path) -> Place:
    """Where a site goes and where it is put together; a link is followed. Raises OSError when nothing can be written."""
    target = Path(os.path.realpath(site))
    if target.is_dir() and not os.access(target, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "the output folder may not be written", str(target))
    beside = target.parent / f".{target.name}.briefing"
    if not os.path.ismount(target):
        try:
            beside.mkdir(parents=True, exist_ok=True)
            _try(beside)
        except OSError:
            if not target.is_dir():
                raise
        else:
            return Place(target, beside, inside=False)
    inner = within(target)
    inner.workshop.mkdir(parents=True, exist_ok=True)
    _try(inner.workshop)
    return inner


def within(site: Path) -> Place:
    """An output folder that has its workshop inside."""
    return Place(site, site / ".briefing", inside=True)


def _try(folder: Path) -> None:
    """Raise OSError if nothing can be written into a folder."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    os.close(descriptor)


def walk(folder: Path, skip: str = "") -> Iterator[Found]:
    """All that lies below a folder, folders before what is in them; `skip` names one at the top that is passed over."""
    ahead = [""]
    while ahead:
        inner = ahead.pop()
        try:
            with os.scandir(f"{folder}/{inner}") as entries:
                for entry in entries:
                    if not inner and entry.name == skip:
                        continue
                    path = f"{inner}{entry.name}"
                    looks = entry.stat(follow_symlinks=False)
                    is_folder = stat.S_ISDIR(looks.st_mode)
                    yield Found(path, looks.st_size, looks.st_mtime_ns, looks.st_ino, is_folder)
                    if is_folder:
                        ahead.append(f"{path}/")
        except FileNotFoundError:
            continue


def write_new_files(files: Mapping[str, bytes]) -> None:
    """Write new files, by path, in folders that are there, every byte of them. Raises OSError, with a file's name."""
    for path, content in files.items():
        write(path, content)


def write(path: str, content: bytes) -> None:
    """Write a new file, every byte of it. Raises OSError, with the file's name, when the disk takes fewer."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(content)
        while rest and (written := os.write(descriptor, rest)):
            rest = rest[written:]
        size = os.fstat(descriptor).st_size
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    finally:
        os.close(descriptor)
    if rest or size != len(content):
        raise OSError(errno.ENOSPC, "the disk took fewer bytes than were written", path)


def link(source: str, target: str) -> None:
    """Another name for a file; a copy with the same times where there are no links. Raises OSError."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def replace(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        write(str(beside), content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sweep(folder: Path, age: float = 0.0) -> None:
    """Remove what a killed build left of files that it was replacing; `age` seconds old where others may be at it too."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(".tmp") and time.time() - entry.stat().st_mtime >= age:
                Path(entry.path).unlink(missing_ok=True)


def remove(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty; nothing that somebody's link leads to, and no folder of theirs."""
    target = folder / path
    if os.path.realpath(target.parent) != str(target.parent) or (target.is_dir() and not target.is_symlink()):
        return
    try:
        target.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    for parent in target.relative_to(folder).parents:
        if parent == Path():
            break
        try:
            (folder / parent).rmdir()
        except OSError:
            break


def drop(folder: Path) -> None:
    """Remove a folder of our own, whole, with folders in it that may not be written. Raises OSError."""
    if not folder.is_dir():
        return
    try:
        shutil.rmtree(folder)
    except PermissionError:
        for parent, _, _ in os.walk(folder):
            Path(parent).chmod(stat.S_IRWXU)
        shutil.rmtree(folder)
