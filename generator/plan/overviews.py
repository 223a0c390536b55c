"""Home, the indexes, the timeline, the quotes and the matrix of positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
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
    OtherPositions,
    Point,
    PositionView,
    QuoteIndex,
    QuoteView,
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
    UNSURE,
)
from generator.dossier.index.rows import IndexRow, raw_views
from generator.dossier.report_counts import CounterKind, texts
from generator.model.edtf import bounds
from generator.model.findings import Kind, Polarity
from generator.model.proofs import SafeHtml
from generator.plan import charts, events, voices
from generator.plan.changes import edition_link, latest_changes, since_latest
from generator.plan.subjects import PageInputs, backing, part_links, stand_anchor
from generator.report.dates_in_words import when

MAX_ENTRIES, MAX_ACTORS_PER_KIND, MAX_PUBLISHERS, MAX_MATRIX_ACTORS, MAX_MATRIX_TOPICS = 60, 40, 60, 40, 20
"""The most that an overview shows of a list that is too long for one page."""
MAX_SHARES = 16
"""Actors, and topics, by which the events of a page can be filtered."""
HOME_ACTORS, HOME_TOPICS, HOME_EVENTS, HOME_AHEAD, HOME_QUOTES = 8, 6, 12, 6, 4
HOME_REPORTS, HOME_CHANGES, HOME_POSITIONS, HOME_CHANGED = 5, 4, 6, 5
"""The most entries of each list on the home page."""
MAX_HOME_CANDIDATES, MAX_HOME_EVENTS_OF_REPORT = 60, 2
"""The entries of which those of the home page are chosen, and the most of its events that begin with one report."""
DAYS_BEFORE_FIRST_REPORT = 90
"""What happened earlier than so long before the first report is history."""
MIN_HOME_NEWS = 6
"""As many events as home must have before it leaves out history."""
MAX_OTHER_POSITIONS, MAX_POSITIONS_PER_ACTOR = 200, 6
"""The latest positions on no topic of which the page of positions shows some: the most of each actor."""
MAX_EVENTS = 40
"""The most events that the timeline shows before it is opened."""
ACTOR_KINDS = (Kind.PERSON, Kind.COUNTRY, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE, Kind.THING)
"""The kinds of actors in the order in which they are listed."""
NOT_STATED = Cell(None, 0, "")
decode = msgspec.msgpack.decode


def home(inputs: PageInputs, introduction: SafeHtml) -> Home:
    """The briefing on one page."""
    index, words = inputs.index, inputs.words
    first, last = inputs.index.reports.date_range()
    points = [decode(raw, type=Point) for raw in _key_points(inputs)]
    changes = index.rows.by_date(POSITIONS, "changes", limit=HOME_CHANGES)
    since = since_latest(inputs)
    return Home(
        introduction=introduction,
        as_of=when(words, last),
        since=when(words, first),
        reports=inputs.index.reports.count(),
        publishers=len(index.counters.ranked(HOME, CounterKind.PUBLISHERS)),
        points=tuple(points),
        changes=raw_views(changes),
        positions=raw_views(_latest_of_each(_latest_positions(inputs, changes), _actor_of, HOME_POSITIONS)),
        actors=raw_views(_who_matters(inputs)),
        topics=raw_views(index.rows.by_rank(TOPICS, "cards", limit=HOME_TOPICS)),
        events=raw_views(_weightiest_events(inputs, first, last, {point.cite.path for point in points})),
        ahead=raw_views(_events_ahead(inputs, last)[:HOME_AHEAD]),
        quotes=raw_views(_latest_of_each(_latest_quotes(inputs), _speakers_of, HOME_QUOTES)),
        latest=raw_views(index.rows.by_date(ARTICLES, "reports", limit=HOME_REPORTS)),
        chronology=charts.chronology(index, inputs.words),
        texts=texts(index.counters, HOME),
        edition=edition_link(inputs, since.edition) if since else None,
        changed=latest_changes(inputs, HOME_CHANGED),
    )


def _who_matters(inputs: PageInputs) -> list[IndexRow]:
    """Return the cards of the actors in most reports, without things."""
    cards = inputs.index.rows.by_rank(ACTORS, "cards", limit=MAX_HOME_CANDIDATES, latest=False)
    return [row for row in cards if row.section != Kind.THING][:HOME_ACTORS]


def actor_index(inputs: PageInputs, rows: Sequence[IndexRow] | None = None, neighbours: tuple[Link, ...] = ()) -> ActorIndex:
    """Return the index of actors by kind, or a part of it by letter; of many those in most reports, with links to all."""
    if rows is not None:
        return ActorIndex(_by_kind(inputs, sorted(rows, key=lambda row: row.name)), neighbours)
    links = part_links(inputs, ACTORS)
    limit = MAX_ACTORS_PER_KIND if links else -1
    cards = [
        row for kind in ACTOR_KINDS for row in inputs.index.rows.by_rank(ACTORS, "cards", kind.value, limit=limit, latest=False)
    ]
    return ActorIndex(
        _by_kind(inputs, sorted(cards, key=lambda row: (-row.rank, row.name))), links, charts.network(inputs.index)
    )


def source_index(inputs: PageInputs, rows: Sequence[IndexRow] | None = None, neighbours: tuple[Link, ...] = ()) -> SourceIndex:
    """Return the index of publishers with what each contributed, those of most reports first, or a part of it by letter."""
    links = neighbours if rows is not None else part_links(inputs, SOURCES)
    cards = inputs.index.rows.by_rank(SOURCES, "cards", limit=MAX_PUBLISHERS if links else -1) if rows is None else rows
    publishers = inputs.index.counters.ranked(HOME, CounterKind.PUBLISHERS)
    reports = inputs.index.reports.count()
    ordered = sorted(cards, key=lambda row: (-row.rank, row.name))
    nameless = reports - sum(number for _, number in publishers)
    different = texts(inputs.index.counters, HOME)
    signs = {sign for grade, _ in inputs.index.counters.ranked(HOME, CounterKind.GRADES) for sign in grade}
    signs_in_order = tuple(sorted(signs, key=lambda sign: (sign.isdigit(), sign)))
    return SourceIndex(raw_views(ordered), reports, nameless, len(publishers), links, different, signs_in_order)


def topic_index(inputs: PageInputs) -> TopicIndex:
    """Return the index of topics, those of most reports first."""
    return TopicIndex(raw_views(inputs.index.rows.by_rank(TOPICS, "cards")))


def article_index(
    inputs: PageInputs, rows: Sequence[IndexRow] | None = None, neighbours: tuple[Link, ...] = ()
) -> ArticleIndex:
    """Return the index of reports by month, latest first; undated ones last."""
    return ArticleIndex(*_by_month_latest_first(inputs, ARTICLES, "reports", rows, neighbours))


def quote_index(inputs: PageInputs, rows: Sequence[IndexRow] | None = None, neighbours: tuple[Link, ...] = ()) -> QuoteIndex:
    """Return the index of direct quotes by month, latest first."""
    return QuoteIndex(*_by_month_latest_first(inputs, QUOTES, "quotes", rows, neighbours))


def timeline(inputs: PageInputs, rows: Sequence[IndexRow] | None = None, neighbours: tuple[Link, ...] = ()) -> Timeline:
    """Return the timeline by month, oldest first; a date coarser than a month has a section of its own, undated ones are last.

    Of many events the page itself shows the weightiest, and has the others folded or on pages by time.
    """
    if rows is not None:
        return _timeline(inputs, rows, (), neighbours, charts.chronology_of_rows(rows, inputs.words))
    links, chronology = part_links(inputs, TIMELINE), charts.chronology(inputs.index, inputs.words)
    chosen = events.choose(inputs.index, TIMELINE, MAX_EVENTS, is_split=bool(links))
    return _timeline(inputs, chosen.first, chosen.others, links, chronology)


def _timeline(
    inputs: PageInputs, first: Sequence[IndexRow], others: Sequence[IndexRow], links: tuple[Link, ...], chronology: Chronology
) -> Timeline:
    views = [decode(row.value, type=EventView) for row in (*first, *others)]
    return Timeline(
        sections=events.by_month(inputs.words, first),
        parts=links,
        actors=_shares((actor.name, actor.path) for event in views for actor in event.actors),
        topics=_shares((topic.text, topic.path) for event in views for topic in event.topics),
        chronology=chronology,
        others=events.folded(inputs.words, others),
    )


def _shares(links: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
    """Return the names that occur most often, in alphabetical order; those without a page are left out."""
    counts = Counter(link for link in links if link[1])
    leading = sorted(counts, key=lambda link: (-counts[link], link))[:MAX_SHARES]
    return tuple(Share(name, path, counts[name, path]) for name, path in sorted(leading))


def _by_month_latest_first(
    inputs: PageInputs, subject: str, list_: str, rows: Sequence[IndexRow] | None, neighbours: tuple[Link, ...]
) -> tuple[tuple[Section[Any], ...], tuple[Link, ...]]:
    """Return a list by month, latest first, and links to its parts: of a part its rows, of a long list the latest ones."""
    if rows is not None:
        latest = sorted(sorted(rows, key=lambda row: row.name), key=lambda row: row.date, reverse=True)
        return events.by_month(inputs.words, latest), neighbours
    links = part_links(inputs, subject)
    return events.by_month(inputs.words, inputs.index.rows.by_date(subject, list_, limit=MAX_ENTRIES if links else -1)), links


def matrix(inputs: PageInputs) -> Matrix:
    """Return the matrix of positions: actors by topics that have a page; of many those in most reports."""
    actors_by_topic = {
        row: inputs.index.counters.ranked(TOPIC + row.name, CounterKind.ACTORS)
        for row in inputs.index.rows.by_rank(TOPICS, "cards")
    }
    stated = [row for row, actors in actors_by_topic.items() if actors]
    topics = {row.name: decode(row.value, type=TopicCard).link for row in stated[:MAX_MATRIX_TOPICS]}
    with_positions = dict.fromkeys(actor for row in stated[:MAX_MATRIX_TOPICS] for actor, _ in actors_by_topic[row])
    reports, mentions = (
        inputs.index.counters.by_subject(CounterKind.REPORTS),
        inputs.index.counters.by_subject(CounterKind.MENTIONS),
    )
    ordered = sorted(with_positions, key=lambda actor: (-reports.get(ACTOR + actor, 0), -mentions.get(ACTOR + actor, 0), actor))
    latest = {slug: _latest_by_actor(inputs, slug) for slug in topics}
    rows = inputs.index.rows
    return Matrix(
        topics=tuple(topics.values()),
        rows=tuple(_matrix_row(inputs, actor, latest) for actor in ordered[:MAX_MATRIX_ACTORS]),
        changes=raw_views(rows.by_date(POSITIONS, "changes", limit=MAX_ENTRIES)),
        others=_by_actor(rows.by_date(POSITIONS, "others", limit=MAX_OTHER_POSITIONS)),
        unsure=_by_actor(row for row in rows.by_date(POSITIONS, UNSURE, limit=MAX_OTHER_POSITIONS) if _takes_a_side(row)),
        rolled_up=voices.rolled_up(inputs.index, tuple(topics), latest, ordered),
        left_out=max(0, len(ordered) - MAX_MATRIX_ACTORS),
        topics_left_out=max(0, len(stated) - MAX_MATRIX_TOPICS),
    )


def _by_actor(rows: Iterable[IndexRow]) -> tuple[OtherPositions, ...]:
    """Return actors with their latest positions; who has most first. The rows come latest first."""
    positions: dict[ActorLink, list[PositionView]] = {}
    for row in rows:
        position = decode(row.value, type=PositionView)
        positions.setdefault(position.actor, []).insert(0, position)
    ordered = sorted(positions, key=lambda actor: (-len(positions[actor]), actor.name, actor.path))
    shown = {actor: tuple(positions[actor][-MAX_POSITIONS_PER_ACTOR:]) for actor in ordered[:MAX_MATRIX_ACTORS]}
    return tuple(OtherPositions(actor, latest, len(positions[actor])) for actor, latest in shown.items())


def _takes_a_side(row: IndexRow) -> bool:
    """Return whether a position is for or against something, and its actor has a page."""
    position = decode(row.value, type=PositionView)
    return position.polarity != Polarity.OTHER and bool(position.actor.path)


def _latest_by_actor(inputs: PageInputs, topic: str) -> dict[str, tuple[IndexRow, int]]:
    """Return the latest position of each actor on a topic, and how many it has."""
    rows = inputs.index.rows.latest_by_section(TOPIC + topic, "positions")
    return {row.section: (row, number) for row, number in rows}


def _matrix_row(
    inputs: PageInputs, actor: str, latest: Mapping[str, Mapping[str, tuple[IndexRow, int]]]
) -> tuple[ActorLink, tuple[Cell, ...]]:
    """Return an actor with a cell for each topic: its latest position, the number of positions, and the path to them."""
    known = known_actor(inputs.index, actor)
    link = known.link if known else ActorLink(actor, "", "")
    return link, tuple(
        _matrix_cell(inputs, actor, link, topic, *of_topic[actor]) if actor in of_topic else NOT_STATED
        for topic, of_topic in latest.items()
    )


def _matrix_cell(inputs: PageInputs, actor: str, link: ActorLink, topic: str, row: IndexRow, number: int) -> Cell:
    path = f"{link.path}#{stand_anchor(topic)}" if link.path else ""
    return Cell(decode(row.value, type=PositionView), number, path, backing(inputs.index, actor, topic))


def _key_points(inputs: PageInputs) -> list[bytes]:
    """Return the key points chosen from all reports, encoded."""
    order = inputs.index.reports.in_order()
    numbers = {slug: number for number, (_, slug) in enumerate(order)}

    def rounds() -> Iterator[list[key_points.WeighedPoint]]:
        round_number = 0
        while rows := inputs.index.rows.ranks(POINTS, "points", str(round_number)):
            ranked_names = ((name.partition("/"), weight) for name, weight in rows)
            yield [((numbers[slug], int(number)), weight) for (slug, _, number), weight in ranked_names]
            round_number += 1

    def encoded_point(point: key_points.PointNumber) -> bytes:
        date, slug = order[point[0]]
        return inputs.index.rows.value_at(POINTS, "points", date, f"{slug}/{point[1]:04d}")

    chosen = key_points.choose(rounds(), len(order), lambda point: decode(encoded_point(point), type=Point).text)
    return [encoded_point(point) for point in chosen]


def _latest_positions(inputs: PageInputs, changes: Iterable[IndexRow]) -> list[IndexRow]:
    """Return the latest positions but for changes, those on topics first."""
    lists, told = ("positions", "others"), {row.value for row in changes}
    rows = [row for name in lists for row in inputs.index.rows.by_date(POSITIONS, name, limit=MAX_HOME_CANDIDATES)]
    return [row for row in rows if row.value not in told]


def _latest_quotes(inputs: PageInputs) -> list[IndexRow]:
    """Return the latest quotes, scraps behind statements."""
    rows = inputs.index.rows
    latest = rows.by_date(QUOTES, "quotes", limit=HOME_QUOTES)
    return [*rows.heaviest(QUOTES, "quotes", MAX_HOME_CANDIDATES), *latest]


def _latest_of_each(rows: Iterable[IndexRow], whose: Callable[[IndexRow], Hashable], number: int) -> list[IndexRow]:
    """Return the first row of each of those whose the rows are."""
    first: dict[Hashable, IndexRow] = {}
    for row in rows:
        first.setdefault(whose(row), row)
    return list(first.values())[:number]


def _actor_of(row: IndexRow) -> ActorLink:
    return decode(row.value, type=PositionView).actor


def _speakers_of(row: IndexRow) -> tuple[ActorLink, ...]:
    return decode(row.value, type=QuoteView).speakers


def _days_before(day: str, days: int) -> str:
    first = date.fromisoformat(day)
    return (first - timedelta(min(days, (first - date.min).days))).isoformat()


def _weightiest_events(inputs: PageInputs, since: str, as_of: str, cited_elsewhere: set[str]) -> list[IndexRow]:
    """Return the weightiest events that had happened by the latest report, oldest first, a few of each report.

    Those in sentences that are `cited_elsewhere` or that tell a weightier one too are left out; history only where
    there is little news.
    """
    news_from = _days_before(bounds(since)[0], DAYS_BEFORE_FIRST_REPORT) if since else ""
    last_day = _last_day(as_of)
    told = set(cited_elsewhere)
    of_report: Counter[str] = Counter()
    chosen: list[IndexRow] = []
    candidates = inputs.index.rows.heaviest(TIMELINE, "events", MAX_HOME_CANDIDATES)
    for row in sorted(candidates, key=lambda row: bounds(row.date)[1] < news_from):
        paths = list(_cited_paths(row))
        report = paths[0].partition("#")[0]
        is_wanted = bounds(row.date)[1] >= news_from or len(chosen) < MIN_HOME_NEWS
        if not is_wanted or bounds(row.date)[0] > last_day or not told.isdisjoint(paths):
            continue
        if of_report[report] < MAX_HOME_EVENTS_OF_REPORT and len(chosen) < HOME_EVENTS:
            of_report[report] += 1
            told.update(paths)
            chosen.append(row)
    return sorted(chosen, key=lambda row: (bounds(row.date)[0], row.date, row.name))


def _events_ahead(inputs: PageInputs, as_of: str) -> list[IndexRow]:
    """Return what is to happen after the latest report, the next first."""
    dated = (row for row in inputs.index.rows.by_date(TIMELINE, "events", limit=MAX_HOME_CANDIDATES) if row.date)
    ahead = [row for row in dated if bounds(row.date)[0] > _last_day(as_of)]
    return sorted(ahead, key=lambda row: (bounds(row.date)[0], row.date, row.name))


def _last_day(as_of: str) -> str:
    return bounds(as_of)[1] if as_of else "9999"


def _cited_paths(row: IndexRow) -> Iterator[str]:
    return (cite.path for cite in decode(row.value, type=EventView).cites)


def _by_kind(inputs: PageInputs, rows: Iterable[IndexRow]) -> tuple[Section[ActorCard], ...]:
    all_rows = list(rows)
    groups = ((kind, raw_views(row for row in all_rows if row.section == kind.value)) for kind in ACTOR_KINDS)
    return tuple(Section(inputs.words(f"kinds.{kind.value}"), kind.value, group) for kind, group in groups if group)
