"""An edition of a site: staged file by file, checked, and exchanged for the old one."""

from __future__ import annotations

import errno
import os
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.model.problems import InputError, Problem, Where
from generator.model.proofs import OutputPath
from generator.model.values import Value
from generator.publish import files as trees
from generator.publish import spare, swap
from generator.publish.exchange import MOVING, are_on_one_disk, finish, folders_of, foreign_files, move_in, recover
from generator.publish.files import FoundFile, Place
from generator.publish.manifest import (
    NAME,
    UNKNOWN_SIZE,
    Entries,
    Entry,
    FileStats,
    Manifest,
    encode,
    read_file_stats,
    state,
    written_files,
)


class Published(Value, frozen=True):
    """Numbers of files that a build wrote to, left in and removed from the output folder."""

    written: int
    kept: int
    removed: int


class NewFile(NamedTuple):
    """A file to be staged: its bytes, the hash of all that they depend on, and the names of its sources."""

    path: OutputPath
    content: bytes
    made_of: str = ""
    about: tuple[str, ...] = ()


class Edition:
    """A site while it is staged.

    `looks` is a hash of the names, sizes and times of all that is in the output folder: of the last build's files, the files
    of others and the manifest. Where it is known what they were like, nothing else need be read.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self.site = place.site
        self._next = str(place.next)
        self._found = list(trees.walk_site(place))
        self.looks = _looks(self._found)
        self._staged: Entries = {}
        self._kept: set[OutputPath] = set()
        self._claimed: dict[str, str] = {}
        self._collisions: list[Problem] = []
        self._folders: set[str] = set()

    @cached_property
    def _written(self) -> Manifest:
        """The files of the last build; they are read for a new edition, and not where the looks say that all is as it was."""
        return written_files(self._place, self._found)

    @cached_property
    def _manifest(self) -> Entries:
        return self._written.files

    @cached_property
    def _stats(self) -> FileStats:
        return _file_stats(self._found, self._manifest)

    @cached_property
    def _foreign(self) -> dict[str, FoundFile]:
        return {found.path: found for found in foreign_files(self._found, self._manifest)}

    @cached_property
    def _changed(self) -> list[FoundFile]:
        """The files that somebody changed since a build wrote them."""
        changed = {path for path, e in self._manifest.items() if e.size != UNKNOWN_SIZE and path not in self.unchanged}
        return [found for found in self._found if not found.is_folder and found.path in changed]

    @cached_property
    def unchanged(self) -> Entries:
        """The files of the last build that still have the bytes it wrote."""
        return _unchanged(self._place, self._manifest, self._stats)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Hashes of the sources of the files, by name."""
        return self._written.sources

    @cached_property
    def state(self) -> str:
        """A hash of the files and their sources, if all files are as they were written."""
        return self._written.state if self.unchanged.keys() == self._manifest.keys() else ""

    def write(self, files: Iterable[NewFile]) -> None:
        """Stage files. Files of which the site has the same bytes are kept, with their times."""
        new: dict[str, bytes] = {}
        for file in files:
            entry = Entry(sha256(file.content).hexdigest(), len(file.content), file.made_of, file.about)
            self._stage(file.path, entry)
            written = self.unchanged.get(file.path)
            if written and written.sha256 == entry.sha256:
                self._kept.add(file.path)
            else:
                self._refuse_foreign(file.path, entry)
                new[self._target(file.path)] = file.content
        trees.write_new_files(new)

    def keep(self, files: Iterable[tuple[OutputPath, tuple[str, ...]]]) -> None:
        """Stage unchanged files, each with the names of its sources, which may be others now."""
        for path, about in files:
            entry = self.unchanged[path]
            self._stage(path, entry if entry.about == about else msgspec.structs.replace(entry, about=about))
            self._kept.add(path)

    def keep_pages(self, others: AbstractSet[str]) -> None:
        """Stage all unchanged files that were made of something, as they are, but for others."""
        for path, entry in self.unchanged.items():
            if entry.of and path not in others:
                self._stage(path, entry)
                self._kept.add(path)

    def staged(self) -> Entries:
        """Return all files that were staged so far."""
        return dict(self._staged)

    def gone(self) -> Entries:
        """Return the files of the last build that were not staged so far."""
        return {path: entry for path, entry in self._manifest.items() if path not in self._staged}

    def published(self, path: OutputPath) -> bytes:
        """Return the bytes that a file of the last build has now; none where it cannot be read."""
        try:
            return trees.read(self._place.site / path)
        except OSError:
            return b""

    def _link_kept(self) -> None:
        """Link kept files into the folder of staged ones, as far as the tree before this site has not the same links."""
        place = self._place
        place.next.mkdir(exist_ok=True)
        new = self._staged.keys() - self._kept
        linked = set() if place.inside else spare.take(place, self._kept, new, folders_of(self._staged))
        for path in sorted(self._kept - linked):
            trees.link(f"{place.site}/{path}", self._target(path))

    def publish(self, sources: Mapping[str, str]) -> Published:
        """Publish the edition; `sources` are hashes of its files' sources. Raises OSError; then the old site stays."""
        self._refuse_collisions()
        removed = len(self._manifest.keys() - self._staged.keys())
        published = Published(len(self._staged) - len(self._kept), len(self._kept), removed)
        is_same = (self._staged, sources) == (self._manifest, self.sources) and self._kept == self._staged.keys()
        if is_same and self._place.site.is_dir():
            return published
        manifest = encode(Manifest(self._staged, sources))
        self._fill(manifest)
        stats = self._checked()
        if self._place.inside:
            self._move_in()
        else:
            self._exchange()
        self.unchanged, self.sources, self.state = self._staged, sources, state(manifest)
        with suppress(OSError):  # a full disk is no failure here: the next build only reads more files
            trees.replace(self._place.stats, msgspec.json.encode(stats))
        return published

    def drop(self) -> None:
        """Remove what was staged and not published; finish an exchange that was interrupted."""
        with suppress(OSError):
            recover(self._place)

    def _stage(self, path: OutputPath, entry: Entry) -> None:
        """Claim a path. Raises InputError where another differs from it only in case or in Unicode normalisation."""
        key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
        other = self._claimed.setdefault(key, path)
        if path in self._staged or other != path:
            wrong = f"two files of the site want one name on many systems: {other!r} and {path!r}"
            raise InputError([Problem(Where(str(path)), wrong, "rename one of their sources")])
        self._staged[path] = entry

    def _refuse_foreign(self, path: OutputPath, entry: Entry) -> None:
        """Note a problem where a page would replace a file that no build wrote, unless the bytes are the same."""
        foreign = self._foreign.get(path)
        if foreign is None:
            return
        if foreign.size == entry.size and trees.has_hash(self._place.site / path, entry.sha256):
            del self._foreign[path]
        else:
            self._collisions.append(self._collision(path))

    def _refuse_collisions(self) -> None:
        """Raise InputError where a page would replace what no build wrote, or its folder such a file or link."""
        folders = folders_of(self._staged) if self._foreign else set()
        self._collisions += (
            self._collision(path)
            for path, found in self._foreign.items()
            if path == NAME or (path in folders and not found.is_folder) or not folders_of([path]).isdisjoint(self._staged)
        )
        if self._collisions:
            raise InputError(self._collisions)

    def _collision(self, path: str) -> Problem:
        where = Where((self._place.site / path).as_posix())
        wrong = "no build wrote this file, and a page wants its place"
        if path == NAME:
            wrong = "this is a folder, and builds keep the list of their files here"
        return Problem(where, wrong, "move it elsewhere")

    def _target(self, path: str) -> str:
        """Return the path where a file is staged, and create its folder."""
        target = f"{self._next}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120 - many thousands of them
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
            self._folders.add(folder)
        return target

    def _fill(self, manifest: bytes) -> None:
        """Stage kept files, all files that no build wrote, and the manifest."""
        self._link_kept()
        if self._place.site.is_dir():
            shutil.copymode(self._place.site, self._place.next)
        if not self._place.inside:
            # A file that somebody changed since a build wrote it is theirs, once no page wants its place.
            changed = [found for found in self._changed if found.path not in self._staged]
            _carry_over([*self._foreign.values(), *changed], self._place.site, self._place.next)
        trees.write(self._target(NAME), manifest)

    def _checked(self) -> FileStats:
        """Return the sizes and times of the staged files. Raises OSError where one is missing or has another size."""
        staged = list(trees.walk(self._place.next))
        self.looks = _looks(staged)
        found = {f.path: f for f in staged if not f.is_folder}
        for path, entry in self._staged.items():
            on_disk = found.get(path)
            if path in self._kept and on_disk and (on_disk.size, on_disk.changed) != self._stats.get(path):
                raise OSError(5, "the file was changed while the site was built; build again", f"{self._place.site}/{path}")
            if on_disk is None or on_disk.size != entry.size:
                raise OSError(5, "the staged file is not what was written", f"{self._place.next}/{path}")
        return _file_stats(found.values(), self._staged)

    def _exchange(self) -> None:
        """Exchange the edition for the old site in one step, and carry over files written to the old one at the last moment.

        The edition is on disk before, and the exchange is before the old site is removed: a power cut loses neither.
        """
        place = self._place
        is_first = not place.site.exists()
        if not is_first:
            trees.replace(place.swapping, str(place.site.stat().st_ino).encode())
        swap.sync(place.workshop)
        try:
            self._rename()
        except OSError as error:
            if is_first or error.errno != errno.EXDEV or not are_on_one_disk(place.next, place.site):
                raise
            self._move_in()  # as on layers of containers, where a folder of a lower layer cannot be renamed
            return
        swap.sync_folders(place.workshop, place.site.parent)
        if not is_first:
            finish(place, self._manifest, self._staged, self._kept)

    def _rename(self) -> None:
        """Exchange the two folders, or rename them one after the other."""
        place = self._place
        if not place.site.exists():
            trees.rename(place.next, place.site)
        elif not swap.exchange(place.next, place.site):
            trees.rename(place.site, place.old)
            trees.rename(place.next, place.site)
            swap.sync_folders(place.workshop, place.site.parent)
            trees.rename(place.old, place.next)

    def _move_in(self) -> None:
        """Move files one by one, where folders cannot be exchanged. The next build can finish this where it was interrupted."""
        swap.sync(self._place.workshop)
        trees.replace(self._place.swapping, MOVING)
        swap.sync(self._place.workshop)
        move_in(self._place)


def _carry_over(foreign: Iterable[FoundFile], site: Path, new: Path) -> None:
    """Link files that no build wrote, and create their folders, in the order of the walk: folders before their files."""
    folders = []
    for found in foreign:
        source, target = f"{site}/{found.path}", f"{new}/{found.path}"
        if found.is_folder:
            os.makedirs(target, exist_ok=True)  # noqa: PTH103
            folders.append((source, target))
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            trees.link(source, target)
    for source, target in reversed(folders):
        shutil.copystat(source, target)


def _looks(found: Iterable[FoundFile]) -> str:
    """Return a hash of the names of folders, and of the names, sizes and times of files."""
    rows = [f"{one.path}\0" if one.is_folder else f"{one.path}\0{one.size}\0{one.changed}" for one in found]
    return blake2b("\n\0".join(sorted(rows)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _file_stats(found: Iterable[FoundFile], known: Mapping[OutputPath, Entry]) -> FileStats:
    return {f.path: (f.size, f.changed) for f in found if f.path in known and not f.is_folder}


def _unchanged(place: Place, known: Entries, now: FileStats) -> Entries:
    """Return files that are as they were written: of the same size and time, or with the same bytes."""
    before = read_file_stats(place.stats)
    return {path: entry for path, entry in known.items() if path in now and _is_unchanged(place.site, path, entry, before, now)}


def _is_unchanged(site: Path, path: OutputPath, entry: Entry, before: FileStats, now: FileStats) -> bool:
    if now[path][0] != entry.size:
        return False
    if before.get(path) == now[path]:
        return True
    return trees.has_hash(site / path, entry.sha256)
