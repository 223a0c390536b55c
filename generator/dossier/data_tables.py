"""Tables for download: the lists of the index whose rows they have, and the formats that they come in."""

from __future__ import annotations

from typing import NamedTuple

from generator.dossier.index.keys import ACTORS, DATA, FEED, POSITIONS, QUOTES, RECORDS, REPORTED, TIMELINE


class DataTable(NamedTuple):
    """A table: the subject and the lists of the index whose entries are its rows, and its formats."""

    subject: str
    lists: tuple[str, ...]
    formats: tuple[str, ...]


TABLES = {
    "actors": DataTable(ACTORS, ("cards",), ("csv", "json")),
    "reports": DataTable(FEED, (RECORDS,), ("csv", "json", "bib", "ris", "csl.json")),
    "events": DataTable(TIMELINE, ("events",), ("csv", "json", "ics", "timeline.json")),
    "quotes": DataTable(QUOTES, ("quotes", REPORTED), ("csv", "json")),
    "positions": DataTable(POSITIONS, ("positions", "others"), ("csv", "json")),
}
TABLE_OF_SUBJECT = {table.subject: DATA + name for name, table in TABLES.items()}
"""The owner of the table that lists a subject's entries."""
