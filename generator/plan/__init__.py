"""Briefing to Pages; reads as the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import __version__, permalinks
from generator.briefing import Briefing
from generator.config import Config
from generator.contexts import Link, Missing, Page, Site, WrittenPage
from generator.model import OutputPath, SafeHtml, TextPage
from generator.plan import linked_data, overviews, subjects
from generator.plan.articles import article_page, direction
from generator.plan.views import Views
from generator.problems import InputError, Problem, Where

HOME_TEXT = "home"
MAX_DESCRIPTION = 200
NAVIGATION = (
    ("Briefing", permalinks.HOME),
    ("Timeline", permalinks.TIMELINE),
    ("Actors", permalinks.ACTORS),
    ("Topics", permalinks.TOPICS),
    ("Positions", permalinks.POSITIONS),
    ("Quotes", permalinks.QUOTES),
    ("Reports", permalinks.ARTICLES),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A page to be rendered: its template and exactly what the template is handed."""

    template: str
    site: Site
    page: Page
    view: Any


@dataclass(frozen=True, slots=True)
class _Entry:
    """A page before it knows its place in the site."""

    kind: str
    path: OutputPath
    title: str
    description: str
    view: Any
    above: tuple[str, OutputPath] | None = None
    json_ld: tuple[dict[str, Any], ...] = ()


def plan(briefing: Briefing, config: Config, texts: Sequence[TextPage]) -> tuple[Planned, ...]:
    """Every page of the site. Raises InputError when an editor's page wants an address that is taken."""
    views = Views(briefing, config)
    written = tuple(text for text in texts if text.slug != HOME_TEXT)
    _refuse_taken(written)
    entries = list(_entries(views, config, texts, written))
    permalinks.claim(entry.path for entry in entries)
    menu = [*NAVIGATION, *((text.title, permalinks.page(text.slug)) for text in written)]
    return tuple(_planned(entry, config, menu) for entry in entries)


def _entries(views: Views, config: Config, texts: Sequence[TextPage], written: Sequence[TextPage]) -> Iterator[_Entry]:
    yield from _overviews(views, config, texts)
    yield from _articles(views, config)
    for actor in views.briefing.actors:
        if views.has_page(actor):
            path = permalinks.actor(actor.slug)
            described = (linked_data.actor(config, actor, path),)
            summary = actor.profile.summary if actor.profile and actor.profile.summary else ""
            about = summary or f"What the reports say of {actor.name}: roles, positions, quotes and events."
            view = subjects.actor_page(views, actor)
            yield _Entry("actor", path, actor.name, about, view, ("Actors", permalinks.ACTORS), described)
    for topic in views.briefing.topics:
        if not topic.hidden:
            path = permalinks.topic(topic.slug)
            described = (linked_data.topic(config, topic, path),)
            summary = topic.profile.summary if topic.profile and topic.profile.summary else ""
            title = topic.name[:1].upper() + topic.name[1:]
            about = summary or f"{title}: who stands where, what happened, and what was said."
            yield _Entry(
                "topic", path, title, about, subjects.topic_page(views, topic), ("Topics", permalinks.TOPICS), described
            )
    for text in written:
        yield _Entry("page", permalinks.page(text.slug), text.title, config.description, WrittenPage(text.body))
    places = tuple(Link(title, path) for title, path in NAVIGATION)
    yield _Entry("missing", permalinks.MISSING, "Page not found", "There is no page here.", Missing(places))


def _overviews(views: Views, config: Config, texts: Sequence[TextPage]) -> Iterator[_Entry]:
    introduction = next((text.body for text in texts if text.slug == HOME_TEXT), SafeHtml(""))
    described = (linked_data.site(config),)
    front = overviews.home(views, introduction)
    yield _Entry("home", permalinks.HOME, config.title, config.description, front, None, described)
    yield _Entry("timeline", permalinks.TIMELINE, "Timeline", "What happened, by date.", overviews.timeline(views))
    yield _Entry("actors", permalinks.ACTORS, "Actors", "Who is in the reports.", overviews.actor_index(views))
    yield _Entry("topics", permalinks.TOPICS, "Topics", "What the reports are about.", overviews.topic_index(views))
    yield _Entry("positions", permalinks.POSITIONS, "Positions", "Who stands where on what.", overviews.matrix(views))
    yield _Entry("quotes", permalinks.QUOTES, "Quotes", "Who said what, and when.", overviews.quote_index(views))
    yield _Entry("articles", permalinks.ARTICLES, "Reports", "The reports that this rests on.", overviews.article_index(views))


def _articles(views: Views, config: Config) -> Iterator[_Entry]:
    reports = views.briefing.reports
    slugs = [None, *(report.article.slug for report in reports), None]
    for number, report in enumerate(reports):
        path = permalinks.article(report.article.slug)
        view = article_page(views, report, slugs[number], slugs[number + 2])
        described = (linked_data.report(config, report, path),)
        about = report.article.summary or (view.points[0].text if view.points else report.article.text)
        above = ("Reports", permalinks.ARTICLES)
        yield _Entry("article", path, report.article.title, about, view, above, described)


def _planned(entry: _Entry, config: Config, menu: Sequence[tuple[str, OutputPath]]) -> Planned:
    page = Page(
        path=entry.path,
        root=_root(entry.path, config),
        title=entry.title,
        description=_shortened(entry.description),
        kind=entry.kind,
        canonical=permalinks.absolute(config.base_url, entry.path) if entry.kind != "missing" else "",
        json_ld=entry.json_ld,
    )
    if entry.above:
        page = replace(page, json_ld=(*page.json_ld, linked_data.breadcrumbs(config, page, entry.above)))
    site = Site(
        title=config.title,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        navigation=tuple(Link(title, path, path == entry.path) for title, path in menu),
        base_url=config.base_url,
        author=config.author,
        generator=f"Briefing {__version__}",
    )
    return Planned("404.html" if entry.kind == "missing" else f"{entry.kind}.html", site, page, entry.view)


def _root(path: OutputPath, config: Config) -> str:
    """The way to the root; the page for missing addresses is shown at any depth, so it needs the absolute one."""
    return config.base_url if path == permalinks.MISSING and config.base_url else permalinks.root_from(path)


def _shortened(text: str) -> str:
    """A description of at most two lines, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_DESCRIPTION else flat[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + "…"


def _refuse_taken(written: Sequence[TextPage]) -> None:
    own = {path for _, path in NAVIGATION} | {permalinks.MISSING}
    problems = [
        Problem(Where(text.path), f"the page {permalinks.page(text.slug)!r} is the site's own", "rename the file")
        for text in written
        if permalinks.page(text.slug) in own
    ]
    if problems:
        raise InputError(problems)
