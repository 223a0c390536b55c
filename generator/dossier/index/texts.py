"""The sketches of reports, and which reports are copies of one text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from generator.report.sketch import MIN_SHARED, Sketch

SCHEMA = """
create table if not exists texts (file text primary key, sketch blob, text text, copies blob) without rowid;
create index if not exists texts_by_text on texts (text) where text != '';
create table if not exists sketches (hash integer, file text, primary key (hash, file)) without rowid;
"""
COMMON_HASH = 64
"""Reports from which on a hash is common: those are read only where the rare ones of a sketch do not suffice."""


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
        """Return the files of all reports that may share `MIN_SHARED` hashes with a sketch, and of some that do not.

        These have one of any hashes of which only so many are left out, so that the most common ones need not be read.
        """
        by_hash = {hash_: self._files_with(hash_, COMMON_HASH) for hash_ in sketch}
        common = [hash_ for hash_, files in by_hash.items() if len(files) == COMMON_HASH]
        by_hash.update((hash_, self._files_with(hash_, -1)) for hash_ in common[MIN_SHARED - 1 :])
        left_out = set(common[: MIN_SHARED - 1])
        return {file for hash_, files in by_hash.items() if hash_ not in left_out for file in files}

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
