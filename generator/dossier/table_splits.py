"""Tables for download, and the files that they are split into: by time, or by letter, where one file would be too long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import NamedTuple

from generator.dossier import splits
from generator.dossier.index.keys import ACTORS, DATA, FEED, POSITIONS, QUOTES, RECORDS, REPORTED, TIMELINE
from generator.dossier.index.rows import Shelves
from generator.dossier.long_lists import BY_LETTER

MAX_ROWS_PER_FILE = 1000


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
TABLE_OF_SUBJECT = {table.subject: DATA + name for name, table in TABLES.items()}
"""The owner of the table that lists a subject."""


def spans(shelves: Shelves, owner: str, old: Sequence[splits.Span] = (), touched: Collection[str] = ()) -> list[splits.Span]:
    """The parts of a table; none where it fits into one file. `old` and `touched` are as for `long_lists.spans`."""
    table = TABLES[owner.removeprefix(DATA)]
    of = splits.LETTERED if table.subject in BY_LETTER else splits.DECADES
    found = splits.anew(old, touched, of, partial(shelves.dates, table.subject, table.lists), MAX_ROWS_PER_FILE)
    return found if sum(span.number for span in found) > MAX_ROWS_PER_FILE else []
