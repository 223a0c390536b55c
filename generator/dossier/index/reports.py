"""The reports of the dossier: what each was read from, and its place in the order of reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

SCHEMA = """
create table if not exists reports (
  file text primary key, slug text, date text, key blob, findings_digest text, link blob, corrected blob, counts blob, gaps text
) without rowid;
create index if not exists reports_by_date on reports (date, slug);
create index if not exists reports_by_slug on reports (slug);
create index if not exists reports_by_lower_slug on reports (lower(slug));
create index if not exists reports_corrected on reports (file) where corrected is not null;
"""
COLUMNS = "file, slug, key, findings_digest, corrected"


class StoredReport(NamedTuple):
    """A report as it was indexed.

    `key` hashes all that its account depends on, `findings_digest` its file of findings; `corrected` is the key of its
    account as a person corrected it, None where nobody did.
    """

    file: str
    slug: str
    key: bytes
    findings_digest: str
    corrected: bytes | None


class ReportTable:
    """Reports by file; they are ordered by date, then by slug."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, StoredReport]:
        """Return all reports by file."""
        rows = self._connection.execute(f"select {COLUMNS} from reports")  # noqa: S608 - no values
        return {row[0]: StoredReport._make(row) for row in rows}

    def get(self, file: str) -> StoredReport | None:
        """Return a report by its file, if it is indexed."""
        row = self._connection.execute(f"select {COLUMNS} from reports where file = ?", (file,)).fetchone()  # noqa: S608
        return StoredReport._make(row) if row else None

    def corrected(self) -> list[StoredReport]:
        """Return the reports that a person corrected, by file."""
        query = f"select {COLUMNS} from reports where corrected is not null order by file"  # noqa: S608 - no values
        return [StoredReport._make(row) for row in self._connection.execute(query)]

    def set(self, report: StoredReport, date: str, link: bytes, gaps: Iterable[str] = ()) -> None:
        """Write a report with its date, its link and what it lacks, in place of what was known of it; its counts stay."""
        row = report.file, report.slug, date, report.key, report.findings_digest, link, report.corrected, " ".join(gaps)
        self._connection.execute(
            "insert into reports values (?, ?, ?, ?, ?, ?, ?, x'', ?) on conflict do update set slug = excluded.slug,"
            " date = excluded.date, key = excluded.key, findings_digest = excluded.findings_digest, link = excluded.link,"
            " corrected = excluded.corrected, gaps = excluded.gaps",
            row,
        )

    def delete(self, file: str) -> None:
        """Delete a report."""
        self._connection.execute("delete from reports where file = ?", (file,))

    def counts(self, file: str) -> bytes:
        """Return what a report added to the counters, as bytes; empty where that is nothing."""
        row = self._connection.execute("select counts from reports where file = ?", (file,)).fetchone()
        return row[0] if row else b""

    def set_counts(self, file: str, counts: bytes) -> None:
        """Write what a report adds to the counters."""
        self._connection.execute("update reports set counts = ? where file = ?", (counts, file))

    def link(self, slug: str) -> bytes:
        """Return the link to a report, as bytes; empty where there is no such report."""
        row = self._connection.execute("select link from reports where slug = ?", (slug,)).fetchone()
        return row[0] if row else b""

    def listed_as(self, file: str) -> tuple[str, str, bytes] | None:
        """Return the date, slug and link of a report, if it is indexed."""
        query = "select date, slug, link from reports where file = ?"
        row: tuple[str, str, bytes] | None = self._connection.execute(query, (file,)).fetchone()
        return row

    def files_of(self, slugs: Iterable[str]) -> dict[str, str]:
        """Return the files of those of the slugs that are a report's."""
        query = "select file from reports where slug = ?"
        rows = ((slug, self._connection.execute(query, (slug,)).fetchone()) for slug in slugs)
        return {slug: row[0] for slug, row in rows if row}

    def slugs_of(self, files: Iterable[str]) -> list[str]:
        """Return the slugs of the reports of these files."""
        query = "select slug from reports where file = ?"
        return [row[0] for file in files for row in self._connection.execute(query, (file,))]

    def same_slugs(self, slugs: Iterable[str]) -> list[tuple[str, str]]:
        """Return slug and file of all reports that share one of the slugs, whatever its case, sorted by file."""
        found: list[tuple[str, str]] = []
        for slug in slugs:
            same = self._connection.execute("select slug, file from reports where lower(slug) = lower(?)", (slug,)).fetchall()
            found += same if len(same) > 1 else []
        return sorted(set(found), key=lambda row: row[1])

    def lacking(self) -> dict[str, list[str]]:
        """Return what reports lack, with the files of those that do, sorted."""
        found: dict[str, list[str]] = {}
        for file, gaps in self._connection.execute("select file, gaps from reports where gaps != '' order by file"):
            for gap in gaps.split():
                found.setdefault(gap, []).append(file)
        return found

    def is_empty(self) -> bool:
        """Return whether there are no reports."""
        return self._connection.execute("select 1 from reports limit 1").fetchone() is None

    def count(self) -> int:
        """Return how many reports there are."""
        count: int = self._connection.execute("select count(*) from reports").fetchone()[0]
        return count

    def in_order(self) -> list[tuple[str, str]]:
        """Return dates and slugs of all reports in their order."""
        return list(self._connection.execute("select date, slug from reports order by date, slug"))

    def order_key(self, slug: str) -> tuple[str, str]:
        """Return a report's date and slug. Raises KeyError."""
        row = self._connection.execute("select date, slug from reports where slug = ?", (slug,)).fetchone()
        if row is None:
            raise KeyError(slug)
        return row[0], row[1]

    def neighbours(self, date: str, slug: str) -> tuple[str, str]:
        """Return the slugs of the reports before and after a place in their order; "" at an end."""
        before = "select slug from reports where (date, slug) < (?, ?) order by date desc, slug desc limit 1"
        after = "select slug from reports where (date, slug) > (?, ?) order by date, slug limit 1"
        first, last = (self._connection.execute(query, (date, slug)).fetchone() for query in (before, after))
        return first[0] if first else "", last[0] if last else ""

    def date_range(self) -> tuple[str, str]:
        """Return the first and the last date of the dated reports; "" where there is none."""
        row = self._connection.execute("select min(date), max(date) from reports where date != ''").fetchone()
        return row[0] or "", row[1] or ""
