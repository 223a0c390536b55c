"""The names in reports, and the actors that they are names of."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.dossier.index.components import Components
from generator.model.findings import Entity, Kind, NameAndKind

SCHEMA = """
create table if not exists entities (file text, number integer, raw integer, id text, name text, kind text, aliases text,
  primary key (file, raw, number)) without rowid;
create index if not exists entities_by_name on entities (name, kind, raw, aliases);
create table if not exists actor_names (name text, kind text, slug text, primary key (name, kind)) without rowid;
"""


class NameTable:
    """Entities by report, each as derived (`raw`) and as a person corrected it; actors by name and kind.

    `ties` are the components of names that are resolved together.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ties = Components(connection, "name")
        self._as_written: frozenset[str] | None = None

    def of_report(self, file: str, *, raw: bool) -> list[tuple[str, str, str, str]]:
        """Return id, name, kind and aliases (a line each) of a report's entities."""
        query = "select id, name, kind, aliases from entities where file = ? and raw = ? order by number"
        return list(self._connection.execute(query, (file, raw)))

    def replace(self, file: str, entities: Sequence[Entity], *, raw: bool) -> set[NameAndKind]:
        """Write a report's entities in place of those before; return the names that it gives otherwise than before."""
        rows = [(e.id, e.name, e.kind.value, "\n".join(e.aliases)) for e in entities]
        before = self.of_report(file, raw=raw)
        if rows == before:
            return set()
        self.forget()
        self._connection.execute("delete from entities where file = ? and raw = ?", (file, raw))
        self._connection.executemany(
            "insert into entities values (?, ?, ?, ?, ?, ?, ?)", [(file, number, raw, *row) for number, row in enumerate(rows)]
        )
        now, then = Counter(row[1:] for row in rows), Counter(row[1:] for row in before)
        return {(name, Kind(kind)) for name, kind, _ in (now - then) + (then - now)}

    def delete(self, file: str) -> None:
        """Delete a report's entities, derived and corrected."""
        self.forget()
        self._connection.execute("delete from entities where file = ?", (file,))

    def derived(self) -> list[Entity]:
        """Return the entities of all reports as derived, in the order in which they first appear in reports by slug."""
        query = (
            "select e.name, e.kind, e.aliases, min(r.slug || char(1) || printf('%06d', e.number)) as first"
            " from entities e join reports r on r.file = e.file where e.raw group by e.name, e.kind, e.aliases order by first"
        )
        return [Entity("", name, Kind(kind), _aliases(text)) for name, kind, text, _ in self._connection.execute(query)]

    def entities_called(self, name: str, kind: Kind) -> list[tuple[Entity, int]]:
        """Return the entities of a name in all reports, alike ones once, each with the number of reports."""
        query = "select aliases, count(*) from entities where name = ? and kind = ? and raw = 0 group by aliases"
        rows = self._connection.execute(query, (name, kind.value))
        return [(Entity("", name, kind, _aliases(text)), count) for text, count in rows]

    def files_with(self, names: Iterable[NameAndKind]) -> set[str]:
        """Return the files of the reports that have one of these names."""
        query = "select distinct file from entities where name = ? and kind = ? and raw = 0"
        return {row[0] for name, kind in names for row in self._connection.execute(query, (name, kind.value))}

    def actors_of(self, names: Iterable[NameAndKind]) -> dict[NameAndKind, str]:
        """Return the slugs of the actors that these names are resolved to; names of nobody are left out."""
        query = "select slug from actor_names where name = ? and kind = ?"
        rows = ((name, self._connection.execute(query, (name[0], name[1].value)).fetchone()) for name in names)
        return {name: row[0] for name, row in rows if row}

    def names_of(self, slug: str) -> set[NameAndKind]:
        """Return the names and kinds that are resolved to an actor."""
        query = "select name, kind from actor_names where slug = ?"
        return {(name, Kind(kind)) for name, kind in self._connection.execute(query, (slug,))}

    def kinds_of(self, slug: str) -> dict[str, int]:
        """Return the number of reports that take an actor for each kind."""
        query = (
            "select a.kind, count(distinct e.file) from actor_names a"
            " join entities e on e.name = a.name and e.kind = a.kind where e.raw = 0 and a.slug = ? group by a.kind"
        )
        return dict(self._connection.execute(query, (slug,)))

    def reports_by_actor(self) -> dict[str, int]:
        """Return the number of reports of each actor, by slug."""
        query = (
            "select a.slug, count(distinct e.file) from actor_names a"
            " join entities e on e.name = a.name and e.kind = a.kind where e.raw = 0 group by a.slug"
        )
        return dict(self._connection.execute(query))

    def as_written(self) -> frozenset[str]:
        """Return all names and aliases that reports give anybody: the same object until they are others."""
        if self._as_written is None:
            rows = self._connection.execute("select distinct name, aliases from entities where raw = 0")
            self._as_written = frozenset(written for name, aliases in rows for written in (name, *_aliases(aliases)))
        return self._as_written

    def forget(self) -> None:
        """Have names read again: what was changed was taken back."""
        self._as_written = None

    def set_actors(self, changed: Mapping[NameAndKind, str], gone: Iterable[NameAndKind]) -> None:
        """Write which actor each of the changed names is resolved to, and delete the names that are gone."""
        self._connection.executemany("delete from actor_names where name = ? and kind = ?", [(n, k.value) for n, k in gone])
        rows = [(name, kind.value, slug) for (name, kind), slug in changed.items()]
        self._connection.executemany("insert or replace into actor_names values (?, ?, ?)", rows)


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
