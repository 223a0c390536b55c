"""The page of a report, as far as it depends on this report alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.contexts import ActorCard, ArticlePage, BodyLink, DateView, Point
from generator.dossier.views import ReportViews, topic_link
from generator.dossier.weighty import is_prominent, split_by_weight
from generator.model.article import FULL, Reference
from generator.model.edtf import bounds
from generator.model.findings import Kind
from generator.model.statements import Happening, Report, Tally, Utterance
from generator.model.values import CompactValue
from generator.model.wording import as_opening
from generator.theme.texts import direction

KEY_POINTS, MAX_EVENTS = 3, 12
"""The most key sentences of a report's page, and the most events that it shows before it is opened."""
KINDS_WITH_NOTE = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.GROUP})
"""Kinds of actors that a note in the text explains: every reader knows what a country is."""


class ReportPageDraft(CompactValue, frozen=True):
    """A report's page without what other files bear on: its neighbours, positions, which may be changes, and references."""

    page: ArticlePage
    about: str
    references: tuple[Reference, ...] = ()


def draft(
    views: ReportViews,
    report: Report,
    topics: Sequence[str],
    said: Sequence[Utterance],
    happened: Sequence[Happening],
    counted: Sequence[Tally],
) -> ReportPageDraft:
    """Return a report's page. `topics` are slugs of those that it is about, the others its quotes, events and figures."""
    article = report.article
    points = tuple(Point(point.text, views.cite(point.source)) for point in views.points[:KEY_POINTS])
    by_date = sorted(happened, key=lambda event: event.placed.edtf if event.placed else "~")
    first, others = split_by_weight(by_date, _weight, MAX_EVENTS)
    page = ArticlePage(
        text=report.account.body,
        links=tuple(_links(views, report)),
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        when=views.when(article.date),
        place=article.place,
        summary=article.summary,
        language=article.lang,
        direction=direction(article.lang),
        derived=report.account.derived,
        topics=tuple(topic_link(views.topics[slug]) for slug in topics),
        actors=_actors(views, report),
        quotes=tuple(views.quote(one) for one in said if one.direct),
        reported=tuple(views.quote(one) for one in said if not one.direct),
        positions=(),
        events=tuple(map(views.event, first)),
        other_events=tuple(map(views.event, others)),
        dates=tuple(_dates(views, report)),
        unresolved=report.account.unresolved,
        points=points,
        previous=None,
        following=None,
        figures=tuple(map(views.figure, counted)),
        held=views.held(),
        published=article.publish_texts,
        grade=article.grade,
    )
    about = article.summary or (points[0].text if points else article.text[:1000] if article.publish_texts == FULL else "")
    return ReportPageDraft(page, about, article.references)


def _weight(event: Happening) -> int:
    """Return the weight of an event among those of its report: none of one that is unsure and not main."""
    return 1 + event.weight if is_prominent(event) else 0


def _links(views: ReportViews, report: Report) -> Iterator[BodyLink]:
    """Return a link for each entity that the text mentions; hidden actors have none and are not marked."""
    titles = _titles(report)
    explained: set[str] = set()
    for entity, _ in report.account.mentions:
        who = report.actors[entity]
        actor = views.actors[who]
        if actor.hidden:
            continue
        is_new = actor.kind in KINDS_WITH_NOTE and who not in explained
        about = summary(views, who, titles.get(who, "")) if is_new else ""
        explained.add(who)
        yield BodyLink(entity, actor.kind.value, actor.link.path, actor.name if about else "", about)


def _titles(report: Report) -> dict[str, str]:
    """Return the last title that a report gives each actor."""
    return {report.actors[entity]: office.title for entity, office in report.account.offices}


def _dates(views: ReportViews, report: Report) -> Iterator[DateView]:
    """Return the dates that a report mentions, earliest first."""
    for time in sorted(report.account.times, key=lambda time: bounds(time.date.edtf)):
        if date := views.when(time.date.edtf, time.date.not_before, time.date.not_after):
            yield DateView(time.text, date, views.cite(time.source))


def mentions(report: Report) -> Counter[str]:
    """Return how often a report mentions each actor."""
    counts: Counter[str] = Counter()
    for entity, count in report.account.mentions:
        counts[report.actors[entity]] += count
    return counts


def _actors(views: ReportViews, report: Report) -> tuple[ActorCard, ...]:
    """Return the report's actors, most mentioned first, with the editor's summary or the title that the report gives."""
    counts = mentions(report)
    titles = _titles(report)
    shown = sorted((who for who in counts if views.actors[who].has_page), key=lambda who: (-counts[who], who))
    return tuple(ActorCard(views.actors[who].link, summary(views, who, titles.get(who, "")), counts[who], 1) for who in shown)


def summary(views: ReportViews, who: str, title: str) -> str:
    """Return one sentence on an actor: the editor's, else a title."""
    profile = views.actors[who].profile
    return (profile.summary if profile else "") or as_opening(title)
