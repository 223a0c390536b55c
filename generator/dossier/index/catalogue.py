"""What is known of the reports, names and topics that are on the shelves, and of the pages that were made of them.

Tables beside those of the shelves, in the same file: both change together or not at all.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.dossier.index import ties
from generator.dossier.index.label_groups import LabelGroup
from generator.dossier.index.ties import Neighbours
from generator.model.findings import Entity, Kind, NameAndKind
from generator.model.statements import Label

TABLES = (
    """
create table if not exists meta (name text primary key, value blob) without rowid;
create table if not exists report (
  file text primary key, slug text, date text, key blob, kept text, link blob, corrected blob, tallies blob
) without rowid;
create index if not exists report_order on report (date, slug);
create index if not exists report_slug on report (slug);
create index if not exists report_lower on report (lower(slug));
create index if not exists report_corrected on report (file) where corrected is not null;
create table if not exists entity (file text, number integer, raw integer, id text, name text, kind text, aliases text,
  primary key (file, raw, number)) without rowid;
create index if not exists entity_name on entity (name, kind, raw, aliases);
create table if not exists label (file text, number integer, text text, value blob, primary key (file, number)) without rowid;
create index if not exists label_text on label (text);
create table if not exists cluster (label text primary key, reports integer, weight integer, certain integer, value blob);
create table if not exists who (name text, kind text, slug text, primary key (name, kind)) without rowid;
create table if not exists subject (subject text primary key, value blob, card blob) without rowid;
create table if not exists part (subject text primary key, parts blob) without rowid;
create table if not exists page (path text primary key, owner text, kind text, hash blob, about blob) without rowid;
create index if not exists page_owner on page (owner);
create table if not exists uses (owner text, subject text, primary key (owner, subject)) without rowid;
create index if not exists uses_subject on uses (subject);
create table if not exists stale (owner text primary key) without rowid;
"""
    + ties.TABLES
)
NAMES = (*ties.NAMES, "meta", "report", "entity", "label", "cluster", "who", "subject", "part", "page", "uses", "stale")


class KnownReport(NamedTuple):
    """A report as it was taken in: its key names all that its account depends on, `kept` its file of findings."""

    file: str
    slug: str
    key: bytes
    kept: str
    corrected: bytes | None


class Made(NamedTuple):
    """A page as it was planned: whose it is, the hash of what it was handed, and what it is about."""

    path: str
    owner: str
    kind: str
    hash: bytes
    about: tuple[str, ...]


class Catalogue:
    """Rows in, rows out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.names = Neighbours(connection, "name")
        self.labels = Neighbours(connection, "label")

    def recall(self, name: str) -> bytes:
        """A remembered value; empty when there is none."""
        row = self._connection.execute("select value from meta where name = ?", (name,)).fetchone()
        return row[0] if row else b""

    def remember(self, name: str, value: bytes) -> bool:
        """Remember a value; whether it is another than before."""
        before = self._connection.execute("select value from meta where name = ?", (name,)).fetchone()
        self._connection.execute("insert or replace into meta values (?, ?)", (name, value))
        return before is None or before[0] != value

    # Reports

    def reports(self) -> dict[str, KnownReport]:
        """All reports by their files."""
        rows = self._connection.execute("select file, slug, key, kept, corrected from report")
        return {row[0]: KnownReport._make(row) for row in rows}

    def report(self, file: str) -> KnownReport | None:
        """A report by its file, if it is known."""
        query = "select file, slug, key, kept, corrected from report where file = ?"
        row = self._connection.execute(query, (file,)).fetchone()
        return KnownReport._make(row) if row else None

    def corrected(self) -> list[KnownReport]:
        """The reports that a person corrected."""
        query = "select file, slug, key, kept, corrected from report where corrected is not null order by file"
        return [KnownReport._make(row) for row in self._connection.execute(query)]

    def files(self, slugs: Iterable[str]) -> dict[str, str]:
        """Files of reports by slug."""
        return {
            slug: row[0]
            for slug in slugs
            if (row := self._connection.execute("select file from report where slug = ?", (slug,)).fetchone())
        }

    def learn(self, known: KnownReport, date: str, link: bytes) -> None:
        """Take a report in, or what is new of it."""
        row = known.file, known.slug, date, known.key, known.kept, link, known.corrected
        self._connection.execute(
            "insert into report values (?, ?, ?, ?, ?, ?, ?, x'') on conflict do update set slug = excluded.slug,"
            " date = excluded.date, key = excluded.key, kept = excluded.kept, link = excluded.link,"
            " corrected = excluded.corrected",
            row,
        )

    def forget(self, file: str) -> None:
        """A report that is gone."""
        for table in ("report", "entity", "label"):
            self._connection.execute(f"delete from {table} where file = ?", (file,))  # noqa: S608 - a name of ours

    def tallies(self, file: str) -> bytes:
        """What a report added to the numbers; empty when it is new."""
        row = self._connection.execute("select tallies from report where file = ?", (file,)).fetchone()
        return row[0] if row else b""

    def set_tallies(self, file: str, tallies: bytes) -> None:
        """What a report adds now."""
        self._connection.execute("update report set tallies = ? where file = ?", (tallies, file))

    def link(self, slug: str) -> bytes:
        """A report in a list, as bytes; empty for one that is not there."""
        row = self._connection.execute("select link from report where slug = ?", (slug,)).fetchone()
        return row[0] if row else b""

    def place(self, file: str) -> tuple[str, str, bytes] | None:
        """A report's date, slug and link, as they were."""
        found: tuple[str, str, bytes] | None = self._connection.execute(
            "select date, slug, link from report where file = ?", (file,)
        ).fetchone()
        return found

    def place_of(self, slug: str) -> tuple[str, str]:
        """A report's place in the order of reports. Raises KeyError."""
        row = self._connection.execute("select date, slug from report where slug = ?", (slug,)).fetchone()
        if row is None:
            raise KeyError(slug)
        return row[0], row[1]

    def beside(self, date: str, slug: str) -> tuple[str, str]:
        """The slugs of the reports before and after a place in their order; "" at an end."""
        before = "select slug from report where (date, slug) < (?, ?) order by date desc, slug desc limit 1"
        after = "select slug from report where (date, slug) > (?, ?) order by date, slug limit 1"
        first, last = (self._connection.execute(query, (date, slug)).fetchone() for query in (before, after))
        return first[0] if first else "", last[0] if last else ""

    def number(self) -> int:
        """How many reports there are."""
        found: int = self._connection.execute("select count(*) from report").fetchone()[0]
        return found

    def doubles(self, slugs: Iterable[str]) -> list[tuple[str, str]]:
        """Those of the slugs, with files, that are another report's too, whatever the case."""
        found: list[tuple[str, str]] = []
        for slug in slugs:
            same = self._connection.execute("select slug, file from report where lower(slug) = lower(?)", (slug,)).fetchall()
            found += same if len(same) > 1 else []
        return sorted(set(found), key=lambda row: row[1])

    def spans(self) -> tuple[str, str]:
        """The first and the last date of all dated reports; "" where there is none."""
        row = self._connection.execute("select min(date), max(date) from report where date != ''").fetchone()
        return row[0] or "", row[1] or ""

    def order(self) -> list[tuple[str, str]]:
        """Dates and slugs of all reports in their order."""
        return list(self._connection.execute("select date, slug from report order by date, slug"))

    # Names

    def entities(self, file: str, *, raw: bool) -> list[tuple[str, str, str, str]]:
        """Id, name, kind and aliases of what a report names, as derived (`raw`) or as a person corrected it."""
        query = "select id, name, kind, aliases from entity where file = ? and raw = ? order by number"
        return list(self._connection.execute(query, (file, raw)))

    def set_entities(self, file: str, entities: Sequence[Entity], *, raw: bool) -> set[NameAndKind]:
        """What a report names from now on; the names that it gives otherwise than before."""
        rows = [(e.id, e.name, e.kind.value, "\n".join(e.aliases)) for e in entities]
        before = self.entities(file, raw=raw)
        if rows == before:
            return set()
        self._connection.execute("delete from entity where file = ? and raw = ?", (file, raw))
        self._connection.executemany(
            "insert into entity values (?, ?, ?, ?, ?, ?, ?)", [(file, number, raw, *row) for number, row in enumerate(rows)]
        )
        now, then = Counter(row[1:] for row in rows), Counter(row[1:] for row in before)
        return {(name, Kind(kind)) for name, kind, _ in (now - then) + (then - now)}

    def derived(self) -> list[Entity]:
        """The names in all reports as derived, in the order in which they first appear in reports by slug."""
        query = (
            "select e.name, e.kind, e.aliases, min(r.slug || char(1) || printf('%06d', e.number)) as first"
            " from entity e join report r on r.file = e.file where e.raw group by e.name, e.kind, e.aliases order by first"
        )
        return [Entity("", name, Kind(kind), _aliases(aliases)) for name, kind, aliases, _ in self._connection.execute(query)]

    def called(self, name: str, kind: Kind) -> list[tuple[Entity, int]]:
        """Those of a name in all reports, alike ones once, and in how many reports they are."""
        query = "select aliases, count(*) from entity where name = ? and kind = ? and raw = 0 group by aliases"
        rows = self._connection.execute(query, (name, kind.value))
        return [(Entity("", name, kind, _aliases(aliases)), number) for aliases, number in rows]

    def who(self, names: Iterable[NameAndKind]) -> dict[NameAndKind, str]:
        """The slugs of the actors who go by these names, where somebody does."""
        query = "select slug from who where name = ? and kind = ?"
        rows = ((name, self._connection.execute(query, (name[0], name[1].value)).fetchone()) for name in names)
        return {name: row[0] for name, row in rows if row}

    def set_who(self, changed: Mapping[NameAndKind, str], gone: Iterable[NameAndKind]) -> None:
        """Which names are whose from now on."""
        self._connection.executemany("delete from who where name = ? and kind = ?", [(n, k.value) for n, k in gone])
        rows = [(name, kind.value, slug) for (name, kind), slug in changed.items()]
        self._connection.executemany("insert or replace into who values (?, ?, ?)", rows)

    def naming(self, names: Iterable[NameAndKind]) -> set[str]:
        """The files of the reports that have one of these names."""
        query = "select distinct file from entity where name = ? and kind = ? and raw = 0"
        return {row[0] for name, kind in names for row in self._connection.execute(query, (name, kind.value))}

    # Labels

    def texts(self) -> list[str]:
        """The labels that reports give, each once."""
        return [text for (text,) in self._connection.execute("select distinct text from label")]

    def gives(self, text: str) -> bool:
        """Whether a report gives a label."""
        return self._connection.execute("select 1 from label where text = ? limit 1", (text,)).fetchone() is not None

    def findings(self, texts: Iterable[str]) -> list[tuple[str, Label]]:
        """Where reports give these labels, in the reports' order."""
        query = "select r.date, r.slug, l.number, l.value from label l join report r on r.file = l.file where l.text = ?"
        rows = sorted(row for text in texts for row in self._connection.execute(query, (text,)))
        return [(slug, _label(value)) for _, slug, _, value in rows]

    def set_labels(self, file: str, labels: Sequence[Label]) -> set[str]:
        """The labels that a report gives from now on; the texts of those that are new, other, gone or in another order."""
        rows = [msgspec.msgpack.encode(label) for label in labels]
        found = self._connection.execute("select value from label where file = ? order by number", (file,))
        before = [value for (value,) in found]
        if rows == before:
            return set()
        new = [(file, number, label.text, row) for number, (label, row) in enumerate(zip(labels, rows, strict=True))]
        self._connection.execute("delete from label where file = ?", (file,))
        self._connection.executemany("insert into label values (?, ?, ?, ?)", new)
        both = set(rows) & set(before)
        is_ordered = [row for row in rows if row in both] == [row for row in before if row in both]
        return {_label(row).text for row in (*rows, *before) if row not in both or not is_ordered}

    def set_groups(self, labels: Iterable[str], groups: Iterable[LabelGroup]) -> None:
        """The groups of labels from now on, in place of all that were called by one of some labels."""
        self._connection.executemany("delete from cluster where label = ?", [(label,) for label in labels])
        rows = [(g.label, g.reports, g.weight, g.certain, msgspec.msgpack.encode(g)) for g in groups]
        self._connection.executemany("insert into cluster values (?, ?, ?, ?, ?)", rows)

    def best(self, often: int, most: int) -> list[LabelGroup]:
        """So many groups of labels: those in so many reports or certain first, and of these those of most reports."""
        query = "select value from cluster order by (reports >= ? or certain) desc, reports desc, weight desc, label limit ?"
        return [msgspec.msgpack.decode(raw, type=LabelGroup) for (raw,) in self._connection.execute(query, (often, most))]

    # Subjects and their parts

    def subjects(self, prefix: str) -> dict[str, bytes]:
        """Actors or topics by themselves, by subject."""
        query = "select subject, value from subject where subject >= ? and subject < ?"
        return dict(self._connection.execute(query, (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1))))

    def subject(self, subject: str) -> bytes:
        """An actor or a topic by itself; empty for one that is not known."""
        row = self._connection.execute("select value from subject where subject = ?", (subject,)).fetchone()
        return row[0] if row else b""

    def set_subjects(self, changed: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
        """What actors and topics are from now on."""
        self._connection.executemany("delete from subject where subject = ?", [(subject,) for subject in gone])
        query = "insert into subject values (?, ?, x'') on conflict do update set value = excluded.value"
        self._connection.executemany(query, list(changed))

    def set_card(self, subject: str, card: bytes) -> bytes | None:
        """How a subject is shown on others' pages from now on; and how it was before, None for one that is not known."""
        row = self._connection.execute("select card from subject where subject = ?", (subject,)).fetchone()
        self._connection.execute("update subject set card = ? where subject = ?", (card, subject))
        return row[0] if row else None

    def card(self, subject: str) -> bytes:
        """How a subject is shown on others' pages; empty for one that is not known."""
        row = self._connection.execute("select card from subject where subject = ?", (subject,)).fetchone()
        return row[0] if row else b""

    def cards(self) -> dict[str, bytes]:
        """How all subjects are shown on others' pages."""
        return dict(self._connection.execute("select subject, card from subject"))

    def parts(self, subject: str) -> bytes:
        """The parts of a subject's list, as bytes; empty for one that has none."""
        row = self._connection.execute("select parts from part where subject = ?", (subject,)).fetchone()
        return row[0] if row else b""

    def set_parts(self, subject: str, parts: bytes) -> None:
        """The parts of a subject's list from now on; none when empty."""
        self._connection.execute("delete from part where subject = ?", (subject,))
        if parts:
            self._connection.execute("insert into part values (?, ?)", (subject, parts))

    def all_parts(self) -> dict[str, bytes]:
        """The parts of all lists that have some, by subject."""
        return dict(self._connection.execute("select subject, parts from part"))

    # Pages

    def pages(self) -> list[Made]:
        """All pages as they were planned last."""
        rows = self._connection.execute("select path, owner, kind, hash, about from page")
        return [
            Made(path, owner, kind, hash_, tuple(about.split("\n")) if about else ())
            for path, owner, kind, hash_, about in rows
        ]

    def mark_stale(self, owners: Iterable[str]) -> None:
        """These owners' pages are to be planned again, until they are."""
        self._connection.executemany("insert or ignore into stale values (?)", [(owner,) for owner in owners])

    def stale(self) -> set[str]:
        """The owners whose pages are to be planned again; of some there may be no pages any more."""
        return {owner for (owner,) in self._connection.execute("select owner from stale")}

    def set_pages(self, owners: Iterable[str], pages: Iterable[Made], uses: Iterable[tuple[str, str]]) -> None:
        """The pages of these owners from now on, and whose cards they show. Nobody's are to be planned again after that."""
        gone = [(owner,) for owner in owners]
        self._connection.executemany("delete from page where owner = ?", gone)
        self._connection.executemany("delete from uses where owner = ?", gone)
        rows = [(*page[:4], "\n".join(page.about)) for page in pages]
        self._connection.executemany("insert or replace into page values (?, ?, ?, ?, ?)", rows)
        self._connection.executemany("insert or ignore into uses values (?, ?)", list(uses))
        self._connection.execute("delete from stale")

    def users(self, subjects: Iterable[str]) -> set[str]:
        """The owners of pages that show these subjects' cards."""
        query = "select owner from uses where subject = ?"
        return {row[0] for subject in subjects for row in self._connection.execute(query, (subject,))}


def _label(raw: bytes) -> Label:
    return msgspec.msgpack.decode(raw, type=Label)


def _aliases(given: str) -> tuple[str, ...]:
    return tuple(given.split("\n")) if given else ()
