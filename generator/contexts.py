"""What a template is handed: one frozen context a kind of page. This is the contract with themes.

A context holds exactly what its page shows, so its hash says when the page is stale. Paths are relative to the site's
root; a template puts `page.root` in front of them. Texts are plain and are escaped by the template; only `SafeHtml` is not.
Dates come as `When`: the EDTF value, the words for readers, and a machine value where HTML has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.model import OutputPath, SafeHtml

Entry = TypeVar("Entry")
NOTHING = SafeHtml("")


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the site. `path` is empty where there is no page to lead to: then the text stands alone."""

    text: str
    path: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """The small header that every page gets."""

    title: str
    description: str
    language: str
    """BCP 47 tag of the interface and of the pages that editors wrote."""
    direction: str
    """`ltr` or `rtl`."""
    navigation: tuple[Link, ...]
    base_url: str
    """Absolute address with a trailing slash, or empty."""
    author: str
    generator: str
    """Name and version of the program."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page says of itself."""

    path: OutputPath
    root: str
    """From this page to the site's root: "" or "../"."""
    title: str
    description: str
    kind: str
    """One of the keys of `VIEWS`."""
    canonical: str
    """Absolute address, or empty when the site has no base_url."""
    above: Link | None = None
    """The page that leads to this one."""
    feeds: tuple[Link, ...] = ()
    """Feeds of what this page is about, beside those of the site."""
    card: OutputPath | None = None
    """A picture for those who link to the page; only where the site has a base_url."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as honest as its source."""

    edtf: str
    text: str
    """For readers, in the site's language: "13 October 2009", "October 2009", "October 2009, by the 13th"."""
    datetime: str
    """For `<time datetime>`: YYYY, YYYY-MM or YYYY-MM-DD; empty where HTML has no value for it."""
    precision: str
    """day, month, season, quarter, year, decade, century, interval."""
    bound: str = ""
    """"before" where only its end is known, "from" where only its beginning is."""
    not_before: str = ""
    """Days (ISO) that narrow a date that is not known to the day."""
    not_after: str = ""


@dataclass(frozen=True, slots=True)
class ActorLink:
    """An actor by name. `path` is empty for hidden actors."""

    name: str
    path: str
    kind: str
    """person, organisation, country, group, place."""


@dataclass(frozen=True, slots=True)
class Cite:
    """The way to the sentence that a statement rests on."""

    path: str
    """The report's page and the sentence's anchor: `articles/x.html#s-0a1b2c3d`."""
    title: str
    source: str
    when: When | None
    sentence: str
    """The whole sentence, verbatim."""
    words: str
    """The stretch that the finding rests on, verbatim."""
    person: bool = False
    """Added by a person in the report's front matter, not derived."""
    language: str = ""
    """The report's, for its words and for all else that is said in them."""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A report in a list."""

    title: str
    path: str
    source: str
    when: When | None
    summary: str
    """The editor's summary, or the report's first key sentence."""
    mentions: int = 0
    """How often the page's actor is mentioned in it (actor pages), else 0."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that carries the story, verbatim."""

    text: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Something said. `direct` is in the speaker's own words; otherwise it is the report's wording of it."""

    anchor: str
    text: str
    direct: bool
    speaker: ActorLink | None
    speaker_text: str
    """How the report describes the speaker when nobody is named; or the speaker's words as written."""
    affiliation: ActorLink | None
    cue: str
    addressee: ActorLink | None
    addressee_text: str
    when: When | None
    confidence: str
    """certain, likely, unsure."""
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Backing:
    """How many reports, by how many different publishers, stand behind what is told."""

    reports: int
    publishers: int
    """Publishers that are named: 0 where none is."""
    side: str = ""
    """Of positions: for, against or open."""


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened or is to happen, told by one or more reports."""

    anchor: str
    text: str
    when: When | None
    actors: tuple[ActorLink, ...]
    place: ActorLink | None
    confidence: str
    rule: str
    cites: tuple[Cite, ...]
    """The fullest telling first; where many reports tell it, only some of them."""
    reports: int
    """How many reports tell it."""
    topics: tuple[Link, ...] = ()
    publishers: int = 0
    """How many different publishers these have, as far as they are named."""


@dataclass(frozen=True, slots=True)
class PositionView:
    """Where an actor stands on something, according to one sentence."""

    anchor: str
    actor: ActorLink
    stance: str
    """supports, opposes, seeks, rejects, offers, warns, agrees, denies, conditional."""
    side: str
    """for, against, or open: which way the stance points, for colour and for the matrix."""
    verb: str
    object: str
    negated: bool
    hedge: str
    condition: str
    reported_by: ActorLink | None
    reported_by_text: str
    topic: Link | None
    when: When | None
    changed: str
    """Words on what the actor's stance on the topic was before ("rejects, 13 October 2009") when it now differs, or empty."""
    confidence: str
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor in a list."""

    link: ActorLink
    summary: str
    """One sentence or the latest role."""
    mentions: int
    reports: int
    publishers: int = 0
    """How many publishers these reports have, where all of them are meant."""


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in a list."""

    link: Link
    summary: str
    reports: int
    """How many are about it; on the page of another topic, about both."""
    actors: tuple[ActorLink, ...]
    """Who takes a position on it, most first."""


@dataclass(frozen=True, slots=True)
class Section(Generic[Entry]):
    """Entries under a heading: actors by kind, reports or events by month."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a picture, and how many events have it."""

    when: When
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in each of some periods that follow one another, for a picture."""

    unit: str
    """week, month, quarter, year, decade."""
    start: str
    """The first day of the first period."""
    bars: tuple[tuple[str, int], ...]
    """Each period in words, a week by its first day, and how many there are in it."""
    earlier: int = 0
    """How many lie so far before the others that there is no room for them."""
    later: int = 0
    coarse: int = 0
    """How many have no date, or one that is wider than a period."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """When things happened, for a picture: their dates or, where they are too many, how many there are in each period."""

    moments: tuple[Moment, ...] = ()
    """Oldest first."""
    counts: Counts | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in a picture, and how many reports it is in."""

    link: ActorLink
    number: int


@dataclass(frozen=True, slots=True)
class Network:
    """Who is named with whom, for a picture."""

    nodes: tuple[Node, ...] = ()
    """Those in most reports, most first; who is named with none of the others is left out."""
    ties: tuple[tuple[int, int, int], ...] = ()
    """Two of them, and how many sentences they share: of each actor the strongest."""


@dataclass(frozen=True, slots=True)
class Home:
    """The briefing on one page. Template `home.html`."""

    introduction: SafeHtml
    """The body of `content/pages/home.md`, or empty."""
    as_of: When | None
    """The latest report's date."""
    since: When | None
    reports: int
    publishers: int
    points: tuple[Point, ...]
    changes: tuple[PositionView, ...]
    """Changes of position, latest first."""
    actors: tuple[ActorCard, ...]
    topics: tuple[TopicCard, ...]
    events: tuple[EventView, ...]
    """The latest dated events, latest first."""
    quotes: tuple[QuoteView, ...]
    """The latest direct quotes, latest first."""
    latest: tuple[ReportLink, ...]
    chronology: Chronology = Chronology()
    """Of all events."""


@dataclass(frozen=True, slots=True)
class BodyLink:
    """Which actor an entity of a report is; `path` is empty where it has no page."""

    entity: str
    kind: str
    path: str
    name: str = ""
    about: str = ""
    """One sentence on a person or a body, for a note where it is first named; on each actor once."""


@dataclass(frozen=True, slots=True)
class DateView:
    """What words of a report mean as a date."""

    words: str
    when: When
    cite: Cite


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One report. Template `article.html`."""

    text: str
    """The name of the report's annotated text, which `body` is made of when the page is rendered."""
    links: tuple[BodyLink, ...]
    """The actors that are linked in it."""
    title: str
    source: str
    author: str
    url: str
    """The original's address (http or https), or empty."""
    when: When | None
    place: str
    summary: str
    language: str
    direction: str
    derived: bool
    """False when there are no rules for the report's language: only the editor's metadata are shown."""
    topics: tuple[Link, ...]
    actors: tuple[ActorCard, ...]
    quotes: tuple[QuoteView, ...]
    positions: tuple[PositionView, ...]
    events: tuple[EventView, ...]
    dates: tuple[DateView, ...]
    """The dates that it names, each once, earliest first."""
    unresolved: tuple[str, ...]
    """Words that tell a time which could not be resolved, as written."""
    points: tuple[Point, ...]
    previous: ReportLink | None
    following: ReportLink | None
    body: SafeHtml = NOTHING
    """The report with a `<span class="s" id="s-…">` a sentence, links on mentions, resolved dates beside their words."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """A title or office; `when` is its term where an editor gave it, else the dates of the reports that use it."""

    title: str
    when: str
    reports: int
    """How many reports use it."""
    cites: tuple[Cite, ...]
    """The latest of them, at most three."""


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor's positions on one topic, oldest first; `topic` is None for those that fit no topic."""

    topic: Link | None
    anchor: str
    positions: tuple[PositionView, ...]
    backing: tuple[Backing, ...] = ()
    """What stands behind each side that the actor is said to take on the topic; none for those that fit no topic."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an editor gave: its path in the site, what it shows in words, and whose it is."""

    path: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor. Template `actor.html`.

    Lists that would be too long give what tells most; `parts` then lead to pages of all of it by time.
    """

    name: str
    kind: str
    summary: str
    profile: SafeHtml
    """The editor's text, or empty."""
    aliases: tuple[str, ...]
    """Names as seen in the reports, other than `name`."""
    reports: int
    mentions: int
    publishers: int
    roles: tuple[RoleView, ...]
    stands: tuple[Stand, ...]
    quotes: tuple[QuoteView, ...]
    """By the actor: direct ones first, then reported, each latest first."""
    about: tuple[QuoteView, ...]
    """By others, naming the actor."""
    events: tuple[EventView, ...]
    related: tuple[ActorCard, ...]
    """Who shares sentences with the actor; `mentions` counts the shared sentences."""
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...] = ()
    picture: Picture | None = None
    chronology: Chronology = Chronology()
    """Of all events, also of those that are not on this page."""
    reported: Counts | None = None
    """Reports that name the actor by time; None where they all fall into one period."""


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic. Template `topic.html`."""

    name: str
    summary: str
    profile: SafeHtml
    reports: int
    publishers: int
    stands: tuple[tuple[ActorLink, tuple[PositionView, ...]], ...]
    """An actor and its positions on the topic, oldest first; who said most first."""
    events: tuple[EventView, ...]
    quotes: tuple[QuoteView, ...]
    related: tuple[TopicCard, ...]
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...] = ()
    chronology: Chronology = Chronology()
    """Of all events, also of those that are not on this page."""
    reported: Counts | None = None
    """Reports on the topic by time; None where they all fall into one period."""
    backing: tuple[tuple[Backing, ...], ...] = ()
    """What stands behind the sides that each actor of `stands` is said to take, in their order."""


@dataclass(frozen=True, slots=True)
class Period:
    """All that is told of an actor or a topic within a time, oldest first. Template `period.html`."""

    subject: Link
    kind: str
    """The actor's kind, "topic", or "publisher"."""
    positions: tuple[PositionView, ...]
    events: tuple[EventView, ...]
    quotes: tuple[QuoteView, ...]
    about: tuple[QuoteView, ...]
    """What others said of the actor."""
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...]
    """This part, marked as current, between its neighbours."""


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """All actors by kind. Template `actors.html`."""

    sections: tuple[Section[ActorCard], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by letter. This page shows a choice then, or one part."""
    network: Network = Network()
    """Empty on the pages of parts."""


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """All topics. Template `topics.html`."""

    topics: tuple[TopicCard, ...]


@dataclass(frozen=True, slots=True)
class ArticleIndex:
    """All reports by month, latest first. Template `articles.html`."""

    sections: tuple[Section[ReportLink], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""


@dataclass(frozen=True, slots=True)
class Share:
    """An actor or a topic, and how many of a page's events concern it. `path` leads to its own page."""

    text: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events by month, oldest first; undated ones stand last. Template `timeline.html`."""

    sections: tuple[Section[EventView], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""
    actors: tuple[Share, ...] = ()
    """Whom most of the page's events concern."""
    topics: tuple[Share, ...] = ()
    chronology: Chronology = Chronology()
    """Of all events, or of all of the part."""


@dataclass(frozen=True, slots=True)
class QuoteIndex:
    """All direct quotes by month, latest first. Template `quotes.html`."""

    sections: tuple[Section[QuoteView], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one actor stands on one topic: the latest position, how many there are, and whether it changed."""

    position: PositionView | None
    """None is "not stated"."""
    count: int
    path: str
    """The actor page's part on the topic; empty when nothing is stated."""
    backing: tuple[Backing, ...] = ()
    """What stands behind each side."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who stands where: actors by topics. Template `positions.html`."""

    topics: tuple[Link, ...]
    rows: tuple[tuple[ActorLink, tuple[Cell, ...]], ...]
    changes: tuple[PositionView, ...]
    """Changes of position, latest first."""
    others: tuple[PositionView, ...]
    """Positions that fit no topic, latest first."""
    left_out: int = 0
    """Actors with positions for whom the table has no room; those in most reports are in it."""


@dataclass(frozen=True, slots=True)
class PublisherCard:
    """What one publisher contributed. Reports are counted, and what they tell: an event that many of them tell is one."""

    link: Link
    reports: int
    first: When | None
    last: When | None
    quotes: int
    """Direct and reported ones."""
    unnamed: int
    """Quotes and positions that rest on somebody who is not named."""
    positions: int
    events: int
    alone: int
    """Events that nobody else tells."""


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """All publishers, those of most reports first. Template `sources.html`."""

    publishers: tuple[PublisherCard, ...]
    reports: int
    """All reports of the dossier."""
    nameless: int
    """Reports that name no publisher."""
    number: int
    """How many publishers there are."""
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by letter. This page shows a choice then, or one part."""


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """One publisher. Template `publisher.html`."""

    card: PublisherCard
    alone: tuple[EventView, ...]
    """The latest events that nobody else tells."""
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that an editor wrote, or the built-in text on method. Template `page.html`."""

    body: SafeHtml


@dataclass(frozen=True, slots=True)
class Missing:
    """The page for addresses that do not exist. Template `404.html`."""

    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Where readers search. Template `search.html`; what is found comes by script."""

    places: tuple[Link, ...]
    """Where to look without one: the site's own pages."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page by its title, for the small index."""

    title: str
    path: str
    kind: str
    """In words."""
    year: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Topics, actors and reports by their titles, for a script that looks through them. No template."""

    entries: tuple[SearchEntry, ...]
    whole: bool
    """False where there are more of them than it has room for."""


@dataclass(frozen=True, slots=True)
class Record:
    """A report as feeds, downloads and citations tell it."""

    title: str
    path: OutputPath
    canonical: str
    url: str
    source: str
    author: str
    summary: str
    language: str
    when: When | None
    place: str = ""
    actors: tuple[ActorLink, ...] = ()
    """Who is in it and has a page, most mentioned first."""
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """The latest reports, latest first, for feed readers. No template."""

    entries: tuple[Record, ...]
    of: OutputPath
    """The page that tells what the feed tells."""


@dataclass(frozen=True, slots=True)
class Table(Generic[Entry]):
    """A table of the dossier, or a part of it by time, for programs. No template."""

    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Actors, and how many sentences name two of them, each pair once. No template."""

    nodes: tuple[ActorCard, ...]
    edges: tuple[tuple[str, str, int], ...]
    """Slugs of actors."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a table."""

    path: OutputPath
    format: str
    """The ending of its name: csv, json, ics …"""


@dataclass(frozen=True, slots=True)
class Downloads:
    """A part of a table, in several formats."""

    name: str
    """The table's name, with the part's key behind it where there are parts: "events", "events-2009"."""
    words: str
    """The part in words, or empty."""
    rows: int
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: actors, reports, events, quotes, positions."""

    name: str
    rows: int
    parts: tuple[Downloads, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """What there is for programs. Template `data.html`; and the description of it, without a template."""

    tables: tuple[Tabled, ...]
    package: OutputPath
    network: OutputPath


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are: the program knows. No template."""


@dataclass(frozen=True, slots=True)
class Card:
    """The picture that stands for the site where somebody links to it. Template `card.svg`."""

    as_of: When | None
    reports: int
    publishers: int


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every page's absolute address, for search engines. No template."""

    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneFileSection:
    """A page of the site as a part of the one file. Its ids begin with `id` and a colon."""

    id: str
    title: str
    language: str
    """That of the title, where it is another one than the site's."""
    shown_as: str
    """The classes that the page's body has."""
    level: int
    """1 for an overview, 2 for what stands below one: an actor, a topic, a report."""
    html: SafeHtml


@dataclass(frozen=True, slots=True)
class OneFileNote:
    """What a number in print stands for: a section of the file (`#…`), or an address elsewhere."""

    target: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class OneFile:
    """The whole briefing in one file, made when it is asked for. Template `single.html`."""

    as_of: str
    """The latest report's date, as 2009-10-13, 2009-10 or 2009; empty where no report has one."""
    style: SafeHtml
    """The site's style sheets, with all that they fetch."""
    icon: str
    sections: tuple[OneFileSection, ...]
    notes: tuple[OneFileNote, ...]


VIEWS: dict[str, Any] = {
    "home": Home,
    "article": ArticlePage,
    "actor": ActorPage,
    "topic": TopicPage,
    "period": Period,
    "actors": ActorIndex,
    "topics": TopicIndex,
    "articles": ArticleIndex,
    "timeline": Timeline,
    "quotes": QuoteIndex,
    "positions": Matrix,
    "sources": SourceIndex,
    "publisher": PublisherPage,
    "page": WrittenPage,
    "missing": Missing,
    "search": SearchPage,
    "search_index": SearchIndex,
    "single": OneFile,
    "atom": Feed,
    "json_feed": Feed,
    "sitemap": Addresses,
    "robots": Addresses,
    "data": DataPage,
    "datapackage": DataPage,
    "network": Graph,
    "card": Card,
    **dict.fromkeys(("actors.schema", "reports.schema", "events.schema", "quotes.schema", "positions.schema"), Columns),
    **dict.fromkeys(("actors.csv", "actors.json"), Table[ActorCard]),
    **dict.fromkeys(("reports.csv", "reports.json", "reports.bib", "reports.ris", "reports.csl.json"), Table[Record]),
    **dict.fromkeys(("events.csv", "events.json", "events.ics", "events.timeline.json"), Table[EventView]),
    **dict.fromkeys(("quotes.csv", "quotes.json"), Table[QuoteView]),
    **dict.fromkeys(("positions.csv", "positions.json"), Table[PositionView]),
}
"""What a page of each kind is handed."""
FOR_PROGRAMS = frozenset(
    {
        "atom",
        "json_feed",
        "sitemap",
        "robots",
        "search_index",
        "datapackage",
        "network",
        *(kind for kind in VIEWS if "." in kind),
    }
)
"""The kinds that no template makes."""
