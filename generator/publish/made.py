"""The record of what builds made beside the site of one project, by which `clean` tells it from what people keep there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

import msgspec

from generator.model.values import Value
from generator.publish import files as trees

NAME = "made.json"
ADDRESS = "file://"


class Made(Value, frozen=True):
    """Output folders other than `site/`, and single files by the hash of what was written into them, by absolute path."""

    sites: frozenset[str] = frozenset()
    files: dict[str, str] = msgspec.field(default_factory=dict)


def read(folder: Path) -> Made:
    """Read the record in a folder of caches; empty where there is none."""
    try:
        found = msgspec.json.decode(trees.read(folder / NAME), type=Made)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Made()
    return Made(frozenset(map(_path, found.sites)), {_path(name): written for name, written in found.files.items()})


def add_site(folder: Path, site: Path) -> None:
    """Record an output folder."""
    known = read(folder)
    if (name := str(site.resolve())) not in known.sites:
        _write(folder, Made(known.sites | {name}, known.files))


def add_files(folder: Path, written: Mapping[Path, bytes]) -> None:
    """Record single files with their bytes."""
    known = read(folder)
    _write(folder, Made(known.sites, known.files | {str(path.resolve()): _hash(raw) for path, raw in written.items()}))


def not_ours(folder: Path, files: Iterable[Path]) -> list[Path]:
    """Return those of some files that are there and are not as they were written: somebody else's, or changed since."""
    known = read(folder).files
    return [path for path in files if os.path.lexists(path) and not _is_as_written(path, known.get(str(path.resolve()), ""))]


def _is_as_written(path: Path, written: str) -> bool:
    try:
        return bool(written) and _hash(trees.read(path)) == written
    except OSError:
        return False


def remove_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """Remove the recorded files; return those, and others that stay because they are not as they were written."""
    removed: list[Path] = []
    kept: list[Path] = []
    for name, written in sorted(read(folder).files.items()):
        path = Path(name)
        try:
            is_same = not path.is_symlink() and _hash(trees.read(path)) == written
        except OSError:
            continue
        if is_same:
            path.unlink()
        (removed if is_same else kept).append(path)
    return removed, kept


def _write(folder: Path, made: Made) -> None:
    made = Made(frozenset(map(_name, made.sites)), {_name(path): written for path, written in made.files.items()})
    with suppress(OSError):  # what was made is there, whether or not this can be kept
        trees.replace(folder / NAME, msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=2))


def _name(path: str) -> str:
    """Return a path as text that JSON can have: one that is not UTF-8 as its address."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Path(path).as_uri()
    return path


def _path(name: str) -> str:
    """Return the path that `_name` made a text of."""
    return os.fsdecode(unquote_to_bytes(name.removeprefix(ADDRESS))) if name.startswith(ADDRESS) else name


def _hash(raw: bytes) -> str:
    return sha256(raw).hexdigest()
