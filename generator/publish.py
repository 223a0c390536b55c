"""Bytes to the output folder. With `read`, the only module that touches the disk.

A manifest in the output folder remembers what a build wrote: only that is ever removed. What did not change is not written,
so that times of modification tell of changes only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.model import OutputPath

MANIFEST = ".briefing.json"


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the output folder, in numbers of files."""

    written: int
    kept: int
    removed: int


def publish(files: Mapping[OutputPath, bytes], site: Path) -> Published:
    """Bring the output folder to exactly these files, leaving alone whatever no build wrote. Raises OSError."""
    site.mkdir(parents=True, exist_ok=True)
    before = manifest(site)
    now: dict[str, str] = {path: sha256(content).hexdigest() for path, content in sorted(files.items())}
    changed = [path for path, content in files.items() if not _stands(site / path, content)]
    for path in changed:
        _write(site / path, files[path])
    gone = sorted(before.keys() - now.keys())
    for old in gone:
        _remove(site, old)
    _write(site / MANIFEST, (json.dumps(now, indent=0) + "\n").encode())
    return Published(len(changed), len(now) - len(changed), len(gone))


def clean(site: Path) -> int:
    """Remove what builds wrote, and nothing else; how many files that was."""
    gone = manifest(site)
    for path in gone:
        _remove(site, path)
    (site / MANIFEST).unlink(missing_ok=True)
    return len(gone)


def manifest(site: Path) -> dict[str, str]:
    """What the last build wrote: paths and hashes; empty when there was none."""
    try:
        found = json.loads((site / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return {path: value for path, value in found.items() if _is_inside(path)} if isinstance(found, dict) else {}


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def write_derived(folder: Path, files: Mapping[str, bytes], *, keep: set[str]) -> int:
    """Bring the machine's own folder up to date: findings by report, none of reports that are gone. Says how many."""
    for name, content in files.items():
        _write(folder / f"{name}.json", content)
    for path in folder.glob("*.json") if folder.is_dir() else ():
        if path.stem not in keep:
            path.unlink()
    return len(files)


def _is_inside(path: str) -> bool:
    """Whether a path of a manifest, which anybody may have edited, lies below the output folder."""
    return not path.startswith("/") and not {"", ".", ".."} & set(path.replace("\\", "/").split("/"))


def _stands(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _remove(site: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    target = site / path
    target.unlink(missing_ok=True)
    for folder in target.relative_to(site).parents:
        if folder == Path():
            break
        try:
            (site / folder).rmdir()
        except OSError:
            break
