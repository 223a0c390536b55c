"""The manifest in the output folder, a list of the files that builds wrote; and the sizes and times of those files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from generator.model import permalinks
from generator.model.proofs import OutputPath
from generator.publish import files
from generator.publish.files import FoundFile, Place

NAME = ".briefing.json"
VERSION = 2
ROW_SEPARATOR = ",\n"
UNKNOWN_SIZE = -1
"""The size of files in a manifest of the first kind, which had hashes by path."""
Entries = dict[OutputPath, "Entry"]
FileStats = dict[str, tuple[int, int]]
"""Size and time of modification, in nanoseconds, by path."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: the hash and size of its bytes, the hash `of` all that it was made of, and the names `about` parts of that."""

    sha256: str
    size: int
    of: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a site, and hashes of the parts that `about` names."""

    files: Entries = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ManifestFile:
    version: int
    sources: dict[str, str]
    files: dict[str, Entry]


def read_manifest(site: Path) -> Manifest:
    """Read the manifest of the last build; empty where there is none in a known format. Unsafe paths are left out."""
    try:
        raw = files.read(site / NAME)
    except OSError:
        return Manifest()
    found = _decoded(raw)
    return Manifest({path: entry for name, entry in found.files.items() if (path := _checked(name))}, found.sources)


def written_files(place: Place, found: Iterable[FoundFile]) -> Entries:
    """Return those of the found files of a site that the last build wrote.

    They are those of its manifest; where that is lost, those of the size and time that the build wrote down beside the site.
    """
    listed = read_manifest(place.site).files
    if listed:
        return listed
    stats = read_file_stats(place.stats)
    known = [file for file in found if not file.is_folder and stats.get(file.path) == (file.size, file.changed)]
    return {path: _entry(place.site, file) for file in known if (path := _checked(file.path))}


def is_as_written(site: Path, path: str, entry: Entry) -> bool:
    """Return whether a file has the bytes that a build wrote; True for a file of the first kind of manifest."""
    return entry.size == UNKNOWN_SIZE or files.has_hash(site / path, entry.sha256)


def _entry(site: Path, file: FoundFile) -> Entry:
    return Entry(sha256(files.read(site / file.path)).hexdigest(), file.size)


def _decoded(raw: bytes) -> _ManifestFile:
    try:
        found = msgspec.json.decode(raw, type=_ManifestFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    else:
        return found if found.version == VERSION else _ManifestFile(VERSION, {}, {})
    try:
        hashes = msgspec.json.decode(raw, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        hashes = {}
    return _ManifestFile(VERSION, {}, {name: Entry(hash_, UNKNOWN_SIZE) for name, hash_ in hashes.items()})


def encode(written: Manifest) -> bytes:
    """Return a manifest's bytes, one line per file; they depend on the files alone, not on their order."""
    rows = [f"{_json(path)}:{_json(written.files[path])}" for path in sorted(written.files)]
    sources = _json(dict(sorted(written.sources.items())))
    head = f'{{"version":{VERSION},"sources":{sources},"files":{{'
    return f"{head}\n{ROW_SEPARATOR.join(rows)}\n}}}}\n".encode()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def read_file_stats(path: Path) -> FileStats:
    """Read the sizes and times that files had when they were written; empty where they are unknown."""
    try:
        return msgspec.json.decode(files.read(path), type=FileStats)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _checked(path: str) -> OutputPath | None:
    """Return a path of a manifest, if a build could have written it: anybody may have edited a manifest."""
    try:
        return permalinks.output(path)
    except permalinks.Unsafe:
        return None
