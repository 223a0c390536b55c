"""What a build wrote: the manifest in the output folder, and beside it how those files looked when they were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.model import permalinks
from generator.model.proofs import OutputPath

NAME = ".briefing.json"
VERSION = 2
ROW = ",\n"
UNKNOWN = -1
"""The size of files in a manifest of the first kind, which had hashes by path."""
Entries = dict[OutputPath, "Entry"]
Looks = dict[str, tuple[int, int]]
"""Size and time of modification, in nanoseconds, by path."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: the hash and size of its bytes; `of` is the hash of all that it was made of, and `about` names parts of it."""

    sha256: str
    size: int
    of: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file of a site, and hashes of what `about` names."""

    files: Entries = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Written:
    version: int
    sources: dict[str, str]
    files: dict[str, Entry]


def read(site: Path) -> Manifest:
    """What the last build wrote; empty when there was none, or none that this program knows. Unsafe paths are left out."""
    try:
        raw = (site / NAME).read_bytes()
    except OSError:
        return Manifest()
    found = _decoded(raw)
    return Manifest({path: entry for name, entry in found.files.items() if (path := _checked(name))}, found.sources)


def _decoded(raw: bytes) -> _Written:
    try:
        found = msgspec.json.decode(raw, type=_Written)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    else:
        return found if found.version == VERSION else _Written(VERSION, {}, {})
    try:
        hashes = msgspec.json.decode(raw, type=dict[str, str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        hashes = {}
    return _Written(VERSION, {}, {name: Entry(hash_, UNKNOWN) for name, hash_ in hashes.items()})


def encode(written: Manifest) -> bytes:
    """A manifest's bytes, the same wherever the files are the same; a line a file."""
    rows = [f"{_json(path)}:{_json(written.files[path])}" for path in sorted(written.files)]
    sources = _json(dict(sorted(written.sources.items())))
    head = f'{{"version":{VERSION},"sources":{sources},"files":{{'
    return f"{head}\n{ROW.join(rows)}\n}}}}\n".encode()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def read_looks(path: Path) -> Looks:
    """How files looked when they were written; empty when that is not known."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Looks)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _checked(path: str) -> OutputPath | None:
    """A path of a manifest, which anybody may have edited, if it is one that a build could have written."""
    try:
        return permalinks.output(path)
    except permalinks.Unsafe:
        return None
