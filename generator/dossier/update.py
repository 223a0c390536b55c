"""Incremental update of the index: re-index changed reports and every row that depends on them.

The result equals a full rebuild. `IndexUpdate.apply` is the order of the phases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import islice

import msgspec

from generator.content.config import Config
from generator.content.files import Outline
from generator.contexts import ReportLink
from generator.dossier import (
    cards,
    cross_report_rows,
    editors_voices,
    long_lists,
    moved_pages,
    report_counts,
    report_rows,
    resolved_statements,
)
from generator.dossier.index import topic_summaries
from generator.dossier.index.counters import Counts
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, COUNTED, FILE, PUBLISHER, REPORT, SAID, STANDS, TOLD, TOPIC, part_of
from generator.dossier.index.parts import ListPart
from generator.dossier.index.reports import StoredReport
from generator.dossier.index.rows import IndexEntry, IndexRow, encoded
from generator.dossier.index.tellings import StoredTelling
from generator.dossier.known_subjects import KnownActor
from generator.dossier.report_gaps import gaps
from generator.dossier.resolve import incremental
from generator.dossier.resolve.events_of_index import update_groups
from generator.dossier.resolve.texts import update_texts
from generator.dossier.resolve.topics import TopicMatcher
from generator.dossier.resolve.topics_of_report import TopicsOfReport
from generator.dossier.views import ReportViews
from generator.model.findings import Kind, NameAndKind
from generator.model.problems import InputError, Problem
from generator.model.profiles import Named
from generator.model.statements import Account, Report
from generator.model.values import CompactValue
from generator.model.wording import folded
from generator.report.account import decode as decode_account
from generator.theme.texts import Words

REPORTS_PER_BATCH = 16
"""Reports that are sent to another process at a time."""
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


class ReportToIndex(CompactValue, frozen=True):
    """A report's account, encoded, the actors that it mentions, and the slug of the actor that each of its entities is."""

    file: str
    account: bytes
    actors: tuple[KnownActor, ...]
    actor_of: tuple[tuple[str, str], ...]
    text: str
    """The text that it shares with other reports; empty where it shares none."""


class IndexedReport(CompactValue, frozen=True):
    """A report's entries in the index and what it adds to counters, encoded, and its topics that are none of the dossier's."""

    file: str
    slug: str
    entries: tuple[tuple[bytes, bytes], ...]
    tellings: tuple[StoredTelling, ...]
    counts: bytes
    unknown_topics: tuple[Named, ...]


Batch = tuple[ReportToIndex, ...]
Spread = Callable[[Callable[[Batch], list[IndexedReport]], Iterable[Batch]], Iterable[list[IndexedReport]]]
"""Calls a function for each batch, here or in other processes, and returns the results in order."""


def index_reports(matcher: TopicMatcher, config: Config, dates: Words, reports: Batch) -> list[IndexedReport]:
    """Return what the index has of some reports: a function of each, of its actors and of the topics."""
    return [_index_report(matcher, config, dates, report) for report in reports]


def _index_report(matcher: TopicMatcher, config: Config, dates: Words, request: ReportToIndex) -> IndexedReport:
    account = decode_account(request.account)[1]
    report = Report(account, dict(request.actor_of), request.text)
    actors = {actor.slug: actor for actor in request.actors}
    about, unknown = matcher.about(account)
    topics = TopicsOfReport(matcher, account, about)
    stands = list(resolved_statements.stands(report, topics))
    happenings = list(resolved_statements.happenings(report, topics))
    views = ReportViews(account, actors, {topic.slug: topic for topic in matcher.topics}, config, dates)
    entries = tuple(map(encoded, report_rows.entries(report, about, stands, happenings, topics, views)))
    tellings = tuple(report_rows.tellings(report, happenings, views))
    labels = (*(label.text for label in account.labels), *(topic.name for topic in report.article.topics))
    names = matcher.patterns.names_in(report.article.read_text, labels)
    counts = tuple((*key, number) for key, number in report_counts.counts(report, about, stands, actors, names).items())
    return IndexedReport(request.file, report.article.slug, entries, tellings, encode(counts), tuple(unknown))


class IndexUpdate:
    """One update of the index: reports are added and removed, then it is applied. Callers wrap all in a transaction."""

    def __init__(self, index: Index, outline: Outline, dates: Words) -> None:
        self.index = index
        self.outline = outline
        self._dates = dates
        self._is_first = index.file is not None and index.reports.is_empty()
        """True where nothing is indexed yet; what is in memory is found soon enough without an order of its own."""
        self.problems: list[Problem] = []
        self.moved_reports: set[str] = set()
        """Reports whose own place, or whose neighbours, changed in the order of reports."""
        self.changed_cards: set[str] = set()
        """Subjects whose cards on the pages of others changed, or the way to them."""
        self.changed_parts: set[str] = set()
        """Owners of parts of lists in which something changed, or that came or went."""
        self._files: set[str] = set()
        """Files of the reports that are to be indexed."""
        self._names: set[NameAndKind] = set()
        """Names that reports have otherwise than before."""
        self._to_compare: set[str] = set()
        """Files of the reports whose texts are to be compared with others."""

    def set_pictures(self, hashes: Mapping[str, str], size_of: Callable[[str], tuple[int, int]]) -> None:
        """Index the pictures that reports may show, by their files."""
        self.changed_cards |= {FILE + file for file in self.index.pictures.replace(hashes, size_of)}

    def remove_report(self, file: str) -> None:
        """Remove a report with its entries, counts, names and what it offers for topics."""
        if place := self.index.reports.listed_as(file):
            date, slug, _ = place
            self.index.rows.delete(REPORT + slug)
            self.index.tellings.replace(slug, ())
            self._update_counters(file, b"")
            self._names |= self.index.names.replace(file, (), raw=False)
            self.index.topic_summaries.delete(file)
            self._to_compare |= self.index.texts.copies_of(file)
            self.index.texts.delete(file)
            self.index.reports.delete(file)
            self.index.names.delete(file)
            self.moved_reports |= {slug, *self.index.reports.neighbours(date, slug)}
            self.changed_cards |= {FILE + file, REPORT + slug}
        self._files.discard(file)  # one that was read in the same update may be refused for what others say
        self._to_compare.discard(file)

    def add_report(self, known: StoredReport, account: Account, link: ReportLink) -> None:
        """Add a report that is new, or changed, as corrected by people."""
        date, before, raw = account.article.date or "", self.index.reports.listed_as(known.file), encode(link)
        was_elsewhere = before is not None and before[:2] != (date, known.slug)
        if before and was_elsewhere:
            self.moved_reports |= {before[1], *self.index.reports.neighbours(*before[:2])}
        if before and before[1] != known.slug:
            self.index.rows.delete(REPORT + before[1])
            self.index.tellings.replace(before[1], ())
        if not before or before[1] != known.slug:
            self.changed_cards |= {FILE + known.file, REPORT + known.slug, *([REPORT + before[1]] if before else [])}
        self.index.reports.set(known, date, raw, gaps(account))
        if before != (date, known.slug, raw):
            self.moved_reports |= {known.slug, *self.index.reports.neighbours(date, known.slug)}
        if self.index.texts.replace(known.file, account.sketch) or before != (date, known.slug, raw):
            self._to_compare |= {known.file, *self.index.texts.copies_of(known.file)}
        self._names |= self.index.names.replace(known.file, account.entities, raw=False)
        self.index.topic_summaries.set(known.file, known.slug, topic_summaries.summary(account))
        self._files.add(known.file)

    def apply(self, account_of: Callable[[str], bytes], spread: Spread) -> None:
        """Update every row that depends on what was added and removed; accounts come encoded. Raises InputError."""
        self._resolve_actors()
        matcher = self._resolve_topics()
        self._resolve_texts()
        if self.index.meta.set("address", self.outline.config.base_url.encode()):
            self._files |= self.index.reports.all().keys()
        with self.index.rows.first() if self._is_first else nullcontext():
            with self._first_of_reports() if self._is_first else nullcontext():
                self._index_reports(matcher, account_of, spread)
            if self.problems:
                raise InputError(self.problems)
            with self.index.rows.gathered() if self._is_first else nullcontext():
                self._merge_across_reports()
        self._index_editors_voices()
        self._update_cards()
        self._index_moved_pages()
        self._split_long_lists()

    @contextmanager
    def _first_of_reports(self) -> Iterator[None]:
        """Gather the rows, tellings and numbers of the first reports, which are put in order at the block's end."""
        with self.index.rows.gathered(), self.index.tellings.gathered(), self.index.counters.gathered():
            yield

    def _resolve_actors(self) -> None:
        """Update who is who; reports that show somebody otherwise are to be indexed again."""
        changed = incremental.update_actors(self.index, self.outline.actors, self._names)
        self._files |= changed.files
        for subject in changed.subjects:
            self.index.touched.add(subject)

    def _resolve_topics(self) -> TopicMatcher:
        """Update the topics; all reports are to be indexed again where they may be about others than before."""
        updated = incremental.update_topics(self.index, self.outline.topics)
        for subject in updated.subjects:
            self.index.touched.add(subject)
        if updated.is_other:
            self._files |= self.index.reports.all().keys()
        return updated.matcher

    def _resolve_texts(self) -> None:
        """Update who copies whom; reports that share their text with others than before are to be indexed again."""
        changed = update_texts(self.index, self._to_compare)
        self._files |= changed
        self.moved_reports.update(self.index.reports.slugs_of(changed))

    def _index_reports(self, matcher: TopicMatcher, account_of: Callable[[str], bytes], spread: Spread) -> None:
        """Index the entries and counts of the reports that are to be indexed."""
        index_batch = partial(index_reports, matcher, self.outline.config, self._dates)
        for batch in spread(index_batch, _batches(self._reports_to_index(account_of))):
            self.index.rows.replace_all((REPORT + report.slug, report.entries) for report in batch)
            for report in batch:
                self.index.tellings.replace(report.slug, report.tellings)
                self._update_counters(report.file, report.counts)
                unknown = (topic for topic in report.unknown_topics if not self._is_label(topic.name))
                self.problems.extend(map(matcher.unknown_topic, unknown))

    def _reports_to_index(self, account_of: Callable[[str], bytes]) -> Iterator[ReportToIndex]:
        known: dict[str, KnownActor] = {}
        slug_of: dict[NameAndKind, str] = {}
        for file in sorted(self._files):
            named = {id_: (name, Kind(kind)) for id_, name, kind, _ in self.index.names.of_report(file, raw=False)}
            slug_of.update(self.index.names.actors_of(set(named.values()) - slug_of.keys()))
            actor_of = {id_: slug_of[name] for id_, name in named.items()}
            for slug in actor_of.values():
                if slug not in known:
                    known[slug] = decode(self.index.subjects.get(ACTOR + slug), type=KnownActor).shown
            actors = tuple(known[slug] for slug in dict.fromkeys(actor_of.values()))
            yield ReportToIndex(file, account_of(file), actors, tuple(actor_of.items()), self.index.texts.shared(file).text)

    def _update_counters(self, file: str, raw: bytes) -> None:
        """Replace what a report adds to counters."""
        before = b"" if self._is_first else self.index.reports.counts(file)
        if before != raw:
            change = _decode_counts(raw)
            if before:
                change.subtract(_decode_counts(before))
            self.index.counters.add(change)
            self.index.reports.set_counts(file, raw)

    def _is_label(self, name: str) -> bool:
        return any(folded(text) == folded(name) for text in self.index.topic_summaries.labels())

    def _merge_across_reports(self) -> None:
        """Merge tellings of an event, quotes of the same words, figures of a kind; mark changes among positions on a topic."""
        self.index.rows.replace_all(self._entries_of_events())
        merges: tuple[tuple[str, str, Callable[[str, Sequence[IndexRow]], Iterable[IndexEntry]]], ...] = (
            (SAID, "quotes", lambda _subject, rows: cross_report_rows.quotes_of_words(rows)),
            (COUNTED, "figures", cross_report_rows.figures_of_kind),
            (STANDS, "positions", lambda _subject, rows: cross_report_rows.positions_on_topic(rows)),
        )
        for prefix, list_, merged in merges:
            subjects = self.index.touched.with_prefix(prefix)
            self.index.rows.replace_all(
                (subject, map(encoded, merged(subject, self.index.rows.by_date(subject, list_, latest=False))))
                for subject in subjects
            )

    def _entries_of_events(self) -> Iterator[tuple[str, Sequence[tuple[bytes, bytes]]]]:
        """Return by owner the entry of each event that changed, encoded, and none for tellings that are another's or gone."""
        for first, *others in update_groups(self.index):
            values = self.index.tellings.values([first, *others])
            yield TOLD + first, [cross_report_rows.event(values)] if values else []
            yield from ((TOLD + other, ()) for other in others)

    def _index_editors_voices(self) -> None:
        """Index for whom actors speak by their profiles: few, so that all are written again. Raises InputError."""
        entries = list(editors_voices.entries(self.index, self.outline.actors, self.problems))
        if self.problems:
            raise InputError(self.problems)
        self.index.rows.replace(editors_voices.OWNER, entries)
        for subject in editors_voices.overruled(self.index, self.outline.actors):
            self.index.touched.add(subject)

    def _index_moved_pages(self) -> None:
        """Index the old addresses of pages. Raises InputError where one is another page's."""
        moved_pages.index_moved_profiles(self.index, self.outline)
        self.problems.extend(moved_pages.conflicts(self.index, self.outline))
        if self.problems:
            raise InputError(self.problems)

    def _update_cards(self) -> None:
        """Index the cards of changed actors, topics and publishers."""
        for prefix, card_of in (
            (ACTOR, partial(cards.actor, self.index)),
            (TOPIC, partial(cards.topic, self.index)),
            (PUBLISHER, partial(cards.publisher, self.index, self._dates)),
        ):
            for subject in self.index.touched.with_prefix(prefix):
                card = card_of(subject)
                self.index.rows.replace(f"card/{subject}", card.entries)
                if card.for_others is not None:
                    self._store_card(subject, card.for_others)

    def _store_card(self, subject: str, card: bytes) -> None:
        """Index a subject's card for the pages of others, and note whether it changed; parts show names of subjects too."""
        before = self.index.subjects.set_card(subject, card)
        if card != before:
            self.changed_cards.add(subject)
        if before is None or bool(card) != bool(before):
            self.changed_parts |= {part_of(subject, part.key) for part in self.index.parts.get(subject)}

    def _split_long_lists(self) -> None:
        """Update the parts of the lists in which something changed."""
        for subject in sorted(self.index.touched):
            dates = self.index.touched[subject]
            for long_list in long_lists.of_subject(subject):
                old = self.index.parts.get(long_list.owner)
                self._store_parts(long_list.owner, old, long_lists.parts_of(self.index, long_list, old, dates), dates)

    def _store_parts(self, owner: str, old: Sequence[ListPart], new: Sequence[ListPart], dates: set[str]) -> None:
        """Index the parts of a list, and note those that changed; a list that is not split is itself what changed."""
        self.changed_parts |= {owner, *(part_of(owner, key) for key in _changed_parts(old, new, dates))}
        if new != old:
            self.index.parts.set(owner, new)


def _changed_parts(old: Sequence[ListPart], new: Sequence[ListPart], dates: set[str]) -> Iterator[str]:
    """Return the keys of parts that came or went, have a changed row, or have other limits or neighbours than before."""
    yield from {part.key for part in old} ^ {part.key for part in new}
    before = dict(zip((part.key for part in old), _with_neighbours(old), strict=True))
    for part, now in zip(new, _with_neighbours(new), strict=True):
        if before.get(part.key) != now or not dates.isdisjoint(part.dates):
            yield part.key


def _with_neighbours(parts: Sequence[ListPart]) -> list[tuple[str, ListPart, str]]:
    keys = ["", *(part.key for part in parts), ""]
    return [(keys[at], part, keys[at + 2]) for at, part in enumerate(parts)]


def _decode_counts(raw: bytes) -> Counts:
    rows = decode(raw, type=list[tuple[str, str, str, int]]) if raw else []
    return Counter({(subject, kind, name): number for subject, kind, name, number in rows})


def _batches(reports: Iterator[ReportToIndex]) -> Iterator[Batch]:
    while batch := tuple(islice(reports, REPORTS_PER_BATCH)):
        yield batch
