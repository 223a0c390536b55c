"""The pages of one actor, one topic or one publisher, and their parts by time."""

from __future__ import annotations

from msgspec import field

from generator.contexts.cards import ActorCard, PublisherCard, Section, TopicCard
from generator.contexts.charts import Chronology, Counts
from generator.contexts.judgements import JudgementView
from generator.contexts.links import ActorLink, Cite, Link, ReportLink
from generator.contexts.statements import Backing, EventView, FigureRow, PositionView, QuoteView
from generator.model.proofs import SafeHtml
from generator.model.values import CompactValue


class RoleView(CompactValue, frozen=True):
    """A title or office; `when` is its term where an editor gave it, else the dates of the reports that use it."""

    title: str
    when: str
    reports: int
    """How many reports use it."""
    cites: tuple[Cite, ...]
    """The latest of them, at most three."""


class VoiceView(CompactValue, frozen=True):
    """Somebody who speaks for an actor, or whom an actor speaks for; with the latest title, if any.

    Without a title it is an office of a state by its name or, where `edited`, the editor says so.
    """

    actor: ActorLink | None
    """None is nobody, by the editor's word."""
    title: str
    reports: int
    cites: tuple[Cite, ...]
    edited: bool


class ActorStand(CompactValue, frozen=True):
    """An actor's positions on one topic, oldest first; `topic` is None for those that fit no topic."""

    topic: Link | None
    anchor: str
    positions: tuple[PositionView, ...]
    backing: tuple[Backing, ...] = ()
    """What stands behind each side that the actor is said to take on the topic; none for those that fit no topic."""


class PictureView(CompactValue, frozen=True):
    """A picture that an editor gave: its path in the site, what it shows in words, and whose it is."""

    path: str
    alt: str
    credit: str


class ActorPage(CompactValue, frozen=True):
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
    stands: tuple[ActorStand, ...]
    quotes: tuple[QuoteView, ...]
    """By the actor: direct ones first, then reported, each latest first."""
    about: tuple[QuoteView, ...]
    """By others, naming the actor."""
    events: tuple[EventView, ...]
    related: tuple[ActorCard, ...]
    """Who shares sentences with the actor; `mentions` counts the shared sentences."""
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...] = ()
    picture: PictureView | None = None
    chronology: Chronology = field(default_factory=Chronology)
    """Of all events, also of those that are not on this page."""
    reported: Counts | None = None
    """Reports that name the actor by time; None where they all fall into one period."""
    other_events: tuple[Section[EventView], ...] = ()
    """Those that the page has beside the weightiest, which are `events`: by year or month."""
    joined: tuple[tuple[str, str], ...] = ()
    """Names that were merged, each with the reason."""
    on: tuple[PositionView, ...] = ()
    """Positions of others whose object names it, where it is a thing; the surest first, then the latest."""
    texts: int = 0
    """How many texts the reports have: copies of one text are one source."""
    speaks_for: tuple[VoiceView, ...] = ()
    """The states and bodies for which the actor speaks, the latest first."""
    voices: tuple[VoiceView, ...] = ()
    """Who speaks for the actor, in most reports first."""
    same_as: tuple[str, ...] = ()
    """Addresses that stand for the actor elsewhere, by the editor's word: for programs."""


class TopicPage(CompactValue, frozen=True):
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
    chronology: Chronology = field(default_factory=Chronology)
    """Of all events, also of those that are not on this page."""
    reported: Counts | None = None
    """Reports on the topic by time; None where they all fall into one period."""
    other_events: tuple[Section[EventView], ...] = ()
    """Those that the page has beside the weightiest, which are `events`: by year or month."""
    backing: tuple[tuple[Backing, ...], ...] = ()
    """What stands behind the sides that each actor of `stands` is said to take, in their order."""
    texts: int = 0
    """How many texts the reports have."""
    figures: tuple[FigureRow, ...] = ()
    """Those that several reports, sources or dates have, then single ones, the weightiest first."""
    same_as: tuple[str, ...] = ()
    """Addresses that stand for the topic elsewhere, by the editor's word: for programs."""
    judgements: tuple[JudgementView, ...] = ()
    """The editors' judgements on it, those that are open first."""


class PublisherPage(CompactValue, frozen=True):
    """One publisher. Template `publisher.html`."""

    card: PublisherCard
    alone: tuple[EventView, ...]
    """The latest events that nobody else tells."""
    sources: tuple[ReportLink, ...]
    parts: tuple[Link, ...] = ()


class PeriodPage(CompactValue, frozen=True):
    """All statements about an actor or a topic in a period, oldest first. Template `period.html`."""

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
