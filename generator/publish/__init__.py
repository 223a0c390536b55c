"""Bytes to the output folder: all of a site or none of it. With `read` and `memo`, what touches the disk.

A new site is put together in a folder beside the old one, out of links to the files that stay and of new ones. When it is
complete and on disk, the two folders change places at once. A manifest in the output folder says what a build wrote: only
that is ever removed, all else in the folder is carried over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from generator.model.proofs import OutputPath
from generator.publish import files as trees
from generator.publish.edition import Edition, NewFile, Published, recovered
from generator.publish.manifest import NAME as MANIFEST
from generator.publish.manifest import Entry
from generator.publish.manifest import read as manifest
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
    "manifest",
    "publish",
    "refuse_overlap",
    "write_derived",
    "write_new",
    "write_whole",
]

WAIT = 600.0
LEFT = 60.0
"""Seconds after which a file that somebody was replacing is taken for one that a killed build left."""


@contextmanager
def edition(site: Path, *, wait: float = WAIT, say: Callable[[str], None] = lambda _words: None) -> Iterator[Edition]:
    """A new site to be staged and published; leaving the block without publishing changes nothing. Raises OSError."""
    place = trees.place(site)
    with lock.held(place.lock, wait, say, str(site)):
        _recovered(place, say)
        new = Edition(place)
        try:
            yield new
        finally:
            new.drop()


def publish(files: Mapping[OutputPath, bytes], site: Path) -> Published:
    """Bring the output folder to exactly these files, leaving alone whatever no build wrote. Raises OSError."""
    with edition(site) as new:
        new.write(NewFile(path, content) for path, content in files.items())
        return new.publish({})


def clean(site: Path) -> int:
    """Remove what builds wrote, and nothing else; how many files that was."""
    place = trees.place(site)
    with lock.held(place.lock, WAIT, lambda _words: None, str(site)):
        _recovered(place, lambda _words: None)
        gone = manifest(place.site).files
        for path in gone:
            trees.remove(place.site, path)
        (place.site / MANIFEST).unlink(missing_ok=True)
        trees.drop(place.workshop)
    return len(gone)


def _recovered(place: trees.Place, say: Callable[[str], None]) -> None:
    """Clean up after a build that was killed, also one that could write nowhere but inside the output folder."""
    inner = trees.within(place.site)
    if not place.inside and inner.workshop.is_dir():
        with lock.held(inner.lock, WAIT, say, str(place.site)):
            recovered(inner)
            trees.drop(inner.workshop)
    recovered(place)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        trees.write(str(path), content)
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in the place of the one that is there; nobody ever sees half of it."""
    trees.replace(path, content)


def write_derived(folder: Path, files: Mapping[str, bytes], *, keep: AbstractSet[str]) -> int:
    """Bring the machine's own folder up to date: findings by report, none of reports that are gone. Says how many."""
    for name, content in files.items():
        trees.replace(folder / f"{name}.json", content)
    for path in folder.glob("*.json") if folder.is_dir() else ():
        if path.stem not in keep:
            path.unlink()
    if folder.is_dir():
        trees.sweep(folder, LEFT)
    return len(files)
