"""One edition of a site: staged file by file, checked, and put in the old one's place."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.model.problems import InputError, Problem, Where
from generator.model.proofs import OutputPath
from generator.publish import files as trees
from generator.publish import manifest, swap
from generator.publish.files import Found, Place
from generator.publish.manifest import Entries, Entry, Looks, Manifest


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the output folder, in numbers of files."""

    written: int
    kept: int
    removed: int


class NewFile(NamedTuple):
    """A file to be staged: its bytes, the hash of all that they depend on, and the names of what it is about."""

    path: OutputPath
    content: bytes
    made_of: str = ""
    about: tuple[str, ...] = ()


class Edition:
    """A site as it is put together.

    `standing` is what the last build wrote and what stands there still, byte for byte; `sources` are hashes of what it was
    made of.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        written = manifest.read(place.site)
        self._manifest = written.files
        self.sources = written.sources
        found = list(trees.walk(place.site, skip=place.workshop.name if place.inside else ""))
        self._foreign = {f.path: f for f in _foreign(found, self._manifest)}
        self._looks = _looks(found, self._manifest)
        self.standing: Entries = _standing(place, self._manifest, self._looks)
        self._staged: Entries = {}
        self._kept: set[OutputPath] = set()
        self._linked: set[OutputPath] = set()
        self._claimed: dict[str, str] = {}
        self._folders: set[str] = set()

    def write(self, files: Iterable[NewFile]) -> None:
        """Stage files. Those of which the site has the same bytes stay there as they are, with their times."""
        new: dict[str, bytes] = {}
        for file in files:
            entry = Entry(sha256(file.content).hexdigest(), len(file.content), file.made_of, file.about)
            self._stage(file.path, entry)
            written = self.standing.get(file.path)
            if written and written.sha256 == entry.sha256:
                self._kept.add(file.path)
            else:
                self._refuse_foreign(file.path, entry)
                new[self._target(file.path)] = file.content
        trees.write_new_files(new)

    def keep(self, files: Iterable[tuple[OutputPath, tuple[str, ...]]]) -> None:
        """Stage files that stay as they are, each with the names of what it is about, which may be others now."""
        for path, about in files:
            self._stage(path, replace(self.standing[path], about=about))
            self._kept.add(path)

    def staged(self) -> Entries:
        """All that was staged so far."""
        return dict(self._staged)

    def keep_made_of(self, folder: str, of: str) -> bool:
        """Stage a folder's files as they stand, if a build made them all of this and they all stand; whether it was so."""
        written = {path: entry for path, entry in self._manifest.items() if path.startswith(f"{folder}/")}
        if not written or any(entry.of != of or path not in self.standing for path, entry in written.items()):
            return False
        self.keep((path, entry.about) for path, entry in written.items())
        return True

    def gathered(self) -> Path:
        """The folder with all that was staged so far, files that stay too, for whoever reads an edition as a whole."""
        self._place.next.mkdir(exist_ok=True)
        for path in sorted(self._kept - self._linked):
            trees.link(f"{self._place.site}/{path}", self._target(path))
        self._linked |= self._kept
        return self._place.next

    def publish(self, sources: Mapping[str, str]) -> Published:
        """Show the edition; `sources` are hashes of what its files are about. Raises OSError; then the old site stands."""
        self._refuse_mingling()
        gone = len(self._manifest.keys() - self._staged.keys())
        done = Published(len(self._staged) - len(self._kept), len(self._kept), gone)
        new = Manifest(self._staged, sources)
        if new == Manifest(self._manifest, self.sources) and self._kept == self._staged.keys() and self._place.site.is_dir():
            return done
        self._fill(new)
        self._check()
        swap.settle(self._place.workshop)
        if self._place.inside:
            self._move_in()
        else:
            self._exchange()
        self.standing, self.sources = self._staged, sources
        self._remember()
        return done

    def drop(self) -> None:
        """Take away what was staged and not shown; what an exchange left undone is done."""
        with suppress(OSError):
            recovered(self._place)

    def _stage(self, path: OutputPath, entry: Entry) -> None:
        """Claim a path. Raises InputError when another differs from it in case or in Unicode normalisation only."""
        key = unicodedata.normalize("NFC", path).casefold()
        other = self._claimed.setdefault(key, path)
        if path in self._staged or other != path:
            wrong = f"two files of the site want one name on many systems: {other!r} and {path!r}"
            raise InputError([Problem(Where(str(path)), wrong, "rename one of their sources")])
        self._staged[path] = entry

    def _refuse_foreign(self, path: OutputPath, entry: Entry) -> None:
        """A new page never takes the place of somebody's file, unless that says the same."""
        foreign = self._foreign.get(path)
        if foreign is None:
            return
        if not foreign.is_folder and not (self._place.site / path).is_symlink():
            content = (self._place.site / path).read_bytes()
            if sha256(content).hexdigest() == entry.sha256:
                del self._foreign[path]
                return
        raise self._in_the_way(path)

    def _refuse_mingling(self) -> None:
        """A page never takes the place of somebody's folder, nor a folder of pages that of somebody's file or link."""
        if self._foreign:
            ours = _folders_of(self._staged)
            for path, found in self._foreign.items():
                if (path in ours and not found.is_folder) or not self._staged.keys().isdisjoint(_folders_of([path])):
                    raise self._in_the_way(path)

    def _in_the_way(self, path: str) -> InputError:
        where = Where((self._place.site / path).as_posix())
        return InputError([Problem(where, "no build wrote this file, and a page wants its place", "move it elsewhere")])

    def _target(self, path: str) -> str:
        """Where a file is staged; its folder is made."""
        target = f"{self._place.next}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120 - many thousands of them
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
            self._folders.add(folder)
        return target

    def _fill(self, new: Manifest) -> None:
        """Stage what stays: files that stand, and all that no build wrote."""
        self.gathered()
        if self._place.site.is_dir():
            shutil.copymode(self._place.site, self._place.next)
        if not self._place.inside:
            _carry(self._foreign.values(), self._place.site, self._place.next)
        trees.write(self._target(manifest.NAME), manifest.encode(new))

    def _check(self) -> None:
        """Hold what is on disk against the manifest. Raises OSError when a file is missing or has another length."""
        found = {f.path: f for f in trees.walk(self._place.next) if not f.is_folder}
        for path, entry in self._staged.items():
            on_disk = found.get(path)
            if path in self._kept and on_disk and (on_disk.size, on_disk.changed) != self._looks.get(path):
                raise OSError(5, "the file was changed while the site was built; build again", f"{self._place.site}/{path}")
            if on_disk is None or on_disk.size != entry.size:
                raise OSError(5, "the staged file is not what was written", f"{self._place.next}/{path}")

    def _exchange(self) -> None:
        """Put the edition into the old site's place, at once; take over what was written to the old one at the last moment."""
        place = self._place
        if not place.site.exists():
            place.next.rename(place.site)
            return
        trees.replace(place.swapping, str(place.site.stat().st_ino).encode())
        if not swap.exchange(place.next, place.site):
            place.site.rename(place.old)
            place.next.rename(place.site)
            place.old.rename(place.next)
        finish(place, self._manifest, self._staged)

    def _move_in(self) -> None:
        """The weaker way, where folders cannot change places. Once it has begun the next build can go on with it."""
        trees.replace(self._place.swapping, b"moving")
        move_in(self._place)

    def _remember(self) -> None:
        """How the files look now. The site stands: where there is no room for this, the next build reads more."""
        found = trees.walk(self._place.site, skip=self._place.workshop.name if self._place.inside else "")
        with suppress(OSError):
            trees.replace(self._place.looks, msgspec.json.encode(_looks(found, self._staged)))


def recovered(place: Place) -> None:
    """Clean up after a build that was killed. Raises OSError."""
    if not place.site.exists() and place.old.is_dir():
        place.old.rename(place.site)
    if place.old.is_dir() and not place.next.is_dir():
        place.old.rename(place.next)
    if place.swapping.exists():
        if place.inside:
            move_in(place)
        elif place.next.is_dir() and place.swapping.read_bytes() == str(place.next.stat().st_ino).encode():
            finish(place, manifest.read(place.next).files, manifest.read(place.site).files)
        place.swapping.unlink(missing_ok=True)
    trees.drop(place.next)
    trees.sweep(place.workshop)


def move_in(place: Place) -> None:
    """An edition into the site's folder, file by file, the manifest last; or what is left of it after a kill."""
    if (place.next / manifest.NAME).exists():
        old, new = manifest.read(place.site).files, manifest.read(place.next).files
        for path in old.keys() - new.keys():
            trees.remove(place.site, path)
        for name in (*sorted(new), manifest.NAME):
            source, target = place.next / name, place.site / name
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(source, target)  # noqa: PTH105 - beside the others
    place.swapping.unlink(missing_ok=True)
    trees.drop(place.next)


def finish(place: Place, old: Entries, new: Entries) -> None:
    """After an exchange: what nobody's build wrote and is not yet in the new site goes there, the rest of the old one goes."""
    for late in _foreign(list(trees.walk(place.next)), old):
        source, target = place.next / late.path, place.site / late.path
        if late.path in new or (target.is_dir() and not late.is_folder):
            continue
        if late.is_folder:
            if not target.exists():
                target.mkdir(parents=True)
                shutil.copystat(source, target)
        elif not _is_same(late, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)  # noqa: PTH105
    # First of all: of an old site that is removed by half nobody could tell what a build wrote.
    place.swapping.unlink(missing_ok=True)
    trees.drop(place.next)


def _is_same(late: Found, target: Path) -> bool:
    """Whether a file of the old site is in the new one as it is, as a link or as a copy."""
    try:
        looks = target.lstat()
    except FileNotFoundError:
        return False
    return looks.st_ino == late.inode or (looks.st_size, looks.st_mtime_ns) == (late.size, late.changed)


def _carry(foreign: Iterable[Found], site: Path, new: Path) -> None:
    """Somebody's files and folders, in the order of the walk: folders come before what is in them."""
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


def _foreign(found: Iterable[Found], known: Mapping[OutputPath, Entry]) -> Iterator[Found]:
    """What no build wrote, folders too, but for those that only hold what one wrote."""
    files, folders = {manifest.NAME, *known}, _folders_of(known)
    return (one for one in found if one.path not in (folders if one.is_folder else files))


def _folders_of(paths: Iterable[str]) -> set[str]:
    """The folders that files lie in, and those that they lie in."""
    folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120 - many thousands of them
    ahead = list(folders)
    while ahead:
        folder = os.path.dirname(ahead.pop())  # noqa: PTH120
        if folder not in folders:
            folders.add(folder)
            ahead.append(folder)
    return folders - {""}


def _looks(found: Iterable[Found], known: Mapping[OutputPath, Entry]) -> Looks:
    return {f.path: (f.size, f.changed) for f in found if f.path in known and not f.is_folder}


def _standing(place: Place, known: Entries, looks: Looks) -> Entries:
    """Those files that are as they were written: they look the same, or their bytes are."""
    before = manifest.read_looks(place.looks)
    return {path: entry for path, entry in known.items() if path in looks and _stands(place.site, path, entry, before, looks)}


def _stands(site: Path, path: OutputPath, entry: Entry, before: Looks, looks: Looks) -> bool:
    if looks[path][0] != entry.size:
        return False
    if before.get(path) == looks[path]:
        return True
    try:
        return not (site / path).is_symlink() and sha256((site / path).read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False
