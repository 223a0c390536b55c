"""The output folder stands apart from what a build reads: else it would read what it wrote, or write over what people wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.model.problems import InputError, Problem, Where

Identity = tuple[int, int] | str


def refuse_overlap(site: Path, root: Path, sources: Iterable[Path]) -> None:
    """Raises InputError when an output folder is or holds the project, or is, holds or lies inside a folder of sources."""
    way, own = _way(site), _way(root)
    if way[0] in own:
        raise _refused(site, f"{'is' if way[0] == own[0] else 'holds'} the project's own folder")
    for folder in sources:
        for part in (folder, *_folders_in(folder)):
            theirs = _way(part)
            name = part.relative_to(root).as_posix() if part.is_relative_to(root) else part.as_posix()
            if way[0] in theirs:
                raise _refused(site, f"{'is' if way[0] == theirs[0] else 'holds'} {name}/, which builds need")
            if theirs[0] in way:
                raise _refused(site, f"lies inside {name}/, which builds need")


def _refused(site: Path, how: str) -> InputError:
    return InputError([Problem(Where(site.as_posix()), f"the output folder {how}", "choose a folder of its own with --output")])


def _way(path: Path) -> list[Identity]:
    """A folder and all that it lies in, each as what it is, so that links, other spellings and mounts make no difference."""
    real = Path(os.path.realpath(path))
    return [_identity(one) for one in (real, *real.parents)]


def _identity(path: Path) -> Identity:
    try:
        looks = path.stat()
    except OSError:
        return str(path)
    return looks.st_dev, looks.st_ino


def _folders_in(folder: Path) -> list[Path]:
    """What is directly in a folder of sources may be a link to elsewhere."""
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir()]
    except OSError:
        return []
