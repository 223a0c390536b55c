"""The briefing on one page, and the pages that list all there is of something."""

from __future__ import annotations

from msgspec import field

from generator.contexts.cards import ActorCard, PublisherCard, Section, TopicCard
from generator.contexts.changes import ChangeView, EditionLink
from generator.contexts.charts import Chronology, Network
from generator.contexts.judgements import JudgementView
from generator.contexts.links import ActorLink, Link, ReportLink, When
from generator.contexts.statements import Backing, EventView, Point, PositionView, QuoteView
from generator.model.proofs import SafeHtml
from generator.model.values import CompactValue


class Home(CompactValue, frozen=True):
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
    positions: tuple[PositionView, ...]
    """The latest position of each of some actors, latest first."""
    actors: tuple[ActorCard, ...]
    topics: tuple[TopicCard, ...]
    events: tuple[EventView, ...]
    """The weightiest events, oldest first."""
    ahead: tuple[EventView, ...]
    """What is to happen after the latest report, the next first."""
    quotes: tuple[QuoteView, ...]
    """The latest statement of each of some speakers, latest first."""
    latest: tuple[ReportLink, ...]
    chronology: Chronology = field(default_factory=Chronology)
    """Of all events."""
    texts: int = 0
    """How many texts the reports have: copies of one text are one source."""
    edition: EditionLink | None = None
    """The edition since which `changed` is told; None without editions, or where nothing changed."""
    changed: tuple[ChangeView, ...] = ()
    """The weightiest changes since."""
    judgements: tuple[JudgementView, ...] = ()
    """The editors' key judgements, the latest first."""


class ActorIndex(CompactValue, frozen=True):
    """The index of actors by kind. Template `actors.html`."""

    sections: tuple[Section[ActorCard], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by letter. This page shows a choice then, or one part."""
    network: Network = field(default_factory=Network)
    """Empty on the pages of parts."""


class TopicIndex(CompactValue, frozen=True):
    """The index of topics. Template `topics.html`."""

    topics: tuple[TopicCard, ...]


class ArticleIndex(CompactValue, frozen=True):
    """The index of reports by month, latest first. Template `articles.html`."""

    sections: tuple[Section[ReportLink], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""


class Share(CompactValue, frozen=True):
    """An actor or a topic, and how many of a page's events concern it. `path` leads to its own page."""

    text: str
    path: str
    number: int


class Timeline(CompactValue, frozen=True):
    """The timeline: the weightiest events by month, oldest first; undated ones are last. Template `timeline.html`."""

    sections: tuple[Section[EventView], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""
    actors: tuple[Share, ...] = ()
    """Whom most of the page's events concern."""
    topics: tuple[Share, ...] = ()
    chronology: Chronology = field(default_factory=Chronology)
    """Of all events, or of all of the part."""
    others: tuple[Section[EventView], ...] = ()
    """Those that the page has beside the weightiest of `sections`, by year or month."""


class QuoteIndex(CompactValue, frozen=True):
    """The index of direct quotes by month, latest first. Template `quotes.html`."""

    sections: tuple[Section[QuoteView], ...]
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by time. This page shows a choice then, or one part."""


class Cell(CompactValue, frozen=True):
    """One actor's position on one topic: the latest, how many there are, and a mark where it changed."""

    position: PositionView | None
    """None is "not stated"."""
    count: int
    path: str
    """The actor page's part on the topic; empty when nothing is stated."""
    backing: tuple[Backing, ...] = ()
    """What stands behind each side."""


class OtherPositions(CompactValue, frozen=True):
    """The latest positions of an actor that fit no topic or are unsure, oldest first, of `number` late ones."""

    actor: ActorLink
    positions: tuple[PositionView, ...]
    number: int


class VoiceRow(CompactValue, frozen=True):
    """A voice of a state or body, with its latest title, or "", and its positions on each topic of the matrix."""

    actor: ActorLink
    title: str
    cells: tuple[Cell, ...]


class RolledUpCell(CompactValue, frozen=True):
    """The voices of a state or body on one topic, counted by the side that each takes last."""

    sides: tuple[tuple[str, int], ...]
    """for, against, other; only those that somebody takes."""
    differ: bool
    """True where one voice is for what another is against."""


class RolledUp(CompactValue, frozen=True):
    """A state or body with all who speak for it and take positions; `voices` may have itself."""

    actor: ActorLink
    cells: tuple[RolledUpCell, ...]
    voices: tuple[VoiceRow, ...]


class Matrix(CompactValue, frozen=True):
    """The matrix of positions: actors by topics. Template `positions.html`."""

    topics: tuple[Link, ...]
    rows: tuple[tuple[ActorLink, tuple[Cell, ...]], ...]
    changes: tuple[PositionView, ...]
    """Changes of position, latest first."""
    others: tuple[OtherPositions, ...]
    """Who states most first."""
    unsure: tuple[OtherPositions, ...] = ()
    """Unsure positions for or against something, on whatever topic."""
    left_out: int = 0
    """Actors with positions on its topics for whom the table has no room; those in most reports are in it."""
    rolled_up: tuple[RolledUp, ...] = ()
    """States and bodies for which somebody speaks, in the order of the table of actors."""
    topics_left_out: int = 0
    """Topics with positions for which the table has no room."""


class SourceIndex(CompactValue, frozen=True):
    """The index of publishers, those of most reports first. Template `sources.html`."""

    publishers: tuple[PublisherCard, ...]
    reports: int
    """All reports of the dossier."""
    nameless: int
    """Reports that name no publisher."""
    number: int
    """How many publishers there are."""
    parts: tuple[Link, ...] = ()
    """Where there are too many for one page: the parts by letter. This page shows a choice then, or one part."""
    texts: int = 0
    """How many texts the reports are: copies of one text are one source."""
    grades: tuple[str, ...] = ()
    """The letters and numbers of the grades that reports have, in order."""
