"""Fingerprints of all that a build reads: the project's files and the program's own. Imports little: builds start here."""

from __future__ import annotations

import os
import stat
import struct
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator.runtime import project_files
from generator.runtime.cache import ResultCache, Stamp, key
from generator.runtime.project_files import CONFIG, FOLDERS, Bounds, InputFile, walk

STAMP_FORMAT = struct.Struct("<qqqQQ")
FILES_PER_BATCH = 500
"""Files whose stamps are compared in one go."""
SETTLED_NANOSECONDS = 2_000_000_000
"""Nanoseconds after which a file's times can be trusted to have moved on if it was written again."""
UNREADABLE = Stamp(b"", "unreadable")
REFUSED = "refused: "
"""The beginning of what stands in place of a hash for what is not read, such as a pipe; why not follows."""
PROGRAM_HASHES = "program"
"""The kind of cached results that are hashes of the program, by the looks of its files."""
PROGRAM = Path(__file__).resolve().parent.parent
THEME_FOLDERS = (PROGRAM / "themes", PROGRAM.parent / "themes")
"""Where the themes of the program lie: in the installed package, or in a checkout."""


def digest(content: bytes) -> str:
    """Return the hash of a file's content."""
    return blake2b(content, digest_size=16).hexdigest()


class Look(NamedTuple):
    """All files that a build of a project may read, as found at one time.

    `stamps` are the size, times and identity of each; `hash` is one of all names and stamps: nothing changed where it is the
    same, unless a file had been written a moment before.
    """

    taken: int
    found: tuple[InputFile, ...]
    stamps: tuple[bytes, ...]
    hash: bytes


def look(root: Path) -> Look:
    """Look at all files that a build of this project may read; none is opened."""
    now, found = time.time_ns(), tuple(_paths(root))
    stamps = tuple(map(_file_stamp, found))
    names = "\0".join([one.path if one.refused is None else f"{one.path}\0{one.refused[0]}" for one in found])
    lengths = b"".join([b"-" if stamp else b"?" for stamp in stamps])
    return Look(now, found, stamps, key(names, lengths, b"".join(stamps)))


def current_stamps(root: Path, results: ResultCache, looked: Look | None = None) -> dict[str, Stamp]:
    """Return the stamps of all files that a build of this project reads, by path, and store the new ones in the cache."""
    known = results.stamps()
    stamps = _stamps(looked or look(root), known)
    new = {path: stamp for path, stamp in stamps.items() if stamp.stamp and stamp != known.get(path)}
    results.update_stamps(new, known.keys() - stamps.keys())
    return stamps


def stamps_of_project(root: Path, known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return the stamps of all files that a build of this project may read, by path.

    A file is read only where its size, times or identity differ from its known stamp. One that was written a moment ago is
    always read: it could be written again within the same tick of the clock.
    """
    return _stamps(look(root), known)


def _stamps(looked: Look, known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    stamps: dict[str, Stamp] = {}
    for found, stamp in zip(looked.found, looked.stamps, strict=True):
        before = known.get(found.path)
        is_same = before is not None and stamp and before.stamp == stamp
        stamps[found.path] = before if before and is_same else _stamp(found, before, looked.taken)
    return stamps


def are_settled(stamps: Mapping[str, Stamp]) -> bool:
    """Return whether every file can be known again by its stamp, or is not to be read."""
    return all(stamp.stamp or is_refused(stamp) for stamp in stamps.values())


def suspects(root: Path, known: Mapping[str, Stamp]) -> Iterator[list[str]]:
    """Yield the files that may have changed, those of one batch of all at a time, so that other work can run in between."""
    seen: set[str] = set()
    paths = _paths(root)
    while some := list(islice(paths, FILES_PER_BATCH)):
        seen.update(found.path for found in some)
        yield [
            found.path
            for found in some
            if (before := known.get(found.path)) is None or not before.stamp or before.stamp != _file_stamp(found)
        ]
    yield [path for path in known if path not in seen]


def are_unchanged(stamps: Mapping[str, Stamp], ignored_folders: tuple[str, ...]) -> bool:
    """Return whether all files, but for those in some folders, are still as their stamps say."""
    now = time.time_ns()
    return all(
        _stamp(_target(path), stamp, now).digest == stamp.digest
        for path, stamp in stamps.items()
        if not path.startswith(ignored_folders) and not is_refused(stamp)
    )


def stamps_below(root: Path, paths: Iterable[str], known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """As `stamps_of_project`, of these paths alone: those that are files, and every file below those that are folders.

    No link may be among them, or lead to one.
    """
    now, bounds = time.time_ns(), Bounds(root)
    found: list[InputFile] = []
    for path in paths:
        one = project_files.found_at(path, bounds)
        if one.status and not one.refused and stat.S_ISDIR(one.status.st_mode):
            found.extend(walk(path, bounds))
        elif one.refused or one.status:
            found.append(one)
    return {one.path: _stamp(one, known.get(one.path), now) for one in found}


def is_refused(stamp: Stamp) -> bool:
    """Return whether a stamp is of what is not read."""
    return stamp.digest.startswith(REFUSED)


def fingerprint(stamps: Mapping[str, Stamp], program: str) -> str:
    """Return a hash of all that a build depends on; "" where something could not be read."""
    if UNREADABLE in stamps.values():
        return ""
    return key(program, "\0".join([f"{path}\0{stamps[path].digest}" for path in sorted(stamps)])).hex()


def program(results: ResultCache | None = None) -> str:
    """Return a hash of the program, without its themes: these have stamps as a project's have.

    With a cache, its files are read only where the size, times or identity of one differ from those of the last time.
    """
    now, found = time.time_ns(), list(_program_files())
    stamps = [_file_stamp(one) for one in found]
    looks = key(*(part for one, stamp in zip(found, stamps, strict=True) for part in (one.path, stamp)))
    known = results.get_many(PROGRAM_HASHES, [looks]) if results else {}
    if looks in known:
        return known[looks].decode()
    hashed = key(*(part for one in found for part in (one.path[len(str(PROGRAM)) :], _digest(one.path)))).hex()
    if results and all(_is_settled(stamp, now) for stamp in stamps):
        results.put_many(PROGRAM_HASHES, {looks: hashed.encode()})
    return hashed


def _program_files() -> Iterator[InputFile]:
    """Yield the files of the program but for its themes and what Python compiled."""
    themes = str(THEME_FOLDERS[0] / "x")[:-1]
    for one in walk(str(PROGRAM), Bounds()):
        if not one.path.endswith((".pyc", "~")) and "__pycache__" not in one.path and not one.path.startswith(themes):
            yield one


def _stamp(found: InputFile, before: Stamp | None, now: int) -> Stamp:
    if found.refused:
        return Stamp(b"", f"{REFUSED}{found.refused[0]}")
    now_stamp = _file_stamp(found)
    if not now_stamp:
        return UNREADABLE
    if before and before.stamp == now_stamp:
        return before
    try:
        return Stamp(now_stamp if _is_settled(now_stamp, now) else b"", _digest(found.path))
    except OSError:
        return UNREADABLE


def _is_settled(stamp: bytes, now: int) -> bool:
    """Return whether a file was written long enough ago for its times to differ if it is written again."""
    return bool(stamp) and now - max(STAMP_FORMAT.unpack(stamp)[1:3]) > SETTLED_NANOSECONDS


def _file_stamp(found: InputFile) -> bytes:
    """Return the size, times and identity of a file; empty where it cannot be read, or is not to be."""
    status = found.status
    if status is None or found.refused:
        return b""
    return STAMP_FORMAT.pack(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def _target(path: str) -> InputFile:
    """Return the file at a path that was not refused, as it is now."""
    try:
        status = os.stat(path)  # noqa: PTH116 - many thousands of them
    except OSError:
        status = None
    return InputFile(path, "", status)


def _paths(root: Path) -> Iterator[InputFile]:
    """Yield every file that a build of this project may read."""
    yield _target(str(root / CONFIG))
    bounds, anywhere = Bounds(root), Bounds()
    for folder in sorted({root / name for name in FOLDERS} | set(THEME_FOLDERS)):
        yield from walk(str(folder), anywhere if folder in THEME_FOLDERS else bounds)


def _digest(path: str) -> str:
    return digest(project_files.read(path, project_files.MAX_FINDINGS_BYTES))
