"""Summaries of reports for the choice of topics: labels, and words that stand out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from generator.model.statements import Account
from generator.model.values import CompactValue

SCHEMA = """
create table if not exists topic_summaries (file text primary key, place integer, certain integer, value blob) without rowid;
create index if not exists topic_summaries_by_place on topic_summaries (place);
create index if not exists topic_summaries_certain on topic_summaries (file) where certain;
"""


class SummaryLabel(CompactValue, frozen=True):
    """A label of one report; `certain`: a person added it."""

    text: str
    certain: bool
    rule: str
    terms: tuple[tuple[str, int], ...]


class TopicSummary(CompactValue, frozen=True):
    """The labels of one report, and the families of words that stand out in it with their weights."""

    labels: tuple[SummaryLabel, ...]
    salient: Mapping[str, int]


def summary(account: Account) -> TopicSummary:
    """Return what a report offers for topics."""
    labels = (SummaryLabel(label.text, label.certain, label.rule, label.terms) for label in account.labels)
    return TopicSummary(tuple(labels), account.salient)


def place(slug: str) -> int:
    """Return a report's place among all when they are shuffled, which is the same whatever the others are."""
    return int.from_bytes(blake2b(slug.encode(), digest_size=7).digest())


class TopicSummaryTable:
    """Summaries by report, as bytes; `place` is by the report's slug."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def set(self, file: str, slug: str, found: TopicSummary) -> None:
        """Write a report's summary."""
        row = (file, place(slug), any(label.certain for label in found.labels), msgspec.msgpack.encode(found))
        self._connection.execute("insert or replace into topic_summaries values (?, ?, ?, ?)", row)

    def delete(self, file: str) -> None:
        """Delete a report's summary."""
        self._connection.execute("delete from topic_summaries where file = ?", (file,))

    def sample(self, limit: int) -> list[bytes]:
        """Return the summaries of the first so many reports by place, and of those with certain labels, oldest first."""
        query = (
            "select s.value from (select file from (select file from topic_summaries order by place limit ?)"
            " union select file from topic_summaries where certain) chosen"
            " join topic_summaries s on s.file = chosen.file join reports r on r.file = s.file order by r.date, r.slug"
        )
        return [value for (value,) in self._connection.execute(query, (limit,))]

    def labels(self) -> Iterable[str]:
        """Return the labels of all reports."""
        for (value,) in self._connection.execute("select value from topic_summaries"):
            yield from (label.text for label in msgspec.msgpack.decode(value, type=TopicSummary).labels)
