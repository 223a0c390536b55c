"""Errors of the disk in words: what is wrong, and what a person can do about it."""

from __future__ import annotations

import errno
import os

PERMISSIONS = ("this may not be read or written", "check its permissions")
MANY_OPEN = ("too many files are open", "end other programs, or raise the limit (`ulimit -n`), and try again")
FULL = ("the disk is full", "free some space, and try again")
WORDS = {
    errno.ENOENT: ("there is no such file or folder", "check the path"),
    errno.EISDIR: ("this is a folder, and a file is needed", "name a file"),
    errno.ENOTDIR: ("a part of this path is a file, and a folder is needed", "check the path"),
    errno.EEXIST: ("there is a file or a folder of this name already", "choose another name"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "give it a shorter one"),
    errno.ELOOP: ("the links lead in a circle", "remove one of them"),
    errno.EROFS: ("this disk cannot be written", "choose another place"),
    errno.EACCES: PERMISSIONS,
    errno.EPERM: PERMISSIONS,
    errno.EIO: ("the disk could not be read or written", "try again; if it happens again, look for another disk"),
    errno.EMFILE: MANY_OPEN,
    errno.ENFILE: MANY_OPEN,
    errno.EXDEV: ("this lies on another disk than what it is renamed to", "remove the link or the mount"),
    errno.EFBIG: ("the file is larger than this disk or this account may have", "choose another place, or raise the limit"),
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
}
IN_USE = ("another program has this file open", "close it there, and try again")
TOO_LONG = ("the path is too long for this system", "use a project in a folder with a shorter path")
WORDS_OF_WINDOWS = {32: IN_USE, 33: IN_USE, 206: TOO_LONG}
"""By the codes of Windows, which says more with them than with those that all systems share."""


def explain(error: OSError) -> tuple[str, str]:
    """Return what is wrong and what to do. An error of ours, with words of its own, says both, or what is wrong."""
    if words := WORDS_OF_WINDOWS.get(getattr(error, "winerror", None) or 0):
        return words
    code = error.errno or 0
    given = str(error.strerror or error)
    wrong, todo = WORDS.get(code, (given, "check the path and its permissions"))
    if given == os.strerror(code):
        return wrong, todo
    own, semicolon, own_todo = given.rpartition("; ")
    return (own, own_todo) if semicolon else (given, todo)
