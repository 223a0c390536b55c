"""Events as single reports tell them: by the keys under which those of one event are looked up, and how they are grouped."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from generator.dossier.index.gathering import gathered, without_indexes
from generator.dossier.index.sql import prefix_range
from generator.model.values import CompactValue

SCHEMA = """
create table if not exists tellings (name text primary key, event text, brief blob, value blob);
create table if not exists telling_keys (key text, name text, primary key (key, name)) without rowid;
"""
INDEXES = {
    "tellings_by_event": "create index if not exists tellings_by_event on tellings (event)",
    "telling_keys_by_name": "create index if not exists telling_keys_by_name on telling_keys (name)",
}
SCHEMA += "".join(f"{statement};\n" for statement in INDEXES.values())


class StoredTelling(CompactValue, frozen=True):
    """A telling, encoded: `brief` is read when tellings are grouped, `value` when its row is written; `keys` look it up."""

    name: str
    keys: tuple[str, ...]
    brief: bytes
    value: bytes


class TellingTable:
    """Tellings by name: report and id. `changed` are those that did, and all looked at together with them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.changed: set[str] = set()
        self._keys = "telling_keys"
        self._is_first = False

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Write the first tellings of all within the block, found by their keys only after it; no report may come twice."""
        self._is_first = True
        try:
            columns = "* from {} order by key, name"
            with (
                without_indexes(self._connection, INDEXES),
                gathered(self._connection, "telling_keys", columns) as self._keys,
            ):
                yield
        finally:
            self._keys = "telling_keys"
            self._is_first = False

    def replace(self, slug: str, tellings: Iterable[StoredTelling]) -> None:
        """Write the tellings of a report in place of those before; what is the same stays untouched."""
        if self._is_first:
            self._insert({telling.name: telling for telling in tellings}.values())
        else:
            self._insert(self._without_written(slug, tellings))

    def _without_written(self, slug: str, tellings: Iterable[StoredTelling]) -> list[StoredTelling]:
        """Return those of a report's tellings that are not written yet, and delete all others that are."""
        query = "select name, brief, value from tellings where name >= ? and name < ?"
        before = {row[0]: row[1:] for row in self._connection.execute(query, prefix_range(f"{slug}/"))}
        wanted = {telling.name: telling for telling in tellings}
        other = [one for name, one in wanted.items() if before.get(name) != (one.brief, one.value)]
        gone = [(name,) for name in before.keys() - wanted]
        replaced = [*gone, *((one.name,) for one in other if one.name in before)]
        for (name,) in replaced:
            self.changed |= self._looked_at_with(name)
        self._connection.executemany("delete from telling_keys where name = ?", replaced)
        self._connection.executemany("delete from tellings where name = ?", gone)
        return other

    def _insert(self, new: Collection[StoredTelling]) -> None:
        self.changed.update(one.name for one in new)
        self._connection.executemany(
            "insert into tellings values (?, '', ?, ?)"
            " on conflict do update set brief = excluded.brief, value = excluded.value",
            [(one.name, one.brief, one.value) for one in new],
        )
        keys = [(key, one.name) for one in new for key in dict.fromkeys(one.keys)]
        self._connection.executemany(f"insert into {self._keys} values (?, ?)", keys)  # noqa: S608 - no values

    def with_a_key_of(self, name: str, besides: str) -> set[str]:
        """Return the names of the tellings that share a key with one; `besides` is the beginning of keys that do not count."""
        query = (
            "select o.name from telling_keys k join telling_keys o on o.key = k.key"
            " where k.name = ? and substr(k.key, 1, ?) != ?"
        )
        return {row[0] for row in self._connection.execute(query, (name, len(besides), besides))}

    def sharing_a_key(self, most: int, limit: int) -> list[list[str]]:
        """Return the names of the tellings under each of some keys, of those that several have, but no more than `most`."""
        query = (
            "select group_concat(name, char(10)) from telling_keys group by key"
            " having count(*) between 2 and ? order by key desc limit ?"
        )
        return [row[0].split("\n") for row in self._connection.execute(query, (most, limit))]

    def that_may_be_joined(self, naming: str) -> set[str]:
        """Return the names of the tellings that share a key with another report's, or that an editor joins with one.

        `naming` begins the keys that name a report with which an editor joins a telling.
        """
        shared = (
            "select key from telling_keys group by key"
            " having min(substr(name, 1, instr(name, '/'))) != max(substr(name, 1, instr(name, '/')))"
        )
        query = f"select name from telling_keys where key in ({shared})"  # noqa: S608 - no values
        found = {row[0] for row in self._connection.execute(query)}
        query = "select key, name from telling_keys where key >= ? and key < ?"
        for key, name in self._connection.execute(query, prefix_range(naming)).fetchall():
            found |= {name, *self._names_of_report(key.removeprefix(naming))}
        return found

    def with_key(self, key: str) -> list[str]:
        """Return the names of all tellings under a key."""
        return [row[0] for row in self._connection.execute("select name from telling_keys where key = ?", (key,))]

    def briefs_of_report(self, slug: str) -> list[bytes]:
        """Return what decides of which event a telling is, of all tellings of a report."""
        query = "select brief from tellings where name >= ? and name < ?"
        return [row[0] for row in self._connection.execute(query, prefix_range(f"{slug}/"))]

    def _names_of_report(self, slug: str) -> list[str]:
        query = "select name from tellings where name >= ? and name < ?"
        return [row[0] for row in self._connection.execute(query, prefix_range(f"{slug}/"))]

    def brief(self, name: str) -> bytes | None:
        """Return the same of one telling; None where it is gone."""
        row = self._connection.execute("select brief from tellings where name = ?", (name,)).fetchone()
        return row[0] if row else None

    def values(self, names: Iterable[str]) -> list[bytes]:
        """Return all that the rows of some tellings are written from, in their order, without those that are gone."""
        query = "select value from tellings where name = ?"
        return [row[0] for name in names for row in self._connection.execute(query, (name,))]

    def set_events(self, event_of: Mapping[str, str]) -> None:
        """Note under which name each telling was looked at together with others."""
        rows = [(event, name, event) for name, event in event_of.items()]
        self._connection.executemany("update tellings set event = ? where name = ? and event != ?", rows)

    def forget_events(self, names: Collection[str]) -> None:
        """Note that some tellings were looked at by themselves."""
        together = [row for row in self._connection.execute("select name from tellings where event != ''") if row[0] in names]
        self._connection.executemany("update tellings set event = '' where name = ?", together)

    def _looked_at_with(self, name: str) -> set[str]:
        """Return the names of the tellings that were looked at together with one, its own among them."""
        query = "select name from tellings where event != '' and event = (select event from tellings where name = ?)"
        return {name, *(row[0] for row in self._connection.execute(query, (name,)))}
