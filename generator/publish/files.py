"""Files and folders on disk: the places of an edition, walking a folder, writing files in full."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.model.values import Value

BUSY_WAIT_SECONDS = 2.0 if os.name == "nt" else 0.0
"""How long a rename is tried again: on Windows, a file that another program reads cannot be renamed, nor a folder with one."""
BUSY_POLL_SECONDS = 0.05
CAN_REMOVE_OPEN_FILES = os.name != "nt"
MAX_OWN_FILE_BYTES = 1 << 29
"""Bytes of the largest file that a build reads of what earlier ones wrote: the manifest of a million pages."""
NOT_WRITABLE_ERRORS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_LINK_ERRORS = frozenset(
    {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.ENOSYS}
)


class Place(Value, frozen=True):
    """An output folder, and its workshop: the folder where its next edition is staged.

    `inside` is True where the workshop lies within the output folder, because that is a mount or its parent is not writable.
    Then the two cannot be exchanged.
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
        """The edition that is being staged; after the exchange, the old site."""
        return self.workshop / "next"

    @property
    def old(self) -> Path:
        """The old site during the exchange, where folders can only be renamed one after the other."""
        return self.workshop / "old"

    @property
    def swapping(self) -> Path:
        """The file that names the folder which was the old site when an exchange began."""
        return self.workshop / "swapping"

    @property
    def spare(self) -> Path:
        """The site before the present one, as far as it has the same files."""
        return self.workshop / "spare"

    @property
    def stats(self) -> Path:
        """The file with the sizes and times of the site's files as of when they were written."""
        return self.workshop / "looks.json"


class FoundFile(Value, frozen=True):
    """A file, a folder (`is_folder`) or a link below a folder; links are not followed. `changed` is in nanoseconds."""

    path: str
    size: int
    changed: int
    inode: int
    is_folder: bool


class FoundName(NamedTuple):
    """A file, a folder (`is_folder`) or a link below a folder, as its folder has it; some systems know no inode."""

    path: str
    inode: int
    is_folder: bool


def place(site: Path) -> Place:
    """Return the place of a site, with links followed. Raises OSError where nothing can be written."""
    target = Path(os.path.realpath(site))
    if any(map(os.path.islink, (target, *target.parents))):  # what no end of links was found for
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(site))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is a file; choose a folder with --output", str(target))
    if target.is_dir() and not os.access(target, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "the output folder may not be written", str(target))
    beside = target.parent / f".{target.name}.briefing"
    if not os.path.ismount(target):
        try:
            beside.mkdir(parents=True, exist_ok=True)
            _require_writable(beside)
        except OSError as error:
            is_held_by_others = os.path.lexists(beside / "lock") and os.access(beside, os.W_OK | os.X_OK)
            if not target.is_dir() or error.errno not in NOT_WRITABLE_ERRORS or is_held_by_others:
                raise
        else:
            return Place(target, beside, inside=False)
    inner = within(target)
    inner.workshop.mkdir(parents=True, exist_ok=True)
    _require_writable(inner.workshop)
    return inner


def within(site: Path) -> Place:
    """Return the place of an output folder with its workshop inside."""
    return Place(site, site / ".briefing", inside=True)


def _require_writable(folder: Path) -> None:
    """Raise OSError where nothing can be written into a folder."""
    try:
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except IsADirectoryError as error:
        wrong = "a folder is in the place of the file that builds lock; remove it"
        raise IsADirectoryError(errno.EISDIR, wrong, str(folder / "lock")) from error
    os.close(descriptor)


def walk(folder: Path, skip: str = "") -> Iterator[FoundFile]:
    """Yield all files and folders below a folder, folders before their files; `skip` names one at the top to leave out."""
    pending = [""]
    while pending:
        inner = pending.pop()
        try:
            with os.scandir(f"{folder}/{inner}") as entries:
                for entry in entries:
                    if not inner and entry.name == skip:
                        continue
                    path = f"{inner}{entry.name}"
                    status = entry.stat(follow_symlinks=False)
                    is_folder = stat.S_ISDIR(status.st_mode)
                    yield FoundFile(path, status.st_size, status.st_mtime_ns, status.st_ino, is_folder)
                    if is_folder:
                        pending.append(f"{path}/")
        except FileNotFoundError:
            continue


def walk_names(folder: Path, skip: str = "") -> Iterator[FoundName]:
    """As `walk`, of names alone: what the folders themselves say, without a look at each file."""
    pending = [""]
    while pending:
        inner = pending.pop()
        try:
            with os.scandir(f"{folder}/{inner}") as entries:
                for entry in entries:
                    if not inner and entry.name == skip:
                        continue
                    path, is_folder = inner + entry.name, entry.is_dir(follow_symlinks=False)
                    yield FoundName(path, entry.inode(), is_folder)
                    if is_folder:
                        pending.append(f"{path}/")
        except FileNotFoundError:
            continue


def walk_site(place: Place) -> Iterator[FoundFile]:
    """Yield all files and folders of a site."""
    return walk(place.site, skip=place.workshop.name if place.inside else "")


def has_hash(path: Path, wanted: str) -> bool:
    """Return whether a file, and no link to one, has bytes of a SHA-256 hash."""
    try:
        return not path.is_symlink() and sha256(read(path)).hexdigest() == wanted
    except OSError:
        return False


def read(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError for a pipe, a device, a folder, or a file too large."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_OWN_FILE_BYTES:
            raise OSError(errno.EINVAL, "this is no regular file, or it is too large; remove it", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def write_new_files(files: Mapping[str, bytes]) -> None:
    """Write new files, by path, into existing folders. Raises OSError with the name of a file that was not written in full."""
    for path, content in files.items():
        write(path, content)


def write(path: str, content: bytes, *, durable: bool = False) -> None:
    """Write a new file, to the disk itself where it is `durable`. Raises OSError with its name where a byte was not written."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            rest = memoryview(content)
            while rest and (written := os.write(descriptor, rest)):
                rest = rest[written:]
            size = os.fstat(descriptor).st_size
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    if rest or size != len(content):
        raise OSError(errno.ENOSPC, "the disk took fewer bytes than were written", path)


def link(source: str, target: str) -> None:
    """Link a file; copy it with its times where links are not supported. Raises OSError."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINK_ERRORS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def replace(path: Path, content: bytes) -> None:
    """Write or replace a file in one step: no reader ever sees half of it."""
    _replace_all({path: content}, durable=False)


def replace_durably(files: Mapping[Path, bytes]) -> None:
    """Write or replace files, each in one step, once all of them are on disk. What is no file stays. Raises OSError."""
    _replace_all({_regular(path): content for path, content in files.items()}, durable=True)


def _replace_all(files: Mapping[Path, bytes], *, durable: bool) -> None:
    beside: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path] = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.tmp")
            write(str(beside[path]), content, durable=durable)
        for path, written in beside.items():
            try:
                rename(written, path)
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for written in beside.values():
            written.unlink(missing_ok=True)


def _regular(path: Path) -> Path:
    """Return where a file is to be written, with links followed. Raises OSError where a folder, a pipe or a device is there."""
    target = Path(os.path.realpath(path))
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "this is a pipe or a device, which is not replaced; name a file", str(path))
    return target


def rename(source: Path, target: Path) -> None:
    """Rename a file or a folder, over a file that is there. Raises OSError, PermissionError where it is in use for long."""
    until = time.monotonic() + BUSY_WAIT_SECONDS
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(BUSY_POLL_SECONDS)
        else:
            return


def remove_temporary_files(folder: Path, age: float = 0.0) -> None:
    """Remove temporary files of a killed build: those at least `age` seconds old, as others may be in use."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(".") and entry.name.endswith(".tmp")) or entry.is_dir(follow_symlinks=False):
                continue
            if time.time() - entry.stat(follow_symlinks=False).st_mtime >= age:
                Path(entry.path).unlink(missing_ok=True)


def remove(folder: Path, path: str) -> None:
    """Remove a file, and its folders where they are empty then; nothing behind a link that no build wrote, and no folder."""
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


def remove_if_empty(folder: Path) -> None:
    """Remove a folder with nothing in it; one that is a mount, or may not be removed, stays."""
    with suppress(OSError):
        folder.rmdir()


def remove_workshop(place: Place) -> None:
    """Remove a workshop while its lock is held; where open files cannot be removed, the lock's file stays."""
    if CAN_REMOVE_OPEN_FILES:
        remove_folder(place.workshop)
        return
    for path in sorted(place.workshop.iterdir()) if place.workshop.is_dir() else ():
        if path.is_dir():
            remove_folder(path)
        elif path != place.lock:
            path.unlink()


def remove_folder(folder: Path) -> None:
    """Remove a folder of ours with everything in it, also what is not writable, or what is in its place. Raises OSError."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(folder)
    except PermissionError:
        for parent, _, _ in os.walk(folder):
            Path(parent).chmod(stat.S_IRWXU)
        shutil.rmtree(folder)
