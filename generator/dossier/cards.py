"""How actors and topics are shown on others' pages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.contexts import ActorCard, ActorLink, Link, PublisherCard, TopicCard
from generator.dossier.counters import CounterKind
from generator.dossier.index.catalogue import Catalogue
from generator.dossier.index.keys import ACTOR, ACTORS, ALONE, PUBLISHER, SOURCES, TOPICS
from generator.dossier.index.rows import Entry, Place, Shelves
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.paging import MAX_LETTERS
from generator.dossier.report_rows import Office
from generator.dossier.views import topic_link
from generator.model import permalinks
from generator.report.dates_in_words import when
from generator.theme.texts import Words

TOPIC_CARD_ACTORS = 5
decode = msgspec.msgpack.decode


def actor_card(shelves: Shelves, known: KnownActor) -> ActorCard:
    """An actor in a list: with the editor's summary, else the latest title seen, and all numbers."""
    subject = ACTOR + known.slug
    words = known.profile.summary if known.profile else ""
    for row in shelves.rows(subject, "offices", most=1) if not words else ():
        title = decode(row.value, type=Office).title
        words = title[:1].upper() + title[1:]
    return ActorCard(
        known.link,
        words,
        shelves.number(subject, CounterKind.MENTIONS),
        shelves.number(subject, CounterKind.REPORTS),
        sum(bool(name) for name, _ in shelves.tallies(subject, CounterKind.PUBLISHERS)),
    )


def topic_card(shelves: Shelves, catalogue: Catalogue, topic: KnownTopic, subject: str) -> TopicCard:
    """A topic in a list, with those who take most positions on it."""
    most = shelves.tallies(subject, CounterKind.ACTORS, TOPIC_CARD_ACTORS)
    summary = topic.profile.summary if topic.profile else ""
    return TopicCard(
        topic_link(topic), summary, shelves.number(subject, CounterKind.REPORTS), links(catalogue, (who for who, _ in most))
    )


def publisher_card(shelves: Shelves, words: Words, subject: str) -> PublisherCard | None:
    """What a publisher contributed, by the name that most of its reports give it; None where it has no report."""
    names = shelves.tallies(subject, CounterKind.PUBLISHER_NAME, 1)
    if not names:
        return None
    events = shelves.counts(subject, "events")
    first, last = (when(words, date) if date else None for date in shelves.ends(subject, "reports"))
    return PublisherCard(
        link=Link(names[0][0], permalinks.publisher(subject.removeprefix(PUBLISHER))),
        reports=shelves.number(subject, CounterKind.REPORTS),
        first=first,
        last=last,
        quotes=shelves.number(subject, CounterKind.QUOTES),
        unnamed=shelves.number(subject, CounterKind.UNNAMED),
        positions=shelves.number(subject, CounterKind.POSITIONS),
        events=sum(events.values()),
        alone=events.get(ALONE, 0),
    )


def publisher_entry(card: PublisherCard, slug: str) -> Entry:
    """A publisher among all: by its first letters, of most weight who has most reports."""
    place = Place(SOURCES, "cards", slug[:MAX_LETTERS], slug, rank=card.reports)
    return Entry(msgspec.msgpack.encode(card), (place,))


def actor_entry(known: KnownActor, card: ActorCard) -> Entry:
    """A card among all actors: by its first letters, of most weight who is in most reports and mentioned most."""
    rank = (card.reports << 24) + min(card.mentions, (1 << 24) - 1)
    place = Place(ACTORS, "cards", known.slug[:MAX_LETTERS], known.slug, known.kind.value, rank)
    return Entry(msgspec.msgpack.encode(card), (place,))


def topic_entry(topic: KnownTopic, card: TopicCard) -> Entry:
    """A card among all topics: the editor's before derived ones, those of most reports first."""
    rank = ((topic.profile is not None) << 32) + card.reports
    return Entry(msgspec.msgpack.encode(card), (Place(TOPICS, "cards", "", topic.slug, rank=rank),))


def links(catalogue: Catalogue, slugs: Iterable[str]) -> tuple[ActorLink, ...]:
    """Links to actors that are not hidden."""
    found = (known_actor(catalogue, slug) for slug in slugs)
    return tuple(known.link for known in found if known and not known.hidden)


def known_actor(catalogue: Catalogue, slug: str) -> KnownActor | None:
    """An actor by itself."""
    raw = catalogue.subject(ACTOR + slug)
    return decode(raw, type=KnownActor) if raw else None
