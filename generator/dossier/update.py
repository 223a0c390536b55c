"""The dossier assembled in place: what is new is put on the shelves, and all that it bears on put there again.

What comes out is what assembling from nothing gives. Looked at is only that for which something changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

import msgspec

from generator.content.config import Config
from generator.content.files import Outline
from generator.contexts import ReportLink
from generator.dossier import cards, counters, cross_report_rows, long_lists, paging, resolved_statements
from generator.dossier.index.catalogue import Catalogue, KnownReport
from generator.dossier.index.keys import ACTOR, DAY, PUBLISHER, REPORT, STANDS, TOPIC, part_of
from generator.dossier.index.rows import Entry, Shelves, Tallies, taken
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.paging import Part
from generator.dossier.report_rows import entries
from generator.dossier.resolve import incremental
from generator.dossier.resolve.topics import Lexicon
from generator.model.findings import NameAndKind
from generator.model.problems import InputError, Problem
from generator.model.profiles import Named
from generator.model.statements import Account, Report
from generator.theme.texts import Words

TOGETHER = 16
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


@dataclass(frozen=True, slots=True)
class Given:
    """A report to be put on the shelves: its account, and who its entities are."""

    file: str
    account: Account
    actors: tuple[KnownActor, ...]
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """What a report puts on the shelves and adds to the numbers; `unknown` are topics that are none of the dossier's."""

    file: str
    slug: str
    entries: tuple[Entry, ...]
    tallies: tuple[tuple[str, str, str, int], ...]
    unknown: tuple[Named, ...]


Spread = Callable[[Callable[[tuple[Given, ...]], list[Shelved]], Iterable[tuple[Given, ...]]], Iterable[list[Shelved]]]


def shelved(lexicon: Lexicon, config: Config, dates: Words, given: tuple[Given, ...]) -> list[Shelved]:
    """What some reports have to show: a function of each of them, of who its entities are, and of the topics."""
    return [_shelved(lexicon, config, dates, one) for one in given]


def _shelved(lexicon: Lexicon, config: Config, dates: Words, given: Given) -> Shelved:
    report = Report(given.account, dict(given.who))
    actors = {actor.slug: actor for actor in given.actors}
    about, unknown = lexicon.about(given.account)
    stands = list(resolved_statements.stands(report, lexicon.topic_of))
    found = tuple(entries(report, about, stands, lexicon, actors, config, dates))
    counts = tuple((*key, number) for key, number in counters.of_report(report, about, stands, actors).items())
    return Shelved(given.file, report.article.slug, found, counts, tuple(unknown))


class Assembly:
    """One change of what is on the shelves, step by step; whoever makes it wraps it in a transaction."""

    def __init__(self, shelves: Shelves, catalogue: Catalogue, outline: Outline, dates: Words) -> None:
        self.shelves = shelves
        self.catalogue = catalogue
        self.outline = outline
        self._dates = dates
        self.problems: list[Problem] = []
        self.moved: set[str] = set()
        """Reports whose neighbours, or who themselves, changed in the order of reports."""
        self.shown_otherwise: set[str] = set()
        """Subjects whose cards on others' pages changed."""
        self.parts_touched: set[str] = set()
        """Parts of lists in which something changed, or that came or went."""
        self._files: set[str] = set()
        """Reports that are to be put on the shelves again."""
        self._names: set[NameAndKind] = set()
        self._texts: set[str] = set()
        """Names and labels that reports give otherwise than before."""

    def forget(self, file: str) -> None:
        """A report that is gone takes with it all that it had to show."""
        if place := self.catalogue.place(file):
            date, slug, _ = place
            self.shelves.drop(REPORT + slug)
            self._count(file, b"")
            self._names |= self.catalogue.set_entities(file, (), raw=False)
            self._texts |= self.catalogue.set_labels(file, ())
            self.catalogue.forget(file)
            self.moved |= {slug, *self.catalogue.beside(date, slug)}

    def learn(self, known: KnownReport, account: Account, link: ReportLink) -> None:
        """Take in a report that is new or changed, as corrected."""
        date, before, raw = account.article.date or "", self.catalogue.place(known.file), encode(link)
        if before and before[:2] != (date, known.slug):
            self.moved |= {before[1], *self.catalogue.beside(*before[:2])}
        if before and before[1] != known.slug:
            self.shelves.drop(REPORT + before[1])
        self.catalogue.learn(known, date, raw)
        if before != (date, known.slug, raw):
            self.moved |= {known.slug, *self.catalogue.beside(date, known.slug)}
        self._names |= self.catalogue.set_entities(known.file, account.entities, raw=False)
        self._texts |= self.catalogue.set_labels(known.file, account.labels)
        if before and before[:2] != (date, known.slug):  # labels are spelled as the earliest report spells them
            self._texts |= {label.text for label in account.labels}
        self._files.add(known.file)

    def settle(self, account_of: Callable[[str], Account], spread: Spread) -> None:
        """Put all on the shelves that is new, and all on which it bears. Raises InputError."""
        self._identified()
        lexicon = self._lexicon()
        if self.catalogue.remember("address", self.outline.config.base_url.encode()):
            self._files |= self.catalogue.reports().keys()
        self._shelve(lexicon, account_of, spread)
        if self.problems:
            raise InputError(self.problems)
        for subject in taken(self.shelves.touched, DAY):
            self.shelves.put(subject, cross_report_rows.events_of_date(self.shelves.rows(subject, "events", latest=False)))
        for subject in taken(self.shelves.touched, STANDS):
            self.shelves.put(
                subject, cross_report_rows.positions_on_topic(self.shelves.rows(subject, "positions", latest=False))
            )
        self._show_cards()
        self._split_long_lists()

    def _show_cards(self) -> None:
        """Put every actor, topic and publisher of whom something changed into the lists of all."""
        for subject in taken(self.shelves.touched, ACTOR):
            known = cards.known_actor(self.catalogue, subject.removeprefix(ACTOR))
            card = cards.actor_card(self.shelves, known) if known and known.has_page else None
            found = [cards.actor_entry(known, card)] if known and card and card.reports else []
            self.shelves.put(f"card/{subject}", found)
            self._show(subject, encode((card.link, card.summary)) if card else b"")
        for subject in taken(self.shelves.touched, TOPIC):
            raw = self.catalogue.subject(subject)
            topic = decode(raw, type=KnownTopic) if raw else None
            shown = cards.topic_card(self.shelves, self.catalogue, topic, subject) if topic and not topic.hidden else None
            found = [cards.topic_entry(topic, shown)] if topic and shown and shown.reports else []
            self.shelves.put(f"card/{subject}", found)
            self._show(subject, encode((shown.link, shown.summary)) if shown else b"")
        for subject in taken(self.shelves.touched, PUBLISHER):
            own = cards.publisher_card(self.shelves, self._dates, subject)
            slug = subject.removeprefix(PUBLISHER)
            self.shelves.put(f"card/{subject}", [cards.publisher_entry(own, slug)] if own else [])

    def _show(self, subject: str, card: bytes) -> None:
        before = self.catalogue.set_card(subject, card)
        if card != before:
            self.shown_otherwise.add(subject)
        if before is None or bool(card) != bool(before):
            self.parts_touched |= {part_of(subject, part.key) for part in paging.decode_parts(self.catalogue.parts(subject))}

    def _split_long_lists(self) -> None:
        """Update the parts of the lists in which something changed."""
        for subject in sorted(self.shelves.touched):
            dates = self.shelves.touched[subject]
            for long_list in long_lists.of_subject(subject):
                old = paging.decode_parts(self.catalogue.parts(long_list.owner))
                self._store_parts(long_list.owner, old, long_lists.parts_of(self.shelves, long_list, old, dates), dates)

    def _store_parts(self, owner: str, old: Sequence[Part], new: Sequence[Part], dates: set[str]) -> None:
        """Store the parts of a list, and note those that changed; a list that is not split is itself what changed."""
        self.parts_touched |= {owner, *(part_of(owner, key) for key in _changed_parts(old, new, dates))}
        if new != old:
            self.catalogue.set_parts(owner, encode(new) if new else b"")

    def _identified(self) -> None:
        """Who is who. Reports in which somebody is somebody else now, or is shown otherwise, are to be put again."""
        changed, files = incremental.identified(self.catalogue, self.outline.actors, self._names)
        self._files |= files
        for subject in changed:
            self.shelves.touch(subject)

    def _lexicon(self) -> Lexicon:
        """The topics. When reports are to be told otherwise what they are about, every report is to be put again."""
        lexicon, is_other = incremental.lexicon(self.catalogue, self.outline.topics, self._texts)
        profiles = {profile.slug: profile for profile in self.outline.topics}
        now = {TOPIC + t.slug: encode(KnownTopic(t.slug, t.name, t.profile and profiles[t.slug])) for t in lexicon.topics}
        for subject in incremental.changed_subjects(self.catalogue, now, self.catalogue.subjects(TOPIC).keys()):
            self.shelves.touch(subject)
        if is_other:
            self._files |= self.catalogue.reports().keys()
        return lexicon

    def _shelve(self, lexicon: Lexicon, account_of: Callable[[str], Account], spread: Spread) -> None:
        known: dict[str, KnownActor] = {}
        who: dict[NameAndKind, str] = {}

        def given(file: str) -> Given:
            account = account_of(file)
            who.update(self.catalogue.who({(entity.name, entity.kind) for entity in account.entities} - who.keys()))
            actor_of = {entity.id: who[entity.name, entity.kind] for entity in account.entities}
            for slug in actor_of.values():
                if slug not in known:
                    known[slug] = decode(self.catalogue.subject(ACTOR + slug), type=KnownActor).shown
            return Given(
                file, account, tuple(known[slug] for slug in dict.fromkeys(actor_of.values())), tuple(actor_of.items())
            )

        work = partial(shelved, lexicon, self.outline.config, self._dates)
        for some in spread(work, _bundles(map(given, sorted(self._files)))):
            for one in some:
                self.shelves.put(REPORT + one.slug, one.entries)
                self._count(one.file, encode(one.tallies))
                self.problems.extend(lexicon.unknown(topic) for topic in one.unknown if not self._is_label(topic.name))

    def _count(self, file: str, raw: bytes) -> None:
        """Bring the numbers up to date with what a report adds to them now."""
        before = self.catalogue.tallies(file)
        if before != raw:
            change = _tallies(raw)
            change.subtract(_tallies(before))
            self.shelves.tally(change)
            self.catalogue.set_tallies(file, raw)

    def _is_label(self, name: str) -> bool:
        return any(text.casefold() == name.casefold() for text in self.catalogue.texts())


def _changed_parts(old: Sequence[Part], new: Sequence[Part], dates: set[str]) -> Iterator[str]:
    """Return the keys of parts that came or went, have a changed row, or have other limits or neighbours than before."""
    yield from {part.key for part in old} ^ {part.key for part in new}
    before = dict(zip((part.key for part in old), _with_neighbours(old), strict=True))
    for part, now in zip(new, _with_neighbours(new), strict=True):
        if before.get(part.key) != now or not dates.isdisjoint(part.dates):
            yield part.key


def _with_neighbours(parts: Sequence[Part]) -> list[tuple[str, Part, str]]:
    keys = ["", *(part.key for part in parts), ""]
    return [(keys[at], part, keys[at + 2]) for at, part in enumerate(parts)]


def _tallies(raw: bytes) -> Tallies:
    rows = decode(raw, type=list[tuple[str, str, str, int]]) if raw else []
    return Counter({(subject, list_, name): number for subject, list_, name, number in rows})


def _bundles(given: Iterator[Given]) -> Iterator[tuple[Given, ...]]:
    while some := tuple(islice(given, TOGETHER)):
        yield some
