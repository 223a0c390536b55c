"""The parts of long lists, each of which has a page of its own."""

from __future__ import annotations

import sqlite3

SCHEMA = "create table if not exists parts (owner text primary key, parts blob) without rowid;"


class PartTable:
    """Parts by the owner of a list, as bytes (`dossier.paging` decodes them)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, bytes]:
        """Return the parts of all lists that have parts, by owner."""
        return dict(self._connection.execute("select owner, parts from parts"))

    def get(self, owner: str) -> bytes:
        """Return the parts of an owner's list; empty where it has none."""
        row = self._connection.execute("select parts from parts where owner = ?", (owner,)).fetchone()
        return row[0] if row else b""

    def set(self, owner: str, parts: bytes) -> None:
        """Write the parts of an owner's list; empty where it has none any more."""
        self._connection.execute("delete from parts where owner = ?", (owner,))
        if parts:
            self._connection.execute("insert into parts values (?, ?)", (owner, parts))
