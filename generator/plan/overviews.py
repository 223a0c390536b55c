"""Home, the indexes, the timeline, the quotes and the matrix of positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from generator.contexts import (
    ActorCard,
    ActorIndex,
    ActorLink,
    ArticleIndex,
    Cell,
    Chronology,
    EventView,
    Home,
    Link,
    Matrix,
    Point,
    PositionView,
    QuoteIndex,
    Section,
    Share,
    SourceIndex,
    Timeline,
    TopicCard,
    TopicIndex,
)
from generator.dossier import key_points
from generator.dossier.cards import known_actor
from generator.dossier.index.keys import (
    ACTOR,
    ACTORS,
    ARTICLES,
    HOME,
    POINTS,
    POSITIONS,
    QUOTES,
    SOURCES,
    TIMELINE,
    TOPIC,
    TOPICS,
)
from generator.dossier.index.rows import IndexRow
from generator.dossier.paging import month_of
from generator.dossier.report_counts import CounterKind
from generator.dossier.views import raw_views
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.findings import Kind
from generator.model.proofs import SafeHtml
from generator.plan import charts
from generator.plan.subjects import Look, backing, part_links, stand_anchor
from generator.report.dates_in_words import when

LATEST, FIRST_OF_KIND, FIRST_PUBLISHERS, ROWS, COLUMNS = 60, 40, 60, 40, 20
"""What an overview shows of what is too much for it: entries, actors of a kind, publishers, actors and topics in the table."""
SHARES = 16
"""Actors, and topics, by which a page's events can be looked through."""
HOME_ACTORS, HOME_TOPICS, HOME_EVENTS, HOME_QUOTES, HOME_REPORTS, HOME_CHANGES = 8, 6, 6, 4, 5, 4
KINDS = (Kind.PERSON, Kind.COUNTRY, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE)
"""The kinds of actors in the order in which they are listed."""
NOT_STATED = Cell(None, 0, "")
decode = msgspec.msgpack.decode


def home(look: Look, introduction: SafeHtml) -> Home:
    """The briefing on one page."""
    index, words = look.index, look.words
    first, last = look.index.reports.date_range()
    points = [decode(raw, type=Point) for raw in _points(look)]
    return Home(
        introduction=introduction,
        as_of=when(words, last),
        since=when(words, first),
        reports=look.index.reports.count(),
        publishers=len(index.counters.ranked(HOME, CounterKind.PUBLISHERS)),
        points=tuple(points),
        changes=raw_views(index.rows.by_date(POSITIONS, "changes", limit=HOME_CHANGES)),
        actors=raw_views(index.rows.by_rank(ACTORS, "cards", limit=HOME_ACTORS, latest=False)),
        topics=raw_views(index.rows.by_rank(TOPICS, "cards", limit=HOME_TOPICS)),
        events=raw_views(_latest_events(look, last, {point.cite.path for point in points})),
        quotes=raw_views(index.rows.by_date(QUOTES, "quotes", limit=HOME_QUOTES)),
        latest=raw_views(index.rows.by_date(ARTICLES, "reports", limit=HOME_REPORTS)),
        chronology=charts.chronology(index, look.words),
    )


def actor_index(look: Look, rows: Sequence[IndexRow] | None = None, near: tuple[Link, ...] = ()) -> ActorIndex:
    """Return the index of actors by kind, or a part of it by letter; of many those in most reports, with links to all."""
    if rows is not None:
        return ActorIndex(_by_kind(look, sorted(rows, key=lambda row: row.name)), near)
    links = part_links(look, ACTORS)
    most = FIRST_OF_KIND if links else -1
    found = [row for kind in KINDS for row in look.index.rows.by_rank(ACTORS, "cards", kind.value, limit=most, latest=False)]
    return ActorIndex(_by_kind(look, sorted(found, key=lambda row: (-row.rank, row.name))), links, charts.network(look.index))


def source_index(look: Look, rows: Sequence[IndexRow] | None = None, near: tuple[Link, ...] = ()) -> SourceIndex:
    """Return the index of publishers with what each contributed, those of most reports first, or a part of it by letter."""
    links = near if rows is not None else part_links(look, SOURCES)
    found = look.index.rows.by_rank(SOURCES, "cards", limit=FIRST_PUBLISHERS if links else -1) if rows is None else rows
    named = look.index.counters.ranked(HOME, CounterKind.PUBLISHERS)
    reports = look.index.reports.count()
    listed = sorted(found, key=lambda row: (-row.rank, row.name))
    return SourceIndex(raw_views(listed), reports, reports - sum(number for _, number in named), len(named), links)


def topic_index(look: Look) -> TopicIndex:
    """Return the index of topics, those of most reports first."""
    return TopicIndex(raw_views(look.index.rows.by_rank(TOPICS, "cards")))


def article_index(look: Look, rows: Sequence[IndexRow] | None = None, near: tuple[Link, ...] = ()) -> ArticleIndex:
    """Return the index of reports by month, latest first; undated ones last."""
    return ArticleIndex(*_listed(look, ARTICLES, "reports", rows, near))


def quote_index(look: Look, rows: Sequence[IndexRow] | None = None, near: tuple[Link, ...] = ()) -> QuoteIndex:
    """Return the index of direct quotes by month, latest first."""
    return QuoteIndex(*_listed(look, QUOTES, "quotes", rows, near))


def timeline(look: Look, rows: Sequence[IndexRow] | None = None, near: tuple[Link, ...] = ()) -> Timeline:
    """Return the timeline by month, oldest first; a date coarser than a month has a section of its own, undated ones are last.

    Of many events the page itself shows those that most reports mention.
    """
    if rows is not None:
        return _timeline(_by_month(look, rows), near, charts.chronology_of(rows, look.words))
    links, all_ = part_links(look, TIMELINE), charts.chronology(look.index, look.words)
    if not links:
        return _timeline(_by_month(look, look.index.rows.by_date(TIMELINE, "events", latest=False)), (), all_)
    most = [row for row in look.index.rows.by_rank(TIMELINE, "events", limit=LATEST) if row.date]
    return _timeline(_by_month(look, sorted(most, key=lambda row: (row.date, row.name))), links, all_)


def _timeline(sections: tuple[Section[Any], ...], links: tuple[Link, ...], chronology: Chronology) -> Timeline:
    events = [decode(event, type=EventView) for section in sections for event in section.entries]
    actors = _shares((actor.name, actor.path) for event in events for actor in event.actors)
    topics = _shares((topic.text, topic.path) for event in events for topic in event.topics)
    return Timeline(sections, links, actors, topics, chronology)


def _shares(named: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
    """Return who or what is named most often, in order of names where equal; without a page nobody is listed."""
    counts = Counter(one for one in named if one[1])
    most = sorted(counts, key=lambda one: (-counts[one], one))[:SHARES]
    return tuple(Share(name, path, counts[name, path]) for name, path in sorted(most))


def _listed(
    look: Look, subject: str, list_: str, rows: Sequence[IndexRow] | None, near: tuple[Link, ...]
) -> tuple[tuple[Section[Any], ...], tuple[Link, ...]]:
    """A list by month, the latest first: a part of it, or all of it, or the latest of what is too much, and the way to all."""
    if rows is not None:
        latest = sorted(sorted(rows, key=lambda row: row.name), key=lambda row: row.date, reverse=True)
        return _by_month(look, latest), near
    links = part_links(look, subject)
    return _by_month(look, look.index.rows.by_date(subject, list_, limit=LATEST if links else -1)), links


def matrix(look: Look) -> Matrix:
    """Return the matrix of positions: actors by topics that have a page; of many those in most reports."""
    stands = {
        row: look.index.counters.ranked(TOPIC + row.name, CounterKind.ACTORS)
        for row in look.index.rows.by_rank(TOPICS, "cards")
    }
    stated = [row for row, who in stands.items() if who]
    topics = {row.name: decode(row.value, type=TopicCard).link for row in stated[:COLUMNS]}
    on = dict.fromkeys(who for row in stated[:COLUMNS] for who, _ in stands[row])
    reports, mentions = (
        look.index.counters.by_subject(CounterKind.REPORTS),
        look.index.counters.by_subject(CounterKind.MENTIONS),
    )
    ordered = sorted(on, key=lambda who: (-reports.get(ACTOR + who, 0), -mentions.get(ACTOR + who, 0), who))
    rows = tuple(_cells(look, who, list(topics)) for who in ordered[:ROWS])
    return Matrix(
        topics=tuple(topics.values()),
        rows=rows,
        changes=raw_views(look.index.rows.by_date(POSITIONS, "changes", limit=LATEST)),
        others=raw_views(look.index.rows.by_date(POSITIONS, "others", limit=LATEST)),
        left_out=max(0, len(ordered) - ROWS),
        topics_left_out=max(0, len(stated) - COLUMNS),
    )


def _cells(look: Look, who: str, topics: Sequence[str]) -> tuple[ActorLink, tuple[Cell, ...]]:
    """An actor's latest position on each topic, and the way to all of them."""
    known = known_actor(look.index, who)
    link = known.link if known else ActorLink(who, "", "")
    newest = {row.section: (row, number) for row, number in look.index.rows.latest_by_section(ACTOR + who, "positions")}
    return link, tuple(_cell(look, who, link, slug, *newest[slug]) if slug in newest else NOT_STATED for slug in topics)


def _cell(look: Look, who: str, link: ActorLink, topic: str, row: IndexRow, number: int) -> Cell:
    path = f"{link.path}#{stand_anchor(topic)}" if link.path else ""
    return Cell(decode(row.value, type=PositionView), number, path, backing(look.index, who, topic))


def _points(look: Look) -> list[bytes]:
    """The key points of all reports."""
    order = look.index.reports.in_order()
    numbers = {slug: number for number, (_, slug) in enumerate(order)}

    def rounds() -> Iterator[list[key_points.WeighedPoint]]:
        turn = 0
        while rows := look.index.rows.ranks(POINTS, "points", str(turn)):
            named = ((name.partition("/"), weight) for name, weight in rows)
            yield [((numbers[slug], int(point)), weight) for (slug, _, point), weight in named]
            turn += 1

    def value(place: key_points.PointNumber) -> bytes:
        date, slug = order[place[0]]
        return look.index.rows.value_at(POINTS, "points", date, f"{slug}/{place[1]:04d}")

    chosen = key_points.choose(rounds(), len(order), lambda place: decode(value(place), type=Point).text)
    return [value(place) for place in chosen]


def _latest_events(look: Look, as_of: str, told: set[str]) -> list[IndexRow]:
    """Events that had happened by the latest report, latest first; exact dates before coarse ones that end the same day.

    Nobody's events, and those that the key points tell, are left out.
    """
    last_day = bounds(as_of)[1] if as_of else "9999"
    dates = [date for date, _ in look.index.rows.count_by_date(TIMELINE, ("events",)) if date and bounds(date)[0] <= last_day]
    found: list[IndexRow] = []
    for date in sorted(dates, key=lambda date: (bounds(date)[0], len(date), date), reverse=True):
        rows = look.index.rows.at_dates(TIMELINE, ("events",), [date])
        found += [row for row in reversed(rows) if row.section and told.isdisjoint(_cited(row))]
        if len(found) >= HOME_EVENTS:
            break
    return found[:HOME_EVENTS]


def _cited(row: IndexRow) -> Iterator[str]:
    return (cite["path"] for cite in decode(row.value)["cites"])


def _by_kind(look: Look, rows: Iterable[IndexRow]) -> tuple[Section[ActorCard], ...]:
    every_ = list(rows)
    found = ((kind, raw_views(row for row in every_ if row.section == kind.value)) for kind in KINDS)
    return tuple(Section(look.words(f"kinds.{kind.value}"), kind.value, group) for kind, group in found if group)


def _by_month(look: Look, rows: Iterable[IndexRow]) -> tuple[Section[Any], ...]:
    """Rows, in the order given, under their months; coarser dates under their own words, undated ones last."""
    groups: dict[str, list[IndexRow]] = {}
    for row in sorted(rows, key=lambda row: not row.date):
        groups.setdefault((month_of(row.date) or row.date) if row.date else "", []).append(row)
    found = []
    for number, (key, group) in enumerate(groups.items()):
        told = when(look.words, key)
        title = told.text if told else look.words("page.undated")
        anchor = f"d-{key}" if key.replace("-", "").isdigit() else f"d-{permalinks.slugs(key)}-{number}" if key else "undated"
        found.append(Section(title[:1].upper() + title[1:], anchor, raw_views(group)))
    return tuple(found)
