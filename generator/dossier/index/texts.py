"""The sketches of reports, and which reports are copies of one text."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from generator.report.sketch import MIN_SHARED, Sketch

SCHEMA = """
create table if not exists texts (file text primary key, sketch blob, text text, copies blob) without rowid;
create index if not exists texts_by_text on texts (text) where text != '';
create table if not exists sketches (hash integer, file text, primary key (hash, file)) without rowid;
"""
FEW_REPORTS, MAX_LEFT_OUT = 32, MIN_SHARED - 2
"""Reports of each hash that are read at first, and the most hashes of a sketch of which not all reports need be read."""


class SharedText(NamedTuple):
    """The text that a report shares with others: its name, and links to some of these as bytes; empty where it shares none."""

    text: str
    copies: bytes


class TextTable:
    """Sketches and texts by file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace(self, file: str, sketch: Sketch) -> bool:
        """Write a report's sketch; return whether it is another one than before, or new."""
        row = self._connection.execute("select sketch from texts where file = ?", (file,)).fetchone()
        raw = msgspec.msgpack.encode(sketch)
        if row and row[0] == raw:
            return False
        before = set(_decode(row[0])) if row else set()
        self._connection.execute(
            "insert into texts values (?, ?, '', x'') on conflict do update set sketch = excluded.sketch", (file, raw)
        )
        self._delete_hashes(file, before - set(sketch))
        new = [(hash_, file) for hash_ in sketch if hash_ not in before]
        self._connection.executemany("insert into sketches values (?, ?)", new)
        return True

    def delete(self, file: str) -> None:
        """Delete a report."""
        self._delete_hashes(file, self.sketch(file) or ())
        self._connection.execute("delete from texts where file = ?", (file,))

    def sketch(self, file: str) -> Sketch | None:
        """Return a report's sketch; None where there is no such report."""
        row = self._connection.execute("select sketch from texts where file = ?", (file,)).fetchone()
        return _decode(row[0]) if row else None

    def with_like_sketch(self, sketch: Sketch) -> set[str]:
        """Return the files of all reports that may share `MIN_SHARED` hashes with a sketch, and of few that do not.

        The most common hashes are left out where the others tell enough.
        """
        by_hash: dict[int, list[str]] = {}
        unread, limit = list(sketch), FEW_REPORTS
        while unread and (len(unread) > MAX_LEFT_OUT or not by_hash):
            by_hash |= {hash_: self._files_with(hash_, limit) for hash_ in unread}
            unread = [hash_ for hash_ in unread if len(by_hash[hash_]) == limit]
            limit *= 4
        by_hash |= {hash_: [] for hash_ in unread}
        enough = MIN_SHARED - len(unread)
        shared = Counter(file for files in by_hash.values() for file in files)
        return {file for file, number in shared.items() if number >= enough}

    def shared(self, file: str) -> SharedText:
        """Return the text that a report shares with others."""
        row = self._connection.execute("select text, copies from texts where file = ?", (file,)).fetchone()
        return SharedText(*row) if row else SharedText("", b"")

    def set_shared(self, file: str, shared: SharedText) -> bool:
        """Write the text that a report shares with others; return whether it is another one than before."""
        if self.shared(file) == shared:
            return False
        self._connection.execute("update texts set text = ?, copies = ? where file = ?", (*shared, file))
        return True

    def copies_of(self, file: str) -> set[str]:
        """Return the files of the reports that share the text of a report, its own among them; none where it shares none."""
        query = "select file from texts where text != '' and text = (select text from texts where file = ?)"
        return {row[0] for row in self._connection.execute(query, (file,))}

    def copies_linked(self, slug: str) -> bytes:
        """Return the links to other reports that share the text of a report, as bytes; empty where there are none."""
        query = "select t.copies from texts t join reports r on r.file = t.file where r.slug = ?"
        row = self._connection.execute(query, (slug,)).fetchone()
        return row[0] if row else b""

    def _files_with(self, hash_: int, limit: int) -> list[str]:
        return [row[0] for row in self._connection.execute("select file from sketches where hash = ? limit ?", (hash_, limit))]

    def _delete_hashes(self, file: str, hashes: Iterable[int]) -> None:
        rows = [(hash_, file) for hash_ in hashes]
        self._connection.executemany("delete from sketches where hash = ? and file = ?", rows)


def _decode(raw: bytes) -> Sketch:
    return msgspec.msgpack.decode(raw, type=tuple[int, ...])
