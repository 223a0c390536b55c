"""Home, the indexes, the timeline, the quotes and the matrix of positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from generator import permalinks
from generator.briefing import Actor, Stand, Utterance
from generator.contexts import (
    ActorCard,
    ActorIndex,
    ArticleIndex,
    Cell,
    Entry,
    Home,
    Link,
    Matrix,
    Point,
    QuoteIndex,
    Section,
    Timeline,
    TopicCard,
    TopicIndex,
)
from generator.edtf_dates import bounds
from generator.model import Kind, OutputPath, SafeHtml
from generator.plan import paging
from generator.plan.subjects import stand_anchor
from generator.plan.views import Views, latest_first

LATEST, FIRST_OF_KIND, ROWS = 60, 40, 60
"""What an overview shows of what is too much for it: entries, actors of a kind, actors in the table of positions."""
T = TypeVar("T")
HOME_ACTORS, HOME_TOPICS, HOME_EVENTS, HOME_QUOTES, HOME_REPORTS, HOME_CHANGES = 8, 6, 6, 4, 5, 4
KIND_TITLES = {
    Kind.PERSON: "People",
    Kind.COUNTRY: "Countries and governments",
    Kind.ORGANISATION: "Organisations",
    Kind.GROUP: "Groups",
    Kind.PLACE: "Places",
}


def home(views: Views, introduction: SafeHtml) -> Home:
    """The briefing on one page."""
    briefing = views.briefing
    dates = sorted(report.article.date for report in briefing.reports if report.article.date)
    slugs = [report.article.slug for report in briefing.reports]
    told = {(point.source.article, point.source.anchor) for point in briefing.points}
    dated = [e for e in briefing.happenings if e.date and e.actors and not told & {(s.article, s.anchor) for s in e.sources}]
    return Home(
        introduction=introduction,
        as_of=views.when(dates[-1]) if dates else None,
        since=views.when(dates[0]) if dates else None,
        reports=len(slugs),
        publishers=views.publishers(slugs),
        points=tuple(Point(point.text, views.cite(point.source)) for point in briefing.points),
        changes=tuple(map(views.position, _changes(views)[:HOME_CHANGES])),
        actors=tuple(card for _, card in islice(_actor_cards(views), HOME_ACTORS)),
        topics=_topic_cards(views)[:HOME_TOPICS],
        events=tuple(map(views.event, _latest_events(dated, dates[-1] if dates else "")[:HOME_EVENTS])),
        quotes=tuple(map(views.quote, _direct_quotes(views)[:HOME_QUOTES])),
        latest=tuple(map(views.report, reversed(slugs[-HOME_REPORTS:]))),
    )


Part = tuple[OutputPath, str, T]
"""A part of an overview: its path, the part in words ("" for the overview itself), and what it shows."""


def actor_index(views: Views) -> Iterator[Part[ActorIndex]]:
    """All actors that have a page, by kind; of many those in most reports, and all of them by letter."""
    cards = [(actor.slug, card) for actor, card in _actor_cards(views)]
    if len(cards) <= paging.MOST:
        yield permalinks.ACTORS, "", ActorIndex(_by_kind(card for _, card in cards))
        return
    found = paging.by_letter(cards)
    counts = [(letters, len(group)) for letters, group in found.items()]
    of_kind: Counter[str] = Counter()
    first = [card for _, card in cards if of_kind.update([card.link.kind]) or of_kind[card.link.kind] <= FIRST_OF_KIND]
    links = partial(paging.links, permalinks.ACTORS, counts, views.config.language)
    yield permalinks.ACTORS, "", ActorIndex(_by_kind(first), links())
    for letters, group in found.items():
        path = permalinks.part(permalinks.ACTORS, letters)
        by_name = (card for _, card in sorted(group, key=lambda entry: entry[0]))
        yield path, paging.named(letters, views.config.language), ActorIndex(_by_kind(by_name), links(letters))


def _by_kind(cards: Iterable[ActorCard]) -> tuple[Section[ActorCard], ...]:
    every = list(cards)
    found = ((kind, tuple(card for card in every if card.link.kind == kind.value)) for kind in KIND_TITLES)
    return tuple(Section(KIND_TITLES[kind], kind.value, group) for kind, group in found if group)


def topic_index(views: Views) -> TopicIndex:
    """All topics that are shown."""
    return TopicIndex(_topic_cards(views))


def article_index(views: Views) -> Iterator[Part[ArticleIndex]]:
    """All reports by month, latest first; undated ones last."""
    ordered = sorted(views.briefing.reports, key=lambda r: (r.article.date or "", r.article.slug), reverse=True)
    dated = [(report.article.date, views.report(report.article.slug)) for report in ordered]
    return _parts(views, permalinks.ARTICLES, dated, ArticleIndex, dated[:LATEST])


def timeline(views: Views) -> Iterator[Part[Timeline]]:
    """All events by month, oldest first; a date coarser than a month has a section of its own, undated ones stand last.

    Of many the page itself shows those that most reports tell.
    """
    events = views.briefing.happenings
    dated = [(event.date.edtf if event.date else None, views.event(event)) for event in events]
    told = sorted((event for event in events if event.date), key=lambda e: (-len(e.sources), e.id))[:LATEST]
    kept = {event.id for event in told}
    chosen = [entry for entry, event in zip(dated, events, strict=True) if event.id in kept]
    return _parts(views, permalinks.TIMELINE, dated, Timeline, chosen)


def quote_index(views: Views) -> Iterator[Part[QuoteIndex]]:
    """All direct quotes by month, latest first."""
    dated = [(views.said_when(said), views.quote(said)) for said in _direct_quotes(views)]
    return _parts(views, permalinks.QUOTES, dated, QuoteIndex, dated[:LATEST])


def _parts(
    views: Views,
    path: OutputPath,
    dated: Sequence[paging.Dated[Entry]],
    page: Callable[[tuple[Section[Entry], ...], tuple[Link, ...]], T],
    chosen: Sequence[paging.Dated[Entry]],
) -> Iterator[Part[T]]:
    """A list on one page if it fits there; else a choice of it, and all of it by time."""
    if len(dated) <= paging.MOST:
        yield path, "", page(_by_month(views, dated), ())
        return
    found = paging.by_time(dated)
    links = partial(paging.links, path, [(key, len(group)) for key, group in found.items()], views.config.language)
    yield path, "", page(_by_month(views, chosen), links())
    for key, group in found.items():
        yield permalinks.part(path, key), paging.named(key, views.config.language), page(_by_month(views, group), links(key))


def matrix(views: Views) -> Matrix:
    """Who stands where: every actor with a position on a topic that is shown, by every such topic."""
    topics = [topic for topic in views.briefing.topics if not topic.hidden and views.stands_on.get(topic.slug)]
    rows = []
    for actor in views.briefing.actors:
        stands = views.stands_of.get(actor.slug, [])
        if actor.hidden or not any(stand.topic for stand in stands):
            continue
        on_topic: dict[str | None, list[Stand]] = {}
        for stand in stands:
            on_topic.setdefault(stand.topic, []).append(stand)
        link = views.actor(actor.slug)
        cells = tuple(_cell(views, on_topic.get(topic.slug, [])) for topic in topics)
        if link and any(cell.count for cell in cells):
            rows.append((link, cells))
    others = [stand for stand in views.briefing.stands if not views.topic(stand.topic) and _is_shown(views, stand)]
    return Matrix(
        topics=tuple(column for topic in topics if (column := views.topic(topic.slug))),
        rows=tuple(rows[:ROWS]),
        changes=tuple(map(views.position, _changes(views)[:LATEST])),
        others=tuple(map(views.position, latest_first(others)[:LATEST])),
        left_out=max(0, len(rows) - ROWS),
    )


def _cell(views: Views, stands: list[Stand]) -> Cell:
    """The latest position; the change mark of any of them stays visible on it."""
    if not stands:
        return Cell(None, 0, "")
    latest = stands[-1]
    link = views.actor(latest.actor)
    path = f"{link.path}#{stand_anchor(latest.topic)}" if link and link.path else ""
    return Cell(views.position(latest), len(stands), path)


def _is_shown(views: Views, stand: Stand) -> bool:
    return stand.actor in views.actors and not views.actors[stand.actor].hidden


def _changes(views: Views) -> list[Stand]:
    changed = [stand for stand in views.briefing.stands if stand.before and _is_shown(views, stand)]
    return latest_first([stand for stand in changed if views.topic(stand.topic)])


def _actor_cards(views: Views) -> Iterator[tuple[Actor, ActorCard]]:
    for actor in views.briefing.actors:
        if views.has_page(actor):
            yield actor, views.actor_card(actor.slug, sum(count for _, count in actor.mentions), len(actor.mentions))


def _topic_cards(views: Views) -> tuple[TopicCard, ...]:
    return tuple(views.topic_card(topic.slug) for topic in views.briefing.topics if not topic.hidden)


def _direct_quotes(views: Views) -> list[Utterance]:
    direct = (said for said in views.briefing.utterances if said.direct)
    return sorted(direct, key=lambda said: views.said_when(said) or "", reverse=True)


def _latest_events(events: Iterable[Any], as_of: str) -> list[Any]:
    """Events that had happened by the latest report, latest first; exact dates before coarse ones that end the same day."""
    last_day = bounds(as_of)[1] if as_of else "9999"
    past = [event for event in events if bounds(event.date.edtf)[0] <= last_day]
    return sorted(past, key=lambda e: (bounds(e.date.edtf)[0], len(e.date.edtf), e.id), reverse=True)


def _by_month(views: Views, entries: Iterable[tuple[str | None, Entry]]) -> tuple[Section[Entry], ...]:
    """Entries, in the order given, under their months; coarser dates under their own words."""
    groups: dict[str, list[Entry]] = {}
    for edtf, entry in entries:
        groups.setdefault(_month(edtf), []).append(entry)
    undated = groups.pop("", [])
    found = []
    for number, (key, group) in enumerate(groups.items()):
        when = views.when(key)
        title = when.text if when else key
        anchor = f"d-{key}" if key.replace("-", "").isdigit() else f"d-{permalinks.slugs(key)}-{number}"
        found.append(Section(title[:1].upper() + title[1:], anchor, tuple(group)))
    return (*found, *([Section("Undated", "undated", tuple(undated))] if undated else []))


def _month(edtf: str | None) -> str:
    """The month under which a date is listed, or the date itself when it is coarser; "" for none."""
    return (paging.month_of(edtf) or edtf) if edtf else ""
