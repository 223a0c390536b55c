"""Home, the indexes, the timeline, the quotes and the matrix of positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import permalinks
from generator.briefing import Stand, Utterance
from generator.contexts import (
    ActorCard,
    ActorIndex,
    ArticleIndex,
    Cell,
    Home,
    Matrix,
    Point,
    QuoteIndex,
    Section,
    Timeline,
    TopicCard,
    TopicIndex,
)
from generator.edtf_dates import bounds, precision
from generator.model import Kind, SafeHtml
from generator.plan.subjects import stand_anchor
from generator.plan.views import Views, latest_first

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
        actors=tuple(_actor_cards(views)[:HOME_ACTORS]),
        topics=_topic_cards(views)[:HOME_TOPICS],
        events=tuple(map(views.event, _latest_events(dated, dates[-1] if dates else "")[:HOME_EVENTS])),
        quotes=tuple(map(views.quote, _direct_quotes(views)[:HOME_QUOTES])),
        latest=tuple(map(views.report, reversed(slugs[-HOME_REPORTS:]))),
    )


def actor_index(views: Views) -> ActorIndex:
    """All actors that have a page, by kind."""
    cards = _actor_cards(views)
    found = ((kind, tuple(card for card in cards if card.link.kind == kind.value)) for kind in KIND_TITLES)
    return ActorIndex(tuple(Section(KIND_TITLES[kind], kind.value, group) for kind, group in found if group))


def topic_index(views: Views) -> TopicIndex:
    """All topics that are shown."""
    return TopicIndex(_topic_cards(views))


def article_index(views: Views) -> ArticleIndex:
    """All reports by month, latest first; undated ones last."""
    ordered = sorted(views.briefing.reports, key=lambda r: (r.article.date or "", r.article.slug), reverse=True)
    return ArticleIndex(_by_month(views, ((r.article.date, views.report(r.article.slug)) for r in ordered)))


def timeline(views: Views) -> Timeline:
    """All events by month, oldest first; a date coarser than a month has a section of its own, undated ones stand last."""
    dated = ((event.date.edtf if event.date else None, views.event(event)) for event in views.briefing.happenings)
    return Timeline(_by_month(views, dated))


def quote_index(views: Views) -> QuoteIndex:
    """All direct quotes by month, latest first."""
    return QuoteIndex(_by_month(views, ((_said(views, q), views.quote(q)) for q in _direct_quotes(views))))


def matrix(views: Views) -> Matrix:
    """Who stands where: every actor with a position on a topic that is shown, by every such topic."""
    topics = [topic for topic in views.briefing.topics if not topic.hidden and views.stands_on.get(topic.slug)]
    rows = []
    for actor in views.briefing.actors:
        stands = views.stands_of.get(actor.slug, [])
        if actor.hidden or not any(stand.topic for stand in stands):
            continue
        link = views.actor(actor.slug)
        cells = tuple(_cell(views, [s for s in stands if s.topic == topic.slug]) for topic in topics)
        if link and any(cell.count for cell in cells):
            rows.append((link, cells))
    others = [stand for stand in views.briefing.stands if not views.topic(stand.topic) and _is_shown(views, stand)]
    return Matrix(
        topics=tuple(column for topic in topics if (column := views.topic(topic.slug))),
        rows=tuple(rows),
        changes=tuple(map(views.position, _changes(views))),
        others=tuple(map(views.position, latest_first(others))),
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


def _actor_cards(views: Views) -> list[ActorCard]:
    return [
        views.actor_card(actor.slug, sum(count for _, count in actor.mentions), len(actor.mentions))
        for actor in views.briefing.actors
        if views.has_page(actor)
    ]


def _topic_cards(views: Views) -> tuple[TopicCard, ...]:
    return tuple(views.topic_card(topic.slug) for topic in views.briefing.topics if not topic.hidden)


def _direct_quotes(views: Views) -> list[Utterance]:
    direct = (said for said in views.briefing.utterances if said.direct)
    return sorted(direct, key=lambda said: _said(views, said) or "", reverse=True)


def _said(views: Views, said: Utterance) -> str | None:
    """When something was said; the report's date where the report does not tell."""
    return said.said_on or views.reports[said.source.article].article.date


def _latest_events(events: Iterable[Any], as_of: str) -> list[Any]:
    """Events that had happened by the latest report, latest first; exact dates before coarse ones that end the same day."""
    last_day = bounds(as_of)[1] if as_of else "9999"
    past = [event for event in events if bounds(event.date.edtf)[0] <= last_day]
    return sorted(past, key=lambda e: (bounds(e.date.edtf)[0], len(e.date.edtf), e.id), reverse=True)


def _by_month(views: Views, entries: Iterable[tuple[str | None, Any]]) -> tuple[Section, ...]:
    """Entries, in the order given, under their months; coarser dates under their own words."""
    groups: dict[str, list[Any]] = {}
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
    if not edtf:
        return ""
    first, last = bounds(edtf)
    if first[:7] == last[:7] and precision(edtf) in {"day", "month", "interval"}:
        return first[:7]
    return edtf
