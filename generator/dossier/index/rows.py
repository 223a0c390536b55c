"""What is assembled, on shelves: entries under the subjects whose pages show them.

They are kept in SQLite, so that one report can change without touching the others. An owner (a report, a day, …) puts its
entries; each stands in one or more places: a subject's list, at a date. Putting again changes only what differs, and tells
which subjects were touched, at which dates. What is on the shelves is a function of what the owners put last, whatever was
there before.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.runtime.cache import key

TABLES = """
create table if not exists entry (id integer primary key, owner text not null, hash blob not null, value blob not null);
create index if not exists entry_owner on entry (owner);
create table if not exists place (
  subject text, list text, date text, name text, sub text, rank integer, entry integer,
  primary key (subject, list, date, name, entry)
) without rowid;
create index if not exists place_entry on place (entry);
create table if not exists tally (subject text, list text, name text, number integer, primary key (subject, list, name))
  without rowid;
"""
NAMES = ("entry", "place", "tally")
ROWS = "select p.list, p.date, p.name, p.sub, p.rank, e.value from ({}) p join entry e on e.id = p.entry order by {}"
UNDATED = ""
Tallies = Counter[tuple[str, str, str]]
"""Numbers by subject, list and name."""


class Place(NamedTuple):
    """Where an entry stands: in a list of a subject, by its EDTF date and its name; `sub` parts the list, `rank` weighs."""

    subject: str
    list: str
    date: str = UNDATED
    name: str = ""
    sub: str = ""
    rank: int = 0


class Entry(NamedTuple):
    """Something to be shown, as bytes, and its places."""

    value: bytes
    places: tuple[Place, ...]


class Row(NamedTuple):
    """An entry in one of its places."""

    list: str
    date: str
    name: str
    sub: str
    rank: int
    value: bytes


class Shelves:
    """Entries by subject. Owners put; pages look. `touched` says which subjects changed, each with the dates at which."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.touched: dict[str, set[str]] = defaultdict(set)

    def put(self, owner: str, entries: Iterable[Entry]) -> None:
        """What an owner has to show from now on, in place of what it had."""
        wanted = Counter[tuple[bytes, Entry]]((_hash(entry), entry) for entry in entries)
        hashes = Counter({hash_: number for (hash_, _), number in wanted.items()})
        for id_, hash_ in self._connection.execute(
            "select id, hash from entry where owner = ? order by id", (owner,)
        ).fetchall():
            if hashes[hash_]:
                hashes[hash_] -= 1
            else:
                self._remove(id_)
        for hash_, entry in wanted:
            for _ in range(hashes[hash_]):
                self._insert(owner, hash_, entry)

    def drop(self, owner: str) -> None:
        """Nothing from this owner any more."""
        self.put(owner, ())

    def tally(self, changes: Mapping[tuple[str, str, str], int]) -> None:
        """Add to numbers; those that come to nothing are forgotten."""
        found = [(*place, number) for place, number in changes.items() if number]
        self._connection.executemany(
            "insert into tally values (?, ?, ?, ?) on conflict do update set number = number + excluded.number", found
        )
        for subject, *_ in found:
            self.touch(subject)
        gone = ((subject, list_, name) for subject, list_, name, number in found if number < 0)
        self._connection.executemany("delete from tally where subject = ? and list = ? and name = ? and number = 0", gone)

    def touch(self, subject: str) -> None:
        """Something about a subject changed that stands at no date."""
        self.touched[subject].update(())

    def rows(self, subject: str, list_: str, sub: str | None = None, *, most: int = -1, latest: bool = True) -> list[Row]:
        """The entries of a list by date, the latest first or last; those of one date by name."""
        return self._some(subject, list_, sub, f"date {'desc' if latest else 'asc'}, name", most)

    def ranked(self, subject: str, list_: str, sub: str | None = None, *, most: int = -1, latest: bool = True) -> list[Row]:
        """The entries of a list, those of most weight first, of even ones the latest first or last."""
        return self._some(subject, list_, sub, f"rank desc, date {'desc' if latest else 'asc'}, name", most)

    def newest(self, subject: str, list_: str) -> list[tuple[Row, int]]:
        """The latest entry of each part of a list, and how many the part has."""
        query = (
            "select *, count(*) as number, max(date || char(1) || name) from place where subject = ? and list = ? group by sub"
        )
        found = self._connection.execute(
            f"select p.list, p.date, p.name, p.sub, p.rank, e.value, p.number from ({query}) p"  # noqa: S608 - no values
            " join entry e on e.id = p.entry order by p.sub",
            (subject, list_),
        )
        return [(Row._make(row[:-1]), row[-1]) for row in found]

    def weights(self, subject: str, list_: str, sub: str) -> list[tuple[str, int]]:
        """Name and rank of all entries of a part of a list."""
        query = "select name, rank from place where subject = ? and list = ? and sub = ?"
        return list(self._connection.execute(query, (subject, list_, sub)))

    def at(self, subject: str, list_: str, date: str, name: str) -> bytes:
        """The one entry at a place. Raises KeyError."""
        where = "subject = ? and list = ? and date = ? and name = ?"
        query = f"select e.value from place p join entry e on e.id = p.entry where {where}"  # noqa: S608 - no values
        row = self._connection.execute(query, (subject, list_, date, name)).fetchone()
        if row is None:
            raise KeyError((subject, list_, date, name))
        found: bytes = row[0]
        return found

    def within(self, subject: str, lists: Sequence[str], dates: Sequence[str], skip: int = 0, most: int = -1) -> list[Row]:
        """What stands under a subject at these dates, oldest first."""
        order = "date, list, name"
        query = (
            f"select * from place where subject = ? and list in ({_marks(lists)}) and date in ({_marks(dates)})"  # noqa: S608
            f" order by {order} limit ? offset ?"
        )
        found = self._connection.execute(ROWS.format(query, order), (subject, *lists, *dates, most, skip))
        return list(map(Row._make, found))

    def _some(self, subject: str, list_: str, sub: str | None, order: str, most: int) -> list[Row]:
        where, given = (" and sub = ?", (sub,)) if sub is not None else ("", ())
        query = f"select * from place where subject = ? and list = ?{where} order by {order} limit ?"  # noqa: S608 - no values
        return list(map(Row._make, self._connection.execute(ROWS.format(query, order), (subject, list_, *given, most))))

    def counts(self, subject: str, list_: str) -> dict[str, int]:
        """How many entries there are in each part of a list."""
        query = "select sub, count(*) from place where subject = ? and list = ? group by sub"
        return dict(self._connection.execute(query, (subject, list_)))

    def ends(self, subject: str, list_: str) -> tuple[str, str]:
        """The first and the last date of a list's dated entries; "" where there is none."""
        query = "select date from place where subject = ? and list = ? and date > '' order by date {} limit 1"
        rows = (self._connection.execute(query.format(way), (subject, list_)).fetchone() for way in ("asc", "desc"))
        first, last = (row[0] if row else UNDATED for row in rows)
        return first, last

    def exceeds(self, subject: str, list_: str, most: int, sub: str | None = None) -> bool:
        """Whether a list, or a part of it, has more entries than so many."""
        where, given = (" and sub = ?", (sub,)) if sub is not None else ("", ())
        query = f"select 1 from place where subject = ? and list = ?{where} limit 1 offset ?"  # noqa: S608 - no values
        return self._connection.execute(query, (subject, list_, *given, most)).fetchone() is not None

    def number_at(self, subject: str, lists: Sequence[str], dates: Sequence[str]) -> int:
        """How many entries stand in these lists at these dates."""
        query = f"select count(*) from place where subject = ? and list in ({_marks(lists)}) and date in ({_marks(dates)})"  # noqa: S608
        found: int = self._connection.execute(query, (subject, *lists, *dates)).fetchone()[0]
        return found

    def dates(self, subject: str, lists: Sequence[str], among: Collection[str] | None = None) -> list[tuple[str, int]]:
        """The dates under which entries stand in these lists, all or those among some, and how many."""
        where, given = (f" and date in ({_marks(among)})", sorted(among)) if among is not None else ("", [])
        query = (
            f"select date, count(*) from place where subject = ? and list in ({_marks(lists)}){where}"  # noqa: S608 - no values
            " group by date order by date"
        )
        return list(self._connection.execute(query, (subject, *lists, *given)))

    def tallies(self, subject: str, list_: str, most: int = -1) -> list[tuple[str, int]]:
        """Names and numbers, the greatest first."""
        query = "select name, number from tally where subject = ? and list = ? order by number desc, name limit ?"
        return list(self._connection.execute(query, (subject, list_, most)))

    def among(self, subjects: Sequence[str], list_: str, names: Sequence[str]) -> list[tuple[str, str, int]]:
        """Those numbers of some subjects that bear one of these names."""
        query = (
            f"select subject, name, number from tally where subject in ({_marks(subjects)}) and list = ?"  # noqa: S608
            f" and name in ({_marks(names)}) order by subject, name"
        )
        return list(self._connection.execute(query, (*subjects, list_, *names)))

    def pairs(self, prefix: str, list_: str) -> list[tuple[str, str, int]]:
        """Subjects that begin so, without that, with the names that they are counted with: each pair once."""
        query = (
            "select substr(subject, ?), name, number from tally where subject >= ? and subject < ? and list = ?"
            " and name > substr(subject, ?) order by subject, name"
        )
        first = len(prefix) + 1
        return list(self._connection.execute(query, (first, prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1), list_, first)))

    def number(self, subject: str, list_: str, name: str = "") -> int:
        """One number; 0 where there is none."""
        query = "select number from tally where subject = ? and list = ? and name = ?"
        row = self._connection.execute(query, (subject, list_, name)).fetchone()
        return row[0] if row else 0

    def numbers(self, list_: str, name: str = "") -> dict[str, int]:
        """One number of every subject that has it."""
        return dict(self._connection.execute("select subject, number from tally where list = ? and name = ?", (list_, name)))

    def _remove(self, id_: int) -> None:
        self._touch(self._connection.execute("select subject, date from place where entry = ?", (id_,)))
        self._connection.execute("delete from place where entry = ?", (id_,))
        self._connection.execute("delete from entry where id = ?", (id_,))

    def _insert(self, owner: str, hash_: bytes, entry: Entry) -> None:
        made = self._connection.execute("insert into entry (owner, hash, value) values (?, ?, ?)", (owner, hash_, entry.value))
        rows = [(p.subject, p.list, p.date, p.name, p.sub, p.rank, made.lastrowid) for p in entry.places]
        self._connection.executemany("insert into place values (?, ?, ?, ?, ?, ?, ?)", rows)
        self._touch((place.subject, place.date) for place in entry.places)

    def _touch(self, places: Iterable[tuple[str, str]]) -> None:
        for subject, date in places:
            self.touched[subject].add(date)


def taken(touched: Mapping[str, set[str]], prefix: str) -> Iterator[str]:
    """Those of the touched subjects whose names begin so, in order."""
    return iter(sorted(subject for subject in touched if subject.startswith(prefix)))


def _marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))


def _hash(entry: Entry) -> bytes:
    return key(msgspec.msgpack.encode(entry))[:16]
