"""Which things hang together: those that have a tie in common, and those that have one in common with these, and so on.

What is worked out of all things is worked out of each neighbourhood by itself, so that one thing can change without a look at
the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

TABLES = """
create table if not exists tie (of text, tie text, thing text, primary key (of, tie, thing)) without rowid;
create index if not exists tie_thing on tie (of, thing);
"""
NAMES = ("tie",)


class Neighbours:
    """Things of one sort, by name, with their ties."""

    def __init__(self, connection: sqlite3.Connection, of: str) -> None:
        self._connection = connection
        self._of = of

    def tie(self, thing: str, ties: Iterable[str]) -> set[str]:
        """Which ties a thing has from now on, none when it is gone; these and those that it had before."""
        now, before = set(ties), set(self._ties(thing))
        rows = [(self._of, tie, thing) for tie in before - now]
        self._connection.executemany("delete from tie where of = ? and tie = ? and thing = ?", rows)
        self._connection.executemany("insert into tie values (?, ?, ?)", [(self._of, tie, thing) for tie in now - before])
        return now | before

    def around(self, ties: Collection[str]) -> set[str]:
        """All that has one of these ties, and all that hangs together with it."""
        found: set[str] = set()
        seen, new = set(ties), set(ties)
        while new:
            things = {thing for tie in new for thing in self._tied(tie)} - found
            found |= things
            new = {tie for thing in things for tie in self._ties(thing)} - seen
            seen |= new
        return found

    def _ties(self, thing: str) -> list[str]:
        rows = self._connection.execute("select tie from tie where of = ? and thing = ?", (self._of, thing))
        return [tie for (tie,) in rows]

    def _tied(self, tie: str) -> list[str]:
        rows = self._connection.execute("select thing from tie where of = ? and tie = ?", (self._of, tie))
        return [thing for (thing,) in rows]
