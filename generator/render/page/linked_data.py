"""schema.org descriptions of pages, as plain dictionaries; templates write and escape them.

A page is described by its subject, its sources (`citation`) and its breadcrumbs. Unknown values are left out.
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
TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "country": "Country",
    "group": "Organization",
    "place": "Place",
    "thing": "Thing",
}
MAX_LIST_ENTRIES = 40
"""The most entries of a list in a description."""
Described = dict[str, Any]


class Describer:
    """Descriptions of what a page shows, with addresses that work from it."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page

    def address(self, path: str) -> str:
        """Return an absolute address where the site has one, else a path from the page; "" for an empty path."""
        within = "" if self.site.base_url and path == permalinks.HOME else path
        return (self.site.base_url or self.page.root) + within if path else ""

    def report(self, title: str, path: str, source: str, when: When | None) -> Described:
        """Describe a report."""
        return without_empty_values(
            {
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": when.datetime if when else "",
                "publisher": source and {"@type": "Organization", "name": source},
                "url": self.address(path),
            }
        )

    def cited(self, cite: Cite) -> Described:
        """Describe the report of a citation, at its sentence."""
        return self.report(cite.title, cite.path, cite.source, cite.when)

    def reports(self, reports: Iterable[ReportLink]) -> list[Described]:
        """Describe the first reports of a list."""
        return [self.report(report.title, report.path, report.source, report.when) for report in reports][:MAX_LIST_ENTRIES]

    def actor(self, link: ActorLink) -> Described:
        """Describe an actor."""
        return without_empty_values({"@type": TYPES.get(link.kind, "Thing"), "name": link.name, "url": self.address(link.path)})

    def quote(self, quote: QuoteView) -> Described:
        """Describe a quote."""
        return without_empty_values(
            {
                "@type": "Quotation",
                "text": quote.text,
                "spokenByCharacter": [self.actor(speaker) for speaker in quote.speakers],
                "dateCreated": quote.when.datetime if quote.when else "",
                "citation": self.cited(quote.cite),
            }
        )

    def event(self, event: EventView) -> Described:
        """Describe an event."""
        return without_empty_values(
            {
                "@type": "Event",
                "name": event.text,
                "startDate": event.when.datetime if event.when else "",
                "location": {"@type": "Place", "name": event.place.name} if event.place else None,
                "contributor": [self.actor(actor) for actor in event.actors],
                "subjectOf": [self.cited(cite) for cite in event.cites],
            }
        )

    def page_itself(self, type_: str, **more: Any) -> Described:
        """Describe the page itself, with further properties."""
        return self.standalone(
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

    def standalone(self, described: Described) -> Described:
        """Return a description with its context, for a script of its own."""
        return {"@context": CONTEXT, **without_empty_values(described)}

    def breadcrumbs(self, above: Sequence[tuple[str, str]]) -> Described:
        """Describe the path from the home page."""
        steps = [*above, (self.page.title, str(self.page.path))]
        return self.standalone(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    without_empty_values({"@type": "ListItem", "position": number, "name": name, "item": self.address(path)})
                    for number, (name, path) in enumerate(steps, 1)
                ],
            }
        )


def descriptions(site: Site, page: Page, view: Any) -> list[Described]:
    """Return all descriptions of a page."""
    describe, describe_view = Describer(site, page), DESCRIBE_BY_VIEW.get(type(view))
    described = (
        list(describe_view(describe, view))
        if describe_view
        else [describe.page_itself("WebPage")]
        if page.kind != "missing"
        else []
    )
    if page.kind not in {"home", "missing"}:
        above = [(page.above.text, page.above.path)] if page.above else []
        described.append(describe.breadcrumbs([(site.title, str(permalinks.HOME)), *above]))
    return described


def without_empty_values(described: Described) -> Described:
    """Return a description without the keys that have no value."""
    return {key: value for key, value in described.items() if value or value not in (None, "", [], {})}


def _home(describe: Describer, view: Home) -> Iterator[Described]:
    yield describe.standalone(
        {
            "@type": "WebSite",
            "name": describe.site.title,
            "description": describe.site.description,
            "inLanguage": describe.site.language,
            "url": describe.site.base_url,
            "dateModified": view.as_of.datetime if view.as_of else "",
            "citation": describe.reports(view.latest),
        }
    )


def _article(describe: Describer, view: ArticlePage) -> Iterator[Described]:
    """Describe a report as the article of its publisher."""
    yield describe.standalone(
        {
            **describe.report(view.title, describe.page.path, view.source, view.when),
            "inLanguage": view.language,
            "author": view.author
            and {"@type": "Organization" if view.author == view.source else "Person", "name": view.author},
            "isBasedOn": view.url,
            "description": view.summary,
            "about": [
                {"@type": "DefinedTerm", "name": topic.text, "url": describe.address(topic.path)} for topic in view.topics
            ],
            "mentions": [describe.actor(card.link) for card in view.actors],
            "hasPart": [describe.quote(quote) for quote in view.quotes],
            "citation": view.url and {"@type": "NewsArticle", "headline": view.title, "url": view.url},
        }
    )


def _actor(describe: Describer, view: ActorPage) -> Iterator[Described]:
    thing = {"@type": TYPES.get(view.kind, "Thing"), "name": view.name, "url": describe.page.canonical}
    details = {"alternateName": list(view.aliases), "description": view.summary, "sameAs": list(view.same_as)}
    yield describe.standalone(
        {**thing, **details, "jobTitle": [role.title for role in view.roles] if view.kind == "person" else None}
    )
    yield describe.page_itself("ProfilePage", mainEntity=without_empty_values(thing), citation=describe.reports(view.sources))


def _topic(describe: Describer, view: TopicPage) -> Iterator[Described]:
    thing = {"@type": "DefinedTerm", "name": view.name, "description": view.summary, "url": describe.page.canonical}
    yield describe.standalone({**thing, "sameAs": list(view.same_as)})
    yield describe.page_itself("CollectionPage", about=without_empty_values(thing), citation=describe.reports(view.sources))


def _period(describe: Describer, view: PeriodPage) -> Iterator[Described]:
    about = {"@type": TYPES.get(view.kind, "Thing"), "name": view.subject.text, "url": describe.address(view.subject.path)}
    yield describe.page_itself("CollectionPage", about=without_empty_values(about), citation=describe.reports(view.sources))


def _publisher(describe: Describer, view: PublisherPage) -> Iterator[Described]:
    thing = {"@type": "Organization", "name": view.card.link.text}
    yield describe.standalone({**thing, "url": describe.page.canonical})
    yield describe.page_itself("ProfilePage", mainEntity=thing, citation=describe.reports(view.sources))


def _timeline(describe: Describer, view: Timeline) -> Iterator[Described]:
    events = [event for section in view.sections for event in section.entries]
    yield describe.page_itself(
        "CollectionPage", mainEntity=_item_list(describe.event(event) for event in events[:MAX_LIST_ENTRIES])
    )


def _quotes(describe: Describer, view: QuoteIndex) -> Iterator[Described]:
    quotes = [quote for section in view.sections for quote in section.entries]
    yield describe.page_itself("CollectionPage", hasPart=[describe.quote(quote) for quote in quotes[:MAX_LIST_ENTRIES]])


def _articles(describe: Describer, view: ArticleIndex) -> Iterator[Described]:
    yield describe.page_itself(
        "CollectionPage", hasPart=describe.reports(report for section in view.sections for report in section.entries)
    )


def _actors(describe: Describer, view: ActorIndex) -> Iterator[Described]:
    cards: list[ActorCard] = [card for section in view.sections for card in section.entries]
    yield describe.page_itself(
        "CollectionPage", mainEntity=_item_list(describe.actor(card.link) for card in cards[:MAX_LIST_ENTRIES])
    )


def _topics(describe: Describer, view: TopicIndex) -> Iterator[Described]:
    terms = [{"@type": "DefinedTerm", "name": card.link.text, "url": describe.address(card.link.path)} for card in view.topics]
    yield describe.page_itself(
        "CollectionPage",
        mainEntity=without_empty_values({"@type": "DefinedTermSet", "hasDefinedTerm": terms[:MAX_LIST_ENTRIES]}),
    )


def _positions(describe: Describer, view: Matrix) -> Iterator[Described]:
    positions: list[PositionView] = [cell.position for _, cells in view.rows for cell in cells if cell.position]
    others = [position for other in view.others for position in other.positions]
    cites = {position.cite.path.partition("#")[0]: position.cite for position in (*positions, *view.changes, *others)}
    yield describe.page_itself(
        "CollectionPage", citation=[describe.cited(cite) for cite in list(cites.values())[:MAX_LIST_ENTRIES]]
    )


def _sources(describe: Describer, view: SourceIndex) -> Iterator[Described]:
    links = ((card.link.text, card.link.path) for card in view.publishers[:MAX_LIST_ENTRIES])
    publishers = ({"@type": "Organization", "name": name, "url": describe.address(path)} for name, path in links)
    yield describe.page_itself("CollectionPage", mainEntity=_item_list(publishers))


def _data(describe: Describer, view: DataPage) -> Iterator[Described]:
    files = [file for table in view.tables for part in table.parts for file in part.files if file.format == "csv"]
    yield describe.standalone(
        {
            "@type": "Dataset",
            "name": describe.site.title,
            "description": describe.site.description or describe.page.description,
            "inLanguage": describe.site.language,
            "url": describe.page.canonical,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": describe.address(file.path)}
                for file in files
            ],
        }
    )


def _item_list(entries: Iterable[Described]) -> Described:
    elements = [{"@type": "ListItem", "position": number, "item": entry} for number, entry in enumerate(entries, 1)]
    return {"@type": "ItemList", "itemListElement": elements} if elements else {}


DESCRIBE_BY_VIEW: dict[type, Callable[[Describer, Any], Iterator[Described]]] = {
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
