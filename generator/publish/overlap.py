"""The check that the output folder and the sources of a build do not overlap: no output is read, no source overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.model.problems import InputError, Problem, Where

FolderIdentity = tuple[int, int] | str


def refuse_overlap(site: Path, root: Path, sources: Iterable[Path]) -> None:
    """Raise InputError where the output folder is or holds the project or the home folder, or overlaps with sources."""
    target = _with_parents(site)
    for folder, name in ((root, "the project's own folder"), (_home(), "your home folder")):
        own = _with_parents(folder) if folder else []
        if target[0] in own:
            raise _refused(site, f"{'is' if target[0] == own[0] else 'holds'} {name}")
    for folder in sources:
        for part in (folder, *_folders_in(folder)):
            source = _with_parents(part)
            name = part.relative_to(root).as_posix() if part.is_relative_to(root) else part.as_posix()
            if target[0] in source:
                raise _refused(site, f"{'is' if target[0] == source[0] else 'holds'} {name}/, which builds need")
            if source[0] in target:
                raise _refused(site, f"lies inside {name}/, which builds need")


def _refused(site: Path, how: str) -> InputError:
    return InputError([Problem(Where(site.as_posix()), f"the output folder {how}", "choose a folder of its own with --output")])


def _with_parents(path: Path) -> list[FolderIdentity]:
    """Return the identities of a folder and its parents, which are the same behind links, mounts and other spellings."""
    real = Path(os.path.realpath(path))
    return [_identity(folder) for folder in (real, *real.parents)]


def _identity(path: Path) -> FolderIdentity:
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return status.st_dev, status.st_ino


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # nobody is known
        return None


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders directly in a folder of sources, which may be links to elsewhere."""
    try:
        with os.scandir(folder) as entries:
            return [path for entry in entries if (path := Path(entry.path)).is_dir()]
    except OSError:
        return []
