"""schema.org descriptions of pages, as plain dictionaries; templates write and escape them.

A page is described by what it is about, by what it rests on (`citation`), and by the way to it. What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from generator.contexts import (
    ActorCard,
    ActorIndex,
    ActorLink,
    ActorPage,
    ArticleIndex,
    ArticlePage,
    Cite,
    DataPage,
    EventView,
    Home,
    Matrix,
    Page,
    PeriodPage,
    PositionView,
    PublisherPage,
    QuoteIndex,
    QuoteView,
    ReportLink,
    Site,
    SourceIndex,
    Timeline,
    TopicIndex,
    TopicPage,
    When,
)
from generator.model import permalinks

CONTEXT = "https://schema.org"
TYPES = {"person": "Person", "organisation": "Organization", "country": "Country", "group": "Organization", "place": "Place"}
MOST = 40
"""Entries of a list that a description names."""
Described = dict[str, Any]


class Describer:
    """Descriptions of what a page shows, with addresses that work from it."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page

    def address(self, path: str) -> str:
        """Absolute where the site has an address, else from the page; "" for what has no page."""
        within = "" if self.site.base_url and path == permalinks.HOME else path
        return (self.site.base_url or self.page.root) + within if path else ""

    def report(self, title: str, path: str, source: str, when: When | None) -> Described:
        """A report as it is cited."""
        return filled(
            {
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": when.datetime if when else "",
                "publisher": source and {"@type": "Organization", "name": source},
                "url": self.address(path),
            }
        )

    def cited(self, cite: Cite) -> Described:
        """The report, at the sentence that a statement rests on."""
        return self.report(cite.title, cite.path, cite.source, cite.when)

    def listed(self, reports: Iterable[ReportLink]) -> list[Described]:
        """Reports that a page rests on."""
        return [self.report(one.title, one.path, one.source, one.when) for one in reports][:MOST]

    def actor(self, link: ActorLink) -> Described:
        """Somebody by name."""
        return filled({"@type": TYPES.get(link.kind, "Thing"), "name": link.name, "url": self.address(link.path)})

    def quote(self, quote: QuoteView) -> Described:
        """Something said."""
        return filled(
            {
                "@type": "Quotation",
                "text": quote.text,
                "spokenByCharacter": self.actor(quote.speaker) if quote.speaker else None,
                "dateCreated": quote.when.datetime if quote.when else "",
                "citation": self.cited(quote.cite),
            }
        )

    def event(self, event: EventView) -> Described:
        """Something that happened."""
        return filled(
            {
                "@type": "Event",
                "name": event.text,
                "startDate": event.when.datetime if event.when else "",
                "location": {"@type": "Place", "name": event.place.name} if event.place else None,
                "contributor": [self.actor(actor) for actor in event.actors],
                "subjectOf": [self.cited(cite) for cite in event.cites],
            }
        )

    def of_page(self, type_: str, **more: Any) -> Described:
        """The page itself."""
        return self.top(
            {
                "@type": type_,
                "name": self.page.title,
                "description": self.page.description,
                "inLanguage": self.site.language,
                "url": self.page.canonical,
                "isPartOf": {"@type": "WebSite", "name": self.site.title, "url": self.site.base_url},
                **more,
            }
        )

    def top(self, described: Described) -> Described:
        """A description that stands for itself."""
        return {"@context": CONTEXT, **filled(described)}

    def breadcrumbs(self, above: Sequence[tuple[str, str]]) -> Described:
        """The way from the home page."""
        steps = [*above, (self.page.title, str(self.page.path))]
        return self.top(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    filled({"@type": "ListItem", "position": number, "name": name, "item": self.address(path)})
                    for number, (name, path) in enumerate(steps, 1)
                ],
            }
        )


def descriptions(site: Site, page: Page, view: Any) -> list[Described]:
    """Return all descriptions of a page."""
    to, of = Describer(site, page), OF.get(type(view))
    found = list(of(to, view)) if of else [to.of_page("WebPage")] if page.kind != "missing" else []
    if page.kind not in {"home", "missing"}:
        above = [(page.above.text, page.above.path)] if page.above else []
        found.append(to.breadcrumbs([(site.title, str(permalinks.HOME)), *above]))
    return found


def filled(described: Described) -> Described:
    """Drop the keys without a value."""
    return {key: value for key, value in described.items() if value not in (None, "", [], {})}


def _home(to: Describer, view: Home) -> Iterator[Described]:
    yield to.top(
        {
            "@type": "WebSite",
            "name": to.site.title,
            "description": to.site.description,
            "inLanguage": to.site.language,
            "url": to.site.base_url,
            "dateModified": view.as_of.datetime if view.as_of else "",
            "citation": to.listed(view.latest),
        }
    )


def _article(to: Describer, view: ArticlePage) -> Iterator[Described]:
    """A report: the page is ours, the article is its publisher's."""
    yield to.top(
        {
            **to.report(view.title, to.page.path, view.source, view.when),
            "inLanguage": view.language,
            "author": view.author
            and {"@type": "Organization" if view.author == view.source else "Person", "name": view.author},
            "isBasedOn": view.url,
            "description": view.summary,
            "about": [{"@type": "DefinedTerm", "name": topic.text, "url": to.address(topic.path)} for topic in view.topics],
            "mentions": [to.actor(card.link) for card in view.actors],
            "hasPart": [to.quote(quote) for quote in view.quotes],
            "citation": view.url and {"@type": "NewsArticle", "headline": view.title, "url": view.url},
        }
    )


def _actor(to: Describer, view: ActorPage) -> Iterator[Described]:
    thing = {"@type": TYPES.get(view.kind, "Thing"), "name": view.name, "url": to.page.canonical}
    told = {"alternateName": list(view.aliases), "description": view.summary}
    yield to.top({**thing, **told, "jobTitle": [role.title for role in view.roles] if view.kind == "person" else None})
    yield to.of_page("ProfilePage", mainEntity=filled(thing), citation=to.listed(view.sources))


def _topic(to: Describer, view: TopicPage) -> Iterator[Described]:
    thing = {"@type": "DefinedTerm", "name": view.name, "description": view.summary, "url": to.page.canonical}
    yield to.top(thing)
    yield to.of_page("CollectionPage", about=filled(thing), citation=to.listed(view.sources))


def _period(to: Describer, view: PeriodPage) -> Iterator[Described]:
    about = {"@type": TYPES.get(view.kind, "Thing"), "name": view.subject.text, "url": to.address(view.subject.path)}
    yield to.of_page("CollectionPage", about=filled(about), citation=to.listed(view.sources))


def _publisher(to: Describer, view: PublisherPage) -> Iterator[Described]:
    thing = {"@type": "Organization", "name": view.card.link.text}
    yield to.top({**thing, "url": to.page.canonical})
    yield to.of_page("ProfilePage", mainEntity=thing, citation=to.listed(view.sources))


def _timeline(to: Describer, view: Timeline) -> Iterator[Described]:
    events = [event for section in view.sections for event in section.entries]
    yield to.of_page("CollectionPage", mainEntity=_list(to.event(event) for event in events[:MOST]))


def _quotes(to: Describer, view: QuoteIndex) -> Iterator[Described]:
    quotes = [quote for section in view.sections for quote in section.entries]
    yield to.of_page("CollectionPage", hasPart=[to.quote(quote) for quote in quotes[:MOST]])


def _articles(to: Describer, view: ArticleIndex) -> Iterator[Described]:
    yield to.of_page("CollectionPage", hasPart=to.listed(one for section in view.sections for one in section.entries))


def _actors(to: Describer, view: ActorIndex) -> Iterator[Described]:
    cards: list[ActorCard] = [card for section in view.sections for card in section.entries]
    yield to.of_page("CollectionPage", mainEntity=_list(to.actor(card.link) for card in cards[:MOST]))


def _topics(to: Describer, view: TopicIndex) -> Iterator[Described]:
    terms = [{"@type": "DefinedTerm", "name": card.link.text, "url": to.address(card.link.path)} for card in view.topics]
    yield to.of_page("CollectionPage", mainEntity=filled({"@type": "DefinedTermSet", "hasDefinedTerm": terms[:MOST]}))


def _positions(to: Describer, view: Matrix) -> Iterator[Described]:
    told: list[PositionView] = [cell.position for _, cells in view.rows for cell in cells if cell.position]
    cites = {position.cite.path.partition("#")[0]: position.cite for position in (*told, *view.changes, *view.others)}
    yield to.of_page("CollectionPage", citation=[to.cited(cite) for cite in list(cites.values())[:MOST]])


def _sources(to: Describer, view: SourceIndex) -> Iterator[Described]:
    named = ((card.link.text, card.link.path) for card in view.publishers[:MOST])
    publishers = ({"@type": "Organization", "name": name, "url": to.address(path)} for name, path in named)
    yield to.of_page("CollectionPage", mainEntity=_list(publishers))


def _data(to: Describer, view: DataPage) -> Iterator[Described]:
    files = [file for table in view.tables for part in table.parts for file in part.files if file.format == "csv"]
    yield to.top(
        {
            "@type": "Dataset",
            "name": to.site.title,
            "description": to.site.description or to.page.description,
            "inLanguage": to.site.language,
            "url": to.page.canonical,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": to.address(file.path)} for file in files
            ],
        }
    )


def _list(entries: Iterable[Described]) -> Described:
    listed = [{"@type": "ListItem", "position": number, "item": entry} for number, entry in enumerate(entries, 1)]
    return {"@type": "ItemList", "itemListElement": listed} if listed else {}


OF: dict[type, Callable[[Describer, Any], Iterator[Described]]] = {
    Home: _home,
    ArticlePage: _article,
    ActorPage: _actor,
    TopicPage: _topic,
    PeriodPage: _period,
    PublisherPage: _publisher,
    Timeline: _timeline,
    QuoteIndex: _quotes,
    ArticleIndex: _articles,
    ActorIndex: _actors,
    TopicIndex: _topics,
    Matrix: _positions,
    SourceIndex: _sources,
    DataPage: _data,
}
