"""The registry of kinds of pages: one row a kind, and one a table for download and a file format.

A page is whatever the site has a file for: HTML from a template, or a format that a writer makes. Views are named as in
`generator.contexts`, writers as `module.function` below `generator.render.formats`, since both rooms stand above this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import permalinks
from generator.model.proofs import OutputPath


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page.

    `view` is what it shows, `row` what a table's rows are. A `template` of the theme makes it, or else a `writer`. `owner` is
    who has it in the index, where that is always the same one, and `path` its path, where there is only one page of the kind.
    `menu_text` is the key of its name in the menu, where it has the place `menu_place`; `single_page_place` is the place of
    its owner's pages when the whole site is one page: 0 leaves it to the end.
    An overview is planned by the function `overview` of `generator.plan.overviews`; those of its rows' `lists` in the index
    that may be too long for one page are split by time or, where `by_letter`, by the letters that names begin with.
    """

    name: str
    view: str
    template: str = ""
    writer: str = ""
    row: str = ""
    owner: str = ""
    path: OutputPath | None = None
    menu_text: str = ""
    menu_place: int = 0
    single_page_place: int = 0
    overview: str = ""
    lists: tuple[str, ...] = ()
    by_letter: bool = False


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format by its ending: its media type, and the writer of a table in it."""

    ending: str
    media_type: str
    writer: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table for download: the view of a row, the subject and the lists of the index that have its rows, and its formats."""

    name: str
    row: str
    subject: str
    lists: tuple[str, ...]
    formats: tuple[str, ...]


FORMATS: Mapping[str, FileFormat] = {
    one.ending: one
    for one in (
        FileFormat("csv", "text/csv", "tables.as_csv"),
        FileFormat("json", "application/json", "tables.as_json"),
        FileFormat("bib", "application/x-bibtex", "citations.as_bibtex"),
        FileFormat("ris", "application/x-research-info-systems", "citations.as_ris"),
        FileFormat("csl.json", "application/vnd.citationstyles.csl+json", "citations.as_csl"),
        FileFormat("ics", "text/calendar", "calendars.calendar"),
        FileFormat("timeline.json", "application/json", "calendars.timeline"),
        FileFormat("graphml", "application/graphml+xml"),
    )
}
TABLES: Mapping[str, DataTable] = {
    one.name: one
    for one in (
        DataTable("actors", "ActorCard", "actors", ("cards",), ("csv", "json")),
        DataTable("reports", "Record", "feed", ("records",), ("csv", "json", "bib", "ris", "csl.json")),
        DataTable("events", "EventView", "timeline", ("events", "unsure"), ("csv", "json", "ics", "timeline.json")),
        DataTable("quotes", "QuoteView", "quotes", ("quotes", "reported", "unsure"), ("csv", "json")),
        DataTable("positions", "PositionView", "positions", ("positions", "others", "unsure"), ("csv", "json")),
        DataTable("figures", "FigureView", "figures", ("figures",), ("csv", "json")),
    )
}


PAGE_KINDS: Mapping[str, PageKind] = {
    one.name: one
    for one in (
        PageKind(
            "home",
            "Home",
            "home.html",
            owner="home",
            path=permalinks.HOME,
            menu_text="nav.briefing",
            menu_place=1,
            single_page_place=1,
        ),
        PageKind(
            "changes",
            "ChangesPage",
            "changes.html",
            owner="changes",
            path=permalinks.CHANGES,
            menu_text="nav.changes",
            menu_place=2,
            single_page_place=2,
        ),
        PageKind("changes_feed", "ChangesFeed", writer="changes.atom", owner="changes", path=permalinks.CHANGES_FEED),
        PageKind("changes_mail", "ChangesDigest", writer="changes.mail", owner="changes", path=permalinks.CHANGES_MAIL),
        PageKind(
            "timeline",
            "Timeline",
            "timeline.html",
            owner="timeline",
            path=permalinks.TIMELINE,
            menu_text="nav.timeline",
            menu_place=3,
            single_page_place=3,
            overview="timeline",
            lists=("events",),
        ),
        PageKind(
            "topics",
            "TopicIndex",
            "topics.html",
            owner="topics",
            path=permalinks.TOPICS,
            menu_text="nav.topics",
            menu_place=5,
            single_page_place=4,
            overview="topic_index",
        ),
        PageKind("topic", "TopicPage", "topic.html", owner="topic/", single_page_place=5),
        PageKind(
            "actors",
            "ActorIndex",
            "actors.html",
            owner="actors",
            path=permalinks.ACTORS,
            menu_text="nav.actors",
            menu_place=4,
            single_page_place=6,
            overview="actor_index",
            lists=("cards",),
            by_letter=True,
        ),
        PageKind("actor", "ActorPage", "actor.html", owner="actor/", single_page_place=7),
        PageKind(
            "positions",
            "Matrix",
            "positions.html",
            owner="positions",
            path=permalinks.POSITIONS,
            menu_text="nav.positions",
            menu_place=6,
            single_page_place=8,
            overview="matrix",
        ),
        PageKind(
            "judgements",
            "JudgementIndex",
            "judgements.html",
            owner="judgements",
            path=permalinks.JUDGEMENTS,
            menu_text="nav.judgements",
            menu_place=7,
            single_page_place=1,
        ),
        PageKind(
            "quotes",
            "QuoteIndex",
            "quotes.html",
            owner="quotes",
            path=permalinks.QUOTES,
            menu_text="nav.quotes",
            menu_place=8,
            single_page_place=9,
            overview="quote_index",
            lists=("quotes",),
        ),
        PageKind(
            "articles",
            "ArticleIndex",
            "articles.html",
            owner="articles",
            path=permalinks.ARTICLES,
            menu_text="nav.reports",
            menu_place=9,
            single_page_place=10,
            overview="article_index",
            lists=("reports",),
        ),
        PageKind("article", "ArticlePage", "article.html", owner="report/", single_page_place=11),
        PageKind(
            "sources",
            "SourceIndex",
            "sources.html",
            owner="sources",
            path=permalinks.SOURCES,
            menu_text="nav.sources",
            menu_place=10,
            overview="source_index",
            lists=("cards",),
            by_letter=True,
        ),
        PageKind("weak", "WeakPage", "weak.html", owner="weak", path=permalinks.WEAK),
        PageKind("publisher", "PublisherPage", "publisher.html", owner="publisher/"),
        PageKind("period", "PeriodPage", "period.html"),
        PageKind("page", "WrittenPage", "page.html", owner="texts", single_page_place=12),
        PageKind("missing", "Missing", "404.html", owner="texts", path=permalinks.MISSING),
        PageKind("moved", "Moved", "moved.html", owner="moved"),
        PageKind(
            "search",
            "SearchPage",
            "search.html",
            owner="search",
            path=permalinks.SEARCH,
            menu_text="nav.search",
            menu_place=11,
        ),
        PageKind("search_index", "SearchIndex", writer="search_index.index", owner="search", path=permalinks.SEARCH_INDEX),
        PageKind("search_part", "SearchPart", writer="search_index.part"),
        PageKind("data", "DataPage", "data.html", owner="data", path=permalinks.DATA),
        PageKind("datapackage", "DataPage", writer="data_package.package", owner="data", path=permalinks.DATA_PACKAGE),
        *(
            PageKind(
                f"{table}.schema",
                "Columns",
                writer="data_package.schema",
                owner="data",
                path=permalinks.table(table, "schema.json"),
            )
            for table in TABLES
        ),
        *(
            PageKind(f"{table.name}.{ending}", "Table", writer=FORMATS[ending].writer, row=table.row)
            for table in TABLES.values()
            for ending in table.formats
        ),
        PageKind("network", "Graph", writer="graphml.graphml", owner="network", path=permalinks.NETWORK),
        PageKind("card", "Card", "card.svg", owner="card", path=permalinks.CARD),
        PageKind("atom", "FeedView", writer="feeds.atom", owner="feed", path=permalinks.ATOM),
        PageKind("json_feed", "FeedView", writer="feeds.json_feed", owner="feed", path=permalinks.JSON_FEED),
        PageKind("robots", "Addresses", writer="feeds.robots", owner="feed", path=permalinks.ROBOTS),
        PageKind("sitemap", "Addresses", writer="feeds.sitemap", path=permalinks.SITEMAP),
        PageKind("single", "OneFile", "single.html", path=permalinks.ONE_FILE),
        *(PageKind(kind, "Handout", f"handout_{kind}.html", path=path) for kind, path in permalinks.HANDOUTS.items()),
    )
}
OVERVIEWS: Mapping[str, PageKind] = {name: kind for name, kind in PAGE_KINDS.items() if kind.overview}
HTML_KINDS = frozenset(name for name, kind in PAGE_KINDS.items() if kind.template.endswith(".html"))
"""The kinds of pages that people read in a browser."""
FILES_BESIDE = frozenset(name for name, kind in PAGE_KINDS.items() if kind.path and kind.template and not kind.owner)
"""The kinds of pages that are files of their own beside the site, made when they are asked for."""
MENU = tuple(sorted((kind for kind in PAGE_KINDS.values() if kind.menu_place), key=lambda kind: kind.menu_place))


def paths_of_owner(owner: str) -> tuple[OutputPath, ...]:
    """Return the paths of the pages that an owner has in every site; none for one whose pages have paths by their names."""
    return tuple(kind.path for kind in PAGE_KINDS.values() if kind.owner == owner and kind.path)
