"""The entries of one report for the index: each statement under all subjects whose pages may show it.

What only several reports together tell is left to `cross_report_rows`: raw events are tellings, raw positions go to their
actor and topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, EventView, Point, Record, SearchReport
from generator.dossier import key_points, moved_pages, resolved_statements
from generator.dossier.index.keys import (
    ACTOR,
    ALONE,
    ARTICLES,
    COUNTED,
    DIRECT,
    FEED,
    PICTURES,
    POINTS,
    POSITIONS,
    PUBLISHER,
    QUOTES,
    RECORDS,
    REPORT,
    REPORT_TEXTS,
    REPORTED,
    SAID,
    SEARCH,
    SPEAKS_FOR,
    STANDS,
    TIMELINE,
    TOPIC,
    UNSURE,
    VOICES,
)
from generator.dossier.index.rows import UNDATED, IndexEntry, Location, encoded
from generator.dossier.index.tellings import StoredTelling
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.report_page import KEY_POINTS, draft, mentions
from generator.dossier.resolve import events
from generator.dossier.resolve.events_of_index import NAMING
from generator.dossier.resolve.topics_of_report import TopicsOfReport
from generator.dossier.resolve.voices import voices
from generator.dossier.views import ReportViews, topic_link
from generator.dossier.weighty import is_prominent
from generator.model import permalinks
from generator.model.article import FULL, Reference
from generator.model.findings import Confidence, Kind, PlacedBy
from generator.model.statements import Happening, Report, Source, Stand, Tally, Utterance
from generator.model.values import CompactValue
from generator.model.wording import as_opening
from generator.runtime.cache import key

WEIGHT_OF_TEXT = 10
"""Weight that an event gains with each further text that tells it."""
MIN_WORDS_OF_STATEMENT = 6
"""Shorter quotes are scraps of a sentence, which come behind the others."""
SURE_RANK, CHANGED_RANK = 1, 2
"""Ranks of positions on the page of their actor; unsure ones have none."""
WORD = re.compile(r"\w+")
encode = msgspec.msgpack.encode


class TitleSeen(CompactValue, frozen=True):
    """A title that one report gives an actor."""

    title: str
    date: str
    cite: Cite


class PicturesOfReport(CompactValue, frozen=True):
    """The pictures that a report's file asks for."""

    file: str
    pictures: tuple[Reference, ...]


class TellingRow(CompactValue, frozen=True):
    """An event as one report tells it, and the text of the report, which copies share.

    `alone` is its row in the index, encoded, where no other report tells of the event.
    """

    alone: tuple[bytes, bytes]
    event: Happening
    text: str


class VoiceSeen(CompactValue, frozen=True):
    """An actor who speaks for another, by one report or by an editor; nobody where `target` is None.

    Without a title it is an office of a state by its name or, without a report (`edited`), the editor's word.
    """

    actor: ActorLink
    target: ActorLink | None
    title: str
    cite: Cite | None
    edited: bool = False


def entries(
    report: Report,
    about: Mapping[str, Source],
    stands: Sequence[Stand],
    happenings: Sequence[Happening],
    of_report: TopicsOfReport,
    views: ReportViews,
) -> Iterator[IndexEntry]:
    """Return a report's entries. `about` are the topics that it is about; its positions and events come with their topics."""
    topics = {topic.slug: topic for topic in of_report.matcher.topics}
    quotes = list(resolved_statements.utterances(report, of_report))
    tallies = list(resolved_statements.tallies(report, of_report))
    slug, date = report.article.slug, report.article.date or UNDATED
    yield IndexEntry(
        encode(draft(views, report, [t for t in about if not topics[t].hidden], quotes, happenings, tallies)),
        (Location(REPORT + slug, "draft"),),
    )
    yield from (_quote(views, quote, number) for number, quote in enumerate(quotes))
    yield from (_position(views, stand, number, report.text) for number, stand in enumerate(stands))
    yield from (_figure(views, tally, report.text) for tally in tallies)
    yield from _offices(views, report, date)
    yield from _voices(views, report, date)
    yield _link(views, report, about, date)
    shown_topics = [topics[topic] for topic in about if not topics[topic].hidden]
    yield _record(views, report, shown_topics)
    yield _searched(views, report, shown_topics)
    pictures = tuple(one for one in report.article.references if one.is_picture)
    if pictures and report.article.publish_texts == FULL:
        yield IndexEntry(encode(PicturesOfReport(report.article.path, pictures)), (Location(PICTURES, "reports", name=slug),))
    yield from moved_pages.of_report(report.article)
    points = views.points
    rounds = key_points.rounds_of([point.weight for point in points])
    for number, (point, round_) in enumerate(zip(points, rounds, strict=True)):
        value = encode(Point(point.text, views.cite(point.source)))
        yield IndexEntry(value, (Location(POINTS, "points", date, f"{slug}/{number:04d}", str(round_), point.weight),))


def _quote(views: ReportViews, said: Utterance, number: int) -> IndexEntry:
    """List a quote under its words and speakers, where those of several reports are merged; scraps where they are shown."""
    date, name = said.said_on or views.article.date or UNDATED, f"{views.article.slug}/{number:04d}"
    view, locations = views.quote(said), _quote_locations(said, date, name)
    words = WORD.findall(said.text.casefold())
    if len(words) < MIN_WORDS_OF_STATEMENT:
        return IndexEntry(encode(view), locations)
    hash_ = key(encode((said.direct, said.speakers or said.speaker_text.casefold(), words))).hex()
    return IndexEntry(encode((view, locations)), (Location(SAID + hash_, "quotes", date, name),))


def _quote_locations(said: Utterance, date: str, name: str) -> tuple[Location, ...]:
    """Return where a quote is shown: its speakers, the actors that it names, and its topics; an unsure one by its speakers."""
    section = DIRECT if said.direct else REPORTED
    rank = int(said.confidence is not Confidence.UNSURE and len(said.text.split()) >= MIN_WORDS_OF_STATEMENT)
    locations = [Location(ACTOR + who, "quotes", date, name, section, rank) for who in said.speakers]
    if said.confidence is Confidence.UNSURE:
        locations.append(Location(QUOTES, UNSURE, date, name))
    else:
        locations += [Location(ACTOR + who, "about", date, name) for who in said.about]
        locations += [Location(TOPIC + topic, "quotes", date, name, section, rank) for topic in said.topics]
        is_named = rank if said.speakers else 0
        locations.append(Location(QUOTES, "quotes" if said.direct else REPORTED, date, name, section, is_named))
    return tuple(locations)


def tellings(report: Report, happenings: Sequence[Happening], views: ReportViews) -> Iterator[StoredTelling]:
    """Return the events as the report tells them, each with the keys by which other tellings of it are found."""
    for event in happenings:
        brief = events.telling(event, report.article.date, report.text)
        naming = (NAMING + slug for slug, _ in event.same_as)
        view = replace(views.event(event), happening=event.id, texts=1)
        row = TellingRow(encoded(event_row(event, view, publishers([view]))), event, report.text)
        yield StoredTelling(brief.name, (*events.keys(brief), *naming), encode(brief), encode(row))


def event_row(event: Happening, view: EventView, told_by: Sequence[str]) -> IndexEntry:
    """Return the row of an event, which publishers with these slugs tell."""
    return IndexEntry(encode(view), event_locations(event, view.texts, told_by))


def publishers(views: Iterable[EventView]) -> list[str]:
    """Return the publishers' slugs of all that tell of an event, sorted."""
    return sorted({permalinks.slugs(cite.source) for view in views for cite in view.cites if cite.source})


def event_locations(event: Happening, texts: int, publishers: Sequence[str]) -> tuple[Location, ...]:
    """Return where an event is shown: its actors, topics, publishers, and the timeline; an unsure minor one by its actors.

    It is ranked by its weight, one without a date last. Of one date those that the text dates come first.
    """
    date, name = event.placed.edtf if event.placed else UNDATED, f"{event.sources[0].article}/{event.id}"
    name = name if event.placed_by is PlacedBy.TEXT else f"~{name}"
    if not is_prominent(event, texts):
        unsure = Location(TIMELINE, UNSURE, date, name)
        return (*(Location(ACTOR + who, "events", date, name) for who in event.actors), unsure)
    weight = 1 + event.weight + WEIGHT_OF_TEXT * (texts - 1) if event.placed else 0
    subjects = [*(ACTOR + who for who in event.actors), *(TOPIC + topic for topic in event.topics), TIMELINE]
    locations = [Location(subject, "events", date, name, "with" if event.actors else "", weight) for subject in subjects]
    sub = ALONE if len(publishers) == 1 else ""
    return (*locations, *(Location(PUBLISHER + publisher, "events", date, name, sub) for publisher in publishers))


def _figure(views: ReportViews, tally: Tally, text: str) -> IndexEntry:
    """List a figure under its kind, where those of copies are merged: among all, and on each of its topics."""
    date, name = tally.placed or UNDATED, f"{views.article.slug}/{tally.id}"
    kind = "/".join((tally.kind, tally.unit, tally.change or ""))
    topics = [topic for topic in tally.topics if views.topic(topic)] if tally.confidence is not Confidence.UNSURE else []
    lines = [Location(f"{COUNTED}{topic}/{kind}", "figures", date, name, rank=1 + tally.weight) for topic in ("", *topics)]
    return IndexEntry(encode((views.figure(tally), text)), tuple(lines))


def _position(views: ReportViews, stand: Stand, number: int, text: str) -> IndexEntry:
    """List a position under its actor and topic, where those of one text are merged and changes are marked."""
    date, name = stand.date or UNDATED, f"{views.article.slug}/{number:04d}"
    locations = _position_locations(views, stand, date, name)
    line = Location(f"{STANDS}{stand.actor}/{stand.topic or ''}", "positions", date, name)
    return IndexEntry(encode((stand, views.position(stand), locations, text)), (line,))


def _position_locations(views: ReportViews, stand: Stand, date: str, name: str) -> tuple[Location, ...]:
    """Return where a position is shown: its actor, topic and report, the things that its object names, and all positions.

    An unsure one is shown by its actor, its report and these things.
    """
    topic = stand.topic if views.topic(stand.topic) else None
    is_sure = stand.confidence is not Confidence.UNSURE
    locations = [
        Location(ACTOR + stand.actor, "positions", date, name, topic or "", SURE_RANK if is_sure else 0),
        Location(REPORT + views.article.slug, "positions", "", name),
    ]
    things = [who for who in stand.on if views.actors[who].kind is Kind.THING]
    locations += [Location(ACTOR + who, "on", date, name, "", int(is_sure)) for who in things]
    if not is_sure:
        return (*locations, Location(POSITIONS, UNSURE, date, name))
    if not views.actors[stand.actor].hidden:
        locations += [Location(TOPIC + topic, "positions", date, name, stand.actor, int(stand.names_topic))] if topic else []
        locations.append(Location(POSITIONS, "positions" if topic else "others", date, name))
    return tuple(locations)


def _offices(views: ReportViews, report: Report, date: str) -> Iterator[IndexEntry]:
    for number, (entity, office) in enumerate(report.account.offices):
        value = encode(TitleSeen(office.title, date, views.cite(office.source)))
        name = f"{report.article.slug}/{number:04d}"
        yield IndexEntry(value, (Location(ACTOR + report.actors[entity], "offices", date, name, office.title.casefold()),))


def _voices(views: ReportViews, report: Report, date: str) -> Iterator[IndexEntry]:
    """List who speaks for whom, by this report, under both; also under all positions, whose page shows it."""
    for number, voice in enumerate(voices(report.account)):
        who, target = report.actors[voice.who], report.actors.get(voice.target, "")
        if who != target and not (views.actors[who].hidden or (target and views.actors[target].hidden)):
            cite = views.cite(voice.source) if voice.source else None
            name = f"{report.article.slug}/{number:04d}"
            link = views.actors[target].link if target else None
            yield IndexEntry(
                encode(VoiceSeen(views.actors[who].link, link, voice.title, cite)), voice_locations(who, target, date, name)
            )


def voice_locations(who: str, target: str, date: str, name: str, rank: int = 0) -> tuple[Location, ...]:
    """Return where it is listed that an actor speaks for another, or for nobody ("")."""
    own = (Location(ACTOR + who, SPEAKS_FOR, date, name, target, rank), Location(POSITIONS, VOICES, date, name))
    return (*own, Location(ACTOR + target, VOICES, date, name, who, rank)) if target else own


def _link(views: ReportViews, report: Report, about: Mapping[str, Source], date: str) -> IndexEntry:
    """List the report under the actors that it mentions, ranked by how often, its topics and its publisher."""
    counts = mentions(report)
    slug = report.article.slug
    locations = [Location(ACTOR + who, "reports", date, slug, rank=count) for who, count in counts.items()]
    locations += [Location(TOPIC + topic, "reports", date, slug) for topic in about]
    if report.article.source:
        locations.append(Location(PUBLISHER + permalinks.slugs(report.article.source), "reports", date, slug))
    return IndexEntry(encode(views.report()), (*locations, Location(ARTICLES, "reports", date, slug)))


def _record(views: ReportViews, report: Report, about: Sequence[KnownTopic]) -> IndexEntry:
    """List the report's record for feeds, downloads and citations: with the editor's summary, else its key sentences."""
    article, slug = views.article, views.article.slug
    path = permalinks.article(slug)
    points = "\n\n".join(point.text for point in views.points[:KEY_POINTS])
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
        topics=tuple(topic_link(topic) for topic in about),
        copy_of=report.text if report.text != slug else "",
        grade=article.grade,
    )
    subjects = [FEED, *(ACTOR + who for who in named), *(TOPIC + topic.slug for topic in about)]
    return IndexEntry(encode(record), tuple(Location(subject, RECORDS, article.date or UNDATED, slug) for subject in subjects))


def _searched(views: ReportViews, report: Report, about: Sequence[KnownTopic]) -> IndexEntry:
    """List the report for the search index, with its published sentences."""
    article, date = views.article, views.article.date or UNDATED
    when = views.when(article.date)
    searched = SearchReport(
        title=article.title,
        path=permalinks.article(article.slug),
        byline=" · ".join(filter(None, (article.source, when.text if when else ""))),
        year=when.datetime[:4] if when else "",
        language=article.lang,
        topics=tuple(as_opening(topic.name) for topic in about),
        actors=tuple(views.actors[who].name for who in mentions(report) if views.actors[who].has_page),
        lines=report.account.published_lines,
    )
    return IndexEntry(encode(searched), (Location(SEARCH, REPORT_TEXTS, date, article.slug),))
