"""Cards of actors, topics and publishers: their entries in the lists of all, and how the pages of others show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from generator.contexts import ActorCard, ActorLink, Link, PublisherCard, TopicCard
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ACTORS, ALONE, PUBLISHER, SOURCES, TOPIC, TOPICS
from generator.dossier.index.rows import IndexEntry, Location
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.paging import MAX_LETTERS
from generator.dossier.report_counts import CounterKind, mentions, texts
from generator.dossier.report_rows import TitleSeen
from generator.dossier.views import topic_link
from generator.model import permalinks
from generator.model.wording import as_opening
from generator.report.dates_in_words import when
from generator.theme.texts import Words

TOPIC_CARD_ACTORS = 5
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


class SubjectCard(NamedTuple):
    """A subject's entries in the list of all, and its link and summary for the pages of others as bytes.

    `for_others` is empty for a subject that is not shown there now, None for one that never is.
    """

    entries: tuple[IndexEntry, ...]
    for_others: bytes | None


def actor(index: Index, subject: str) -> SubjectCard:
    """Return an actor's card: listed by its first letters, ranked by the texts that name it, then by its mentions."""
    known = known_actor(index, subject.removeprefix(ACTOR))
    if not known or not known.has_page:
        return SubjectCard((), b"")
    card = _actor_card(index, known)
    rank = (card.texts << 24) + min(card.mentions, (1 << 24) - 1)
    place = Location(ACTORS, "cards", known.slug[:MAX_LETTERS], known.slug, known.kind.value, rank)
    entries = (IndexEntry(encode(card), (place,)),) if card.reports else ()
    return SubjectCard(entries, encode((card.link, card.summary)))


def topic(index: Index, subject: str) -> SubjectCard:
    """Return a topic's card: the editor's topics are ranked before derived ones, then those of most texts."""
    raw = index.subjects.get(subject)
    known = decode(raw, type=KnownTopic) if raw else None
    if not known or known.hidden:
        return SubjectCard((), b"")
    card = _topic_card(index, known, subject)
    rank = ((known.profile is not None) << 32) + card.texts
    entries = (IndexEntry(encode(card), (Location(TOPICS, "cards", "", known.slug, rank=rank),)),) if card.reports else ()
    return SubjectCard(entries, encode((card.link, card.summary)))


def publisher(index: Index, words: Words, subject: str) -> SubjectCard:
    """Return a publisher's card: listed by its first letters, ranked by its reports."""
    card, slug = publisher_card(index, words, subject), subject.removeprefix(PUBLISHER)
    if card is None:
        return SubjectCard((), None)
    place = Location(SOURCES, "cards", slug[:MAX_LETTERS], slug, rank=card.reports)
    return SubjectCard((IndexEntry(encode(card), (place,)),), None)


def _actor_card(index: Index, known: KnownActor) -> ActorCard:
    """Return an actor with the editor's summary, else the latest title seen, and all numbers."""
    subject = ACTOR + known.slug
    summary = known.profile.summary if known.profile else ""
    if not summary:
        for row in index.rows.by_date(subject, "offices", limit=1):
            title = decode(row.value, type=TitleSeen).title
            summary = as_opening(title)
    return ActorCard(
        known.link,
        summary,
        mentions(index.counters, subject),
        index.counters.get(subject, CounterKind.REPORTS),
        sum(bool(name) for name, _ in index.counters.ranked(subject, CounterKind.PUBLISHERS)),
        texts(index.counters, subject),
    )


def _topic_card(index: Index, known: KnownTopic, subject: str) -> TopicCard:
    """Return a topic with the actors who take most positions on it."""
    actors = index.counters.ranked(subject, CounterKind.ACTORS, TOPIC_CARD_ACTORS)
    summary = known.profile.summary if known.profile else ""
    reports = index.counters.get(subject, CounterKind.REPORTS)
    links = _actor_links(index, (slug for slug, _ in actors))
    return TopicCard(topic_link(known), summary, reports, links, texts(index.counters, subject))


def publisher_card(index: Index, words: Words, subject: str) -> PublisherCard | None:
    """Return what a publisher contributed, by the name that most of its reports use; None where it has no report."""
    names = index.counters.ranked(subject, CounterKind.PUBLISHER_NAME, 1)
    if not names:
        return None
    events = index.rows.count_by_section(subject, "events")
    first, last = (when(words, date) if date else None for date in index.rows.date_range(subject, "reports"))
    return PublisherCard(
        link=Link(names[0][0], permalinks.publisher(subject.removeprefix(PUBLISHER))),
        reports=index.counters.get(subject, CounterKind.REPORTS),
        first=first,
        last=last,
        quotes=index.counters.get(subject, CounterKind.QUOTES),
        unnamed=index.counters.get(subject, CounterKind.UNNAMED),
        positions=index.counters.get(subject, CounterKind.POSITIONS),
        events=sum(events.values()),
        alone=events.get(ALONE, 0),
    )


def _actor_links(index: Index, slugs: Iterable[str]) -> tuple[ActorLink, ...]:
    """Return links to those actors that are not hidden."""
    found = (known_actor(index, slug) for slug in slugs)
    return tuple(known.link for known in found if known and not known.hidden)


def known_actor(index: Index, slug: str) -> KnownActor | None:
    """Return an actor; None where the index has none of this slug."""
    raw = index.subjects.get(ACTOR + slug)
    return decode(raw, type=KnownActor) if raw else None


def topic_called(index: Index, name: str) -> KnownTopic | None:
    """Return the topic of a slug or a name, or with this alias of the editor's; None where there is none."""
    if raw := index.subjects.get(TOPIC + permalinks.slugs(name)):
        return decode(raw, type=KnownTopic)
    known = (decode(raw, type=KnownTopic) for raw in index.subjects.with_prefix(TOPIC).values())
    return next((topic for topic in known if topic.is_called(name)), None)
