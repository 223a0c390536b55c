"""Remembered results, by content hash: one SQLite file in a folder of its own, safe to delete and safe to share.

A key says everything that its value depends on, so a value is either right or not there. Two builds may use one file at the
same time; a build that is killed leaves it whole. What no build asked for lately is forgotten, and so is the oldest of it
when the file grows beyond a bound.
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

FOLDER = ".briefing"
FILE = "memo.sqlite"
FORMAT = 1
BATCH = 500
PATIENCE = 30.0
MOST_BYTES = 2 << 30
AN_AGE = 16
"""Builds that count as one age: a value is marked as used once an age, not once a build."""
AGES_KEPT = 3
BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
TABLES = """
create table if not exists builds (number integer);
create table if not exists results (kind text, key blob, used integer, value blob, primary key (kind, key)) without rowid;
create table if not exists stamps (path text primary key, stamp blob, digest text) without rowid;
"""
T = TypeVar("T")


class Stamp(NamedTuple):
    """What a file system says of a file, and the hash of what the file held when it said so."""

    stamp: bytes
    digest: str


def key(*parts: str | bytes) -> bytes:
    """A hash of parts, each told from its neighbours."""
    hashed = blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(b"%d:" % len(raw) + raw)
    return hashed.digest()


def keys(named: Mapping[T, Sequence[str | bytes]]) -> dict[T, bytes]:
    """Hashes of the parts of many things, by the things' names."""
    return {name: key(*parts) for name, parts in named.items()}


@contextmanager
def opened(folder: Path | None) -> Iterator[Memo]:
    """The memo in a folder, which is made; without one, or where nothing can be written, a memo for this build alone."""
    memo = Memo(folder)
    try:
        yield memo
    finally:
        memo.close()


def in_memory() -> Memo:
    """A memo that ends with the process."""
    return Memo(None)


class Memo:
    """Results by kind and key. Any thread may ask, one at a time; once it is closed, nothing is remembered.

    A build that fails still remembers what it had found out. A file that turns out to be broken is made anew on the way.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._turn = Lock()  # a connection that is closed while it is asked takes the process with it
        self._is_closed = False
        self._connection = _connected(folder)
        rows = self._read("select coalesce(max(number), 0) from builds")
        self._age = (rows[0][0] if rows else 0) // AN_AGE

    def known(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those of the keys that are remembered, with their values."""
        found: dict[bytes, bytes] = {}
        old: list[tuple[int, str, bytes]] = []
        for some in _batches(keys, BATCH):
            marks = ",".join("?" * len(some))
            query = f"select key, value, used from results where kind = ? and key in ({marks})"  # noqa: S608 - marks only
            for name, value, used in self._read(query, (kind, *some)):
                found[name] = value
                if used < self._age:
                    old.append((self._age, kind, name))
        self._write("update results set used = ? where kind = ? and key = ?", old)
        return found

    def remember(self, kind: str, results: Mapping[bytes, bytes]) -> None:
        """Keep results for later builds."""
        rows = [(kind, name, self._age, value) for name, value in results.items()]
        self._write("insert or replace into results values (?, ?, ?, ?)", rows)

    def stamps(self) -> dict[str, Stamp]:
        """What was last known of every file, by path."""
        return {path: Stamp(stamp, digest) for path, stamp, digest in self._read("select * from stamps")}

    def remember_stamps(self, stamps: Mapping[str, Stamp], gone: Iterable[str] = ()) -> None:
        """Keep what is now known of files."""
        self._write("insert or replace into stamps values (?, ?, ?)", [(path, *stamp) for path, stamp in stamps.items()])
        self._write("delete from stamps where path = ?", [(path,) for path in gone])

    def prune(self) -> None:
        """One build more is done: forget what the last ones did not use, and the oldest where there is too much."""
        self._write("insert into builds select coalesce(max(number), 0) + 1 from builds")
        self._write("delete from builds where number < (select max(number) from builds)")
        age = self._age - AGES_KEPT
        self._write("delete from results where used <= ?", [(age,)])
        while self._size() > MOST_BYTES and age <= self._age:
            age += 1
            self._write("delete from results where used <= ?", [(age,)])

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._is_closed = True
            self._connection.close()

    def _size(self) -> int:
        """Bytes that results take; pages that were freed are used again and do not count."""
        rows = [self._read(f"pragma {name}") for name in ("page_count", "freelist_count", "page_size")]
        pages, free, size = (row[0][0] if row else 0 for row in rows)
        return int((pages - free) * size)

    def _read(self, statement: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What is found; nothing where it cannot be read."""
        with self._turn:
            try:
                return [] if self._is_closed else self._connection.execute(statement, given).fetchall()
            except sqlite3.DatabaseError as error:
                self._let_pass(error)
                return []

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]] = ((),)) -> None:
        """Do one statement for each row, at once on disk, so that nobody who shares the file has to wait.

        A full disk or a file that is locked for long is no error: then a later build has more to do.
        """
        with self._turn:
            if self._is_closed:
                return
            try:
                with self._connection:
                    self._connection.executemany(statement, rows)
            except sqlite3.DatabaseError as error:
                self._let_pass(error)

    def _let_pass(self, error: sqlite3.DatabaseError) -> None:
        """What is broken is made anew, what cannot be done now is left undone; anything else is a mistake of ours."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in BROKEN:
            self._connection.close()
            self._connection = _connected(self.folder if self.folder and _removed(self.folder) else None)
        elif not isinstance(error, sqlite3.OperationalError):
            raise error


def _connected(folder: Path | None) -> sqlite3.Connection:
    """A connection to a file that is sound; one that is not is made anew, since nothing in it is missed for long."""
    for _ in range(2):
        if folder is None:
            break
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(folder / FILE, timeout=PATIENCE, check_same_thread=False))
        except (OSError, sqlite3.OperationalError):
            break
        except sqlite3.DatabaseError:
            if not _removed(folder):
                break
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def _removed(folder: Path) -> bool:
    """Remove the file with what SQLite keeps beside it; False where that may not be."""
    try:
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            (folder / name).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        if connection.execute("pragma user_version").fetchone()[0] != FORMAT:
            for table in ("builds", "results", "stamps"):
                connection.execute(f"drop table if exists {table}")
            connection.execute(f"pragma user_version = {FORMAT}")
        connection.executescript(TABLES)
        with connection:
            connection.execute("delete from builds where 0")  # a file that may not be written is told here
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _batches(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some
