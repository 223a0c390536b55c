"""The page of a report."""

from __future__ import annotations

from collections import Counter

from babel import Locale

from generator import permalinks
from generator.assemble.sentences import source
from generator.briefing import Report
from generator.contexts import ActorCard, ArticlePage, Point
from generator.model import Form, SafeHtml, TimeExpression
from generator.plan.views import Views
from generator.prose import Mark, Marks, annotated, disjoint

KEY_POINTS = 3


def article_page(views: Views, report: Report, previous: str | None, following: str | None) -> ArticlePage:
    """A report with its findings marked and listed."""
    article = report.article
    slug = article.slug
    return ArticlePage(
        body=body(views, report),
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        when=views.when(article.date),
        place=article.place,
        summary=article.summary,
        language=article.lang,
        direction=direction(article.lang),
        derived=report.derived,
        topics=tuple(link for topic in views.topics_in.get(slug, ()) if (link := views.topic(topic.slug))),
        actors=_actors(views, report),
        quotes=tuple(views.quote(said) for said in views.said_in.get(slug, ()) if said.direct),
        positions=tuple(map(views.position, views.stands_in.get(slug, ()))),
        events=tuple(map(views.event, views.events_in.get(slug, ()))),
        unresolved=tuple(dict.fromkeys(time.evidence.text for time in report.found.times if _is_unresolved(time))),
        points=tuple(
            Point(point.evidence.text, views.cite(source(report, point.evidence)))
            for point in report.found.key_points[:KEY_POINTS]
        ),
        previous=views.report(previous) if previous else None,
        following=views.report(following) if following else None,
    )


def direction(lang: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if Locale.parse(lang, sep="-").character_order == "right-to-left" else "ltr"


def body(views: Views, report: Report) -> SafeHtml:
    """The report's text with sentences addressable, names linked and dates resolved."""
    found = report.found
    root = permalinks.root_from(permalinks.article(report.article.slug))
    names = []
    for mention in found.mentions:
        actor = views.actors.get(report.actors.get(mention.entity, ""))
        if actor is None or actor.hidden or mention.form is Form.PRONOUN:
            continue
        attributes = [("class", f"m m-{actor.kind.value}")]
        link = views.actor(actor.slug)
        tag = "a" if link and link.path else "span"
        if link and link.path:
            attributes.append(("href", root + link.path))
        names.append(Mark(mention.evidence.start, mention.evidence.end, tag, tuple(attributes)))
    dates = [mark for time in found.times if (mark := _date(views, time))]
    quotes = [Mark(s.start, s.end, "span", (("class", "q"),)) for q in found.quotes if q.direct for s in q.segments]
    marks = Marks(report.sentences, disjoint(quotes), disjoint([*names, *dates]))
    return annotated(report.article.text, report.article.tree, marks)


def _date(views: Views, time: TimeExpression) -> Mark | None:
    """A date's words, with what they resolve to behind them unless they say as much themselves."""
    when = views.when(time.edtf, time.not_before, time.not_after)
    if when is None:
        return None
    attributes: tuple[tuple[str, str], ...] = (("class", "d"),)
    if when.datetime:
        attributes += (("datetime", when.datetime),)
    says_so = all(part.casefold() in time.evidence.text.casefold() for part in when.text.split())
    after = "" if says_so else f' <span class="r">[{when.text}]</span>'
    return Mark(time.evidence.start, time.evidence.end, "time" if when.datetime else "span", attributes, after)


def _is_unresolved(time: TimeExpression) -> bool:
    """Whether a reader should know that a time was left open; "now" and "soon" say no date that could be found."""
    return time.edtf is None and time.timex_type in {"DATE", "TIME"} and not time.timex_value.endswith("_REF")


def _actors(views: Views, report: Report) -> tuple[ActorCard, ...]:
    counts = Counter(report.actors[m.entity] for m in report.found.mentions if m.entity in report.actors)
    shown = (who for who in counts if who in views.actors and views.has_page(views.actors[who]))
    return tuple(views.actor_card(who, counts[who], 1) for who in sorted(shown, key=lambda w: (-counts[w], w)))
