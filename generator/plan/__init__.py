"""Briefing to Pages; reads as the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import __version__, permalinks
from generator.briefing import Briefing
from generator.config import Config
from generator.contexts import Addresses, Feed, Link, Missing, Page, Site, WrittenPage
from generator.model import OutputPath, SafeHtml, TextPage
from generator.plan import linked_data, overviews, periods, subjects
from generator.plan.articles import article_page, direction, feed_entry
from generator.plan.views import Views
from generator.problems import InputError, Problem, Where

HOME_TEXT = "home"
FEED_ENTRIES = 50
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
    """A page to be rendered, and exactly what it is handed."""

    site: Site
    page: Page
    view: Any
    profile: str = ""
    """The file of the editor's word on it, if there is one."""


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
    profile: str = ""


def plan(briefing: Briefing, config: Config, texts: Sequence[TextPage]) -> Iterator[Planned]:
    """Every page of the site, one at a time, so that no more than one is ever in memory.

    Raises InputError when an editor's page wants an address that is taken.
    """
    views = Views(briefing, config)
    written = tuple(text for text in texts if text.slug != HOME_TEXT)
    _refuse_taken(written)
    claims = permalinks.Claims()
    menu = [*NAVIGATION, *((text.title, permalinks.page(text.slug)) for text in written)]
    addresses = []
    for entry in _entries(views, config, texts, written):
        claims.claim(entry.path)
        planned = _planned(entry, config, menu)
        addresses.append(planned.page.canonical)
        yield planned
    yield from _for_machines(views, config, [address for address in addresses if address])


def _for_machines(views: Views, config: Config, addresses: Sequence[str]) -> Iterator[Planned]:
    """Feeds, the sitemap where there are absolute addresses to put into it, and where robots find it."""
    latest = views.briefing.reports[: -FEED_ENTRIES - 1 : -1]
    feed = Feed(tuple(feed_entry(views, report) for report in latest))
    entries = [_Entry("atom", permalinks.ATOM, "", "", feed), _Entry("json_feed", permalinks.JSON_FEED, "", "", feed)]
    if config.base_url:
        entries.append(_Entry("sitemap", permalinks.SITEMAP, "", "", Addresses(tuple(addresses))))
    entries.append(_Entry("robots", permalinks.ROBOTS, "", "", Addresses(())))
    for entry in entries:
        yield _planned(entry, config, ())


def _entries(views: Views, config: Config, texts: Sequence[TextPage], written: Sequence[TextPage]) -> Iterator[_Entry]:
    yield from _overviews(views, config, texts)
    yield from _articles(views, config)
    for actor in views.briefing.actors:
        if views.has_page(actor):
            path = permalinks.actor(actor.slug)
            described = (linked_data.actor(config, actor, path),)
            summary = actor.profile.summary if actor.profile and actor.profile.summary else ""
            about = summary or f"What the reports say of {actor.name}: roles, positions, quotes and events."
            told = subjects.told_of_actor(views, actor)
            view = subjects.actor_page(views, actor, told)
            profile = actor.profile.where.path if actor.profile else ""
            yield _Entry("actor", path, actor.name, about, view, ("Actors", permalinks.ACTORS), described, profile)
            yield from _periods(views, path, Link(actor.name, path), actor.kind.value, told)
    for topic in views.briefing.topics:
        if not topic.hidden:
            path = permalinks.topic(topic.slug)
            described = (linked_data.topic(config, topic, path),)
            summary = topic.profile.summary if topic.profile and topic.profile.summary else ""
            title = topic.name[:1].upper() + topic.name[1:]
            about = summary or f"{title}: who stands where, what happened, and what was said."
            profile = topic.profile.where.path if topic.profile else ""
            told = subjects.told_of_topic(views, topic)
            page = subjects.topic_page(views, topic, told)
            yield _Entry("topic", path, title, about, page, ("Topics", permalinks.TOPICS), described, profile)
            yield from _periods(views, path, Link(title, path), "topic", told)
    for text in written:
        path = permalinks.page(text.slug)
        yield _Entry("page", path, text.title, config.description, WrittenPage(text.body), profile=text.path)
    places = tuple(Link(title, path) for title, path in NAVIGATION)
    yield _Entry("missing", permalinks.MISSING, "Page not found", "There is no page here.", Missing(places))


def _overviews(views: Views, config: Config, texts: Sequence[TextPage]) -> Iterator[_Entry]:
    introduction = next((text.body for text in texts if text.slug == HOME_TEXT), SafeHtml(""))
    described = (linked_data.site(config),)
    front = overviews.home(views, introduction)
    yield _Entry("home", permalinks.HOME, config.title, config.description, front, None, described)
    yield _Entry("topics", permalinks.TOPICS, "Topics", "What the reports are about.", overviews.topic_index(views))
    yield _Entry("positions", permalinks.POSITIONS, "Positions", "Who stands where on what.", overviews.matrix(views))
    yield from _in_parts("timeline", "Timeline", "What happened, by date.", overviews.timeline(views))
    yield from _in_parts("actors", "Actors", "Who is in the reports.", overviews.actor_index(views))
    yield from _in_parts("quotes", "Quotes", "Who said what, and when.", overviews.quote_index(views))
    yield from _in_parts("articles", "Reports", "The reports that this rests on.", overviews.article_index(views))


def _in_parts(kind: str, title: str, about: str, parts: Iterator[overviews.Part[Any]]) -> Iterator[_Entry]:
    """An overview, and the pages of its parts if it is too long for one."""
    whole: OutputPath | None = None
    for path, words, view in parts:
        if whole is None:
            whole = path
            yield _Entry(kind, path, title, about, view)
        else:
            yield _Entry(kind, path, f"{title}: {words}", about, view, (title, whole))


def _periods(views: Views, path: OutputPath, subject: Link, kind: str, told: periods.Told) -> Iterator[_Entry]:
    """The pages by time of a subject of which much is told."""
    for part, words, view in periods.pages(views, path, subject, kind, told):
        title = f"{subject.text}: {words}"
        about = f"All that the reports say of {subject.text}: {words}."
        yield _Entry("period", part, title, about, view, (subject.text, path))


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


def _planned(entry: _Entry, config: Config, menu: Iterable[tuple[str, OutputPath]]) -> Planned:
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
    return Planned(site, page, entry.view, entry.profile)


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
