"""The pages as they were planned last, the owners whose cards they show, and the owners whose pages are stale."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SCHEMA = """
create table if not exists pages (path text primary key, owner text, kind text, hash blob, about blob) without rowid;
create index if not exists pages_by_owner on pages (owner);
create table if not exists shown_cards (owner text, subject text, primary key (owner, subject)) without rowid;
create index if not exists shown_cards_by_subject on shown_cards (subject);
create table if not exists stale_owners (owner text primary key) without rowid;
"""


class StoredPage(NamedTuple):
    """A page as it was planned: `hash` is that of its context, `about` names what it is made of."""

    path: str
    owner: str
    kind: str
    hash: bytes
    about: tuple[str, ...]


class PageTable:
    """Pages by path and owner."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[StoredPage]:
        """Return all pages as they were planned last."""
        rows = self._connection.execute("select path, owner, kind, hash, about from pages")
        return [
            StoredPage(path, owner, kind, hash_, tuple(about.split("\n")) if about else ())
            for path, owner, kind, hash_, about in rows
        ]

    def replace(self, owners: Iterable[str], pages: Iterable[StoredPage], cards: Iterable[tuple[str, str]]) -> None:
        """Write the pages of these owners, and owners with the subjects whose cards they show; no owner is stale any more."""
        gone = [(owner,) for owner in owners]
        self._connection.executemany("delete from pages where owner = ?", gone)
        self._connection.executemany("delete from shown_cards where owner = ?", gone)
        rows = [(*page[:4], "\n".join(page.about)) for page in pages]
        self._connection.executemany("insert or replace into pages values (?, ?, ?, ?, ?)", rows)
        self._connection.executemany("insert or ignore into shown_cards values (?, ?)", list(cards))
        self._connection.execute("delete from stale_owners")

    def set_cards(self, cards: Mapping[str, Iterable[str]]) -> None:
        """Write by owner the subjects whose cards its pages show, in place of those before."""
        self._connection.executemany("delete from shown_cards where owner = ?", [(owner,) for owner in cards])
        rows = [(owner, subject) for owner, subjects in cards.items() for subject in subjects]
        self._connection.executemany("insert into shown_cards values (?, ?)", rows)

    def owners_showing(self, subjects: Iterable[str]) -> set[str]:
        """Return the owners of pages that show the card of one of these subjects."""
        query = "select owner from shown_cards where subject = ?"
        return {row[0] for subject in subjects for row in self._connection.execute(query, (subject,))}

    def mark_stale(self, owners: Iterable[str]) -> None:
        """Mark owners whose pages are to be planned again."""
        self._connection.executemany("insert or ignore into stale_owners values (?)", [(owner,) for owner in owners])

    def stale_owners(self) -> set[str]:
        """Return the owners whose pages are to be planned again; some of them may have no pages any more."""
        return {owner for (owner,) in self._connection.execute("select owner from stale_owners")}
