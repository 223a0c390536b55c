"""The pictures among a project's files, which reports may show: the hash of each, and its size."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

SCHEMA = "create table if not exists pictures (file text primary key, hash text, width integer, height integer) without rowid;"


class StoredPicture(NamedTuple):
    """A picture: its file, the hash of that, and its size in pixels; 0 where that is not known."""

    file: str
    hash: str
    width: int
    height: int


class PictureTable:
    """Pictures by file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def first_of(self, files: Iterable[str]) -> StoredPicture | None:
        """Return the first of some files that is there."""
        query = "select file, hash, width, height from pictures where file = ?"
        rows = (self._connection.execute(query, (file,)).fetchone() for file in files)
        return next((StoredPicture._make(row) for row in rows if row), None)

    def replace(self, hashes: Mapping[str, str], size_of: Callable[[str], tuple[int, int]]) -> set[str]:
        """Write all pictures, by file with their hashes; return the files that came, went or changed."""
        known = dict(self._connection.execute("select file, hash from pictures"))
        gone = known.keys() - hashes.keys()
        changed = {file for file, hash_ in hashes.items() if known.get(file) != hash_}
        self._connection.executemany("delete from pictures where file = ?", [(file,) for file in gone])
        rows = [(file, hashes[file], *size_of(file)) for file in sorted(changed)]
        self._connection.executemany("insert or replace into pictures values (?, ?, ?, ?)", rows)
        return gone | changed
