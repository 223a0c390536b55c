"""The parts of long lists, each of which has a page of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

SCHEMA = "create table if not exists parts (owner text primary key, parts blob) without rowid;"


class ListPart(NamedTuple):
    """A part of a list: the `number` rows at these dates; of a cut month at most `limit` of them, after the first `skip`."""

    key: str
    dates: tuple[str, ...]
    number: int
    skip: int = 0
    limit: int = -1


class PartTable:
    """Parts by the owner of a list, in the order of the list."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, list[ListPart]]:
        """Return the parts of all lists that have parts, by owner."""
        rows = self._connection.execute("select owner, parts from parts")
        return {owner: msgspec.msgpack.decode(parts, type=list[ListPart]) for owner, parts in rows}

    def get(self, owner: str) -> list[ListPart]:
        """Return the parts of an owner's list; none where it fits on one page."""
        row = self._connection.execute("select parts from parts where owner = ?", (owner,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=list[ListPart]) if row else []

    def set(self, owner: str, parts: Sequence[ListPart]) -> None:
        """Write the parts of an owner's list; none where it fits on one page now."""
        self._connection.execute("delete from parts where owner = ?", (owner,))
        if parts:
            self._connection.execute("insert into parts values (?, ?)", (owner, msgspec.msgpack.encode(parts)))
