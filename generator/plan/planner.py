"""The planner: pages by their owners, from the index and the editor's texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from generator import __version__
from generator.content.config import Config
from generator.content.files import METHOD
from generator.contexts import (
    Addresses,
    Card,
    Columns,
    DroppedShare,
    FeedView,
    Handout,
    Home,
    Link,
    Missing,
    OneFile,
    Page,
    ReportLink,
    SearchPage,
    Site,
    WrittenPage,
)
from generator.dossier import kept_editions, kept_judgements, long_lists, moved_pages, report_counts
from generator.dossier.cards import known_actor
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    CARD,
    CHANGES,
    DATA,
    DATA_PAGE,
    FEED,
    HOME,
    JUDGEMENTS,
    MODEL_DAYS,
    MOVED,
    NETWORK,
    PART,
    PUBLISHER,
    RECORDS,
    REPORT,
    SEARCH,
    TEXTS,
    TOPIC,
    WEAK,
)
from generator.dossier.index.rows import raw_views
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.report_counts import CounterKind
from generator.dossier.report_page import ReportPageDraft
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.page_kinds import FILES_BESIDE, HTML_KINDS, MENU, OVERVIEWS, TABLES
from generator.model.proofs import OutputPath, SafeHtml
from generator.model.values import Value
from generator.model.wording import as_opening
from generator.plan import changes, changes_digest, descriptions, judgements, overviews, references, subjects, tables
from generator.plan.owners import HOME_TEXT, feeds_of, introduction
from generator.plan.part_links import links_to_neighbours, part_title
from generator.plan.search import search_index, search_part
from generator.plan.subjects import PageInputs
from generator.plan.weak import weak_page
from generator.report.dates_in_words import when
from generator.theme.texts import Words, direction

MAX_FEED_ENTRIES, MAX_SUBJECT_FEED_ENTRIES = 50, 20
"""The most reports in the feed of the site, and in that of an actor or topic."""
decode = msgspec.msgpack.decode


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be rendered, and the context that it is rendered from."""

    site: Site
    page: Page
    view: Any
    profile: str = ""
    """The path of the file in which an editor described its subject, or empty."""


class _PageDraft(Value, frozen=True):
    """A page before its place in the site is known."""

    kind: str
    path: OutputPath
    title: str
    description: str
    view: Any
    above: tuple[str, OutputPath] | None = None
    feeds: tuple[Link, ...] = ()
    profile: str = ""
    about: str = ""


class Planner:
    """The pages of owners: a pure function of the index, the settings and the editor's texts."""

    def __init__(self, index: Index, config: Config, texts: Sequence[TextPage], words: Words) -> None:
        self._kept: dict[str, Any] = {}
        self._index = index
        self._config = config
        self._texts = texts
        self._words = words
        self._editor_pages = tuple(text for text in texts if text.slug != HOME_TEXT)
        lacking = {CHANGES: not kept_editions.slugs(index), JUDGEMENTS: not kept_judgements.are_any(index)}
        menu = (kind for kind in MENU if not lacking.get(kind.owner))
        self._site_menu = tuple((words(kind.menu_text), kind.path) for kind in menu if kind.path)
        self._site = Site(
            title=config.title,
            description=config.description,
            language=config.language,
            direction=direction(config.language),
            navigation=(),
            base_url=config.base_url,
            author=config.author,
            generator=f"Briefing {__version__}",
        )
        self._sources = (words("sources.title"), permalinks.SOURCES)
        self._menu = [*self._site_menu, *((text.title, permalinks.page(text.slug)) for text in self._editor_pages)]

    def pages(self, owner: str) -> tuple[list[PlannedPage], set[str]]:
        """Return the pages of an owner, and the subjects whose cards they show."""
        inputs = self.inputs()
        return [self._placed(draft) for draft in self._drafts(inputs, owner)], inputs.card_subjects

    def pages_of(self, owners: Iterable[str]) -> list[tuple[list[PlannedPage], set[str]]]:
        """Return what `pages` does of each owner; all are read at once, as SQLite locks the file for each query else."""
        with self._index.snapshot():
            return [self.pages(owner) for owner in owners]

    def sitemap(self, paths: Iterable[str]) -> PlannedPage:
        """Return the sitemap: the address of every page, in order."""
        unlisted = {permalinks.MISSING, *moved_pages.moved_pages(self._index)}
        pages = (permalinks.output(path) for path in sorted(paths) if path.endswith(".html") and path not in unlisted)
        addresses = Addresses(tuple(permalinks.absolute(self._config.base_url, path) for path in pages))
        return self._placed(_PageDraft("sitemap", permalinks.SITEMAP, "", "", addresses))

    def one_file(self, view: OneFile) -> PlannedPage:
        """Return the page that has the whole site in one file."""
        home = overviews.home(self.inputs(), SafeHtml(""))
        return self._placed(_PageDraft("single", permalinks.ONE_FILE, self._config.title, self._of_all(home), view))

    def inputs(self) -> PageInputs:
        """Return what a page is planned from that no owner has."""
        return PageInputs(self._index, self._config, self._words, set(), kept=self._kept)

    def handout(self, kind: str, view: Handout) -> PlannedPage:
        """Return the page of a hand-out: a brief, lines, or a pack."""
        return self._placed(_PageDraft(kind, permalinks.HANDOUTS[kind], self._config.title, view.about, view))

    def _drafts(self, inputs: PageInputs, owner: str) -> Iterator[_PageDraft]:
        subject, _, part = owner.partition(PART)
        if subject.startswith(DATA):
            files = tables.files(inputs, subject, part)
            yield from (_PageDraft(kind, path, "", "", rows) for kind, path, rows in files)
        elif part and subject == SEARCH:
            yield _PageDraft("search_part", permalinks.search_part(part), "", "", search_part(inputs, part))
        elif part:
            yield self._part(inputs, subject, part)
        elif subject.startswith(REPORT):
            yield self._report(inputs, subject)
        elif subject.startswith(ACTOR):
            page = self._actor(inputs, subject)
            yield page
            yield from self._feeds(subject, page.title, page.path, MAX_SUBJECT_FEED_ENTRIES)
        elif subject.startswith(TOPIC):
            page = self._topic(inputs, subject)
            yield page
            yield from self._feeds(subject, page.title, page.path, MAX_SUBJECT_FEED_ENTRIES)
        elif subject.startswith(PUBLISHER):
            yield self._publisher(inputs, subject)
        else:
            yield from self._overview(inputs, subject)

    def _overview(self, inputs: PageInputs, owner: str) -> Iterator[_PageDraft]:
        config = self._config
        if owner == HOME:
            view = replace(overviews.home(inputs, introduction(self._texts)), judgements=judgements.at_home(inputs))
            yield _PageDraft("home", permalinks.HOME, config.title, self._of_all(view), view)
        elif owner in OVERVIEWS:
            yield self._overview_draft(owner, long_lists.path_of(owner), overview_of(owner)(inputs))
        elif owner == SEARCH:
            links = tuple(Link(title, path) for title, path in self._site_menu if path != permalinks.SEARCH)
            yield self._overview_draft(owner, permalinks.SEARCH, SearchPage(links))
            yield _PageDraft("search_index", permalinks.SEARCH_INDEX, "", "", search_index(inputs, self._editor_pages))
        elif owner == FEED:
            yield from self._feeds(FEED, config.title, permalinks.HOME, MAX_FEED_ENTRIES)
            yield _PageDraft("robots", permalinks.ROBOTS, "", "", Addresses(()))
        elif owner == DATA_PAGE:
            data = tables.data_page(inputs)
            yield self._overview_draft(DATA_PAGE, permalinks.DATA, data)
            yield _PageDraft("datapackage", permalinks.DATA_PACKAGE, "", "", data)
            columns = ((f"{name}.schema", permalinks.table(name, "schema.json")) for name in TABLES)
            yield from (_PageDraft(kind, path, "", "", Columns()) for kind, path in columns)
        elif owner == NETWORK:
            yield _PageDraft("network", permalinks.NETWORK, "", "", tables.network(inputs))
        elif owner in {CHANGES, JUDGEMENTS, WEAK}:
            yield from self._changes(inputs) if owner == CHANGES else self._apart_from_reports(inputs, owner)
        elif owner == CARD:
            yield _PageDraft("card", permalinks.CARD, config.title, config.description, self._card())
        elif owner in {TEXTS, MOVED}:
            yield from self._written_pages() if owner == TEXTS else self._moved_pages()

    def _apart_from_reports(self, inputs: PageInputs, owner: str) -> Iterator[_PageDraft]:
        """Return the page of what the editors judge, or of what is weak in the briefing."""
        if owner == WEAK:
            yield replace(self._overview_draft(owner, permalinks.WEAK, weak_page(inputs)), above=self._sources)
        else:
            yield self._overview_draft(owner, permalinks.JUDGEMENTS, judgements.judgement_index(inputs))

    def _changes(self, inputs: PageInputs) -> Iterator[_PageDraft]:
        """Return what changed since the last edition, as a page, a feed and a mail; and the page of each edition."""
        latest = changes.since_latest(inputs)
        if latest is None:
            return
        yield self._changes_draft(inputs, latest, permalinks.CHANGES)
        feed = self._words("nav.changes")
        title = self._words("site.title", page=feed, site=self._config.title)
        yield _PageDraft("changes_feed", permalinks.CHANGES_FEED, title, "", changes_digest.changes_feed(inputs))
        yield _PageDraft("changes_mail", permalinks.CHANGES_MAIL, title, "", changes_digest.changes_mail(inputs, latest))
        for edition in inputs.editions:
            since = changes.since_edition(inputs, edition)
            yield self._changes_draft(inputs, since, permalinks.changes_since(edition.slug))

    def _changes_draft(self, inputs: PageInputs, since: changes.ChangesSince, path: OutputPath) -> _PageDraft:
        view, title = changes.changes_page(inputs, since, path), self._words("changes.title", name=since.edition.name)
        about = changes_digest.introduction(self._words, since)
        above = (self._words("nav.changes"), permalinks.CHANGES) if path != permalinks.CHANGES else None
        feeds = (Link(self._words("nav.changes"), permalinks.CHANGES_FEED),)
        sorts = ", ".join(section.title for section in view.sections) if path == permalinks.CHANGES else ""
        description = self._words("page.named", about=about, names=sorts) if sorts else about
        return _PageDraft("changes", path, title, description, view, above, feeds, about=about)

    def _of_all(self, home: Home) -> str:
        """Return the description of the whole briefing: the editor's, or what the page of it has."""
        return self._config.description or descriptions.of_home(home, self._words)

    def _overview_draft(self, owner: str, path: OutputPath, view: Any) -> _PageDraft:
        """Return the draft of an overview, whose kind is the name of its owner."""
        about = self._words(f"{owner}.about")
        description = descriptions.with_names(about, view, self._words)
        return _PageDraft(owner, path, self._words(f"{owner}.title"), description, view, about=about)

    def _written_pages(self) -> Iterator[_PageDraft]:
        """Return the editor's pages, and the page for addresses that do not exist."""
        for text in self._editor_pages:
            path = permalinks.page(text.slug)
            description = descriptions.of_text(text.body)
            yield _PageDraft(
                "page", path, text.title, description, WrittenPage(text.body, self._shares(text)), profile=text.path
            )
        view = Missing(tuple(Link(title, path) for title, path in self._site_menu))
        yield _PageDraft("missing", permalinks.MISSING, self._words("missing.title"), self._words("missing.about"), view)

    def _shares(self, text: TextPage) -> tuple[DroppedShare, ...]:
        """Return what the page on method says of derivers other than the rules."""
        shares = report_counts.shares_dropped(self._index.counters) if text.slug == METHOD else ()
        told = self._index.meta.get(MODEL_DAYS)
        days = msgspec.msgpack.decode(told, type=dict[str, tuple[str, str]]) if shares and told else {}
        return tuple(
            DroppedShare(*one, round(100 * one.dropped / one.given), *days.get(one.deriver, ("", ""))) for one in shares
        )

    def _moved_pages(self) -> Iterator[_PageDraft]:
        """Return the pages at old addresses."""
        for path, moved in moved_pages.moved_pages(self._index).items():
            yield _PageDraft("moved", path, self._words("moved.title"), "", moved)

    def _feeds(self, subject: str, title: str, page: OutputPath, limit: int) -> Iterator[_PageDraft]:
        """Return the feeds of the latest reports: of all, or of one actor or topic."""
        feed = FeedView(raw_views(self._index.rows.by_date(subject, RECORDS, limit=limit)), page)
        paths = [permalinks.ATOM, permalinks.JSON_FEED] if subject == FEED else [link.path for link in _feed_links(title, page)]
        for kind, path in zip(("atom", "json_feed"), paths, strict=True):
            yield _PageDraft(kind, permalinks.output(path), title, "", feed)

    def _card(self) -> Card:
        as_of = when(self._words, self._index.reports.date_range()[1])
        return Card(as_of, self._index.reports.count(), len(self._index.counters.ranked(HOME, CounterKind.PUBLISHERS)))

    def _report(self, inputs: PageInputs, subject: str) -> _PageDraft:
        slug = subject.removeprefix(REPORT)
        report = decode(self._index.rows.value_at(subject, "draft", "", ""), type=ReportPageDraft)
        rows = self._index.rows.by_date(subject, "positions", latest=False)
        reports = self._index.reports
        copies = self._index.texts.copies_linked(slug)
        inputs.card_subjects.update(references.subjects_of(report.references))
        previous, following = map(reports.link, reports.neighbours(*reports.order_key(slug)))
        view = replace(
            report.page,
            positions=raw_views(rows),
            previous=decode(previous, type=ReportLink) if previous else None,
            following=decode(following, type=ReportLink) if following else None,
            copies=decode(copies, type=tuple[ReportLink, ...]) if copies else (),
            references=tuple(references.resolved(self._index, one) for one in report.references),
        )
        above = (self._words("articles.title"), permalinks.ARTICLES)
        about = report.about or descriptions.with_names(self._words("page.sentence", text=view.title), view, self._words)
        return _PageDraft("article", permalinks.article(slug), view.title, about, view, above)

    def _actor(self, inputs: PageInputs, subject: str) -> _PageDraft:
        known = known_actor(self._index, subject.removeprefix(ACTOR))
        if known is None:
            raise KeyError(subject)
        view, path = subjects.actor_page(inputs, known), permalinks.actor(known.slug)
        about = view.summary or descriptions.with_names(self._words("actor.about", name=known.name), view, self._words)
        above = (self._words("actors.title"), permalinks.ACTORS)
        profile = known.profile.where.path if known.profile else ""
        return _PageDraft("actor", path, known.name, about, view, above, _feed_links(known.name, path), profile)

    def _topic(self, inputs: PageInputs, subject: str) -> _PageDraft:
        topic = decode(self._index.subjects.get(subject), type=KnownTopic)
        view, path = subjects.topic_page(inputs, topic), permalinks.topic(topic.slug)
        view = replace(view, judgements=judgements.judgements_on(inputs, topic))
        title = _title_of(topic)
        about = view.summary or descriptions.with_names(self._words("topic.about", name=title), view, self._words)
        above = (self._words("topics.title"), permalinks.TOPICS)
        profile = topic.profile.where.path if topic.profile else ""
        return _PageDraft("topic", path, title, about, view, above, _feed_links(title, path), profile)

    def _publisher(self, inputs: PageInputs, subject: str) -> _PageDraft:
        view, name = subjects.publisher_page(inputs, subject), self._name_and_kind(subject)[0]
        about = self._words("publisher.about", name=name)
        return _PageDraft("publisher", long_lists.path_of(subject), name, about, view, self._sources)

    def _part(self, inputs: PageInputs, subject: str, key: str) -> _PageDraft:
        """Return a part of a list that is too long for one page."""
        parts = subjects.parts_of(inputs, subject)
        part = next(part for part in parts if part.key == key)
        path, part_name = long_lists.path_of(subject), part_title(key, self._words)
        neighbours = links_to_neighbours(path, parts, key, self._words)
        rows = long_lists.rows_of(self._index, subject, part)
        part_path = permalinks.part(path, key)
        if subject in OVERVIEWS:
            overview = self._overview_draft(subject, path, overview_of(subject)(inputs, rows, neighbours))
            title = self._words("page.part", title=overview.title, part=part_name)
            description = self._words("page.named", about=overview.about, names=part_name)
            return replace(overview, path=part_path, title=title, description=description, above=(overview.title, path))
        name, kind = self._name_and_kind(subject)
        view = subjects.period_page(rows, Link(name, path), kind, neighbours)
        title, about = (
            self._words("page.part", title=name, part=part_name),
            self._words("period.about", name=name, part=part_name),
        )
        return _PageDraft("period", part_path, title, about, view, (name, path))

    def _name_and_kind(self, subject: str) -> tuple[str, str]:
        if subject.startswith(PUBLISHER):
            return self._index.counters.ranked(subject, CounterKind.PUBLISHER_NAME, 1)[0][0], "publisher"
        raw = self._index.subjects.get(subject)
        if subject.startswith(TOPIC):
            return _title_of(decode(raw, type=KnownTopic)), "topic"
        known = decode(raw, type=KnownActor)
        return known.name, known.kind.value

    def _placed(self, draft: _PageDraft) -> PlannedPage:
        config = self._config
        is_file = draft.kind not in HTML_KINDS
        has_address = bool(config.base_url) and draft.kind not in {"missing", "moved", *FILES_BESIDE}
        page = Page(
            path=draft.path,
            root=_path_to_root(draft.path, config),
            title=draft.title,
            description=descriptions.shortened(draft.description),
            about=draft.about,
            kind=draft.kind,
            canonical=permalinks.absolute(config.base_url, draft.path) if has_address else "",
            above=Link(*draft.above) if draft.above else None,
            feeds=draft.feeds,
            card=permalinks.CARD if config.base_url and not is_file else None,
        )
        menu = () if is_file else tuple(Link(title, path, path == draft.path) for title, path in self._menu)
        return PlannedPage(replace(self._site, navigation=menu), page, draft.view, draft.profile)


def overview_of(owner: str) -> Callable[..., Any]:
    """Return the function that plans an overview: of `inputs`, and for a part of it `rows` and `neighbours`."""
    return cast("Callable[..., Any]", getattr(overviews, OVERVIEWS[owner].overview))


def _feed_links(title: str, page: OutputPath) -> tuple[Link, ...]:
    return tuple(Link(title, path) for path in feeds_of(page))


def _title_of(topic: KnownTopic) -> str:
    return as_opening(topic.name)


def _path_to_root(path: OutputPath, config: Config) -> str:
    """Return the path from a page to the root; the absolute one for the page of missing addresses, shown at any depth."""
    return config.base_url if path == permalinks.MISSING and config.base_url else permalinks.root_from(path)
