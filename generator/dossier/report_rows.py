"""The entries of one report for the index: each statement under all subjects whose pages may show it.

What only several reports together tell is left to `together`: raw events go to their day, raw positions to their actor and
topic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from generator.content.config import Config
from generator.contexts import Cite, Point, Record
from generator.dossier import key_points, resolved_statements
from generator.dossier.index.keys import (
    ACTOR,
    ALONE,
    ARTICLES,
    DAY,
    DIRECT,
    FEED,
    POINTS,
    POSITIONS,
    PUBLISHER,
    QUOTES,
    RECORDS,
    REPORT,
    REPORTED,
    STANDS,
    TIMELINE,
    TOPIC,
)
from generator.dossier.index.rows import UNDATED, IndexEntry, Location
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.report_page import KEY_POINTS, draft, mentions
from generator.dossier.resolve.topics import TopicMatcher
from generator.dossier.views import Views, topic_link
from generator.model import permalinks
from generator.model.statements import Happening, Report, Source, Stand, Utterance
from generator.theme.texts import Words

encode = msgspec.msgpack.encode


@dataclass(frozen=True, slots=True)
class TitleSeen:
    """A title that one report gives an actor."""

    title: str
    date: str
    cite: Cite


def entries(
    report: Report,
    about: Mapping[str, Source],
    stands: Sequence[Stand],
    matcher: TopicMatcher,
    actors: Mapping[str, KnownActor],
    config: Config,
    dates: Words,
) -> Iterator[IndexEntry]:
    """All that a report has to show. `about` are the topics that it is about, `stands` its positions with their topics."""
    topics = {topic.slug: topic for topic in matcher.topics}
    views = Views(report.account, actors, topics, config, dates)
    said = list(resolved_statements.utterances(report, matcher.topics_of))
    happened = list(resolved_statements.happenings(report, matcher.topics_of))
    slug, date = report.article.slug, report.article.date or UNDATED
    yield IndexEntry(
        encode(draft(views, report, [t for t in about if not topics[t].hidden], said, happened)),
        (Location(REPORT + slug, "draft"),),
    )
    yield from (_quote(views, said_, number) for number, said_ in enumerate(said))
    yield from (_event(views, event) for event in happened)
    yield from (_position(views, stand, number) for number, stand in enumerate(stands))
    yield from _offices(views, report, date)
    yield _link(views, report, about, date)
    yield _record(views, report, [topics[topic] for topic in about])
    points = report.account.points
    for number, (point, turn) in enumerate(zip(points, key_points.turns([one.weight for one in points]), strict=True)):
        value = encode(Point(point.text, views.cite(point.source)))
        yield IndexEntry(value, (Location(POINTS, "points", date, f"{slug}/{number:04d}", str(turn), point.weight),))


def _quote(views: Views, said: Utterance, number: int) -> IndexEntry:
    """Under who said it, whom it names, and what it speaks of; direct speech among all quotes too."""
    date, name = said.said_on or views.article.date or UNDATED, f"{views.article.slug}/{number:04d}"
    places = [Location(ACTOR + who, "about", date, name) for who in said.about]
    if not said.direct:
        places.append(Location(QUOTES, REPORTED, date, name))
    if said.speaker:
        places.append(Location(ACTOR + said.speaker, "quotes", date, name, DIRECT if said.direct else REPORTED))
    if said.direct:
        places += [Location(TOPIC + topic, "quotes", date, name, DIRECT) for topic in said.topics]
        places.append(Location(QUOTES, "quotes", date, name, DIRECT))
    return IndexEntry(encode(views.quote(said)), tuple(places))


def _event(views: Views, event: Happening) -> IndexEntry:
    """An event of a date is put beside what other reports tell of that date; one without stands for itself."""
    if event.date:
        place = Location(DAY + event.date.edtf, "events", name=f"{views.article.slug}/{event.id}")
        return IndexEntry(encode((event, views.event(event))), (place,))
    publishers = [permalinks.slugs(views.article.source)] if views.article.source else []
    return IndexEntry(encode(views.event(event)), event_places(event, 1, publishers))


def event_places(event: Happening, reports: int, publishers: Sequence[str]) -> tuple[Location, ...]:
    """An event stands under its actors, topics and publishers, and in the timeline; those that many reports tell weigh more."""
    subjects = [*(ACTOR + who for who in event.actors), *(TOPIC + topic for topic in event.topics), TIMELINE]
    date, name = event.date.edtf if event.date else UNDATED, f"{event.sources[0].article}/{event.id}"
    told = [Location(subject, "events", date, name, "with" if event.actors else "", reports) for subject in subjects]
    sub = ALONE if len(publishers) == 1 else ""
    return (*told, *(Location(PUBLISHER + publisher, "events", date, name, sub) for publisher in publishers))


def _position(views: Views, stand: Stand, number: int) -> IndexEntry:
    """A position on a topic is put beside the actor's others on it; one on no topic stands for itself."""
    date, name = stand.date or UNDATED, f"{views.article.slug}/{number:04d}"
    places = _stand_places(views, stand, date, name)
    if stand.topic:
        place = Location(f"{STANDS}{stand.actor}/{stand.topic}", "positions", date, name)
        return IndexEntry(encode((stand, views.position(stand), places)), (place,))
    return IndexEntry(encode(views.position(stand)), places)


def _stand_places(views: Views, stand: Stand, date: str, name: str) -> tuple[Location, ...]:
    """A position stands under its actor, its topic and its report."""
    topic = stand.topic if views.topic(stand.topic) else None
    places = [
        Location(ACTOR + stand.actor, "positions", date, name, topic or ""),
        Location(REPORT + views.article.slug, "positions", "", name),
    ]
    if not views.actors[stand.actor].hidden:
        places += [Location(TOPIC + topic, "positions", date, name, stand.actor)] if topic else []
        places.append(Location(POSITIONS, "positions" if topic else "others", date, name))
    return tuple(places)


def _offices(views: Views, report: Report, date: str) -> Iterator[IndexEntry]:
    for number, (entity, office) in enumerate(report.account.offices):
        value = encode(TitleSeen(office.title, date, views.cite(office.source)))
        name = f"{report.article.slug}/{number:04d}"
        yield IndexEntry(value, (Location(ACTOR + report.actors[entity], "offices", date, name, office.title.casefold()),))


def _link(views: Views, report: Report, about: Mapping[str, Source], date: str) -> IndexEntry:
    """The report under all who are mentioned in it, and how often, and under what it is about."""
    counts = mentions(report)
    slug = report.article.slug
    places = [Location(ACTOR + who, "reports", date, slug, rank=count) for who, count in counts.items()]
    places += [Location(TOPIC + topic, "reports", date, slug) for topic in about]
    if report.article.source:
        places.append(Location(PUBLISHER + permalinks.slugs(report.article.source), "reports", date, slug))
    return IndexEntry(encode(views.report()), (*places, Location(ARTICLES, "reports", date, slug)))


def _record(views: Views, report: Report, about: Sequence[KnownTopic]) -> IndexEntry:
    """The report for feeds, downloads and citations: with the editor's summary, else its key sentences."""
    article, slug = views.article, views.article.slug
    path = permalinks.article(slug)
    points = "\n\n".join(point.text for point in views.account.points[:KEY_POINTS])
    counts = mentions(report)
    named = [who for who in sorted(counts, key=lambda who: (-counts[who], who)) if views.actors[who].has_page]
    record = Record(
        title=article.title,
        path=path,
        canonical=permalinks.absolute(views.config.base_url, path),
        url=article.url,
        source=article.source,
        author=article.author,
        summary=article.summary or points or article.title,
        language=article.lang,
        when=views.when(article.date),
        place=article.place,
        actors=tuple(views.actors[who].link for who in named),
        topics=tuple(topic_link(topic) for topic in about if not topic.hidden),
    )
    subjects = [FEED, *(ACTOR + who for who in named), *(TOPIC + topic.slug for topic in about if not topic.hidden)]
    return IndexEntry(encode(record), tuple(Location(subject, RECORDS, article.date or UNDATED, slug) for subject in subjects))
