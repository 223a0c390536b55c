"""Counters of the dossier: how many reports mention an actor, which publishers tell of a topic, who is named with whom."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from generator.dossier.index.gathering import gathered
from generator.dossier.index.sql import placeholders, prefix_range
from generator.dossier.index.touched import TouchedSubjects

SCHEMA = """
create table if not exists counters (subject text, list text, name text, number integer, primary key (subject, list, name))
  without rowid;
"""
MAX_GATHERED = 50_000
"""Different counters that are counted in memory, before they are written."""
Counts = Counter[tuple[str, str, str]]
"""Numbers by subject, list and name."""


class CounterTable:
    """Numbers by subject, list and name; counters at zero are deleted. Marks subjects whose numbers change as touched."""

    def __init__(self, connection: sqlite3.Connection, touched: TouchedSubjects) -> None:
        self._connection = connection
        self._touched = touched
        self._gathered: Counts | None = None
        self._heap = ""

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Count the first numbers of all within the block, which are found only after it; none may be taken away."""
        columns = "subject, list, name, sum(number) from {} group by subject, list, name order by subject, list, name"
        try:
            with gathered(self._connection, "counters", columns) as self._heap:
                self._gathered = Counter()
                yield
                self._write_gathered()
        finally:
            self._gathered = None

    def _write_gathered(self) -> None:
        if self._gathered:
            rows = [(*key, number) for key, number in self._gathered.items()]
            self._connection.executemany(f"insert into {self._heap} values (?, ?, ?, ?)", rows)  # noqa: S608 - no values
            self._gathered.clear()

    def add(self, changes: Mapping[tuple[str, str, str], int]) -> None:
        """Add to counters."""
        rows = [(*key, number) for key, number in changes.items() if number]
        for subject in {row[0] for row in rows}:
            self._touched.add(subject)
        if self._gathered is not None:
            self._gathered.update(changes)
            if len(self._gathered) > MAX_GATHERED:
                self._write_gathered()
            return
        self._connection.executemany(
            "insert into counters values (?, ?, ?, ?) on conflict do update set number = number + excluded.number", rows
        )
        lowered = ((subject, list_, name) for subject, list_, name, number in rows if number < 0)
        query = "delete from counters where subject = ? and list = ? and name = ? and number = 0"
        self._connection.executemany(query, lowered)

    def get(self, subject: str, list_: str, name: str = "") -> int:
        """Return a number; 0 where there is none."""
        query = "select number from counters where subject = ? and list = ? and name = ?"
        row = self._connection.execute(query, (subject, list_, name)).fetchone()
        return row[0] if row else 0

    def ranked(self, subject: str, list_: str, limit: int = -1) -> list[tuple[str, int]]:
        """Return names and numbers, the greatest first."""
        query = "select name, number from counters where subject = ? and list = ? order by number desc, name limit ?"
        return list(self._connection.execute(query, (subject, list_, limit)))

    def of_lists(self, subject: str, lists: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        """Return names and numbers of some lists, by list; none for an empty one. They come in no order."""
        query = f"select list, name, number from counters where subject = ? and list in ({placeholders(lists)})"  # noqa: S608
        found: dict[str, list[tuple[str, int]]] = {}
        for list_, name, number in self._connection.execute(query, (subject, *lists)):
            found.setdefault(list_, []).append((name, number))
        return found

    def by_subject(self, list_: str, name: str = "") -> dict[str, int]:
        """Return the number of every subject that has one under a list and a name."""
        return dict(self._connection.execute("select subject, number from counters where list = ? and name = ?", (list_, name)))

    def among(self, subjects: Sequence[str], list_: str, names: Sequence[str]) -> list[tuple[str, str, int]]:
        """Return subject, name and number of the counters of some subjects that bear one of these names."""
        query = (
            f"select subject, name, number from counters where subject in ({placeholders(subjects)}) and list = ?"  # noqa: S608
            f" and name in ({placeholders(names)}) order by subject, name"
        )
        return list(self._connection.execute(query, (*subjects, list_, *names)))

    def pairs(self, prefix: str, list_: str) -> list[tuple[str, str, int]]:
        """Return each pair that is counted together once: a subject without its prefix, the greater name, the number."""
        query = (
            "select substr(subject, ?), name, number from counters where subject >= ? and subject < ? and list = ?"
            " and name > substr(subject, ?) order by subject, name"
        )
        start = len(prefix) + 1
        return list(self._connection.execute(query, (start, *prefix_range(prefix), list_, start)))
