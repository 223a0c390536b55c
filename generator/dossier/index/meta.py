"""Named values that belong to no report, subject or page: fingerprints of what the index was last updated with."""

from __future__ import annotations

import sqlite3

SCHEMA = "create table if not exists meta (name text primary key, value blob) without rowid;"


class MetaTable:
    """Values by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bytes:
        """Return a value; empty where there is none."""
        row = self._connection.execute("select value from meta where name = ?", (name,)).fetchone()
        return row[0] if row else b""

    def set(self, name: str, value: bytes) -> bool:
        """Write a value; return whether it is another one than before, or new."""
        before = self._connection.execute("select value from meta where name = ?", (name,)).fetchone()
        self._connection.execute("insert or replace into meta values (?, ?)", (name, value))
        return before is None or before[0] != value
