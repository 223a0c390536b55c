"""The files below a project's folders, found without opening any.

What no command may read is told apart here, by its kind, size, name or link, and read nowhere: pipes, sockets and devices,
files that are too large, names that cannot be shown, links out of the project unless `follow_links` in `briefing.toml` is true,
and links in a circle. Imports little: builds start here.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.model.problems import UNSHOWABLE, escaped

CONFIG = "briefing.toml"
FOLDERS = ("content", "themes")
MEGABYTE = 1 << 20
MAX_TEXT_BYTES = 4 * MEGABYTE
"""The largest text file that people write and a command reads."""
MAX_PICTURE_BYTES = 32 * MEGABYTE
MAX_FINDINGS_BYTES = 256 * MEGABYTE
MAX_OTHER_BYTES = 64 * MEGABYTE
"""The largest static file of a theme."""
MAX_BYTES_BY_ENDING = {
    **dict.fromkeys("md markdown toml html".split(), MAX_TEXT_BYTES),
    **dict.fromkeys("jpg jpeg png webp avif gif svg".split(), MAX_PICTURE_BYTES),
    "json": MAX_FINDINGS_BYTES,
}
MIN_MAX_BYTES = min(MAX_OTHER_BYTES, *MAX_BYTES_BY_ENDING.values())
"""Bytes up to which no file is too large, whatever its name."""
MAX_LINKED_FOLDERS = 2
"""Links to folders on the way to one file: without a bound, a few folders full of links would lead to endlessly many files."""
NOT_UTF8 = re.compile(r"[\ud800-\udfff]")
MAC_FOLDER_ICON = "Icon\r"

Refusal = tuple[str, str]
"""What is wrong with a file that is not read, and what to do."""
CIRCLE: Refusal = ("the links lead in a circle", "remove one of them")
BACK: Refusal = ("this link leads back to a folder that it lies in", "remove it")
TWICE: Refusal = ("this link leads to a folder that is read by its own name", "remove it")
TOO_MANY_LINKS: Refusal = (f"more than {MAX_LINKED_FOLDERS} links to folders lead here", "put the folder in the link's place")
OUT: Refusal = ("this link leads out of the project", f"put a copy here, or write follow_links = true in {CONFIG}")
NO_FILES = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class InputFile(NamedTuple):
    """A file below a folder: its path, and its name from the folder with forward slashes, which is empty for the folder itself.

    `status` is None where it cannot be looked at. One that is `refused` is not to be read; if it is for its name, that is
    written with escapes.
    """

    path: str
    inner: str
    status: os.stat_result | None
    refused: Refusal | None = None


class Bounds:
    """The bounds of what is read of a project: which links are followed, and how large files may be.

    Without a root, links lead anywhere and no file is too large; links in a circle are not followed even so.
    """

    def __init__(self, root: str | os.PathLike[str] = "") -> None:
        self._root = os.path.realpath(root) if root else ""
        self._read = tuple(os.path.realpath(Path(self._root) / name) for name in FOLDERS) if root else ()

    @cached_property
    def may_lead_out(self) -> bool:
        """True where links may lead out of the project."""
        return not self._root or _follows_links(self._root)

    def why_not_file(self, name: str, status: os.stat_result, *, is_link: bool = False) -> Refusal | None:
        """Return why what has a name and a status is not read as a file; None for folders and files of a sensible size."""
        mode = status.st_mode
        if stat.S_ISREG(mode) and status.st_size <= MIN_MAX_BYTES:  # as nearly all are
            return None
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            return f"this is {'a link to ' if is_link else ''}{NO_FILES.get(stat.S_IFMT(mode), 'no file')}", "remove it"
        limit = max_bytes(name)
        return too_large(limit) if self._root and stat.S_ISREG(mode) and status.st_size > limit else None

    def why_not_out(self, target: str) -> Refusal | None:
        """Return why a real path may not be read; None where it lies in the project, or need not."""
        return OUT if self._root and not _is_within(target, self._root) and not self.may_lead_out else None

    def why_no_folder(self, target: str, parent: str, followed: int) -> Refusal | None:
        """Return why a link in a folder, to another folder, is not followed, by their real paths."""
        if _is_within(parent, target):
            return BACK
        if refused := self.why_not_out(target):
            return refused
        if any(_is_within(target, folder) for folder in self._read):
            return TWICE
        return TOO_MANY_LINKS if followed >= MAX_LINKED_FOLDERS else None


def walk(
    folder: str,
    bounds: Bounds,
    unreadable: Callable[[OSError], object] = lambda _error: None,
    linked: list[tuple[str, str]] | None = None,
) -> Iterator[InputFile]:
    """Yield every file below a folder, in one order everywhere; those of a folder stand before those of its folders.

    Bounds to folders are followed; `linked` is given the path and the real path of each, and `unreadable` errors of folders.
    """
    if refused := bounds.why_not_out(os.path.realpath(folder)):
        yield InputFile(folder, "", None, refused)
        return
    pending = [(folder, "", 0)]
    while pending:
        path, prefix, followed = pending.pop()
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable(error)
            continue
        folders = []
        for entry in found:
            one = _found(entry, path, prefix, bounds, followed)
            if one.refused or not one.status or not stat.S_ISDIR(one.status.st_mode):
                yield one
                continue
            is_link = entry.is_symlink()
            folders.append((entry.path, f"{one.inner}/", followed + is_link))
            if is_link and linked is not None:
                linked.append((entry.path, os.path.realpath(entry.path)))
        pending += reversed(folders)


def found_at(path: str, bounds: Bounds) -> InputFile:
    """Return what lies at one path, which no link leads to or is."""
    name = Path(path).name
    try:
        status = os.lstat(path)
    except OSError:
        return InputFile(path, name, None)
    if refused := why_bad_name(name):
        return InputFile(escaped(path), escaped(name), None, refused)
    return InputFile(path, name, status, bounds.why_not_file(name, status))


def read(path: str | os.PathLike[str], limit: int) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes. Raises OSError, for what is none with words of its own."""
    _require_file(Path(path).stat(), path, limit)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        _require_file(os.fstat(descriptor), path, limit)
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, "; ".join(too_large(limit)), str(path))
    return content


def max_bytes(name: str) -> int:
    """Return the size of the largest file of a name that is read."""
    return MAX_BYTES_BY_ENDING.get(name.rpartition(".")[2].lower(), MAX_OTHER_BYTES)


def why_bad_name(name: str) -> Refusal | None:
    """Return why a file or a folder of this name is not read; None where it may be."""
    if name.isascii() and name.isprintable():
        return None
    if NOT_UTF8.search(name):
        return "the name is not UTF-8", "give it another name"
    if UNSHOWABLE.search(name) and name != MAC_FOLDER_ICON:
        return "the name has a character that cannot be shown", "give it another name"
    return None


def too_large(limit: int) -> Refusal:
    """Return what is wrong with a file larger than a limit, and what to do."""
    return f"the file is larger than {limit // MEGABYTE} MB", "split it, or leave it out"


def _found(entry: os.DirEntry[str], parent: str, prefix: str, bounds: Bounds, followed: int) -> InputFile:
    """Return what an entry of a folder is; `followed` is the number of links that lead to the folder."""
    path, name = entry.path, entry.name
    inner, is_link = prefix + name, entry.is_symlink()
    if refused := why_bad_name(name):
        return InputFile(escaped(path), escaped(inner), None, refused)
    try:
        status = entry.stat()
    except OSError as error:
        return InputFile(path, inner, None, CIRCLE if error.errno == errno.ELOOP else None)
    refused = bounds.why_not_file(name, status, is_link=is_link)
    if is_link and not refused:
        target = os.path.realpath(path)
        if stat.S_ISDIR(status.st_mode):
            refused = bounds.why_no_folder(target, os.path.realpath(parent), followed)
        else:
            refused = bounds.why_not_out(target)
    return InputFile(path, inner, status, refused)


def _require_file(status: os.stat_result, path: str | os.PathLike[str], limit: int) -> None:
    """Raise OSError for what is no regular file of at most `limit` bytes."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    refused = Bounds().why_not_file("", status) or (too_large(limit) if status.st_size > limit else None)
    if refused:
        raise OSError(errno.EINVAL, "; ".join(refused), str(path))


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def _follows_links(root: str) -> bool:
    """Return whether `briefing.toml` says that links may lead out; it is read here because it says which files there are."""
    try:
        given = tomllib.loads(read(Path(root) / CONFIG, MAX_TEXT_BYTES).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return given.get("follow_links") is True
