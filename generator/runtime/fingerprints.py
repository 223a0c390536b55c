"""Everything that a build reads, as it stands: the project's files and the program's own. Imports little: it is asked first."""

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
STAMP = struct.Struct("<qqqQQ")
SLICE = 500
"""Files that are looked at in one go."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times can be trusted to have moved on if it was written again."""
UNREADABLE = Stamp(b"", "unreadable")
PROGRAM = Path(__file__).resolve().parent.parent
BESIDE = (PROGRAM / "themes", PROGRAM.parent / "themes")
"""Where the themes of the program lie: in the installed package, or in a checkout."""


def digest(content: bytes) -> str:
    """The hash of a file's content."""
    return blake2b(content, digest_size=16).hexdigest()


def look(root: Path, results: ResultCache) -> dict[str, Stamp]:
    """All that a build of this project reads, as it stands now; the results learns what it did not know."""
    known = results.stamps()
    stamps = stamped(root, known)
    new = {path: stamp for path, stamp in stamps.items() if stamp.stamp and stamp != known.get(path)}
    results.update_stamps(new, known.keys() - stamps.keys())
    return stamps


def stamped(root: Path, known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Every file that a build of this project may read, by path, with the hash of what it holds.

    A file is read only where the file system tells something else of it than it is known for. What was written a moment ago
    is not known by its times alone: it could be written again within the same tick of the clock.
    """
    now = time.time_ns()
    return {path: _stamp(path, known.get(path), now) for path in _paths(root)}


def suspects(root: Path, known: Mapping[str, Stamp]) -> Iterator[list[str]]:
    """The files that may not be as they are known, a slice of all at a time, so that between them other things can be done."""
    seen: set[str] = set()
    paths = _paths(root)
    while some := list(islice(paths, SLICE)):
        seen.update(some)
        yield [path for path in some if (before := known.get(path)) is None or not before.stamp or before.stamp != _shown(path)]
    yield [path for path in known if path not in seen]


def stands(stamps: Mapping[str, Stamp], passed_over: tuple[str, ...]) -> bool:
    """Whether all files, but for those in some folders, are still as they were when they were looked at."""
    now = time.time_ns()
    return all(
        _stamp(path, stamp, now).digest == stamp.digest for path, stamp in stamps.items() if not path.startswith(passed_over)
    )


def stamped_below(paths: Iterable[str], known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """As `stamped`, of these paths alone: those that are files, and every file below those that are folders."""
    now = time.time_ns()
    found: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            found.extend(_files(path))
        elif os.path.lexists(path):
            found.append(path)
    return {path: _stamp(path, known.get(path), now) for path in found}


def fingerprint(stamps: Mapping[str, Stamp], program: str) -> str:
    """A hash of all that a build depends on; "" where something could not be read."""
    if UNREADABLE in stamps.values():
        return ""
    return key(program, *(part for path in sorted(stamps) for part in (path, stamps[path].digest))).hex()


def program() -> str:
    """A hash of the program: what another one made is not taken for its own. Its themes are looked at as a project's are."""
    themes = str(BESIDE[0] / "x")[:-1]
    found = (path for path in _files(str(PROGRAM)) if not path.startswith(themes))
    sources = (path for path in found if not path.endswith((".pyc", "~")) and "__pycache__" not in path)
    return key(*(part for path in sources for part in (path[len(str(PROGRAM)) :], _digest(path)))).hex()


def _stamp(path: str, before: Stamp | None, now: int) -> Stamp:
    shown = _shown(path)
    if not shown:
        return UNREADABLE
    if before and before.stamp == shown:
        return before
    settled = now - max(STAMP.unpack(shown)[1:3]) > SETTLED
    try:
        return Stamp(shown if settled else b"", _digest(path))
    except OSError:
        return UNREADABLE


def _shown(path: str) -> bytes:
    """What the file system tells of a file; nothing when it cannot be asked."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - many thousands of them
    except OSError:
        return b""
    return STAMP.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)


def _paths(root: Path) -> Iterator[str]:
    """Every file that a build of this project may read."""
    yield str(root / CONFIG)
    for folder in sorted({root / name for name in FOLDERS} | set(BESIDE)):
        yield from _files(str(folder))


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        return digest(file.read())


def _files(folder: str) -> Iterator[str]:
    """Every file below a folder, in one order everywhere; links to folders are followed."""
    for parent, inner, names in os.walk(folder, followlinks=True):
        inner.sort()
        yield from (os.path.join(parent, name) for name in sorted(names))  # noqa: PTH118 - as above
