"""The rows of all lists that pages show: each statement under every subject whose pages may show it.

An owner (a report, a day, …) writes entries; each entry is listed at one or more locations: in a list of a subject, at a date.
Writing again changes only what differs, and marks the subjects that are touched, with the dates. The rows are a function of
what each owner wrote last, whatever was there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from generator.dossier.index.gathering import gathered, without_indexes
from generator.dossier.index.sql import placeholders
from generator.dossier.index.touched import TouchedSubjects
from generator.runtime.cache import key

SCHEMA = """
create table if not exists entries (id integer primary key, owner text not null, hash blob not null, value blob not null);
create table if not exists locations (
  subject text, list text, date text, name text, section text, rank integer, entry integer,
  primary key (subject, list, date, name, entry)
) without rowid;
"""
INDEXES = {
    "entries_by_owner": "create index if not exists entries_by_owner on entries (owner)",
    "locations_by_entry": "create index if not exists locations_by_entry on locations (entry)",
    "locations_by_rank": "create index if not exists locations_by_rank on locations"
    " (subject, list, rank desc, date desc, name) where rank > 0",
}
SCHEMA += "".join(f"{statement};\n" for statement in INDEXES.values())
ROWS = "select l.list, l.date, l.name, l.section, l.rank, e.value from ({}) l join entries e on e.id = l.entry order by {}"
ENTRIES_PER_INSERT = 500
"""Entries that are inserted at a time: a statement each costs as much as the inserting."""
UNDATED = ""


class Location(NamedTuple):
    """The place of an entry: in a list of a subject, sorted by EDTF date and name, or by rank, in a section of the list."""

    subject: str
    list: str
    date: str = UNDATED
    name: str = ""
    section: str = ""
    rank: int = 0


class IndexEntry(NamedTuple):
    """A value to be shown, encoded, and its locations."""

    value: bytes
    locations: tuple[Location, ...]


class IndexRow(NamedTuple):
    """An entry at one of its locations."""

    list: str
    date: str
    name: str
    section: str
    rank: int
    value: bytes


_decode = msgspec.msgpack.Decoder(IndexEntry).decode


class RowTable:
    """Rows by subject and list. Marks subjects as touched whose rows change."""

    def __init__(self, connection: sqlite3.Connection, touched: TouchedSubjects) -> None:
        self._connection = connection
        self._touched = touched
        self._is_first = False
        self._places = "locations"

    @contextmanager
    def first(self) -> Iterator[None]:
        """Write the first entries of all within the block; no owner may write twice."""
        self._is_first = True
        try:
            with without_indexes(self._connection, INDEXES):
                yield
        finally:
            self._is_first = False

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Have the rows that are written within the block be found only after it: they are put in order at its end."""
        try:
            columns = "* from {} order by subject, list, date, name, entry"
            with gathered(self._connection, "locations", columns) as self._places:
                yield
        finally:
            self._places = "locations"

    def replace(self, owner: str, entries: Iterable[IndexEntry]) -> None:
        """Write an owner's entries in place of those before; what is the same stays untouched."""
        self.replace_all([(owner, map(encoded, entries))])

    def replace_all(self, entries_of: Iterable[tuple[str, Iterable[tuple[bytes, bytes]]]]) -> None:
        """Write the entries of owners, each of which comes once; entries are encoded.

        What `entries_of` reads while it goes on may lack what the owners before it have written.
        """
        new: list[tuple[str, bytes, bytes]] = []
        for owner, entries in entries_of:
            missing = self._without_written(owner, entries)
            new += [(owner, hash_, raw) for hash_, same in missing.items() for raw in same]
            if len(new) >= ENTRIES_PER_INSERT:
                self._insert(new)
                new = []
        self._insert(new)

    def _without_written(self, owner: str, entries: Iterable[tuple[bytes, bytes]]) -> dict[bytes, list[bytes]]:
        """Return those of an owner's entries that are not written yet, by hash, and delete all others that are."""
        missing: dict[bytes, list[bytes]] = {}
        for hash_, raw in entries:
            missing.setdefault(hash_, []).append(raw)
        if self._is_first:
            return missing
        query = "select id, hash from entries where owner = ? order by id"
        for id_, hash_ in self._connection.execute(query, (owner,)).fetchall():
            if same := missing.get(hash_):
                same.pop()
            else:
                self._delete_entry(id_)
        return missing

    def delete(self, owner: str) -> None:
        """Delete all entries of an owner."""
        self.replace(owner, ())

    def by_date(
        self, subject: str, list_: str, section: str | None = None, *, limit: int = -1, latest: bool = True
    ) -> list[IndexRow]:
        """Return the rows of a list, or of a section of it, by date, the latest first or last; those of one date by name."""
        return self._select(subject, list_, section, f"date {'desc' if latest else 'asc'}, name", limit)

    def by_rank(
        self, subject: str, list_: str, section: str | None = None, *, limit: int = -1, latest: bool = True
    ) -> list[IndexRow]:
        """Return the rows of a list, or of a section of it, by rank, the highest first; those of one rank by date."""
        return self._select(subject, list_, section, f"rank desc, date {'desc' if latest else 'asc'}, name", limit)

    def heaviest(self, subject: str, list_: str, limit: int) -> list[IndexRow]:
        """Return the rows of highest rank, the latest first of those of one rank; none of rank 0."""
        order = "rank desc, date desc, name"
        query = f"select * from locations where subject = ? and list = ? and rank > 0 order by {order} limit ?"  # noqa: S608
        return list(map(IndexRow._make, self._connection.execute(ROWS.format(query, order), (subject, list_, limit))))

    def latest_by_section(self, subject: str, list_: str) -> list[tuple[IndexRow, int]]:
        """Return the latest row of each section of a list, and how many rows the section has."""
        query = (
            "select *, count(*) as number, max(date || char(1) || name) from locations where subject = ? and list = ?"
            " group by section"
        )
        rows = self._connection.execute(
            f"select l.list, l.date, l.name, l.section, l.rank, e.value, l.number from ({query}) l"  # noqa: S608 - no values
            " join entries e on e.id = l.entry order by l.section",
            (subject, list_),
        )
        return [(IndexRow._make(row[:-1]), row[-1]) for row in rows]

    def at_dates(
        self, subject: str, lists: Sequence[str], dates: Sequence[str], skip: int = 0, limit: int = -1
    ) -> list[IndexRow]:
        """Return the rows of a subject's lists at these dates, the oldest first."""
        order = "date, list, name"
        query = (
            f"select * from locations where subject = ? and list in ({placeholders(lists)})"  # noqa: S608 - no values
            f" and date in ({placeholders(dates)}) order by {order} limit ? offset ?"
        )
        rows = self._connection.execute(ROWS.format(query, order), (subject, *lists, *dates, limit, skip))
        return list(map(IndexRow._make, rows))

    def value_at(self, subject: str, list_: str, date: str, name: str) -> bytes:
        """Return the value of the one entry at a location. Raises KeyError."""
        where = "subject = ? and list = ? and date = ? and name = ?"
        query = f"select e.value from locations l join entries e on e.id = l.entry where {where}"  # noqa: S608 - no values
        row = self._connection.execute(query, (subject, list_, date, name)).fetchone()
        if row is None:
            raise KeyError((subject, list_, date, name))
        value: bytes = row[0]
        return value

    def subjects_with(self, list_: str, text: str) -> list[str]:
        """Return the subjects of a list's rows whose values have a text somewhere; all rows are read."""
        query = (
            "select distinct l.subject from locations l join entries e on e.id = l.entry"
            " where l.list = ? and instr(e.value, ?) order by l.subject"
        )
        return [subject for (subject,) in self._connection.execute(query, (list_, text.encode()))]

    def ranks(self, subject: str, list_: str, section: str) -> list[tuple[str, int]]:
        """Return name and rank of all rows of a section."""
        query = "select name, rank from locations where subject = ? and list = ? and section = ?"
        return list(self._connection.execute(query, (subject, list_, section)))

    def count_by_section(self, subject: str, list_: str) -> dict[str, int]:
        """Return how many rows there are in each section of a list."""
        query = "select section, count(*) from locations where subject = ? and list = ? group by section"
        return dict(self._connection.execute(query, (subject, list_)))

    def count_by_date(self, subject: str, lists: Sequence[str], among: Collection[str] | None = None) -> list[tuple[str, int]]:
        """Return the dates of the rows of these lists in order, all or those among some, and how many rows each has."""
        where, values = (f" and date in ({placeholders(among)})", sorted(among)) if among is not None else ("", [])
        query = (
            f"select date, count(*) from locations where subject = ? and list in ({placeholders(lists)}){where}"  # noqa: S608
            " group by date order by date"
        )
        return list(self._connection.execute(query, (subject, *lists, *values)))

    def count_at_dates(self, subject: str, lists: Sequence[str], dates: Sequence[str]) -> int:
        """Return how many rows these lists have at these dates."""
        query = (
            f"select count(*) from locations where subject = ? and list in ({placeholders(lists)})"  # noqa: S608 - no values
            f" and date in ({placeholders(dates)})"
        )
        count: int = self._connection.execute(query, (subject, *lists, *dates)).fetchone()[0]
        return count

    def exceeds_any(self, subject: str, limits: Iterable[tuple[str, str, int]]) -> bool:
        """Return whether one of some lists has more rows than its limit. A limit is (list, section or "" for all, rows)."""
        for list_, section, limit in limits:
            where, values = (" and section = ?", (section,)) if section else ("", ())
            query = f"select 1 from locations where subject = ? and list = ?{where} limit 1 offset ?"  # noqa: S608 - no values
            if self._connection.execute(query, (subject, list_, *values, limit)).fetchone() is not None:
                return True
        return False

    def date_range(self, subject: str, list_: str) -> tuple[str, str]:
        """Return the first and the last date of a list's dated rows; "" where there is none."""
        query = "select date from locations where subject = ? and list = ? and date > '' order by date {} limit 1"
        rows = (self._connection.execute(query.format(order), (subject, list_)).fetchone() for order in ("asc", "desc"))
        first, last = (row[0] if row else UNDATED for row in rows)
        return first, last

    def _select(self, subject: str, list_: str, section: str | None, order: str, limit: int) -> list[IndexRow]:
        where, values = (" and section = ?", (section,)) if section is not None else ("", ())
        query = f"select * from locations where subject = ? and list = ?{where} order by {order} limit ?"  # noqa: S608
        return list(map(IndexRow._make, self._connection.execute(ROWS.format(query, order), (subject, list_, *values, limit))))

    def _delete_entry(self, id_: int) -> None:
        self._touch(self._connection.execute("select subject, date from locations where entry = ?", (id_,)))
        self._connection.execute("delete from locations where entry = ?", (id_,))
        self._connection.execute("delete from entries where id = ?", (id_,))

    def _insert(self, new: Sequence[tuple[str, bytes, bytes]]) -> None:
        """Insert entries with their owners and hashes, in their order."""
        if not new:
            return
        first: int = self._connection.execute("select coalesce(max(id), 0) + 1 from entries").fetchone()[0]
        entries = [_decode(raw) for _, _, raw in new]
        numbered = enumerate(zip(new, entries, strict=True), first)
        rows = [(id_, owner, hash_, entry.value) for id_, ((owner, hash_, _), entry) in numbered]
        self._connection.executemany("insert into entries values (?, ?, ?, ?)", rows)
        places = [(*place, id_) for id_, entry in enumerate(entries, first) for place in entry.locations]
        self._connection.executemany(f"insert into {self._places} values (?, ?, ?, ?, ?, ?, ?)", places)  # noqa: S608
        self._touch((place[0], place[2]) for place in places)

    def _touch(self, places: Iterable[tuple[str, str]]) -> None:
        for subject, date in places:
            self._touched[subject].add(date)


def encoded(entry: IndexEntry) -> tuple[bytes, bytes]:
    """Return the hash of an entry with its locations, by which it is known to be written already, and both as bytes."""
    raw = msgspec.msgpack.encode(entry)
    return key(raw)[:16], raw


def raw_views(rows: Iterable[IndexRow]) -> tuple[Any, ...]:
    """Return the views of rows as the index stores them, encoded."""
    return tuple(msgspec.Raw(row.value) for row in rows)
