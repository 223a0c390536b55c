"""The pages of the site, planned from the index.

Pages belong to owners: each actor, topic and report has its page; a list that is too long for one page has one for each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from generator import __version__
from generator.content.config import Config
from generator.contexts import (
    Addresses,
    Card,
    Columns,
    FeedView,
    Link,
    Missing,
    OneFile,
    Page,
    ReportLink,
    SearchPage,
    Site,
    WrittenPage,
)
from generator.dossier import long_lists
from generator.dossier.cards import known_actor
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    CARD,
    DATA,
    DATA_PAGE,
    FEED,
    HOME,
    NETWORK,
    PART,
    PUBLISHER,
    RECORDS,
    REPORT,
    SEARCH,
    TEXTS,
    TOPIC,
)
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.report_counts import CounterKind
from generator.dossier.report_page import ReportPageDraft
from generator.dossier.views import raw_views
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.page_kinds import HTML_KINDS, MENU, OVERVIEWS, PAGE_KINDS, TABLES
from generator.model.problems import InputError, Problem, Where
from generator.model.proofs import OutputPath, SafeHtml
from generator.plan import overviews, search, subjects, tables
from generator.plan.owners import HOME_TEXT, feeds_of
from generator.plan.part_links import links_to_neighbours, part_title
from generator.plan.subjects import Look
from generator.report.dates_in_words import when
from generator.theme.texts import Words, direction

FEED_ENTRIES, FEED_ENTRIES_OF_ONE = 50, 20
"""Reports in the feed of all, and in that of one actor or topic."""
MAX_DESCRIPTION = 200
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
    feeds: tuple[Link, ...] = ()
    profile: str = ""


class Planner:
    """Pages by their owners: a function of the index and of what the editor wrote."""

    def __init__(self, index: Index, config: Config, texts: Sequence[TextPage], words: Words) -> None:
        self._index = index
        self._config = config
        self._texts = texts
        self._words = words
        self._written = tuple(text for text in texts if text.slug != HOME_TEXT)
        self._own_menu = tuple((words(kind.menu_text), kind.path) for kind in MENU if kind.path)
        self._menu = [*self._own_menu, *((text.title, permalinks.page(text.slug)) for text in self._written)]

    def pages(self, owner: str) -> tuple[list[Planned], set[str]]:
        """An owner's pages, and the subjects whose cards they show."""
        look = Look(self._index, self._config, self._words, set())
        return [self._planned(entry) for entry in self._entries(look, owner)], look.uses

    def sitemap(self, paths: Iterable[str]) -> Planned:
        """Every page's address, in order."""
        pages = (permalinks.output(path) for path in sorted(paths) if path.endswith(".html") and path != permalinks.MISSING)
        addresses = Addresses(tuple(permalinks.absolute(self._config.base_url, path) for path in pages))
        return self._planned(_Entry("sitemap", permalinks.SITEMAP, "", "", addresses))

    def one_file(self, view: OneFile) -> Planned:
        """The whole briefing in one file."""
        return self._planned(_Entry("single", permalinks.ONE_FILE, self._config.title, self._config.description, view))

    def _entries(self, look: Look, owner: str) -> Iterator[_Entry]:
        subject, _, part = owner.partition(PART)
        if subject.startswith(DATA):
            found = tables.files(look, subject, part)
            yield from (_Entry(kind, path, "", "", rows) for kind, path, rows in found)
        elif part:
            yield self._part(look, subject, part)
        elif subject.startswith(REPORT):
            yield self._report(subject)
        elif subject.startswith(ACTOR):
            page = self._actor(look, subject)
            yield page
            yield from self._feeds(subject, page.title, page.path, FEED_ENTRIES_OF_ONE)
        elif subject.startswith(TOPIC):
            page = self._topic(look, subject)
            yield page
            yield from self._feeds(subject, page.title, page.path, FEED_ENTRIES_OF_ONE)
        elif subject.startswith(PUBLISHER):
            yield self._publisher(look, subject)
        else:
            yield from self._overview(look, subject)

    def _overview(self, look: Look, owner: str) -> Iterator[_Entry]:
        config = self._config
        if owner == HOME:
            introduction = next((text.body for text in self._texts if text.slug == HOME_TEXT), SafeHtml(""))
            yield _Entry("home", permalinks.HOME, config.title, config.description, overviews.home(look, introduction))
        elif owner in OVERVIEWS:
            yield self._listed(owner, long_lists.path_of(owner), overview_of(owner)(look))
        elif owner == SEARCH:
            places = tuple(Link(title, path) for title, path in self._own_menu if path != permalinks.SEARCH)
            yield self._listed(owner, permalinks.SEARCH, SearchPage(places))
            yield _Entry("search_index", permalinks.SEARCH_INDEX, "", "", search.index(look))
        elif owner == FEED:
            yield from self._feeds(FEED, config.title, permalinks.HOME, FEED_ENTRIES)
            yield _Entry("robots", permalinks.ROBOTS, "", "", Addresses(()))
        elif owner == DATA_PAGE:
            data = tables.data_page(look)
            yield self._listed(DATA_PAGE, permalinks.DATA, data)
            yield _Entry("datapackage", permalinks.DATA_PACKAGE, "", "", data)
            columns = ((f"{name}.schema", permalinks.table(name, "schema.json")) for name in TABLES)
            yield from (_Entry(kind, path, "", "", Columns()) for kind, path in columns)
        elif owner == NETWORK:
            yield _Entry("network", permalinks.NETWORK, "", "", tables.network(look))
        elif owner == CARD:
            yield _Entry("card", permalinks.CARD, config.title, config.description, self._card())
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

    def _feeds(self, subject: str, title: str, of: OutputPath, most: int) -> Iterator[_Entry]:
        """The latest reports of the dossier, or on one actor or topic."""
        feed = FeedView(raw_views(self._index.rows.by_date(subject, RECORDS, limit=most)), of)
        paths = [permalinks.ATOM, permalinks.JSON_FEED] if subject == FEED else [link.path for link in _feed_links(title, of)]
        for kind, path in zip(("atom", "json_feed"), paths, strict=True):
            yield _Entry(kind, permalinks.output(path), title, "", feed)

    def _card(self) -> Card:
        as_of = when(self._words, self._index.reports.date_range()[1])
        return Card(as_of, self._index.reports.count(), len(self._index.counters.ranked(HOME, CounterKind.PUBLISHERS)))

    def _report(self, subject: str) -> _Entry:
        slug = subject.removeprefix(REPORT)
        drafted = decode(self._index.rows.value_at(subject, "draft", "", ""), type=ReportPageDraft)
        rows = self._index.rows.by_date(subject, "positions", latest=False)
        reports = self._index.reports
        before, after = map(reports.link, reports.neighbours(*reports.order_key(slug)))
        view = replace(
            drafted.page,
            positions=raw_views(rows),
            previous=decode(before, type=ReportLink) if before else None,
            following=decode(after, type=ReportLink) if after else None,
        )
        above = (self._words("articles.title"), permalinks.ARTICLES)
        return _Entry("article", permalinks.article(slug), view.title, drafted.about, view, above)

    def _actor(self, look: Look, subject: str) -> _Entry:
        known = known_actor(self._index, subject.removeprefix(ACTOR))
        if known is None:
            raise KeyError(subject)
        view, path = subjects.actor_page(look, known), permalinks.actor(known.slug)
        about = view.summary or self._words("actor.about", name=known.name)
        above = (self._words("actors.title"), permalinks.ACTORS)
        profile = known.profile.where.path if known.profile else ""
        return _Entry("actor", path, known.name, about, view, above, _feed_links(known.name, path), profile)

    def _topic(self, look: Look, subject: str) -> _Entry:
        topic = decode(self._index.subjects.get(subject), type=KnownTopic)
        view, path = subjects.topic_page(look, topic), permalinks.topic(topic.slug)
        title = _title_of(topic)
        about = view.summary or self._words("topic.about", name=title)
        above = (self._words("topics.title"), permalinks.TOPICS)
        profile = topic.profile.where.path if topic.profile else ""
        return _Entry("topic", path, title, about, view, above, _feed_links(title, path), profile)

    def _publisher(self, look: Look, subject: str) -> _Entry:
        view, name = subjects.publisher_page(look, subject), self._name(subject)[0]
        above = (self._words("sources.title"), permalinks.SOURCES)
        return _Entry("publisher", long_lists.path_of(subject), name, self._words("publisher.about", name=name), view, above)

    def _part(self, look: Look, subject: str, key: str) -> _Entry:
        """A part of a list that is too long for one page."""
        parts = subjects.parts_of(look, subject)
        part = next(part for part in parts if part.key == key)
        path, part_name = long_lists.path_of(subject), part_title(key, self._words)
        near = links_to_neighbours(path, parts, key, self._words)
        rows = long_lists.rows_of(self._index, subject, part)
        part_path = permalinks.part(path, key)
        if subject in OVERVIEWS:
            whole = self._listed(subject, path, overview_of(subject)(look, rows, near))
            title = self._words("page.part", title=whole.title, part=part_name)
            return replace(whole, path=part_path, title=title, above=(whole.title, path))
        name, kind = self._name(subject)
        view = subjects.period_page(rows, Link(name, path), kind, near)
        title, about = (
            self._words("page.part", title=name, part=part_name),
            self._words("period.about", name=name, part=part_name),
        )
        return _Entry("period", part_path, title, about, view, (name, path))

    def _name(self, subject: str) -> tuple[str, str]:
        if subject.startswith(PUBLISHER):
            return self._index.counters.ranked(subject, CounterKind.PUBLISHER_NAME, 1)[0][0], "publisher"
        raw = self._index.subjects.get(subject)
        if subject.startswith(TOPIC):
            return _title_of(decode(raw, type=KnownTopic)), "topic"
        known = decode(raw, type=KnownActor)
        return known.name, known.kind.value

    def _planned(self, entry: _Entry) -> Planned:
        config = self._config
        bare = entry.kind not in HTML_KINDS
        page = Page(
            path=entry.path,
            root=_root(entry.path, config),
            title=entry.title,
            description=_shortened(entry.description),
            kind=entry.kind,
            canonical=permalinks.absolute(config.base_url, entry.path) if entry.kind not in {"missing", "single"} else "",
            above=Link(*entry.above) if entry.above else None,
            feeds=entry.feeds,
            card=permalinks.CARD if config.base_url and not bare else None,
        )
        site = Site(
            title=config.title,
            description=config.description,
            language=config.language,
            direction=direction(config.language),
            navigation=() if bare else tuple(Link(title, path, path == entry.path) for title, path in self._menu),
            base_url=config.base_url,
            author=config.author,
            generator=f"Briefing {__version__}",
        )
        return Planned(site, page, entry.view, entry.profile)


def refuse_taken(texts: Sequence[TextPage]) -> None:
    """Raise InputError when an editor's page wants an address that is taken."""
    own = {kind.path for kind in PAGE_KINDS.values() if kind.path and kind.owner}
    problems = [
        Problem(Where(text.path), f"the page {permalinks.page(text.slug)!r} is the site's own", "rename the file")
        for text in texts
        if text.slug != HOME_TEXT and permalinks.page(text.slug) in own
    ]
    if problems:
        raise InputError(problems)


def overview_of(owner: str) -> Callable[..., Any]:
    """Return the function that plans an overview: (look) for its page, (look, rows, links to neighbours) for a part of it."""
    function: Callable[..., Any] = getattr(overviews, OVERVIEWS[owner].overview)
    return function


def _feed_links(title: str, page: OutputPath) -> tuple[Link, ...]:
    return tuple(Link(title, path) for path in feeds_of(page))


def _title_of(topic: KnownTopic) -> str:
    return topic.name[:1].upper() + topic.name[1:]


def _root(path: OutputPath, config: Config) -> str:
    """The way to the root; the page for missing addresses is shown at any depth, so it needs the absolute one."""
    return config.base_url if path == permalinks.MISSING and config.base_url else permalinks.root_from(path)


def _shortened(text: str) -> str:
    """A description of at most two lines, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_DESCRIPTION else flat[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + "…"
