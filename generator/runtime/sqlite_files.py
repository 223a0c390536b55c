"""SQLite files that cost time only when they are lost: opened where they are sound, discarded where they are broken.

Each file has a version. One of another version, or a broken one, is emptied or replaced by a new file; where nothing can be
written, the tables are in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

BUSY_TIMEOUT_SECONDS = 30.0
BROKEN_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Endings of the names of the files that SQLite keeps for one database."""
VERSION_TABLE = "create table if not exists version (value text)"


class OpenedFile(NamedTuple):
    """A connection in autocommit mode, and its file; None where the tables are in memory."""

    connection: sqlite3.Connection
    path: Path | None


def open_file(path: Path | None, schema: str, version: str) -> OpenedFile:
    """Open a file with the tables of a schema, empty if it was of another version.

    A broken file is discarded first. The tables are in memory without a path, or where the file can be neither written nor
    discarded.
    """
    for _ in range(2):
        if path is None:
            break
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return OpenedFile(_open(str(path), schema, version), path)
        except (OSError, sqlite3.OperationalError):
            break
        except sqlite3.DatabaseError:
            if not discard(path):
                break
    return OpenedFile(_open(":memory:", schema, version), None)


def is_broken(error: sqlite3.Error) -> bool:
    """Return whether an error says that a file is no sound database; others, such as a full disk, may pass."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in BROKEN_CODES


def discard(path: Path) -> bool:
    """Delete a database with the files that SQLite keeps beside it; return whether that was allowed."""
    try:
        for suffix in SUFFIXES:
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def version_of(path: Path) -> str:
    """Return the version of a file; "" where it cannot be read."""
    if not path.exists():
        return ""
    try:
        with closing(open_read_only(path)) as connection:
            return _version(connection) or ""
    except (sqlite3.Error, UnicodeDecodeError):
        return ""


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a file as it is. Raises sqlite3.Error."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all changes within the block, or none of them if it raises."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        roll_back(connection)
        raise


@contextmanager
def without_log(connection: sqlite3.Connection) -> Iterator[None]:
    """Have a transaction write its pages into the file itself, for one that is empty: with the log, each is written twice.

    Others cannot read meanwhile. Where somebody does already, the log is used.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("pragma journal_mode = delete")
        connection.execute("pragma synchronous = full")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            connection.execute("pragma synchronous = normal")
            connection.execute("pragma journal_mode = wal")


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo the changes of the transaction, unless SQLite has done so already."""
    with suppress(sqlite3.Error):
        connection.execute("rollback")


def _open(address: str, schema: str, version: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        with transaction(connection):  # raises where the file must not be written
            if _version(connection) != version:
                _create_tables(connection, schema, version)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("select 1 from sqlite_master where name = 'version'").fetchone():
        return None
    row = connection.execute("select value from version").fetchone()
    return str(row[0]) if row else None


def _create_tables(connection: sqlite3.Connection, schema: str, version: str) -> None:
    """Create the tables anew within a transaction."""
    tables = connection.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    for (name,) in tables.fetchall():
        connection.execute(f'drop table "{name}"')
    for statement in (VERSION_TABLE, *schema.split(";")):
        connection.execute(statement)
    connection.execute("insert into version values (?)", (version,))
