"""The result cache: values by content hash, in one SQLite file in a folder of its own, safe to delete and safe to share.

A key hashes everything that its value depends on, so a value is either right or missing. Two builds may use one file at the
same time; a build that is killed leaves it whole. What no recent build asked for is pruned, and so is the oldest of it when the
file grows beyond a bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from generator.runtime import sqlite_files

FOLDER = ".briefing"
FILE = "memo.sqlite"
FORMAT_VERSION = "2"
KEYS_PER_QUERY = 500
MAX_CACHE_BYTES = 2 << 30
BUILDS_PER_AGE = 16
"""A value is marked as used once an age, not once a build."""
AGES_KEPT = 3
SCHEMA = """
create table if not exists builds (number integer);
create table if not exists results (kind text, key blob, used integer, value blob, primary key (kind, key)) without rowid;
create table if not exists stamps (path text primary key, stamp blob, digest text) without rowid;
"""
T = TypeVar("T")


class Stamp(NamedTuple):
    """The size, times and identity of a file as the file system has them, and the hash of its content then."""

    stamp: bytes
    digest: str


def key(*parts: str | bytes) -> bytes:
    """Return a hash of parts, which differs wherever they are divided otherwise."""
    hashed = blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(b"%d:" % len(raw) + raw)
    return hashed.digest()


def keys(parts_of: Mapping[T, Sequence[str | bytes]]) -> dict[T, bytes]:
    """Return the keys of many things, by thing."""
    return {name: key(*parts) for name, parts in parts_of.items()}


@contextmanager
def open_cache(folder: Path | None) -> Iterator[ResultCache]:
    """Open the cache in a folder, which is made; without one, or where nothing can be written, a cache in memory."""
    cache = ResultCache(folder)
    try:
        yield cache
    finally:
        cache.close()


class ResultCache:
    """Values by kind and key. Any thread may use it, one at a time; once it is closed, it is empty and stores nothing.

    A build that fails still leaves the results that it had. A file that turns out to be broken on the way is discarded.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = Lock()  # a connection that is closed while another thread reads from it crashes the process
        self._is_closed = False
        self._connection = self._open()
        rows = self._read("select coalesce(max(number), 0) from builds")
        self._age = (rows[0][0] if rows else 0) // BUILDS_PER_AGE

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of those of the keys that are cached."""
        values: dict[bytes, bytes] = {}
        aged: list[tuple[int, str, bytes]] = []
        for some in _batches(keys):
            marks = ",".join("?" * len(some))
            query = f"select key, value, used from results where kind = ? and key in ({marks})"  # noqa: S608 - marks only
            for name, value, used in self._read(query, (kind, *some)):
                values[name] = value
                if used < self._age:
                    aged.append((self._age, kind, name))
        self._write("update results set used = ? where kind = ? and key = ?", aged)
        return values

    def put_many(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Store values by key for later builds."""
        rows = [(kind, name, self._age, value) for name, value in values.items()]
        self._write("insert or replace into results values (?, ?, ?, ?)", rows)

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamps of all files at the last look, by path."""
        return {path: Stamp(stamp, digest) for path, stamp, digest in self._read("select * from stamps")}

    def update_stamps(self, stamps: Mapping[str, Stamp], gone: Iterable[str] = ()) -> None:
        """Store stamps of files by path, and delete those of files that are gone."""
        self._write("insert or replace into stamps values (?, ?, ?)", [(path, *stamp) for path, stamp in stamps.items()])
        self._write("delete from stamps where path = ?", [(path,) for path in gone])

    def prune(self) -> None:
        """Count a build, and delete what the last ages did not use, and the oldest where the cache is too large."""
        self._write("insert into builds select coalesce(max(number), 0) + 1 from builds")
        self._write("delete from builds where number < (select max(number) from builds)")
        age = self._age - AGES_KEPT
        self._write("delete from results where used <= ?", [(age,)])
        while self._bytes_used() > MAX_CACHE_BYTES and age <= self._age:
            age += 1
            self._write("delete from results where used <= ?", [(age,)])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._is_closed = True
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        path = self.folder / FILE if self.folder else None
        return sqlite_files.open_file(path, SCHEMA, FORMAT_VERSION).connection

    def _bytes_used(self) -> int:
        """Return the bytes that results take; SQLite uses freed pages again, so they do not count."""
        rows = [self._read(f"pragma {name}") for name in ("page_count", "freelist_count", "page_size")]
        pages, free, size = (row[0][0] if row else 0 for row in rows)
        return int((pages - free) * size)

    def _read(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none where the file cannot be read."""
        with self._lock:
            try:
                return [] if self._is_closed else self._connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as error:
                self._recover(error)
                return []

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]] = ((),)) -> None:
        """Execute one statement for each row, at once on disk, so that nobody who shares the file has to wait.

        A full disk or a file that is locked for long is no error: then a later build has more to do.
        """
        with self._lock:
            if self._is_closed or not rows:
                return
            try:
                with sqlite_files.transaction(self._connection):
                    self._connection.executemany(statement, rows)
            except sqlite3.DatabaseError as error:
                self._recover(error)

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        """Replace a broken file, pass over what cannot be done now, and raise anything else: it is a mistake of ours."""
        if sqlite_files.is_broken(error):
            self._connection.close()
            if self.folder and not sqlite_files.discard(self.folder / FILE):
                self.folder = None
            self._connection = self._open()
        elif not isinstance(error, sqlite3.OperationalError):
            raise error


def _batches(keys: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
    rest = iter(keys)
    while batch := tuple(islice(rest, KEYS_PER_QUERY)):
        yield batch
