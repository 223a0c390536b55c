"""The tree that was the site before the present one, kept beside it so that the next edition need not be linked anew.

It has nothing but links to files that the site has too: what an edition replaces or removes goes from it at once. Whatever
happens to it costs time alone: the next edition takes from it those files that are the site's very own, and no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import islice

from generator.publish import files as trees
from generator.publish.files import FoundName, Place


def has_links(place: Place, kept: AbstractSet[str]) -> bool:
    """Return whether the old site has links to the kept files; it has none where the system makes copies of them."""
    return any(os.path.samefile(place.next / path, place.site / path) for path in islice(kept, 1))  # noqa: PTH121


def keep(place: Place, gone: Iterable[str]) -> None:
    """Keep the old site, without the files that are gone from it or are other ones in the new site. Raises OSError.

    One of which something cannot be removed is not kept.
    """
    trees.remove_folder(place.spare)
    trees.rename(place.next, place.spare)
    try:
        for path in gone:
            with suppress(FileNotFoundError):  # it was moved into the new site
                os.unlink(f"{place.spare}/{path}")  # noqa: PTH108 - maybe many thousands of them
    except OSError:
        trees.remove_folder(place.spare)


def take(place: Place, kept: AbstractSet[str], new: Iterable[str], folders: AbstractSet[str]) -> set[str]:
    """Make the kept tree the staged one, with the new files that were staged so far; return the `kept` files that it has.

    `folders` are those of all files. Without a kept tree that can be used, nothing happens. Raises OSError.
    """
    if not place.spare.is_dir() or place.spare.is_symlink():
        return set()
    try:
        linked = _prune(place, kept, folders)
    except OSError:
        linked = set()
    if not linked:
        trees.remove_folder(place.spare)
        return linked
    for path in new:
        target = f"{place.spare}/{path}"
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.rename(f"{place.next}/{path}", target)  # noqa: PTH104
    trees.remove_folder(place.next)
    trees.rename(place.spare, place.next)
    return linked


def _prune(place: Place, kept: AbstractSet[str], folders: AbstractSet[str]) -> set[str]:
    """Remove all but the kept files, as the site has them now, and their folders, which get the mode of new ones."""
    found = list(trees.walk_names(place.spare))
    inodes = {one.path: one.inode for one in trees.walk_names(place.site) if not one.is_folder}
    linked = {one.path for one in found if one.path in kept and _is_same(one, inodes)}
    mode = place.next.stat().st_mode
    for one in reversed(found):  # folders after what is in them
        path = f"{place.spare}/{one.path}"
        if not one.is_folder:
            if one.path not in linked:
                os.unlink(path)  # noqa: PTH108
        elif one.path not in folders:
            os.rmdir(path)  # noqa: PTH106
        elif os.stat(path).st_mode != mode:  # noqa: PTH116
            os.chmod(path, mode)  # noqa: PTH101
    return linked


def _is_same(one: FoundName, inodes: dict[str, int]) -> bool:
    """Return whether a file is a link to that of the site; some systems do not say."""
    return not one.is_folder and one.inode != 0 and one.inode == inodes.get(one.path)
