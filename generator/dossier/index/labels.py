"""The topic labels in reports, and the groups of labels that say the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from generator.dossier.index.components import Components
from generator.dossier.index.label_groups import LabelGroup
from generator.model.statements import Label

SCHEMA = """
create table if not exists labels (file text, number integer, text text, value blob, primary key (file, number)) without rowid;
create index if not exists labels_by_text on labels (text);
create table if not exists label_groups (label text primary key, reports integer, weight integer, certain integer, value blob);
"""


class LabelTable:
    """Labels by report, in the report's order; groups of labels by the label that names each.

    `ties` are the components of labels that are grouped together.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ties = Components(connection, "label")

    def texts(self) -> list[str]:
        """Return the texts of all labels, each once."""
        return [text for (text,) in self._connection.execute("select distinct text from labels")]

    def contains(self, text: str) -> bool:
        """Return whether a report has a label of this text."""
        return self._connection.execute("select 1 from labels where text = ? limit 1", (text,)).fetchone() is not None

    def with_texts(self, texts: Iterable[str]) -> list[tuple[str, Label]]:
        """Return the labels of these texts, each with the slug of its report, in the reports' order."""
        query = "select r.date, r.slug, l.number, l.value from labels l join reports r on r.file = l.file where l.text = ?"
        rows = sorted(row for text in texts for row in self._connection.execute(query, (text,)))
        return [(slug, _label(value)) for _, slug, _, value in rows]

    def replace(self, file: str, labels: Sequence[Label]) -> set[str]:
        """Write a report's labels in place of those before; return the texts of all that differ, or all if the order does."""
        rows = [msgspec.msgpack.encode(label) for label in labels]
        query = "select value from labels where file = ? order by number"
        before = [value for (value,) in self._connection.execute(query, (file,))]
        if rows == before:
            return set()
        new = [(file, number, label.text, row) for number, (label, row) in enumerate(zip(labels, rows, strict=True))]
        self._connection.execute("delete from labels where file = ?", (file,))
        self._connection.executemany("insert into labels values (?, ?, ?, ?)", new)
        both = set(rows) & set(before)
        is_ordered = [row for row in rows if row in both] == [row for row in before if row in both]
        return {_label(row).text for row in (*rows, *before) if row not in both or not is_ordered}

    def replace_groups(self, labels: Iterable[str], groups: Iterable[LabelGroup]) -> None:
        """Write groups of labels in place of those that were named by one of some labels."""
        self._connection.executemany("delete from label_groups where label = ?", [(label,) for label in labels])
        rows = [(g.label, g.reports, g.weight, g.certain, msgspec.msgpack.encode(g)) for g in groups]
        self._connection.executemany("insert into label_groups values (?, ?, ?, ?, ?)", rows)

    def top_groups(self, often: int, limit: int) -> list[LabelGroup]:
        """Return up to `limit` groups: certain ones and those in `often` reports first, then by reports and weight."""
        query = (
            "select value from label_groups order by (reports >= ? or certain) desc, reports desc, weight desc, label limit ?"
        )
        return [msgspec.msgpack.decode(raw, type=LabelGroup) for (raw,) in self._connection.execute(query, (often, limit))]


def _label(raw: bytes) -> Label:
    return msgspec.msgpack.decode(raw, type=Label)
