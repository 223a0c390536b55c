"""What is on the shelves to Pages; `owners` reads as the site's table of contents.

Pages belong to owners: each actor, topic and report has its page; a list that is too long for one page has one for each part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from generator import __version__, permalinks
from generator.assemble.topics import KnownTopic
from generator.catalogue import Catalogue
from generator.config import Config
from generator.contexts import Addresses, Feed, Link, Missing, Page, ReportLink, Site, WrittenPage
from generator.model import OutputPath, SafeHtml, TextPage
from generator.plan import linked_data, overviews, paging, periods, subjects
from generator.plan.articles import Draft
from generator.plan.cards import known_actor
from generator.plan.entries import (
    ACTOR,
    ACTORS,
    ARTICLES,
    FEED,
    HOME,
    POSITIONS,
    QUOTES,
    REPORT,
    TIMELINE,
    TOPIC,
    TOPICS,
)
from generator.plan.subjects import Look
from generator.plan.views import KnownActor
from generator.problems import InputError, Problem, Where
from generator.shelves import Shelves
from generator.words import Words, direction

HOME_TEXT = "home"
FEED_ENTRIES = 50
MAX_DESCRIPTION = 200
TEXTS, PART = "texts", "|"
NAVIGATION = (
    ("nav.briefing", permalinks.HOME),
    ("nav.timeline", permalinks.TIMELINE),
    ("nav.actors", permalinks.ACTORS),
    ("nav.topics", permalinks.TOPICS),
    ("nav.positions", permalinks.POSITIONS),
    ("nav.quotes", permalinks.QUOTES),
    ("nav.reports", permalinks.ARTICLES),
)
"""The site's own pages in the menu: the key of each one's name, and its path."""
IN_PARTS = {
    TIMELINE: overviews.timeline,
    ACTORS: overviews.actor_index,
    QUOTES: overviews.quote_index,
    ARTICLES: overviews.article_index,
}
"""Lists that may be too long for one page. Their titles, and what they are about, are texts in groups of the same names."""
FIXED = (HOME, TOPICS, POSITIONS, *IN_PARTS, FEED, TEXTS)
decode = msgspec.msgpack.decode


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


def owners(shelves: Shelves, catalogue: Catalogue) -> Iterator[str]:
    """Everybody who has pages: the site's table of contents."""
    yield from FIXED
    yield from (REPORT + slug for _, slug in catalogue.order())
    numbers = shelves.numbers("reports")
    shown = {subject for subject, card in catalogue.cards().items() if card and subject in numbers}
    yield from sorted(shown)
    for subject, raw in catalogue.all_parts().items():
        if subject in shown or subject in IN_PARTS:
            yield from (f"{subject}{PART}{span.key}" for span in decode(raw, type=list[paging.Span]))


def is_owner(shelves: Shelves, catalogue: Catalogue, owner: str) -> bool:
    """Whether one has pages: whether `owners` names it."""
    subject, _, part = owner.partition(PART)
    if subject.startswith(REPORT):
        return not part and bool(catalogue.link(subject.removeprefix(REPORT)))
    is_fixed = subject in FIXED
    if not (is_fixed or (catalogue.card(subject) and shelves.number(subject, "reports"))):
        return False
    if not part:
        return True
    raw = catalogue.parts(subject)
    return bool(raw) and any(span.key == part for span in decode(raw, type=list[paging.Span]))


def paths_of(owner: str, texts: Sequence[TextPage]) -> tuple[OutputPath, ...]:
    """Where an owner's pages lie, by its name alone."""
    subject, _, part = owner.partition(PART)
    if part:
        return (permalinks.part(periods.path_of(subject), part),)
    if subject.startswith(REPORT):
        return (permalinks.article(subject.removeprefix(REPORT)),)
    if subject == HOME:
        return (permalinks.HOME,)
    if subject == FEED:
        return (permalinks.ATOM, permalinks.JSON_FEED, permalinks.ROBOTS)
    if subject == TEXTS:
        return (*(permalinks.page(text.slug) for text in texts if text.slug != HOME_TEXT), permalinks.MISSING)
    return (periods.path_of(subject),)


class Planner:
    """Pages by their owners: a function of what is on the shelves, and of what the editor wrote."""

    def __init__(self, shelves: Shelves, catalogue: Catalogue, config: Config, texts: Sequence[TextPage], words: Words) -> None:
        self._shelves = shelves
        self._catalogue = catalogue
        self._config = config
        self._texts = texts
        self._words = words
        self._written = tuple(text for text in texts if text.slug != HOME_TEXT)
        self._own_menu = tuple((words(key), path) for key, path in NAVIGATION)
        self._menu = [*self._own_menu, *((text.title, permalinks.page(text.slug)) for text in self._written)]

    def pages(self, owner: str) -> tuple[list[Planned], set[str]]:
        """An owner's pages, and the subjects whose cards they show."""
        look = Look(self._shelves, self._catalogue, self._config, self._words, set())
        return [self._planned(entry) for entry in self._entries(look, owner)], look.uses

    def sitemap(self, paths: Iterable[str]) -> Planned:
        """Every page's address, in order."""
        pages = (permalinks.output(path) for path in sorted(paths) if path.endswith(".html") and path != permalinks.MISSING)
        addresses = Addresses(tuple(permalinks.absolute(self._config.base_url, path) for path in pages))
        return self._planned(_Entry("sitemap", permalinks.SITEMAP, "", "", addresses))

    def _entries(self, look: Look, owner: str) -> Iterator[_Entry]:
        subject, _, part = owner.partition(PART)
        if part:
            yield self._part(look, subject, part)
        elif subject.startswith(REPORT):
            yield self._report(subject)
        elif subject.startswith(ACTOR):
            yield self._actor(look, subject)
        elif subject.startswith(TOPIC):
            yield self._topic(look, subject)
        else:
            yield from self._overview(look, subject)

    def _overview(self, look: Look, owner: str) -> Iterator[_Entry]:
        config = self._config
        if owner == HOME:
            introduction = next((text.body for text in self._texts if text.slug == HOME_TEXT), SafeHtml(""))
            described = (linked_data.site(config),)
            view = overviews.home(look, introduction)
            yield _Entry("home", permalinks.HOME, config.title, config.description, view, None, described)
        elif owner == TOPICS:
            yield self._listed(owner, permalinks.TOPICS, overviews.topic_index(look))
        elif owner == POSITIONS:
            yield self._listed(owner, permalinks.POSITIONS, overviews.matrix(look))
        elif owner in IN_PARTS:
            yield self._listed(owner, periods.path_of(owner), IN_PARTS[owner](look))
        elif owner == FEED:
            yield from self._feeds()
        elif owner == TEXTS:
            yield from self._own()

    def _listed(self, owner: str, path: OutputPath, view: Any) -> _Entry:
        """An overview, which has the name of its owner."""
        return _Entry(owner, path, self._words(f"{owner}.title"), self._words(f"{owner}.about"), view)

    def _own(self) -> Iterator[_Entry]:
        """The editor's pages, and the page for addresses that do not exist."""
        for text in self._written:
            path = permalinks.page(text.slug)
            yield _Entry("page", path, text.title, self._config.description, WrittenPage(text.body), profile=text.path)
        view = Missing(tuple(Link(title, path) for title, path in self._own_menu))
        yield _Entry("missing", permalinks.MISSING, self._words("missing.title"), self._words("missing.about"), view)

    def _feeds(self) -> Iterator[_Entry]:
        feed = Feed(periods.every(self._shelves.rows(FEED, "entries", most=FEED_ENTRIES)))
        yield _Entry("atom", permalinks.ATOM, "", "", feed)
        yield _Entry("json_feed", permalinks.JSON_FEED, "", "", feed)
        yield _Entry("robots", permalinks.ROBOTS, "", "", Addresses(()))

    def _report(self, subject: str) -> _Entry:
        slug = subject.removeprefix(REPORT)
        drafted = decode(self._shelves.at(subject, "draft", "", ""), type=Draft)
        rows = self._shelves.rows(subject, "positions", latest=False)
        before, after = (self._catalogue.link(beside) for beside in self._catalogue.beside(*self._catalogue.place_of(slug)))
        view = replace(
            drafted.page,
            positions=periods.every(rows),
            previous=decode(before, type=ReportLink) if before else None,
            following=decode(after, type=ReportLink) if after else None,
        )
        above = (self._words("articles.title"), permalinks.ARTICLES)
        return _Entry("article", permalinks.article(slug), view.title, drafted.about, view, above, (drafted.described,))

    def _actor(self, look: Look, subject: str) -> _Entry:
        known = known_actor(self._catalogue, subject.removeprefix(ACTOR))
        if known is None:
            raise KeyError(subject)
        view, path = subjects.actor_page(look, known), permalinks.actor(known.slug)
        about = view.summary or self._words("actor.about", name=known.name)
        above = (self._words("actors.title"), permalinks.ACTORS)
        described = (linked_data.actor(self._config, view, known.kind, path),)
        profile = known.profile.where.path if known.profile else ""
        return _Entry("actor", path, known.name, about, view, above, described, profile)

    def _topic(self, look: Look, subject: str) -> _Entry:
        topic = decode(self._catalogue.subject(subject), type=KnownTopic)
        view, path = subjects.topic_page(look, topic), permalinks.topic(topic.slug)
        title = _title_of(topic)
        about = view.summary or self._words("topic.about", name=title)
        above = (self._words("topics.title"), permalinks.TOPICS)
        described = (linked_data.topic(self._config, view, path),)
        profile = topic.profile.where.path if topic.profile else ""
        return _Entry("topic", path, title, about, view, above, described, profile)

    def _part(self, look: Look, subject: str, key: str) -> _Entry:
        """A part of a list that is too long for one page."""
        spans = subjects.spans_of(look, subject)
        span = next(span for span in spans if span.key == key)
        path, named = periods.path_of(subject), paging.named(key, self._words)
        near = paging.around(path, spans, key, self._words)
        rows = periods.rows_of(self._shelves, subject, span)
        part = permalinks.part(path, key)
        if subject in IN_PARTS:
            whole = self._listed(subject, path, IN_PARTS[subject](look, rows, near))
            title = self._words("page.part", title=whole.title, part=named)
            return replace(whole, path=part, title=title, above=(whole.title, path))
        name, kind = self._name(subject)
        view = periods.period(rows, Link(name, path), kind, near)
        title, about = self._words("page.part", title=name, part=named), self._words("period.about", name=name, part=named)
        return _Entry("period", part, title, about, view, (name, path))

    def _name(self, subject: str) -> tuple[str, str]:
        raw = self._catalogue.subject(subject)
        if subject.startswith(TOPIC):
            return _title_of(decode(raw, type=KnownTopic)), "topic"
        known = decode(raw, type=KnownActor)
        return known.name, known.kind.value

    def _planned(self, entry: _Entry) -> Planned:
        config = self._config
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
        machine = entry.kind in {"atom", "json_feed", "sitemap", "robots"}
        site = Site(
            title=config.title,
            description=config.description,
            language=config.language,
            direction=direction(config.language),
            navigation=() if machine else tuple(Link(title, path, path == entry.path) for title, path in self._menu),
            base_url=config.base_url,
            author=config.author,
            generator=f"Briefing {__version__}",
        )
        return Planned(site, page, entry.view, entry.profile)


def refuse_taken(texts: Sequence[TextPage]) -> None:
    """Raise InputError when an editor's page wants an address that is taken."""
    own = {path for _, path in NAVIGATION} | {permalinks.MISSING}
    problems = [
        Problem(Where(text.path), f"the page {permalinks.page(text.slug)!r} is the site's own", "rename the file")
        for text in texts
        if text.slug != HOME_TEXT and permalinks.page(text.slug) in own
    ]
    if problems:
        raise InputError(problems)


def _title_of(topic: KnownTopic) -> str:
    return topic.name[:1].upper() + topic.name[1:]


def _root(path: OutputPath, config: Config) -> str:
    """The way to the root; the page for missing addresses is shown at any depth, so it needs the absolute one."""
    return config.base_url if path == permalinks.MISSING and config.base_url else permalinks.root_from(path)


def _shortened(text: str) -> str:
    """A description of at most two lines, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_DESCRIPTION else flat[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + "…"
