"""The actors and topics of the dossier by themselves, and their cards: how each is shown on others' pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from generator.dossier.index.sql import prefix_range

SCHEMA = "create table if not exists subjects (subject text primary key, value blob, card blob) without rowid;"


class SubjectTable:
    """Actors and topics by subject ("actor/anna-berg"), as bytes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def with_prefix(self, prefix: str) -> dict[str, bytes]:
        """Return all actors, or all topics, by subject."""
        query = "select subject, value from subjects where subject >= ? and subject < ?"
        return dict(self._connection.execute(query, prefix_range(prefix)))

    def get(self, subject: str) -> bytes:
        """Return an actor or a topic; empty where there is none."""
        row = self._connection.execute("select value from subjects where subject = ?", (subject,)).fetchone()
        return row[0] if row else b""

    def update(self, changed: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
        """Write actors and topics that changed, whose cards stay, and delete those that are gone."""
        self._connection.executemany("delete from subjects where subject = ?", [(subject,) for subject in gone])
        query = "insert into subjects values (?, ?, x'') on conflict do update set value = excluded.value"
        self._connection.executemany(query, list(changed))

    def cards(self) -> dict[str, bytes]:
        """Return all cards by subject; empty ones are of subjects that are not shown."""
        return dict(self._connection.execute("select subject, card from subjects"))

    def card(self, subject: str) -> bytes:
        """Return a subject's card; empty for one that is not shown or not known."""
        row = self._connection.execute("select card from subjects where subject = ?", (subject,)).fetchone()
        return row[0] if row else b""

    def set_card(self, subject: str, card: bytes) -> bytes | None:
        """Write a subject's card; return the one before, None where the subject is not known."""
        row = self._connection.execute("select card from subjects where subject = ?", (subject,)).fetchone()
        self._connection.execute("update subjects set card = ? where subject = ?", (card, subject))
        return row[0] if row else None
