"""Cards of actors, topics and publishers: their entries in the lists of all, and how the pages of others show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from generator.contexts import ActorCard, ActorLink, Link, PublisherCard, TopicCard
from generator.dossier.counters import CounterKind
from generator.dossier.index.catalogue import Catalogue
from generator.dossier.index.keys import ACTOR, ACTORS, ALONE, PUBLISHER, SOURCES, TOPICS
from generator.dossier.index.rows import Entry, Place, Shelves
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.paging import MAX_LETTERS
from generator.dossier.report_rows import TitleSeen
from generator.dossier.views import topic_link
from generator.model import permalinks
from generator.report.dates_in_words import when
from generator.theme.texts import Words

TOPIC_CARD_ACTORS = 5
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


class SubjectCard(NamedTuple):
    """A subject's entries in the list of all, and its link and summary for the pages of others as bytes.

    `for_others` is empty for a subject that is not shown there now, None for one that never is.
    """

    entries: tuple[Entry, ...]
    for_others: bytes | None


def actor(shelves: Shelves, catalogue: Catalogue, subject: str) -> SubjectCard:
    """Return an actor's card: listed by its first letters, ranked by its reports, then by its mentions."""
    known = known_actor(catalogue, subject.removeprefix(ACTOR))
    if not known or not known.has_page:
        return SubjectCard((), b"")
    card = _actor_card(shelves, known)
    rank = (card.reports << 24) + min(card.mentions, (1 << 24) - 1)
    place = Place(ACTORS, "cards", known.slug[:MAX_LETTERS], known.slug, known.kind.value, rank)
    entries = (Entry(encode(card), (place,)),) if card.reports else ()
    return SubjectCard(entries, encode((card.link, card.summary)))


def topic(shelves: Shelves, catalogue: Catalogue, subject: str) -> SubjectCard:
    """Return a topic's card: the editor's topics are ranked before derived ones, then those of most reports."""
    raw = catalogue.subject(subject)
    known = decode(raw, type=KnownTopic) if raw else None
    if not known or known.hidden:
        return SubjectCard((), b"")
    card = _topic_card(shelves, catalogue, known, subject)
    rank = ((known.profile is not None) << 32) + card.reports
    entries = (Entry(encode(card), (Place(TOPICS, "cards", "", known.slug, rank=rank),)),) if card.reports else ()
    return SubjectCard(entries, encode((card.link, card.summary)))


def publisher(shelves: Shelves, words: Words, subject: str) -> SubjectCard:
    """Return a publisher's card: listed by its first letters, ranked by its reports."""
    card, slug = publisher_card(shelves, words, subject), subject.removeprefix(PUBLISHER)
    if card is None:
        return SubjectCard((), None)
    place = Place(SOURCES, "cards", slug[:MAX_LETTERS], slug, rank=card.reports)
    return SubjectCard((Entry(encode(card), (place,)),), None)


def _actor_card(shelves: Shelves, known: KnownActor) -> ActorCard:
    """Return an actor with the editor's summary, else the latest title seen, and all numbers."""
    subject = ACTOR + known.slug
    summary = known.profile.summary if known.profile else ""
    if not summary:
        for row in shelves.rows(subject, "offices", most=1):
            title = decode(row.value, type=TitleSeen).title
            summary = title[:1].upper() + title[1:]
    return ActorCard(
        known.link,
        summary,
        shelves.number(subject, CounterKind.MENTIONS),
        shelves.number(subject, CounterKind.REPORTS),
        sum(bool(name) for name, _ in shelves.tallies(subject, CounterKind.PUBLISHERS)),
    )


def _topic_card(shelves: Shelves, catalogue: Catalogue, known: KnownTopic, subject: str) -> TopicCard:
    """Return a topic with the actors who take most positions on it."""
    actors = shelves.tallies(subject, CounterKind.ACTORS, TOPIC_CARD_ACTORS)
    summary = known.profile.summary if known.profile else ""
    reports = shelves.number(subject, CounterKind.REPORTS)
    return TopicCard(topic_link(known), summary, reports, _actor_links(catalogue, (slug for slug, _ in actors)))


def publisher_card(shelves: Shelves, words: Words, subject: str) -> PublisherCard | None:
    """Return what a publisher contributed, by the name that most of its reports use; None where it has no report."""
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


def _actor_links(catalogue: Catalogue, slugs: Iterable[str]) -> tuple[ActorLink, ...]:
    """Return links to those actors that are not hidden."""
    found = (known_actor(catalogue, slug) for slug in slugs)
    return tuple(known.link for known in found if known and not known.hidden)


def known_actor(catalogue: Catalogue, slug: str) -> KnownActor | None:
    """Return an actor; None where the index has none of this slug."""
    raw = catalogue.subject(ACTOR + slug)
    return decode(raw, type=KnownActor) if raw else None
