"""The manifest in the output folder, a list of the files that builds wrote; and the sizes and times of those files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b, sha256
from pathlib import Path

import msgspec

from generator.model import permalinks
from generator.model.proofs import OutputPath
from generator.model.values import Value
from generator.publish import files
from generator.publish.files import FoundFile, Place

NAME = ".briefing.json"
VERSION = 2
ROW_SEPARATOR = b",\n"
UNKNOWN_SIZE = -1
"""The size of files in a manifest of the first kind, which had hashes by path."""
Entries = dict[OutputPath, "Entry"]
FileStats = dict[str, tuple[int, int]]
"""Size and time of modification, in nanoseconds, by path."""


class Entry(Value, frozen=True):
    """A file: the hash and size of its bytes, the hash `of` all that it was made of, and the names `about` parts of that."""

    sha256: str
    size: int
    of: str = ""
    about: tuple[str, ...] = ()


class Manifest(Value, frozen=True):
    """All files of a site, and hashes of the parts that `about` names; `state` is a hash of all this, as far as it is known."""

    files: Entries = msgspec.field(default_factory=dict)
    sources: Mapping[str, str] = msgspec.field(default_factory=dict)
    state: str = ""


class _ManifestFile(Value, frozen=True):
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
    listed = {path: entry for name, entry in found.files.items() if (path := _checked(name))}
    return Manifest(listed, found.sources, state(raw))


def state(raw: bytes) -> str:
    """Return a hash of a manifest's bytes."""
    return blake2b(raw, digest_size=16).hexdigest()


def written_files(place: Place, found: Iterable[FoundFile]) -> Manifest:
    """Return those of the found files of a site that the last build wrote.

    They are those of its manifest; where that is lost, those of the size and time that the build wrote down beside the site.
    """
    listed = read_manifest(place.site)
    if listed.files:
        return listed
    stats = read_file_stats(place.stats)
    known = [file for file in found if not file.is_folder and stats.get(file.path) == (file.size, file.changed)]
    return Manifest({path: _entry(place.site, file) for file in known if (path := _checked(file.path))}, listed.sources)


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
    json = msgspec.json.Encoder().encode
    rows = [json({path: entry})[1:-1] for path, entry in sorted(written.files.items())]
    sources = json(dict(sorted(written.sources.items())))
    head = b'{"version":%d,"sources":%b,"files":{' % (VERSION, sources)
    return b"%b\n%b\n}}\n" % (head, ROW_SEPARATOR.join(rows))


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
