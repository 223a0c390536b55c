"""Publishing: the files of a site are written to the output folder, all of them or none.

A new site is put together in a folder beside the old one, from links to the unchanged files and from new files. When it is
complete and on disk, the two folders are exchanged in one step. A manifest in the output folder lists the files that builds
wrote: only these are ever removed, all others in the folder are carried over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from generator.model.proofs import OutputPath
from generator.publish import files as trees
from generator.publish import made
from generator.publish.edition import Edition, NewFile, Published
from generator.publish.exchange import recover
from generator.publish.manifest import NAME as MANIFEST
from generator.publish.manifest import Entry, is_as_written, written_files
from generator.publish.manifest import read_manifest as manifest
from generator.publish.overlap import refuse_overlap
from generator.runtime import lock

__all__ = [
    "MANIFEST",
    "Edition",
    "Entry",
    "NewFile",
    "Published",
    "clean",
    "edition",
    "keep_derived",
    "made",
    "manifest",
    "publish",
    "refuse_overlap",
    "remove_caches",
    "remove_derived",
    "write_derived",
    "write_new",
    "write_note",
    "write_whole",
]

LOCK_TIMEOUT_SECONDS = 600.0
ABANDONED_AFTER_SECONDS = 60.0
"""Age from which a temporary file counts as left by a killed build, not as being written."""


@contextmanager
def edition(
    site: Path, *, wait: float = LOCK_TIMEOUT_SECONDS, say: Callable[[str], None] = lambda _words: None
) -> Iterator[Edition]:
    """Yield a new site to stage and publish; a block left without publishing changes nothing. Raises OSError."""
    place = trees.place(site)
    with lock.held(place.lock, wait, say, str(site)):
        _recover(place, say)
        new = Edition(place)
        try:
            yield new
        finally:
            new.drop()


def publish(files: Mapping[OutputPath, bytes], site: Path) -> Published:
    """Update the output folder to exactly these files; files that no build wrote stay. Raises OSError."""
    with edition(site) as new:
        new.write(NewFile(path, content) for path, content in files.items())
        return new.publish({})


def clean(site: Path) -> int:
    """Remove the files that builds wrote and nobody changed since, and no others; return their number."""
    if not site.parent.is_dir():
        return 0
    place = trees.place(site)
    with lock.held(place.lock, LOCK_TIMEOUT_SECONDS, lambda _words: None, str(site)):
        _recover(place, lambda _words: None)
        written = written_files(place, trees.walk_site(place)).files
        removed = [path for path, entry in written.items() if is_as_written(place.site, path, entry)]
        for path in removed:
            trees.remove(place.site, path)
        (place.site / MANIFEST).unlink(missing_ok=True)
        trees.remove_workshop(place)
    if removed:
        trees.remove_if_empty(place.site)
    return len(removed)


def remove_caches(folder: Path) -> None:
    """Remove a project's folder of caches."""
    trees.remove_folder(folder)


def remove_derived(folder: Path) -> int:
    """Remove all files of findings, and their folder where it is empty then; return their number."""
    found = len(_derived_in(folder))
    keep_derived(folder, frozenset())
    trees.remove_if_empty(folder)
    return found


def _recover(place: trees.Place, say: Callable[[str], None]) -> None:
    """Clean up after a killed build, also after one whose workshop was inside the output folder."""
    inner = trees.within(place.site)
    if not place.inside and inner.workshop.is_dir():
        with lock.held(inner.lock, LOCK_TIMEOUT_SECONDS, say, str(place.site)):
            recover(inner)
            trees.remove_workshop(inner)
    recover(place)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, in full or not at all. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        trees.write(str(path), content)
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write or replace files, each in one step, once all are on disk: no reader ever sees half of one. Raises OSError."""
    trees.replace_durably(files)


def write_note(path: Path, content: bytes) -> None:
    """Write a file that only people read: cut short by a kill, it is written again by the next build."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _derived_in(folder: Path) -> list[Path]:
    """Return the files of findings in a folder, and what stands in their place but folders."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        named = [entry for entry in entries if entry.name.endswith(".json")]
        return [Path(entry.path) for entry in named if entry.is_symlink() or not entry.is_dir()]


def write_derived(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of findings by report."""
    for name, content in files.items():
        path = folder / f"{name}.json"
        if not path.is_dir() or path.is_symlink():  # a folder is somebody's, who was told of it
            trees.replace(path, content)


def keep_derived(folder: Path, keep: AbstractSet[str]) -> None:
    """Remove the files of findings of all reports but some."""
    for path in _derived_in(folder):
        if path.stem not in keep:
            path.unlink()
    if folder.is_dir():
        trees.remove_temporary_files(folder, ABANDONED_AFTER_SECONDS)
