"""Fingerprints of all that a build reads: the project's files and the program's own. Imports little: builds start here."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from generator.runtime.cache import ResultCache, Stamp, key

CONFIG = "briefing.toml"
FOLDERS = ("content", "themes")
STAMP_FORMAT = struct.Struct("<qqqQQ")
FILES_PER_BATCH = 500
"""Files whose stamps are compared in one go."""
SETTLED_NANOSECONDS = 2_000_000_000
"""Nanoseconds after which a file's times can be trusted to have moved on if it was written again."""
UNREADABLE = Stamp(b"", "unreadable")
PROGRAM = Path(__file__).resolve().parent.parent
THEME_FOLDERS = (PROGRAM / "themes", PROGRAM.parent / "themes")
"""Where the themes of the program lie: in the installed package, or in a checkout."""


def digest(content: bytes) -> str:
    """Return the hash of a file's content."""
    return blake2b(content, digest_size=16).hexdigest()


def current_stamps(root: Path, results: ResultCache) -> dict[str, Stamp]:
    """Return the stamps of all files that a build of this project reads, by path, and store the new ones in the cache."""
    known = results.stamps()
    stamps = stamps_of_project(root, known)
    new = {path: stamp for path, stamp in stamps.items() if stamp.stamp and stamp != known.get(path)}
    results.update_stamps(new, known.keys() - stamps.keys())
    return stamps


def stamps_of_project(root: Path, known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return the stamps of all files that a build of this project may read, by path.

    A file is read only where its size, times or identity differ from its known stamp. One that was written a moment ago is
    always read: it could be written again within the same tick of the clock.
    """
    now = time.time_ns()
    return {path: _stamp(path, known.get(path), now) for path in _paths(root)}


def suspects(root: Path, known: Mapping[str, Stamp]) -> Iterator[list[str]]:
    """Yield the files that may have changed, those of one batch of all at a time, so that other work can run in between."""
    seen: set[str] = set()
    paths = _paths(root)
    while some := list(islice(paths, FILES_PER_BATCH)):
        seen.update(some)
        yield [
            path
            for path in some
            if (before := known.get(path)) is None or not before.stamp or before.stamp != _file_stamp(path)
        ]
    yield [path for path in known if path not in seen]


def are_unchanged(stamps: Mapping[str, Stamp], ignored_folders: tuple[str, ...]) -> bool:
    """Return whether all files, but for those in some folders, are still as their stamps say."""
    now = time.time_ns()
    return all(
        _stamp(path, stamp, now).digest == stamp.digest
        for path, stamp in stamps.items()
        if not path.startswith(ignored_folders)
    )


def stamps_below(paths: Iterable[str], known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """As `stamps_of_project`, of these paths alone: those that are files, and every file below those that are folders."""
    now = time.time_ns()
    found: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            found.extend(_files(path))
        elif os.path.lexists(path):
            found.append(path)
    return {path: _stamp(path, known.get(path), now) for path in found}


def fingerprint(stamps: Mapping[str, Stamp], program: str) -> str:
    """Return a hash of all that a build depends on; "" where something could not be read."""
    if UNREADABLE in stamps.values():
        return ""
    return key(program, *(part for path in sorted(stamps) for part in (path, stamps[path].digest))).hex()


def program() -> str:
    """Return a hash of the program, without its themes: these have stamps as a project's have."""
    themes = str(THEME_FOLDERS[0] / "x")[:-1]
    found = (path for path in _files(str(PROGRAM)) if not path.startswith(themes))
    sources = (path for path in found if not path.endswith((".pyc", "~")) and "__pycache__" not in path)
    return key(*(part for path in sources for part in (path[len(str(PROGRAM)) :], _digest(path)))).hex()


def _stamp(path: str, before: Stamp | None, now: int) -> Stamp:
    now_stamp = _file_stamp(path)
    if not now_stamp:
        return UNREADABLE
    if before and before.stamp == now_stamp:
        return before
    settled = now - max(STAMP_FORMAT.unpack(now_stamp)[1:3]) > SETTLED_NANOSECONDS
    try:
        return Stamp(now_stamp if settled else b"", _digest(path))
    except OSError:
        return UNREADABLE


def _file_stamp(path: str) -> bytes:
    """Return the size, times and identity of a file; empty where it cannot be read."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - many thousands of them
    except OSError:
        return b""
    return STAMP_FORMAT.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)


def _paths(root: Path) -> Iterator[str]:
    """Yield every file that a build of this project may read."""
    yield str(root / CONFIG)
    for folder in sorted({root / name for name in FOLDERS} | set(THEME_FOLDERS)):
        yield from _files(str(folder))


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return digest(file.read())


def _files(folder: str) -> Iterator[str]:
    """Yield every file below a folder, in one order everywhere; links to folders are followed."""
    for parent, inner, names in os.walk(folder, followlinks=True):
        inner.sort()
        yield from (os.path.join(parent, name) for name in sorted(names))  # noqa: PTH118 - as above
