"""Downloads: all that the dossier tells, as tables; in files by time, or by letter, where one would be too long."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator import permalinks
from generator.contexts import DataPage, Download, Downloads, Graph, Tabled
from generator.contexts import Table as Rows
from generator.model import OutputPath
from generator.plan import paging
from generator.plan.entries import ACTOR, ACTORS, DATA, FEED, POSITIONS, QUOTES, RECORDS, REPORTED, TIMELINE
from generator.plan.periods import BY_LETTER, every
from generator.plan.subjects import Look, spans_of
from generator.shelves import Shelves

MOST = 1000
"""Rows in one file."""


class Table(NamedTuple):
    """The lists of a subject whose entries are its rows, and the formats that it comes in."""

    subject: str
    lists: tuple[str, ...]
    formats: tuple[str, ...]


TABLES = {
    "actors": Table(ACTORS, ("cards",), ("csv", "json")),
    "reports": Table(FEED, (RECORDS,), ("csv", "json", "bib", "ris", "csl.json")),
    "events": Table(TIMELINE, ("events",), ("csv", "json", "ics", "timeline.json")),
    "quotes": Table(QUOTES, ("quotes", REPORTED), ("csv", "json")),
    "positions": Table(POSITIONS, ("positions", "others"), ("csv", "json")),
}
OF = {table.subject: DATA + name for name, table in TABLES.items()}
"""The owner of the table that is made of a subject."""


def spans(shelves: Shelves, owner: str, old: Sequence[paging.Span] = (), touched: Collection[str] = ()) -> list[paging.Span]:
    """The parts of a table; none where it fits into one file. `old` and `touched` are as for `periods.spans`."""
    table = TABLES[owner.removeprefix(DATA)]
    of = paging.LETTERED if table.subject in BY_LETTER else paging.DECADES
    found = paging.anew(old, touched, of, partial(shelves.dates, table.subject, table.lists), MOST)
    return found if sum(span.number for span in found) > MOST else []


def files(look: Look, owner: str, key: str) -> Iterator[tuple[str, OutputPath, Rows[object]]]:
    """A table, or a part of it, in each of its formats: kind, path, rows."""
    name = owner.removeprefix(DATA)
    table = TABLES[name]
    if key:
        span = next(span for span in spans_of(look, owner) if span.key == key)
        dates, skip, most = span.dates, span.skip, span.most
    else:
        dates, skip, most = tuple(date for date, _ in look.shelves.dates(table.subject, table.lists)), 0, -1
    rows = Rows(every(look.shelves.within(table.subject, table.lists, dates, skip, most)))
    for format_ in table.formats:
        yield f"{name}.{format_}", _path(name, key, format_), rows


def paths(owner: str, key: str) -> tuple[OutputPath, ...]:
    """Where a table, or a part of it, lies in each of its formats."""
    name = owner.removeprefix(DATA)
    return tuple(_path(name, key, format_) for format_ in TABLES[name].formats)


def data_page(look: Look) -> DataPage:
    """All that can be downloaded."""
    return DataPage(tuple(_tabled(look, name) for name in TABLES), permalinks.DATA_PACKAGE, permalinks.NETWORK)


def network(look: Look) -> Graph:
    """Actors that have a page, and in how many sentences two of them stand."""
    rows = sorted(look.shelves.rows(ACTORS, "cards"), key=lambda row: row.name)
    shown = {row.name for row in rows}
    edges = look.shelves.pairs(ACTOR, "together")
    return Graph(every(rows), tuple(edge for edge in edges if edge[0] in shown and edge[1] in shown))


def _tabled(look: Look, name: str) -> Tabled:
    table, parts = TABLES[name], spans_of(look, DATA + name)
    rows = sum(number for _, number in look.shelves.dates(table.subject, table.lists))
    if not parts:
        return Tabled(name, rows, (_downloads(name, "", "", rows),))
    named = ((part.key, paging.named(part.key, look.words), part.number) for part in parts)
    return Tabled(name, rows, tuple(_downloads(name, key, words, number) for key, words, number in named))


def _downloads(name: str, key: str, words: str, rows: int) -> Downloads:
    formats = TABLES[name].formats
    return Downloads(_stem(name, key), words, rows, tuple(Download(_path(name, key, one), one) for one in formats))


def _path(name: str, key: str, format_: str) -> OutputPath:
    return permalinks.table(_stem(name, key), format_)


def _stem(name: str, key: str) -> str:
    return f"{name}-{key}" if key else name
