"""The end of an exchange: what others wrote meanwhile is brought over, and what a killed build left is finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

from generator.model.proofs import OutputPath
from generator.publish import files as trees
from generator.publish import spare, swap
from generator.publish.files import FoundFile, FoundName, Place
from generator.publish.manifest import NAME, Entries, Entry, is_as_written, read_manifest

Found = TypeVar("Found", FoundFile, FoundName)
MOVING = b"moving"
"""What the file that tells of an exchange says where files are moved one by one."""


def recover(place: Place) -> None:
    """Clean up after a killed build. Raises OSError."""
    if not place.site.exists() and place.old.is_dir():
        trees.rename(place.old, place.site)
    if place.old.is_dir() and not place.next.is_dir():
        trees.rename(place.old, place.next)
    if place.swapping.exists():
        begun = _begun(place)
        if place.inside or begun == MOVING:
            move_in(place)
        elif place.next.is_dir() and begun == str(place.next.stat().st_ino).encode():
            finish(place, read_manifest(place.next).files, read_manifest(place.site).files)
    for path in (place.swapping, place.next, place.old):
        trees.remove_folder(path)
    if place.stats.is_dir():  # where a build writes a file
        trees.remove_folder(place.stats)
    trees.remove_temporary_files(place.workshop)


def are_on_one_disk(one: Path, other: Path) -> bool:
    """Return whether two paths are folders of one file system."""
    return one.is_dir() and other.is_dir() and one.stat().st_dev == other.stat().st_dev


def _begun(place: Place) -> bytes:
    """Return what the file says that tells of an exchange; nothing where it is not as a build wrote it."""
    try:
        return trees.read(place.swapping)
    except OSError:
        return b""


def move_in(place: Place) -> None:
    """Move an edition, or the rest of it after a kill, into the site's folder, file by file, the manifest last."""
    if (place.next / NAME).exists():
        old, new = read_manifest(place.site).files, read_manifest(place.next).files
        for path in old.keys() - new.keys():
            if _is_ours(place.site, path, old[path]):
                trees.remove(place.site, path)
        for name in sorted(new):
            source, target = place.next / name, place.site / name
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                trees.rename(source, target)
        swap.sync(place.workshop)  # or a power cut might keep the manifest's new name and lose those of others
        trees.rename(place.next / NAME, place.site / NAME)
        swap.sync(place.workshop)
    place.swapping.unlink(missing_ok=True)
    trees.remove_folder(place.next)


def _is_ours(site: Path, path: str, entry: Entry) -> bool:
    """Return whether a file is as a build wrote it. It is read twice: the system may refuse it for once."""
    return is_as_written(site, path, entry) or is_as_written(site, path, entry)


def finish(place: Place, old: Entries, new: Entries, kept: AbstractSet[str] = frozenset()) -> None:
    """After an exchange, move files that no build wrote from the old site to the new one, and remove the old site.

    If there are any files that both have, as links, these stay for the next edition.
    """
    found = list(trees.walk_names(place.next))
    for late in foreign_files(found, old):
        source, target = place.next / late.path, place.site / late.path
        if late.path in new or (target.is_dir() and not late.is_folder):
            continue
        if late.is_folder:
            if not target.exists():
                target.mkdir(parents=True)
                shutil.copystat(source, target)
        elif not _is_same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            trees.rename(source, target)
    # Before the removal: in an old site that is half removed, files that builds wrote could not be told from others.
    place.swapping.unlink(missing_ok=True)
    if spare.has_links(place, kept):
        spare.keep(place, (one.path for one in found if not one.is_folder and one.path not in kept))
    else:
        trees.remove_folder(place.next)


def _is_same(source: Path, target: Path) -> bool:
    """Return whether the new site has a file of the old one, as a link or as a copy."""
    try:
        late, status = source.lstat(), target.lstat()
    except FileNotFoundError:
        return False
    return status.st_ino == late.st_ino or (status.st_size, status.st_mtime_ns) == (late.st_size, late.st_mtime_ns)


def foreign_files(found: Iterable[Found], known: Mapping[OutputPath, Entry]) -> Iterator[Found]:
    """Return files that no build wrote, and folders, except those with only files that one wrote."""
    files, folders = {NAME, *known}, folders_of(known)
    return (entry for entry in found if entry.path not in (folders if entry.is_folder else files))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders of files, and the folders of those."""
    folders = {path.rpartition("/")[0] for path in paths}
    pending = list(folders)
    while pending:
        folder = pending.pop().rpartition("/")[0]
        if folder not in folders:
            folders.add(folder)
            pending.append(folder)
    return folders - {""}
