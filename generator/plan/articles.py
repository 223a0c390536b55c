"""The page of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from babel import Locale

from generator import permalinks
from generator.briefing import Report
from generator.contexts import ActorCard, ArticlePage, BodyLink, FeedEntry, Point
from generator.plan.views import Views

KEY_POINTS = 3


def article_page(views: Views, report: Report, previous: str | None, following: str | None) -> ArticlePage:
    """A report with its findings marked and listed."""
    article = report.article
    slug = article.slug
    return ArticlePage(
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
        topics=tuple(link for topic in views.topics_in.get(slug, ()) if (link := views.topic(topic.slug))),
        actors=_actors(views, report),
        quotes=tuple(views.quote(said) for said in views.said_in.get(slug, ()) if said.direct),
        positions=tuple(map(views.position, views.stands_in.get(slug, ()))),
        events=tuple(views.event(event, slug) for event in views.events_in.get(slug, ())),
        unresolved=report.account.unresolved,
        points=tuple(Point(point.text, views.cite(point.source)) for point in report.account.points[:KEY_POINTS]),
        previous=views.report(previous) if previous else None,
        following=views.report(following) if following else None,
    )


def feed_entry(views: Views, report: Report) -> FeedEntry:
    """A report in a feed: with the editor's summary, else its key sentences."""
    article = report.article
    path = permalinks.article(article.slug)
    points = "\n\n".join(point.text for point in report.account.points[:KEY_POINTS])
    return FeedEntry(
        title=article.title,
        path=path,
        canonical=permalinks.absolute(views.config.base_url, path),
        url=article.url,
        source=article.source,
        author=article.author,
        summary=article.summary or points or article.title,
        language=article.lang,
        when=views.when(article.date),
    )


def direction(lang: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if Locale.parse(lang, sep="-").character_order == "right-to-left" else "ltr"


def _links(views: Views, report: Report) -> Iterator[BodyLink]:
    """Where the names in a report's text lead; those of hidden actors lead nowhere and are not marked."""
    for entity, _ in report.account.mentions:
        actor = views.actors.get(report.actors.get(entity, ""))
        if actor and not actor.hidden:
            yield BodyLink(entity, actor.kind.value, permalinks.actor(actor.slug) if views.has_page(actor) else "")


def _actors(views: Views, report: Report) -> tuple[ActorCard, ...]:
    counts: Counter[str] = Counter()
    for entity, count in report.account.mentions:
        counts[report.actors[entity]] += count
    shown = (who for who in counts if who in views.actors and views.has_page(views.actors[who]))
    return tuple(views.actor_card(who, counts[who], 1) for who in sorted(shown, key=lambda w: (-counts[w], w)))
