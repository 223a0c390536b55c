"""The page of one report."""

from __future__ import annotations

from generator.contexts.cards import ActorCard
from generator.contexts.links import Cite, HeldView, Link, ReportLink, When
from generator.contexts.statements import EventView, FigureView, Point, PositionView, QuoteView
from generator.model.proofs import SafeHtml
from generator.model.values import CompactValue

NOTHING = SafeHtml("")


class BodyLink(CompactValue, frozen=True):
    """The actor that an entity of a report is; `path` is empty where it has no page."""

    entity: str
    kind: str
    path: str
    name: str = ""
    about: str = ""
    """One sentence on a person or a body, for a note where it is first named; on each actor once."""


class BodyReference(CompactValue, frozen=True):
    """The target of a relative address in a report's text; `path` is empty where that is not in the site."""

    path: str
    is_picture: bool = False
    alt: str = ""
    title: str = ""
    width: int = 0
    """In pixels, as the height; 0 where they are not known."""
    height: int = 0


class DateView(CompactValue, frozen=True):
    """Words of a report with the date that they mean."""

    words: str
    when: When
    cite: Cite


class ArticlePage(CompactValue, frozen=True):
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
    """Direct ones."""
    reported: tuple[QuoteView, ...]
    positions: tuple[PositionView, ...]
    events: tuple[EventView, ...]
    """The weightiest, by date."""
    other_events: tuple[EventView, ...]
    dates: tuple[DateView, ...]
    """The dates that it names, each once, earliest first."""
    unresolved: tuple[str, ...]
    """Words that tell a time which could not be resolved, as written."""
    points: tuple[Point, ...]
    previous: ReportLink | None
    following: ReportLink | None
    copies: tuple[ReportLink, ...] = ()
    """Other reports that have the same text, or nearly; of many only some."""
    figures: tuple[FigureView, ...] = ()
    """In the order of the text."""
    published: str = "full"
    """How much of its text `body` has: "full"; "extracts", the sentences that something on the site rests on; "none", only the
    words that statements quote."""
    references: tuple[BodyReference, ...] = ()
    """The pictures that it shows and the reports that it links to, in the order of the text."""
    held: HeldView | None = None
    grade: str = ""
    """How far the source and what it tells are to be trusted, by the Admiralty code: "B2"; empty where nobody said."""
    body: SafeHtml = NOTHING
    """The report with a `<span class="s" id="s-…">` a sentence, links on mentions, resolved dates beside their words."""
