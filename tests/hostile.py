"""What a folder may have in the place of a file: pipes, sockets, devices, links, files that are too large, names that nobody can read."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.runtime.project_files import MAX_BYTES_BY_ENDING, MAX_OTHER_BYTES

needs_posix = pytest.mark.skipif(os.name == "nt", reason="this system has no pipes with names")
GIGABYTE = 1 << 30


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening_socket(path: Path) -> None:
    """Bind a socket to a name; it is bound from its folder, since such names may not be long."""
    with socket.socket(socket.AF_UNIX) as bound, folder(path.parent):
        bound.bind(path.name)


def link_to_pipe(path: Path) -> None:
    os.mkfifo(path.parent / ".a pipe")
    path.symlink_to(".a pipe")


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sparse(path: Path, size: int = GIGABYTE) -> None:
    """Write a file that is as large as it says, and takes no room."""
    with path.open("wb") as file:
        file.truncate(size)


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def limit_of(name: str) -> int:
    return MAX_BYTES_BY_ENDING.get(name.rpartition(".")[2], MAX_OTHER_BYTES)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (pipe, "this is a pipe"),
    "socket": (listening_socket, "this is a socket"),
    "link to a pipe": (link_to_pipe, "this is a link to a pipe"),
    "link to a device": (link_to_device, "this is a link to a device"),
    "link to itself": (link_to_itself, "the links lead in a circle"),
    "file of 1 GB": (sparse, "the file is larger than "),
}
"""What is made at a path, and what is said of it."""
BAD_NAMES = {
    os.fsdecode(b"caf\xe9.md"): r"caf\xe9.md",
    "two\nlines.md": r"two\x0alines.md",
    "red\x1b[31m.md": r"red\x1b[31m.md",
    "bell\x07.md": r"bell\x07.md",
    "delete\x7f.md": r"delete\x7f.md",
    "next\x85.md": r"next\x85.md",
    "line\u2028.md": r"line\u2028.md",
    "turned\u202edm.exe": r"turned\u202edm.exe",
    "isolated\u2066.md": r"isolated\u2066.md",
}
"""Names of files, and how they are told."""


@contextmanager
def folder(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)
